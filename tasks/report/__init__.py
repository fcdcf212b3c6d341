"""The run's report, as a page people look at."""

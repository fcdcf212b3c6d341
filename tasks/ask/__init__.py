"""Questions to an output: explain a page, undo, query."""

"""A whole run: survey the input, cut it into shards, clean what is not there yet, publish. Knows nothing of Prefect."""

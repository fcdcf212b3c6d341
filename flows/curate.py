"""A cleaned corpus to proposed table rows. Nothing is ever applied: a person reads, judges, and edits a table."""

from pathlib import Path

from prefect import flow

from tasks.ask.candidates import candidates, write


@flow(name="curate", persist_result=False)
def curate(output: str = "output", to: str = "candidates", fewest: int = 2) -> dict[str, int]:
    """Gather what a finished run suggests for the tables.

    Args:
        output: The folder that the flow `clean` wrote.
        to: The folder for names.csv, substitutions.csv and chrome.csv, candidates for the tables of these names.
        fewest: How often something must have been seen to be a candidate.

    Returns:
        How many candidates there are in each file.
    """
    found = candidates(output, fewest)
    write(found, Path(to))
    return {name: rows.num_rows for name, rows in found.items()}

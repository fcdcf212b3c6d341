"""datatrove's closest pipeline: reader, trafilatura for HTML, ftfy, C4 and Gopher filters, Parquet writer.

Runs in the peers' own environment: `PEERS/bin/python pipeline_datatrove.py text|html FILE OUTPUT`.
"""

import sys
from pathlib import Path

from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.filters import C4QualityFilter, GopherQualityFilter
from datatrove.pipeline.formatters import FTFYFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import ParquetWriter


def main(kind: str, file: str, output: str) -> None:
    """Run it in one process over one file of records."""
    path = Path(file)
    steps = [
        JsonlReader(str(path.parent), glob_pattern=path.name, text_key=kind, id_key="id"),
        *([Trafilatura(favour_precision=False, timeout=10)] if kind == "html" else []),
        FTFYFormatter(),
        C4QualityFilter(),
        GopherQualityFilter(),
        ParquetWriter(f"{output}/data"),
    ]
    LocalPipelineExecutor(steps, tasks=1, workers=1, logging_dir=f"{output}/logs").run()


if __name__ == "__main__":
    main(*sys.argv[1:])

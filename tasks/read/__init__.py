"""From files, archives and datasets to pages."""

from tasks.read.decode import Undecodable, decode
from tasks.read.place import Input, inputs
from tasks.read.raw import Raw, Unreadable
from tasks.read.records import Columns
from tasks.read.source import Reading, Record, pages_of, parsed, records_of

__all__ = [
    "Columns",
    "Input",
    "Raw",
    "Reading",
    "Record",
    "Undecodable",
    "Unreadable",
    "decode",
    "inputs",
    "pages_of",
    "parsed",
    "records_of",
]

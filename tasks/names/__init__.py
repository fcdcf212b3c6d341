"""Names: one person, one spelling, nobody merged. `load` the table, `standardise` a page, list a table's `problems`."""

from tasks.names.problems import problems
from tasks.names.standardise import standardise
from tasks.names.table import NameTable, load

__all__ = ["NameTable", "load", "problems", "standardise"]

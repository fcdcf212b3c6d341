"""Names: one person, one spelling, nobody merged. `load` the table, `standardise` a page, list a table's `problems`."""

from tasks.names.problems import collisions, problems
from tasks.names.standardise import standardise
from tasks.names.table import NameTable, load

__all__ = ["NameTable", "collisions", "load", "problems", "standardise"]

"""Title, date, author, credited source, source addresses and tags: out of the lines, into columns."""

from tasks.metadata.find import find
from tasks.metadata.lift import lift

__all__ = ["find", "lift"]

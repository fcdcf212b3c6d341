"""From files, archives and datasets to pages."""

from tasks.read.decode import Undecodable, decode
from tasks.read.raw import Raw
from tasks.read.source import Input, Unreadable, inputs, pages_of

__all__ = ["Input", "Raw", "Undecodable", "Unreadable", "decode", "inputs", "pages_of"]

"""Site chrome: which lines are no part of the article, and why."""

from tasks.chrome.strip import strip
from tasks.chrome.table import ChromeTable, load, problems
from tasks.chrome.template import learn, line_keys

__all__ = ["ChromeTable", "learn", "line_keys", "load", "problems", "strip"]

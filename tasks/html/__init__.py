"""From HTML to the flattened page, each line with what the markup says of it."""

from tasks.html.flatten import Flattened, flatten
from tasks.html.problems import problems
from tasks.html.rules import SiteRules, load

__all__ = ["Flattened", "SiteRules", "flatten", "load", "problems"]

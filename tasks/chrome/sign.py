"""What a line's own text shows it to be, wherever it stands: a caption with its credit, a post of another site."""

from __future__ import annotations

import re

AUTHOR, PICTURE, CAPTION, CREDITED = "author", "picture", "caption", "credited"
"""An embedded post's author and handle, the end of one at its picture; captions that end in a name, and in brackets."""
WIDEST_CAPTION, CREDIT = 250, 50
"""Widths of a caption, and of the credit at its end."""
ADDRESS = 40
"""Width of the address of an embedded post's picture."""

_CREDIT = re.compile(
    r"\((?:image|photo|picture|pic|video|graphic|screenshot)s?(?:: ?| by | courtesy )[^()]{2,40}\)\Z", re.IGNORECASE
)
_GLUED = re.compile(r"[a-z][’”'\")]?\.[’”'\")]?(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+\Z")
_ATTRIBUTION = re.compile(r"[—–-] ?.{1,60} ?\(@\w{1,20}\)")
_PICTURE = re.compile(r"\bpic\.(?:twitter|x)\.com/\w+\Z")


def sign_of(text: str, width: int) -> str:
    """What the text shows the line to be; empty for most lines. `width` is that of `Line`."""
    if text[0] in "—–-" and _ATTRIBUTION.match(text):
        return AUTHOR
    last = text[-1]
    if last == ")":
        return CREDITED if width <= WIDEST_CAPTION and _CREDIT.search(text[-CREDIT:]) else ""
    if not last.isalnum() and last != "_":
        return ""
    end = text[-CREDIT:]
    if "." not in end:
        return ""
    if _PICTURE.search(text[-ADDRESS:]):
        return PICTURE
    return CAPTION if width <= WIDEST_CAPTION and last.isalpha() and _GLUED.search(end) else ""

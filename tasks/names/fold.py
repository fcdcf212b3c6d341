"""How names are compared: the key of a word, and a text cut into words with the gaps between them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a",
        "ħ": "h", "ŋ": "n", "ӏ": "", "ё": "е", "ʻ": "", "ʼ": "", "ʹ": "", "ʺ": "", "ʾ": "", "ʿ": "", "'": "",
        "’": "", "‘": "", "`": "", "´": "", "\u200c": "", "\u200d": "", "\u0640": "", "ي": "ی", "ى": "ی", "ك": "ک",
        "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ς": "σ",
    }
)  # fmt: skip
_MARK = "Mn"
APOSTROPHES = "'’‘ʼʻ`´ʹ"
WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}\u200c][^\W\d_]+)*")


def key(word: str) -> str:
    """The form in which words are compared: lower case, without diacritics, apostrophes or joiners."""
    if word.isascii():
        lower = word.lower()
        return lower if lower.isalpha() else lower.replace("'", "").replace("`", "")
    lower = word.lower().translate(_LETTERS)
    if lower.isascii():
        return lower
    return "".join(map(_plain, lower)).translate(_LETTERS)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter < "\u0250" or "\u1e00" <= letter < "\u1fff":
        return "".join(c for c in unicodedata.normalize("NFKD", letter) if unicodedata.category(c) != _MARK)
    return "" if unicodedata.category(letter) == _MARK else letter


def words(name: str) -> list[str]:
    """The words of a name as it is written: 'Kassym-Jomart' has two, "Zelens'kyi" one."""
    return WORD.findall(name)


def joined(name: str) -> str:
    """The key of a whole name or part of a name: the keys of its words, nothing between them."""
    return "".join(map(key, words(name)))

"""What a person sees of a run while it goes on."""

from __future__ import annotations

from typing import Literal, Protocol

Stage = Literal["survey", "clean", "duplicates", "publish"]


class Watch(Protocol):
    """Told how a run goes on."""

    def begin(self, stage: Stage, pages: int | None) -> None:
        """A stage begins; `pages` are to be done in it, None where that is not known yet."""

    def advance(self, pages: int, rejected: int = 0) -> None:
        """So many more pages are done, so many of them rejected."""

    def note(self, message: str) -> None:
        """Something a person should know, though the run goes on."""


class Silence:
    """Nobody watches."""

    def begin(self, stage: Stage, pages: int | None) -> None:
        """Say nothing."""

    def advance(self, pages: int, rejected: int = 0) -> None:
        """Say nothing."""

    def note(self, message: str) -> None:
        """Say nothing."""

"""The rows of the substitution tables, as an analyst writes them: phrase rules, typing errors, lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from tasks.page import Confidence

Status = Literal["active", "shadow", "retired"]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")]
Phrase = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\n\r\t]+$")]
Phrases = Annotated[list[Phrase], Field(default_factory=list)]

GUARDS = (
    "if_page",
    "unless_page",
    "if_near",
    "unless_near",
    "if_before",
    "if_after",
    "unless_before",
    "unless_after",
)


class Example(BaseModel):
    """A sentence as it was found and as it must become. `page` is further text standing on the same page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bad: Phrase
    good: Phrase
    page: str = ""

    @model_validator(mode="after")
    def _differ(self) -> Example:
        if self.bad == self.good:
            raise ValueError("bad and good are the same sentence")
        return self


class Kept(BaseModel):
    """A right sentence that must stay untouched, with further text of its page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Phrase
    page: str = ""


class Rule(BaseModel):
    """A phrase rule: what to find, what to put there, where, how sure, and the sentences that prove it.

    Lower-case letters of `find` match either case, upper-case ones only themselves (`case = "exact"`: every letter
    only itself). `{a|b}` and `{list}` in `find` stand for alternatives; `{1}`, `{2}` or `{list}` in `replace` for what
    was found there, `{1:x|y}` for the alternative at the same place. docs/tables.md explains every field.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    kind: Literal["typo", "mistranslation", "punctuation"]
    source_language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None
    find: Annotated[list[Phrase], Field(min_length=1)]
    replace: Phrase
    case: Literal["carry", "exact"] = "carry"
    where: Literal["anywhere", "title", "content"] = "anywhere"
    if_page: Phrases
    unless_page: Phrases
    if_near: Phrases
    unless_near: Phrases
    if_before: Phrases
    if_after: Phrases
    unless_before: Phrases
    unless_after: Phrases
    confidence: Confidence = "certain"
    status: Status = "active"
    evidence: Annotated[str, StringConstraints(min_length=3)]
    examples: Annotated[list[Example], Field(min_length=1)]
    keep: Annotated[list[Kept], Field(min_length=1)]

    @field_validator("find")
    @classmethod
    def _no_edge_space(cls, phrases: list[str]) -> list[str]:
        for phrase in phrases:
            if phrase != phrase.strip():
                raise ValueError(f"{phrase!r} begins or ends with a space")
        return phrases

    @field_validator("replace")
    @classmethod
    def _capital_i(cls, phrase: str) -> str:
        if re.search(r"(?<![\w.'{|])i(?![\w.'’}|-])", phrase):
            raise ValueError("write the pronoun I as a capital")
        return phrase

    @field_validator("keep", mode="before")
    @classmethod
    def _plain_sentences(cls, kept: object) -> object:
        if isinstance(kept, list):
            return [{"text": one} if isinstance(one, str) else one for one in kept]
        return kept

    def guards(self) -> Iterator[str]:
        """The names of the guards this rule has."""
        return (name for name in GUARDS if getattr(self, name))


class Typo(BaseModel):
    """A row of typos.csv: a lower-case string that is no word, name or dialect form anywhere, and the word meant."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    typo: Annotated[str, StringConstraints(pattern=r"^[a-zà-öø-ÿ]+(['-][a-zà-öø-ÿ]+)*$", min_length=3)]
    correction: Annotated[str, StringConstraints(pattern=r"^[A-Za-zÀ-ÖØ-öø-ÿ' -]+$", min_length=1)]
    status: Status = "active"

    @field_validator("status", mode="before")
    @classmethod
    def _active_by_default(cls, status: object) -> object:
        return status or "active"


class WordList(BaseModel):
    """A closed list that templates name: `{country}` in a rule stands for each of its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
    words: Annotated[list[Phrase], Field(min_length=1)]


class Heard(BaseModel):
    """A row of silence.csv: how often a rule changed edited English. `judged` says why its changes there were right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: Annotated[str, StringConstraints(min_length=1)]
    applied: Annotated[int, Field(ge=0)]
    per_million: Annotated[float, Field(ge=0)]
    judged: str = ""

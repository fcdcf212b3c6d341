"""What a person can put right: errors written for whoever must act."""

from __future__ import annotations


class UserError(Exception):
    """A call, a setting or an environment that is wrong. The message says what happened, where, and what to do."""


class Unreachable(UserError):
    """An input that cannot be read now but may be later: its store or the network does not answer."""

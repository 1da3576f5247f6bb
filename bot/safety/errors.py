"""What can go wrong while the rules are read."""

from __future__ import annotations


class SafetyError(Exception):
    """The safety screen could not be prepared."""

    for_user = "Something went wrong. In an emergency call 999. For urgent advice call 111."


class RuleError(SafetyError):
    """A rule, a concept or a guard in the data files is not well formed."""

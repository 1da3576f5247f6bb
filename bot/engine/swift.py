"""Spares Rasa work that it repeats on every turn, without changing what it does.

Rasa checks each answer of the action server against a JSON schema, and before that the schema
against the schema of schemas: that alone takes longer than the rest of a turn. The schema never
changes, so it is compiled once here.
"""

from __future__ import annotations

from typing import Any

from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction

_SCHEMA = RemoteAction.action_response_format_spec()
_VALIDATOR = validator_for(_SCHEMA)(_SCHEMA)


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    for error in _VALIDATOR.iter_errors(result):
        raise ValidationError(f"the action server's answer is not of Rasa's form: {error.message}")
    return True


def apply() -> None:
    """Put the compiled check in the place of Rasa's own."""
    RemoteAction._validate_action_result = _validate_action_result

"""What the non-trainable components share."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message


class MessageComponent(GraphComponent):
    """Reads one message at a time and never trains."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "MessageComponent":
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                self.read(message)
        return messages

    def read(self, message: Message) -> None:
        """Add what this component knows to the message."""
        raise NotImplementedError


def set_intent(message: Message, name: str, confidence: float) -> None:
    """Make `name` the intent; the ranking of the classifier stays as it is."""
    message.set(
        INTENT,
        {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence},
        add_to_output=True,
    )


def intent_of(message: Message) -> dict[str, Any]:
    """The intent with its confidence; empty when no classifier ran."""
    intent: dict[str, Any] = message.get(INTENT) or {}
    return intent


def ranking_of(message: Message) -> list[dict[str, Any]]:
    """The classifier's ranking, best first."""
    ranking: list[dict[str, Any]] = message.get(INTENT_RANKING_KEY) or []
    return ranking


def add_entity(
    message: Message, kind: str, value: str | None, *, start: int = 0, end: int = 0, extractor: str
) -> None:
    """Append one entity; `start` and `end` are offsets into the text."""
    entity = {
        ENTITY_ATTRIBUTE_TYPE: kind,
        ENTITY_ATTRIBUTE_VALUE: value,
        "start": start,
        "end": end,
        "extractor": extractor,
        "confidence_entity": 1.0,
    }
    message.set(ENTITIES, [*(message.get(ENTITIES) or []), entity], add_to_output=True)


def expecting_of(message: Message) -> str | None:
    """What the last reply asked for (`safety_answer`, `place`, `choice`), as the gateway knows."""
    metadata = message.get("metadata") or {}
    expecting = metadata.get("expecting")
    return expecting if isinstance(expecting, str) else None

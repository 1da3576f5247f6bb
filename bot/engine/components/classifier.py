"""Which need or other intent a message has, with probabilities that can be believed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.components.embedding import MiniLmFeaturizer, embedding_of
from bot.engine.learning.fingerprint import sources
from bot.engine.learning.intents import IntentModel, Recipe

_FILE = "needs.npz"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class NeedClassifier(GraphComponent):
    """Writes the intent and the ranking of the likeliest ones."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one."""
        return [MiniLmFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`ranking_length`: how many intents the ranking holds; `seed`: of the folds."""
        return {"ranking_length": 6, "seed": 42}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changed helper modules make another model."""
        return sources()

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NeedClassifier:
        """A classifier that has yet to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NeedClassifier:
        """The classifier as it was trained; its file holds plain arrays, nothing that runs."""
        with model_storage.read_from(resource) as folder:
            with np.load(folder / _FILE, allow_pickle=False) as arrays:
                model = IntentModel.from_state(dict(arrays))
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has an intent."""
        examples = [
            (example.get(TEXT), embedding_of(example), example.get(INTENT))
            for example in training_data.intent_examples
            if example.get(TEXT)
        ]
        self._model = IntentModel.trained(
            [text for text, _, _ in examples],
            np.stack([vector for _, vector, _ in examples if vector is not None]),
            [intent for _, _, intent in examples],
            Recipe(seed=int(self._config["seed"])),
        )
        with self._storage.write_to(self._resource) as folder:
            _save(folder / _FILE, self._model)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Write intent and ranking into each message."""
        for message in messages:
            ranking = self._ranking(message)
            first = (
                ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            )
            message.set(INTENT, first, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        vector = embedding_of(message)
        if self._model is None or vector is None:
            return []
        row = self._model.probabilities([message.get(TEXT)], vector.reshape(1, -1))[0]
        best = np.argsort(-row, kind="stable")[: int(self._config["ranking_length"])]
        return [
            {
                INTENT_NAME_KEY: self._model.names[at],
                PREDICTED_CONFIDENCE_KEY: float(row[at]),
            }
            for at in best
        ]


def _save(file: Path, model: IntentModel) -> None:
    arrays: dict[str, Any] = dict(model.state())
    np.savez_compressed(file, **arrays)

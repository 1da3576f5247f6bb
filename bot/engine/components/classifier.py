"""Which need or other intent a message has, with probabilities that can be believed."""

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.components.embedding import embedding_of
from bot.engine.components.trained import TrainedComponent
from bot.engine.components.wording import wording
from bot.engine.learning.clauses import clauses
from bot.engine.learning.text_model import Recipe, TextModel
from bot.understanding.needs import NEEDS

SECOND_NEED = "second_need"
_NOTHING = {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class NeedClassifier(TrainedComponent):
    """Writes the intent, the ranking of the likeliest ones, and the second need of a message that
    speaks of two ("my tooth hurts and where does mum get a hearing aid").
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`ranking_length`: how many intents the ranking holds; `scales`: of n-grams and
        embeddings; `second`: how sure two clauses must be of different needs.
        """
        return {"ranking_length": 6, "scales": [2.3, 1.0], "second": 0.8, "seed": 42}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has an intent."""
        examples = [
            (wording(example.get(TEXT)).counted, embedding_of(example), example.get(INTENT))
            for example in training_data.intent_examples
            if example.get(TEXT)
        ]
        first, second = self.config["scales"]
        model = TextModel.trained(
            [text for text, _, _ in examples],
            np.stack([vector for _, vector, _ in examples if vector is not None]),
            [intent for _, _, intent in examples],
            Recipe(scales=(first, second), seed=int(self.config["seed"])),
        )
        return self.keep(model)

    def process(self, messages: list[Message]) -> list[Message]:
        """Write intent and ranking into each message."""
        for message in messages:
            ranking = self._ranking(message)
            message.set(INTENT, ranking[0] if ranking else _NOTHING, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(SECOND_NEED, self._second_need(message, ranking), add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        row = self.probabilities(message)
        if row is None or self.model is None:
            return []
        best = np.argsort(-row, kind="stable")[: int(self.config["ranking_length"])]
        return [
            {INTENT_NAME_KEY: self.model.names[at], PREDICTED_CONFIDENCE_KEY: float(row[at])}
            for at in best
        ]

    def _second_need(self, message: Message, ranking: list[dict[str, Any]]) -> str | None:
        """A need that one clause is sure of, when another clause is sure of the first guess."""
        parts = clauses(message.get(TEXT) or "") if ranking else []
        if not parts or self.model is None:
            return None
        first = ranking[0][INTENT_NAME_KEY]
        rows = self.probabilities_of(parts)
        sure = {
            self.model.names[int(row.argmax())]: float(row.max())
            for row in rows
            if float(row.max()) >= float(self.config["second"])
        }
        if first not in sure:
            return None
        others = {name: sure[name] for name in sure if name in NEEDS and name != first}
        return max(others, key=others.__getitem__, default=None)

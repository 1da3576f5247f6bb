"""The second net for emergencies: learned from messages, for what the rules do not catch."""

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.components.trained import TrainedComponent
from bot.engine.components.wording import wording
from bot.engine.learning.dangers import (
    HARMLESS,
    Lesson,
    content_hash,
    dangers,
    dispositions,
    with_requests,
)
from bot.engine.learning.fingerprint import sources
from bot.engine.learning.minilm import embedder
from bot.engine.learning.text_model import Recipe, TextModel
from bot.engine.learning.wording import for_embedding

DETECTOR = "detector"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class RedFlagDetector(TrainedComponent):
    """Writes `detector`: how likely the message is an emergency, of which family and disposition.

    It decides nothing: `RedFlagScreen` weighs it against the rules.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`data`: the folder of its messages; `scales`: of n-grams and embeddings."""
        return {"data": "data/red_flags", "scales": [2.3, 1.0], "seed": 42}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Other messages make another model."""
        folder = {**cls.get_default_config(), **config}["data"]
        return sources() + content_hash(Path(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the folder's messages; every example of a need counts as harmless."""
        needs = [
            _lesson(example.get(TEXT), HARMLESS)
            for example in training_data.intent_examples
            if example.get(TEXT)
        ]
        found = [_lesson(text, family) for text, family in dangers(Path(self.config["data"]))]
        seed = int(self.config["seed"])
        lessons = [*found, *with_requests(found, needs, seed=seed), *needs]
        first, second = self.config["scales"]
        model = TextModel.trained(
            [lesson.counted for lesson in lessons],
            embedder().embed_all([lesson.embedded for lesson in lessons]),
            [lesson.family for lesson in lessons],
            Recipe(scales=(first, second), seed=seed),
        )
        return self.keep(model)

    def process(self, messages: list[Message]) -> list[Message]:
        """Write `detector` into each message."""
        for message in messages:
            message.set(DETECTOR, self._sign(message), add_to_output=True)
        return messages

    def _sign(self, message: Message) -> dict[str, Any] | None:
        row = self.probabilities(message)
        if row is None or self.model is None:
            return None
        harmless = self.model.names.index(HARMLESS)
        danger = np.delete(row, harmless)
        family = [name for name in self.model.names if name != HARMLESS][int(danger.argmax())]
        return {
            "probability": float(1.0 - row[harmless]),
            "family": family,
            "disposition": dispositions(Path(self.config["data"]))[family],
        }


def _lesson(text: str, family: str) -> Lesson:
    words = wording(text)
    return Lesson(for_embedding(words.embedded), words.counted, family)

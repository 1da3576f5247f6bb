"""What the trainable components share: they learn once and keep one file of plain arrays."""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.embedding import MiniLmFeaturizer, embedding_of
from bot.engine.components.wording import wording
from bot.engine.learning.fingerprint import sources
from bot.engine.learning.linear import Matrix
from bot.engine.learning.minilm import embedder
from bot.engine.learning.text_model import TextModel
from bot.engine.learning.wording import for_embedding

_FILE = "model.npz"


class TrainedComponent(GraphComponent):
    """Holds a `TextModel`, which is none until it is trained or loaded."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must stand before this one."""
        return [MiniLmFeaturizer]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changed helper modules make another model."""
        return sources()

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: TextModel | None = None,
    ) -> None:
        self.config = config
        self._storage = model_storage
        self._resource = resource
        self.model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TrainedComponent":
        """One that has yet to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "TrainedComponent":
        """One as it was trained."""
        with model_storage.read_from(resource) as folder:
            model = TextModel.load(folder / _FILE)
        return cls(config, model_storage, resource, model)

    def keep(self, model: TextModel) -> Resource:
        """Store the model that was just trained."""
        self.model = model
        with self._storage.write_to(self._resource) as folder:
            model.save(folder / _FILE)
        return self._resource

    def probabilities(self, message: Message) -> Matrix | None:
        """A probability for each name of the model; none for an empty message."""
        vector = embedding_of(message)
        if self.model is None or vector is None:
            return None
        text = wording(message.get(TEXT)).counted
        row: Matrix = self.model.probabilities([text], vector.reshape(1, -1))[0]
        return row

    def probabilities_of(self, texts: list[str]) -> Matrix:
        """The same for parts of a message, which nobody embedded before; one row a part."""
        if self.model is None:
            raise RuntimeError(f"{type(self).__name__} was neither trained nor loaded.")
        words = [wording(text) for text in texts]
        vectors = [embedder().embed(for_embedding(part.embedded)) for part in words]
        return self.model.probabilities([part.counted for part in words], np.stack(vectors))

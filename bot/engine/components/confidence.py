"""Act, offer choices, or ask again: what a confidence is good for."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.base import MessageComponent, intent_of, set_intent

FALLBACK = "nlu_fallback"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class ConfidenceGate(MessageComponent):
    """Below `act` the message counts as not understood; the ranking says what to offer."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`act`: the calibrated confidence from which on the first guess is acted upon."""
        return {"act": 0.35}

    def read(self, message: Message) -> None:
        intent = intent_of(message)
        if float(intent.get("confidence") or 0.0) < self.config["act"]:
            set_intent(message, FALLBACK, 1.0)

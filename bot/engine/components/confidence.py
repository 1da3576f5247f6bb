"""Act, offer choices, or ask again: what a confidence is good for."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.base import MessageComponent, intent_of, ranking_of, set_intent

FALLBACK = "nlu_fallback"
UNDERSTANDING = "understanding"
ACT, OFFER, ASK = "act", "offer", "ask"
_OFFERED = 3


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class ConfidenceGate(MessageComponent):
    """Writes `understanding`: `act` on the first guess, `offer` the three likeliest, or `ask`.

    Both `offer` and `ask` make the intent `nlu_fallback`; the ranking stays as it is.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`act`: the probability from which on the first guess is acted upon; `offer`: that of
        the three likeliest together from which on it is worth showing them.
        """
        return {"act": 0.35, "offer": 0.4}

    def read(self, message: Message) -> None:
        """Decide for one message."""
        understanding = self._understanding(message)
        message.set(UNDERSTANDING, understanding, add_to_output=True)
        if understanding != ACT:
            set_intent(message, FALLBACK, 1.0)

    def _understanding(self, message: Message) -> str:
        if float(intent_of(message).get("confidence") or 0.0) >= self.config["act"]:
            return ACT
        together = sum(entry["confidence"] for entry in ranking_of(message)[:_OFFERED])
        return OFFER if together >= self.config["offer"] else ASK

"""The second look for red flags: the gateway's screen came first, and the detector helps here."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.base import MessageComponent, set_intent
from bot.engine.components.detector import DETECTOR
from bot.safety.model import Disposition, RedFlag, Screening
from bot.safety.screen import screen

RED_FLAG = "red_flag"
OTHER_LANGUAGE = "emergency_language"
Flag = dict[str, Any]


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class RedFlagScreen(MessageComponent):
    """Makes the intent `red_flag`, and takes the entities away so that no form can use them."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`act`: the detector's probability from which on it counts; `sure`: the same where the
        rules found a reason against, or a less urgent sign of their own; `language`: the same for
        an emergency in another language, which letters without a meaning resemble.
        """
        return {"act": 0.5, "sure": 0.95, "language": 0.6}

    def read(self, message: Message) -> None:
        """Write `red_flag` into one message."""
        flag = self._decide(screen(message.get(TEXT)), message.get(DETECTOR))
        message.set(RED_FLAG, flag, add_to_output=True)
        if flag is not None:
            set_intent(message, RED_FLAG, 1.0)
            message.set(ENTITIES, [], add_to_output=True)

    def _decide(self, screening: Screening, sign: dict[str, Any] | None) -> Flag | None:
        """The more urgent of what the rules and the detector say."""
        ruled = _as_output(screening.red_flag)
        if sign is None or not self._counts(screening, sign):
            return ruled
        found = {
            "family": sign["family"],
            "disposition": sign["disposition"],
            "rule": DETECTOR,
        }
        if ruled is not None and _urgency(ruled) >= _urgency(found):
            return ruled
        return found

    def _counts(self, screening: Screening, sign: dict[str, Any]) -> bool:
        doubtful = screening.red_flag is not None or screening.check is not None
        needed = float(self.config["sure" if doubtful else "act"])
        if sign["family"] == OTHER_LANGUAGE:
            needed = max(needed, float(self.config["language"]))
        return bool(sign["probability"] >= needed)


def _urgency(flag: Flag) -> int:
    return Disposition(flag["disposition"]).urgency


def _as_output(flag: RedFlag | None) -> Flag | None:
    if flag is None:
        return None
    return {"family": flag.family, "disposition": flag.disposition.value, "rule": flag.rule}

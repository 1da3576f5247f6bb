"""The second look for red flags: the gateway's screen came first."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.base import MessageComponent, set_intent
from bot.safety.model import RedFlag
from bot.safety.screen import screen

RED_FLAG = "red_flag"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class RedFlagScreen(MessageComponent):
    """Makes the intent `red_flag`, and takes the entities away so that no form can use them."""

    def read(self, message: Message) -> None:
        flag = screen(message.get(TEXT)).red_flag
        message.set(RED_FLAG, _as_output(flag), add_to_output=True)
        if flag is not None:
            set_intent(message, RED_FLAG, 1.0)
            message.set(ENTITIES, [], add_to_output=True)


def _as_output(flag: RedFlag | None) -> dict[str, Any] | None:
    if flag is None:
        return None
    return {"family": flag.family, "disposition": flag.disposition.value, "rule": flag.rule}

"""Short answers ("no", "2", "CT9") are read by rule; the classifier keeps the longer messages."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.base import MessageComponent, expecting_of, set_intent
from bot.engine.components.reading import reader
from bot.engine.settings import engine_settings
from bot.understanding.answers import read_answer


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class AnswerClassifier(MessageComponent):
    """Overrides the classifier where the message is nothing but an answer."""

    def read(self, message: Message) -> None:
        intent = self._answer(message)
        if intent is not None:
            set_intent(message, intent, 1.0)

    def _answer(self, message: Message) -> str | None:
        places = reader(engine_settings().gazetteer_path).places
        return read_answer(message.get(TEXT), expecting_of(message), places)

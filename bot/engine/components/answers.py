"""Short answers ("no", "2", "CT9") are read by rule; the classifier keeps the longer messages."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.base import MessageComponent, expecting_of, intent_of, set_intent
from bot.engine.components.reading import reader
from bot.engine.settings import engine_settings
from bot.understanding.answers import read_answer

PLACE = "give_place"
MEANINGLESS = ("out_of_scope",)
MOST_WORDS_OF_A_PLACE = 3


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class AnswerClassifier(MessageComponent):
    """Overrides the classifier where the message is nothing but an answer."""

    def read(self, message: Message) -> None:
        intent = self._answer(message) or self._unknown_place(message)
        if intent is not None:
            set_intent(message, intent, 1.0)

    def _answer(self, message: Message) -> str | None:
        places = reader(engine_settings().gazetteer_path).places
        return read_answer(message.get(TEXT), expecting_of(message), places)

    def _unknown_place(self, message: Message) -> str | None:
        """A word or two that mean nothing, when a place was asked for: a place not recognised."""
        means_nothing = intent_of(message).get(INTENT_NAME_KEY) in MEANINGLESS
        if expecting_of(message) != "place" or not means_nothing:
            return None
        return PLACE if len(message.get(TEXT).split()) <= MOST_WORDS_OF_A_PLACE else None

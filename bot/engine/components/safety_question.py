"""Says when a need, as it was put, calls for no safety question."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.base import MessageComponent, add_entity, intent_of
from bot.understanding.safety_questions import asks_safety_question


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class SafetyQuestionSkipper(MessageComponent):
    """Fills the slot `safety_answer` for needs that are not symptoms."""

    def read(self, message: Message) -> None:
        need = intent_of(message).get(INTENT_NAME_KEY)
        if asks_safety_question(need, message.get(TEXT)) is False:
            add_entity(message, "safety_answer", "not_needed", extractor=type(self).__name__)

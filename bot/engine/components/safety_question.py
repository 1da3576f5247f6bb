"""Says, with each new need, whether its safety question has to be asked."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.base import MessageComponent, add_entity, intent_of
from bot.understanding.needs import NEEDS
from bot.understanding.safety_questions import asks_safety_question


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class SafetyQuestionGate(MessageComponent):
    """Fills the slot `safety_answer` for a need without a question, and empties it for others."""

    def read(self, message: Message) -> None:
        need = intent_of(message).get(INTENT_NAME_KEY)
        if need not in NEEDS:
            return
        asks = asks_safety_question(need, message.get(TEXT))
        answer = None if asks else "not_needed"
        add_entity(message, "safety_answer", answer, extractor=type(self).__name__)

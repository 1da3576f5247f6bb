"""The lasting emergency of a conversation: begun by a red flag, kept in view until it is over."""

from __future__ import annotations

from datetime import datetime

from bot.gateway.conversation import ConversationState
from bot.safety.conversation import EmergencyState, FollowUp, follow_up
from bot.safety.model import RedFlag, Screening


def begin_emergency(state: ConversationState, flag: RedFlag, at: datetime) -> None:
    """Remember the flag; a doubt that was being settled is settled by it."""
    state.check = None
    state.emergency = EmergencyState.begin(flag, at).to_json()


def follow_emergency(
    state: ConversationState, text: str, screening: Screening, at: datetime
) -> FollowUp | None:
    """What keeps the advice in view in this turn; None when there is no emergency any more."""
    if state.emergency is None:
        return None
    emergency = EmergencyState.from_json(state.emergency)
    if emergency.is_over(at):
        state.emergency = None
        return None
    follow = follow_up(emergency, text, screening)
    state.emergency = emergency.after_turn().to_json()
    return follow

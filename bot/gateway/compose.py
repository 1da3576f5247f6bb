"""From what the engine said, or the red-flag screen, to one message of the contract."""

from __future__ import annotations

import re
import secrets
from typing import Any, cast

from bot.gateway.conversation import ConversationState, OfferedChoice
from bot.safety.model import Disposition, RedFlag
from bot.safety.wording import SAFETY_NET, emergency_wording, never_silent
from bot.web.views import Choice, Message

DELETE = "gateway:delete"
DELETION = "deletion"
YES, NO, NOT_SURE = "gateway:check-yes", "gateway:check-no", "gateway:check-not-sure"


def emergency_message(flag: RedFlag, channel: str, state: ConversationState) -> Message:
    """The fixed wording for a red flag: no services, no questions."""
    wording = emergency_wording(flag, "sms" if channel == "sms" else "web")
    state.expecting = None
    return {
        "kind": "emergency",
        "heading": None,
        "text": wording.sms,
        "disposition": flag.disposition.value,
        "choices": [],
        "services": [],
        "notices": [],
        "safety_net": None,
        "emergency": {
            "heading": wording.heading,
            "lines": list(wording.lines),
            "actions": [{"label": label, "href": href} for label, href in wording.actions],
            "quick_exit": wording.quick_exit,
            "more": list(wording.more),
        },
    }


def check_message(question: str, state: ConversationState) -> Message:
    """One yes/no question, because the message speaks for and against a red flag."""
    state.expecting = "check"
    return _message(
        "question",
        question,
        choices=offer(
            [
                {"label": "Yes", "payload": YES},
                {"label": "No", "payload": NO},
                {"label": "Not sure", "payload": NOT_SURE},
            ],
            state,
        ),
        safety_net=SAFETY_NET,
    )


def fallback_message(channel: str, state: ConversationState) -> Message:
    """The never-silent reply: it always carries 999 and 111."""
    state.expecting = None
    return _message("text", never_silent("sms" if channel == "sms" else "web"))


def reminder_message(words: str, state: ConversationState) -> Message:
    """The advice again, as the whole reply."""
    state.expecting = None
    return _message("text", words)


def plain_message(words: str, *, safety_net: str | None = None) -> Message:
    """A text of the gateway's own."""
    return _message("text", words, safety_net=safety_net)


def from_engine(
    answers: list[dict[str, Any]], channel: str, state: ConversationState
) -> tuple[Message, RedFlag | None]:
    """One message out of the engine's one or more; the flag if it is an emergency."""
    said = [_custom(answer) for answer in answers]
    for answer in said:
        if answer.get("kind") == "emergency":
            flag = _flag(answer, state)
            return emergency_message(flag, channel, state), flag
    last = said[-1]
    before = [str(answer["text"]) for answer in said[:-1] if answer.get("text")]
    state.expecting = last.get("expects")
    return _worded(last, before, state), None


def offer(choices: list[dict[str, str]], state: ConversationState) -> list[Choice]:
    """Opaque ids for choices; what they stand for stays here."""
    offered: list[Choice] = []
    for choice in choices:
        choice_id = secrets.token_urlsafe(9)
        state.offer(choice_id, OfferedChoice(label=choice["label"], payload=choice["payload"]))
        offered.append({"id": choice_id, "label": choice["label"]})
    return offered


def _worded(answer: dict[str, Any], before: list[str], state: ConversationState) -> Message:
    text = "\n\n".join([*before, str(answer.get("text") or "")]).strip()
    signs = answer.get("signs") or []
    return cast(
        Message,
        {
            "kind": answer.get("kind", "text"),
            "need": answer.get("need"),
            "heading": answer.get("heading"),
            "text": text,
            "signs": signs,
            "disposition": answer.get("disposition"),
            "choices": offer(answer.get("choices") or [], state),
            "services": [_card(card, state) for card in answer.get("services") or []],
            "notices": answer.get("notices") or [],
            "safety_net": answer.get("safety_net"),
            "emergency": None,
            "form": answer.get("form"),
        },
    )


def _card(card: dict[str, Any], state: ConversationState) -> dict[str, Any]:
    shown = {key: value for key, value in card.items() if key not in ("details", "sensitive")}
    if phone := card.get("phone"):
        shown["phone_href"] = "tel:" + re.sub(r"[^0-9+]", "", phone)
    if details := card.get("details"):
        label = f"More about {card['name']}"
        shown["details_choice"] = offer([{"label": label, "payload": details}], state)[0]["id"]
    return shown


def _custom(answer: dict[str, Any]) -> dict[str, Any]:
    """An action's JSON, or one of the domain's plain responses in the same shape."""
    custom: dict[str, Any] | None = answer.get("custom")
    return custom or {"kind": "text", "text": answer.get("text") or ""}


def _flag(answer: dict[str, Any], state: ConversationState) -> RedFlag:
    """The flag of an emergency message; one without a rule repeats the emergency that lasts."""
    if not answer.get("rule") and state.emergency is not None:
        answer = state.emergency
    return RedFlag(
        rule=answer.get("rule") or "engine",
        family=answer.get("family") or "declared_emergency",
        disposition=Disposition(answer.get("disposition") or "999"),
        start=0,
        end=0,
    )


def _message(
    kind: str, text: str, *, choices: list[Choice] | None = None, safety_net: str | None = None
) -> Message:
    return cast(
        Message,
        {
            "kind": kind,
            "heading": None,
            "text": text,
            "disposition": None,
            "choices": choices or [],
            "services": [],
            "notices": [],
            "safety_net": safety_net,
            "emergency": None,
        },
    )

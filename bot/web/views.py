"""What the chat page is given to show.

The message types are the JSON of `POST /chat/messages`: the same value goes to the script, to the
templates and to the saved transcript. Every text in them is plain text; the templates escape it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NotRequired, TypedDict

Kind = Literal["text", "question", "services", "emergency"]
OpenStateName = Literal["open", "closing_soon", "closed", "unknown"]


class Choice(TypedDict):
    """A button. `id` is opaque: the server alone knows what it stands for."""

    id: str
    label: str


class HoursRow(TypedDict):
    """One day's opening, already worded: `{"day": "Monday 4 May", "text": "9am to 5pm"}`."""

    day: str
    text: str


class ServiceCard(TypedDict):
    """One service of an answer. `distance_km` is a straight line; `last_checked` an ISO date."""

    id: str
    number: int
    name: str
    organization: NotRequired[str | None]
    description: NotRequired[str | None]
    needs: NotRequired[list[str]]
    distance_km: NotRequired[float | None]
    distance_text: NotRequired[str | None]
    open_state: OpenStateName
    open_text: NotRequired[str | None]
    phone: NotRequired[str | None]
    phone_href: NotRequired[str | None]
    text_number: NotRequired[str | None]
    address: NotRequired[str | None]
    postcode: NotRequired[str | None]
    latitude: NotRequired[float | None]
    longitude: NotRequired[float | None]
    url: NotRequired[str | None]
    access: NotRequired[str | list[str] | None]
    cost: NotRequired[str | None]
    eligibility: NotRequired[str | None]
    why: NotRequired[list[str]]
    phone_first: NotRequired[bool]
    last_checked: NotRequired[str | None]
    checked_text: NotRequired[str | None]
    source: NotRequired[str | None]
    hours: NotRequired[list[HoursRow]]
    details_choice: NotRequired[str | None]


class EmergencyAction(TypedDict):
    """A large button of an emergency message; `href` is `tel:`, `sms:` or a web address."""

    label: str
    href: str


class Emergency(TypedDict):
    """What to do now. `more` are further sentences, `quick_exit` asks for a way out of the page."""

    heading: str
    lines: list[str]
    actions: list[EmergencyAction]
    quick_exit: NotRequired[bool]
    more: NotRequired[list[str]]


class Message(TypedDict):
    """One answer. `text` is split into paragraphs at blank lines.

    `need` is what a list of services is for. `form`: "mobile" asks for a number to text it to.
    `signs` are the points of a question, any of which makes the answer yes.
    """

    kind: Kind
    need: NotRequired[str | None]
    heading: NotRequired[str | None]
    text: str
    signs: NotRequired[list[str]]
    disposition: NotRequired[str | None]
    choices: NotRequired[list[Choice]]
    services: NotRequired[list[ServiceCard]]
    notices: NotRequired[list[str]]
    safety_net: NotRequired[str | None]
    emergency: NotRequired[Emergency | None]
    form: NotRequired[Literal["mobile"] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentTurn:
    """What the resident sent, at an aware time. `chosen`: a button, and `text` is its label.

    `text` of None: nothing of theirs is shown (the message after a deletion, say).
    """

    text: str | None
    time: datetime
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One exchange of the transcript."""

    resident: ResidentTurn
    messages: Sequence[Message]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPage:
    """The whole page.

    `suggestions` are shown until the first turn. `draft` is what stays in the text box and `error`
    one sentence about why it was not sent. `notice` is one sentence about what has just been done.
    `message_id` is a fresh random id per page view, so that a form sent twice counts once.
    `form_token` is a token against forged requests, if the server wants one.
    """

    turns: Sequence[Turn] = ()
    suggestions: Sequence[Choice] = ()
    draft: str = ""
    error: str | None = None
    notice: str | None = None
    message_id: str | None = None
    form_token: str | None = None

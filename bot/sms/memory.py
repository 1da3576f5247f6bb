"""What a conversation by text has to remember: what its numbers stand for, and what waits."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, cast

from bot.sms.commands import Command, Verb
from bot.web.views import Message, ServiceCard

_CARDS_KEPT = 30
_KEPT = (
    "id", "number", "name", "phone", "text_number", "address", "postcode", "url", "latitude",
    "longitude", "details_choice", "open_text", "open_state", "needs", "access",
)  # fmt: skip


@dataclass(slots=True)
class Memory:
    """Kept between texts as JSON. Holds facts of the directory and opaque choice ids alone.

    `menu`: the choices of the last question by number. `cards`: results by number. `more`: the
    choice that shows the next results. `list_text`: the last list, for BACK. `detail`: the result
    shown last. `hidden`: an answer that waits for OK; `revealed`: needs that need no OK any more.
    `asks`: the last text was a question. `emergency_at`: when a red flag was last answered, ISO.
    """

    menu: dict[str, str] = field(default_factory=dict)
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    more: str | None = None
    list_text: str | None = None
    detail: int | None = None
    hidden: Message | None = None
    revealed: list[str] = field(default_factory=list)
    asks: bool = False
    emergency_at: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Memory:
        """The inverse of `as_json`."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        return cls(**known)

    def learn(self, message: Message) -> None:
        """Take in an answer: its choices, its results, and whether it asks something."""
        self.hidden = None
        services = message.get("services") or []
        choices = message.get("choices") or []
        self.asks = message["kind"] == "question"
        self.menu, self.more = {}, None
        for choice in choices:
            if choice["label"] == "Show more":
                self.more = choice["id"]
        if not services and self.asks:
            self.menu = {str(n): choice["id"] for n, choice in enumerate(choices, start=1)}
        if services and services[0]["number"] == 1 and not services[0].get("hours"):
            self.cards = {}
        for card in services:
            self._keep(card)
        if len(services) == 1 and services[0].get("hours"):
            self.detail = services[0]["number"]

    def card(self, number: int | None) -> ServiceCard | None:
        """The result with a number; without a number the one shown last, or the only one."""
        if number is None:
            number = self.detail
            if number is None and len(self.cards) == 1:
                number = int(next(iter(self.cards)))
        found = self.cards.get(str(number))
        return cast(ServiceCard, found) if found else None

    def choice_for(self, command: Command) -> str | None:
        """The choice that a number, MORE or HOURS stands for."""
        if command.verb is Verb.MORE:
            return self.more
        if command.verb is Verb.CHOOSE and self.menu:
            return self.menu.get(str(command.number))
        if (command.verb is Verb.CHOOSE and not self.asks) or command.verb is Verb.HOURS:
            card = self.card(command.number)
            return card.get("details_choice") if card is not None else None
        return None

    def numbers(self) -> list[int]:
        """The numbers that stand for something now."""
        return sorted(int(number) for number in self.menu or self.cards)

    def _keep(self, card: ServiceCard) -> None:
        kept = {key: value for key, value in card.items() if key in _KEPT and value is not None}
        before = self.cards.get(str(card["number"]), {})
        same = before if before.get("id") == card["id"] else {}
        self.cards[str(card["number"])] = same | kept
        while len(self.cards) > _CARDS_KEPT:
            del self.cards[next(iter(self.cards))]

"""Reads HTML into elements that a test can ask about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "path", "img", "hr"}


@dataclass
class Element:
    """One element with its attributes and all the text inside it."""

    name: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list[str] = field(default_factory=list)

    def has_class(self, name: str) -> bool:
        """Whether the class is among its classes."""
        return name in (self.attributes.get("class") or "").split()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), inside=[parent.name for parent in self._open])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].name == tag, f"</{tag}> closes <{self._open[-1].name}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def elements(html: str, name: str | None = None) -> list[Element]:
    """All elements, or those of one name, in order. Wrongly nested HTML fails."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader._open, f"never closed: {[element.name for element in reader._open]}"
    return [element for element in reader.elements if name in (None, element.name)]


def words(html: str) -> str:
    """The text of the page as it is read out: single spaces, and one after each block."""
    spaced = re.sub(r"(</(?:dt|dd|p|li|h\d|div|span)>)", r"\1 ", html)
    text = " ".join(elements(f"<x>{spaced}</x>", "x")[0].text.split())
    return re.sub(r" (?=[,.])", "", text)

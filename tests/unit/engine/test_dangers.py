"""The messages that the second net learns from."""

from pathlib import Path

from bot.engine.learning.dangers import (
    HARMLESS,
    SHORT,
    Lesson,
    content_hash,
    dangers,
    dispositions,
    with_requests,
)
from bot.safety.model import Disposition

FOLDER = Path("data") / "red_flags"


def test_every_family_leads_to_a_disposition() -> None:
    families = {family for _, family in dangers(FOLDER)} - {HARMLESS}
    assert families == set(dispositions(FOLDER))
    assert set(dispositions(FOLDER).values()) <= {disposition.value for disposition in Disposition}


def test_no_message_is_both_an_emergency_and_harmless() -> None:
    sides: dict[str, set[bool]] = {}
    for text, family in dangers(FOLDER):
        sides.setdefault(text.casefold(), set()).add(family == HARMLESS)
    assert [text for text, found in sides.items() if len(found) > 1] == []


def test_a_request_beside_a_message_does_not_change_its_family() -> None:
    lessons = [Lesson("chest tight", "chest tight", "heart_attack"), Lesson("hi", "hi", HARMLESS)]
    requests = [
        Lesson("chemist near town", "chemist near xplace", HARMLESS),
        Lesson("x" * SHORT, "x" * SHORT, HARMLESS),
    ]
    joined = with_requests(lessons, requests, seed=3)
    assert [lesson.family for lesson in joined] == ["heart_attack", HARMLESS]
    for lesson, whole in zip(lessons, joined, strict=True):
        assert lesson.embedded in whole.embedded
        assert "chemist near town" in whole.embedded
        assert "chemist near xplace" in whole.counted
        assert whole.embedded.replace("town", "xplace") == whole.counted
    assert joined == with_requests(lessons, requests, seed=3)


def test_the_hash_follows_the_messages(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.yml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    before = content_hash(tmp_path)
    with (tmp_path / "emergency.yml").open("a", encoding="utf-8") as file:
        file.write('- {text: "one more", family: stroke}\n')
    assert content_hash(FOLDER) == before != content_hash(tmp_path)

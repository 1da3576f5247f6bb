"""The conversation as a text to keep."""

from __future__ import annotations

from bot.web.render import render_text_transcript

from .samples import ABUSE, EMERGENCY, QUESTION, SERVICES, message, turn


def test_a_saved_conversation_begins_with_what_it_is_and_999_and_111() -> None:
    text = render_text_transcript([])
    assert text.startswith("Fingerpost: local health and care services in Kent & Medway\n")
    assert "In an emergency call 999. For urgent medical help call 111." in text


def test_both_sides_are_there_in_order_with_their_time() -> None:
    text = render_text_transcript([turn(QUESTION), turn(message(), "No", chosen=True)])
    assert "[4 May 2026, 10:42am] You said: my ear hurts\n" in text
    assert "[4 May 2026, 10:42am] Fingerpost said:\nDo you have any of these?\n" in text
    assert "* a stiff neck\n* a very bad headache" in text
    assert text.index("You said: my ear hurts") < text.index("You chose: No")
    assert text.endswith("You are welcome.\n")


def test_a_service_is_written_with_all_its_facts_and_no_markup() -> None:
    text = render_text_transcript([turn(SERVICES)])
    for expected in (
        "1. Week Street Pharmacy\n",
        "Open until 6pm\n",
        "Address: 1 Week Street, Maidstone, ME14 1RF\n",
        "Phone: 01622 496 000\n",
        "Why this one: Nearest to ME14\n",
        "Monday 4 May: 9am to 6pm\n",
        "Details checked in April 2026\n",
        "If you get worse, call 111.\n",
    ):
        assert expected in text
    assert "<" not in text


def test_an_emergency_keeps_its_instruction_and_its_numbers() -> None:
    text = render_text_transcript([turn(EMERGENCY), turn(ABUSE)])
    assert "CALL 999 NOW\nThis may be a heart attack.\n" in text
    assert "Deaf? Use Relay UK: 18000." in text
    assert "If you cannot speak, press 55 when asked." in text

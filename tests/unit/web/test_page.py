"""The page: what is on it, what is not, and that what people typed cannot break it."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from bot.web.render import render_chat_page, render_error_page, render_messages
from bot.web.views import ChatPage, OpenStateName

from .markup import elements, words
from .samples import (
    ABUSE,
    CRISIS,
    EMERGENCY,
    PAGES,
    QUESTION,
    SERVICES,
    SUGGESTIONS,
    message,
    said,
    service,
    turn,
)

EVIL = "<script>alert(1)</script>\"' onclick=x"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_the_page_needs_a_weaker_content_security_policy(name: str) -> None:
    for element in elements(render_chat_page(PAGES[name])):
        assert "style" not in element.attributes, element
        assert not [key for key in element.attributes if key.startswith("on")], element
        assert element.name not in ("style", "base", "iframe", "object")
        if element.name == "script":
            assert not element.text.strip()
        for key in ("src", "href", "action"):
            assert not (element.attributes.get(key) or "").startswith(("data:", "javascript:"))
        if element.name in ("script", "img") or element.attributes.get("rel") == "stylesheet":
            address = element.attributes.get("src") or element.attributes.get("href") or ""
            assert address.startswith("/static/")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_one_main_heading_one_live_region_and_no_id_twice(name: str) -> None:
    found = elements(render_chat_page(PAGES[name]))
    ids = [element.attributes["id"] for element in found if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert len([element for element in found if element.name == "h1"]) == 1
    assert len([element for element in found if element.attributes.get("aria-live")]) == 1
    assert not [element for element in found if "disabled" in element.attributes]
    assert not [element for element in found if "autofocus" in element.attributes]


@pytest.mark.parametrize("name", PAGES)
def test_headings_never_skip_a_level(name: str) -> None:
    found = elements(render_chat_page(PAGES[name]))
    levels = [int(e.name[1]) for e in found if e.name in ("h1", "h2", "h3", "h4", "h5", "h6")]
    steps = itertools.pairwise(levels)
    assert all(after <= before + 1 for before, after in steps), levels


def test_the_first_visit_says_what_to_do_in_an_emergency_before_anything_is_typed() -> None:
    html = render_chat_page(PAGES["first visit"])
    assert html.index("Call 999 now for:") < html.index("<textarea")
    text = words(html)
    assert "This service cannot call an ambulance for you." in text
    assert {"tel:999", "tel:111"} <= {e.attributes["href"] for e in elements(html, "a")}


def test_the_first_visit_offers_the_suggestions_as_buttons_of_a_plain_form() -> None:
    html = render_chat_page(PAGES["first visit"])
    buttons = [e for e in elements(html, "button") if e.attributes.get("name") == "choice"]
    offered = [{"id": b.attributes["value"], "label": b.text.strip()} for b in buttons]
    assert offered == SUGGESTIONS
    forms = [e.attributes for e in elements(html, "form") if e.attributes["action"] == "/chat"]
    assert all(form["method"] == "post" for form in forms)
    hidden = [(e.attributes["name"], e.attributes["value"]) for e in elements(html, "input")]
    assert hidden.count(("message_id", "page-1")) == 2
    assert hidden.count(("form_token", "token-1")) == 3


def test_suggestions_are_gone_once_the_conversation_has_begun() -> None:
    page = dataclasses.replace(PAGES["question"], suggestions=SUGGESTIONS)
    assert "See a pharmacist" not in render_chat_page(page)


def test_only_the_last_answer_can_still_be_answered_by_a_button() -> None:
    page = ChatPage(turns=[turn(QUESTION), turn(SERVICES, "No", chosen=True)])
    html = render_chat_page(page)
    values = [e.attributes.get("value") for e in elements(html, "button")]
    assert "more" in values
    assert "yes" not in values
    assert "You chose: No" in words(html)


def test_the_newest_turn_alone_can_be_jumped_to() -> None:
    html = render_chat_page(PAGES["long"])
    latest = [e for e in elements(html) if e.attributes.get("id") == "latest"]
    assert len(latest) == 1
    assert html.rindex("data-said") > html.index('id="latest"') > html.index("data-said")


def test_who_speaks_and_when_is_said_in_words() -> None:
    html = render_messages([message()], said("hello"))
    read_out = "You said: hello 10:42am Fingerpost Fingerpost said: 10:42am You are welcome."
    assert words(html) == read_out
    times = [e.attributes["datetime"] for e in elements(html, "time")]
    assert times == ["2026-05-04T10:42+01:00"] * 2


def test_the_fragment_is_the_same_as_in_the_page() -> None:
    fragment = render_messages([SERVICES], said("ME14"))
    page = render_chat_page(ChatPage(turns=[turn(SERVICES, "ME14")]))
    assert "".join(fragment.split()) in "".join(page.split())


def test_what_was_typed_is_kept_with_the_reason_why_it_was_not_sent() -> None:
    html = render_chat_page(ChatPage(draft="my <b>ear</b>", error="Please try again."))
    box = elements(html, "textarea")[0]
    assert box.text == "my <b>ear</b>"
    assert box.attributes["aria-describedby"] == "text-error"
    assert words(html).count("Please try again.") == 2
    assert elements(html, "title")[0].text.startswith("Error: ")


def test_script_in_any_text_is_shown_and_never_run() -> None:
    hostile = service(
        name=EVIL,
        organization=EVIL,
        description=EVIL,
        open_text=EVIL,
        address=EVIL,
        postcode=EVIL,
        phone=EVIL,
        phone_href=EVIL,
        text_number=EVIL,
        url=EVIL,
        access=EVIL,
        cost=EVIL,
        eligibility=EVIL,
        why=[EVIL],
        checked_text=EVIL,
        source=EVIL,
        hours=[{"day": EVIL, "text": EVIL}],
        details_choice=EVIL,
    )
    emergency = {"heading": EVIL, "lines": [EVIL], "actions": [{"label": EVIL, "href": EVIL}]}
    answers = [
        message(
            kind="services",
            heading=EVIL,
            text=EVIL,
            services=[hostile],
            notices=[EVIL],
            safety_net=EVIL,
            choices=[{"id": EVIL, "label": EVIL}],
            signs=[EVIL],
        ),
        message(kind="question", text=EVIL),
        message(kind="emergency", emergency=emergency | {"more": [EVIL], "quick_exit": True}),
    ]
    page = ChatPage(
        turns=[turn(answer, EVIL) for answer in answers],
        suggestions=[{"id": EVIL, "label": EVIL}],
        draft=EVIL,
        error=EVIL,
        notice=EVIL,
        message_id=EVIL,
        form_token=EVIL,
    )
    html = render_chat_page(page) + render_error_page(500, EVIL)
    assert "<script>" not in html
    assert "&amp;lt;" not in html
    assert not [e for e in elements(html) if "onclick" in e.attributes]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"],
)
def test_a_record_cannot_smuggle_script_into_a_link(address: str) -> None:
    card = service(url=address, phone_href=address)
    action = {"label": "Call", "href": address}
    emergency = {"heading": "Now", "lines": [], "actions": [action]}
    html = render_messages(
        [
            message(kind="services", services=[card]),
            message(kind="emergency", emergency=emergency),
        ],
        said(),
    )
    assert elements(html, "a") == []


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("open", "Open now"),
        ("closing_soon", "Closing soon"),
        ("closed", "Closed now"),
        ("unknown", "Opening times not known"),
    ],
)
def test_every_opening_state_is_said_in_words(state: OpenStateName, expected: str) -> None:
    card = service(open_state=state, open_text=None)
    html = render_messages([message(kind="services", services=[card])], said())
    tags = [e.text.strip() for e in elements(html, "strong") if e.has_class("nhsuk-tag")]
    assert tags == [expected]


def test_a_card_tells_everything_that_is_known() -> None:
    text = words(render_messages([SERVICES], said()))
    for expected in (
        "1. Week Street Pharmacy",
        "Open until 6pm",
        "1 Week Street, Maidstone, ME14 1RF",
        "0.4 miles away in a straight line",
        "How to get in Walk in",
        "Who it is for Everyone",
        "Call 01622 496 000, Week Street Pharmacy",
        "Website of Week Street Pharmacy (example.org)",
        "Why this one Nearest to ME14",
        "Monday 4 May 9am to 6pm",
        "Details checked in April 2026. Source: Council list.",
        "Nothing nearer was open.",
        "If you get worse, call 111.",
    ):
        assert expected in text
    assert text.count("Phone before you go.") == 1


def test_a_card_with_the_least_facts_still_stands() -> None:
    bare = {"id": "x", "number": 1, "name": "Befriending", "open_state": "unknown"}
    html = render_messages([message(kind="services", services=[bare])], said())
    assert "We do not know when these details were last checked." in words(html)
    assert elements(html, "a") == []
    assert "None" not in html


def test_a_question_is_a_heading_with_its_signs_as_a_list() -> None:
    html = render_messages([QUESTION], said())
    assert [e.text.strip() for e in elements(html, "h3")] == ["Do you have any of these?"]
    items = [e.text.strip() for e in elements(html, "li") if e.inside.count("ul") == 1]
    assert items[:2] == ["a stiff neck", "a very bad headache"]


def test_an_emergency_is_a_care_card_with_large_buttons_and_no_services() -> None:
    html = render_messages([EMERGENCY | {"services": [service()]}], said("chest pain"))
    assert "nhsuk-card--care--emergency" in html
    assert "Immediate action required: Call 999 now" in words(html)
    assert [e.attributes["href"] for e in elements(html, "a")] == ["tel:999"]
    assert "Week Street" not in html


def test_a_crisis_offers_a_call_and_a_text() -> None:
    html = render_messages([CRISIS], said())
    assert [e.attributes["href"] for e in elements(html, "a")] == ["tel:116123", "sms:85258"]


def test_a_way_out_is_offered_for_abuse_and_says_what_it_cannot_do() -> None:
    refuge = message(kind="services", services=[service(needs=["domestic_abuse_support"])])
    for answer in (ABUSE, refuge):
        text = words(render_messages([answer], said()))
        assert "Leave this site quickly" in text
        assert "We cannot hide this site from the history of your browser." in text
    assert "Leave this site" not in render_messages([SERVICES, EMERGENCY], said())


def test_an_error_page_carries_999_and_111() -> None:
    html = render_error_page(503, "Please try again in a minute.")
    text = words(html)
    assert "Please try again in a minute." in text
    assert "Emergency? Call 999" in text
    assert "Call 111" in text
    assert "We cannot find that page" in words(render_error_page(404, "It may have moved."))


def test_paragraphs_and_line_breaks_of_a_text_are_kept() -> None:
    html = render_messages([message(text="One.\nTwo.\r\n\r\nThree.")], said(None))
    answer = [e.text for e in elements(html, "p") if "div" in e.inside]
    assert answer == ["One.Two.", "Three."]
    assert html.count("<br>") == 1

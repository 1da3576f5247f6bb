"""How to get in, as one sentence."""

from __future__ import annotations

from itertools import combinations

import pytest

from directory.domain.access import access_text, needs_a_referral
from directory.domain.service import AccessMode, Service

from .builders import on_the_map, service

M = AccessMode


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (service(access=(M.WALK_IN,)), "Walk in. You do not need an appointment."),
        (
            service(access=(M.WALK_IN, M.PHONE_FIRST), phone="01634 333999"),
            "Walk in, but phone first on 01634 333999 if you can.",
        ),
        (service(access=(M.DROP_IN,)), "Drop in when it is open. You do not need to book."),
        (
            service(access=(M.SELF_REFERRAL, M.PHONE_FIRST), phone="0300 123 1220"),
            "Refer yourself: call 0300 123 1220.",
        ),
        (
            service(
                access=(M.SELF_REFERRAL, M.ONLINE_FORM, M.GP_REFERRAL),
                phone="01227 000000",
                url="https://example.org",
            ),
            "Refer yourself: call 01227 000000 or use their website, or ask your GP practice.",
        ),
        (service(access=(M.PHONE_FIRST,), phone="116 123"), "Call 116 123."),
        (
            service(access=(M.PHONE_FIRST,), phone="116 123", text_number="85258"),
            "Call 116 123 or text 85258.",
        ),
        (
            service(access=(M.PHONE_FIRST,), phone="01304 840134", location=on_the_map()),
            "Phone before you go: 01304 840134.",
        ),
        (
            service(access=(M.ONLINE_FORM,), url="https://example.org"),
            "Fill in the form on their website.",
        ),
        (
            service(access=(M.BOOKING,), phone="01622 000000"),
            "Book an appointment before you go: call 01622 000000.",
        ),
        (service(access=(M.GP_REFERRAL,)), "Ask your GP practice to refer you."),
        (
            service(access=(M.PROFESSIONAL_REFERRAL,)),
            "Ask a health or care worker to refer you.",
        ),
        (
            service(url="https://example.org"),
            "Look at their website to see how to use this service.",
        ),
        (
            service(access=(M.PHONE_FIRST,)),
            "Find their number and phone before you go: we do not have it.",
        ),
        (service(), "Get in touch before you go: we do not know how to use this service."),
    ],
)
def test_the_easiest_way_in_is_told_first(of: Service, text: str) -> None:
    assert access_text(of) == text


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_every_combination_of_ways_has_one_short_sentence(count: int) -> None:
    for access in combinations(AccessMode, count):
        for phone in (None, "01634 333999"):
            text = access_text(service(access=access, phone=phone))
            assert text.endswith(".")
            assert len(text) <= 100


def test_only_referrals_means_that_nobody_gets_in_alone() -> None:
    assert needs_a_referral(service(access=(M.GP_REFERRAL, M.PROFESSIONAL_REFERRAL)))
    assert not needs_a_referral(service(access=(M.GP_REFERRAL, M.SELF_REFERRAL)))
    assert not needs_a_referral(service())

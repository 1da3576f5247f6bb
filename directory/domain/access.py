"""How to get into a service, as one imperative sentence."""

from __future__ import annotations

import re

from directory.domain.coverage import is_a_place
from directory.domain.service import AccessMode, Service

_OWN_PRACTICE = re.compile(r"\byour (?:own )?GP practice\b", re.IGNORECASE)
"""Such a record stands for thousands of doors: each knows its own number."""
_BY_REFERRAL = {
    AccessMode.GP_REFERRAL: "Ask your GP practice to refer you",
    AccessMode.PROFESSIONAL_REFERRAL: "Ask a health or care worker to refer you",
}


def access_text(service: Service) -> str:
    """One sentence: "Walk in. You do not need an appointment.", "Refer yourself: call 01634..."."""
    modes = service.access
    if _OWN_PRACTICE.search(service.name) and not service.phone:
        return "Ask the reception of your own GP practice."
    if AccessMode.WALK_IN in modes or AccessMode.DROP_IN in modes:
        return _open_door(service)
    if AccessMode.SELF_REFERRAL in modes:
        return f"Refer yourself{_by_any_means(service)}{_or_through_a_gp(service)}."
    if AccessMode.PHONE_FIRST in modes:
        return _phone_first(service)
    if AccessMode.ONLINE_FORM in modes:
        return "Fill in the form on their website." if service.url else "Fill in their form online."
    if AccessMode.BOOKING in modes:
        return f"Book an appointment before you go{_by_any_means(service)}."
    for mode, sentence in _BY_REFERRAL.items():
        if mode in modes:
            return f"{sentence}."
    return _not_told(service)


def needs_a_referral(service: Service) -> bool:
    """Whether every known way in goes through a GP or another professional."""
    return bool(service.access) and all(mode in _BY_REFERRAL for mode in service.access)


def short_access(service: Service) -> str | None:
    """The best thing about how to get in, for a list of reasons; None if there is nothing good."""
    if AccessMode.WALK_IN in service.access:
        return "You can walk in"
    if AccessMode.DROP_IN in service.access:
        return "You can drop in without an appointment"
    if AccessMode.SELF_REFERRAL in service.access:
        return "You can refer yourself"
    return None


def _open_door(service: Service) -> str:
    if AccessMode.PHONE_FIRST in service.access:
        number = f" on {service.phone}" if service.phone else ""
        return f"Walk in, but phone first{number} if you can."
    if AccessMode.WALK_IN in service.access:
        return "Walk in. You do not need an appointment."
    return "Drop in when it is open. You do not need to book."


def _by_any_means(service: Service) -> str:
    online = AccessMode.ONLINE_FORM in service.access and service.url
    if service.phone and online:
        return f": call {service.phone} or use their website"
    if service.phone:
        return f": call {service.phone}"
    if service.url:
        return " on their website"
    if service.email:
        return f": email {service.email}"
    return ""


def _or_through_a_gp(service: Service) -> str:
    return ", or ask your GP practice" if AccessMode.GP_REFERRAL in service.access else ""


def _phone_first(service: Service) -> str:
    if service.phone and is_a_place(service):
        return f"Phone before you go: {service.phone}."
    if service.phone and service.text_number:
        return f"Call {service.phone} or text {service.text_number}."
    if service.phone:
        return f"Call {service.phone}."
    if service.text_number:
        return f"Text {service.text_number}."
    if service.url or service.email:
        return _not_told(service)
    return "Find their number and phone before you go: we do not have it."


def _not_told(service: Service) -> str:
    if service.phone:
        return f"Call {service.phone} to ask how to use this service."
    if service.url:
        return "Look at their website to see how to use this service."
    if service.email:
        return f"Email {service.email} to ask how to use this service."
    return "Get in touch before you go: we do not know how to use this service."

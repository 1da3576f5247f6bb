"""Phone numbers: one spelling for each, and which of them may be written to.

Only numbers under +44 are written to (Jersey, Guernsey and the Isle of Man are under it too). The
drama numbers of Ofcom count as possible, so that tests look like life.
"""

from __future__ import annotations

import phonenumbers

_SHORTEST = 7
_PERSONAL_AND_PAGERS = ("70", "76")
_ISLE_OF_MAN_MOBILE = "7624"
_COSTLY = ("9", "87", "84", "70", "118")


def e164(number: str) -> str | None:
    """The number as `+447700900123`; None for a short code, a name or nonsense."""
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    if len(str(parsed.national_number)) < _SHORTEST:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def is_uk(number: str) -> bool:
    """Whether an E.164 number is under +44 and not one of those that cost extra."""
    return number.startswith("+44") and not number[3:].startswith(_COSTLY)


def is_uk_mobile(number: str) -> bool:
    """Whether an E.164 number is a mobile under +44, which a text can reach."""
    national = number[3:]
    if not number.startswith("+447") or len(national) != 10:
        return False
    return national.startswith(_ISLE_OF_MAN_MOBILE) or not national.startswith(_PERSONAL_AND_PAGERS)

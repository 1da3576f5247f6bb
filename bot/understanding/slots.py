"""What was read, as short stable text for the slots of a dialogue, and back."""

from __future__ import annotations

from collections.abc import Iterable

from bot.understanding.model import Who

_NONE = "-"


def who_text(who: Who) -> str:
    """`relation|age|sex|pregnant|carer`, `-` for what was not said; empty if nothing was."""
    parts = (
        who.relation,
        None if who.age_years is None else f"{who.age_years:g}",
        who.sex,
        _flag_text(who.pregnant),
        _flag_text(who.carer),
    )
    if all(part is None for part in parts):
        return ""
    return "|".join(_NONE if part is None else part for part in parts)


def who_from_text(text: str | None) -> Who:
    """The inverse of `who_text`; anything that is not of its form is nobody in particular."""
    parts = (text or "").split("|")
    if len(parts) != 5:
        return Who()
    relation, age, sex, pregnant, carer = (None if part == _NONE else part for part in parts)
    return Who(
        relation=relation,
        age_years=float(age) if age else None,
        sex=sex,
        pregnant=_flag(pregnant),
        carer=_flag(carer),
    )


def filters_text(filters: Iterable[str]) -> str:
    """Names joined by commas, in order."""
    return ",".join(sorted(filters))


def filters_from_text(text: str | None) -> frozenset[str]:
    """The inverse of `filters_text`."""
    return frozenset(part for part in (text or "").split(",") if part)


def _flag_text(value: bool | None) -> str | None:
    return None if value is None else ("yes" if value else "no")


def _flag(text: str | None) -> bool | None:
    return None if text is None else text == "yes"

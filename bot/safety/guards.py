"""What speaks against a sign: each guard looks at the matched words and their neighbourhood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum

from bot.safety.context import Context, Span
from bot.safety.nodes import Node
from bot.safety.rulebook import Rule
from bot.safety.tokens import CLAUSE_END, SENTENCE_END

_NEAR = 9
_LIST_REACH = 14
_DOUBT_REACH = 4
_AT_ONCE = 3
_BARE = 3


class Verdict(IntEnum):
    """What the guards make of a sign."""

    STANDS = 0
    CHECK = 1
    FALLS = 2


Cues = Mapping[str, Node]


def judge(rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    """Return whether the sign that `rule` saw at `span` stands, falls, or has to be asked about."""
    verdict = Verdict.STANDS
    for name, guard in _GUARDS.items():
        if name not in rule.despite:
            verdict = max(verdict, guard(rule, span, context, cues))
            if verdict is Verdict.FALLS:
                break
    return verdict


def _cue(name: str, context: Context, cues: Cues) -> list[Span]:
    return cues[name].find(context)


def _broken(context: Context, first: int, last: int, level: int) -> bool:
    """Whether a break of at least `level` lies before one of the words `first` to `last`."""
    return any(context.tokens[i].boundary >= level for i in range(first, last + 1))


def _same_sentence(context: Context, one: Span, other: Span) -> bool:
    left, right = (one, other) if one.start <= other.start else (other, one)
    return not _broken(context, left.end, right.start, SENTENCE_END)


def _negated(rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    if _doubt(rule, span, context, cues) is Verdict.CHECK:
        return Verdict.STANDS  # "I don't think it's ..." doubts and does not deny
    negators = {i for cue in _cue("negation", context, cues) for i in range(cue.start, cue.end)}
    if not negators:
        return Verdict.STANDS
    transparent = {i for cue in _cue("transparent", context, cues) for i in (cue.start,)}
    verdict = Verdict.STANDS
    for index in range(span.start, span.end):
        if span.mask >> index & 1:
            verdict = max(verdict, _walk_back(index, span, context, negators, transparent))
    return verdict


def _walk_back(
    index: int, span: Span, context: Context, negators: set[int], transparent: set[int]
) -> Verdict:
    """Look for a negation to the left over words that carry it on."""
    verdict = Verdict.FALLS
    for place in range(index - 1, max(-1, index - 1 - _LIST_REACH), -1):
        boundary = context.tokens[place + 1].boundary
        if boundary == SENTENCE_END or span.mask >> place & 1:
            break
        if boundary == CLAUSE_END:
            verdict = Verdict.CHECK
        if place in negators:
            return verdict
        if place not in transparent:
            break
    return Verdict.STANDS


def _happening_now(span: Span, context: Context, cues: Cues, reach: int) -> bool:
    """Whether a word near the sign says that it is there (again) and not over."""
    if any(_within(span, cue, context, reach) for cue in _cue("again", context, cues)):
        return True
    well = [cue.mask for cue in _cue("well_again", context, cues)]
    return any(
        _within(span, cue, context, reach)
        and not any(cue.mask & mask for mask in well)
        and not _clause_between(span, cue, context, cues)
        for cue in _cue("now", context, cues)
    )


def _within(span: Span, cue: Span, context: Context, reach: int) -> bool:
    return context.gap(span, cue) <= reach and _same_sentence(context, span, cue)


def _past(rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    return _over("past", rule, span, context, cues)


def _bereaved(rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    past_matters = "past" not in rule.despite
    return _over("bereaved", rule, span, context, cues) if past_matters else Verdict.STANDS


def _over(name: str, rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    """Whether a cue of `name` places the sign in a time that is over."""
    for cue in _cue(name, context, cues):
        if context.gap(span, cue) > _NEAR or not _same_sentence(context, span, cue):
            continue
        if not rule.named and _clause_between(span, cue, context, cues):
            continue
        reach = _AT_ONCE if rule.named else _LIST_REACH
        if not _happening_now(span, context, cues, reach):
            return Verdict.FALLS
    return Verdict.STANDS


def _clause_between(span: Span, cue: Span, context: Context, cues: Cues) -> bool:
    first, last = sorted((span, cue), key=lambda s: s.start)
    if last.start <= first.end:
        return False
    breaks = _cue("clause_break", context, cues)
    return _broken(context, first.end, last.start, CLAUSE_END) or any(
        first.end <= brk.start < last.start for brk in breaks
    )


def _resolved(rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    del rule
    for cue in _cue("resolved", context, cues):
        if cue.start >= span.start and not cue.mask & span.mask:
            return Verdict.CHECK
    return Verdict.STANDS


def _information(rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    del rule
    for name in ("information", "study", "fiction"):
        for cue in _cue(name, context, cues):
            ahead = cue.start < span.end or name != "information"
            if not ahead or not _within(span, cue, context, _NEAR):
                continue
            if name != "fiction" and _told(cue, span, context, cues):
                continue
            now = _happening_now(span, context, cues, _LIST_REACH)
            return Verdict.CHECK if now else Verdict.FALLS
    return _defined(span, context, cues)


def _defined(span: Span, context: Context, cues: Cues) -> Verdict:
    """Whether the sign is no more than the thing asked about: "what is sepsis"."""
    asked = any(0 <= span.start - cue.end <= 1 for cue in _cue("definition", context, cues))
    bare = span.end - span.start <= _BARE and span.end >= len(context.tokens) - _LIST_REACH
    return Verdict.FALLS if asked and bare else Verdict.STANDS


def _told(cue: Span, span: Span, context: Context, cues: Cues) -> bool:
    """Whether the sign is told as a fact of somebody, though a question comes before it.

    "Can I give him something, he has a fit" asks one thing and tells another.
    """
    asked = {opener.end for opener in _cue("opener", context, cues)}
    return any(
        cue.end <= teller.start < span.end and teller.start not in asked
        for teller in _cue("teller", context, cues)
    )


def _figurative(rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    del rule
    overlapping = (cue for cue in _cue("figurative", context, cues) if cue.mask & span.mask)
    return Verdict.FALLS if any(overlapping) else Verdict.STANDS


def _service(rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    del rule
    for cue in _cue("service_after", context, cues):
        if 0 <= cue.start - span.end <= 1 and not _broken(context, span.end, cue.start, 1):
            return Verdict.FALLS
    for cue in _cue("service_before", context, cues):
        if 0 <= span.start - cue.end <= 3 and not _broken(context, cue.end, span.start, 1):
            return Verdict.FALLS
    return Verdict.STANDS


def _doubt(rule: Rule, span: Span, context: Context, cues: Cues) -> Verdict:
    del rule
    for cue in _cue("doubt", context, cues):
        ahead = cue.start <= span.start and span.start - cue.end <= _DOUBT_REACH
        if ahead and _same_sentence(context, span, cue):
            return Verdict.CHECK
    return Verdict.STANDS


_GUARDS: dict[str, Callable[[Rule, Span, Context, Cues], Verdict]] = {
    "negated": _negated,
    "figurative": _figurative,
    "service": _service,
    "past": _past,
    "bereaved": _bereaved,
    "information": _information,
    "doubt": _doubt,
    "resolved": _resolved,
}

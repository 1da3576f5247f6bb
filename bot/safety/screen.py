"""Screens a message for red flags."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.safety.context import Context, Span
from bot.safety.guards import Verdict, judge
from bot.safety.model import RedFlag, Screening
from bot.safety.nodes import Node, possible
from bot.safety.rulebook import Rule, Rulebook, rarest_clause, rulebook
from bot.safety.tokens import Token, tokenise

MAX_CHARACTERS = 10_000
_STRETCH = 240
_OVERLAP = 60
_UNLESS_REACH = 8
_MAX_MATCHES = 12
_Entry = tuple[Rule, Node]
_Hit = tuple[RedFlag, Verdict]


def screen(text: str) -> Screening:
    """Return the red flags in `text`, of which at most the first 10,000 characters are read."""
    return _weigh(_hits(text[:MAX_CHARACTERS]))


def rules_version() -> str:
    """Return a short hash of the rules, to be logged beside each escalation."""
    return rulebook().version


def _hits(text: str) -> list[_Hit]:
    book = rulebook()
    tokens = tokenise(text, book.spellings)
    hits: list[_Hit] = []
    for stretch in _stretches(tokens):
        hits.extend(_match(book.lexicon.context(stretch), book))
    return hits


def _stretches(tokens: list[Token]) -> Iterator[list[Token]]:
    if len(tokens) <= _STRETCH:
        yield tokens
        return
    for start in range(0, len(tokens) - _OVERLAP, _STRETCH - _OVERLAP):
        yield tokens[start : start + _STRETCH]


@lru_cache(maxsize=1)
def _by_leaf() -> dict[int, tuple[_Entry, ...]]:
    """Return the patterns by the rarest of the words that they cannot do without."""
    index: dict[int, list[_Entry]] = {}
    for rule in rulebook().rules:
        for pattern in rule.patterns:
            for leaf in rarest_clause(pattern) or ():
                index.setdefault(leaf, []).append((rule, pattern))
    return {leaf: tuple(entries) for leaf, entries in index.items()}


def _candidates(context: Context) -> dict[int, _Entry]:
    index = _by_leaf()
    return {
        entry[1].key: entry
        for leaf in context.places
        for entry in index.get(leaf, ())
        if possible(entry[1], context)
    }


def _match(context: Context, book: Rulebook) -> Iterator[_Hit]:
    """Yield what the rules see; once a sign stands, the other patterns of its rule may rest."""
    stood: set[str] = set()
    for rule, pattern in _candidates(context).values():
        if rule.id in stood:
            continue
        for span in pattern.find(context)[:_MAX_MATCHES]:
            if _vetoed(rule, span, context):
                continue
            verdict = judge(rule, span, context, book.cues)
            if verdict is not Verdict.FALLS:
                yield _flag(rule, span, context), verdict
            if verdict is Verdict.STANDS:
                stood.add(rule.id)
                break


def _vetoed(rule: Rule, span: Span, context: Context) -> bool:
    if rule.unless is None:
        return False
    return any(context.gap(span, cue) <= _UNLESS_REACH for cue in rule.unless.find(context))


def _flag(rule: Rule, span: Span, context: Context) -> RedFlag:
    start, end = context.tokens[span.start].start, context.tokens[span.end - 1].end
    return RedFlag(rule.id, rule.family, rule.disposition, start, end)


def _weigh(hits: list[_Hit]) -> Screening:
    ranks = rulebook().families

    def order(flag: RedFlag) -> tuple[int, int, int, str, int]:
        rank = ranks[flag.family]
        return -flag.disposition.urgency, rank, flag.start, flag.rule, flag.end

    standing = sorted({flag for flag, verdict in hits if verdict is Verdict.STANDS}, key=order)
    asked = sorted({flag for flag, verdict in hits if verdict is Verdict.CHECK}, key=order)
    return Screening(
        red_flag=standing[0] if standing else None,
        check=asked[0] if asked else None,
        others=_one_per_rule(standing),
    )


def _one_per_rule(flags: list[RedFlag]) -> tuple[RedFlag, ...]:
    seen = {flags[0].rule} if flags else set()
    others = []
    for flag in flags[1:]:
        if flag.rule not in seen:
            seen.add(flag.rule)
            others.append(flag)
    return tuple(others)

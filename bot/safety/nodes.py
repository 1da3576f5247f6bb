"""What a pattern is made of; each node finds its matches in a message."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Sequence
from itertools import count

from bot.safety.context import Context, Span

Clause = frozenset[int]
_NEIGHBOURS = 3
_MAX_SPANS = 48
_ENDS = 3
_ids = count()


class Node(ABC):
    """A part of a pattern. `needs` holds sets of leaves: of each, one must occur in a message."""

    needs: tuple[Clause, ...] = ()

    def __init__(self) -> None:
        self.key = next(_ids)

    def find(self, context: Context) -> list[Span]:
        """Return the matches in `context`, by start; of those with one start, the shortest few."""
        known = context.memo.get(self.key)
        if known is None:
            known = context.memo[self.key] = self._find(context)
        return known

    @abstractmethod
    def _find(self, context: Context) -> list[Span]: ...


def _tidy(spans: list[Span]) -> list[Span]:
    """Return `spans` by start; of those with one start, the shortest few."""
    if len(spans) < 2:
        return spans
    kept: list[Span] = []
    same_start = 0
    for span in sorted(set(spans), key=_by_start):
        same_start = same_start + 1 if kept and kept[-1].start == span.start else 1
        if same_start <= _ENDS:
            kept.append(span)
    return kept[:_MAX_SPANS]


def _by_start(span: Span) -> tuple[int, int]:
    return span.start, span.end


class Leaf(Node):
    """A set of words (or numbers) that the lexicon knows by the number `leaf`."""

    def __init__(self, leaf: int) -> None:
        super().__init__()
        self.leaf = leaf
        self.needs = (frozenset({leaf}),)

    def _find(self, context: Context) -> list[Span]:
        return context.places.get(self.leaf, [])


class AnyWord(Node):
    """Any one word."""

    def _find(self, context: Context) -> list[Span]:
        return [Span(i, i + 1, 0) for i in range(len(context.tokens))]


class Either(Node):
    """One of several."""

    def __init__(self, options: Sequence[Node]) -> None:
        super().__init__()
        self.options = tuple(options)
        picked = [min(node.needs, key=len, default=None) for node in self.options]
        if picked and all(clause is not None for clause in picked):
            self.needs = (frozenset().union(*(c for c in picked if c is not None)),)

    def _find(self, context: Context) -> list[Span]:
        found: list[Span] = []
        for option in self.options:
            if possible(option, context):
                found.extend(option.find(context))
        return _tidy(found)


class Phrase(Node):
    """Parts that follow one another, but for words that say nothing."""

    def __init__(self, parts: Sequence[Node]) -> None:
        super().__init__()
        self.parts = tuple(parts)
        self.needs = tuple(clause for part in parts for clause in part.needs)

    def _find(self, context: Context) -> list[Span]:
        spans = self.parts[0].find(context)
        for part in self.parts[1:]:
            if not spans:
                return []
            starts: dict[int, list[Span]] = {}
            for following in part.find(context):
                starts.setdefault(following.start, []).append(following)
            spans = [joined for span in spans for joined in self._join(span, starts, context)]
        return _tidy(spans)

    @staticmethod
    def _join(span: Span, starts: dict[int, list[Span]], context: Context) -> list[Span]:
        for place in context.next_places(span.end):
            if place in starts:
                return [Span(span.start, f.end, span.mask | f.mask) for f in starts[place]]
        return []


class Near(Node):
    """Two parts within `reach` words of one another, in this order or in either."""

    def __init__(self, left: Node, right: Node, *, reach: int, ordered: bool) -> None:
        super().__init__()
        self.left, self.right = left, right
        self.reach, self.ordered = reach, ordered
        self.needs = left.needs + right.needs

    def _find(self, context: Context) -> list[Span]:
        lefts = self.left.find(context)
        if not lefts:
            return []
        rights = self.right.find(context)
        if not rights:
            return []
        starts = [span.start for span in rights]
        found: list[Span] = []
        for left in lefts:
            middle = bisect_left(starts, left.end)
            after = rights[middle : middle + _NEIGHBOURS]
            before = [] if self.ordered else rights[max(0, middle - _NEIGHBOURS - 2) : middle]
            found.extend(self._pair(left, [*after, *before], context))
        return _tidy(found)

    def _pair(self, left: Span, rights: list[Span], context: Context) -> list[Span]:
        return [
            Span(min(left.start, right.start), max(left.end, right.end), left.mask | right.mask)
            for right in rights
            if not left.mask & right.mask and context.gap(left, right) <= self.reach
        ]


class Short(Node):
    """A part that counts only in a message of at most `most` words."""

    def __init__(self, part: Node, most: int) -> None:
        super().__init__()
        self.part, self.most = part, most
        self.needs = part.needs

    def _find(self, context: Context) -> list[Span]:
        return self.part.find(context) if len(context.tokens) <= self.most else []


def possible(node: Node, context: Context) -> bool:
    """Whether the words that `node` cannot do without are there."""
    present = context.present
    for clause in node.needs:  # noqa: SIM110 - a generator costs twice the time here
        if clause.isdisjoint(present):
            return False
    return True

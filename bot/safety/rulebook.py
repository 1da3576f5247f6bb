"""Reads the rules, concepts, guards and spellings that lie beside this module as data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.safety.errors import RuleError
from bot.safety.lexicon import Lexicon
from bot.safety.model import Disposition
from bot.safety.nodes import Clause, Either, Node
from bot.safety.patterns import parse
from bot.safety.tokens import Spellings

_HERE = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
GUARDS = frozenset(
    ["negated", "past", "bereaved", "resolved", "information", "figurative", "service", "doubt"]
)


@dataclass(frozen=True)
class Rule:
    """One rule: where `pattern` matches and `unless` does not lie near, `disposition` follows.

    `named` marks a condition named by its name ("a stroke"); `despite` lists the guards that do
    not speak against this rule.
    """

    id: str
    family: str
    disposition: Disposition
    patterns: tuple[Node, ...]
    unless: Node | None
    named: bool
    despite: frozenset[str]
    why: str
    source: str


@dataclass(frozen=True)
class Rulebook:
    """All that the screen knows."""

    rules: tuple[Rule, ...]
    families: Mapping[str, int]
    cues: Mapping[str, Node]
    lexicon: Lexicon
    spellings: Spellings
    version: str


@dataclass(frozen=True)
class CueBook:
    """A small set of named cues with words of its own."""

    cues: Mapping[str, Node]
    lexicon: Lexicon
    spellings: Spellings


def cue_book(cues: Mapping[str, str]) -> CueBook:
    """Return `cues` (name to patterns) ready for matching, in their order."""
    spellings = _spellings()
    lexicon = Lexicon(_real_words(), spellings)
    concepts = _Concepts(lexicon, ())
    nodes = {name: concepts.either(patterns) for name, patterns in cues.items()}
    lexicon.close()
    return CueBook(nodes, lexicon, spellings)


def read_yaml(*names: str) -> dict[str, Any]:
    """Return the mapping that the data file at this place in the package holds."""
    text = _HERE.joinpath(*names).read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_LOADER)
    if not isinstance(loaded, dict):
        raise RuleError(f"{'/'.join(names)} holds no mapping")
    return loaded


def data_files() -> tuple[Path, ...]:
    """Return the data files that decide what the screen sees."""
    return (*sorted(_HERE.glob("*.yml")), *sorted(_HERE.glob("*.txt")), *rule_files())


def rule_files() -> tuple[Path, ...]:
    """Return the files that hold rules, one for each group of families."""
    return tuple(sorted((_HERE / "rules").glob("*.yml")))


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """Return the rules, read once."""
    spellings = _spellings()
    lexicon = Lexicon(_real_words(), spellings)
    documents = [read_yaml("rules", path.name) for path in rule_files()]
    concepts = _Concepts(lexicon, [read_yaml("lexicon.yml"), *documents])
    rules = tuple(
        _rule(entry, concepts) for document in documents for entry in document.get("rules", ())
    )
    cues = {name: concepts.either(patterns) for name, patterns in read_yaml("guards.yml").items()}
    families = {name: rank for rank, name in enumerate(read_yaml("families.yml"))}
    unknown = {rule.family for rule in rules} - families.keys()
    if unknown:
        raise RuleError(f"families that families.yml does not name: {sorted(unknown)}")
    lexicon.close()
    return Rulebook(rules, families, cues, lexicon, spellings, _version())


def _version() -> str:
    digest = hashlib.sha256()
    for path in data_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _real_words() -> frozenset[str]:
    return frozenset((_HERE / "real_words.txt").read_text(encoding="utf-8").split())


def _spellings() -> Spellings:
    document = read_yaml("spelling.yml")
    words = {
        str(variant): tuple(str(word).split())
        for word, variants in document["words"].items()
        for variant in variants
    }
    pairs: dict[tuple[str, str], str] = {}
    for word, variants in document["pairs"].items():
        for variant in variants:
            first, second = str(variant).split()
            pairs[first, second] = str(word)
    return Spellings(words, pairs)


class _Concepts:
    """The named concepts of all files, made into nodes when first asked for."""

    def __init__(self, lexicon: Lexicon, documents: Iterable[dict[str, Any]]) -> None:
        self._lexicon = lexicon
        self._patterns: dict[str, str] = {}
        self._nodes: dict[str, Node] = {}
        self._open: set[str] = set()
        for document in documents:
            for name, patterns in document.get("concepts", {}).items():
                if name in self._patterns:
                    raise RuleError(f"the concept {name!r} is there twice")
                self._patterns[name] = patterns

    def node(self, name: str) -> Node:
        if name in self._nodes:
            return self._nodes[name]
        if name not in self._patterns or name in self._open:
            raise RuleError(f"no concept {name!r}, or one made of itself")
        self._open.add(name)
        node = self._nodes[name] = self.either(self._patterns[name])
        self._open.discard(name)
        return node

    def either(self, patterns: str) -> Node:
        nodes = self.each(patterns)
        return nodes[0] if len(nodes) == 1 else Either(nodes)

    def each(self, patterns: str) -> list[Node]:
        """Return one node for each line of `patterns`."""
        lines = [line for line in patterns.splitlines() if line.strip()]
        return [parse(line, self._lexicon, self.node) for line in lines]


def _rule(entry: dict[str, Any], concepts: _Concepts) -> Rule:
    missing = {"id", "family", "disposition", "any", "why", "source"} - entry.keys()
    despite = frozenset(entry.get("despite", ()))
    if missing or despite - GUARDS:
        raise RuleError(f"rule {entry.get('id')!r}: lacks {sorted(missing)} or has bad guards")
    unless = entry.get("unless")
    try:
        patterns = tuple(concepts.each(entry["any"]))
    except RuleError as error:
        raise RuleError(f"rule {entry['id']!r}: {error}") from error
    return Rule(
        id=entry["id"],
        family=entry["family"],
        disposition=Disposition(str(entry["disposition"])),
        patterns=patterns,
        unless=concepts.either(unless) if unless else None,
        named=bool(entry.get("named", False)),
        despite=despite,
        why=entry["why"],
        source=entry["source"],
    )


def rarest_clause(node: Node) -> Clause | None:
    """Return the leaves of which one must occur for `node` to match, the fewest there are."""
    return min(node.needs, key=len, default=None)

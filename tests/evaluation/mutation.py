"""How recall falls when emergencies are typed worse than they were; seeded, so always alike."""

from __future__ import annotations

import random
from collections.abc import Callable

SEED = 20261101


def misspelt(text: str, chance: random.Random) -> str:
    """One slip of the thumb in about every sixth word of four letters or more."""
    return " ".join(
        _slip(word, chance) if len(word) > 3 and chance.random() < 1 / 6 else word
        for word in text.split()
    )


def unspaced(text: str, chance: random.Random) -> str:
    """About every eighth space left out."""
    return "".join("" if letter == " " and chance.random() < 1 / 8 else letter for letter in text)


def shouted(text: str, chance: random.Random) -> str:
    """In capitals."""
    return text.upper()


def bare(text: str, chance: random.Random) -> str:
    """In lower case, without apostrophes, commas and full stops."""
    return "".join(letter for letter in text.lower() if letter not in "'’,.!?")


def stretched(text: str, chance: random.Random) -> str:
    """One vowel drawn out ("heeeelp")."""
    vowels = [at for at, letter in enumerate(text) if letter in "aeiou"]
    if not vowels:
        return text
    at = chance.choice(vowels)
    return text[:at] + text[at] * 4 + text[at + 1 :]


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    kind = chance.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[: at + 1] + word[at] + word[at + 1 :]


Mutation = Callable[[str, random.Random], str]
MUTATIONS: dict[str, Mutation] = {
    "misspelt": misspelt,
    "unspaced": unspaced,
    "shouted": shouted,
    "bare": bare,
    "stretched": stretched,
}


def mutated(texts: list[str], name: str) -> list[str]:
    """Every text changed in one way."""
    chance = random.Random(SEED)
    return [MUTATIONS[name](text, chance) for text in texts]

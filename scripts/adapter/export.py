"""Writes all training messages as JSON lines, as the adapter's training wants them.

`.venv-engine/bin/python -m scripts.adapter.export FILE`: each line has `text` (as it is embedded),
`counted` (as its n-grams are counted), `intent` or `family` (`harmless` for the harmless messages
of `data/red_flags`), and `fold` (0 to 4; near-copies share one).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from rasa.shared.importers.rasa import RasaFileImporter

from bot.engine.components.wording import wording
from bot.engine.learning.dangers import dangers
from bot.engine.learning.folds import grouped_folds
from bot.engine.learning.minilm import Embedder
from bot.engine.learning.wording import for_embedding

RED_FLAGS = Path("data") / "red_flags"


def messages() -> list[dict[str, str]]:
    """Every message with the name of what it is."""
    nlu = RasaFileImporter("config.yml", "domain.yml", ["data/nlu"]).get_nlu_data()
    found = [
        {"source": example.get("text"), "intent": example.get("intent")}
        for example in nlu.intent_examples
    ]
    found += [{"source": text, "family": family} for text, family in dangers(RED_FLAGS)]
    return found


def main() -> None:
    """Write the file named on the command line."""
    found = messages()
    plain = Embedder(adapted=False)
    vectors = []
    for message in found:
        words = wording(message["source"])
        message["text"] = for_embedding(words.embedded)
        message["counted"] = words.counted
        vectors.append(plain.embed(message["text"]))
    names = [message.get("intent") or message["family"] for message in found]
    labels = np.unique(names, return_inverse=True)[1]
    for fold, (_, tested) in enumerate(grouped_folds(labels, np.stack(vectors), folds=5, seed=42)):
        for at in tested:
            found[at]["fold"] = str(fold)
    with Path(sys.argv[1]).open("w", encoding="utf-8") as file:
        for message in found:
            file.write(json.dumps(message) + "\n")


if __name__ == "__main__":
    main()

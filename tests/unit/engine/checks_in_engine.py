"""Checks of the graph components; they need Rasa, so they run with the engine's own Python.

`test_components.py` starts them: `.venv-engine/bin/python -m unittest` on this file.
"""

from __future__ import annotations

import unittest
from typing import Any

import numpy as np
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.confidence import ACT, ASK, FALLBACK, OFFER, ConfidenceGate
from bot.engine.components.embedding import MiniLmFeaturizer, embedding_of
from bot.engine.components.red_flags import RedFlagScreen
from bot.engine.learning.calibration import fit_scales, mixed
from bot.engine.learning.folds import groups_of_alike
from bot.engine.learning.linear import log_probabilities, softmax_regression
from bot.engine.learning.minilm import DIMENSIONS, Embedder, embedder

HARMLESS_TEXT = "what time does the chemist shut"
FLAGGED_TEXT = "crushing pain in my chest and down my arm"


def with_sign(text: str, probability: float, disposition: str = "999") -> Message:
    sign = {"probability": probability, "family": "sepsis", "disposition": disposition}
    return Message({"text": text, "detector": sign, "entities": [{"entity": "place"}]})


def screened(message: Message, **config: float) -> dict[str, Any] | None:
    screen = RedFlagScreen({**RedFlagScreen.get_default_config(), **config})
    flag: dict[str, Any] | None = screen.process([message])[0].get("red_flag")
    return flag


class TheTwoNets(unittest.TestCase):
    def test_a_sure_detector_escalates_what_the_rules_let_pass(self) -> None:
        message = with_sign(HARMLESS_TEXT, 0.97)
        flag = screened(message, act=0.5)
        self.assertEqual(flag, {"family": "sepsis", "disposition": "999", "rule": "detector"})
        self.assertEqual(message.get("intent")["name"], "red_flag")
        self.assertEqual(message.get("entities"), [])

    def test_an_unsure_detector_does_nothing(self) -> None:
        message = with_sign(HARMLESS_TEXT, 0.3)
        self.assertIsNone(screened(message, act=0.5))
        self.assertEqual(message.get("entities"), [{"entity": "place"}])

    def test_the_rules_need_no_detector(self) -> None:
        flag = screened(Message({"text": FLAGGED_TEXT}))
        self.assertIsNotNone(flag)
        self.assertNotEqual(flag and flag["rule"], "detector")

    def test_the_less_urgent_detector_leaves_the_rules_their_disposition(self) -> None:
        flag = screened(with_sign(FLAGGED_TEXT, 1.0, "111_now"))
        self.assertEqual(flag and flag["disposition"], "999")


class Confidence(unittest.TestCase):
    def understood(self, *confidences: float) -> tuple[str, str]:
        ranking = [
            {"name": f"need{at}", "confidence": value} for at, value in enumerate(confidences)
        ]
        message = Message({"text": "x", "intent": ranking[0], "intent_ranking": ranking})
        ConfidenceGate({"act": 0.5, "offer": 0.6}).process([message])
        return message.get("understanding"), message.get("intent")["name"]

    def test_a_confident_guess_is_acted_upon(self) -> None:
        self.assertEqual(self.understood(0.7, 0.1, 0.1), (ACT, "need0"))

    def test_three_likely_needs_are_offered(self) -> None:
        self.assertEqual(self.understood(0.4, 0.2, 0.1), (OFFER, FALLBACK))

    def test_scattered_guesses_are_asked_again(self) -> None:
        self.assertEqual(self.understood(0.2, 0.1, 0.1), (ASK, FALLBACK))


class Embeddings(unittest.TestCase):
    def test_an_embedding_has_length_one_and_is_always_the_same(self) -> None:
        first, second = embedder().embed("blocked ear"), Embedder().embed("blocked ear")
        self.assertEqual(first.shape, (DIMENSIONS,))
        self.assertAlmostEqual(float(np.linalg.norm(first)), 1.0, places=5)
        np.testing.assert_allclose(first, second, atol=1e-5)

    def test_what_means_the_same_lies_near(self) -> None:
        ear, deaf, chips = (
            embedder().embed(text)
            for text in ("my ears are blocked with wax", "cant hear, ear wax", "a bag of chips")
        )
        self.assertGreater(float(ear @ deaf), float(ear @ chips) + 0.2)

    def test_the_adapter_changes_the_model(self) -> None:
        adapted, general = Embedder(), Embedder(adapted=False)
        alike = float(adapted.embed("poorly chest") @ general.embed("poorly chest"))
        self.assertLess(alike, 0.99)

    def test_long_and_odd_messages_are_embedded(self) -> None:
        for text in ("word " * 2000, "🙂", "’", "\u200b"):
            self.assertTrue(np.isfinite(embedder().embed(text)).all())

    def test_the_featurizer_leaves_one_dense_feature(self) -> None:
        message = Message({"text": "toothache in Margate"})
        MiniLmFeaturizer({}).process([message])
        vector = embedding_of(message)
        self.assertEqual(None if vector is None else vector.shape, (DIMENSIONS,))


class Learning(unittest.TestCase):
    def test_softmax_regression_learns_what_can_be_separated(self) -> None:
        chance = np.random.default_rng(0)
        labels = np.arange(300) % 3
        rows = (np.eye(3)[labels] + 0.1 * chance.standard_normal((300, 3))).astype(np.float32)
        model = softmax_regression(rows, labels, penalty=0.1)
        self.assertTrue((model.scores(rows).argmax(axis=1) == labels).all())

    def test_scales_make_overconfident_scores_honest(self) -> None:
        chance = np.random.default_rng(0)
        labels = chance.integers(0, 2, 4000)
        said = np.where(chance.random(4000) < 0.8, labels, 1 - labels)
        scores = (20 * np.eye(2)[said]).astype(np.float32)
        scale = fit_scales([scores], labels)
        confidence = np.exp(log_probabilities(mixed([scores], scale))).max(axis=1).mean()
        self.assertAlmostEqual(float(confidence), 0.8, delta=0.02)

    def test_near_copies_share_a_group(self) -> None:
        rows = np.array([[1, 0], [0.99, 0.14], [0, 1]], dtype=np.float32)
        groups = groups_of_alike(rows / np.linalg.norm(rows, axis=1, keepdims=True))
        self.assertEqual(groups[0], groups[1])
        self.assertNotEqual(groups[0], groups[2])


if __name__ == "__main__":
    unittest.main()

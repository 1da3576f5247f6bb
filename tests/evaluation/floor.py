"""The floor: figures that were reached once and must not be lost."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.evaluation.shares import Shares

FLOOR = Path(__file__).parent / "floor.yml"


def below_floor(shares: Shares, errors: dict[str, float]) -> list[str]:
    """One sentence for each figure that is worse than `floor.yml` allows.

    Raises:
        KeyError: the floor names a figure that is no longer measured.
    """
    floor = yaml.safe_load(FLOOR.read_text(encoding="utf-8"))
    found = [
        f"{name}: {shares.share(name):.3f} is below {least}"
        for name, least in floor["at_least"].items()
        if shares.share(name) < least
    ]
    found += [
        f"{name}: {shares.share(name):.3f} is above {most}"
        for name, most in floor["at_most"].items()
        if shares.share(name) > most
    ]
    found += [
        f"{part}: calibration error {errors[part]:.3f} is above {most}"
        for part, most in floor["calibration_error"].items()
        if errors[part] > most
    ]
    return found

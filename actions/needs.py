"""How each need is called, from `wording.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

_WORDING = Path(__file__).parent / "wording.yml"
COMMON_NEEDS = (
    "pharmacy",
    "gp",
    "dental",
    "mental_health_talking_therapies",
    "physio_self_referral",
    "voluntary_community",
)
CLINICAL_NEEDS = frozenset(
    {
        "pharmacy",
        "pharmacy_first",
        "physio_self_referral",
        "gp",
        "gp_out_of_hours_111",
        "utc_minor_injury",
        "dental",
        "optician",
        "hearing",
        "maternity_midwife",
        "health_visitor_child",
        "respiratory_rehab",
        "falls_prevention",
        "district_nursing_community",
        "long_term_condition_education",
        "sexual_health",
    }
)
MENTAL_HEALTH_NEEDS = frozenset(
    {"mental_health_talking_therapies", "mental_health_crisis", "bereavement"}
)


@dataclass(frozen=True, slots=True)
class NeedWording:
    """`label` for a button, `heading` over a list, `more` a line under the heading."""

    label: str
    heading: str
    more: str | None = None


@lru_cache(maxsize=1)
def need_wordings() -> dict[str, NeedWording]:
    """The wording of every need."""
    with _WORDING.open(encoding="utf-8") as file:
        raw = yaml.safe_load(file)
    return {need: NeedWording(**entry) for need, entry in raw.items()}

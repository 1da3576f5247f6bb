"""The needs that the directory holds services for, by name (a test holds them to the directory)."""

from __future__ import annotations

IMMEDIATE_NEEDS = frozenset(
    {"mental_health_crisis", "domestic_abuse_support", "gp_out_of_hours_111"}
)
"""These are answered at once, for the whole area, without a question first."""

NEEDS = IMMEDIATE_NEEDS | {
    "pharmacy",
    "pharmacy_first",
    "physio_self_referral",
    "stop_smoking",
    "voluntary_community",
    "social_prescribing",
    "gp",
    "utc_minor_injury",
    "dental",
    "optician",
    "hearing",
    "mental_health_talking_therapies",
    "sexual_health",
    "drugs_alcohol",
    "healthy_weight",
    "falls_prevention",
    "dementia_support",
    "respiratory_rehab",
    "maternity_midwife",
    "health_visitor_child",
    "district_nursing_community",
    "long_term_condition_education",
    "social_care",
    "bereavement",
}

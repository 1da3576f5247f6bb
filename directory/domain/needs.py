"""The vocabulary of needs: the same names in training data, directory, tests and reports."""

from __future__ import annotations

from enum import Enum


class Need(str, Enum):
    """A kind of help that a resident may want and that the directory can hold services for."""

    PHARMACY = "pharmacy"
    PHARMACY_FIRST = "pharmacy_first"
    PHYSIO_SELF_REFERRAL = "physio_self_referral"
    STOP_SMOKING = "stop_smoking"
    VOLUNTARY_COMMUNITY = "voluntary_community"
    SOCIAL_PRESCRIBING = "social_prescribing"
    GP = "gp"
    GP_OUT_OF_HOURS_111 = "gp_out_of_hours_111"
    UTC_MINOR_INJURY = "utc_minor_injury"
    DENTAL = "dental"
    OPTICIAN = "optician"
    HEARING = "hearing"
    MENTAL_HEALTH_TALKING_THERAPIES = "mental_health_talking_therapies"
    MENTAL_HEALTH_CRISIS = "mental_health_crisis"
    SEXUAL_HEALTH = "sexual_health"
    DRUGS_ALCOHOL = "drugs_alcohol"
    HEALTHY_WEIGHT = "healthy_weight"
    FALLS_PREVENTION = "falls_prevention"
    DEMENTIA_SUPPORT = "dementia_support"
    RESPIRATORY_REHAB = "respiratory_rehab"
    MATERNITY_MIDWIFE = "maternity_midwife"
    HEALTH_VISITOR_CHILD = "health_visitor_child"
    DISTRICT_NURSING_COMMUNITY = "district_nursing_community"
    LONG_TERM_CONDITION_EDUCATION = "long_term_condition_education"
    SOCIAL_CARE = "social_care"
    BEREAVEMENT = "bereavement"
    DOMESTIC_ABUSE_SUPPORT = "domestic_abuse_support"

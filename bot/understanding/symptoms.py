"""Whether a message tells of a symptom, rather than asking for a place or a form."""

from __future__ import annotations

import re

_SYMPTOMS = re.compile(
    r"\b(?:"
    r"pain\w*|ach(?:e|es|ing|ey)|\w+ache|hurt\w*|sore\w*|throb\w*|sting\w*|burn(?:s|ing|t)|itch\w*|"
    r"swell\w*|swollen|lump\w*|rash\w*|spots?|blister\w*|bleed\w*|blood(?!\s+(?:test|pressure))|"
    r"fever\w*|temperature|hot and|shiver\w*|cough\w*|wheez\w*|breathless\w*|out of breath|"
    r"puffed|chesty|sick(?!\s*note)|vomit\w*|throwing up|puk\w*|diarrh?o?ea|the runs|constipat\w*|"
    r"dizz\w*|faint\w*|light.?headed|giddy|weak(?:ness)?|numb\w*|tingl\w*|pins and needles|"
    r"tired all|exhaust\w*|infect\w*|discharge|weep\w*|oozing|pus|dischar\w*|poorly|unwell|"
    r"feel(?:ing)? (?:ill|rough|awful|terrible)|not (?:eating|drinking|feeding|well)|"
    r"palpitation\w*|can'?t sleep|shak(?:es|ing|y)|twist\w*|stiff\w*"
    r")\b",
    re.IGNORECASE,
)


def mentions_symptom(text: str) -> bool:
    """True when lay words for a symptom stand in the text."""
    return _SYMPTOMS.search(text) is not None

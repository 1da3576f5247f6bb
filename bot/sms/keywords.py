"""Every word with a meaning of its own in a text message: one table for code, docs and tests.

Sources: Twilio's help pages on opt-out keywords (default STOP filtering and Advanced Opt-Out).
Whatever is `intercepted` may be answered or acted upon by Twilio or a network before us, so
nobody is asked to send it, except to do just that: STOP to opt out and START to come back. YES is
an opt-in word too, but Twilio passes it on from everybody who has not opted out, so it may answer
a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Group(Enum):
    """Who acts on a word."""

    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    HELP = "help"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Keyword:
    """One word or form of words, and what it does, in a sentence for the documentation."""

    word: str
    group: Group
    does: str
    intercepted: bool = False


_OUT = "No more texts from us. Only the whole message counts."
_IN = "Texts from us again."
_WHO = "Who we are, 999 and 111, and how to opt out."
KEYWORDS = (
    *(
        Keyword(word, Group.OPT_OUT, _OUT, intercepted=True)
        for word in (
            "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE",
        )
    ),
    Keyword("START", Group.OPT_IN, _IN, intercepted=True),
    Keyword("UNSTOP", Group.OPT_IN, _IN, intercepted=True),
    Keyword("YES", Group.OPT_IN, f"{_IN} After a question: the answer yes.", intercepted=True),
    Keyword("HELP", Group.HELP, _WHO, intercepted=True),
    Keyword("INFO", Group.HELP, _WHO, intercepted=True),
    Keyword("MENU", Group.OURS, _WHO),
    Keyword("NO", Group.OURS, "The answer no."),
    Keyword("NOT SURE", Group.OURS, "Counts as yes where safety is asked about."),
    Keyword("1", Group.OURS, "Details of that result, or that choice. Any number shown works."),
    Keyword("MORE", Group.OURS, "The next results."),
    Keyword("HOURS 2", Group.OURS, "Opening times of a result for the next seven days."),
    Keyword("MAP 2", Group.OURS, "A link to where a result is."),
    Keyword("BACK", Group.OURS, "The last list of results."),
    Keyword("OK", Group.OURS, "Show details that were kept back because they are private."),
    Keyword("START AGAIN", Group.OURS, "Forget what was asked, and begin anew."),
    Keyword("DELETE MY DATA", Group.OURS, "Delete the conversation at once."),
)  # fmt: skip


def words(group: Group) -> frozenset[str]:
    """The words of one group, in capitals."""
    return frozenset(keyword.word for keyword in KEYWORDS if keyword.group is group)


OPT_OUT_WORDS = words(Group.OPT_OUT)
OPT_IN_WORDS = words(Group.OPT_IN)
HELP_WORDS = words(Group.HELP)
INTERCEPTED = frozenset(keyword.word for keyword in KEYWORDS if keyword.intercepted)
MAY_BE_ASKED_FOR = frozenset({"STOP", "START", "YES"})


def markdown_table() -> str:
    """The table as the documentation shows it."""
    rows = [
        f"| `{keyword.word}` | {'Twilio first' if keyword.intercepted else 'we'} | {keyword.does} |"
        for keyword in KEYWORDS
    ]
    return "\n".join(["| word | acted on by | what it does |", "|---|---|---|", *rows])

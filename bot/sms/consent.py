"""Reads "stop texting me" and the like: opting out and in, and asking for deletion.

Whole messages only, so that "stop smoking", "how do i stop drinking" and "he will not stop texting
me" stay what they are. Exact keywords do what they do at Twilio.
"""

from __future__ import annotations

import re

from bot.sms.keywords import HELP_WORDS, OPT_IN_WORDS, OPT_OUT_WORDS

_LONGEST = 120
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")

_SOFT = (
    r"(?:please|pls|plz|plse|thanks|thank you|thx|ta|now|ok|okay|hi|hello|hey|sorry|no|just|right|"
    r"immediately|at once|asap|forever|for good|today|can you|could you|will you|would you|"
    r"i want you to|i need you to|id like you to|i would like you to|you need to|you must|and)"
)
_MESSAGES = r"(?:texts?|txts?|texting|messages?|msgs?|messaging|sms|text messages?|notifications?)"
_ME = r"(?: me| us| this number| my number| my phone| this phone)?"
_FROM = r"(?: from you| from this number| from fingerpost| from the nhs| to me| to my phone)?"
_AGAIN = r"(?: again| any ?more| ever again| please| any longer)*"
_WHICH = (
    r"(?:these|those|the|your|all|all these|all the|all your|any|any more|more|getting|"
    r"receiving|sending|getting these|sending these|receiving these|sending me)"
)
_WANT = r"(?:i )?(?:want|wish|need|would like|d like|id like|like)"
_DO_NOT_WANT = (
    r"(?:i )?(?:do not|dont|no longer) (?:want|need|wish to (?:get|receive))"
    r"(?: to (?:get|receive))?"
)
_SOURCE = rf"(?: (?:of|from)(?: {_WHICH}| this)*(?: {_MESSAGES}| list| service| system))"
_STOPPING = rf"stop{_ME} (?:texting|txting|messaging|contacting|sending|bothering|spamming)"

_OUT_CORES = (
    r"(?:stop ?)+(?:it|this|all)?",
    r"stop all|un ?subscribe|opt ?out|cancel|end|quit|revoke",
    rf"{_STOPPING}{_ME}(?: {_WHICH})?(?: {_MESSAGES})?{_FROM}{_AGAIN}",
    rf"(?:stop|end|cancel|no more|block)(?: {_WHICH})*(?: {_MESSAGES}){_ME}{_FROM}{_AGAIN}",
    rf"(?:un ?subscribe|opt ?out|opt)(?: me| us| this number| my number)(?: out)?{_SOURCE}?",
    rf"{_WANT}(?: to| 2) (?:un ?subscribe|opt ?out){_SOURCE}?",
    rf"{_WANT} (?:to )?(?:stop|end|cancel)(?: {_WHICH})* {_MESSAGES}{_FROM}{_AGAIN}",
    rf"(?:un ?subscribe|opt ?out){_SOURCE}",
    rf"how (?:do|can) i (?:un ?subscribe|opt ?out|stop(?: {_WHICH})* {_MESSAGES}){_SOURCE}?{_FROM}",
    (
        rf"(?:do not|dont|never|quit|stop) (?:ever )?(?:text|txt|message|contact|sms|send)(?:ing)? "
        rf"(?:me|us|this number|my phone)(?: {_WHICH})?(?: {_MESSAGES})?{_AGAIN}"
    ),
    rf"{_DO_NOT_WANT}(?: {_WHICH})* {_MESSAGES}{_FROM}{_AGAIN}",
    (
        r"(?:take|remove|delete|get)(?: me| us| my number| this number| my phone) (?:off|from|of)"
        r"(?: of)? (?:your|the|this)(?: \w+)? (?:list|lists|system|texts|service|database)"
    ),
    r"remove (?:me|my number|this number)",
)
_IN_CORES = (
    r"start|unstop|un stop|resume",
    rf"(?:start|resume) (?:texting|messaging|sending){_ME}(?: {_MESSAGES})?{_AGAIN}",
    r"(?:opt|sign) ?(?:me )?(?:back )?in(?: again)?|(?:re ?)?subscribe(?: me)?(?: again)?",
    r"(?:i )?(?:want|would like|id like) (?:to )?(?:opt|sign) (?:back )?in(?: again)?",
    r"(?:you can )?text me again",
)
_DELETE_CORES = (
    (
        r"(?:delete|erase|remove|wipe|clear|destroy|forget|get rid of)(?: all| all of)?"
        r"(?: of)? (?:my|this|our|the|these|your) ?(?:personal )?"
        r"(?:data|conversation|conversations|chat|chats|messages?|texts?|information|info|history|"
        r"details|records?)(?: (?:you have|that you have|about me|on me|from your system|now))*"
    ),
    (
        r"(?:delete|erase|wipe|forget)(?: about)? (?:me|everything|all of it)"
        r"(?: (?:you have|you know|you hold|about me|on me|now))*"
    ),
    r"(?:i )?(?:want|would like|id like) (?:you )?(?:to )?be forgotten",
)


def _any(cores: tuple[str, ...]) -> re.Pattern[str]:
    core = "|".join(f"(?:{core})" for core in cores)
    return re.compile(rf"(?:{_SOFT} )*(?:{core})(?: {_SOFT})*")


_OUT, _IN, _DELETE = _any(_OUT_CORES), _any(_IN_CORES), _any(_DELETE_CORES)


def exact_word(text: str) -> str:
    """The message as Twilio compares it with a keyword: without blanks around it, in capitals."""
    return text.strip().upper()


def is_exact_opt_out(text: str) -> bool:
    """Whether Twilio itself takes this message as opting out."""
    return exact_word(text) in OPT_OUT_WORDS


def is_opt_out(text: str) -> bool:
    """Whether the person wants no more texts: by keyword, or in words of their own."""
    return is_exact_opt_out(text) or _matches(_OUT, text)


def is_opt_in(text: str) -> bool:
    """Whether somebody who opted out wants texts again; YES is one such word."""
    return exact_word(text) in OPT_IN_WORDS or _matches(_IN, text)


def is_delete_request(text: str) -> bool:
    """Whether the message asks, and does nothing but ask, for deletion."""
    return _matches(_DELETE, text)


def is_help_word(text: str) -> bool:
    """HELP and INFO, or MENU and a bare question mark: who is this?"""
    return exact_word(text).rstrip("!. ") in HELP_WORDS | {"MENU"} or text.strip() == "?"


def folded(text: str) -> str:
    """Small letters and single blanks, without apostrophes and punctuation."""
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text.lower())).strip()


def _matches(pattern: re.Pattern[str], text: str) -> bool:
    plain = folded(text)
    return 0 < len(plain) <= _LONGEST and pattern.fullmatch(plain) is not None

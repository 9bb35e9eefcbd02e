"""The patterns of words in notes that speak against the days of a meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from fama_cli.meetings.doubts import Doubt, DoubtKind

_LONGEST = 4000
"""Characters that are looked at."""


def doubts_in(notes: str) -> list[Doubt]:
    """What `notes` suggest, at most one of each kind, in the order of the kinds."""
    found: dict[DoubtKind, Doubt] = {}
    for clause in _CLAUSES.split(notes[:_LONGEST]):
        words = " ".join(clause.split())
        for kind, look, may_be in _LOOKS:
            said = look(words) if kind not in found else ""
            if said:
                found[kind] = Doubt(kind, f'The notes say "{_shown(said)}": {may_be}')
        for kind, doubt in _closures(words):
            found.setdefault(kind, doubt)
    return [found[kind] for kind in DoubtKind if kind in found]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_CLAUSES = re.compile(r"[;\n!?|•]|\.(?=\s|$)")
_DAY = r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_NTH = r"(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last|final|penultimate)"
_DATE = (
    rf"(?:{_DAY}\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}}|\d{{1,2}}/\d{{1,2}}\b|(?!may){_MONTH})"
    r"(?:,?\s+\d{4})?"
)


def _pattern_search(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def look(clause: str) -> str:
        match = pattern.search(clause)
        return match[0] if match else ""

    return look


_NOT_WEEKLY = _words(
    rf"\b(?:the\s+)?{_NTH}(?:(?:\s*(?:,|and|&|/|\+|or)\s*)(?:the\s+)?{_NTH})*\s+{_DAY}(?:\s+(?:of|in)\s+(?:the|each|every)\s+month)?"
    rf"|\b(?:every\s+|each\s+)?fortnight(?:ly)?\b|\balternat(?:e|ing)\s+(?:weeks?\b|{_DAY})|\bevery\s+(?:other|second|2nd|third|3rd)\s+(?:week\b|{_DAY})"
    r"|\bevery\s+(?:two|three|four|2|3|4)\s+weeks\b|\bbi-?(?:weekly|monthly)\b|\b(?:once|twice)\s+a\s+month\b|\bmonthly\b"
    r"|\b(?:\w+\s+){0,2}of\s+(?:the|each|every)\s+(?:calendar\s+)?month\b|\b(?:not|isn't)\s+every\s+week\b|\bterm[\s-]?time\b"
    r"|\bweeks?\s+[1-5](?:st)?\s*(?:and|&|,)\s*[1-5]\b"
)
_TOPIC = _words(
    r"\b(?:steps?|traditions?|concepts?|speakers?|share|topic|big\s+book|literature|reading|open|closed|business|conscience|birthdays?|chips?"
    r"|newcomers?|beginners?|meditation|format|study|theme|promises|medallions?|anniversar(?:y|ies)|sponsorship|service|tea|coffee|cake)\b"
)
"""What is different about some weeks of a meeting that is every week: "5th Tradition on the 5th Tuesday"."""
_MEETS = _words(r"\b(?:meets?|takes?\s+place|held|runs?)\b")


def _not_weekly(clause: str) -> str:
    match = _NOT_WEEKLY.search(clause)
    if match is None:
        return ""
    return "" if _TOPIC.search(clause) and not _MEETS.search(clause) else match[0]


_MOVED = _words(
    r"\b(?:(?:has|have|we've|it's)\s+(?:now\s+|recently\s+)?(?:moved|relocated)|(?:moved|moving|moves|relocat(?:ed|ing))\s+(?:to(?!\s+tears)|from|online|venue|premises"
    r"|back|into)|(?:will|is)\s+(?:be\s+)?(?:move|moving)\s+(?:to|from)|(?:new|change\s+of|changed)\s+(?:venue|address|location|premises)"
    r"|(?:venue|address)\s+(?:has\s+)?changed?)\b"
)
_FOR_NOW = _words(
    r"\btemporar(?:ily\b(?:\s+\w+)?|y\s+(?:venue|location|address|premises|home|room|clos\w+|change|move|meeting))|\buntil\s+further\s+notice\b|\b(?:is|are|been|currently|meeting)\s+(?:suspended|paused|on\s+hold)\b"
    r"|\b(?:currently|presently)\s+(?:closed|online|not|suspended|paused|no)\b|\b(?:not|isn't)\s+(?:currently\s+)?(?:meeting|running)\b"
    r"|\b(?:not|closed|suspended|paused)\s+at\s+(?:the\s+moment|present)\b|\b(?:no\s+meetings?|closed|suspended|paused)\s+until\b|\bfor\s+the\s+time\s+being\b"
)
_OVER = _words(
    r"\b(?:(?:has|have)\s+(?:now\s+)?(?:folded|ended|ceased)|no\s+longer\s+(?:meets?|meeting|runs?|running|exists?|held|takes|available)"
    r"|(?:meetings?|group)\s+(?:(?:is|has|was|been|now)\s+){0,3}(?:folded|cancell?ed|discontinued|ended)|closed\s+down"
    r"|permanently\s+closed|closed\s+permanently|discontinued)\b"
)
_ASK = _words(
    r"\b(?:ring|call|phone|telephone|text|e-?mail|contact|message|whats?app|ask|check|confirm)\b(?!\s+(?:the\s+)?(?:door\s?)?(?:bell|buzzer|intercom))"
    r"(?:\W+\w+){0,5}?\W+(?:first|before|beforehand|in\s+advance|ahead|prior)\b"
    r"|\b(?:ring|call|phone|text|e-?mail|contact)\s+(?:(?:us|me|them|\w+)\s+)?to\s+(?:confirm|check|book|arrange)\b"
    r"|\bby\s+(?:prior\s+)?(?:arrangement|appointment)\b|\bpre-?book(?:ing|ed)?\b|\b(?:booking|registration)\s+(?:is\s+)?(?:required|essential|necessary|only|needed)\b"
    r"|\b(?:must|need\s+to)\s+(?:book|register)\b"
)
_STARTS = _words(
    rf"\b(?:(?:re-?)?(?:start|begin|commenc|open|launch)(?:s|es|ing|ning)?|resum(?:e|es|ing)|from|as\s+of|first\s+meeting|last\s+meeting|until|ends|ending|closes|closing)"
    rf"(?:\s+(?:back|again|is|on|from|in))*:?\s+{_DATE}"
)

_LOOKS: tuple[tuple[DoubtKind, Callable[[str], str], str], ...] = (
    (DoubtKind.NOT_EVERY_WEEK, _not_weekly, "it may not be every week"),
    (DoubtKind.OVER, _pattern_search(_OVER), "it may have ended for good"),
    (DoubtKind.MOVED, _pattern_search(_MOVED), "it may be somewhere else"),
    (DoubtKind.FOR_NOW, _pattern_search(_FOR_NOW), "it may not be on, or be different, for now"),
    (DoubtKind.ASK_FIRST, _pattern_search(_ASK), "ask before anybody goes"),
    (DoubtKind.STARTS, _pattern_search(_STARTS), "make sure that it is on"),
)

_NAMES_OF_PLACES = r"(?!\s+(?:road|rd|street|lane|terrace|park|way|drive|house|steps|tree|party|dinner|lunch|social|cards?))"
_HOLIDAYS = (
    (DoubtKind.BANK_HOLIDAYS, _words(r"\b(?:bank|public)\s*hol(?:iday)?s?\b|\bholidays?\b(?!\s+inn)"), "on bank holidays"),
    (
        DoubtKind.CHRISTMAS,
        _words(rf"\b(?:christmas|xmas|x-mas|boxing\s+day|new\s+year(?:'?s)?)\b(?:\s+(?:day|eve))?{_NAMES_OF_PLACES}"),
        "at Christmas",
    ),
    (DoubtKind.EASTER, _words(rf"\b(?:easter|good\s+friday)\b(?:\s+(?:sunday|monday))?{_NAMES_OF_PLACES}"), "at Easter"),
)
_PARTS = _words(r"[,()]|(?=\b(?:except|excluding|excl|but|apart\s+from|other\s+than|although|however)\b)")
_CLOSED = _words(
    r"\b(?:no|not|never|closed?|closes|shut|except|excluding|excl|apart\s+from|other\s+than|cancelled|canceled|unless|(?:does|do|will|is|are)n'?t|won't|off)\b"
)
_OPEN = _words(
    r"\b(?:not|never|isn't|aren't)\s+(?:closed|cancelled|shut)|\b(?:including|incl?|include[sd]?|as\s+(?:usual|normal)|still|even|open|opens|also|always|throughout|365"
    r"|(?:meets?|runs?|on)\s+(?:every|all|through))\b"
)


def _closures(clause: str) -> Iterator[tuple[DoubtKind, Doubt]]:
    """The holidays that a clause names, unless it says that the meeting takes place. In each part, what comes first counts."""
    shut: bool | None = None
    for part in _PARTS.split(clause):
        closed, taking_place = _CLOSED.search(part), _OPEN.search(part)
        if taking_place and (closed is None or taking_place.start() <= closed.start()):
            shut = False
        elif closed:
            shut = True
        for kind, holidays, when in _HOLIDAYS:
            match = holidays.search(part)
            if match is None or shut is False or (shut is None and "bank" not in match[0].lower()):
                continue
            said = part[min(match.start(), closed.start()) if closed else match.start() :]
            if kind is DoubtKind.BANK_HOLIDAYS and not match[0].lower().startswith(("bank", "public")):
                when = "in the holidays"
            may_be = f"it may not take place {when}" if shut else f"it may be different {when}"
            yield kind, Doubt(kind, f'The notes say "{_shown(said)}": {may_be}')


def _shown(said: str) -> str:
    said = said.strip(" ,:()-–—")
    return said if len(said) <= 60 else f"{said[:57].rsplit(' ', 1)[0]}…"

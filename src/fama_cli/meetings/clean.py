"""Text of lists made safe: HTML becomes words, and what reaches one person, or opens a door, is left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from fama_cli.meetings.model import Meeting
from fama_cli.meetings.plain_html import text_of_html
from fama_cli.meetings.reading import Finding, Notice, Severity
from fama_cli.record import changed
from fama_cli.text import visible

HTML = Notice("html", Severity.CHANGED, "HTML was turned into words", "Write plain text in the list")
EMAIL = Notice("email", Severity.CHANGED, "An email address was left out", "Add --keep-contacts if the group has agreed to give it")
NUMBER = Notice("phone-number", Severity.CHANGED, "A phone number was left out", "Add --keep-contacts if the group has agreed to give it")
PASSCODE = Notice("passcode", Severity.CHANGED, "A passcode was left out", "Ask the group for it, or add --keep-contacts")
CONTACT = Notice("contact", Severity.CHANGED, "A person to contact was left out", "Add --keep-contacts if they agreed to it")
CONTROLS = Notice("controls", Severity.CHANGED, "Signs that no screen can show were left out", "Type the words again in the list")

TEXTS = (
    "name", "venue", "address", "town", "county", "postcode", "country", "region", "place_notes", "online_url", "online_notes",
    "online_phone", "online_phone_notes", "group", "group_notes", "notes", "website", "source_id", "updated", "checked_on", "checked_by",
)  # fmt: skip
LISTS = ("languages", "kinds", "codes")
_LINKS = ("online_url", "website", "online_phone")
_DATES = ("updated", "checked_on")
_WORDS = tuple(name for name in TEXTS if name not in _LINKS and name not in _DATES)
_PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PLAIN_LINK = re.compile(
    r"(?:https?://)?(?!wa\.me|www\.wa\.me)[a-z\d-]+(?:\.[a-z\d-]+)+(?:/[\w./-]*)?|[+\d() -]+", re.IGNORECASE | re.ASCII
)
"""A page or a line to dial into, with nothing after it: the most of them."""
_MANY_LINES = frozenset({"notes", "group_notes", "place_notes", "online_notes"})
_LINES_OF_CALLS = frozenset({"online_phone", "source_id", "website", "codes"})
"""Where a long number is no member's: a line to dial into, the list's own name for the meeting, a page."""
_NAMES_OF_LISTS = frozenset({"source_id", "codes"})
"""Where words are the list's own, such as `monday-pin-1234`, and say no passcode."""

_EMAIL = re.compile(
    r"\[email(?:\s|&#160;|\xa0)protected\]"
    r"|(?:mailto:)?[\w.+-]{1,64}(?:@|%40|\s?[(\[]\s?at\s?[)\]]\s?)[\w-]+(?:(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)[\w-]+)+",
    re.IGNORECASE,
)
_LINK = re.compile(r"[a-z][a-z\d+.-]{0,20}://[^\s<>\"'(),;]*", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[./:-])(?:"
    # From 0, as in the UK: 10 or 11 figures. From + or 00: at most 15 (ITU-T E.164). A mobile whose 0 a spreadsheet took away.
    r"(?:\+|00)\s?44\s?(?:\(0\)|0)?(?:[\s().-]{0,2}\d){9,10}|(?:\+|00)[\s(]?[1-9](?:[\s().-]{0,3}\d){8,14}"
    r"|\(?0(?!0)\)?(?:[\s().-]{0,2}\d){9,10}|7\d{3}[\s.-]?\d{3}[\s.-]?\d{3}"
    # As in North America, whose lists are read too.
    r"|(?:1[\s.-])?\(?[2-9]\d\d(?:\)\s?|[\s.-])\d{3}[\s.-]\d{4}"
    r")(?!\d)",
    re.ASCII,
)
_DATE_OR_TIME = re.compile(
    r"(?<![\d.])(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.])"
    r"|(?<!\d)\d{1,2}([.-])\d{1,2}\1(?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d-\d\d-\d\d",
    re.ASCII,
)
_NUMBER_IN_LINK = re.compile(r"(?:https?://)?(?:www\.)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?phone=)\+?\d+\S*", re.IGNORECASE)
_PUBLIC_NUMBER = ("3", "8")
"""Helplines have numbers that start with 03 or 08. Nobody's own telephone has (Ofcom, National Telephone Numbering Plan)."""
_MEETING_NUMBER = re.compile(r"(?:\b(?:id|zoom|meeting|webinar|room)\b[^\d\n]{0,24})$", re.IGNORECASE)

_FIGURES = r"[*#]?(?:\d{2,3}(?:[ -]\d{2,3}(?![\w:.]))+|\d(?:[ -]\d){3,}(?![\w:.])|[A-Z]?\d{3,}[A-Z]?\b)[*#]?"
_WORD = r"(?:pass\s?-?(?:code|word|wd)|pwd|p/w|access\s?code|passwort|kennwort|has\u0142o)"
_DOOR = r"(?:pin|(?:access|door|gate|entry|entrance|key|keypad|key\s?safe|lock|buzzer|security)\s?code)(?:\s?(?:code|number|no\.?))?"
_OTHER_CODE = r"(?P<other>(?:(?:dial|dialling|area|country|post|zip|dress|qr|bar|std|discount|promo|meeting)\s?)?\bcode)"
_ABOUT = r"(?:\s+(?:for|of|on|to|in|at|the|this|our|your|main|front|side|back|meeting|zoom|door|gate|hall|building|join|enter)\b)*"
_WITH_FIGURE_OR_CAPITAL = r"(?-i:(?=\S*[\dA-Z]))[^\s,;)<]+"
_PASSCODE = re.compile(
    # Never more than a few spaces are looked at twice: a list may be made to keep a computer busy.
    r"(?:[,;(]\s{0,3}|\s{1,3})?(?:"
    # "Passcode: hope", "passcode 12 34", "password Hope1", "the passcode is serenity."
    rf"\b{_WORD}\b(?:\s?\([^()\n]{{0,30}}\))?"
    rf"(?:{_ABOUT}(?:\s*(?:[:=#]|\bis\s*:|[-\u2013]\s)[\s:=#-]*(?P<told>{_FIGURES}|[^\s,;)<]+)|\s+(?:{_FIGURES})"
    rf"|\s+is\s+(?P<said>{_WITH_FIGURE_OR_CAPITAL}|[^\s,;.)<]+(?=\s*(?:[,;.)\n]|$))))|\s+(?P<bare>{_WITH_FIGURE_OR_CAPITAL}))"
    # "PIN number on the gate is 1234", "door code C1234", "code for the hall: 4321", "pw Hope1"
    rf"|\b(?:{_DOOR}{_ABOUT}(?:\s+is\b)?|{_OTHER_CODE}{_ABOUT}(?:\s+is\b|\s*(?=[:=])|(?=\s+\d{{4}}))|pass(?=\s*[:=]))\s*[:=#-]*\s*(?:{_FIGURES})"
    r"|\bpw\b\s*(?:[:=]\s*[^\s,;)<]+|(?-i:(?=\S*\d))[^\s,;)<]+)"
    r")\)?",
    re.IGNORECASE,
)
_NO_PASSCODE = frozenset({
    "a", "an", "and", "any", "ask", "as", "at", "available", "be", "below", "by", "call", "changed", "changes", "contact", "details",
    "email", "emailed", "enabled", "for", "found", "from", "given", "has", "if", "in", "is", "it", "listed", "members", "n/a", "na",
    "needed", "needs", "no", "none", "not", "of", "on", "or", "optional", "phone", "please", "private", "protected", "provided",
    "required", "ring", "same", "secret", "see", "sent", "set", "shared", "text", "the", "to", "unchanged", "via", "when", "will",
    "with", "you", "your", "zoom",
})  # fmt: skip
"""What follows "passcode" where none is told: "passcode required", "password: ask Ann"."""
_DIALLED = re.compile(r",+\s?\*\d{3,}#?")
"""A passcode in a line to tap: `+442034815237,,83412345678#,,,,*123456#`."""
_PASSCODE_IN_LINK = re.compile(r"(?P<before>[?&#;])(?:pwd|passcode|password|tk)=[^&#\s]*(?P<after>&?)", re.IGNORECASE)
_WORDS_OF_DOORS = (
    "pass", "pwd", "pw", "p/w", "pin", "code", "tk=", "wort", "has\u0142o", "protected", "(at", "[at", "( at", "[ at", "%40", "*", "wa.me",
)  # fmt: skip

_LONG_NUMBER = re.compile(r"\d[\d\s().-]{7,}\d")


def _suspect(text: str) -> bool:
    """A quick look that most meetings pass: then there is nothing to clean."""
    if not text.isprintable() or "<" in text or "&" in text or "@" in text or _LONG_NUMBER.search(text):
        return True
    low = text.lower()
    return any(word in low for word in _WORDS_OF_DOORS)


def safe_to_say(found: str) -> str:
    """What was found in a list, as a report may say it and an index keep it: without what reaches one person."""
    return _without_private(found, "found", []) if _suspect(found) else found


def cleaned(meeting: Meeting, *, keep_contacts: bool = False) -> tuple[Meeting, tuple[Finding, ...]]:
    """`meeting` with its text plain, and, unless contacts are kept, without people, addresses, numbers and passcodes."""
    values = vars(meeting)
    links = [name for name in _LINKS if values[name] and not _PLAIN_LINK.fullmatch(values[name])]
    # A date that a reader made is plain, and would look like the start of a number.
    links += [name for name in _DATES if values[name] and not _PLAIN_DATE.fullmatch(values[name])]
    lists = [name for name in LISTS if values[name]]
    together = " | ".join([*[values[name] for name in _WORDS], *[text for name in lists for text in values[name]]])
    if not meeting.contacts and not links and not _suspect(together):
        return meeting, ()
    findings: list[Finding] = []
    new: dict[str, object] = {}

    def clean(text: str, name: str) -> str:
        if not _suspect(text):
            return text
        made, found = _clean(text, name, keep_contacts)
        findings.extend(found)
        return made

    for name in (*_WORDS, *links):
        if text := values[name]:
            new[name] = clean(text, name)
    for name in lists:
        new[name] = tuple(filter(None, [clean(text, name) for text in values[name]]))
    if keep_contacts:
        new["contacts"] = tuple(filter(None, [clean(text, "contacts") for text in meeting.contacts]))
    else:
        new["contacts"] = ()
        findings += [Finding("contacts", CONTACT)] * len(meeting.contacts)
    if not new["name"] and meeting.name:
        new["name"] = "(name left out)"
    return changed(meeting, **new), tuple(findings)


@lru_cache(maxsize=8192)
def _clean(text: str, name: str, keep_contacts: bool) -> tuple[str, tuple[Finding, ...]]:
    findings: list[Finding] = []
    while True:
        made = _plain(text, name, findings)
        if not keep_contacts:
            made = _without_private(made, name, findings)
        # What was left out may have stood between the halves of something else.
        if made == text or not _suspect(made):
            return made, tuple(findings)
        text = made


def _plain(text: str, name: str, findings: list[Finding]) -> str:
    made = text_of_html(text)
    if made != text:
        findings.append(Finding(name, HTML))
    if made.isprintable():
        return made
    shown = "\n".join(_on_one_line(line) for line in made.splitlines()) if name in _MANY_LINES else _on_one_line(made)
    if re.sub(r"\s+", "", shown) != re.sub(r"\s+", "", made):
        findings.append(Finding(name, CONTROLS))
    return shown.strip()


def _on_one_line(text: str) -> str:
    """Without what a terminal would obey rather than show, and with a space for each kind of space."""
    if text.isprintable():
        return text
    return "".join([shown for character in text if len(shown := visible(character)) == 1])


def _without_private(text: str, name: str, findings: list[Finding]) -> str:
    before = len(findings)
    text = _left_out(_PASSCODE_IN_LINK, text, lambda found: found["before"] if found["after"] else "", Finding(name, PASSCODE), findings)
    text = _left_out(_DIALLED, text, lambda _found: "", Finding(name, PASSCODE), findings)
    text = _left_out(_EMAIL, text, lambda _found: "(email left out)", Finding(name, EMAIL), findings)
    text = _left_out(_NUMBER_IN_LINK, text, lambda _found: "(number left out)", Finding(name, NUMBER), findings)
    if name not in _NAMES_OF_LISTS:
        text = _beside_links(text, lambda part: _left_out(_PASSCODE, part, _passcode, Finding(name, PASSCODE), findings))
    if name not in _LINES_OF_CALLS:
        text = _beside_links(text, lambda part: _left_out(_NUMBER, part, _number, Finding(name, NUMBER), findings))
    return re.sub(r"[ \t]{2,}", " ", text).strip() if len(findings) > before else text


def _left_out(
    pattern: re.Pattern[str], text: str, instead: Callable[[re.Match[str]], str], finding: Finding, findings: list[Finding]
) -> str:
    def one(found: re.Match[str]) -> str:
        put = instead(found)
        if put != found[0]:
            findings.append(finding)
        return put

    return pattern.sub(one, text)


def _beside_links(text: str, clean: Callable[[str], str]) -> str:
    """`text` with all that is no link cleaned. The figures and words in a link are its own."""
    parts, place = [], 0
    for link in _LINK.finditer(text) if "://" in text else ():
        parts += [clean(text[place : link.start()]), link[0]]
        place = link.end()
    return "".join([*parts, clean(text[place:])])


def _passcode(found: re.Match[str]) -> str:
    told = (found["told"] or found["said"] or found["bare"] or "").lower().strip("\"'.!?:*_-\u2018\u2019\u201c\u201d")
    other = (found["other"] or "code").lower()
    return found[0] if told in _NO_PASSCODE or other != "code" else ""


def _number(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    national = digits.lstrip("0").removeprefix("44").lstrip("0") if found[0].startswith(("+", "00")) else digits.lstrip("0")
    at_home = digits.startswith(("0", "44"))
    if at_home and national.startswith(_PUBLIC_NUMBER):
        return found[0]
    if _DATE_OR_TIME.search(found[0]) or _MEETING_NUMBER.search(found.string[max(found.start() - 40, 0) : found.start()]):
        return found[0]
    return "(number left out)"

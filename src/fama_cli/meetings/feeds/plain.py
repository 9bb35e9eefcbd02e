"""The values of a list as plain text."""

from __future__ import annotations

from fama_cli.meetings.reading import Finding, Notice, Severity

NOT_TEXT = Notice("not-text", Severity.CHANGED, "Something other than text was here, so it was left out", "Write words, or leave it out")


def text(value: object, field: str, findings: list[Finding], lines: bool = False) -> str:
    """`value` without space round it, on one line unless it may have many. What is not text becomes "" and a finding."""
    if type(value) is str:
        words = value.strip()
        return words if words.isprintable() else tidied(words, lines)
    if value is None or value == "":
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}" if isinstance(value, float) else number_in_words(value)
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return tidied(", ".join(filter(None, (each.strip() for each in value))), lines)
    if value != [] and value != {}:
        findings.append(Finding(field, NOT_TEXT, repr(value)[:60]))
    return ""


def number_in_words(value: int) -> str:
    """The figures of a whole number; of one that has hundreds of them, nothing that matters: "a very long number"."""
    return str(value) if value.bit_length() < 1000 else "a very long number"


def tidied(words: str, lines: bool = False) -> str:
    """`words` that every file can hold: half a pair of surrogates, which is no letter at all, is left out."""
    if not words.isascii():
        words = words.encode("utf-8", "ignore").decode("utf-8")
    if lines:
        return "\n".join(line.strip() for line in words.splitlines()).strip()
    return words if words.isprintable() else " ".join(words.split())

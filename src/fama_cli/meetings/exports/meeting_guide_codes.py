"""What the codes of Meeting Guide say, the other way round: the codes for what is stated of a meeting."""

from __future__ import annotations

from fama_cli.meetings.model import Attendance, Feature, Meeting, Welcome
from fama_cli.meetings.vocabulary import Code, Vocabulary
from fama_cli.record import changed, record
from fama_cli.text import folded

FORMAT = "meeting-guide"


@record
class Table:
    """What a fellowship's codes say, the other way round."""

    features: dict[Feature, str]
    welcomes: dict[Welcome, str]
    attendances: dict[Attendance, str]
    languages: dict[str, str]
    kinds: dict[str, str]
    """Words, folded, -> code."""
    shades: dict[str, Feature]
    """Code of a kind -> the feature that it says too."""
    paused: str = ""


Tables = dict[str, Table]
"""Fellowship -> its codes."""


def tables(vocabulary: Vocabulary) -> Tables:
    """The codes of every fellowship that has some in this format. Where two codes say the same, the first is written."""
    made: Tables = {}
    for codes in vocabulary.meeting_codes:
        for fellowship in codes.fellowships if codes.format == FORMAT else ():
            table = made.get(fellowship) or Table(features={}, welcomes={}, attendances={}, languages={}, kinds={}, shades={})
            for code in codes.codes:
                if code.paused:
                    table = changed(table, paused=table.paused or code.code)
                elif code.feature:
                    _take_feature(table, code, code.feature)
                elif code.welcome:
                    table.welcomes.setdefault(code.welcome, code.code)
                elif code.language:
                    table.languages.setdefault(folded(code.language), code.code)
                elif code.attendance:
                    table.attendances.setdefault(code.attendance, code.code)
                else:
                    table.kinds.setdefault(folded(code.says), code.code)
            made[fellowship] = table
    return made


def _take_feature(table: Table, code: Code, feature: Feature) -> None:
    """Several codes may share a feature: "Lesbian" is LGBTQ+ too. The feature alone is written as the code that says no more."""
    if feature not in _WHOLE or folded(code.says) in _WHOLE[feature]:
        table.features.setdefault(feature, code.code)
    else:
        table.kinds.setdefault(folded(code.says), code.code)
        table.shades[code.code] = feature


_WHOLE = {Feature.LGBTQ: ("lgbtq", "lgbtqia"), Feature.CHILD_FRIENDLY: ("childfriendly", "childrenwelcome")}


def types_of(meeting: Meeting, table: Table | None) -> list[str]:
    """The codes for what is stated of a meeting, each once."""
    if table is None:
        return []
    found = [
        table.welcomes.get(meeting.welcome) if meeting.welcome else None,
        # Beside the code for a shut venue, a finder would take it to mean that it goes on so.
        table.attendances.get(meeting.attendance) if meeting.attendance and not meeting.paused else None,
        *(table.features.get(feature) for feature in meeting.yes),
        *(table.languages.get(folded(language)) for language in meeting.languages),
        *(table.kinds.get(folded(kind)) for kind in meeting.kinds),
        table.paused if meeting.paused else None,
    ]
    return list(dict.fromkeys(code for code in found if code))


def without_code(meeting: Meeting, table: Table | None) -> list[str]:
    """Fields that hold something for which the fellowship has no code."""
    if table is None:
        return [name for name in ("welcome", "yes", "languages", "kinds") if getattr(meeting, name)]
    missing = []
    said = {table.shades.get(table.kinds.get(folded(kind), "")) for kind in meeting.kinds}
    if meeting.welcome and meeting.welcome not in table.welcomes:
        missing.append("welcome")
    if any(feature not in table.features and feature not in said for feature in meeting.yes):
        missing.append("yes")
    if any(folded(language) not in table.languages for language in meeting.languages):
        missing.append("languages")
    if any(folded(kind) not in table.kinds for kind in meeting.kinds):
        missing.append("kinds")
    return missing

"""What a profile says of the worksheet or of the file that is written, and takes back elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fama_cli.recording.profile import AGENCY, CONSENT, Profile
from fama_cli.text import closest, visible


def taken_back(profile: Profile) -> Iterator[tuple[str, str]]:
    """What the profile says of the worksheet or of the file and cannot be: the path in the profile, and why, to go after it."""
    if sheet := profile.worksheet:
        treatment = [each.name for each in profile.treatment]
        for number, name in enumerate(sheet.treats):
            if name not in treatment:
                yield (
                    f"worksheet.treats[{number}].field",
                    f"names `{visible(name)}`, which is no field under `treatment`{_near(name, treatment)}",
                )
        seen: set[str] = set()
        lists = {"informs": sheet.informs, "supports": sheet.supports}
        lists |= {f"treats[{number}].scripts": scripts for number, scripts in enumerate(sheet.treats.values())}
        for path, scripts in lists.items():
            for number, script in enumerate(scripts):
                if script in seen:
                    # What is treatment is never facilitated access, nor the reverse.
                    yield f"worksheet.{path}[{number}]", f"has `{visible(script)}`, which is 2 things then"
                seen.add(script)
        addresses = [each.address for each in profile.sources]
        for number, each in enumerate(sheet.aid):
            if each.source not in addresses:
                yield f"worksheet.aid[{number}].source", "is the address of none of the `sources`"
    if layout := profile.export:
        may = [*profile.reviews, AGENCY, CONSENT]
        for name, columns in (("columns", layout.columns), ("without_consent", layout.without_consent)):
            for number, column in enumerate(columns):
                if column not in may:
                    yield f"export.{name}[{number}]", f"has `{visible(column)}`, which is no column{_near(column, may)}"
                elif name == "without_consent" and column not in {"client", AGENCY, CONSENT}:
                    yield (
                        f"export.{name}[{number}]",
                        f"has `{column}`, and without consent there are `client`, `agency` and `consent` alone",
                    )
        for needed in ("client", "episode", "on"):
            # One that is misspelt is pointed at already.
            if needed not in layout.columns and set(layout.columns) <= set(may):
                yield "export.columns", f"is without `{needed}`, which a row needs"


def _near(name: str, known: Sequence[str]) -> str:
    near = closest(name, known)
    return f": did you mean `{near}`?" if near else ""

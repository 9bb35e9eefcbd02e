"""An action plan as YAML, in an order and a form that can be compared from year to year."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.commissioning.files import Action
from fama_cli.commissioning.templates import comment, quoted

FIELDS = ("action", "because", "lead", "by", "measure", "progress", "added", "ended", "notes")


def plan_file(area: str | None, actions: Sequence[Action]) -> str:
    """A whole plan."""
    lines = [
        *comment("The action plan for mutual aid in our area."),
        *comment("lead: a role, not a person's name. by: a day, such as 2027-03-31. progress: open, done or dropped."),
        *comment("measure: how we will know. Change anything by hand. Take nothing out: what is done or dropped stays, and says so."),
        *comment("Next time: fama area plan --answers ANSWERS --from FILE --output NEXT-FILE"),
        "",
        "assessments:",
        f"- area: {quoted(area or 'Our area')}",
        "",
        "actions:",
    ]
    for action in actions:
        lines += ["", *action_lines(action)]
    return "\n".join(lines) + "\n"


def action_lines(action: Action) -> list[str]:
    """One action. A field without a value is there to be filled in."""
    lines = [f"- id: {action.id}"]
    for field in FIELDS:
        value = getattr(action, field)
        plain = field in {"by", "progress", "added", "ended"}
        lines.append(f"  {field}: {value if plain else quoted(value)}" if value else f"  {field}:")
    return lines

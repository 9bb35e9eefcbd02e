"""The answer of `fama area plan`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.commissioning.plan import AreaPlan, Planned, State
from fama_cli.directory.dates import in_words
from fama_cli.text import counted

if TYPE_CHECKING:
    from rich.console import Console

TITLES = {
    State.LATE: "Late",
    State.OPEN: "Open",
    State.NEW: "New: proposed now",
    State.DONE: "Done",
    State.DROPPED: "Dropped",
}
"""In the order that they are shown on a screen."""


def plan_document(plan: AreaPlan) -> Document:
    """A row for each action."""
    return Document(
        schema="fama.areaplan/1",
        value=plan,
        records="actions",
        columns=("id", "state", "action", "because", "lead", "by", "measure", "added", "ended", "notes"),
        rows=[
            [
                each.id, each.state, each.action, each.because or "", each.lead or "", each.by or "", each.measure or "",
                each.added or "", each.ended or "", each.notes or "",
            ]
            for each in plan.actions
        ],
        draw=lambda console: _draw(console, plan),
        beside=[f"{remark}." if not remark.endswith("?") else remark for remark in plan.remarks],
    )  # fmt: skip


def _draw(console: Console, plan: AreaPlan) -> None:
    from fama_cli.cli.views.drawing import say

    say(console, f"Action plan: {plan.area or 'our area'}", "bold underline")
    if not plan.actions:
        say(console, "There is nothing to do.")
    for state, title in TITLES.items():
        some = [each for each in plan.actions if each.state is state]
        if some:
            say(console, "")
            say(console, f"{title}: {counted(len(some), 'action')}", "bold")
            for each in some:
                _action(console, each)
    if plan.remarks:
        say(console, "")
        say(console, "Worth another look", "bold")
        for remark in plan.remarks:
            say(console, f"  {remark if remark.endswith('?') else f'{remark}.'}")
    if any(each.state is State.NEW for each in plan.actions):
        say(console, "")
        say(console, "To keep it: the same command with --output plan.yaml")


def _action(console: Console, each: Planned) -> None:
    from fama_cli.cli.views.drawing import labelled

    labelled(console, "", each.action, width=0)
    about = [
        *([each.because] if each.because else []),
        f"Lead: {each.lead or 'nobody yet'}",
        f"by {in_words(each.by)}" if each.by else "no day set",
    ]
    labelled(console, "", "; ".join(about), width=2)

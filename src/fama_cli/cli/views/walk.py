"""The record of a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.practice.model import Script, StepKind
from fama_cli.practice.walk import Answers, State, in_words, recorded, steps_for
from fama_cli.record import record

if TYPE_CHECKING:
    from rich.console import Console


@record
class Recorded:
    """One step that was come through, and what it got."""

    step: str
    title: str
    state: State
    values: tuple[str, ...]
    says: str
    private: bool


@record
class Walked:
    """What a walk through one script recorded."""

    script: str
    version: int
    stage: int | None
    answers: tuple[Recorded, ...]


def walk_document(script: Script, answers: Answers) -> Document:
    kept = recorded(script, answers)
    steps = [step for step in steps_for(script, kept) if step.id in kept and step.kind is not StepKind.INFORM]
    lines = tuple(
        Recorded(
            step=step.id,
            title=step.title,
            state=kept[step.id].state,
            values=kept[step.id].values,
            says=in_words(step, kept[step.id]),
            private=step.private,
        )
        for step in steps
    )

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import labelled, say

        say(console, script.title, "bold")
        for line in lines:
            say(console, line.title)
            labelled(console, "", line.says, width=0)

    return Document(
        schema="fama.walk/1",
        value=Walked(script=script.id, version=script.version, stage=script.stage, answers=lines),
        records="answers",
        columns=("step", "title", "state", "answer"),
        rows=[[line.step, line.title, line.state.value, line.says] for line in lines],
        draw=draw,
    )

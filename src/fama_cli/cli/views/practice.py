"""The answers of `fama stages` and `fama concerns`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fama_cli.cli.output import Document
from fama_cli.directory.facts import Source
from fama_cli.practice.model import Concern, Practice, Script, Step
from fama_cli.record import record
from fama_cli.text import counted, listed

if TYPE_CHECKING:
    from rich.console import Console


@record
class Stages:
    """Scripts: the 3 stages, and outlines for a course of sessions or a visit."""

    scripts: tuple[Script, ...]
    sources: tuple[Source, ...]


@record
class Concerns:
    """What clients worry about, and what can fairly be said."""

    concerns: tuple[Concern, ...]
    sources: tuple[Source, ...]


def stages_document(practice: Practice, scripts: Sequence[Script], *, in_full: bool, cards: bool) -> Document:
    sources = _sources(practice, [source for script in scripts for source in _cited(script)])

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import say

        for script in scripts:
            if cards:
                _draw_cards(console, script)
            elif in_full:
                _draw_script(console, script, sources)
            else:
                _draw_brief(console, script)
        if not (in_full or cards):
            say(console, "Run `fama stages 1` for one in full, or `fama stages 1 --cards` for prompts to keep at hand.")

    return Document(
        schema="fama.stages/1",
        value=Stages(scripts=tuple(scripts), sources=sources),
        records="scripts",
        columns=("script", "stage", "step", "kind", "title", "answer", "choices"),
        rows=[_row(script, step) for script in scripts for step in script.steps],
        draw=draw,
    )


def _cited(script: Script) -> Iterable[str]:
    yield from script.sources
    for step in script.steps:
        yield from step.sources


def _row(script: Script, step: Step) -> list[str]:
    choices = ", ".join(choice.says for choice in step.choices)
    return [script.id, str(script.stage or ""), step.id, step.kind.value, step.title, step.answer or "", choices]


def _draw_brief(console: Console, script: Script) -> None:
    from fama_cli.cli.views.drawing import labelled, say

    name = f"Stage {script.stage}: {script.title}" if script.stage else f"{script.title} ({script.id})"
    say(console, name, "bold")
    labelled(console, "", script.purpose, width=0)
    labelled(console, "", f"{counted(len(script.steps), 'step')}.", width=0)
    say(console, "")


def _draw_script(console: Console, script: Script, sources: Sequence[Source]) -> None:
    from fama_cli.cli.views.drawing import CHECK, labelled, say, text
    from fama_cli.cli.views.groups import source_line

    numbers = {source.id: number for number, source in enumerate(sources, start=1)}
    say(console, f"Stage {script.stage}: {script.title}" if script.stage else script.title, "bold underline")
    say(console, script.purpose)
    for place, step in enumerate(script.steps, start=1):
        say(console, "")
        say(console, f"{place}. {step.title}{_cites(step.sources, numbers)}", "bold")
        for when in step.when:
            labelled(console, "When", f"“{_title(script, when.step)}” is {_answers(script, when.step, when.answers)}", width=8)
        if step.says:
            labelled(console, "", step.says, width=0)
        for point in step.points:
            labelled(console, "-", point, width=2)
        for words in step.say:
            labelled(console, "Say", f"“{words}”", width=8)
        for choice in step.choices:
            labelled(console, "*", choice.says, width=2)
        if step.help:
            labelled(console, "Help", step.help, width=8)
        if step.why:
            labelled(console, "Why", step.why, width=8)
        if step.resources:
            labelled(console, "Read", ", ".join(step.resources), width=8)
        if step.private:
            labelled(console, "", text("Private: never in a report, an extract or the client's plan.", CHECK), width=0)
    say(console, "")
    say(console, "What to record", "bold")
    for each in script.record:
        labelled(console, "-", each, width=2)
    say(console, "")
    say(console, "Sources", "bold")
    for source in sources:
        labelled(console, f"[{numbers[source.id]}]", source_line(source), width=6)


def _title(script: Script, step: str) -> str:
    return next(each.title for each in script.steps if each.id == step)


def _answers(script: Script, step: str, answers: Sequence[str]) -> str:
    choices = next(each.choices for each in script.steps if each.id == step)
    says = {choice.id: choice.says for choice in choices}
    return listed([says.get(answer, answer.replace("-", " ")) for answer in answers], "or")


def _cites(sources: Sequence[str], numbers: dict[str, int]) -> str:
    return "".join(f" [{numbers[source]}]" for source in sources if source in numbers)


def _draw_cards(console: Console, script: Script) -> None:
    """What to hold in the hand: the step, words to try, and what to look for."""
    from fama_cli.cli.views.drawing import labelled, say

    for place, step in enumerate(script.steps, start=1):
        say(console, f"{place} of {len(script.steps)}  {step.title}", "bold")
        for words in step.say:
            labelled(console, "Say", f"“{words}”", width=8)
        for point in step.points:
            labelled(console, "-", point, width=2)
        say(console, "")


def concerns_document(practice: Practice, concerns: Sequence[Concern], *, in_full: bool) -> Document:
    sources = _sources(practice, [source for concern in concerns for fact in concern.facts for source in fact.sources])

    def draw(console: Console) -> None:
        from fama_cli.cli.views.drawing import labelled, say

        if in_full:
            for concern in concerns:
                draw_concern(console, concern, sources)
            return
        for concern in concerns:
            say(console, concern.name, "bold")
            labelled(console, "", f"{concern.id}. {' '.join(concern.say[:1])}", width=0)
        say(console, "")
        say(console, "Run `fama concerns NAME` for what can fairly be said, with its sources.")

    return Document(
        schema="fama.concerns/1",
        value=Concerns(concerns=tuple(concerns), sources=sources),
        records="concerns",
        columns=("id", "name", "say", "options"),
        rows=[[each.id, each.name, " ".join(each.say), " ".join(each.options)] for each in concerns],
        draw=draw,
    )


def draw_concern(console: Console, concern: Concern, sources: Sequence[Source]) -> None:
    """A concern in full: words to try, facts with their sources, what else there is, and what to be careful of."""
    from fama_cli.cli.views.drawing import CHECK, labelled, say, text
    from fama_cli.cli.views.groups import source_line

    cited = {source for fact in concern.facts for source in fact.sources}
    numbers = {source.id: number for number, source in enumerate(sources, start=1) if source.id in cited}
    say(console, concern.name, "bold underline")
    for words in concern.say:
        labelled(console, "Say", f"“{words}”")
    for fact in concern.facts:
        labelled(console, "Fact", f"{fact.says}{_cites(fact.sources, numbers)}")
    for option in concern.options:
        labelled(console, "Option", option)
    for caution in concern.cautions:
        labelled(console, "Caution", text(caution, CHECK))
    if concern.resources:
        labelled(console, "Read", ", ".join(concern.resources))
    say(console, "")
    for source in sources:
        if source.id in numbers:
            labelled(console, f"[{numbers[source.id]}]", source_line(source), width=6)


def _sources(practice: Practice, cited: Iterable[str]) -> tuple[Source, ...]:
    by_id = {source.id: source for source in practice.sources}
    return tuple(by_id[identifier] for identifier in dict.fromkeys(cited) if identifier in by_id)

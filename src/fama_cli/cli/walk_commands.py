"""What can be typed at any question of a walk instead of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from fama_cli.cli.prompts import line
from fama_cli.practice.model import AnswerKind, Step, StepKind


class Command(StrEnum):
    """What can be typed at any question instead of an answer."""

    BACK = "back"
    SKIP = "skip"
    NOT_ASKED = "not asked"
    HELP = "help"
    CONCERN = "concern"
    STOP = "stop"


KEYS: Mapping[str, Command] = {
    "b": Command.BACK,
    "s": Command.SKIP,
    "x": Command.NOT_ASKED,
    "?": Command.HELP,
    "c": Command.CONCERN,
    "q": Command.STOP,
    "save and stop": Command.STOP,
    **{command.value: command for command in Command},
}
READ_ON = "Enter go on, b back, c concern, ? help, q stop"
MENU = "b back, s skip, x not asked, c concern, ? help, q stop"


class Left(Exception):
    """The person left before the end."""


def command_in(step: Step, typed: str) -> Command | None:
    """What was typed instead of an answer to `step`. Where words are the answer, only a single letter is a command."""
    if step.kind is StepKind.CHOOSE_MEETING or in_free_words(step):
        return command_beside_words(typed)
    first = typed.casefold().partition(" ")[0]
    return Command.CONCERN if first in {Command.CONCERN, "c"} else KEYS.get(typed.casefold())


def command_beside_words(typed: str) -> Command | None:
    """A command of a single letter, where anything longer is an answer."""
    return KEYS.get(typed.casefold()) if len(typed) == 1 else None


def in_free_words(step: Step) -> bool:
    """Whether anything at all can be typed."""
    return step.kind is StepKind.NOTE or step.answer is AnswerKind.TEXT


def asked(prompt: str) -> str:
    """What was typed, where nothing but an answer or a wish to stop is expected. Raises Left."""
    typed = line(prompt)
    if KEYS.get(typed.casefold()) is Command.STOP:
        raise Left
    return typed

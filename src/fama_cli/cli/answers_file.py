"""Answers that come from a file, or down a pipe, in place of a keyboard."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from fama_cli.errors import ExitCode, FamaError, NotUnderstood
from fama_cli.text import counted

LARGEST_ANSWERS = 1024 * 1024
"""Bytes. Answers to one script take about 2 KB."""


class AnswersNotRight(FamaError):
    """A file of answers that the script does not take. Nothing was recorded."""

    code = "answers"
    exit_code = ExitCode.DATA_NOT_RIGHT

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        super().__init__(
            f"{counted(len(problems), 'thing')} to put right in {'what came in' if name == '-' else f'`{name}`'}", details=tuple(problems)
        )


class TooManyAnswers(FamaError):
    code = "answers"
    exit_code = ExitCode.DATA_NOT_RIGHT

    def __init__(self) -> None:
        super().__init__(f"More than {LARGEST_ANSWERS // 1024:,} KB came in, and answers take a few", hint="Send the file you meant")


class NobodyToAsk(NotUnderstood):
    """A walk needs a person, or answers."""

    def __init__(self) -> None:
        super().__init__("There is nobody to ask", hint="Give answers in a file: `--answers FILE`, or `--answers -`")


def read_answers(name: str) -> Mapping[str, object]:
    """Step -> what was written for it. `-` is standard input."""
    from fama_cli.catalogue.written import parse_yaml
    from fama_cli.files import read_whole

    contents = _from_stdin() if name == "-" else read_whole(Path(name), largest=LARGEST_ANSWERS, what="answers file")
    return parse_yaml(contents, name, "a step and its answer on each line, such as `been-before: never`")


def _from_stdin() -> bytes:
    """The bytes themselves, where there are any: the reader of YAML says what is wrong with those that are not UTF-8."""
    stream = getattr(sys.stdin, "buffer", None)
    contents = stream.read(LARGEST_ANSWERS + 1) if stream else sys.stdin.read(LARGEST_ANSWERS + 1).encode()
    if len(contents) > LARGEST_ANSWERS:
        raise TooManyAnswers
    return bytes(contents)

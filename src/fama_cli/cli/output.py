"""Two doors: `show` puts what was asked for on standard output, `note` puts everything else on standard error.

Bytes are the contract: not on a terminal, output is UTF-8 with line feeds, whatever the machine's settings.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from fama_cli.cli.house import FORMATS
from fama_cli.errors import FileProblem, NotUnderstood
from fama_cli.record import record
from fama_cli.text import did_you_mean, visible

if TYPE_CHECKING:
    from rich.console import Console


@record
class Document:
    """An answer in every form: fields for JSON, rows for a spreadsheet, a drawing for a screen."""

    schema: str
    """Name and version, such as "fama.find/1". Adding a field is free; changing one needs a new version."""
    value: Any
    """A record, whose fields are the JSON document's."""
    records: str
    """The field that holds the list of things; `jsonl` prints its items, one a line."""
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    """One for each thing. `plain`, `csv` and `md` print them, and nothing else looks."""
    draw: Callable[[Console], None]
    beside: Sequence[str] = ()
    """Lines a person must see with the answer: part of the drawing, and on standard error when rows are printed."""


@record
class Wanted:
    """The form an answer is wanted in, and where."""

    format: str
    file: str


def wanted(*, as_json: bool = False, format: str = "", output: str = "") -> Wanted:
    """Check the three options that say how to print. Raises NotUnderstood."""
    if format and format not in FORMATS:
        raise NotUnderstood(
            f"There is no format called `{format}`", hint=did_you_mean(format, FORMATS, f"The formats are {', '.join(FORMATS)}")
        )
    if as_json and format not in {"", "json"}:
        raise NotUnderstood(f"`--json` and `--format {format}` ask for 2 different things", hint="Leave one of them out")
    file = "" if output == "-" else output
    plainly = "plain" if file or not sys.stdout.isatty() else "table"
    return Wanted(format="json" if as_json else format or plainly, file=file)


def show(document: Document, how: Wanted) -> None:
    """Print `document`. With a file, nothing is written unless all of it can be."""
    if how.format == "table":
        _draw(document, how)
        return
    if how.format == "json":
        # Indented where a person reads it, one line where a program does.
        on_screen = not how.file and sys.stdout.isatty()
        text = dump_json({"schema": document.schema, **vars(document.value)}, indent=on_screen) + "\n"
    else:
        text = {"plain": _plain, "csv": _csv, "md": _markdown, "jsonl": _jsonl}[how.format](document)
    data(text, how.file)
    if how.format in {"plain", "csv", "jsonl"}:
        for line in document.beside:
            note(line)


def keep_apart(output: str, *read: str) -> None:
    """Refuse, before any work is done, an output that cannot be written or is one of the files that are read. Raises FileProblem."""
    from fama_cli.files import are_the_same, unwritable

    if output in {"", "-"}:
        return
    path = Path(output)
    if not os.path.isdir(path.parent):  # Path.is_dir raises for a name that is too long
        raise unwritable(path, FileNotFoundError())
    if any(are_the_same(output, each) for each in read):
        raise FileProblem(f"`{path}` is read by this command, and would be written over", hint="Name another file to write")


def data(text: str, file: str = "") -> None:
    """Write text that was asked for, to a file or to standard output."""
    if file:
        from fama_cli.files import write_whole

        write_whole(Path(file), text.encode("utf-8", "replace"))
        return
    _write(sys.stdout, text)


def raw(contents: bytes) -> None:
    """Write a file that was asked for, such as a PDF, to standard output."""
    sys.stdout.flush()
    stream = sys.stdout.buffer
    try:
        stream.write(contents)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise _unwritten(sys.stdout, problem) from problem


def note(text: str) -> None:
    """Tell the person something beside the data."""
    _write(sys.stderr, visible(text) + "\n")


def watched() -> bool:
    """Whether a person is looking at the notes."""
    return sys.stderr.isatty()


def use_utf8() -> None:
    """UTF-8 and line feeds for files and pipes; a terminal keeps its own encoding, and shows ? for what it cannot."""
    # A stream that was closed before the program began (`>&-`) is None.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115  # open for as long as the program runs
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")  # A key that the keyboard's encoding has no letter for is no reason to stop.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def let_go_of(stream: IO[str]) -> None:
    """Send what is left for `stream` nowhere: Python would try to write it again as it ends, and complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def coloured(stream: IO[str]) -> bool:
    """Whether `stream` is a terminal that should have colour: no-color.org, and TERM=dumb."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(stream: IO[str], text: str) -> None:
    # Written as the stream's own text, so that order between the two streams is kept by the flush.
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise _unwritten(stream, problem) from problem


def _unwritten(stream: IO[str], problem: OSError) -> FileProblem:
    let_go_of(stream)
    return FileProblem(f"The answer could not be written: {problem.strerror or problem}", hint="Check there is room on the disk")


def _jsonl(document: Document) -> str:
    return "".join(dump_json(each) + "\n" for each in getattr(document.value, document.records))


def dump_json(value: Any, *, indent: bool = False) -> str:
    """JSON in UTF-8, with every character that a terminal would act on written as an escape. Records are their fields."""
    text = json.dumps(value, ensure_ascii=False, indent=2 if indent else None, default=vars)
    return text if text.isascii() and "\x7f" not in text else text.translate(_ESCAPES)


_ESCAPES = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
"""What JSON allows in text and a terminal would act on: delete, the C1 controls, and the marks that turn text round."""


def _plain(document: Document) -> str:
    return "".join("\t".join(visible(cell) for cell in row) + "\n" for row in document.rows)


def _csv(document: Document) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(document.columns)
    writer.writerows([safe_cell(visible(cell)) for cell in row] for row in document.rows)
    return text.getvalue()


def safe_cell(cell: str) -> str:
    """`cell` so that no spreadsheet runs it: what could start a formula gets an apostrophe first.

    OWASP, "CSV Injection": = + - @, and a tab or carriage return before one of them. A number such as -5 is
    not in any of our columns; "+44…" is, and is shown as text.
    """
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@")) else cell


def _markdown(document: Document) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    head = line(document.columns) + line(["---"] * len(document.columns))
    table = head + "".join(line([_markdown_cell(cell) for cell in row]) for row in document.rows)
    return table + "".join(f"\n{_markdown_cell(words)}\n" for words in document.beside)


def _markdown_cell(cell: str) -> str:
    escaped = "".join(f"\\{character}" if character in r"\`*_[]<>|#~" else character for character in visible(cell))
    return escaped or " "


def _draw(document: Document, how: Wanted) -> None:
    if how.file:
        data(drawn(document, width=80), how.file)
        return
    if not sys.stdout.isatty():
        columns = os.environ.get("COLUMNS", "")
        data(drawn(document, width=int(columns) if columns.isdecimal() else 80))
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        document.draw(console)
    from fama_cli.cli.pager import page

    page(capture.get(), console.height)


def drawn(document: Document, *, width: int) -> str:
    """The drawing as plain text."""
    import io

    from rich.console import Console

    text = io.StringIO()
    document.draw(
        Console(file=text, width=max(width, 40), highlight=False, markup=False, emoji=False, color_system=None, legacy_windows=False)
    )
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"

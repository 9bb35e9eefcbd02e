"""Options shared by several commands, described once: what Typer makes of them."""

from __future__ import annotations

import inspect
import re
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner, Result

from fama_cli.cli.house import OutputOption, command_app
from fama_cli.cli.options import taking
from fama_cli.record import record

PaperOption = Annotated[str, typer.Option("--paper", metavar="SIZE", help="a4 or a5.", show_default=False)]
ColumnsOption = Annotated[int, typer.Option("--columns", metavar="NUMBER", help="How many columns.")]
BookletOption = Annotated[bool, typer.Option("--booklet", help="Fold into a booklet.")]
NotesOption = Annotated[list[str] | None, typer.Option("--notes", metavar="TEXT", help="Lines for notes.")]
SubstanceOption = Annotated[list[str] | None, typer.Option("--substance", "-s", metavar="NAME", help="For this substance.")]


@record
class Making:
    paper: PaperOption = "a4"
    columns: ColumnsOption = 2
    booklet: BookletOption = False
    notes: NotesOption = None
    output: OutputOption = ""


@record
class Needing:
    paper: PaperOption


app = command_app()
called: list[object] = []


@app.command()
@taking(Making)
def groups(
    nation: Annotated[str, typer.Argument(metavar="NATION", help="Where.")] = "england",
    substance: SubstanceOption = None,
    *,
    making: Making,
) -> None:
    """Print a list of groups."""
    called.append((nation, substance, making))


@app.command()
@taking(Making)
def family(ctx: typer.Context, making: Making, plain: Annotated[bool, typer.Option("--plain", help="No pictures.")] = False) -> None:
    """Print a page for the family."""
    called.append((ctx.info_name, plain, making))


@app.command()
@taking(Needing)
def walk(*, needing: Needing) -> None:
    """Print the way there."""
    called.append(needing)


@app.command()
@taking(Needing)
@taking(Making, leaving_out=("paper", "output"))
def both(making: Making, *, needing: Needing) -> None:
    """Take 2 records that have an option of the same name."""
    called.append((making, needing))


def run(*words: str) -> Result:
    called.clear()
    return CliRunner().invoke(app, [*words], prog_name="handout")


def options_listed(ran: Result) -> list[str]:
    return re.findall(r"^  (?:-\w, )?(--[a-z-]+)", ran.output, re.MULTILINE)


def test_defaults_are_those_of_the_record() -> None:
    ran = run("groups")

    assert (ran.exit_code, ran.output) == (0, "")
    assert called == [("england", None, Making())]


def test_the_values_arrive() -> None:
    ran = run("groups", "wales", "--paper", "a5", "--columns", "3", "--booklet", "--notes", "one", "--notes", "two", "-o", "list.pdf")

    assert (ran.exit_code, ran.output) == (0, "")
    assert called == [("wales", None, Making(paper="a5", columns=3, booklet=True, notes=["one", "two"], output="list.pdf"))]


def test_an_own_option_can_be_repeated() -> None:
    run("groups", "-s", "alcohol", "--columns", "1", "-s", "cannabis")

    assert called == [("england", ["alcohol", "cannabis"], Making(columns=1))]


def test_a_second_command_takes_the_same_options() -> None:
    run("family", "--plain", "--paper", "a5")

    assert called == [("family", True, Making(paper="a5"))]


def test_help_lists_own_options_then_the_shared_ones_in_order() -> None:
    ran = run("groups", "--help")

    assert options_listed(ran) == ["--substance", "--paper", "--columns", "--booklet", "--notes", "--output", "--help"]


def test_help_lists_the_shared_options_last_wherever_the_record_stands() -> None:
    ran = run("family", "--help")

    assert options_listed(ran) == ["--plain", "--paper", "--columns", "--booklet", "--notes", "--output", "--help"]


def test_help_is_that_of_a_command_that_spells_them_out() -> None:
    spelt = command_app()

    @spelt.command()
    def groups(
        nation: Annotated[str, typer.Argument(metavar="NATION", help="Where.")] = "england",
        substance: SubstanceOption = None,
        paper: PaperOption = "a4",
        columns: ColumnsOption = 2,
        booklet: BookletOption = False,
        notes: NotesOption = None,
        output: OutputOption = "",
    ) -> None:
        """Print a list of groups."""

    ran = run("groups", "--help")

    assert ran.output == CliRunner().invoke(spelt, ["--help"], prog_name="handout groups").output


def test_a_value_of_the_wrong_type_is_a_usage_error() -> None:
    ran = run("groups", "--columns", "many")

    assert (ran.exit_code, called) == (2, [])
    assert ran.stderr.splitlines()[-1] == "Error: Invalid value for '--columns': 'many' is not a valid int."


def test_a_field_with_no_default_must_be_given() -> None:
    ran = run("walk")

    assert (ran.exit_code, called) == (2, [])
    assert ran.stderr.splitlines()[-1] == "Error: Missing option '--paper'."


def test_a_field_that_is_left_out_is_free_for_another_record() -> None:
    ran = run("both", "--paper", "a5", "--columns", "3")

    assert (ran.exit_code, called) == (0, [(Making(columns=3), Needing(paper="a5"))])
    assert options_listed(run("both", "--help")) == ["--columns", "--booklet", "--notes", "--paper", "--help"]


def test_a_command_keeps_its_name_its_words_and_a_readable_signature() -> None:
    assert (groups.__name__, groups.__doc__) == ("groups", "Print a list of groups.")
    assert [*inspect.signature(groups).parameters] == ["nation", "substance", "paper", "columns", "booklet", "notes", "output"]


def test_a_command_can_be_called_without_typer() -> None:
    called.clear()

    groups("scotland", ["alcohol"], paper="a5")

    assert called == [("scotland", ["alcohol"], Making(paper="a5"))]


def test_a_function_that_does_not_take_the_record_is_refused() -> None:
    def alone(making: str) -> Making:
        raise AssertionError

    with pytest.raises(TypeError) as refused:
        taking(Making)(alone)

    assert str(refused.value).endswith(".alone must take one Making, and takes 0")


def test_a_function_that_takes_the_record_twice_is_refused() -> None:
    def double(one: Making, two: Making) -> None: ...

    with pytest.raises(TypeError) as refused:
        taking(Making)(double)

    assert str(refused.value).endswith(".double must take one Making, and takes 2")


def test_an_own_option_with_the_name_of_a_shared_one_is_refused() -> None:
    def clash(paper: str, *, making: Making) -> None: ...

    with pytest.raises(ValueError, match="duplicate parameter name: 'paper'"):
        taking(Making)(clash)

"""What goes out to others: who is asked, the letters, and the clauses."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.catalogue.load import load_commissioning, load_directory
from fama_cli.cli.asking import nation_named
from fama_cli.cli.making import Making, checked, make
from fama_cli.cli.output import show, wanted
from fama_cli.cli.today import today
from fama_cli.cli.views.area_contact import contacts_document
from fama_cli.cli.views.commissioning import specification_json
from fama_cli.commissioning.contact import area_contacts, asked_by_default, serving
from fama_cli.commissioning.letter import letters
from fama_cli.commissioning.spec import specification, specification_document
from fama_cli.directory.facts import Nation
from fama_cli.directory.find import HOME
from fama_cli.directory.group import group_named
from fama_cli.directory.model import Directory, Group
from fama_cli.record import changed


def contacts(named: Sequence[str], nation: str, *, as_json: bool, format: str, output: str, data: str) -> None:
    how = wanted(as_json=as_json, format=format, output=output)
    directory = load_directory(data)
    groups, of = _groups(directory, named, nation)
    show(contacts_document(area_contacts(directory, groups, of, today())), how)


def letters_made(named: Sequence[str], making: Making, *, area: str, here: bool) -> None:
    making = checked(making)
    directory = load_directory(making.data)
    groups, of = _groups(directory, named, making.nation)
    if not named:
        groups = asked_by_default(groups)
    make(letters(load_commissioning(making.data), directory, groups, of, today(), area=area.strip(), here=here), making)


def clauses(making: Making, *, as_json: bool) -> None:
    if as_json:
        how = wanted(as_json=True, format=making.format, output=making.output)
        show(specification_json(specification(load_commissioning(making.data))), how)
        return
    making = checked(making if making.format or making.output not in {"", "-"} or making.open else changed(making, format="txt"))
    make(specification_document(load_commissioning(making.data), today().isoformat(), notes=making.notes), making)


def _groups(directory: Directory, named: Sequence[str], nation: str) -> tuple[Sequence[Group], Nation]:
    """The groups named, or all that serve the nation. Raises NotFound."""
    of = nation_named(nation) or HOME
    return [group_named(directory, each) for each in named] if named else serving(directory, of), of

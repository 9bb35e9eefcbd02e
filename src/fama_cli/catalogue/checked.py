"""A person saw a group's contacts on its official page: what that means, and where it is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fama_cli.catalogue.load import load_directory
from fama_cli.catalogue.places import local_folder
from fama_cli.catalogue.record import record_check
from fama_cli.directory.facts import Contact, Status
from fama_cli.directory.group import group_or_helpline_named, names_of
from fama_cli.directory.model import Check, Group, Helpline
from fama_cli.directory.phones import contact_key
from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.text import closest, listed


def record(data: str, typed: str, *, by: str, on: date, gone: Sequence[str]) -> tuple[Group | Helpline, Check, Sequence[Contact], Path]:
    """Write the check down. Returns the group, the check, the contacts seen, and the file it is in.

    Raises NotFound, NotUnderstood, FileProblem or DataNotRight; then nothing was written.
    """
    if re.fullmatch(r"[A-Za-z0-9]{1,5}", by) is None:
        raise NotUnderstood(f"`--by {by}` is not initials", hint="Use 1 to 5 letters, such as `--by KW`. A name is not kept")
    directory = load_directory(data)
    group = group_or_helpline_named(directory, typed)
    name = names_of(group)[0]
    usable = [contact for contact in group.contacts if contact.evidence.status is not Status.SUPERSEDED]
    known = {contact_key(contact.value): contact.value for contact in usable}
    for value in gone:
        if contact_key(value) not in known:
            near = closest(value, known.values())
            raise NotFound(
                f"`{value}` is not a contact of {name} in use",
                hint=f"Did you mean `{near}`?" if near else f"Its contacts are {listed(list(known.values()))}",
            )
    missing = {contact_key(value) for value in gone}
    check = Check(group=group.id, by=by, on=on.isoformat(), gone=tuple(known[key] for key in dict.fromkeys(map(contact_key, gone))))
    file = record_check(local_folder(data), check)
    return group, check, [contact for contact in usable if contact_key(contact.value) not in missing], file

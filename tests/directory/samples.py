"""Small groups and substances for tests, with everything else left out."""

from __future__ import annotations

from fama_cli.directory.facts import Answer, Contact, ContactKind, Evidence, Fact, Nation, Nations, Status, YesNo
from fama_cli.directory.model import (
    Ages,
    Approach,
    Audience,
    Behaviour,
    Breadth,
    Coverage,
    Directory,
    Group,
    Kind,
    Reminder,
    SafetyNote,
    Substance,
)

SOURCE = ("a-page",)

ALCOHOL = Substance(id="alcohol", name="Alcohol", family="alcohol")
COCAINE = Substance(id="cocaine", name="Cocaine", family="stimulant")
GHB = Substance(id="ghb", name="GHB", family="sedative")
STEROIDS = Substance(id="steroids", name="Steroids", family="iped")
TOBACCO = Substance(id="tobacco", name="Tobacco", family="nicotine")
GAMBLING = Behaviour(id="gambling", name="Gambling")
CHEMSEX = Behaviour(id="chemsex", name="Chemsex", involves=("ghb",))


def contact(
    value: str,
    *,
    kind: ContactKind = ContactKind.PHONE,
    status: Status = Status.CURRENT,
    seen: str | None = "2026-10-01",
    by: str | None = None,
    on: str | None = None,
    replaced_by: str | None = None,
) -> Contact:
    evidence = Evidence(status=status, sources=SOURCE, seen=seen, checked_by=by, checked_on=on)
    return Contact(kind=kind, value=value, evidence=evidence, replaced_by=replaced_by)


def group(
    identifier: str,
    *names: str,
    every: Breadth | None = None,
    behaviours: tuple[str, ...] = (),
    family: bool = False,
    kind: Kind = Kind.MUTUAL_AID,
    approach: str | None = None,
    ages: tuple[int | None, int | None] | None = None,
    nations: tuple[Nation, ...] | None = None,
    online: YesNo | None = None,
    contacts: tuple[Contact, ...] = (),
) -> Group:
    covers = Coverage(says=" and ".join(names) or "anything", sources=SOURCE, substances=names, every=every, behaviours=behaviours)
    return Group(
        id=identifier,
        name=identifier.title(),
        kind=kind,
        audience=Audience.SOMEONE_ELSES_USE if family else Audience.OWN_USE,
        for_whom=Fact(says="Anyone.", sources=SOURCE),
        approach=approach,
        covers=covers if names or every or behaviours else None,
        ages=Ages(says="some ages", sources=SOURCE, youngest=ages[0], oldest=ages[1]) if ages else None,
        nations=Nations(are=nations, sources=SOURCE) if nations else None,
        online=Answer(answer=online, sources=SOURCE) if online else None,
        contacts=contacts,
    )


def directory_of(*groups: Group) -> Directory:
    return Directory(
        groups=groups,
        substances=(ALCOHOL, COCAINE, GHB, STEROIDS, TOBACCO),
        behaviours=(GAMBLING, CHEMSEX),
        approaches=(
            Approach(id="12-step", name="12-step", says="Steps.", sources=SOURCE),
            Approach(id="smart", name="SMART", says="Tools.", sources=SOURCE),
        ),
        reminders=(Reminder(id="choice", says="The choice is the client's.", sources=SOURCE),),
        safety=(
            SafetyNote(
                id="ghb",
                says="Do not stop suddenly.",
                urgent="Ring 999.",
                unsure="Or ring 111.",
                unsure_in_northern_ireland="Or ring a GP.",
                sources=SOURCE,
                substances=("ghb",),
            ),
        ),
    )

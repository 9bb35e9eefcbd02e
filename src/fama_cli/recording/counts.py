"""Counting clients, not rows: whoever any review says yes for counts once, in treatment apart from after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fama_cli.record import record
from fama_cli.recording.joins import among
from fama_cli.recording.reading import Phase, Said, Tables, bit, bits, has

if TYPE_CHECKING:
    import ibis

ENOUGH = 80
"""Of a hundred: a field answered for fewer clients is flagged. It is the line that the Treatment Progress Measure has (November
2024, by way of github.com/sandyknight/tpm-deep-dive) for other fields."""

QS11 = "https://nice.org.uk/guidance/qs11/chapter/Quality-statement-2-Community-support-networks-and-self-help-groups"
QS23 = "https://nice.org.uk/guidance/QS23/chapter/quality-statement-7-recovery-and-reintegration"


@record
class Completeness:
    """What the reviews say of one field, in clients: `yes`, `no` and `missing` add up to `clients`."""

    field: str
    says: str
    phase: Phase
    yes: int
    no: int
    missing: int
    clients: int


@record
class Indicator:
    """A local indicator: what is counted, out of what, and whose statement it follows."""

    id: str
    title: str
    source: str
    numerator_is: str
    denominator_is: str
    numerator: int = 0
    denominator: int = 0
    because: str = ""
    """Why it was not worked out; nothing when it was."""
    in_treatment: bool = False
    """Whether it leaves out whoever has reviews after treatment alone."""
    fields: tuple[str, ...] = ()
    """Whose answers the numerator is made of."""


def by_client(tables: Tables, today: int) -> ibis.Table:
    """client, and `said_0`, `said_1` and `said_2` for each phase there can be: every answer of a client's reviews in it at once.

    NULL where there is no review in that phase. Reviews without a day that has been are in no count, nor those of other days
    than the tables say.
    """
    that_day = (tables.reviews.on <= min(today, tables.last)) & (tables.reviews.on >= tables.first)
    reviews = tables.reviews.filter(that_day & tables.reviews.client.notnull())
    said = {_said(phase): _together(reviews.said, reviews.phase == int(phase), tables) for phase in phases_in(tables)}
    return reviews.group_by("client").aggregate(**said)


def phases_in(tables: Tables) -> tuple[Phase, ...]:
    """When the reviews can have been, from what these tables tell."""
    # A flag may be blank, or in a word that the profile does not have.
    return tuple(Phase) if tables.has_flag or tables.interventions is not None else (Phase.NOT_KNOWN,)


def _said(phase: Phase) -> str:
    return f"said_{int(phase)}"


def _together(said: Any, those: Any, tables: Tables) -> Any:
    """Every yes and no of those reviews in one number."""
    if tables.ors_bits:
        return said.bit_or(where=those)
    parts: Any = 0
    for place, _ in enumerate(tables.profile.answers):
        for what in (Said.YES, Said.NO):
            parts = (said & bit(place, what)).max(where=those) + parts
    return parts


def answered(tables: Tables, clients: ibis.Table) -> Any:
    """phase, clients, and for each field in the tables `yes_0` and `no_0`, in the order of the profile."""
    import ibis

    # Clients of whom the same is said are counted first: they are far fewer than the clients, and 28 sums follow.
    alike = []
    for phase in phases_in(tables):
        those = clients.filter(clients[_said(phase)].notnull()).select(said=_said(phase))
        counted = those.group_by("said").aggregate(clients=those.count())
        alike.append(counted.mutate(phase=ibis.literal(int(phase), "int8")))
    each = ibis.union(*alike) if len(alike) > 1 else alike[0]
    sums: dict[str, Any] = {}
    for place, _ in enumerate(tables.profile.answers):
        yes, no = has(each.said, place, Said.YES), has(each.said, place, Said.NO)
        sums[f"yes_{place}"] = yes.ifelse(each.clients, 0).sum().cast("int64")
        sums[f"no_{place}"] = (no & ~yes).ifelse(each.clients, 0).sum().cast("int64")
    return each.group_by("phase").aggregate(each.clients.sum().cast("int64").name("number"), **sums).rename(clients="number")


def completeness(tables: Tables, rows: list[Mapping[str, int]]) -> tuple[Completeness, ...]:
    """What `answered` found, for each field and phase."""
    support = len(tables.profile.recovery_support)
    return tuple(
        Completeness(
            field=field.name,
            says=field.says,
            phase=Phase(row["phase"]),
            yes=row[f"yes_{place}"],
            no=row[f"no_{place}"],
            missing=row["clients"] - row[f"yes_{place}"] - row[f"no_{place}"],
            clients=row["clients"],
        )
        for row in sorted(rows, key=lambda row: row["phase"])
        for place, field in enumerate(tables.profile.answers)
        if place < support or tables.has_treatment
    )


def qs11(tables: Tables, clients: ibis.Table, today: int) -> tuple[Indicator, Any]:
    """Statement 2 of QS11 (2023). It asks for both halves, and says to use local records. Returns what to ask for, or None."""
    title = "NICE QS11, statement 2: information on self-help groups, and support to reach one"
    numerator_is = "Clients with a contact that gave information, and one that gave support, of a kind that counts"
    denominator_is, those = _of(tables, clients, "alcohol", "Clients with a review", " who seek help for alcohol")
    indicator = Indicator(id="qs11", title=title, source=QS11, numerator_is=numerator_is, denominator_is=denominator_is)
    if tables.contacts is None:
        return _not_done(indicator, "it needs contacts"), None
    if not tables.has_did:
        column = tables.profile.contacts["did"]
        return _not_done(indicator, f"the contacts do not say which gave information and which support: they have no {column}"), None
    kinds = sorted({kind for field in tables.profile.recovery_support for kind in field.counts})
    # A contact of a day to come, or of none, may not have been.
    contacts = tables.contacts.filter(tables.contacts.kind.isin(kinds) & (tables.contacts.on <= today))
    given = {name: contacts.filter(contacts.did.isin(list(words))).select("client") for name, words in tables.profile.did.items()}
    both = among(among(those, given["information"], ["client"]), given["support"], ["client"])
    return indicator, _two(both, those)


def qs23(tables: Tables, clients: ibis.Table) -> tuple[Indicator, Any]:
    """Statement 7 of QS23 (2012). It counts help offered, not whether anyone went."""
    import ibis

    profile = tables.profile
    columns = [_said(phase) for phase in phases_in(tables) if phase is not Phase.AFTER]
    in_treatment = clients.filter(ibis.or_(*(clients[column].notnull() for column in columns)))
    apart = Phase.AFTER in phases_in(tables)
    who = "Clients with a review in treatment, or not known to be after it" if apart else "Clients with a review, in treatment or after it"
    denominator_is, those = _of(tables, in_treatment, "drugs", who, ", who have help with drugs")
    yes = bits([place for place, field in enumerate(profile.recovery_support) if field.name in profile.qs23], Said.YES)
    some = those.filter(ibis.or_(*((those[column] & yes) != 0 for column in columns)))
    indicator = Indicator(
        id="qs23",
        title="NICE QS23, statement 7: support to reach services that promote recovery and reintegration",
        source=QS23,
        numerator_is=f"Clients with a yes to any of {', '.join(profile.qs23)}",
        denominator_is=denominator_is,
        in_treatment=True,
        fields=tuple(profile.qs23),
    )
    return indicator, _two(some, those)


def _of(tables: Tables, clients: ibis.Table, what: str, who: str, helped: str) -> tuple[str, ibis.Table]:
    """The clients that an indicator is out of, in words and as a table."""
    if tables.interventions is None or not tables.has_helped_with:
        return f"{who}, for drugs or alcohol: the records do not say which", clients
    with_help = tables.interventions.filter(tables.interventions.helped_with.isin(list(tables.profile.helped_with[what])))
    return f"{who}{helped}", among(clients, with_help, ["client"])


def _two(some: ibis.Table, those: ibis.Table) -> Any:
    import ibis

    one = some.aggregate(which=ibis.literal("numerator"), number=some.count())
    return ibis.union(one, those.aggregate(which=ibis.literal("denominator"), number=those.count()))


def _not_done(indicator: Indicator, because: str) -> Indicator:
    from fama_cli.record import changed

    return changed(indicator, because=because)

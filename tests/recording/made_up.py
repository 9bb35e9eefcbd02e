"""A made-up service of 2,200 clients, the same each time, with errors of every kind planted in it. Nobody here is real.

Most clients are recorded as they should be. Then come those with an error each, and beside them those that are just inside a rule,
who must not be found. `Service.planted` holds what an audit must find, and nothing else.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 21)
CLIENTS = 2_200
EACH = 6
"""How many clients have each error."""

SUPPORT = (
    "RECPEER", "RECMAID", "RECFMSP", "RECPRNT", "RECHSE", "RECEMP", "RECEDUT", "RECWPRJ", "RECCHKP", "RECRLPP", "RECCMPT", "RECGNH", "RECOTH",
)  # fmt: skip
ANSWERS = (*SUPPORT, "PSYSTP")
REVIEW_COLUMNS = ("CLIENT", "EPISODID", "SUBMODDT", "SUBMID", "post_discharge", *ANSWERS)
CONTACT_COLUMNS = ("CLIENT", "CONTACTDT", "KIND", "DID")
INTERVENTION_COLUMNS = ("CLIENT", "EPISODID", "TRIAGED", "DISD", "MODAL", "MODST", "MODEND", "HELPWITH")

Planted = tuple[str, str, str, str, str, int]
"""Check, client, episode, day, field, rows."""


@dataclass
class Service:
    """3 tables as they are written, and what is wrong in them."""

    reviews: list[list[str]] = field(default_factory=list)
    contacts: list[list[str]] = field(default_factory=list)
    interventions: list[list[str]] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    _spelling: random.Random = field(default_factory=lambda: random.Random(2014))

    def review(
        self, client: str, on: date | str, *yes: str, episode: str = "", after: bool = False, others: Mapping[str, str] | None = None
    ) -> None:
        """A review that says yes to `yes`, and no to all else but `others`."""
        words = dict.fromkeys(ANSWERS, "N") | {name: self._yes() for name in yes} | dict(others or {})
        number = f"S{len(self.reviews):06}"
        self.reviews.append(
            [client, episode or f"E-{client}", self._day(on), number, "Y" if after else "N", *(words[name] for name in ANSWERS)]
        )

    def contact(self, client: str, on: date | str, kind: str = "mutual-aid", did: str = "support") -> None:
        self.contacts.append([client, self._day(on), kind, did])

    def intervention(
        self,
        client: str,
        triaged: date,
        started: date | str,
        *,
        discharged: date | None = None,
        kind: str = "96",
        helped: str = "both",
        episode: str = "",
    ) -> None:
        over = self._day(discharged) if discharged else ""
        self.interventions.append([client, episode or f"E-{client}", self._day(triaged), over, kind, self._day(started), over, helped])

    def wrong(self, check: str, client: str, on: date | None, field: str = "", *, episode: str | None = None, rows: int = 1) -> None:
        said = f"E-{client}" if episode is None else episode
        self.planted.append((check, client, said, on.isoformat() if on else "", field, rows))

    def _yes(self) -> str:
        return self._spelling.choice(("Y", "Y", "Y", "y", " Y ", "1"))

    def _day(self, on: date | str) -> str:
        if isinstance(on, str):
            return on
        return on.strftime(self._spelling.choice(("%Y%m%d", "%Y%m%d", "%Y-%m-%d", "%d/%m/%Y")))


def service() -> Service:
    made = Service()
    planted = list(_planted(made))
    for number in range(CLIENTS - len(planted)):
        _well_recorded(made, f"K-{number:05}", random.Random(number))
    return made


def _well_recorded(made: Service, client: str, chance: random.Random) -> None:
    """Someone about whom nothing is wrong: some answers are missing, some have left treatment."""
    triaged = date(2025, 1, 1) + timedelta(days=chance.randrange(400))
    started = triaged + timedelta(days=14)
    left = chance.random() < 0.2
    discharged = started + timedelta(days=chance.randrange(160, 240)) if left else None
    helped = chance.choice(("alcohol", "drugs", "both"))
    made.intervention(client, triaged, started, discharged=discharged, helped=helped)
    made.intervention(client, triaged, triaged, discharged=discharged, kind="95", helped=helped)
    on = started + timedelta(days=chance.randrange(20, 90))
    while on <= TODAY:
        after = discharged is not None and on > discharged
        if after and chance.random() < 0.6:
            return
        yes = {"RECCHKP", *(name for name in SUPPORT if chance.random() < 0.25)}
        missing = {name: chance.choice(("", "NA", "na")) for name in SUPPORT if name not in yes and chance.random() < 0.12}
        if "RECMAID" in yes:
            made.contact(client, on - timedelta(days=chance.randrange(1, 19)), "mutual-aid", "information")
            made.contact(client, on, chance.choice(("Mutual aid", "mutual_aid", "mutual-aid")))
        if "RECPEER" in yes:
            made.contact(client, on - timedelta(days=5), "recovery-community-organisation")
        if chance.random() < 0.2:
            made.contact(client, on - timedelta(days=9), "helpline")
            yes.add("PSYSTP")
            made.contact(client, on - timedelta(days=9), "12-step-work")
        made.review(client, on, *sorted(yes), after=after, others=missing)
        on += timedelta(days=chance.randrange(120, 170))


BEGAN, OPENED, FIRST, LAST = date(2026, 1, 1), date(2026, 1, 10), date(2026, 5, 10), date(2026, 10, 5)


def _planted(made: Service) -> Iterator[str]:
    """Add the clients with something planted, or nearly so. Yields the reference of each."""
    for kind, plant in enumerate(PLANTS):
        for number in range(EACH):
            client = f"P-{kind:02}{number}"
            plant(made, client)
            yield client


def _ordinary(made: Service, client: str, *, last: bool = True) -> None:
    made.intervention(client, BEGAN, OPENED)
    made.review(client, FIRST, "RECCHKP")
    if last:
        made.review(client, LAST, "RECCHKP")


def yes_and_nothing_done(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.review(client, LAST, "RECCHKP", "RECMAID")
    made.wrong("yes-no-contact", client, LAST, "RECMAID")


def peer_support_and_nothing_done(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.review(client, LAST, "RECCHKP", "RECPEER")
    made.contact(client, LAST, "helpline")
    made.wrong("yes-no-contact", client, LAST, "RECPEER")


def twelve_step_work_counted_as_access(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.contact(client, date(2026, 9, 20), "12-step-work")
    made.review(client, LAST, "RECMAID", "PSYSTP")
    made.wrong("yes-no-contact", client, LAST, "RECMAID")


def access_counted_as_twelve_step_work(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.contact(client, date(2026, 9, 20))
    made.review(client, LAST, "RECCHKP", "PSYSTP")
    made.wrong("yes-no-contact", client, LAST, "PSYSTP")
    made.wrong("contact-no-yes", client, date(2026, 9, 20), "RECMAID", episode="")


def contact_of_exactly_6_months_before(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.contact(client, date(2026, 4, 5))
    made.review(client, LAST, "RECMAID")


def contact_of_6_months_and_a_day_before(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.contact(client, date(2026, 4, 4))
    made.review(client, LAST, "RECMAID")
    made.wrong("yes-no-contact", client, LAST, "RECMAID")
    made.wrong("contact-no-yes", client, date(2026, 4, 4), "RECMAID", episode="")


def contact_and_a_no(made: Service, client: str) -> None:
    made.contact(client, date(2026, 9, 20))
    _ordinary(made, client)
    made.wrong("contact-no-yes", client, date(2026, 9, 20), "RECMAID", episode="")


def contact_and_the_review_still_to_come(made: Service, client: str) -> None:
    _ordinary(made, client)
    made.contact(client, date(2026, 11, 1))


def contact_and_never_a_review(made: Service, client: str) -> None:
    made.contact(client, BEGAN)
    made.wrong("contact-no-yes", client, BEGAN, "RECMAID", episode="")


def overdue_by_a_day(made: Service, client: str) -> None:
    made.intervention(client, BEGAN, OPENED)
    made.review(client, date(2026, 5, 20), "RECCHKP")
    made.wrong("overdue", client, date(2026, 5, 20))


def due_today(made: Service, client: str) -> None:
    made.intervention(client, BEGAN, OPENED)
    made.review(client, date(2026, 5, 21), "RECCHKP")


def never_reviewed(made: Service, client: str) -> None:
    made.intervention(client, BEGAN, OPENED)
    made.wrong("overdue", client, OPENED)


def ended_and_so_not_overdue(made: Service, client: str) -> None:
    made.intervention(client, BEGAN, OPENED, discharged=date(2026, 6, 1))
    made.review(client, FIRST, "RECCHKP")


def there_3_times(made: Service, client: str) -> None:
    _ordinary(made, client)
    made.reviews += [list(made.reviews[-1]), list(made.reviews[-1])]
    made.wrong("duplicates", client, LAST, rows=2)


def twice_on_a_day(made: Service, client: str) -> None:
    _ordinary(made, client)
    made.review(client, LAST, "RECHSE")
    made.wrong("same-day", client, LAST)


def nothing_but_other(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.review(client, LAST, "RECOTH", others={"RECEMP": "NA"})
    made.wrong("only-other", client, LAST, "RECOTH")


def no_to_all(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.review(client, LAST)
    made.wrong("all-no", client, LAST)


def nearly_no_to_all(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.review(client, LAST, others={"RECOTH": ""})


def before_the_episode(made: Service, client: str) -> None:
    _ordinary(made, client)
    made.review(client, date(2025, 12, 20), others=dict.fromkeys(ANSWERS, "NA"))
    made.wrong("outside", client, date(2025, 12, 20))


def after_the_episode_and_not_marked(made: Service, client: str) -> None:
    made.intervention(client, BEGAN, OPENED, discharged=date(2026, 9, 1))
    made.review(client, LAST, others=dict.fromkeys(ANSWERS, ""))
    made.wrong("outside", client, LAST)


def marked_and_not_after(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.review(client, LAST, "RECHSE", after=True)
    made.wrong("outside", client, LAST)


def yes_before_it_opened(made: Service, client: str) -> None:
    made.intervention(client, BEGAN, date(2026, 7, 1))
    made.review(client, FIRST, "RECCHKP")
    made.review(client, LAST, "RECCHKP")
    made.wrong("no-intervention", client, FIRST)


def only_another_intervention(made: Service, client: str) -> None:
    made.intervention(client, BEGAN, OPENED, kind="95")
    made.review(client, LAST, "RECCHKP")
    made.wrong("no-intervention", client, LAST)


def another_episode(made: Service, client: str) -> None:
    _ordinary(made, client)
    made.review(client, date(2026, 6, 1), "RECHSE", episode="E-9")
    made.wrong("unknown-episode", client, date(2026, 6, 1), episode="E-9")


def still_to_come(made: Service, client: str) -> None:
    _ordinary(made, client)
    made.review(client, date(2027, 1, 5), "RECCHKP")
    made.wrong("future", client, date(2027, 1, 5))


def day_that_is_none(made: Service, client: str) -> None:
    _ordinary(made, client)
    made.review(client, ("2026-13-05", "", "31/02/2026", "20260230", "5.10.2026", "03/25/2026")[int(client[-1])], "RECCHKP")
    made.wrong("no-day", client, None)


def neither_yes_nor_no(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.review(client, LAST, "RECCHKP", others={"RECFMSP": "maybe"})
    made.wrong("unread-word", client, LAST, "RECFMSP")


def without_a_client(made: Service, client: str) -> None:
    made.review("", LAST, "RECCHKP", episode=f"E-{client}")
    made.wrong("no-client", "", LAST, episode=f"E-{client}")


def contact_of_no_day(made: Service, client: str) -> None:
    _ordinary(made, client, last=False)
    made.contact(client, "32/01/2026")
    made.review(client, LAST, "RECCHKP", "RECMAID")
    made.wrong("contact-no-day", client, None, episode="")


def contact_still_to_come(made: Service, client: str) -> None:
    _ordinary(made, client)
    made.contact(client, date(2027, 2, 1))
    made.wrong("contact-no-day", client, date(2027, 2, 1), episode="")


def opened_on_no_day(made: Service, client: str) -> None:
    made.intervention(client, BEGAN, "soon")
    made.review(client, date(2026, 3, 1), "RECCHKP")
    made.wrong("intervention-no-day", client, None)


def marked_in_another_word(made: Service, client: str) -> None:
    # The day of discharge says when it was.
    made.intervention(client, BEGAN, OPENED, discharged=date(2026, 9, 1))
    made.review(client, LAST, "RECCHKP", after=True)
    made.reviews[-1][4] = "Yes"
    made.wrong("unread-word", client, LAST, "post_discharge")


def marked_with_nothing(made: Service, client: str) -> None:
    _ordinary(made, client)
    made.reviews[-1][4] = ""


def a_yes_still_to_come(made: Service, client: str) -> None:
    # Nothing can be behind it yet, and it makes up for nothing.
    _ordinary(made, client)
    made.contact(client, date(2026, 9, 20))
    made.review(client, date(2027, 1, 5), "RECCHKP", "RECMAID", "RECPEER")
    made.wrong("future", client, date(2027, 1, 5))
    made.wrong("contact-no-yes", client, date(2026, 9, 20), "RECMAID", episode="")


def ended_today(made: Service, client: str) -> None:
    made.intervention(client, BEGAN, OPENED, discharged=TODAY)
    made.review(client, FIRST, "RECCHKP")


def written_in_small_letters(made: Service, client: str) -> None:
    # As a casebook does, nobody is taken for 2 people by the way somebody types.
    made.intervention(client.lower(), BEGAN, OPENED, episode=f"e-{client.lower()}")
    made.review(client, FIRST, "RECCHKP")
    made.review(client, LAST, "RECCHKP", "RECMAID")
    made.contact(client.lower(), date(2026, 9, 20))


PLANTS = (
    yes_and_nothing_done, peer_support_and_nothing_done, twelve_step_work_counted_as_access, access_counted_as_twelve_step_work,
    contact_of_exactly_6_months_before, contact_of_6_months_and_a_day_before, contact_and_a_no, contact_and_the_review_still_to_come,
    contact_and_never_a_review, overdue_by_a_day, due_today, never_reviewed, ended_and_so_not_overdue, there_3_times, twice_on_a_day,
    nothing_but_other, no_to_all, nearly_no_to_all, before_the_episode, after_the_episode_and_not_marked, marked_and_not_after,
    yes_before_it_opened, only_another_intervention, another_episode, still_to_come, day_that_is_none, neither_yes_nor_no,
    without_a_client, contact_of_no_day, contact_still_to_come, opened_on_no_day, marked_in_another_word, marked_with_nothing,
    a_yes_still_to_come, ended_today, written_in_small_letters,
)  # fmt: skip

TABLES: Mapping[str, Sequence[str]] = {
    "reviews": REVIEW_COLUMNS,
    "contacts": CONTACT_COLUMNS,
    "interventions": INTERVENTION_COLUMNS,
}


def written(made: Service, folder: Path) -> dict[str, Path]:
    """The 3 tables as CSV files."""
    paths = {name: folder / f"{name}.csv" for name in TABLES}
    for name, columns in TABLES.items():
        with paths[name].open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(columns)
            rows.writerows(getattr(made, name))
    return paths

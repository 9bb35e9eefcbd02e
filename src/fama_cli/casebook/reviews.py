"""Reviews of recovery support: saving one, and reading what they look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from fama_cli.casebook.errors import ClientClosed
from fama_cli.casebook.model import Action, Client, Intervention, Review, Support
from fama_cli.casebook.rows import client_row, read_contacts
from fama_cli.casebook.support import (
    Beginning,
    Held,
    begin,
    end,
    put_review,
    read_all_support,
    read_between,
    read_interventions,
    read_open,
    read_reviews,
)
from fama_cli.casebook.tables import contacts, interventions, reviews
from fama_cli.casebook.transactions import Transactions
from fama_cli.casebook.versions import client_as_read, raise_client_version
from fama_cli.record import changed


class Reviews(Transactions):
    """What `Store` does with recovery support and its reviews."""

    def support(self, reference: str) -> Support:
        """A client, with all that a review looks at."""
        with self.transaction() as connection:
            number, client = client_row(connection, reference)
            self._logged(connection, Action.READ, number)
            return Support(
                client=client,
                contacts=read_contacts(connection, contacts.c.client_id == number),
                interventions=read_interventions(connection, interventions.c.client_id == number),
                reviews=read_reviews(connection, reviews.c.client_id == number),
            )

    def save_review(
        self,
        client: Client,
        *,
        on: date,
        profile: str,
        said: Mapping[str, bool],
        worker: str,
        begins: Beginning | None = None,
        ends: Collection[Intervention] = (),
        ended_on: date | None = None,
    ) -> Client:
        """Save a review, and what it says of the intervention: that it began, or which ended, on `ended_on`.

        A review of the same day and profile that is there already is changed, and keeps its number. Raises Changed or ClientClosed.
        """
        with self.transaction() as connection:
            number, now = client_as_read(connection, client)
            if now.closed_on:
                raise ClientClosed(now.reference)
            if begins:
                begin(connection, number, begins, worker, ended_on)
            if ended_on:
                end(connection, number, [each.id for each in ends], ended_on)
            put_review(connection, number, on, profile, said, worker)
            raise_client_version(connection, number)
            self._logged(connection, Action.REVIEWED, number)
        return changed(now, version=now.version + 1)

    def every_support(self) -> Sequence[Support]:
        """Every client, those whose record is closed too, with all that a review looks at."""
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_all_support(connection)

    def open_support(self) -> Sequence[tuple[Client, Intervention, Sequence[date]]]:
        """Open clients with each intervention that has no end, and the days of their reviews since it began, in any order."""
        with self.transaction() as connection:
            self._logged(connection, Action.LISTED)
            return read_open(connection)

    def reviews_between(self, first: date, last: date, is_written: Callable[[Client, Sequence[Review]], bool]) -> Sequence[Held]:
        """To be written to a file: clients with a review from `first` to `last`, their interventions, and those reviews.

        Beside the line of the log for all of it, each client has one of their own where `is_written` says that they are in the file.
        """
        with self.transaction() as connection:
            self._logged(connection, Action.EXTRACTED)
            found = read_between(connection, first, last)
            for number, (client, _, reviews_found) in found.items():
                if is_written(client, reviews_found):
                    self._logged(connection, Action.EXTRACTED, number)
            return tuple(found.values())

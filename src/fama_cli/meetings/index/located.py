"""Where each meeting is, as exactly as can be known without asking anybody; and where a place is that somebody names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from fama_cli.errors import NotFound, NotUnderstood
from fama_cli.meetings.index.tables import PostcodeAt
from fama_cli.meetings.places.centres import Ambiguous, Centre, Centres, learn
from fama_cli.meetings.places.spoken import Asked, Near, is_northern_irish, near_in, outcode_of
from fama_cli.meetings.places.spot import Exactness, Spot
from fama_cli.text import closest, folded

Point = tuple[float, float]


def locate(connection: sqlite3.Connection, postcode_at: PostcodeAt) -> None:
    """Fill in `located` and the spot of each meeting of a new index, and the middles of outcodes and towns.

    `located` is an `Exactness`: the coordinates that the list gives, else its postcode, else the middle of its outcode, else
    of its town. None where nothing is known.
    """
    # What was worked out for the lists that were there before may be out of date.
    connection.execute(
        "UPDATE meeting SET located = NULL, spot_latitude = NULL, spot_longitude = NULL WHERE located <> ?", (Exactness.POINT,)
    )
    centres = learn(connection.execute("SELECT postcode, town, latitude, longitude FROM meeting WHERE latitude IS NOT NULL"))
    connection.executemany("INSERT INTO centre VALUES (?, ?, ?, ?, ?, ?, ?)", _centre_rows(centres))
    unplaced = connection.execute(
        "SELECT id, postcode, town FROM meeting WHERE latitude IS NULL AND (postcode <> '' OR town <> '')"
    ).fetchall()
    # Many share a place, so each is looked up once; and each row is changed by its id, which needs no search.
    places = {(postcode, town): _place(postcode, town, centres, postcode_at) for _, postcode, town in unplaced}
    connection.executemany(
        "UPDATE meeting SET located = ?, spot_latitude = ?, spot_longitude = ? WHERE id = ?",
        (
            (exactness, latitude, longitude, id)
            for id, postcode, town in unplaced
            for (latitude, longitude), exactness in filter(None, [places[postcode, town]])
        ),
    )


def _place(postcode: str, town: str, centres: Centres, postcode_at: PostcodeAt) -> tuple[Point, Exactness] | None:
    if postcode and (exact := postcode_at(postcode)):
        return exact, Exactness.POSTCODE
    if outcode := centres.outcodes.get(outcode_of(postcode)):
        return (outcode.latitude, outcode.longitude), Exactness.OUTCODE
    middle = centres.towns.get(folded(town))
    return ((middle.latitude, middle.longitude), Exactness.PLACE) if isinstance(middle, Centre) else None


_OUTCODE = "outcode"
_TOWN = "town"


def _centre_rows(centres: Centres) -> Iterable[tuple[object, ...]]:
    for outcode in centres.outcodes.values():
        yield (_OUTCODE, outcode.called, outcode.called, outcode.latitude, outcode.longitude, outcode.rests_on, "")
    for words, town in centres.towns.items():
        if isinstance(town, Ambiguous):
            yield (_TOWN, words, town.called, None, None, 0, ",".join(town.outcodes))
        else:
            yield (_TOWN, words, town.called, town.latitude, town.longitude, town.rests_on, "")


class PlaceNotKnown(NotFound):
    """Nothing on this computer says where that is."""

    code = "place-not-known"


def spot_named(typed: str, index: Path, postcode_at: PostcodeAt) -> tuple[Spot, str]:
    """Where `typed` is, and what to tell the person about it: "" for nothing. Nothing leaves this computer.

    Raises NotUnderstood for what is no place, and PlaceNotKnown.
    """
    from fama_cli.meetings.index.search import opened

    near = near_in(typed)
    if near.latitude is not None and near.longitude is not None:
        return Spot(latitude=near.latitude, longitude=near.longitude, called=near.words, exactness=Exactness.POINT), near.doubt
    if near.kind is Asked.POSTCODE and (found := postcode_at(near.words)):
        return Spot(latitude=found[0], longitude=found[1], called=near.words, exactness=Exactness.POSTCODE), ""
    with closing(opened(index)) as connection:
        if near.kind is Asked.PLACE:
            return _town(connection, near), near.doubt
        outcode = outcode_of(near.words)
        known = postcode_at(outcode) if near.kind is not Asked.AREA else None
        row = connection.execute("SELECT * FROM centre WHERE kind = ? AND words = ?", (_OUTCODE, outcode)).fetchone()
        if row is None and known is None:
            raise _no_postcode(near)
        says = f"Where {near.words} is exactly, is not known: this is from the middle of {outcode}" if near.words != outcode else ""
        latitude, longitude = known or (row["latitude"], row["longitude"])
        return Spot(latitude=latitude, longitude=longitude, called=outcode, exactness=Exactness.OUTCODE), says or near.doubt


def _no_postcode(near: Near) -> NotFound:
    if near.kind is Asked.AREA:
        return PlaceNotKnown(
            f"`{near.words}` is too wide to be near to", hint=f"Write the first half of a postcode, such as `{near.words}1`"
        )
    more = "run `fama places import` once, to know every postcode of Great Britain"
    if is_northern_irish(near.words):
        more = "a latitude and longitude such as `54.6,-5.9`: Code-Point Open has no postcodes of Northern Ireland"
    return PlaceNotKnown(
        f"No meeting that was imported is in {outcode_of(near.words)}, so where it is, is not known",
        hint=f"Write a town, or another postcode near there, or {more}",
    )


def _town(connection: sqlite3.Connection, near: Near) -> Spot:
    row = connection.execute("SELECT * FROM centre WHERE kind = ? AND words = ?", (_TOWN, folded(near.words))).fetchone()
    if row is None:
        known = [each["name"] for each in connection.execute("SELECT name FROM centre WHERE kind = ?", (_TOWN,))]
        meant = closest(near.words, known)
        hint = f"Did you mean `{meant}`?" if meant else "Write a postcode, the first half of one, or a town that has a meeting"
        raise PlaceNotKnown(f"No meeting that was imported is in `{near.words}`, so where it is, is not known", hint=hint)
    if row["latitude"] is None:
        outcodes = tuple(filter(None, row["outcodes"].split(",")))
        raise NotUnderstood(f"`{near.words}` may be any of several places", hint=Ambiguous(called=row["name"], outcodes=outcodes).hint)
    return Spot(latitude=row["latitude"], longitude=row["longitude"], called=row["name"], exactness=Exactness.PLACE)

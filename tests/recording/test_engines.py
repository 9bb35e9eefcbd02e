"""The same audit on DuckDB, a real PostgreSQL and Spark: the same answers, row for row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

from fama_cli.record import changed
from fama_cli.recording.audit import Audit, Reference, audited, references
from fama_cli.recording.connecting import connected
from fama_cli.recording.gathering import gathered
from fama_cli.recording.profile import Profile
from tests.recording.made_up import ANSWERS, TODAY, Planted, Service


@dataclass(frozen=True, slots=True)
class Answered:
    """All that an engine says of the made-up service."""

    audit: Audit
    references: list[Reference]


def answered(address: str, tables: Mapping[str, str], profile: Profile) -> Answered:
    with connected(address) as engine:
        got = gathered(
            engine, profile, tables["reviews"], contacts=tables["contacts"], episodes=tables["interventions"], tell=lambda _: None
        )
        audit = audited(got.tables, TODAY, engine.rows, lambda _: None, source="", where="")
        return Answered(audit, list(references(got.tables, TODAY, engine.rows, lambda _: None)))


@pytest.fixture(scope="session")
def on_duckdb(files: Mapping[str, str], profile: Profile) -> Answered:
    return answered("", files, profile)


def rows_of(found: list[Reference]) -> Counter[Planted]:
    return Counter((each.check, each.client, each.episode, each.on, each.field, each.rows) for each in found)


def test_every_planted_error_is_found_and_none_is_invented(on_duckdb: Answered, made_up: Service) -> None:
    found, planted = rows_of(on_duckdb.references), Counter(made_up.planted)

    assert planted - found == Counter()
    assert found - planted == Counter()


def test_every_check_has_something_planted_for_it(on_duckdb: Answered, made_up: Service) -> None:
    assert {outcome.check.id for outcome in on_duckdb.audit.outcomes} == {planted[0] for planted in made_up.planted}


def test_the_counts_of_the_checks_are_those_of_the_list(on_duckdb: Answered, made_up: Service) -> None:
    for outcome in on_duckdb.audit.outcomes:
        planted = [each for each in made_up.planted if each[0] == outcome.check.id]
        clients = {each[1] for each in planted if each[1]}
        assert (outcome.check.id, outcome.clients, outcome.rows) == (outcome.check.id, len(clients), sum(each[5] for each in planted))


def test_completeness_is_what_counting_by_hand_gives(on_duckdb: Answered, made_up: Service) -> None:
    said: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in made_up.reviews:
        client, _, day, _, after, *answers = row
        words = [word.strip().upper() for word in answers]
        if not client or day in NO_DAYS or "2027" in day:
            continue
        for name, word in zip(ANSWERS, words, strict=True):
            said.setdefault((AFTER[after], name), {}).setdefault(client, set()).add({"1": "Y", "0": "N", "NA": ""}.get(word, word))
    for found in on_duckdb.audit.completeness:
        by_client = said["N" if found.phase == 1 else "Y", found.field]
        yes = sum("Y" in words for words in by_client.values())
        no = sum("N" in words and "Y" not in words for words in by_client.values())
        assert (found.field, found.yes, found.no, found.clients) == (found.field, yes, no, len(by_client))
        assert found.missing == len(by_client) - yes - no


AFTER = {"Y": "Y", "N": "N", "Yes": "Y", "": "N"}
"""Where it is another word, or nothing, the day of discharge says so: see `made_up.py`."""
NO_DAYS = {"2026-13-05", "", "31/02/2026", "20260230", "5.10.2026", "03/25/2026"}


def test_clients_are_counted_and_not_rows(on_duckdb: Answered, made_up: Service) -> None:
    # A client with 2 reviews that say yes is one client.
    recmaid = next(each for each in on_duckdb.audit.completeness if each.field == "RECMAID")
    rows = sum(row[5 + ANSWERS.index("RECMAID")].strip().upper() in {"Y", "1"} for row in made_up.reviews)

    assert recmaid.yes < rows
    assert recmaid.clients == len({row[0] for row in made_up.reviews if row[0] and AFTER[row[4]] == "N" and row[2] not in NO_DAYS})


def test_an_engine_that_joins_no_bits_counts_the_same(on_duckdb: Answered, files: Mapping[str, str], profile: Profile) -> None:
    # As it is done on Spark.
    with connected("") as engine:
        got = gathered(engine, profile, files["reviews"], contacts=files["contacts"], episodes=files["interventions"], tell=lambda _: None)
        tables = changed(got.tables, ors_bits=False)
        found = audited(tables, TODAY, engine.rows, lambda _: None, source="", where="")

    assert found == on_duckdb.audit


def test_postgresql_gives_the_same_answers(on_duckdb: Answered, on_postgresql: str, profile: Profile) -> None:
    found = answered(on_postgresql, {name: name for name in ("reviews", "contacts", "interventions")}, profile)

    assert found.audit == on_duckdb.audit
    assert found.references == on_duckdb.references


@pytest.mark.usefixtures("loopback")  # Python and Java talk over it.
def test_spark_gives_the_same_answers_of_all_3_tables(on_duckdb: Answered, files: Mapping[str, str], spark: str, profile: Profile) -> None:
    found = answered(spark, files, profile)

    assert found.audit == on_duckdb.audit
    assert found.references == on_duckdb.references


def test_parquet_gives_the_same_answers(
    on_duckdb: Answered, files: Mapping[str, str], profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import duckdb

    folder = tmp_path_factory.mktemp("parquet")
    paths = {name: str(folder / f"{name}.parquet") for name in files}
    with duckdb.connect() as connection:
        for name, path in files.items():
            connection.execute(f"COPY (SELECT * FROM read_csv('{path}', all_varchar=true)) TO '{paths[name]}' (FORMAT parquet)")

    found = answered("", paths, profile)

    assert found.audit == on_duckdb.audit
    assert found.references == on_duckdb.references


TYPES = {
    "boolean": ("true", "false", "NULL"),
    # What a program for tables makes of a column of 1 and 0 in which some are missing.
    "float8": ("CAST(1 AS float8)", "CAST(0 AS float8)", "CAST('NaN' AS float8)"),
    "float4": ("CAST(1 AS float4)", "CAST(0 AS float4)", "NULL"),
    "decimal": ("CAST(1 AS decimal(3, 1))", "CAST(0 AS decimal(3, 1))", "NULL"),
    "integer": ("1", "0", "NULL"),
}


def typed(name: str, source: str) -> str:
    """A question for a table with the same answers in columns of other types, one after another."""
    if name == "interventions":
        return f'SELECT "CLIENT", "EPISODID", "TRIAGED", "DISD", CAST("MODAL" AS float8) AS "MODAL", "MODST", "MODEND", "HELPWITH" FROM {source}'
    if name == "contacts":
        return f"SELECT * FROM {source}"
    answers = ", ".join(
        f"""CASE WHEN upper(trim("{each}")) IN ('Y', '1') THEN {yes} WHEN upper(trim("{each}")) IN ('N', '0') THEN {no} """
        f"""ELSE {missing} END AS "{each}" """
        for each, (yes, no, missing) in zip(("post_discharge", *ANSWERS), cycle(TYPES.values()), strict=False)
    )
    return f'SELECT "CLIENT", "EPISODID", "SUBMODDT", "SUBMID", {answers} FROM {source}'


def test_answers_in_columns_of_other_types_are_read_in_parquet(
    on_duckdb: Answered, files: Mapping[str, str], profile: Profile, tmp_path: Path
) -> None:
    import duckdb

    paths = {name: str(tmp_path / f"{name}.parquet") for name in files}
    with duckdb.connect() as connection:
        for name, path in files.items():
            question = typed(name, f"read_csv('{path}', all_varchar=true)")
            connection.execute(f"COPY ({question}) TO '{paths[name]}' (FORMAT parquet)")

    found = answered("", paths, profile).audit

    assert (found.completeness, found.indicators) == (on_duckdb.audit.completeness, on_duckdb.audit.indicators)


def test_answers_in_columns_of_other_types_are_read_on_a_server(on_duckdb: Answered, on_postgresql: str, profile: Profile) -> None:
    import psycopg

    tables = {name: f"{name}_typed" for name in ("reviews", "contacts", "interventions")}
    with psycopg.connect(on_postgresql) as connection:
        for name, table in tables.items():
            connection.execute(f"CREATE TABLE {table} AS {typed(name, name)}")

    found = answered(on_postgresql, tables, profile).audit

    assert (found.completeness, found.indicators) == (on_duckdb.audit.completeness, on_duckdb.audit.indicators)

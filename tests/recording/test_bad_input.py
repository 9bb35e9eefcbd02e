"""Records that cannot be audited: a sentence, the row where it can be named, and nothing partial left behind."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fama_cli.errors import NotUnderstood
from fama_cli.recording.connecting import connected
from fama_cli.recording.engine import Engine, Kind
from tests.conftest import Fama
from tests.recording.made_up import REVIEW_COLUMNS

HEADINGS = ",".join(REVIEW_COLUMNS)
NO = "," * (len(REVIEW_COLUMNS) - 5)
GOOD = f"K-1,1,20260105,,N{NO}\n"


def _parquet(path: Path, contents: bytes) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT range AS a FROM range(100000)) TO '{path}' (FORMAT parquet)")
    path.write_bytes(path.read_bytes()[: len(contents) or None])


CASES: list[tuple[str, bytes, str, str]] = [
    ("empty.csv", b"", "`empty.csv` is empty", "Export it again: the first line has the headings, and each line after it a review"),
    ("top.csv", f"{HEADINGS}\n".encode(), "`top.csv` has headings and no rows", "Check the dates that it was exported for"),
    ("marks.csv", HEADINGS.replace(",", ";").encode(),
     "`marks.csv`, line 1: between the headings there are semicolons, and commas were expected", "Export it as a CSV file with commas"),
    ("one.csv", b"CLIENT\nK-1\n", "`one.csv`, line 1: there is 1 heading, and commas were expected", "Export it as a CSV file with commas"),
    ("twice.csv", f"{HEADINGS},recmaid\n".encode(), "`twice.csv`, line 1: column 7 and column 20 have the same heading",
     "Take one of them out. Does the first line have the headings?"),
    # A file without headings: its first line is somebody's record.
    ("bare.csv", b"K-7,EPISODE-9,20260105,NA,N,Y,NA\nK-8,EPISODE-3,20260105,NA,N,Y,NA\n",
     "`bare.csv`, line 1: column 4 and column 7 have the same heading", "Take one of them out. Does the first line have the headings?"),
    ("bare-2.csv", b"K-7,EPISODE-9,20260105,RECMIAD\nK-8,EPISODE-3,20260105,Y\n",
     "`bare-2.csv` has no column `CLIENT`, `EPISODID`, `SUBMODDT`, `RECPEER`, `RECMAID` and 11 more, which the profile cds-k has",
     "Does the first line have the headings? Export it with those columns, or name a profile with the headings it has"),
    ("wide.csv", f"{HEADINGS}\n{GOOD}".encode("utf-16"), "`wide.csv` is not text in UTF-8", "Save it as UTF-8 (in Excel: CSV UTF-8)"),
    ("mixed.csv", f"{HEADINGS}\n{GOOD}".encode() + f"Zoë{GOOD}".encode("latin-1"),
     "`mixed.csv`, line 3: some of it is not UTF-8, so letters are mixed up", "Save it as UTF-8 (in Excel: CSV UTF-8)"),
    ("mixed-top.csv", f"É{HEADINGS}\n".encode("latin-1"), "`mixed-top.csv`, line 1: some of it is not UTF-8",
     "Save it as UTF-8 (in Excel: CSV UTF-8)"),
    ("short.csv", f"{HEADINGS}\n{GOOD}{GOOD}K-2,1,20260106\n".encode(),
     "`short.csv`, line 4: it has 3 columns, and the headings are 19", "Put that line right in the system it came from, and export it again"),
    ("long.csv", f"{HEADINGS}\n{GOOD}{GOOD.strip()},x,y\n".encode(),
     "`long.csv`, line 3: it has more columns than the 19 headings", "Put that line right in the system it came from, and export it again"),
    ("open.csv", f"{HEADINGS}\n{GOOD}\"K-2,1,20260106\n{GOOD}".encode(),
     "`open.csv`, line 3: a quotation mark is opened and not closed", "Put that line right in the system it came from, and export it again"),
    ("misspelt.csv", f"{HEADINGS}\n{GOOD}".replace("RECMAID", "RECMIAD").encode(),
     "`misspelt.csv` has no column `RECMAID`, which the profile cds-k has: `RECMIAD` may be `RECMAID`",
     "Export it with that column, or name a profile with the headings it has"),
    ("other.csv", b"name,town\nA,B\n",
     "`other.csv` has no column `CLIENT`, `EPISODID`, `SUBMODDT`, `RECPEER`, `RECMAID` and 11 more, which the profile cds-k has",
     "Does the first line have the headings? Export it with those columns, or name a profile with the headings it has"),
    ("american.csv", (f"{HEADINGS}\n" + "".join(f"K-{n},1,03/{n}/2026,,N{NO}\n" for n in range(13, 29))).encode(),
     "`american.csv`: most days under `SUBMODDT` are not written as YYYYMMDD, YYYY-MM-DD or DD/MM/YYYY: rows 1, 2, 3, 4 and 5 are the first",
     "Export it with days as YYYYMMDD, or name a profile with the format it has"),
    ("text.parquet", f"{HEADINGS}\n{GOOD}".encode(), "`text.parquet` is not a Parquet file: it does not begin as one",
     "Check what it is, or export it again"),
    ("cut.parquet", b"PAR1" + b"\x00" * 40, "`cut.parquet` is not a Parquet file that can be read: it may be damaged or cut short",
     "Export or copy it again"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "contents", "says", "hint"), CASES, ids=[case[0] for case in CASES])
def test_a_file_that_is_not_right(fama: Fama, folder: Path, name: str, contents: bytes, says: str, hint: str) -> None:
    Path(name).write_bytes(contents)

    ran = fama("record", "audit", name, "--format", "html", "-o", "audit.html")

    assert (ran.code, ran.out, ran.err) == (4, "", f"fama: {says}\n\nhint: {hint}\n")
    assert [path.name for path in folder.iterdir() if path.name != "home"] == [name]


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["nowhere.csv"], 5, "There is no file `nowhere.csv`"),
        (["folder.csv"], 5, "`folder.csv` is a folder, and a file of records was expected"),
        (["reviews"], 2, "`reviews` is not a .csv or .parquet file, and a table needs an engine"),
        (["reviews.xlsx"], 2, "`reviews.xlsx` is not a .csv or .parquet file, and a table needs an engine"),
        (["r.csv", "--engine", "mysql://server/records"], 2, "That is not the address of an engine"),
        (["r.csv", "--engine", "nothing"], 2, "That is not the address of an engine"),
        (["r.csv", "--engine", "spark://me:secret@server"], 2, "There is a name or a password in that address, where others can see it"),
        (["r.csv", "--engine", "postgresql://me:secret@server/db"], 2, "There is a password in that address, where others can see it"),
        (["r.csv", "--engine", "postgresql://server/db?password=secret"], 2, "There is a password in that address, where others can see it"),
        (["r", "--engine", "postgresql://server/db?application_name=secret"], 2,
         "That address has the setting `application_name`, which is not followed"),
        (["r", "--engine", "postgresql://server/db?options=-csecret"], 2, "That address has the setting `options`, which is not followed"),
        (["r", "--engine", "postgresql://server/db?autocommit=secret"], 2,
         "That address has the setting `autocommit`, which is not followed"),
        (["r.csv", "--format", "htm"], 2, "There is no format called `htm`"),
        (["r.csv", "--format", "html", "--references"], 2, "`--references` and `--format html` do not fit together"),
        (["r.csv", "--format", "html", "-o", "no/audit.html"], 5, "There is no folder `no` to write `audit.html` in"),
        (["r.csv", "--contacts", "r.csv"], 4,
         "`r.csv` has no column `CONTACTDT` and `KIND`, which the profile cds-k has"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(fama: Fama, folder: Path, args: list[str], code: int, says: str) -> None:
    Path("r.csv").write_text(f"{HEADINGS}\n{GOOD}")
    Path("folder.csv").mkdir()

    ran = fama("record", "audit", *args)

    assert (ran.code, ran.out) == (code, "")
    assert ran.err.splitlines()[0] == f"fama: {says}"
    assert "secret" not in ran.err
    assert "hint: " in ran.err


def test_a_quoted_line_break_is_part_of_a_word(fama: Fama, folder: Path) -> None:
    Path("r.csv").write_text(f'{HEADINGS},NOTE\n{GOOD.strip()},"one\ntwo, ""three"""\nK-2{GOOD[3:].strip()},\n')

    ran = fama("record", "audit", "r.csv", "--json")

    assert ran.code == 0
    assert '"id": "rows", "title": "Rows read", "phase": "", "measure": "rows", "number": null, "hidden": true' in ran.out
    assert ran.err == ""


def test_columns_that_are_not_in_the_profile_are_named_and_not_read(fama: Fama, folder: Path) -> None:
    Path("r.csv").write_text(f"{HEADINGS},NOTE,PHSTBL\n{GOOD.strip()},x,y\n")

    ran = fama("record", "audit", "r.csv", "--format", "csv")

    assert "2 columns of `r.csv` are not in the profile and not read: `NOTE` and `PHSTBL`." in ran.err.splitlines()


def test_headings_may_be_in_small_letters_and_after_a_byte_order_mark(fama: Fama, folder: Path) -> None:
    Path("r.csv").write_bytes(b"\xef\xbb\xbf" + f"{HEADINGS.lower()}\r\n{GOOD}".encode())

    assert fama("record", "audit", "r.csv").code == 0


def of(clients: int) -> str:
    """A file of so many clients, each with a review that says nothing."""
    return f"{HEADINGS}\n" + "".join(GOOD.replace("K-1", f"K-{n}") for n in range(clients))


def as_written(path: str, contents: str) -> None:
    """The file as CSV, or as Parquet with every column as words."""
    import duckdb

    if path.endswith(".csv"):
        Path(path).write_text(contents)
        return
    Path("made.csv").write_text(contents)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM read_csv('made.csv', all_varchar=true)) TO '{path.replace(chr(39), 2 * chr(39))}'")


def numbers(fama: Fama, path: str) -> Mapping[tuple[str, str], int | None]:
    ran = fama("record", "audit", path, "--json")
    assert ran.code == 0, ran.err
    return {(each["id"], each["measure"]): each["number"] for each in json.loads(ran.out)["lines"]}


@pytest.mark.parametrize("kind", [".csv", ".parquet"])
@pytest.mark.parametrize("name", ["r*", "r[1]", "r?", "r{1,2}", "r\\1", "r'; DROP TABLE x; --", "a b"])
def test_a_file_may_have_any_name_and_no_other_is_read_in_its_place(fama: Fama, folder: Path, name: str, kind: str) -> None:
    as_written("r1.csv", of(11))
    as_written("r1.parquet", of(11))
    made = Path(f"made-before{kind}")
    as_written(str(made), of(7))
    made.rename(f"{name}{kind}")

    assert numbers(fama, f"{name}{kind}")["rows", "rows"] == 7


@pytest.mark.parametrize("kind", [".csv", ".parquet"])
def test_the_names_of_folders_are_no_records(fama: Fama, folder: Path, kind: str) -> None:
    inside = Path("RECMAID=Y/CLIENT=K-1")
    inside.mkdir(parents=True)
    as_written(f"{inside}/r{kind}", of(7))

    found = numbers(fama, f"{inside}/r{kind}")

    assert (found["clients", "clients"], found["RECMAID", "yes"]) == (7, 0)


@pytest.mark.parametrize(
    ("column", "kind", "says"),
    [
        ("SUBMODDT", "TIME '10:00'", "`r.parquet`: the column `SUBMODDT` holds times of the day, and days were expected"),
        ("SUBMODDT", "true", "`r.parquet`: the column `SUBMODDT` holds yes and no, and days were expected"),
        ("SUBMODDT", "INTERVAL 1 DAY", "`r.parquet`: the column `SUBMODDT` holds something else than words, numbers or days"),
        ("CLIENT", "['K-1']", "`r.parquet`: the column `CLIENT` holds something else than words, numbers or days"),
        ("RECMAID", "{'a': 'Y'}", "`r.parquet`: the column `RECMAID` holds something else than words, numbers or days"),
        ("RECMAID", "'Y'::BLOB", "`r.parquet`: the column `RECMAID` holds something else than words, numbers or days"),
        ("NOTE", "'POINT(1 2)'::GEOMETRY", "`r.parquet` has a column of a kind that cannot be read here"),
    ],
)
def test_a_column_of_another_kind_is_named(fama: Fama, folder: Path, column: str, kind: str, says: str) -> None:
    import duckdb

    Path("made.csv").write_text(of(9))
    others = f"* EXCLUDE ({column})" if column in HEADINGS else "*"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {others}, {kind} AS {column} FROM read_csv('made.csv', all_varchar=true)) TO 'r.parquet'")

    ran = fama("record", "audit", "r.parquet")

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (4, "", f"fama: {says}")


def test_duckdb_fetches_no_extension_and_loads_none_by_itself() -> None:
    with connected("") as engine:
        settings = ("autoinstall_known_extensions", "autoload_known_extensions", "allow_community_extensions")
        asked = ", ".join(f"current_setting('{each}')" for each in settings)
        assert engine.backend.con.execute(f"SELECT {asked}").fetchone() == (False, False, False)


@pytest.mark.parametrize("name", ["r[1].csv", "r{1,2}.parquet", "_r.csv", "a,b.csv", "f?/r.csv"])
def test_spark_is_not_given_a_name_that_it_takes_for_a_pattern(folder: Path, name: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    as_written("made-before" + Path(name).suffix, of(7))
    Path("made-before" + Path(name).suffix).rename(name)

    with pytest.raises(NotUnderstood, match=r"Spark takes .* for a pattern"):
        Engine(Kind.SPARK, None, "Spark").table(name)


@pytest.mark.parametrize(
    "name",
    [
        "reviews; DROP TABLE reviews",
        'reviews" UNION SELECT 1',
        "reviews--",
        "(SELECT 1)",
        "a.b.c",
        "",
        "re views",
        "r'",
    ],
)
def test_a_table_name_with_sql_in_it_is_not_a_name(fama: Fama, on_postgresql: str, name: str) -> None:
    import psycopg

    ran = fama("record", "audit", name, "--engine", on_postgresql)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"fama: `{name}` is not the name of a table\n")
    with psycopg.connect(on_postgresql) as connection:
        assert connection.execute("SELECT count(*) > 2000 FROM reviews").fetchone() == (True,)


@pytest.mark.parametrize(
    ("name", "err"),
    [
        ("review", "hint: Did you mean `reviews`?"),
        ("public.review", "hint: Did you mean `public.reviews`?"),
        ("nothing_like_it", "hint: Check the name and the schema"),
        ("REVIEWS", "hint: Did you mean `reviews`?"),
    ],
)
def test_a_table_that_is_not_there(fama: Fama, on_postgresql: str, name: str, err: str) -> None:
    ran = fama("record", "audit", name, "--engine", on_postgresql)

    assert (ran.code, ran.out) == (3, "")
    assert ran.err.splitlines()[-1] == err


def test_a_file_is_not_for_postgresql(fama: Fama, on_postgresql: str, folder: Path) -> None:
    Path("r.csv").write_text(f"{HEADINGS}\n{GOOD}")

    ran = fama("record", "audit", "r.csv", "--engine", on_postgresql)

    assert (ran.code, ran.err.splitlines()[0]) == (2, "fama: `r.csv` is a file, and PostgreSQL reads tables")


def test_a_server_that_is_not_there(fama: Fama, tmp_path: Path) -> None:
    address = f"postgresql:///records?host={tmp_path}"

    ran = fama("record", "audit", "reviews", "--engine", address)

    assert (ran.code, ran.out) == (5, "")
    assert ran.err == f"fama: {tmp_path}/records cannot be reached, or went away half-way\n\nhint: {AGAIN}\n"


AGAIN = "Nothing was written. Check the network, then run it again"


def test_a_server_that_goes_away_half_way(fama: Fama, on_postgresql: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    from fama_cli.recording import audit
    from fama_cli.recording.checks import Check

    done = audit._outcome
    seen: list[str] = []

    def then_it_goes(check: Check, *others: object) -> audit.Outcome:
        seen.append(check.id)
        if len(seen) == 5:
            with psycopg.connect(on_postgresql, autocommit=True) as keeper:
                keeper.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fama audit'")
        return done(check, *others)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(audit, "_outcome", then_it_goes)
    ran = fama("record", "audit", "reviews", "--engine", on_postgresql, "--format", "html", "-o", "audit.html")

    assert len(seen) == 5
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (5, "", f"hint: {AGAIN}")
    assert not Path("audit.html").exists()


def test_nothing_is_left_on_the_server(fama: Fama, on_postgresql: str) -> None:
    import psycopg

    assert fama("record", "audit", "reviews", "--engine", on_postgresql).code == 0

    with psycopg.connect(on_postgresql) as connection:
        found = connection.execute("SELECT relname FROM pg_class WHERE relname LIKE 'fama_audit%'").fetchall()
    assert found == []


def test_a_view_that_writes_when_it_is_read_is_refused(fama: Fama, on_postgresql: str) -> None:
    import psycopg

    with psycopg.connect(on_postgresql, autocommit=True) as keeper:
        keeper.execute("CREATE TABLE who_looked (at timestamp)")
        keeper.execute(
            "CREATE FUNCTION noted() RETURNS text LANGUAGE sql VOLATILE AS $$ INSERT INTO who_looked VALUES (now()); SELECT 'Y' $$"
        )
        columns = ", ".join(f'"{name}"' for name in REVIEW_COLUMNS if name != "RECMAID")
        keeper.execute(f'CREATE VIEW looked_at AS SELECT {columns}, noted() AS "RECMAID" FROM reviews LIMIT 9')
        try:
            ran = fama("record", "audit", "looked_at", "--engine", on_postgresql)
            seen = keeper.execute("SELECT count(*) FROM who_looked").fetchone()
        finally:
            keeper.execute("DROP VIEW looked_at")
            keeper.execute("DROP FUNCTION noted")
            keeper.execute("DROP TABLE who_looked")

    assert (ran.code, ran.out, seen) == (5, "", (0,))
    assert ran.err.splitlines()[-1] == "hint: Name a table, or a view that only reads"


def test_a_login_without_the_right_to_make_temporary_tables_is_answered_too(fama: Fama, on_postgresql: str) -> None:
    import psycopg
    from sqlalchemy import make_url

    reader = make_url(on_postgresql).set(username="only_reads").render_as_string(hide_password=False)
    with psycopg.connect(on_postgresql, autocommit=True) as keeper:
        keeper.execute("CREATE ROLE only_reads LOGIN")
        keeper.execute("REVOKE TEMPORARY ON DATABASE postgres FROM PUBLIC")
        try:
            refused = fama("record", "audit", "reviews", "--engine", reader)
            keeper.execute("GRANT SELECT ON reviews TO only_reads")
            allowed = fama("record", "audit", "reviews", "--engine", reader)
        finally:
            keeper.execute("GRANT TEMPORARY ON DATABASE postgres TO PUBLIC")
            keeper.execute("DROP OWNED BY only_reads")
            keeper.execute("DROP ROLE only_reads")

    assert refused.code in {3, 5}
    assert allowed.code == 0
    assert allowed.out == fama("record", "audit", "reviews", "--engine", on_postgresql).out


@pytest.mark.parametrize("library", ["ibis", "duckdb"])
def test_without_the_extra_it_says_how_to_install_it(fama: Fama, folder: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    from importlib import util

    Path("r.csv").write_text(f"{HEADINGS}\n{GOOD}")
    found = util.find_spec
    hidden: Callable[..., object] = lambda name, package=None: None if name == library else found(name, package)  # noqa: E731
    monkeypatch.setattr("fama_cli.recording.connecting.find_spec", hidden)

    ran = fama("record", "audit", "r.csv")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("\n\nhint: Install it: `pip install 'fama-cli[audit]'`\n")


def test_the_command_and_its_help_need_none_of_the_libraries(fama: Fama) -> None:
    before = set(sys.modules)

    assert fama("record", "audit", "--help").code == 0
    assert {"ibis", "duckdb", "pyarrow", "pandas"} & (set(sys.modules) - before) == set()

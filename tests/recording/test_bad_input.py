"""Records that cannot be audited: a sentence, the row where it can be named, and nothing partial left behind."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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
    ("twice.csv", f"{HEADINGS},recmaid\n".encode(), "`twice.csv`, line 1: the heading `recmaid` is there twice", "Take one of the 2 columns out"),
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
     "Export it with those columns, or name a profile with the headings it has"),
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


@pytest.mark.parametrize("name", ["r*.csv", "r[1].csv", "r'; DROP TABLE x; --.csv", "a b.csv"])
def test_a_file_may_have_any_name(fama: Fama, folder: Path, name: str) -> None:
    Path(name).write_text(f"{HEADINGS}\n{GOOD}")
    Path("r1.csv").write_text("nothing of the kind\n")

    assert fama("record", "audit", name).err.count("fama:") == 0


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
    ran = fama("record", "audit", name, "--engine", on_postgresql)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"fama: `{name}` is not the name of a table\n")
    assert fama("record", "audit", "reviews", "--engine", on_postgresql).code == 0


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
    monkeypatch.setattr("fama_cli.recording.engine.find_spec", hidden)

    ran = fama("record", "audit", "r.csv")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("\n\nhint: Install it: `pip install 'fama-cli[audit]'`\n")


def test_the_command_and_its_help_need_none_of_the_libraries(fama: Fama) -> None:
    before = set(sys.modules)

    assert fama("record", "audit", "--help").code == 0
    assert {"ibis", "duckdb", "pyarrow", "pandas"} & (set(sys.modules) - before) == set()

"""Code-Point Open: reading it as it comes, refusing what is something else, and asking for a postcode."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fama_cli.errors import FamaError, FileProblem
from fama_cli.meetings.places.code_point import LICENCE, NotPlaces, PostcodeRow, attribution, read
from fama_cli.meetings.places.distance import metres_between
from fama_cli.meetings.places.kept import About, about_places, postcode_at, write_places

TAIL = ',"E92000001","E19000002","E18000009","","E07000093","E05012936"\r\n'
SO = f'"SO16 0AS",10,437292,115542{TAIL}"SO160AA",10,437000,115000{TAIL}"SO1  1AA",90,0,0{TAIL}'
M = f'"M1 1AE",10,384716,398185{TAIL}'
EXPECTED = [("M1 1AE", 384716, 398185), ("SO16 0AS", 437292, 115542), ("SO16 0AA", 437000, 115000), ("SO1 1AA", 0, 0)]
HEADINGS = "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\r\nPostcode,Positional_quality_indicator,Eastings,Northings,Country_code\r\n"
TODAY = date(2026, 11, 21)


def made_zip(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in files.items():
            archive.writestr(name, contents)
    return path


@pytest.fixture
def code_point(tmp_path: Path) -> Path:
    files = {"Doc/licence.txt": "OGL", "Doc/Code-Point_Open_Column_Headers.csv": HEADINGS, "Doc/other.csv": "a,b", "Data/CSV/m.csv": M}
    return made_zip(tmp_path / "codepo_gb.zip", **files, **{"Data/CSV/so.csv": SO})


# Reading


def test_the_zip_as_it_comes(code_point: Path) -> None:
    assert list(read(code_point)) == EXPECTED


def test_one_file(tmp_path: Path) -> None:
    file = tmp_path / "so.csv"
    file.write_text(SO)

    assert list(read(file)) == EXPECTED[1:]


@pytest.mark.parametrize("inside", ["", "Data/CSV", "codepo_gb/Data/CSV"])
def test_a_folder(tmp_path: Path, inside: str) -> None:
    folder = tmp_path / "places"
    (folder / inside).mkdir(parents=True)
    (folder / "Doc").mkdir()
    (folder / "Doc" / "Code-Point_Open_Column_Headers.csv").write_text(HEADINGS)
    (folder / inside / "m.csv").write_text(M)
    (folder / inside / "so.CSV").write_text(SO)

    assert list(read(folder)) == EXPECTED


def test_all_files_joined_into_one_with_headings_as_the_guide_says(tmp_path: Path) -> None:
    file = tmp_path / "outputfile.csv"
    file.write_bytes(b"\xef\xbb\xbf" + (HEADINGS + M + "\r\n" + SO).encode())

    assert list(read(file)) == EXPECTED


@pytest.mark.parametrize("row", ['"SO1  1AA",90,0,0', '"SO1  1AA",90,437000,115000', '"SO1  1AA",60,0,0'])
def test_a_postcode_whose_place_is_not_known(tmp_path: Path, row: str) -> None:
    file = tmp_path / "so.csv"
    file.write_text(row + TAIL)

    assert list(read(file)) == [("SO1 1AA", 0, 0)]


# Refusing


def reason(path: Path) -> str:
    with pytest.raises(FamaError) as caught:
        list(read(path))
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        ("name,day\r\nTuesday Hope,2\r\n", "line 1"),
        (M + "M1 1AF,10,384716\r\n", "line 2"),
        (M + "M1 1AF,10,east,north\r\n", "line 2"),
        (M + '"nowhere",10,384716,398185\r\n', "line 2"),
        (M + '"M1 1AF",10,-5,398185\r\n', "line 2"),
        (M + '"M1 1AF",10,384716,9999999\r\n', "line 2"),
        (M + '"M1 1AF",10,384716,' + "9" * 5000 + "\r\n", "line 2"),
        (M + '"M1 1AF,10,384716\r\n' + "x" * 200_000, "line 3"),
        ("x" * 3_000_000, "line 1"),
        ("\x00\x01\x02", "line 1"),
        ('[{"name": "Tuesday Hope"}]', "line 1"),
    ],
)
def test_a_file_of_something_else(tmp_path: Path, contents: str, says: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text(contents)

    assert reason(file) == f"`list.csv` is not a file of Code-Point Open: {says} is not a postcode and its place"


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "`a.zip` has no CSV files of postcodes in it"),
        ({"Doc/licence.txt": "OGL"}, "`a.zip` has no CSV files of postcodes in it"),
        ({"Data/codepo_gb.gpkg": "x"}, "`a.zip` holds the postcodes as a GeoPackage, and CSV is what is read here"),
        ({"../so.csv": SO}, "`a.zip` has a file in it whose name points outside the zip, so it was not read"),
        ({"Data/../../so.csv": SO}, "`a.zip` has a file in it whose name points outside the zip, so it was not read"),
        ({"/etc/so.csv": SO}, "`a.zip` has a file in it whose name points outside the zip, so it was not read"),
        ({"C:/so.csv": SO}, "`a.zip` has a file in it whose name points outside the zip, so it was not read"),
        ({"..\\so.csv": SO}, "`a.zip` has a file in it whose name points outside the zip, so it was not read"),
        ({"Data/CSV/so.csv": SO + "\0" * 5_000_000}, "`a.zip` would unpack to far more than Code-Point Open holds"),
        ({f"Data/CSV/{number}.csv": "" for number in range(2001)}, "`a.zip` would unpack to far more than Code-Point Open holds"),
        ({"Data/CSV/so.csv": "a,b,c,d\r\n"}, "`Data/CSV/so.csv` is not a file of Code-Point Open: line 1 is not a postcode and its place"),
    ],
)
def test_a_zip_of_something_else(tmp_path: Path, files: dict[str, str], says: str) -> None:
    assert reason(made_zip(tmp_path / "a.zip", **files)) == says


def test_a_zip_packed_in_another_way(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("Data/CSV/so.csv", SO)

    assert reason(tmp_path / "a.zip") == "`a.zip` is locked with a password, or packed in a way that is not read here"


@pytest.mark.parametrize("at", [0, 30, 60, 100])
def test_a_damaged_zip(tmp_path: Path, code_point: Path, at: int) -> None:
    contents = bytearray(code_point.read_bytes())
    start = contents.index(b"Data/CSV/m.csv") + 14
    contents[start + at // 10 : start + at // 10 + 4] = b"\xff\xff\xff\xff"
    code_point.write_bytes(contents)

    assert reason(code_point) == "`codepo_gb.zip` is damaged: it cannot be unpacked"


def test_what_is_not_there_and_what_is_no_file(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert reason(tmp_path / "pipe") == "`pipe` is not an ordinary file"
    (tmp_path / "folder").mkdir()

    assert reason(tmp_path / "absent.zip") == f"There is no file `{tmp_path / 'absent.zip'}`"
    assert reason(tmp_path / "folder") == "The folder `folder` has no CSV files of postcodes in it"


@given(st.data())
def test_a_file_with_anything_changed_is_read_or_explained(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    contents = bytearray(SO.encode())
    for place in data.draw(st.lists(st.integers(0, len(contents) - 1), max_size=5)):
        contents[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    file = tmp_path_factory.getbasetemp() / "changed.csv"
    file.write_bytes(contents)

    rows: list[PostcodeRow] = []
    with suppress(NotPlaces):
        rows += read(file)

    assert all(postcode and easting >= 0 <= northing for postcode, easting, northing in rows)


# Keeping


def test_a_postcode_is_found_where_the_ordnance_survey_says(code_point: Path, tmp_path: Path) -> None:
    kept = tmp_path / "places.sqlite"
    counts: list[int] = []

    about = write_places(read(code_point), kept, source="codepo_gb.zip", imported=TODAY, done=counts.append)

    assert about == About(source="codepo_gb.zip", imported=TODAY, count=3, without_place=1)
    assert about_places(kept) == about
    assert counts == [4]
    found = postcode_at(kept, "SO16 0AS")
    assert found is not None
    # Adanac Drive, Southampton, where the Ordnance Survey has its offices.
    assert metres_between(*found, 50.9377, -1.4705) < 500
    assert postcode_at(kept, "SO1 1AA") is None
    assert postcode_at(kept, "ZZ1 1ZZ") is None
    with sqlite3.connect(kept) as database:
        assert database.execute("SELECT typeof(lat), typeof(lon) FROM postcodes").fetchall() == [("integer", "integer")] * 3
    database.close()


def test_progress_is_told_now_and_then(tmp_path: Path) -> None:
    counts: list[int] = []

    write_places(
        ((f"M{number} 1AE", 384716, 398185) for number in range(50_000)), tmp_path / "p", source="", imported=TODAY, done=counts.append
    )

    assert counts == [20_000, 40_000, 50_000]


def fails_after(count: int, problem: Exception) -> Iterator[PostcodeRow]:
    yield from [("M1 1AE", 384716, 398185)] * count
    raise problem


@pytest.mark.parametrize("problem", [NotPlaces("x", hint="y"), KeyboardInterrupt(), FileProblem("x", hint="y")])
def test_what_was_kept_stays_when_new_places_cannot_be_read(tmp_path: Path, problem: Exception) -> None:
    kept = tmp_path / "places.sqlite"
    write_places([("M1 1AE", 384716, 398185)], kept, source="old", imported=TODAY)
    before = kept.read_bytes()

    with pytest.raises(type(problem)):
        write_places(fails_after(3, problem), kept, source="new", imported=TODAY)

    assert kept.read_bytes() == before
    assert list(tmp_path.glob(".*")) == []


def test_no_places_at_all_replace_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotPlaces, match="not a single postcode"):
        write_places([("SO1 1AA", 0, 0)], tmp_path / "places.sqlite", source="", imported=TODAY)

    assert not (tmp_path / "places.sqlite").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        write_places([("M1 1AE", 384716, 398185)], tmp_path / "absent" / "p", source="", imported=TODAY)


def test_before_any_places_were_imported(tmp_path: Path) -> None:
    assert postcode_at(tmp_path / "absent", "M1 1AE") is None
    assert about_places(tmp_path / "absent") is None


@pytest.mark.parametrize("contents", [b"not a database" * 100, b""])
def test_a_damaged_file_of_places(tmp_path: Path, contents: bytes) -> None:
    kept = tmp_path / "a?b#.sqlite"
    kept.write_bytes(contents)

    for ask in (lambda: postcode_at(kept, "M1 1AE"), lambda: about_places(kept)):
        with pytest.raises(FileProblem) as caught:
            ask()
        assert caught.value.hint == "Run `fama places import` again, to make it anew"


def test_the_middle_of_an_outcode(tmp_path: Path) -> None:
    rows = [("M1 1AE", 384800, 398100), ("M1 1AF", 384802, 398100), ("M11 1AA", 388000, 398000), ("M12 1AA", 400000, 400000)]
    write_places(rows, tmp_path / "places", source="made up", imported=date(2026, 11, 22))
    one, other, middle = (postcode_at(tmp_path / "places", words) for words in ("M1 1AE", "M1 1AF", "M1"))
    assert one is not None
    assert other is not None
    assert middle == pytest.approx(((one[0] + other[0]) / 2, (one[1] + other[1]) / 2))
    assert postcode_at(tmp_path / "places", "M2") is None


def test_who_is_to_be_named() -> None:
    assert attribution(2026).splitlines() == [
        "Contains OS data © Crown copyright and database right 2026",
        "Contains Royal Mail data © Royal Mail copyright and database right 2026",
        "Contains National Statistics data © Crown copyright and database right 2026",
    ]
    assert "Open Government Licence v3.0" in LICENCE

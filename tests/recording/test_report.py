"""The report: what it shows, what it hides, and how it is in a real browser."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from fama_cli.recording.disclosure import SMALLEST
from tests.browser import NARROW, WIDE, browser, page, pictured, violations
from tests.conftest import Fama
from tests.recording.made_up import REVIEW_COLUMNS, Service

__all__ = ["browser", "page"]

HEADINGS = ",".join(REVIEW_COLUMNS)


def all_of_it(files: Mapping[str, str]) -> list[str]:
    return ["record", "audit", files["reviews"], "--contacts", files["contacts"], "--episodes", files["interventions"]]


@pytest.fixture
def made(fama: Fama, files: Mapping[str, str], tmp_path: Path) -> Path:
    """The page of the made-up service. It is the same each time, and made once."""
    path = tmp_path / "audit.html"
    if not _MADE:
        ran = fama(*all_of_it(files), "--format", "html", "-o", str(path))
        assert (ran.code, ran.out) == (0, ""), ran.err
        _MADE.append(path.read_bytes())
    path.write_bytes(_MADE[0])
    return path


_MADE: list[bytes] = []


def test_nobody_is_shut_out_of_the_page(page: Page, made: Path) -> None:
    page.goto(made.as_uri())

    found = {}
    for name, viewport in (("wide", WIDE), ("narrow", NARROW)):
        page.set_viewport_size(viewport)
        pictured(page, f"audit, {name}")
        found[name] = violations(page)

    assert found == {"wide": [], "narrow": []}


def test_the_page_fits_a_narrow_screen(page: Page, made: Path) -> None:
    page.set_viewport_size(NARROW)
    page.goto(made.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True


def test_the_page_fits_its_paper(browser: Browser, made: Path, tmp_path: Path) -> None:
    pypdfium2 = import_module("pypdfium2")  # it has no types
    context = browser.new_context()
    sheet = context.new_page()
    sheet.goto(made.as_uri())
    sheet.pdf(path=str(tmp_path / "audit.pdf"), prefer_css_page_size=True)
    context.close()
    pdf = pypdfium2.PdfDocument(tmp_path / "audit.pdf")
    words = "\n".join(each.get_textpage().get_text_range() for each in pdf)
    sizes = {tuple(round(side) for side in each.get_size()) for each in pdf}
    pages = len(pdf)
    if folder := os.environ.get("FAMA_SCREENSHOTS"):
        for number in range(pages):
            pdf[number].render(scale=1.4).to_pil().save(Path(folder) / f"audit-page-{number + 1}.png")
    pdf.close()

    assert sizes == {(595, 842)}
    assert pages <= 6
    # The last column of the widest table is on the paper.
    assert "Under 80%?" in " ".join(words.split())


def test_the_page_names_nobody(made: Path, made_up: Service) -> None:
    words = re.sub(r"<style>.*?</style>|<[^>]*>", " ", made.read_text(encoding="utf-8"), flags=re.DOTALL)

    references = {row[0] for row in made_up.reviews if row[0]}
    assert references & set(re.findall(r"[\w-]+", words)) == set()


def first(files: Mapping[str, str], rows: int) -> Mapping[str, str]:
    """The first rows of each file, in files beside the test."""
    for name, path in files.items():
        Path(f"{name}.csv").write_text("".join(Path(path).read_text(encoding="utf-8").splitlines(keepends=True)[: rows + 1]))
    return {name: f"{name}.csv" for name in files}


def test_every_form_but_the_list_names_nobody(fama: Fama, files: Mapping[str, str], folder: Path) -> None:
    # The planted errors come first, so there is something to name.
    small = first(files, 200)
    for form in ("table", "plain", "csv", "json", "jsonl", "md"):
        ran = fama(*all_of_it(small), "--format", form)
        assert ran.code == 0
        assert re.findall(r"\b[KP]-\d{3,}", ran.out + ran.err) == [], form
    assert re.findall(r"\b[KP]-\d{3,}", fama(*all_of_it(small), "--references").out) != []


def lines_of(fama: Fama, *args: str) -> list[dict[str, Any]]:
    ran = fama(*args, "--json")
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)["lines"]
    return found


def test_no_number_under_5_is_anywhere(fama: Fama, files: Mapping[str, str], folder: Path) -> None:
    lines = lines_of(fama, *all_of_it(first(files, 29)))
    numbers = [each["number"] for each in lines if each["number"] is not None]

    assert [number for number in numbers if 0 < number < SMALLEST] == []
    assert any(each["hidden"] for each in lines)
    assert max(numbers) >= SMALLEST


def test_a_percentage_gives_no_hidden_number_away(fama: Fama, files: Mapping[str, str], folder: Path) -> None:
    Path("r.csv").write_text("".join(Path(files["reviews"]).read_text(encoding="utf-8").splitlines(keepends=True)[:80]))

    lines = lines_of(fama, "record", "audit", "r.csv")
    by_field = {(each["id"], each["phase"], each["measure"]): each for each in lines if each["part"] == "field"}
    for (field, phase, measure), line in by_field.items():
        if measure == "answered":
            missing = by_field[field, phase, "missing"]
            assert (line["percent"] is None) == missing["hidden"]


def test_what_few_clients_follow_from_is_hidden(fama: Fama, folder: Path) -> None:
    inside = [review(f"K-{n}", "20260105", "N", "Y") for n in range(98)]
    after = [review(f"K-{n}", "20260605", "Y", "N") for n in range(90, 100)]
    Path("r.csv").write_text(HEADINGS + "\n" + "".join(inside + after))

    found = {(each["id"], each["phase"], each["measure"]): each["number"] for each in lines_of(fama, "record", "audit", "r.csv")}

    assert (found["clients", "in treatment", "clients"], found["clients", "after treatment", "clients"]) == (98, 10)
    assert found["clients", "", "clients"] is None
    # 2 of the 100 have a review after treatment alone.
    assert found["qs23", "", "denominator"] == 98
    assert 100 not in found.values()


def test_a_check_without_its_table_is_not_done_and_never_passed(fama: Fama, files: Mapping[str, str]) -> None:
    lines = lines_of(fama, "record", "audit", files["reviews"])
    results = {each["id"]: (each["result"], each["number"]) for each in lines if each["part"] == "check"}

    assert results["yes-no-contact"] == ("not done: there is no table of contacts", None)
    assert results["contact-no-yes"] == ("not done: there is no table of contacts", None)
    for check in ("overdue", "all-no", "no-intervention", "outside", "unknown-episode"):
        assert results[check] == ("not done: there is no table of interventions", None)
    assert results["duplicates"] == ("found", 12)
    qs11 = next(each for each in lines if each["id"] == "qs11")
    assert (qs11["number"], qs11["result"]) == (None, "not done: it needs contacts")


ANSWERS = 14


def review(client: str, day: str, after: str, answer: str) -> str:
    return ",".join([client, "1", day, "", after, *[answer] * ANSWERS]) + "\n"


def test_exact_copies_are_counted_once(fama: Fama, folder: Path) -> None:
    # 812 rows of one national extract were exact copies of others: github.com/sandyknight/DepotBupeAnalysis.
    once = [review(f"K-{n}", "20260105", "N", "Y") for n in range(1000)]
    Path("r.csv").write_text(HEADINGS + "\n" + "".join(once + once[:812]))

    numbers = {(each["id"], each["measure"]): each["number"] for each in lines_of(fama, "record", "audit", "r.csv")}

    assert (numbers["rows", "rows"], numbers["copies", "rows"], numbers["different", "rows"]) == (1812, 812, 1000)
    assert (numbers["duplicates", "rows"], numbers["duplicates", "clients"]) == (812, 812)
    assert (numbers["RECMAID", "yes"], numbers["RECMAID", "clients"]) == (1000, 1000)


def test_after_treatment_is_kept_apart(fama: Fama, folder: Path) -> None:
    inside = [review(f"K-{n}", "20260105", "N", "N" if n % 2 else "Y") for n in range(100)]
    after = [review(f"K-{n}", "20260605", "Y", "Y") for n in range(30)]
    Path("r.csv").write_text(HEADINGS + "\n" + "".join(inside + after))

    lines = lines_of(fama, "record", "audit", "r.csv")
    recmaid = {(each["phase"], each["measure"]): each["number"] for each in lines if each["id"] == "RECMAID"}

    assert (recmaid["in treatment", "yes"], recmaid["in treatment", "no"], recmaid["in treatment", "clients"]) == (50, 50, 100)
    assert (recmaid["after treatment", "yes"], recmaid["after treatment", "clients"]) == (30, 30)


def test_without_the_mark_and_without_interventions_nobody_can_tell_which(fama: Fama, folder: Path) -> None:
    Path("r.csv").write_text(
        HEADINGS.replace(",post_discharge", "") + "\n" + "".join(f"K-{n},1,20260105,{',Y' * ANSWERS}\n" for n in range(9))
    )

    phases = {each["phase"] for each in lines_of(fama, "record", "audit", "r.csv") if each["part"] == "field"}

    assert phases == {"in or after treatment: not known which"}


def test_missing_is_not_no_and_the_line_is_at_80(fama: Fama, folder: Path) -> None:
    rows = [review(f"K-{n}", "20260105", "N", "N" if n < 80 else ("NA" if n % 2 else "")) for n in range(100)]
    Path("r.csv").write_text(HEADINGS + "\n" + "".join(rows))
    at_the_line = {each["measure"]: each for each in lines_of(fama, "record", "audit", "r.csv") if each["id"] == "RECHSE"}
    rows[0] = review("K-0", "20260105", "N", "")
    Path("r.csv").write_text(HEADINGS + "\n" + "".join(rows))
    under = {each["measure"]: each for each in lines_of(fama, "record", "audit", "r.csv") if each["id"] == "RECHSE"}

    assert (at_the_line["no"]["number"], at_the_line["missing"]["number"]) == (80, 20)
    assert (at_the_line["answered"]["percent"], at_the_line["answered"]["result"]) == (80.0, "80% or more")
    assert (under["answered"]["percent"], under["answered"]["result"]) == (79.0, "under 80%")


def test_a_yes_at_any_review_is_a_yes(fama: Fama, folder: Path) -> None:
    rows = [
        review(f"K-{n}", day, "N", answer) for n in range(20) for day, answer in (("20260105", "N"), ("20260605", "Y"), ("20260905", ""))
    ]
    Path("r.csv").write_text(HEADINGS + "\n" + "".join(rows))

    recmaid = {each["measure"]: each["number"] for each in lines_of(fama, "record", "audit", "r.csv") if each["id"] == "RECMAID"}

    assert (recmaid["yes"], recmaid["no"], recmaid["missing"], recmaid["clients"]) == (20, 0, 0, 20)


def test_the_list_is_for_staff_and_says_what_to_do(fama: Fama, files: Mapping[str, str], made_up: Service, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"

    ran = fama(*all_of_it(files), "--references", "--format", "csv", "-o", str(file))
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))

    assert ran.err.startswith("This list has clients' references: it is for your service's own staff.\n")
    assert len(rows) == len(made_up.planted)
    assert all(row["what_to_do"] for row in rows)
    assert file.stat().st_mode & 0o077 == 0


def test_a_services_own_profile_is_followed(fama: Fama, folder: Path) -> None:
    from fama_cli.catalogue.places import shipped_folder

    shipped = (shipped_folder() / "recording" / "cds-k.yaml").read_text(encoding="utf-8")
    ours = shipped.replace("id: cds-k", "id: ours").replace("client: CLIENT", "client: Ref no").replace('yes": [Y, 1]', 'yes": [ja]')
    Path("ours.yaml").write_text(ours.replace("interval_months: 6", "interval_months: 3"), encoding="utf-8")
    Path("r.csv").write_text(
        HEADINGS.replace("CLIENT", "Ref no") + "\n" + "".join(review(f"K-{n}", "20260105", "N", "Ja") for n in range(9))
    )

    ran = fama("record", "audit", "r.csv", "--profile", "ours.yaml", "--json")
    document = json.loads(ran.out)

    assert (document["profile"], document["interval_months"]) == ("ours", 3)
    assert next(each for each in document["lines"] if (each["id"], each["measure"]) == ("RECMAID", "yes"))["number"] == 9

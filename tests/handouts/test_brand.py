"""A service's own name, contact line, logo and colour: what is right reaches every format."""

from __future__ import annotations

import base64
import io
import zipfile
from importlib import import_module
from itertools import product
from pathlib import Path

import docx
import pytest
from PIL import Image

from fama_cli.handouts.brand import PETROL, READABLE, BrandNotRight, checked_colour, contrast
from fama_cli.handouts.logo import LogoKind, checked_logo
from tests.conftest import Fama

pypdfium2 = import_module("pypdfium2")  # it has no types

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs><linearGradient id="shade"><stop stop-color="#0b5563"/></linearGradient>'
    b'</defs><style>.a { fill: url(#shade) }</style><rect class="a" width="40" height="20"/><use href="#shade"/></svg>'
)
"""A drawing as a drawing program makes it: it points at parts of itself."""

BRAND = "name: Northgate Recovery\ncontact: 01632 960 001, 1 High Street\nlogo: {logo}\ncolour: '#7a1f3d'\n"


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 30), "#7a1f3d").save(file, "png")
    return file.getvalue()


LOGOS = {"logo.png": png(), "logo.svg": SVG}


def brand_file(folder: Path, logo: str) -> str:
    (folder / logo).write_bytes(LOGOS[logo])
    file = folder / "brand.yaml"
    file.write_text(BRAND.format(logo=logo), encoding="utf-8")
    return str(file)


def made(fama: Fama, folder: Path, logo: str, format: str) -> bytes:
    path = folder / f"sheet.{format}"
    ran = fama("handout", "helplines", "--format", format, "--brand", brand_file(folder, logo), "-o", str(path))
    assert ran.code == 0, ran.err
    return path.read_bytes()


@pytest.mark.parametrize(
    ("colour", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#FF0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#ffffff", 1.37),
        (PETROL, "#ffffff", 8.42),
    ],
)
def test_contrast_is_what_wcag_says(colour: str, other: str, ratio: float) -> None:
    assert round(contrast(colour, other), 2) == ratio


def test_the_palest_grey_that_can_be_read_is_allowed() -> None:
    assert checked_colour("#767676") == "#767676"


def test_a_shade_paler_is_refused_and_the_next_darker_one_is_named() -> None:
    with pytest.raises(BrandNotRight) as refused:
        checked_colour("#777777")

    assert (refused.value.message, refused.value.hint) == (
        "The colour `#777777` is too pale to read on white: its contrast is 4.48 to 1, and words need 4.5 to 1",
        "Use a darker shade, such as `#757575`",
    )


@pytest.mark.parametrize("channels", list(product(("00", "80", "ff"), repeat=3)), ids="".join)
def test_the_colour_named_in_place_of_a_pale_one_can_be_read(channels: tuple[str, str, str]) -> None:
    colour = "#" + "".join(channels)
    if contrast(colour) >= READABLE:
        assert checked_colour(colour) == colour
        return

    with pytest.raises(BrandNotRight) as refused:
        checked_colour(colour)

    named = refused.value.hint.split("`")[1]
    assert checked_colour(named) == named


@pytest.mark.parametrize(("name", "kind"), [("logo.png", LogoKind.PNG), ("logo.svg", LogoKind.SVG)])
def test_a_good_logo_is_kept_as_it_is(name: str, kind: LogoKind) -> None:
    logo = checked_logo(LOGOS[name], name)

    assert (logo.kind, logo.contents) == (kind, LOGOS[name])


def test_what_a_logo_is_called_does_not_say_what_it_is() -> None:
    assert checked_logo(LOGOS["logo.svg"], "logo.png").kind is LogoKind.SVG


@pytest.mark.parametrize(("logo", "kind"), [("logo.png", "image/png"), ("logo.svg", "image/svg+xml")])
def test_html_holds_the_logo(fama: Fama, tmp_path: Path, logo: str, kind: str) -> None:
    page = made(fama, tmp_path, logo, "html").decode()

    encoded = base64.b64encode(LOGOS[logo]).decode()
    assert f'<img src="data:{kind};base64,{encoded}" alt="Northgate Recovery logo">' in page


@pytest.mark.parametrize("logo", LOGOS)
def test_word_holds_the_logo_with_words_for_it(fama: Fama, tmp_path: Path, logo: str) -> None:
    contents = made(fama, tmp_path, logo, "docx")

    described = [shape._inline.docPr.get("descr") for shape in docx.Document(io.BytesIO(contents)).inline_shapes]
    with zipfile.ZipFile(io.BytesIO(contents)) as file:
        pictures = [file.read(name) for name in file.namelist() if name.startswith("word/media/")]
    assert described == ["Northgate Recovery logo"]
    assert [picture[:8] for picture in pictures] == [b"\x89PNG\r\n\x1a\n"]


@pytest.mark.parametrize("logo", LOGOS)
def test_pdf_draws_the_logo_in_its_colour(fama: Fama, tmp_path: Path, logo: str) -> None:
    page = pypdfium2.PdfDocument(made(fama, tmp_path, logo, "pdf"))[0]

    corner = page.render(scale=1).to_pil().convert("RGB").crop((42, 42, 95, 80))
    colour = (0x7A, 0x1F, 0x3D) if logo == "logo.png" else (0x0B, 0x55, 0x63)
    assert sum(count for count, seen in corner.getcolors(5000) if seen == colour) > 400


@pytest.mark.parametrize("format", ["md", "txt"])
def test_text_names_the_service_and_leaves_the_logo_out(fama: Fama, tmp_path: Path, format: str) -> None:
    first, second, *_ = made(fama, tmp_path, "logo.svg", format).decode().splitlines()

    assert (first.strip(" *"), second) == ("Northgate Recovery", "01632 960 001, 1 High Street")


def test_the_colour_is_that_of_headings(fama: Fama, tmp_path: Path) -> None:
    page = made(fama, tmp_path, "logo.png", "html").decode()
    document = docx.Document(io.BytesIO(made(fama, tmp_path, "logo.png", "docx")))

    assert ":root { --colour: #7a1f3d;" in page
    assert str(document.styles["Heading 2"].font.color.rgb) == "7A1F3D"


def test_a_brand_with_a_name_alone_is_enough(fama: Fama, tmp_path: Path) -> None:
    file = tmp_path / "brand.yaml"
    file.write_text("name: Northgate Recovery\n", encoding="utf-8")

    ran = fama("handout", "helplines", "--format", "txt", "--brand", str(file))

    assert (ran.code, ran.out.splitlines()[0]) == (0, "Northgate Recovery")


def test_a_logo_may_stand_in_another_folder(fama: Fama, tmp_path: Path) -> None:
    logo = tmp_path / "home" / "logo.png"
    logo.write_bytes(png())
    file = tmp_path / "brand.yaml"
    file.write_text("name: Northgate Recovery\nlogo: ~/logo.png\n", encoding="utf-8")

    ran = fama("handout", "helplines", "--format", "html", "--brand", str(file), "-o", str(tmp_path / "sheet.html"))

    assert ran.code == 0
    assert base64.b64encode(png()).decode() in (tmp_path / "sheet.html").read_text(encoding="utf-8")

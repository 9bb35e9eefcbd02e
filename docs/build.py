"""Write every generated page, or with --check say which are out of date.

python docs/build.py
python docs/build.py --check
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs.making import commands, data_files, examples, gallery, links, man, schemas, topics  # noqa: E402
from docs.making.running import SCRATCH, scratch  # noqa: E402

DOCS = ROOT / "docs"
WRITTEN_BY_HAND = ("README.md", "CHANGELOG.md", "docs/*.md", "docs/how-to/*.md", "docs/explanation/*.md")
"""Pages whose example blocks are renewed; everything else on them is left alone."""


def built() -> tuple[dict[Path, str], dict[Path, bytes]]:
    """Every generated page and every picture, and what it should hold."""
    files = {DOCS / "reference" / f"{name}.md": text for name, text in topics.topics().items()}
    with scratch():
        files[DOCS / "reference" / "commands.md"] = commands.page()
        files |= {ROOT / "schemas" / name: text for name, text in schemas.schemas().items()}
    with scratch():
        files[DOCS / "gallery" / "README.md"], pictures = gallery.gallery()
    files[DOCS / "reference" / "data-files.md"] = data_files.page()
    files[DOCS / "man" / "fama.1"] = man.page()
    for pattern in WRITTEN_BY_HAND:
        files |= {path: examples.renewed(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob(pattern))}
    return files, {DOCS / "gallery" / name: picture for name, picture in pictures.items()}


def main(args: list[str]) -> int:
    if args not in ([], ["--check"]):
        sys.stderr.write((__doc__ or "") + "\n")
        return 2
    files, pictures = built()
    wrong = [*links.broken({path: text for path, text in files.items() if path.suffix == ".md"}, pictures)]
    here = (f"{ROOT}/data", f"{ROOT}/src", SCRATCH)
    wrong += [f"{path}: names a place on this machine" for path, text in files.items() if any(place in text for place in here)]
    contents = {path: text.encode() for path, text in files.items()} | pictures
    for path, wanted in contents.items():
        if path.is_file() and path.read_bytes() == wanted:
            continue
        if args:
            wrong.append(f"{path}: out of date. Run `make docs`")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted)
            print(path.relative_to(ROOT))
    wrong += [f"{path}: nothing makes this picture any more" for path in sorted(DOCS.glob("gallery/*.png")) if path not in pictures]
    for sentence in wrong:
        print(sentence.replace(f"{ROOT}/", ""))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Made-up local data: groups by the hundred or thousand, shaped like real ones and the same each time, and one that is edited."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

MANY = 10_000
BOOKLET = 500
"""About as many groups as one service would ever print."""

NATIONS = ("england", "scotland", "wales", "northern-ireland")
ENGLAND = NATIONS[:1]
_TOWNS = ("Ashford", "Barnsley", "Carlisle", "Derby", "Exeter", "Falkirk", "Grimsby", "Hexham", "Ipswich", "Jarrow")

_HEAD = """\
sources:
- id: local-list
  title: A list of local groups
  publisher: A service
  grade: A
  date: 2026-03-02
groups:
"""

_GROUP = """\
- id: local-{number}
  name: {town} recovery group {number}
  kind: peer-support
  audience: own-use
  for_whom:
    says: Anyone of 18 or older who wants to stop or cut down.
    sources: [local-list]
  covers:
    {covers}
    sources: [local-list]
  nations:
    are: [{nation}]
    sources: [local-list]
  cost:
    says: Free. There is a voluntary collection.
    sources: [local-list]
  contacts:
  - kind: phone
    value: 01632 96{number:04d}
    label: Answered in the evening
    evidence:
      status: current
      sources: [local-list]
  - kind: website
    value: https://group-{number}.example.org/
    evidence:
      status: current
      sources: [local-list]
"""


def write_many(folder: Path, substances: Sequence[str], *, all_match: bool, groups: int = MANY, nations: Sequence[str] = NATIONS) -> None:
    """Write groups.yaml in `folder`: 8 in 10 of the groups name 1 to 3 of `substances`, and the rest (or all) welcome any."""
    folder.mkdir(parents=True)
    chance = random.Random(2014)
    with (folder / "groups.yaml").open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for number in range(groups):
            named = chance.sample(substances, chance.randint(1, 3))
            names_them = not all_match and chance.random() < 0.8
            covers = (
                f"says: {' or '.join(named)}\n    substances: [{', '.join(named)}]"
                if names_them
                else "says: any mood-altering substance\n    every: mood-altering"
            )
            file.write(_GROUP.format(number=number, town=chance.choice(_TOWNS), covers=covers, nation=chance.choice(nations)))


def write_one(folder: Path, turn: int) -> None:
    """Write a file of one group whose contents are new each turn, as a person's edit is."""
    folder.mkdir(parents=True, exist_ok=True)
    group = _GROUP.format(number=turn, town=_TOWNS[turn % 10], covers="says: alcohol\n    substances: [alcohol]", nation="england")
    (folder / "groups.yaml").write_text(_HEAD + group, encoding="utf-8")

"""A meeting as far as gaps go: whose, when, where, and what it states of itself."""

from __future__ import annotations

from enum import StrEnum

from fama_cli.record import record


class Where(StrEnum):
    """How people come to a meeting."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    BOTH = "both"


IN_PERSON = {Where.IN_PERSON, Where.BOTH}
ONLINE = {Where.ONLINE, Where.BOTH}


@record
class Held:
    """One meeting, as far as gaps go."""

    group: str
    """Id of a group in the directory, such as `na`."""
    weekday: int | None = None
    """0 is Monday. None is by arrangement, or not stated."""
    at: int | None = None
    """Minutes after midnight."""
    every_week: bool | None = None
    """False is every fortnight, the first Monday of the month and the like. None is not stated."""
    area: str | None = None
    """As it was asked for, such as the postcode area LS. None is not stated, or online only."""
    where: Where | None = None
    yes: tuple[str, ...] = ()
    """Features that it states it has, such as `step-free`."""
    no: tuple[str, ...] = ()
    """Features that it states it has not."""
    languages: tuple[str, ...] = ()
    """Empty is not stated."""
    latitude: float | None = None
    """Degrees north. What cannot be right is counted as such, and not drawn."""
    longitude: float | None = None
    """Degrees east: most of the UK is less than 0."""
    outcode: str | None = None
    """The first half of its postcode, such as LS6."""


FEATURES = {
    "step-free": "is step-free",
    "accessible-toilet": "has an accessible toilet",
    "hearing-loop": "has a hearing loop",
    "bsl": "has British Sign Language",
    "women": "is for women",
    "men": "is for men",
    "lgbtq": "is for LGBTQ people",
    "young-people": "is for young people",
    "newcomers": "is for newcomers",
    "secular": "is secular",
    "child-friendly": "is child-friendly",
    "proof-of-attendance": "gives proof of attendance",
}
"""What a meeting may state of itself, yes or no, and how to say it."""

ACCESS = ("step-free", "accessible-toilet", "hearing-loop", "bsl", "women", "lgbtq", "young-people", "child-friendly")
"""What is looked for unless a partnership says otherwise. Ours: the guide names none."""

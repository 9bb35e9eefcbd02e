"""The terms by which our own meetings say, in Open Referral UK, what it has no field for.

The standard lets a list bring taxonomies of its own. Each of ours is named here; a term's `name` is our own word for the thing.
"""

from __future__ import annotations

from fama_cli.meetings.model import Feature

FELLOWSHIP = "fama:fellowship"
WELCOME = "fama:welcome"
ATTENDANCE = "fama:attendance"
YES = "fama:yes"
NO = "fama:no"
LANGUAGE = "fama:language"
KIND = "fama:kind"
CLOSED_ON = "fama:closed-on"
ZONE = "fama:time-zone"
GROUP = "fama:group"
"""The name is the group's, and the description is what it says of itself."""
PLACE = "fama:place"

AREA = "area"
DOOR = "door"
"""Of PLACE: whether the address is only the area, or leads to a door."""

ALL = (FELLOWSHIP, WELCOME, ATTENDANCE, YES, NO, LANGUAGE, KIND, CLOSED_ON, ZONE, GROUP, PLACE)

ABOUT_PLACE = (Feature.STEP_FREE, Feature.ACCESSIBLE_TOILET, Feature.HEARING_LOOP)
"""What is said of the location too, as its accessibility."""

WEB, PHONE = "URL", "telephone"
"""How a virtual location is reached: its `external_identifier_type`."""


def access(feature: Feature, *, has: bool) -> str:
    """ "Step free: yes", for people who read the list."""
    return f"{feature.value.replace('-', ' ').capitalize()}: {'yes' if has else 'no'}"


ACCESS = {access(feature, has=has) for feature in ABOUT_PLACE for has in (True, False)}

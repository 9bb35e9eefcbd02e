"""What the facts of a meeting are called in words."""

from __future__ import annotations

from collections.abc import Mapping

from fama_cli.meetings.model import Attendance, Feature, Welcome

FEATURES: Mapping[Feature, str] = {
    Feature.STEP_FREE: "step-free",
    Feature.ACCESSIBLE_TOILET: "accessible toilet",
    Feature.HEARING_LOOP: "hearing loop",
    Feature.BSL: "British Sign Language",
    Feature.WOMEN: "women",
    Feature.MEN: "men",
    Feature.LGBTQ: "LGBTQ+",
    Feature.YOUNG_PEOPLE: "young people",
    Feature.NEWCOMERS: "newcomers",
    Feature.SECULAR: "secular",
    Feature.CHILD_FRIENDLY: "child-friendly",
    Feature.PROOF_OF_ATTENDANCE: "signs a chit (proof of attendance)",
}
ACCESS = (Feature.STEP_FREE, Feature.ACCESSIBLE_TOILET, Feature.HEARING_LOOP, Feature.BSL)
"""What decides whether a person can get in and follow. These are shown even where they are not stated."""

WELCOMES: Mapping[Welcome | None, str] = {
    Welcome.OPEN: "Open: anyone may come",
    Welcome.MEMBERS_ONLY: "Members only: for people who have the problem, or think they may",
    None: "Not stated who may come",
}
ATTENDANCES: Mapping[Attendance | None, str] = {
    Attendance.IN_PERSON: "in person",
    Attendance.ONLINE: "online",
    Attendance.HYBRID: "in person and online",
    None: "not stated whether in person or online",
}
CLOSURES: Mapping[str, str] = {"bank-holidays": "bank holidays", "christmas": "Christmas", "easter": "Easter"}
HOLIDAYS = {"bank-holidays": "a bank holiday", "christmas": "in the Christmas holidays", "easter": "in the Easter holidays"}

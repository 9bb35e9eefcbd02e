"""The columns of a plain list that a service types in a spreadsheet, and the words they may hold."""

from __future__ import annotations

from functools import lru_cache

from fama_cli.meetings.model import Attendance, Closure, Feature, Welcome
from fama_cli.text import folded

HEADINGS: dict[str, str] = {
    "fellowship": "Fellowship", "name": "Name", "when": "When", "starts": "Starts", "ends": "Ends", "attendance": "How people attend",
    "welcome": "Who may come", "venue": "Venue", "address": "Address", "town": "Town", "postcode": "Postcode", "latitude": "Latitude",
    "longitude": "Longitude", Feature.STEP_FREE: "Step-free", Feature.ACCESSIBLE_TOILET: "Accessible toilet",
    Feature.HEARING_LOOP: "Hearing loop", Feature.BSL: "British Sign Language", Feature.WOMEN: "Women", Feature.MEN: "Men",
    Feature.LGBTQ: "LGBTQ+", Feature.YOUNG_PEOPLE: "Young people", Feature.NEWCOMERS: "Newcomers", Feature.SECULAR: "Secular",
    Feature.CHILD_FRIENDLY: "Child-friendly", Feature.PROOF_OF_ATTENDANCE: "Proof of attendance", "languages": "Languages",
    "closed_on": "Not on", "online_url": "Online address", "online_phone": "Phone to join by", "notes": "Notes",
    "checked_on": "Checked on", "checked_by": "Checked by", "website": "Website",
}  # fmt: skip
"""Column -> its heading, in the order of the template."""

_OTHER_HEADINGS = {
    "fellowship": "meetingtype,organisation,programme,program,fellowship id",
    "name": "meeting,meeting name,title",
    "when": "when it meets,when is it,pattern,how often,frequency,recurrence",
    "day": "days,weekday,day of the week,day of week,meeting day",
    "starts": "time,start,start time,from,starts at,begins",
    "ends": "end,end time,until,finish,finishes,finish time,ends at",
    "duration": "length,duration minutes,duration in minutes",
    "attendance": "in person or online,how to attend,attend,type of attendance,online or in person",
    "welcome": "open or members only,open,who can come,who can attend,open or closed,open to",
    "venue": "place,location,building,where",
    "address": "street,street address,full address",
    "town": "city,town or city,city or town",
    "county": "state",
    "postcode": "post code,postal code,zip",
    "country": "nation",
    "region": "area",
    "latitude": "lat",
    "longitude": "lng,long,lon",
    Feature.STEP_FREE: "step free access,wheelchair,wheelchair access,wheelchair accessible",
    Feature.ACCESSIBLE_TOILET: "disabled toilet,accessible wc,wheelchair accessible toilet",
    Feature.HEARING_LOOP: "hearing,loop,induction loop",
    Feature.BSL: "bsl,bsl interpreter",
    Feature.WOMEN: "women only,womens",
    Feature.MEN: "men only,mens",
    Feature.LGBTQ: "lgbt,lgbtqia",
    Feature.YOUNG_PEOPLE: "young persons,youth",
    Feature.NEWCOMERS: "beginners,newcomer,beginner",
    Feature.SECULAR: "agnostic,atheist,atheist or agnostic",
    Feature.CHILD_FRIENDLY: "children welcome,children",
    Feature.PROOF_OF_ATTENDANCE: "chit,chits,proof,attendance slip,signs a slip",
    "languages": "language,spoken in",
    "closed_on": "does not meet on,no meeting on,exceptions,except,closures",
    "online_url": "online link,meeting link,zoom,zoom link,conference url,link,online",
    "online_phone": "dial in,dial in number,conference phone",
    "contact": "phone,telephone,contact,email,contact name,contact phone,contact email,mobile",
    "notes": "note,comments,more",
    "place_notes": "how to find the door,directions,location notes,place notes",
    "online_notes": "how to join,online notes",
    "group": "group name",
    "checked_on": "last checked,checked,verified on,date checked",
    "checked_by": "who checked,initials,verified by",
    "updated": "last updated,last edited",
    "website": "web page,web site,url,page",
    "source_id": "id,guid,slug,ref,reference",
    "kinds": "format,formats,kind,kind of meeting",
}
_COLUMNS = {folded(words): column for column, heading in HEADINGS.items() for words in (column, heading)}
_COLUMNS |= {folded(words): column for column, others in _OTHER_HEADINGS.items() for words in (column, *others.split(","))}
FEATURES = tuple(Feature)


@lru_cache(maxsize=1024)
def column_of(heading: str) -> str:
    """The column that a heading stands for. "" where it is none."""
    return str(_COLUMNS.get(folded(heading), ""))


def known_headings() -> list[str]:
    """For guessing what was meant by another."""
    return list(HEADINGS.values())


ATTENDANCE = {
    **dict.fromkeys(("inperson", "facetoface", "f2f", "inroom", "physical", "venue"), Attendance.IN_PERSON),
    **dict.fromkeys(("online", "virtual", "zoom", "onlineonly", "phone", "byphone"), Attendance.ONLINE),
    **dict.fromkeys(("hybrid", "both", "inpersonandonline", "onlineandinperson", "inpersonoronline"), Attendance.HYBRID),
}
WELCOME = {
    **dict.fromkeys(("open", "anyone", "everyone", "all", "opentoall", "opentoanyone", "openmeeting", "yes", "true", "y"), Welcome.OPEN),
    **dict.fromkeys(("membersonly", "members", "closed", "closedmeeting", "onlymembers"), Welcome.MEMBERS_ONLY),
}
ANSWERS = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "tick", "✓", "✔"), True),
    **dict.fromkeys(("no", "n"), False),
}
NOT_STATED = frozenset(
    ("", "false", "0", "na", "unknown", "notstated", "notknown", "dontknow", "notsure", "none", "null", "nil", "tbc", "unsure", "nan")
)
"""What is written where nothing is known. Lists that software copied from web pages write False for every fact they did not find."""
CLOSURES = {
    **dict.fromkeys(("bankholidays", "bankholiday", "publicholidays", "bankhols"), Closure.BANK_HOLIDAYS),
    **dict.fromkeys(("christmas", "xmas", "overchristmas", "christmasandnewyear"), Closure.CHRISTMAS),
    **dict.fromkeys(("easter", "easterweekend"), Closure.EASTER),
}

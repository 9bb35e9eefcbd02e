"""What there is to say of a row of a BMLT reply."""

from __future__ import annotations

from fama_cli.meetings.reading import Notice, Severity

NOT_A_MEETING = Notice("not-an-object", Severity.SKIPPED, "This item is not a meeting", "Take it out of the list")
NOT_PUBLISHED = Notice("not-published", Severity.SKIPPED, "The server says it is not published", "Leave it, or publish it on the server")
NO_NAME = Notice("no-name", Severity.SKIPPED, "There is no name, and no place to call it by", "Give it a name on the server")
NAMED_BY_PLACE = Notice("no-name", Severity.CHANGED, "There is no name, so it is called by its place", "Give it a name on the server")
WRONG_DAY = Notice("day", Severity.SKIPPED, "The day is not 1 (Sunday) to 7 (Saturday)", "Put the day right on the server")
NO_DAY = Notice("no-day", Severity.NOTED, "There is no day, so it is by arrangement", "Give it a day on the server")
NO_TIME = Notice("no-time", Severity.NOTED, "There is no time", "Give it a time on the server")
WRONG_TIME = Notice("time", Severity.CHANGED, "The time cannot be read, and was left out", "Write it as 19:30:00")
WRONG_LENGTH = Notice("duration", Severity.CHANGED, "How long it lasts cannot be read, and was left out", "Write it as 01:30:00")
WRONG_ZONE = Notice(
    "time-zone", Severity.CHANGED, "No clocks have this name, so its times are read as the UK's", "Name it as Europe/London"
)
WRONG_PLACE = Notice("position", Severity.CHANGED, "This position is not on the globe, and was left out", "Put it right on the server")
WRONG_VENUE = Notice("venue-type", Severity.CHANGED, "The venue type is not 1, 2 or 3, and was left out", "Put it right on the server")
BOTH = Notice("open-and-closed", Severity.NOTED, "It says both open to all and members only, so neither is taken", "Take one of them off")
LETTERS = Notice("format-letters", Severity.NOTED, "The reply's table has no such letters", "Ask the server again with &get_used_formats=1")
EXTRA = Notice(
    "extra-field", Severity.NOTED, "The server adds a field of its own, which was not read", "Look whether it says anything you need"
)
TAKEN_AS_NA = Notice(
    "taken-as-na", Severity.NOTED, "The list does not say whose it is. It was read as NA's", "Add --fellowship if it is not NA's"
)
NO_TABLE = Notice(
    "no-format-table",
    Severity.NOTED,
    "There is no table of formats, so it is not known what the letters say: open or members only, step-free, and more",
    "Ask the server again with &get_used_formats=1 at the end of the address",
)

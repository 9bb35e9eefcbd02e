"""What can be said of a row of a plain list."""

from __future__ import annotations

from fama_cli.meetings.reading import Notice, Severity

EXAMPLE_ROW = Notice("example-row", Severity.SKIPPED, "This is one of the examples of the template", "Delete the row")
NO_NAME = Notice("no-name", Severity.SKIPPED, "There is no name, and nothing to make one of", "Give the meeting a name")
NAME_MADE = Notice(
    "name-made", Severity.CHANGED, "There is no name, so that of the group or the venue was taken", "Give the meeting a name"
)
NO_FELLOWSHIP = Notice(
    "no-fellowship", Severity.SKIPPED, "The row does not say which fellowship it is of", "Write its id, such as na, or add --fellowship"
)
FELLOWSHIP_NOT_KNOWN = Notice(
    "fellowship-not-known",
    Severity.SKIPPED,
    "This fellowship is not one that is known here",
    "Write its id, as `fama find` shows it, such as na",
)
FELLOWSHIP_TAKEN = Notice(
    "fellowship-taken",
    Severity.CHANGED,
    "This fellowship is not one that is known here, so the one that --fellowship names was taken",
    "Write its id, as `fama find` shows it, such as na",
)
ANOTHER_FELLOWSHIP = Notice(
    "another-fellowship",
    Severity.NOTED,
    "The row is of another fellowship than --fellowship names, and was kept as what it says",
    "Leave --fellowship out, or put the row right",
)
UNKNOWN_COLUMN = Notice(
    "unknown-column", Severity.NOTED, "This heading is not one that is known here, so the column was not read", "Check how it is spelt"
)
SAME_COLUMN = Notice(
    "same-column", Severity.CHANGED, "2 headings mean the same, and only the first was read", "Take one of the columns out"
)
POSTCODE = Notice("not-a-postcode", Severity.NOTED, "This is not a whole UK postcode", "Write it like LS1 4DY")
NO_PLACE_BUT_ONLINE = Notice(
    "online-as-address", Severity.CHANGED, "The place says that it is online, so it was read as that", "Leave it out, and give the link"
)
NOT_YES_OR_NO = Notice("not-yes-or-no", Severity.CHANGED, "It is neither yes nor no, so it was left out", "Write yes, no, or nothing")
WHO_MAY_COME = Notice(
    "who-may-come",
    Severity.CHANGED,
    "It does not say who may come in words that are known here, so it was left out",
    "Write open, or members only",
)
ATTENDANCE = Notice(
    "how-people-attend",
    Severity.CHANGED,
    "It does not say how people attend in words that are known here, so it was worked out from the place and the link",
    "Write in person, online, or both",
)
NOT_ON = Notice(
    "not-on",
    Severity.CHANGED,
    "These are no days that are known here, so they were kept in the notes",
    "Write bank holidays, Christmas, Easter or a date",
)
DATE = Notice("not-a-date", Severity.CHANGED, "It is no date in the calendar, so it was left out", "Write it as 2026-11-21")
INITIALS = Notice("not-initials", Severity.CHANGED, "It is not initials, so it was left out", "Write 1 to 5 letters, and no name")
WHEN = Notice(
    "when-not-understood",
    Severity.CHANGED,
    "When it takes place could not be read, so it was kept as one by arrangement, with the words in the notes",
    'Write "every Tuesday", "last Friday of the month" or a date such as 2026-12-24',
)
TIME = Notice(
    "time-not-understood", Severity.CHANGED, "The time is no certain time, so it was left out", "Write the time as 19:30 or 7.30pm"
)
END = Notice("end-not-understood", Severity.CHANGED, "The end is no certain time, so it was left out", "Write the time as 21:00 or 9pm")
LENGTH = Notice("duration-not-understood", Severity.CHANGED, "The length is no length, so it was left out", "Write the time it ends")
TIMES_DIFFER = Notice("times-differ", Severity.NOTED, "The words say another time than the column, which was taken", "Write the time once")
NO_TIME = Notice("no-time", Severity.NOTED, "It has a day and no time", "Write the time it starts")
NO_DAY = Notice("no-day", Severity.NOTED, "It has a time and no day, so it was kept as one by arrangement", "Write when it takes place")

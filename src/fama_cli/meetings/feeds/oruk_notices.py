"""What there is to say of a service in an Open Referral UK list."""

from __future__ import annotations

from fama_cli.meetings.reading import Notice, Severity

NOT_A_SERVICE = Notice("not-an-object", Severity.SKIPPED, "This item is not a service", "Take it out of the list")
NO_GROUP = Notice("no-fellowship", Severity.SKIPPED, "It is no group of the directory", "If it is one, name the group with --fellowship")
NO_NAME = Notice("no-name", Severity.SKIPPED, "There is no name", "Give the service a name")
NOT_ACTIVE = Notice("not-active", Severity.SKIPPED, "The list says it is no longer active", "Make it active, if it is")
STATUS = Notice("status", Severity.NOTED, "The status is not one of the standard's, and is read as active", "Write active or inactive")
NO_STATUS = Notice("no-status", Severity.NOTED, "There is no status, so it is read as active", "Write active or inactive")

NO_SCHEDULE = Notice("no-day", Severity.NOTED, "There is no schedule, so it is by arrangement", "Give the service a schedule")
SHORT = Notice(
    "short-form",
    Severity.NOTED,
    "The list has only names here, so it is by arrangement",
    "Get each service by its address, /services/ID",
)
NOT_A_SCHEDULE = Notice("schedule", Severity.CHANGED, "This schedule cannot be read, and was left out", "Write it as the standard says")
NO_RULE = Notice("rule", Severity.CHANGED, "Its days cannot be read, so it is by arrangement", "Write freq MONTHLY and byday -1FR")
READ_AS_WEEKLY = Notice("no-freq", Severity.NOTED, "Days are named but not how often, so it is read as weekly", "Write freq")
NOT_WITH_WEEKLY = Notice("bymonthday", Severity.CHANGED, "With weekly, days of the month were left out", "Take bymonthday out")
NO_WEEK = Notice("no-dtstart", Severity.NOTED, "It is not every week, and nobody says from which", "Give dtstart, the first day")
NEVER = Notice("no-day-left", Severity.NOTED, "None of its days is between its first and last date", "Check valid_from and valid_to")
WRONG_DATE = Notice("date", Severity.CHANGED, "The date cannot be read, and was left out", "Write it as 2026-11-21")
NO_TIME = Notice("no-time", Severity.NOTED, "There is no time", "Give opens_at")
WRONG_TIME = Notice("time", Severity.CHANGED, "The time cannot be read, and was left out", "Write it as 19:30")
OFFSET = Notice("time-offset", Severity.NOTED, "The time has an offset, and is read without", "Check it in winter and in summer")
LINK = Notice("schedule-link", Severity.CHANGED, "The link of the schedule was left out, for there is another", "Look at the list for it")
ATTENDING = Notice("attending-type", Severity.NOTED, "How people attend is in words that are not known", "Write in person, online, or both")

SEVERAL_PLACES = Notice(
    "several-places", Severity.CHANGED, "It has several places and does not say which for this time", "Give service_at_location_id"
)
WRONG_PLACE = Notice("position", Severity.CHANGED, "This position is not on the globe, and was left out", "Put the two numbers right")

SAME_ID = Notice("same-id", Severity.NOTED, "Another service has this id", "Give each service an id of its own")
MORE_PAGES = Notice("more-pages", Severity.NOTED, "This is one page of several", "Get the other pages too, or ask for a larger page")
TOTALS = Notice("total-items", Severity.NOTED, "The page counts another number of services than it holds", "Get it again, and compare")

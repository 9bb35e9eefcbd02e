"""Which sections a data file may hold, and what each entry of one is."""

from __future__ import annotations

from collections.abc import Mapping

from fama_cli.commissioning.files import Action, Answer, Assessment, Member
from fama_cli.commissioning.model import Clause, Seat, Topic
from fama_cli.directory.facts import CallCost, Source
from fama_cli.directory.model import Approach, Behaviour, Check, Group, Helpline, Reminder, SafetyNote, Substance
from fama_cli.handouts.wording import Wording
from fama_cli.library.model import Briefing, Resource
from fama_cli.meetings.vocabulary import Codes, FellowshipNames
from fama_cli.practice.model import Concern, Script

SECTIONS: Mapping[str, type] = {
    "sources": Source,
    "approaches": Approach,
    "reminders": Reminder,
    "groups": Group,
    "substances": Substance,
    "behaviours": Behaviour,
    "safety": SafetyNote,
    "helplines": Helpline,
    "call_costs": CallCost,
    "checks": Check,
    "briefings": Briefing,
    "resources": Resource,
    "handouts": Wording,
    "scripts": Script,
    "concerns": Concern,
    "meeting_codes": Codes,
    "fellowship_names": FellowshipNames,
    "checklist": Topic,
    "steering_group": Seat,
    "clauses": Clause,
    "area_documents": Wording,
    "assessments": Assessment,
    "answers": Answer,
    "members": Member,
    "actions": Action,
}
"""Any data file, shipped or local, may hold any of these. Entries with an `id` can be amended by a later file."""

_ROOMS = {
    "library": ("sources", "briefings", "resources"),
    "handouts": ("sources", "handouts"),
    "practice": ("sources", "scripts", "concerns"),
    "meetings": ("sources", "meeting_codes", "fellowship_names"),
    "commissioning": ("sources", "checklist", "steering_group", "clauses", "area_documents"),
}

PARTNERSHIP = ("assessments", "answers", "members", "actions")
"""The sections of files that a partnership keeps and names when it wants them: no room is made from them."""

_ELSEWHERE = {name for sections in (*_ROOMS.values(), PARTNERSHIP) for name in sections} - {"sources"}

ROOMS: Mapping[str, tuple[str, ...]] = {"directory": tuple(name for name in SECTIONS if name not in _ELSEWHERE), **_ROOMS}
"""Room -> the sections that it is made from."""

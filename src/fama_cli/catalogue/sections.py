"""Which sections a data file may hold, and what each entry of one is."""

from __future__ import annotations

from collections.abc import Mapping

from fama_cli.directory.facts import CallCost, Source
from fama_cli.directory.model import Approach, Behaviour, Check, Group, Helpline, Reminder, SafetyNote, Substance
from fama_cli.handouts.wording import Wording
from fama_cli.library.model import Briefing, Resource
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
}
"""Any data file, shipped or local, may hold any of these. Entries with an `id` can be amended by a later file."""

LIBRARY = ("sources", "briefings", "resources")
"""The sections that the library is made from."""

HANDOUTS = ("sources", "handouts")
"""The sections that the words of handouts are made from."""

PRACTICE = ("sources", "scripts", "concerns")
"""The sections that the three stages are made from."""

DIRECTORY = tuple(name for name in SECTIONS if name == "sources" or name not in {*LIBRARY, *HANDOUTS, *PRACTICE})
"""The sections that the directory is made from."""

"""Which sections a data file may hold, and what each entry of one is."""

from __future__ import annotations

from collections.abc import Mapping

from fama_cli.directory.facts import CallCost, Source
from fama_cli.directory.model import Approach, Behaviour, Check, Group, Helpline, Reminder, SafetyNote, Substance

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
}
"""Any data file, shipped or local, may hold any of these. Entries with an `id` can be amended by a later file."""

"""Every command, in the order of the work, and the module that holds it."""

from __future__ import annotations

from collections.abc import Mapping

COMMANDS: Mapping[str, Mapping[str, str]] = {
    "Find": {
        "find": "fama_cli.cli.commands.find",
        "groups": "fama_cli.cli.commands.groups",
        "substances": "fama_cli.cli.commands.substances",
        "helplines": "fama_cli.cli.commands.helplines",
        "meetings": "fama_cli.cli.commands.meetings",
        "places": "fama_cli.cli.commands.places",
    },
    "Read": {
        "resources": "fama_cli.cli.commands.resources",
        "briefing": "fama_cli.cli.commands.briefing",
    },
    "Work with a client": {
        "walk": "fama_cli.cli.commands.walk",
        "due": "fama_cli.cli.commands.due",
        "plan": "fama_cli.cli.commands.plan",
        "clients": "fama_cli.cli.commands.clients",
        "casebook": "fama_cli.cli.commands.casebook",
    },
    "Practise": {
        "stages": "fama_cli.cli.commands.stages",
        "concerns": "fama_cli.cli.commands.concerns",
    },
    "Print": {
        "handout": "fama_cli.cli.commands.handout",
    },
    "Record": {
        "record": "fama_cli.cli.commands.record",
    },
    "Plan for an area": {
        "area": "fama_cli.cli.commands.area",
    },
    "Data": {
        "data": "fama_cli.cli.commands.data",
    },
    "Help": {
        "help": "fama_cli.cli.commands.help",
    },
}
"""Heading in `fama --help` -> command -> module. To add a command, add its module here."""

MODULES: Mapping[str, str] = {name: module for commands in COMMANDS.values() for name, module in commands.items()}

"""One script or one concern by what was typed."""

from __future__ import annotations

from fama_cli.directory.names import one_of, there_are
from fama_cli.practice.model import Concern, Practice, Script


def script_named(practice: Practice, typed: str) -> Script:
    """The script of that stage or id. Raises NotFound."""
    names = [(name, script) for script in practice.scripts for name in (script.id, script.title, *_stage(script))]
    known = [str(script.stage) if script.stage else script.id for script in practice.scripts]
    return one_of(names, typed, "stage or script", known, there_are(known))


def _stage(script: Script) -> tuple[str, ...]:
    return (str(script.stage),) if script.stage else ()


def concern_named(practice: Practice, typed: str) -> Concern:
    """The concern that goes by that name, or by another word for it. Raises NotFound."""
    names = [(name, concern) for concern in practice.concerns for name in (concern.id, concern.name, *concern.names)]
    known = [name for name, _ in names]
    return one_of(names, typed, "concern", known, "Run `fama concerns` to see them")

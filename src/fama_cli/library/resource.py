"""One resource or paper by its name, and the resources that meet conditions."""

from __future__ import annotations

from collections.abc import Sequence

from fama_cli.directory.names import one_of
from fama_cli.errors import NotFound
from fama_cli.library.model import Briefing, Library, Resource, ResourceKind
from fama_cli.text import did_you_mean, folded, listed


def resource_named(library: Library, typed: str) -> Resource:
    """The resource whose id or title was typed. Raises NotFound."""
    names = [(name, resource) for resource in library.resources for name in (resource.id, resource.title)]
    otherwise = f'Run `fama resources search "{typed}"` to look for words in it'
    return one_of(names, typed, "resource", [name for name, _ in names], otherwise)


def briefing_numbered(library: Library, typed: str) -> Briefing:
    """The paper of the series whose number or id was typed. Raises NotFound."""
    for briefing in library.briefings:
        if typed.strip() == str(briefing.number) or folded(typed) == folded(briefing.id):
            return briefing
    numbers = [f"`{briefing.number}`" for briefing in library.briefings]
    raise NotFound(f"There is no briefing paper `{typed}`", hint=f"The series has {listed(numbers)}")


def chosen(library: Library, *, stage: str = "", kind: str = "", about: str = "", series: str = "") -> Sequence[Resource]:
    """The resources that meet every condition that is not empty. Raises NotFound for a stage, kind or paper that is not one."""
    if stage and stage not in STAGES:
        raise NotFound(f"There is no stage `{stage}`", hint="Stages are 1 introduce, 2 make contact together, 3 keep taking an interest")
    kinds = [each.value for each in ResourceKind]
    if kind and kind not in kinds:
        raise NotFound(f"There is no kind of resource called `{kind}`", hint=did_you_mean(kind, kinds, f"There are {listed(kinds)}"))
    paper = briefing_numbered(library, series).id if series else ""
    tags = sorted({tag for resource in library.resources for tag in (*resource.about, *resource.concerns)})
    if about and folded(about) not in {folded(tag) for tag in tags}:
        raise NotFound(
            f"Nothing in the library is about `{about}`", hint=did_you_mean(about, tags, f'Run `fama resources search "{about}"`')
        )
    found = [
        resource
        for resource in library.resources
        if (not stage or int(stage) in resource.stages)
        and (not kind or resource.kind == kind)
        and (not paper or any(each.where == paper for each in resource.listed))
        and (not about or folded(about) in {folded(tag) for tag in (*resource.about, *resource.concerns)})
    ]
    if paper:
        found.sort(key=lambda resource: min(each.number for each in resource.listed if each.where == paper))
        found.sort(key=lambda resource: resource.listed[0].part == "wider-resources")
    return found


STAGES = ("1", "2", "3")

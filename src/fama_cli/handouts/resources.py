"""The library as a list to print, for staff and trainers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fama_cli.directory.facts import Nation
from fama_cli.directory.lines import Line
from fama_cli.directory.model import Directory
from fama_cli.handouts.citing import Citations
from fama_cli.handouts.common import alcohol, crisis, lead, passages, warnings, wording_of, writing_lines
from fama_cli.handouts.model import Block, Code, Entry, Handout, Heading, Paragraph, Points, Run
from fama_cli.handouts.wording import Wordings
from fama_cli.library.describe import byline, findings, how_to_get
from fama_cli.library.model import Library, Resource, ResourceKind, Section
from fama_cli.text import counted, ended


def resources_handout(
    directory: Directory,
    library: Library,
    wordings: Wordings,
    lines: Sequence[Line],
    resources: Sequence[Resource],
    nation: Nation | None,
    made_on: str,
    *,
    about: str,
    paper: str,
    ranked: bool,
    notes: bool,
) -> Handout:
    """`resources`, with `about` at the end of the title.

    With `paper` they stand under the parts of that paper, and otherwise under their kinds. `ranked` ones keep their order.
    """
    wording = wording_of(wordings, "resources")
    citations = Citations(library.sources, wordings.sources, directory.sources)
    blocks: list[Block] = [lead(wording), *passages(wording, citations)]
    for heading, held in _parts(resources, paper, ranked).items():
        blocks.append(Heading(says=heading))
        blocks += [_entry(resource, citations) for resource in held]
    blocks += writing_lines(notes)
    blocks += warnings(directory, alcohol(directory, nation), citations)
    blocks.append(crisis(lines, citations, title="If a client needs help now"))
    blocks += citations.end_matter(made_on)
    title = f"{wording.title}: {about}" if about else wording.title
    return Handout(id=wording.id, title=title, reader=wording.reader, made_on=made_on, blocks=tuple(blocks), points=11)


PARTS: Mapping[Section, str] = {
    Section.SKILLS_HUB: "From the Skills Hub",
    Section.MATRICES: "From the Drug and Alcohol Research Matrices",
    Section.WIDER: "Wider resources",
    Section.REFERENCES: "References",
}


def _parts(resources: Sequence[Resource], paper: str, ranked: bool) -> Mapping[str, Sequence[Resource]]:
    """Heading -> resources, in their order."""
    if ranked:
        return {f"{counted(len(resources), 'resource')}, the best match first": resources}
    parts: dict[str, list[Resource]] = {}
    for resource in resources:
        listed_as = next((PARTS[each.part] for each in resource.listed if each.where == paper), "")
        parts.setdefault(listed_as or KINDS[resource.kind], []).append(resource)
    return parts


KINDS: Mapping[ResourceKind, str] = {
    kind: "Guidance" if kind is ResourceKind.GUIDANCE else f"{kind.value.replace('-', ' ').capitalize()}s" for kind in ResourceKind
}


def _entry(resource: Resource, citations: Citations) -> Entry:
    cites = citations.cite(resource.sources)
    body: list[Block] = [
        Paragraph(words=(Run(says=byline(resource), name=True),)),
        Paragraph(words=(Run(says=resource.summary),), cites=cites),
        Paragraph(words=(Run(says="What you can do: ", strong=True), Run(says=resource.use))),
    ]
    if found := tuple(Paragraph(words=(Run(says="Found: ", strong=True), Run(says=each))) for each in findings(resource)):
        body.append(Points(items=found))
    body += [Paragraph(words=(Run(says="Caution: ", strong=True), Run(says=caution))) for caution in resource.cautions]
    if resource.link:
        body.append(Paragraph(words=(Run(says="Open it: "), Run(says=resource.link, link=resource.link, name=True))))
    else:
        body.append(Paragraph(words=(Run(says=ended(how_to_get(resource))),)))
    return Entry(title=resource.title, body=tuple(body), code=Code(address=resource.link) if resource.link else None)

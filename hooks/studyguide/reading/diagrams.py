"""Read the folder of diagrams: the words from the head of each source, and the pictures that were drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studyguide.cache import Cache
from studyguide.diagrams.picture import check_picture, drawn_from
from studyguide.diagrams.source import SCHEMES, SUFFIX, check_source, digest_of, head_of, picture_name
from studyguide.model import ID_RULE, Diagram, DiagramSource, Origin, Picture, is_id
from studyguide.problems import ContentError, Problem
from studyguide.reading.draft import Draft, LoadedEntries
from studyguide.reading.validation import build
from studyguide.reading.yaml_file import EntryFile, LazyYamlFile, YamlFile
from studyguide.reading.yaml_reader import UnreadableFileError, decode, parse_yaml, read_bytes

FOLDER = "data/diagrams"
DRAW = "run make diagrams and commit what it writes"

_ENDINGS = (SUFFIX, *(f".{scheme}.svg" for scheme in SCHEMES))


@dataclass(frozen=True)
class ReadSource:
    """A source that was read.

    Attributes:
        words: What its head says.
        file: The head, with the positions of its fields.
        text: The whole source.
    """

    words: DiagramSource
    file: YamlFile
    text: str


def read_sources(project: Path) -> list[ReadSource]:
    """Read all sources of a guide, whether or not there are pictures of them.

    Args:
        project: The folder that holds ``data/``.

    Returns:
        The sources, by id.

    Raises:
        ContentError: With all problems of all sources.
    """
    problems: list[Problem] = []
    found = (_source(project, path, problems) for path in _files(project, problems).values())
    sources = [source for source in found if source]
    if problems:
        raise ContentError(problems)
    return sources


def load_diagrams(draft: Draft, project: Path, cache: Cache) -> LoadedEntries[Diagram]:
    """Read all diagrams.

    Args:
        draft: Gets what is wrong with them, and their digests.
        project: The folder that holds ``data/``.
        cache: Diagrams that were read before.

    Returns:
        The diagrams.
    """
    files = _files(project, draft.problems)
    valid: list[tuple[Diagram, EntryFile]] = []
    for identifier, path in files.items():
        loaded = _diagram(draft, project, path, identifier, cache)
        if loaded:
            valid.append(loaded)
    return LoadedEntries(tuple(valid), files)


def _files(project: Path, problems: list[Problem]) -> dict[str, str]:
    """List the sources by id, and report everything in the folder that is neither a source nor its picture."""
    folder = project / FOLDER
    if not folder.is_dir():
        return {}
    names = sorted(child.name for child in folder.iterdir() if not child.name.startswith((".", "~")))
    sources = {name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)}
    found: dict[str, str] = {}
    for name in names:
        path = f"{FOLDER}/{name}"
        ending = next((ending for ending in _ENDINGS if name.endswith(ending)), "")
        identifier = name.removesuffix(ending)
        if (folder / name).is_symlink():
            problems.append(Problem.in_file(path, "symbolic links are not read", "put the files themselves here"))
        elif not ending or not (folder / name).is_file():
            hint = f"{FOLDER} holds only sources that end in {SUFFIX}, and what make diagrams draws from them"
            problems.append(Problem.in_file(path, "this is not read", hint))
        elif not is_id(identifier):
            problems.append(Problem.in_file(path, f'the name of the file, "{identifier}", cannot be an id', ID_RULE))
        elif ending == SUFFIX:
            found[identifier] = path
        elif identifier not in sources:
            problems.append(Problem.in_file(path, f"a picture without its source {identifier}{SUFFIX}", "remove it"))
    return found


def _source(project: Path, path: str, problems: list[Problem]) -> ReadSource | None:
    try:
        return _parse(read_bytes(project / path, path), path, problems)
    except UnreadableFileError as error:
        problems.extend(error.problems)
        return None


def _parse(raw: bytes, path: str, problems: list[Problem]) -> ReadSource | None:
    """Read a source and report what is wrong with it.

    Raises:
        UnreadableFileError: If it is no text, or its head no YAML.
    """
    text = decode(raw, path)
    faults = list(check_source(text, path))
    if not text.startswith("#"):
        hint = "begin with '# title: ...', '# alt: ...' and '# description: ...'"
        problems += [*faults, Problem.in_file(path, "the head with the words of the diagram is missing", hint)]
        return None
    try:
        file = parse_yaml(head_of(text), path)
    except UnreadableFileError as error:
        raise UnreadableFileError(*faults, *error.problems) from error
    words, more = build(DiagramSource, file, {"id": Path(path).stem, "origin": Origin(path=path, line=1)})
    problems += [*faults, *more]
    return ReadSource(words, file, text) if words and not faults else None


def _diagram(draft: Draft, project: Path, path: str, identifier: str, cache: Cache) -> tuple[Diagram, EntryFile] | None:
    try:
        raw = read_bytes(project / path, path)
        names = [f"{FOLDER}/{picture_name(identifier, scheme)}" for scheme in SCHEMES]
        pictures = {name: read_bytes(project / name, name) for name in names if (project / name).exists()}
        digest = digest_of(decode(raw, path))
        key = cache.key([b"diagram", path.encode(), digest.encode(), raw, *pictures.values()])
        draft.digests[path] = key
        known: Diagram | None = cache.get(key)
        if known is not None:
            return known, LazyYamlFile(path, lambda: parse_yaml(head_of(decode(raw, path)), path))
        source = _parse(raw, path, draft.problems)
    except UnreadableFileError as error:
        draft.problems.extend(error.problems)
        return None
    light, dark = (_picture(draft, name, pictures.get(name), path, digest) for name in names)
    if source is None or light is None or dark is None:
        return None
    words = {name: getattr(source.words, name) for name in DiagramSource.model_fields}
    diagram = Diagram.model_construct(**words, light=light, dark=dark)
    cache.put(key, diagram)
    return diagram, source.file


def _picture(draft: Draft, name: str, raw: bytes | None, source: str, digest: str) -> Picture | None:
    if raw is None:
        draft.problems.append(Problem.in_file(source, f"{Path(name).name} is missing", DRAW))
        return None
    picture, problems = check_picture(raw, name)
    draft.problems.extend(problems)
    if picture and drawn_from(picture) != digest:
        message = f"the source has changed since {Path(name).name} was drawn"
        draft.problems.append(Problem.in_file(source, message, DRAW, line=1, column=1))
        return None
    return picture

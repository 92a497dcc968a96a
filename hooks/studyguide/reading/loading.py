"""Read the folder of a project into a guide, with every problem of every file."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from studyguide.cache import Cache
from studyguide.kinds import ENTRY_KINDS
from studyguide.model import (
    ID_RULE,
    Abbreviation,
    Comparison,
    Entry,
    EverydayWord,
    Guide,
    LearningPath,
    Origin,
    Question,
    Settings,
    Term,
    is_id,
)
from studyguide.problems import ContentError, Problem, did_you_mean
from studyguide.reading import checks
from studyguide.reading.diagrams import load_diagrams
from studyguide.reading.documents import read_documents
from studyguide.reading.draft import Draft, LoadedEntries
from studyguide.reading.published_ids import read_published
from studyguide.reading.validation import build
from studyguide.reading.yaml_file import EntryFile, LazyYamlFile, YamlFile
from studyguide.reading.yaml_reader import UnreadableFileError, parse_bytes, read_bytes, read_yaml

E = TypeVar("E", bound=Entry)
M = TypeVar("M", bound=BaseModel)

DATA = "data"
DOCS = "docs"
FOLDERS = (*(kind.folder for kind in ENTRY_KINDS.values() if kind.folder), "diagrams", "schema")
"""The folders of data; ``schema`` is for editors."""

MAX_NAMES = 1_000
"""How many names a list such as ``terms.yml`` or ``abbreviations.yml`` may hold."""


def load_guide(project: Path) -> Guide:
    """Read and check a whole guide.

    Args:
        project: The folder that holds ``data/`` and ``docs/``.

    Returns:
        The guide; everything in it refers only to what exists.

    Raises:
        ContentError: With all problems of all files.
    """
    cache = Cache(project, "entries")
    with _without_garbage_collection():
        draft = read_draft(project, cache)
        problems = [*draft.problems, *checks.check(draft, cache)]
    cache.save()
    if problems or draft.settings is None:
        raise ContentError(problems)
    return _arrange(draft, draft.settings[0])


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Keep the collector from going through all that was read, over and over: that is a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def read_draft(project: Path, cache: Cache) -> Draft:
    """Read every file of a guide on its own; rules across files are :func:`studyguide.reading.checks.check`.

    Args:
        project: The folder that holds ``data/`` and ``docs/``.
        cache: Entries of files that were read before.

    Returns:
        What could be read, and what is wrong with single files.
    """
    draft = Draft()
    data = project / DATA
    if not data.is_dir():
        hint = "create it with a guide.yml, see README.md"
        draft.problems.append(Problem.in_file(DATA, "the folder with the data of the guide is missing", hint))
        return draft
    links = [folder for folder in (data, *(data / name for name in FOLDERS)) if folder.is_symlink()]
    for folder in links:
        draft.problems.append(_symbolic_link(folder.relative_to(project).as_posix()))
    if links:
        return draft  # nothing behind a link is looked at
    for child in sorted(data.iterdir()):
        if child.is_dir() and child.name not in FOLDERS and not child.name.startswith((".", "~")):
            hint = did_you_mean(child.name, FOLDERS)
            draft.problems.append(Problem.in_file(f"{DATA}/{child.name}", "unknown folder, it is not read", hint))
    draft.settings = _settings(draft, project)
    draft.terms = [term for term, _, _ in _list(draft, project, f"{DATA}/terms.yml", Term)]
    draft.abbreviations = _list(draft, project, f"{DATA}/abbreviations.yml", Abbreviation)
    draft.everyday_words = _list(draft, project, f"{DATA}/everyday_words.yml", EverydayWord)
    draft.questions = _load(draft, project, _question_files(draft, project), Question, cache)
    draft.comparisons = _load(draft, project, _files(draft, project, "comparisons"), Comparison, cache)
    draft.paths = _load(draft, project, _files(draft, project, "paths"), LearningPath, cache)
    draft.diagrams = load_diagrams(draft, project, cache)
    draft.published = read_published(project, draft.problems)
    draft.documents = read_documents(project / DOCS, DOCS, draft.problems)
    return draft


def _symbolic_link(path: str) -> Problem:
    return Problem.in_file(path, "symbolic links are not read", "put the files themselves here")


def _settings(draft: Draft, project: Path) -> tuple[Settings, YamlFile] | None:
    file = _read(draft, project, f"{DATA}/guide.yml")
    if file is None:
        return None
    settings, problems = build(Settings, file, {})
    draft.problems.extend(problems)
    return (settings, file) if settings else None


def _list(draft: Draft, project: Path, path: str, model: type[M]) -> list[tuple[M, EntryFile, int]]:
    """Read a file that is one list, which a guide may do without; each item comes with its index."""
    if not (project / path).exists():
        return []
    file = _read(draft, project, path)
    if file is None:
        return []
    if not isinstance(file.data, list):
        first = next(iter(model.model_fields))
        hint = f"begin each entry with '- {first}:'"
        draft.problems.append(Problem.in_file(path, "expected a list", hint, line=1, column=1))
        return []
    names = sum(map(_count_names, file.data))
    if names > MAX_NAMES:
        draft.problems.append(Problem.in_file(path, f"too many names ({names} of {MAX_NAMES})", "remove some"))
        return []
    things: list[tuple[M, EntryFile, int]] = []
    for index, data in enumerate(file.data):
        thing, problems = build(model, file, {}, data, (index,))
        draft.problems.extend(problems)
        if thing:
            things.append((thing, file, index))
    return things


def _count_names(entry: object) -> int:
    """Count the names that an entry of a list brings; it is not checked yet and may be anything."""
    names = entry.get("names") if isinstance(entry, dict) else None
    return len(names) if isinstance(names, list) else 1


def _question_files(draft: Draft, project: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """List the files of questions, each with its topic, which is the name of its folder."""
    folder = project / DATA / "questions"
    if not folder.is_dir():
        draft.problems.append(
            Problem.in_file(f"{DATA}/questions", "the folder with the questions is missing", "create it")
        )
        return
    for topic in _listed(draft, folder, f"{DATA}/questions", want_folders=True):
        for file in _listed(draft, topic, f"{DATA}/questions/{topic.name}"):
            yield f"{DATA}/questions/{topic.name}/{file.name}", {"topic": topic.name}


def _files(draft: Draft, project: Path, name: str) -> Iterator[tuple[str, dict[str, object]]]:
    folder = project / DATA / name
    for file in _listed(draft, folder, f"{DATA}/{name}") if folder.is_dir() else ():
        yield f"{DATA}/{name}/{file.name}", {}


def _load(
    draft: Draft, project: Path, files: Iterable[tuple[str, dict[str, object]]], model: type[E], cache: Cache
) -> LoadedEntries[E]:
    """Read entries; the id of each is the name of its file, whether or not its content is valid."""
    valid: list[tuple[E, EntryFile]] = []
    ids: dict[str, str] = {}
    for path, known in files:
        identifier = Path(path).stem
        for name, what in ((identifier, "file"), (str(known.get("topic", identifier)), "folder")):
            if not is_id(name):
                message = f'the name of the {what}, "{name}", cannot be an id'
                draft.problems.append(Problem.in_file(path, message, ID_RULE))
                break
        else:
            twin = ids.setdefault(identifier, path)
            if twin != path:
                message = f'the id "{identifier}" is taken by {twin}'
                draft.problems.append(Problem.in_file(path, message, "rename one of the files"))
            entry = _entry(draft, project, path, model, {**known, "id": identifier}, cache)
            if entry:
                valid.append(entry)
    return LoadedEntries(tuple(valid), ids)


def _entry(
    draft: Draft, project: Path, path: str, model: type[E], known: dict[str, object], cache: Cache
) -> tuple[E, EntryFile] | None:
    try:
        raw = read_bytes(project / path, path)
        key = cache.key([model.__name__.encode(), path.encode(), raw])  # the path holds what is known besides
        draft.digests[path] = key
        cached = cache.get(key)
        if cached is not None:
            return cached, LazyYamlFile(path, lambda: parse_bytes(raw, path))
        file = parse_bytes(raw, path)
    except UnreadableFileError as error:
        draft.problems.extend(error.problems)
        return None
    line = min((position.line for at, position in file.keys.items() if len(at) == 1), default=1)
    entry, problems = build(model, file, {**known, "origin": Origin(path=path, line=line)})
    draft.problems.extend(problems)
    if entry is None:
        return None
    cache.put(key, entry)
    return entry, file


def _read(draft: Draft, project: Path, path: str) -> YamlFile | None:
    try:
        return read_yaml(project / path, path)
    except UnreadableFileError as error:
        draft.problems.extend(error.problems)
        return None


def _listed(draft: Draft, folder: Path, name: str, *, want_folders: bool = False) -> Iterable[Path]:
    """List the data files of a folder, or its folders, and report everything else: a file not read is a file lost."""
    for child in sorted(folder.iterdir(), key=lambda path: path.name):
        if child.name.startswith((".", "~")) or child.name.endswith("~"):
            continue  # what operating systems and editors leave behind
        if child.is_symlink():
            draft.problems.append(_symbolic_link(f"{name}/{child.name}"))
        elif (want_folders and child.is_dir()) or (not want_folders and child.suffix == ".yml" and child.is_file()):
            yield child
        else:
            expected = "folders named after topics" if want_folders else "files that end in .yml"
            hint = f"{name} holds only {expected}"
            draft.problems.append(Problem.in_file(f"{name}/{child.name}", "this is not read", hint))


def _arrange(draft: Draft, settings: Settings) -> Guide:
    """Put everything into the order in which pages show it."""
    topics = {topic.id: rank for rank, topic in enumerate(settings.topics)}
    levels = {level.id: rank for rank, level in enumerate(settings.levels)}
    kinds = {kind.id: rank for rank, kind in enumerate(settings.kinds)}
    roles = {role.id: rank for rank, role in enumerate(settings.roles)}
    paths = sorted((entry for entry, _ in draft.paths.valid), key=lambda entry: roles[entry.role])
    studied = dict.fromkeys(question for entry in paths for question in entry.question_ids)
    study = {question: rank for rank, question in enumerate(studied)}

    def order(question: Question) -> tuple[int, int, int, int, str]:
        """Within a level the paths know what to learn first; questions that no path holds come after."""
        rank = study.get(question.id, len(study))
        return topics[question.topic], levels[question.level], rank, kinds[question.kind], question.title

    return Guide(
        settings=settings,
        questions=tuple(sorted((question for question, _ in draft.questions.valid), key=order)),
        comparisons=tuple(
            sorted(
                (comparison for comparison, _ in draft.comparisons.valid),
                key=lambda comparison: comparison.title.casefold(),
            )
        ),
        paths=tuple(paths),
        diagrams=tuple(diagram for diagram, _ in draft.diagrams.valid),
        abbreviations=tuple(
            sorted((item for item, _, _ in draft.abbreviations), key=lambda item: item.short.casefold())
        ),
        everyday_words=tuple(item for item, _, _ in draft.everyday_words),
        terms=tuple(draft.terms),
        published=tuple(entry for entry, _ in draft.published),
        digests=draft.digests,
    )

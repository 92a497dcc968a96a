"""Read a project's folder into a guide, with every problem of every file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from studyguide.model import (
    ID_RULE,
    Abbreviation,
    Comparison,
    Entry,
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
from studyguide.reading.documents import read_documents
from studyguide.reading.draft import Draft
from studyguide.reading.published import read_published
from studyguide.reading.validation import build
from studyguide.reading.yaml_file import UnreadableFileError, YamlFile, read_yaml

E = TypeVar("E", bound=Entry)
M = TypeVar("M", bound=BaseModel)

DATA = "data"
DOCS = "docs"
FOLDERS = ("questions", "comparisons", "paths", "schema")
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
    draft = read_draft(project)
    problems = [*draft.problems, *checks.check(draft)]
    if problems or draft.settings is None:
        raise ContentError(problems)
    return _arrange(draft, draft.settings[0])


def read_draft(project: Path) -> Draft:
    """Read every file of a guide on its own; rules across files are :func:`studyguide.reading.checks.check`."""
    draft = Draft()
    data = project / DATA
    if not data.is_dir():
        hint = "create it with a guide.yml, see README.md"
        draft.problems.append(Problem(DATA, 0, 0, "", "the folder with the guide's data is missing", hint))
        return draft
    links = [folder for folder in (data, *(data / name for name in FOLDERS)) if folder.is_symlink()]
    for folder in links:
        path = folder.relative_to(project).as_posix()
        draft.problems.append(Problem(path, 0, 0, "", "this is a link to another place", "put what it leads to here"))
    if links:
        return draft  # whatever it leads to is not looked at
    for child in sorted(data.iterdir()):
        if child.is_dir() and child.name not in FOLDERS and not child.name.startswith((".", "~")):
            hint = did_you_mean(child.name, FOLDERS)
            draft.problems.append(Problem(f"{DATA}/{child.name}", 0, 0, "", "this folder would not be read", hint))
    draft.settings = _settings(draft, project)
    draft.terms = [term for term, _, _ in _list(draft, project, f"{DATA}/terms.yml", Term)]
    draft.abbreviations = _list(draft, project, f"{DATA}/abbreviations.yml", Abbreviation)
    draft.questions = _questions(draft, project)
    draft.comparisons = _entries(draft, project, "comparisons", Comparison, draft.comparison_ids)
    draft.paths = _entries(draft, project, "paths", LearningPath, draft.path_ids)
    draft.published = read_published(project, draft.problems)
    draft.documents = read_documents(project / DOCS, DOCS, draft.problems)
    return draft


def _settings(draft: Draft, project: Path) -> tuple[Settings, YamlFile] | None:
    file = _read(draft, project, f"{DATA}/guide.yml")
    if file is None:
        return None
    settings, problems = build(Settings, file, {})
    draft.problems.extend(problems)
    return (settings, file) if settings else None


def _list(draft: Draft, project: Path, path: str, model: type[M]) -> list[tuple[M, YamlFile, int]]:
    """Read a file that is one list, which a guide may do without; each thing comes with its place in the list."""
    if not (project / path).exists():
        return []
    file = _read(draft, project, path)
    if file is None:
        return []
    if not isinstance(file.data, list):
        first = next(iter(model.model_fields))
        hint = f"begin each entry with '- {first}:'"
        draft.problems.append(Problem(path, 1, 1, "", "the file must be a list", hint))
        return []
    names = sum(map(_count_names, file.data))
    if names > MAX_NAMES:
        message = f"the file holds {names} names, and each is looked for in all that is written"
        draft.problems.append(Problem(path, 0, 0, "", message, f"keep it under {MAX_NAMES}"))
        return []
    things = []
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


def _questions(draft: Draft, project: Path) -> list[tuple[Question, YamlFile]]:
    found = []
    folder = project / DATA / "questions"
    if not folder.is_dir():
        draft.problems.append(
            Problem(f"{DATA}/questions", 0, 0, "", "the folder with the questions is missing", "create it")
        )
        return []
    for topic in _listed(draft, folder, f"{DATA}/questions", want_folders=True):
        for file in _listed(draft, topic, f"{DATA}/questions/{topic.name}"):
            path = f"{DATA}/questions/{topic.name}/{file.name}"
            question = _entry(draft, project, path, Question, draft.question_ids, {"topic": topic.name})
            if question:
                found.append(question)
    return found


def _entries(draft: Draft, project: Path, name: str, model: type[E], ids: dict[str, str]) -> list[tuple[E, YamlFile]]:
    folder = project / DATA / name
    if not folder.is_dir():
        return []
    paths = (f"{DATA}/{name}/{file.name}" for file in _listed(draft, folder, f"{DATA}/{name}"))
    entries = (_entry(draft, project, path, model, ids, {}) for path in paths)
    return [entry for entry in entries if entry]


def _entry(
    draft: Draft, project: Path, path: str, model: type[E], ids: dict[str, str], known: dict[str, object]
) -> tuple[E, YamlFile] | None:
    """Read one entry; its id is the file's name, whether or not its content is sound."""
    identifier = Path(path).stem
    for name, what in ((identifier, "file"), (str(known.get("topic", identifier)), "folder")):
        if not is_id(name):
            draft.problems.append(
                Problem(path, 0, 0, "", f'the name of the {what}, "{name}", cannot be an id', ID_RULE)
            )
            return None
    twin = ids.get(identifier)
    if twin:
        draft.problems.append(
            Problem(path, 0, 0, "", f'the id "{identifier}" is taken by {twin}', "rename one of the files")
        )
    ids.setdefault(identifier, path)
    file = _read(draft, project, path)
    if file is None:
        return None
    line = min((spot.line for place, spot in file.keys.items() if len(place) == 1), default=1)
    entry, problems = build(model, file, {**known, "id": identifier, "origin": Origin(path=path, line=line)})
    draft.problems.extend(problems)
    return (entry, file) if entry else None


def _read(draft: Draft, project: Path, path: str) -> YamlFile | None:
    try:
        return read_yaml(project / path, path)
    except UnreadableFileError as error:
        draft.problems.extend(error.problems)
        return None


def _listed(draft: Draft, folder: Path, name: str, *, want_folders: bool = False) -> Iterable[Path]:
    """List the data files of a folder, or its folders, and tell of anything else: a file not read is a file lost."""
    for child in sorted(folder.iterdir(), key=lambda path: path.name):
        if child.name.startswith((".", "~")) or child.name.endswith("~"):
            continue  # what operating systems and editors leave behind
        if child.is_symlink():
            hint = "put what it leads to here"
            draft.problems.append(Problem(f"{name}/{child.name}", 0, 0, "", "this is a link to another place", hint))
        elif (want_folders and child.is_dir()) or (not want_folders and child.suffix == ".yml" and child.is_file()):
            yield child
        else:
            expected = "folders named after topics" if want_folders else "files that end in .yml"
            draft.problems.append(
                Problem(f"{name}/{child.name}", 0, 0, "", "this would not be read", f"{name} holds only {expected}")
            )


def _arrange(draft: Draft, settings: Settings) -> Guide:
    """Put everything into the order in which pages show it."""
    topics = {topic.id: rank for rank, topic in enumerate(settings.topics)}
    levels = {level.id: rank for rank, level in enumerate(settings.levels)}
    kinds = {kind.id: rank for rank, kind in enumerate(settings.kinds)}
    roles = {role.id: rank for rank, role in enumerate(settings.roles)}
    paths = sorted((path for path, _ in draft.paths), key=lambda path: roles[path.role])
    studied = dict.fromkeys(question for path in paths for stage in path.stages for question in stage.questions)
    study = {question: rank for rank, question in enumerate(studied)}

    def place(question: Question) -> tuple[int, int, int, int, str]:
        """Within a level the paths know what to learn first; questions that no path holds come after."""
        rank = study.get(question.id, len(study))
        return topics[question.topic], levels[question.level], rank, kinds[question.kind], question.title

    return Guide(
        settings=settings,
        questions=tuple(sorted((question for question, _ in draft.questions), key=place)),
        comparisons=tuple(
            sorted(
                (comparison for comparison, _ in draft.comparisons), key=lambda comparison: comparison.title.casefold()
            )
        ),
        paths=tuple(paths),
        abbreviations=tuple(
            sorted((item for item, _, _ in draft.abbreviations), key=lambda item: item.short.casefold())
        ),
        terms=tuple(draft.terms),
        published=tuple(entry for entry, _ in draft.published),
    )

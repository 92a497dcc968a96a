"""Start a new entry: a file with every field, each with a word on what belongs there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from studyguide.cache import Cache
from studyguide.model import ANSWER_SUFFIX, is_id
from studyguide.problems import ContentError, Problem, did_you_mean
from studyguide.reading.loading import DATA, read_draft

TEMPLATES = Path(__file__).parent / "authoring_templates"


def new_question(project: Path, topic: str, identifier: str, today: dt.date | None = None) -> str:
    """Write a commented starting file for a question.

    Args:
        project: The folder that holds ``data/``.
        topic: Id of the topic.
        identifier: Id of the question.
        today: The day to write as the day of the check; the present day if left out.

    Returns:
        The file, relative to the project's folder.

    Raises:
        ContentError: If the topic does not exist, or the id cannot be used or is taken. Nothing is overwritten.
    """
    draft = read_draft(project, Cache(project, "entries"))
    path = f"{DATA}/questions/{topic}/{identifier}.yml"
    if draft.settings is None:
        causes = [problem for problem in draft.problems if problem.path in (f"{DATA}/guide.yml", DATA)]
        raise ContentError(causes or draft.problems)
    settings = draft.settings[0]
    topics = [entry.id for entry in settings.topics]
    if topic not in topics:
        raise ContentError([Problem.in_file(path, f'unknown topic "{topic}"', did_you_mean(topic, topics))])
    if not is_id(identifier) or identifier.endswith(ANSWER_SUFFIX):
        hint = "use small letters, digits and single hyphens, for example what-is-s3"
        raise ContentError([Problem.in_file(path, f'"{identifier}" cannot be an id', hint)])
    if identifier in draft.questions.files:
        hint = "choose another, or edit that file"
        raise ContentError([Problem.in_file(path, f"the id is taken by {draft.questions.files[identifier]}", hint)])
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701  YAML
    text = environment.get_template("question.yml.jinja").render(settings=settings, today=today or dt.date.today())
    target = project / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ContentError([Problem.in_file(path, f"the file cannot be written ({reason})")]) from error
    return path

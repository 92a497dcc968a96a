"""The files that the practice pages load when they are asked to: an index of all questions, and one file a topic.

They are scripts and no JSON, since a page that was opened from disk can load nothing else. Each assigns one value to
``studyguidePracticeData``. Links in them start at the root of the site; the script that shows them knows where it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from studyguide import study_plan
from studyguide.markup import Fragment
from studyguide.model import ANSWER_SUFFIX, EVERY_ROLE, ChoiceQuestion, Diagram, Guide, LearningPath, Question
from studyguide.practice.estimates import estimate, known_without_study
from studyguide.references import Reference, resolve_references
from studyguide.repository_links import report_address
from studyguide.site_files import SiteFile, hashed_name

FOLDER = "practice"
"""Where the files lie on the site, next to the pages that load them."""

Link = Callable[[Reference], str]
"""Gives the URL of a part of the guide, relative to the root of the site."""


@dataclass(frozen=True)
class PracticeFiles:
    """All files of practice.

    Attributes:
        index: The file that pages load first; it names the others.
        topics: A file for each topic.
    """

    index: SiteFile
    topics: tuple[SiteFile, ...]

    @property
    def all(self) -> tuple[SiteFile, ...]:
        """The files in one list."""
        return (self.index, *self.topics)


def practice_files(guide: Guide, link: Link, repository: str) -> PracticeFiles:
    """Make the files for a guide.

    Args:
        guide: The guide.
        link: Gives URLs.
        repository: Address of the repository on its host; empty to leave out links that report a mistake.

    Returns:
        The files; the same guide gives the same names.
    """
    topics = {
        topic.id: _script(f"practice-{topic.id}", topic_data(guide, topic.id, link, repository))
        for topic in guide.shown_topics
    }
    names = {topic: file.uri.removeprefix(f"{FOLDER}/") for topic, file in topics.items()}
    return PracticeFiles(_script("practice-index", index_data(guide, link, names)), tuple(topics.values()))


def index_data(guide: Guide, link: Link, files: dict[str, str]) -> dict[str, Any]:
    """Make the index: what the planner needs to know of every question, and what the pages call things.

    Args:
        guide: The guide.
        link: Gives URLs.
        files: The file of each topic, by its id.
    """
    return {
        "topics": [{"id": topic.id, "name": topic.name, "file": files[topic.id]} for topic in guide.shown_topics],
        "levels": [
            {"id": level.id, "name": level.name, "known": known_without_study(level, guide)}
            for level in guide.settings.levels
        ],
        "kinds": [{"id": kind.id, "name": kind.name, **asdict(estimate(kind))} for kind in guide.settings.kinds],
        "roles": [{"id": role.id, "name": role.name} for role in guide.settings.roles],
        "questions": [_question_row(question, guide) for question in guide.questions],
        "paths": [_path_row(path, guide, link) for path in guide.paths],
    }


def topic_data(guide: Guide, topic: str, link: Link, repository: str) -> dict[str, Any]:
    """Make the file of a topic: of each question what practice shows, by the question's id."""

    def html(fragment: Fragment) -> str:
        return resolve_references(fragment.html, link)

    def choice(item: ChoiceQuestion) -> dict[str, Any]:
        options = [
            {"text": html(option.text), "why": html(option.why), "right": option.right} for option in item.options
        ]
        return {"ask": html(item.ask), "options": options}

    def entry(question: Question) -> dict[str, Any]:
        return {
            "url": link(Reference("question", question.id)) + ANSWER_SUFFIX,
            "short": html(question.short),
            "points": [html(point) for point in question.key_points],
            "followUps": [{"ask": html(more.ask), "answer": html(more.answer)} for more in question.follow_ups],
            **({"report": report_address(repository, question)} if repository else {}),
            **({"choice": choice(question.choice)} if question.choice else {}),
            **({"picture": picture(guide.diagram_by_id[question.diagram])} if question.diagram else {}),
        }

    def picture(diagram: Diagram) -> dict[str, Any]:
        size = {"width": diagram.light.width, "height": diagram.light.height}
        urls = {scheme: link(Reference("diagram", f"{diagram.id}.{scheme}")) for scheme in ("light", "dark")}
        return {"alt": diagram.alt, **size, **urls}

    return {question.id: entry(question) for question in guide.questions_of(topic=topic)}


def _question_row(question: Question, guide: Guide) -> dict[str, Any]:
    """Make the row of a question. Roles are positions in the list of roles: ids would make the file a tenth larger."""
    positions = {role.id: position for position, role in enumerate(guide.settings.roles)}
    return {
        "id": question.id,
        "title": question.title,
        "topic": question.topic,
        "level": question.level,
        "kind": question.kind,
        "minutes": study_plan.study_minutes(question, guide),
        **({} if question.roles == EVERY_ROLE else {"roles": [positions[role] for role in question.roles]}),
        **({"formerly": question.redirect_from} if question.redirect_from else {}),
        **({"choice": True} if question.choice else {}),
    }


def _path_row(path: LearningPath, guide: Guide, link: Link) -> dict[str, Any]:
    """Make the row of a path. Its questions are positions in the list of questions, as in :func:`_question_row`."""
    positions = {question.id: position for position, question in enumerate(guide.questions)}
    return {
        "id": path.id,
        "title": path.title,
        "url": link(Reference("path", path.id)),
        "stages": [
            {"title": stage.title, "questions": [positions[identifier] for identifier in stage.questions]}
            for stage in path.shown_stages
        ],
    }


def _script(name: str, data: dict[str, Any]) -> SiteFile:
    value = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    script = f'(globalThis.studyguidePracticeData??={{}})["{name}"]={value};\n'
    return SiteFile(hashed_name(f"{FOLDER}/{name}.js", script), script.encode())

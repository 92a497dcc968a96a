"""What could be read of a guide, before it is known whether it fits together."""

from __future__ import annotations

from dataclasses import dataclass, field

from studyguide.model import Abbreviation, Comparison, LearningPath, Published, Question, Settings, Term
from studyguide.problems import Problem
from studyguide.reading.documents import Document
from studyguide.reading.yaml_file import YamlFile


@dataclass
class Draft:
    """What could be read, whether or not it fits together.

    Attributes:
        settings: ``guide.yml``, if it is sound, with its file.
        terms: Names that are not used.
        abbreviations: Sound short forms with their file and their place in it.
        questions: Sound questions with their files.
        comparisons: Sound tables with their files.
        paths: Sound learning paths with their files.
        documents: Pages written by hand.
        published: The addresses that the guide has had, with their lines in the list of ids.
        question_ids: Ids of all question files, sound or not, with the file: a reference to them is not dangling.
        comparison_ids: The same for tables.
        path_ids: The same for learning paths.
        problems: What was wrong with single files.
    """

    settings: tuple[Settings, YamlFile] | None = None
    terms: list[Term] = field(default_factory=list)
    abbreviations: list[tuple[Abbreviation, YamlFile, int]] = field(default_factory=list)
    questions: list[tuple[Question, YamlFile]] = field(default_factory=list)
    comparisons: list[tuple[Comparison, YamlFile]] = field(default_factory=list)
    paths: list[tuple[LearningPath, YamlFile]] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    published: list[tuple[Published, int]] = field(default_factory=list)
    question_ids: dict[str, str] = field(default_factory=dict)
    comparison_ids: dict[str, str] = field(default_factory=dict)
    path_ids: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

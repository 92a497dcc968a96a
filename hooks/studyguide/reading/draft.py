"""What could be read of a guide, before it is known whether it fits together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from studyguide.model import (
    Abbreviation,
    Comparison,
    Diagram,
    Entry,
    EverydayWord,
    LearningPath,
    PublishedId,
    Question,
    Settings,
    Term,
)
from studyguide.problems import Problem
from studyguide.reading.documents import Document
from studyguide.reading.yaml_file import EntryFile

E_co = TypeVar("E_co", bound=Entry, covariant=True)


@dataclass(frozen=True)
class LoadedEntries(Generic[E_co]):
    """The files of one kind of entry.

    Attributes:
        valid: The entries that could be made, each with its file.
        files: Ids of all files, valid or not, each with its path: a reference to one of them is not broken.
    """

    valid: tuple[tuple[E_co, EntryFile], ...] = ()
    files: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every file is valid. If not, something that seems to be missing may stand in a faulty file."""
        return len(self.valid) == len(self.files)


@dataclass
class Draft:
    """What could be read, whether or not it fits together.

    Attributes:
        settings: ``guide.yml``, if it is valid, with its file.
        terms: Names that are not used.
        abbreviations: Valid short forms, each with its file and its index in it.
        everyday_words: Everyday words for things of the field, each with its file and its index in it.
        questions: The questions.
        comparisons: The tables.
        paths: The learning paths.
        diagrams: The diagrams.
        documents: Pages written by hand.
        published: The published ids, each with its line in the list of ids.
        problems: What is wrong with single files.
        digests: For the file of each entry, a digest of everything that the entry is made from.
    """

    settings: tuple[Settings, EntryFile] | None = None
    terms: list[Term] = field(default_factory=list)
    abbreviations: list[tuple[Abbreviation, EntryFile, int]] = field(default_factory=list)
    everyday_words: list[tuple[EverydayWord, EntryFile, int]] = field(default_factory=list)
    questions: LoadedEntries[Question] = field(default_factory=LoadedEntries)
    comparisons: LoadedEntries[Comparison] = field(default_factory=LoadedEntries)
    paths: LoadedEntries[LearningPath] = field(default_factory=LoadedEntries)
    diagrams: LoadedEntries[Diagram] = field(default_factory=LoadedEntries)
    documents: list[Document] = field(default_factory=list)
    published: list[tuple[PublishedId, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    digests: dict[str, bytes] = field(default_factory=dict)

    @property
    def entries(self) -> dict[str, LoadedEntries[Question | Comparison | LearningPath]]:
        """The entries that have files of their own, by the name of their kind."""
        return {"question": self.questions, "comparison": self.comparisons, "path": self.paths}

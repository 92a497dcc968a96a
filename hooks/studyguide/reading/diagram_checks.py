"""The rules for diagrams across files: each belongs somewhere, and says in words what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.problems import Problem, did_you_mean
from studyguide.reading.draft import Draft

DESCRIPTION_WORDS = (20, 160)
"""How many words a description has: two to six sentences."""


def check(draft: Draft) -> Iterator[Problem]:
    """Check which entries name which diagrams, and how much their descriptions say.

    Args:
        draft: What was read.

    Yields:
        The problems, in no order.
    """
    known = draft.diagrams.files
    used: set[str] = set()
    named = [(question.diagram, file) for question, file in draft.questions.valid]
    named += [(table.diagram, file) for table, file in draft.comparisons.valid]
    for name, file in named:
        if name is None:
            continue
        used.add(name)
        if name not in known:
            hint = did_you_mean(name, known) or "see data/diagrams"
            yield file.problem(("diagram",), f'unknown diagram "{name}"', hint)
    complete = draft.questions.complete and draft.comparisons.complete  # else a faulty entry may be the one to name it
    low, high = DESCRIPTION_WORDS
    for diagram, file in draft.diagrams.valid:
        if complete and diagram.id not in used:
            hint = "name it under diagram in a question or table, or remove its files"
            yield Problem.in_file(file.path, "no question and no table shows this diagram", hint)
        words = diagram.description.words
        if not low <= words <= high:
            yield file.problem(("description",), f"description of {words} words", f"say it in {low} to {high}")

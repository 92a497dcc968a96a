"""Links to the repository of a guide on its host: to the file of an entry, and to the form for mistakes."""

from __future__ import annotations

from urllib.parse import urlencode

from studyguide.model import Comparison, Origin, Question


def edit_address(repository: str, origin: Origin) -> str:
    """Give the address of an entry's file; empty without a repository."""
    return f"{repository.rstrip('/')}/blob/HEAD/{origin.path}#L{origin.line}" if repository else ""


def report_address(repository: str, entry: Question | Comparison) -> str:
    """Give the address of the form for a wrong answer, filled in: see .github/ISSUE_TEMPLATE/wrong-answer.yml."""
    kind = "comparison" if isinstance(entry, Comparison) else "question"
    fields = {"template": "wrong-answer.yml", "title": f"Wrong: {entry.title}", "entry": f"{kind}:{entry.id}"}
    return f"{repository.rstrip('/')}/issues/new?{urlencode(fields)}"

"""How old the facts of an entry may be before they are checked again."""

from __future__ import annotations

import datetime as dt

from studyguide.model import Comparison, Guide, Question, Settings
from studyguide.problems import Problem

TIME_ZONES = dt.timedelta(days=1)
"""An editor's today may be tomorrow where the check runs."""


def is_stale(entry: Question | Comparison, settings: Settings, day: dt.date | None) -> bool:
    """Return whether an entry's facts were checked longer ago than the guide allows. Without a day none is stale."""
    return day is not None and (day - entry.verified).days > settings.recheck_after_days


def stale_entries(guide: Guide, day: dt.date) -> list[Problem]:
    """List the entries whose facts were checked too long ago for ``guide.yml``, oldest first."""
    entries = [entry for entry in _checked(guide) if is_stale(entry, guide.settings, day)]
    hint = "open its sources, fix what has changed, and set the day"
    return [
        Problem(
            entry.origin.path, 0, 0, "verified", f"the facts were checked {(day - entry.verified).days} days ago", hint
        )
        for entry in sorted(entries, key=lambda entry: (entry.verified, entry.origin.path))
    ]


def future_checks(guide: Guide, day: dt.date) -> list[Problem]:
    """Find entries that claim to have been checked in the future: they would never be stale."""
    return [
        Problem(entry.origin.path, 0, 0, "verified", f"{entry.verified} is in the future", "write the day of the check")
        for entry in _checked(guide)
        if entry.verified > day + TIME_ZONES
    ]


def _checked(guide: Guide) -> list[Question | Comparison]:
    return [*guide.questions, *guide.comparisons]

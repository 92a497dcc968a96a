"""The day and the commit of an edition. They come from the sources, never from the clock: same input, same bytes."""

from __future__ import annotations

import datetime as dt
import subprocess
from dataclasses import dataclass
from pathlib import Path

from studyguide.build_time import given_time
from studyguide.model import Guide

COMMIT_LENGTH = 8
"""Characters of a commit's name. Fixed: git's own short name grows with the repository and follows its settings."""


@dataclass(frozen=True)
class BuildStamp:
    """When an edition was made and from what.

    Attributes:
        moment: Its time, in UTC.
        commit: The beginning of the commit's name; empty where there is no repository.
    """

    moment: dt.datetime
    commit: str = ""

    @property
    def day(self) -> dt.date:
        """The edition's day."""
        return self.moment.date()


def read_build_stamp(project: Path, guide: Guide) -> BuildStamp:
    """Find out the day and the commit of a guide.

    Args:
        project: The guide's folder.
        guide: The guide.

    Returns:
        The time that the environment sets, else the last commit's, else the day on which facts were last checked.

    Raises:
        ValueError: If the environment sets no whole number of seconds.
    """
    seconds, commit = _last_commit(project)
    moment = given_time()
    if moment is None and seconds is not None:
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    if moment is None:
        day = guide.last_verified or dt.date(1980, 1, 1)
        return BuildStamp(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC))
    return BuildStamp(moment, commit)


def _last_commit(project: Path) -> tuple[int | None, str]:
    # No path is given: git would pass over a merge that changes nothing below it, but only where it has the parents.
    command = ["git", "-C", str(project), "log", "-1", "--no-show-signature", "--format=%ct,%H"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None, ""
    seconds, _, commit = found.partition(",")
    return (int(seconds), commit[:COMMIT_LENGTH]) if seconds else (None, "")

"""The time that the environment gives to a build, so that the same sources give the same bytes on any day."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
LATEST = 2**32 - 1
"""In February 2106: gzip files, of which MkDocs writes one, hold no later time."""


def given_time(environment: Mapping[str, str] = os.environ) -> dt.datetime | None:
    """Read the time that the environment sets; None if it sets none.

    Raises:
        ValueError: If it sets no whole number of seconds. Empty is none either, as for MkDocs.
    """
    given = environment.get(EPOCH_VARIABLE)
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) < 13 and int(given) <= LATEST):
        raise ValueError(
            f"{EPOCH_VARIABLE} is {given[:40]!r}; set it to whole seconds since 1970 and before 2106, or unset it"
        )
    return dt.datetime.fromtimestamp(int(given), dt.UTC)


def build_day(environment: Mapping[str, str] = os.environ) -> dt.date:
    """Return the day of a build: the one that the environment sets, or today.

    Raises:
        ValueError: As :func:`given_time`.
    """
    return (given_time(environment) or dt.datetime.now(dt.UTC)).date()

"""How old a check may be: on which day, in which entries, and what is reported of it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from studyguide.freshness import future_checks, stale_entries
from studyguide.model import Guide
from studyguide.pages.rendering import render_pages
from studyguide.reading.loading import load_guide
from tests.projects import replace

WHEEL = "data/questions/wheels/true-a-wheel.yml"
LAST_FRESH_DAY = dt.date(2027, 10, 5)  # the wheel was checked on 2026-10-05, and 365 days are allowed
NOTE = "which is more than 365 days ago: open the sources"


def test_a_check_is_stale_on_the_day_after_the_limit(bicycle_guide: Guide) -> None:
    assert stale_entries(bicycle_guide, LAST_FRESH_DAY) == []
    (stale,) = stale_entries(bicycle_guide, LAST_FRESH_DAY + dt.timedelta(days=1))
    reported = "verified: the facts were checked 366 days ago; open its sources, fix what has changed, and set the day"
    assert str(stale) == f"{WHEEL}: {reported}"


def test_the_oldest_check_comes_first(bicycle_guide: Guide) -> None:
    paths = [problem.path for problem in stale_entries(bicycle_guide, dt.date(2030, 1, 1))]
    assert paths[:2] == [WHEEL, "data/comparisons/rim-vs-disc.yml"]
    assert len(paths) == 4


def test_pages_say_so_of_stale_entries_only(bicycle_guide: Guide) -> None:
    for day, stale in ((None, 0), (LAST_FRESH_DAY, 0), (LAST_FRESH_DAY + dt.timedelta(days=1), 1)):
        pages = {page.uri: page.text for page in render_pages(bicycle_guide, day=day)}
        assert pages["questions/wheels.md"].count(NOTE) == stale
        assert pages["comparisons/rim-vs-disc.md"].count(NOTE) == 0
    pages = {page.uri: page.text for page in render_pages(bicycle_guide, day=dt.date(2030, 1, 1))}
    assert pages["comparisons/rim-vs-disc.md"].count(NOTE) == 1


def test_the_limit_is_that_of_the_guide(bicycle: Path) -> None:
    replace(bicycle / "data/guide.yml", "words_per_minute: 120", "recheck_after_days: 10")
    guide = load_guide(bicycle)
    assert len(stale_entries(guide, dt.date(2026, 10, 16))) == 1


def test_a_check_in_the_future_is_reported(bicycle: Path) -> None:
    replace(bicycle / WHEEL, "2026-10-05", "2999-01-01")
    guide = load_guide(bicycle)
    (reported,) = future_checks(guide, dt.date(2026, 12, 1))
    assert str(reported) == f"{WHEEL}: verified: 2999-01-01 is in the future; write the day of the check"
    assert future_checks(guide, dt.date(2998, 12, 31)) == [], "an editor east of here is a day ahead"


def test_a_note_stands_behind_the_day(bicycle_guide: Guide) -> None:
    pages = {page.uri: page.text for page in render_pages(bicycle_guide, day=dt.date(2030, 1, 1))}
    assert re.search(r"Facts checked <time [^>]*>5 Oct 2026</time>, which is", pages["questions/wheels.md"])

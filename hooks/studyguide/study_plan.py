"""How long a guide's parts take: seconds to say an answer, minutes to study a question, days of a learning path."""

from __future__ import annotations

import math
from dataclasses import dataclass

from studyguide.model import Guide, LearningPath, Question, Settings, Stage

PLAN_WEEKS = (1, 2, 4)
"""Lengths of the plans that a learning path offers, in weeks."""

DAYS_A_WEEK = 7
ROUND_TO_SECONDS = 5
ROUND_TO_MINUTES = 5


@dataclass(frozen=True)
class Plan:
    """A learning path spread over days of equal length.

    Attributes:
        weeks: Length in weeks.
        minutes_a_day: Study time a day, in minutes, rounded up.
        days: For each stage shown, its first and last day, counted from 1.
    """

    weeks: int
    minutes_a_day: int
    days: tuple[tuple[int, int], ...]


def spoken_seconds(question: Question, settings: Settings) -> int:
    """Return how long the short answer takes to say, in seconds, rounded to five."""
    seconds = question.short.words * 60 / settings.words_per_minute
    return max(ROUND_TO_SECONDS, round(seconds / ROUND_TO_SECONDS) * ROUND_TO_SECONDS)


def study_minutes(question: Question, guide: Guide) -> int:
    """Return how long a question takes to study, in minutes: its level's time and what its kind adds."""
    return guide.level_by_id[question.level].minutes + guide.kind_by_id[question.kind].extra_minutes


def stage_minutes(stage: Stage, guide: Guide) -> int:
    """Return how long a stage takes, in minutes."""
    return sum(study_minutes(guide.question_by_id[identifier], guide) for identifier in stage.questions)


def path_minutes(path: LearningPath, guide: Guide) -> int:
    """Return how long a learning path takes, in minutes."""
    return sum(stage_minutes(stage, guide) for stage in path.shown_stages)


def spans(path: LearningPath, guide: Guide) -> tuple[tuple[float, float], ...]:
    """Return where each stage lies in the whole time of a path.

    Returns:
        For each stage its start and its share, both in percent of the path's minutes, to one decimal.
    """
    total = path_minutes(path, guide)
    found = []
    done = 0
    for stage in path.shown_stages:
        minutes = stage_minutes(stage, guide)
        found.append((round(100 * done / total, 1), round(100 * minutes / total, 1)))
        done += minutes
    return tuple(found)


def plans(path: LearningPath, guide: Guide) -> tuple[Plan, ...]:
    """Spread a learning path over 1, 2 and 4 weeks.

    Each day has the same number of minutes, rounded up to five; a stage takes the days on which its minutes fall.

    Args:
        path: A path with at least one question.
        guide: The guide that holds it.

    Returns:
        One plan for each length.
    """
    return tuple(_plan(path, guide, weeks) for weeks in PLAN_WEEKS)


def _plan(path: LearningPath, guide: Guide, weeks: int) -> Plan:
    share = path_minutes(path, guide) / (weeks * DAYS_A_WEEK)
    a_day = max(ROUND_TO_MINUTES, math.ceil(share / ROUND_TO_MINUTES) * ROUND_TO_MINUTES)
    days = []
    done = 0
    for stage in path.shown_stages:
        first = done // a_day + 1
        done += stage_minutes(stage, guide)
        days.append((first, math.ceil(done / a_day)))
    return Plan(weeks, a_day, tuple(days))

"""How long a guide's parts take."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyguide.markup import convert
from studyguide.model import Guide
from studyguide.study_plan import (
    PLAN_WEEKS,
    Plan,
    path_minutes,
    plans,
    spans,
    spoken_seconds,
    stage_minutes,
    study_minutes,
)


def guide_with_stages(tiny: Guide, minutes: list[int]) -> Guide:
    """The tiny guide with a path whose stages take these minutes, each with one question of a level of its own."""
    question, path, settings = tiny.questions[0], tiny.paths[0], tiny.settings
    level, kind, stage = settings.levels[0], settings.kinds[0], path.stages[0]
    names = [f"n{number}" for number in range(len(minutes))]
    levels = tuple(
        level.model_copy(update={"id": name, "minutes": count}) for name, count in zip(names, minutes, strict=True)
    )
    questions = tuple(
        question.model_copy(update={"id": name, "level": name, "kind": kind.id, "steps": ()}) for name in names
    )
    stages = tuple(stage.model_copy(update={"questions": (name,), "comparisons": ()}) for name in names)
    return Guide(
        settings=settings.model_copy(update={"levels": levels}),
        questions=questions,
        comparisons=(),
        paths=(path.model_copy(update={"stages": stages}),),
    )


@pytest.mark.parametrize(
    ("question", "minutes", "seconds"),
    [
        pytest.param("true-a-wheel", 5 + 5, 35, id="kind adds minutes, 72 words"),
        pytest.param("bleed-a-brake", 5, 30, id="kind adds nothing, 60 words"),
        pytest.param("rim-or-disc-brake", 15 + 2, 35, id="another level, 69 words"),
    ],
)
def test_a_question_takes_what_its_level_and_kind_say(
    bicycle_guide: Guide, question: str, minutes: int, seconds: int
) -> None:
    assert study_minutes(bicycle_guide.question_by_id[question], bicycle_guide) == minutes
    assert spoken_seconds(bicycle_guide.question_by_id[question], bicycle_guide.settings) == seconds


@pytest.mark.parametrize(("words", "seconds"), [(1, 5), (14, 5), (16, 10), (60, 30), (120, 60), (125, 60), (126, 65)])
def test_speaking_time_follows_the_words_and_is_rounded_to_five_seconds(
    bicycle_guide: Guide, words: int, seconds: int
) -> None:
    short = convert(" ".join(["word"] * words), "spoken")
    question = bicycle_guide.questions[0].model_copy(update={"short": short})
    assert bicycle_guide.settings.words_per_minute == 120
    assert spoken_seconds(question, bicycle_guide.settings) == seconds


def test_stages_and_paths_add_up(bicycle_guide: Guide) -> None:
    (path,) = bicycle_guide.paths
    assert [stage_minutes(stage, bicycle_guide) for stage in path.stages] == [10, 0, 22]
    assert path_minutes(path, bicycle_guide) == 32


def test_each_stage_has_its_share_of_the_time(bicycle_guide: Guide) -> None:
    assert spans(bicycle_guide.paths[0], bicycle_guide) == ((0.0, 31.2), (31.2, 68.8))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 600), min_size=1, max_size=15))
def test_the_shares_follow_each_other_and_fill_the_whole(bicycle_guide: Guide, minutes: list[int]) -> None:
    guide = guide_with_stages(bicycle_guide, minutes)
    found = spans(guide.paths[0], guide)
    assert len(found) == len(minutes)
    assert found[0][0] == 0
    assert all(after[0] == pytest.approx(sum(before), abs=0.11) for before, after in pairwise(found))
    assert sum(found[-1]) == pytest.approx(100, abs=0.11)


def test_a_small_path_is_spread_by_five_minutes_a_day(bicycle_guide: Guide) -> None:
    assert plans(bicycle_guide.paths[0], bicycle_guide) == tuple(
        Plan(weeks, 5, ((1, 2), (3, 7))) for weeks in (1, 2, 4)
    )


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        pytest.param(
            [100, 50, 200],
            (
                Plan(1, 50, ((1, 2), (3, 3), (4, 7))),
                Plan(2, 25, ((1, 4), (5, 6), (7, 14))),
                Plan(4, 15, ((1, 7), (7, 10), (11, 24))),
            ),
            id="stages that end with a day, and within one",
        ),
        pytest.param(
            [36],
            (Plan(1, 10, ((1, 4),)), Plan(2, 5, ((1, 8),)), Plan(4, 5, ((1, 8),))),
            id="a minute more than 5 a day",
        ),
        pytest.param([1], (Plan(1, 5, ((1, 1),)), Plan(2, 5, ((1, 1),)), Plan(4, 5, ((1, 1),))), id="one minute"),
        pytest.param(
            [1, 1, 1],
            tuple(Plan(weeks, 5, ((1, 1), (1, 1), (1, 1))) for weeks in (1, 2, 4)),
            id="several stages on one day",
        ),
    ],
)
def test_a_stage_takes_the_days_on_which_its_minutes_fall(
    bicycle_guide: Guide, minutes: list[int], expected: tuple[Plan, ...]
) -> None:
    guide = guide_with_stages(bicycle_guide, minutes)
    assert plans(guide.paths[0], guide) == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 600), min_size=1, max_size=15))
def test_a_plan_covers_every_stage_in_order_and_ends_in_time(bicycle_guide: Guide, minutes: list[int]) -> None:
    guide = guide_with_stages(bicycle_guide, minutes)
    found = plans(guide.paths[0], guide)
    assert tuple(plan.weeks for plan in found) == PLAN_WEEKS
    for plan in found:
        assert len(plan.days) == len(minutes)
        assert plan.days[0][0] == 1
        assert all(first <= last for first, last in plan.days)
        assert all(after[0] in (before[1], before[1] + 1) for before, after in pairwise(plan.days))
        assert plan.days[-1][1] <= plan.weeks * 7
        assert plan.minutes_a_day % 5 == 0
        for (first, last), needed in zip(plan.days, minutes, strict=True):
            assert (last - first - 1) * plan.minutes_a_day < needed <= (last - first + 1) * plan.minutes_a_day
    assert sorted((plan.minutes_a_day for plan in found), reverse=True) == [plan.minutes_a_day for plan in found]

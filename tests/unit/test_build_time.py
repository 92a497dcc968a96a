"""The time of a build: given by the environment, or now."""

from __future__ import annotations

import datetime as dt

import pytest

from studyguide.build_time import EPOCH_VARIABLE, build_day, given_time


@pytest.mark.parametrize(
    ("epoch", "day"),
    [("0", dt.date(1970, 1, 1)), ("1790000000", dt.date(2026, 9, 21)), ("4294967295", dt.date(2106, 2, 7))],
)
def test_the_day_of_a_build_can_be_given(epoch: str, day: dt.date) -> None:
    assert build_day({EPOCH_VARIABLE: epoch}) == day


def test_else_it_is_today() -> None:
    assert given_time({}) is None
    assert abs(build_day({}) - dt.datetime.now(dt.UTC).date()) <= dt.timedelta(days=1)


@pytest.mark.parametrize(
    "epoch", ["", " ", "soon", "-1", "1e9", "\N{ARABIC-INDIC DIGIT ONE}", "4294967296", "9" * 12, "9" * 5000]
)
def test_what_is_no_time_is_reported(epoch: str) -> None:
    with pytest.raises(ValueError, match=r"^SOURCE_DATE_EPOCH is '.{0,40}'; set it to whole seconds since 1970"):
        build_day({EPOCH_VARIABLE: epoch})

"""The memory model gives the same states in every browser: their arithmetic is their own."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser

from tests.projects import ROOT

pytestmark = pytest.mark.browser

MODEL = ROOT / "docs" / "assets" / "javascripts" / "core" / "memory-model.js"
HISTORIES = ROOT / "tests" / "scripts" / "memory-vectors.json"

REPLAY = """(histories) => {
  const {interval, recall, review} = studyguide.memoryModel;
  const found = {answers: 0, worst: 0, intervals: 0};
  const compare = (actual, expected) => {
    found.worst = Math.max(found.worst, Math.abs(actual - expected) / Math.max(1, Math.abs(expected)));
  };
  for (const {weights, answers} of histories) {
    let state;
    for (const [day, grade, stability, difficulty, chance, intervals] of answers) {
      const w = weights ?? undefined;
      if (chance !== null) compare(recall(day - state.day, state.stability, w), chance);
      state = review(state, day, grade, w);
      compare(state.stability, stability);
      compare(state.difficulty, difficulty);
      found.answers += 1;
      [0.8, 0.9, 0.95].forEach((target, index) => {
        if (interval(stability, target, w) !== intervals[index]) found.intervals += 1;
      });
    }
  }
  return found;
}"""


@pytest.mark.parametrize("name", ["browser", "firefox"])
def test_the_model_agrees_with_the_package_fsrs(name: str, request: pytest.FixtureRequest) -> None:
    browser: Browser = request.getfixturevalue(name)
    histories = json.loads(HISTORIES.read_text("utf-8"))
    context = browser.new_context()
    page = context.new_page()
    page.add_script_tag(path=MODEL)
    found = page.evaluate(REPLAY, histories)
    context.close()
    assert found["answers"] == sum(len(history["answers"]) for history in histories)
    assert found["worst"] < 1e-9
    assert found["intervals"] == 0, "intervals that differ"

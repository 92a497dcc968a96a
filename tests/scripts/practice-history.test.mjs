// What the answers in a progress document say about the questions of an edition.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { documentOf } from "./documents.mjs";
import { questionOf } from "./practice-questions.mjs";
import "../../docs/assets/javascripts/core/memory-model.js";
import "../../docs/assets/javascripts/core/planner.js";
import "../../docs/assets/javascripts/core/calendar.js";
import "../../docs/assets/javascripts/core/practice-history.js";

const { isStuck, minutesOn, readiness, statesOf } = studyguide.practiceHistory;
const { dayOf } = studyguide.calendar;
const DAY = 24 * 60;
const NOON = 20_000 * DAY + 12 * 60;

suite("states", () => {
  test("a renamed question keeps its answers, and a removed one is not counted", () => {
    const document = documentOf({
      log: {
        "old-name": [[NOON, 3, 3, 3, 1]],
        "question-0": [[NOON + 5 * DAY, 3, 3, 3, 1]],
        gone: [[NOON, 3, 3, 3, 1]],
      },
    });
    const renamed = questionOf(0, { formerly: ["old-name"] });
    const states = statesOf(document, [renamed, questionOf(1)]);
    assert.deepEqual([...states.keys()], ["question-0"]);
    assert.equal(states.get("question-0")?.day, dayOf(NOON + 5 * DAY));
    const alone = statesOf(document, [questionOf(0)]).get("question-0");
    assert.ok((states.get("question-0")?.stability ?? 0) > (alone?.stability ?? 0), "both answers count");
  });

  test("what a reset covers does not count", () => {
    const document = documentOf({ log: { "question-0": [[NOON, 3, 3, 3, 1]] }, reset: { "question-0": NOON } });
    assert.equal(statesOf(document, [questionOf(0)]).size, 0);
  });
});

test("the minutes of a day are those of its answers", () => {
  const question = questionOf(0);
  const missedThenSaid = documentOf({
    log: {
      "question-0": [
        [NOON, 1, 0, 3, 1],
        [NOON + 5, 3, 3, 3, 1],
        [NOON + DAY, 1, 0, 3, 1],
      ],
    },
  });
  assert.equal(minutesOn(missedThenSaid, [question], dayOf(NOON)), question.minutes + question.say);
  assert.equal(minutesOn(missedThenSaid, [question], dayOf(NOON) + 1), question.say + question.again);
  assert.equal(minutesOn(missedThenSaid, [question], dayOf(NOON) + 2), 0);
});

test("three misses in a row mean that practice alone does not help", () => {
  const answers = (/** @type {number[]} */ ...grades) =>
    grades.map((grade, index) => /** @type {Answer} */ ([index, grade, 0, 3, 1]));
  assert.equal(isStuck(answers(1, 1, 1)), true);
  assert.equal(isStuck(answers(3, 1, 1, 1)), true);
  assert.equal(isStuck(answers(1, 1)), false);
  assert.equal(isStuck(answers(1, 1, 1, 2)), false);
});

test("readiness counts what can be expected, and what was practiced", () => {
  const document = documentOf({ log: { "question-0": [[NOON, 3, 3, 3, 1]] } });
  const questions = [questionOf(0), questionOf(1)];
  const today = readiness(questions, statesOf(document, questions), dayOf(NOON));
  assert.deepEqual(today, { answers: 1, practiced: 1, of: 2 });
  assert.ok(readiness(questions, statesOf(document, questions), dayOf(NOON) + 5).answers < 1);
});

// The grade that follows from the key points.
import assert from "node:assert/strict";
import { test } from "node:test";

import "../../docs/assets/javascripts/core/answer-grade.js";

const { gradeOf } = studyguide.answerGrade;

for (const [hit, of, sure, grade] of [
  [0, 3, 2, 1],
  [1, 3, 1, 1],
  [2, 3, 2, 3],
  [3, 3, 1, 3],
  [3, 3, 0, 3],
  [3, 3, 2, 4],
  [2, 4, 1, 2],
  [3, 6, 1, 2],
  [2, 6, 1, 1],
  [5, 6, 2, 3],
]) {
  test(`${hit} of ${of} points, sure ${sure}: grade ${grade}`, () => assert.equal(gradeOf(hit, of, sure), grade));
}

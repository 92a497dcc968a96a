// What a reader practices today: the scope, the day of the interview, the minutes that are left, and the words for
// them.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { documentOf } from "./documents.mjs";
import { questionsOf } from "./practice-questions.mjs";
import "../../docs/assets/javascripts/core/memory-model.js";
import "../../docs/assets/javascripts/core/planner.js";
import "../../docs/assets/javascripts/core/calendar.js";
import "../../docs/assets/javascripts/core/practice-history.js";
import "../../docs/assets/javascripts/core/practice-plan.js";

const { completeIndex, describeList, describeNext, describeOutlook, describeRange, outlookOf, planToday } =
  studyguide.practicePlan;
const { dateOf, dayOf } = studyguide.calendar;
const NOW = 20_000 * 24 * 60 + 12 * 60;

/** @param {number} count @returns {PracticeIndex} */
function indexOf(count) {
  const named = (/** @type {string[]} */ ids) => [...new Set(ids)].sort().map((id) => ({ id, name: id.toUpperCase() }));
  const questions = questionsOf(count);
  const kinds = named(questions.map(({ kind }) => kind)).map((kind) => {
    const { say, again, interview } = /** @type {PracticeQuestion} */ (questions.find((each) => each.kind === kind.id));
    return { ...kind, say, again, interview };
  });
  return completeIndex({
    topics: named(questions.map(({ topic }) => topic)).map((topic) => ({ ...topic, file: `${topic.id}.js` })),
    levels: named(questions.map(({ level }) => level)).map((level, rank) => ({
      ...level,
      known: [0.5, 0.25, 0.1][rank],
    })),
    kinds,
    roles: named(["role-0", "role-1"]),
    questions: questions.map(({ id, title, topic, level, kind, minutes }, index) => ({
      ...(index === 1 ? { roles: [1] } : {}),
      id,
      title,
      topic,
      level,
      kind,
      minutes,
    })),
    paths: [
      { id: "developer", title: "Developer", url: "", stages: [{ title: "One", questions: [2, 999] }] },
    ],
  });
}

/** @param {number | null} daysAhead @param {Partial<Plan>} [changes] */
function planned(daysAhead, changes = {}) {
  const date = daysAhead === null ? null : dateOf(dayOf(NOW) + daysAhead);
  return documentOf({ plan: { at: 1, date, minutes: 30, path: null, ...changes } });
}

test("the index is completed with what level and kind say", () => {
  const [first, ...rest] = indexOf(12).questions;
  assert.deepEqual(first, { ...questionsOf(1)[0], roles: ["role-0", "role-1"] });
  assert.deepEqual(rest[0]?.roles, ["role-1"], "positions become ids");
  assert.equal(rest.length, 11);
});

suite("the scope", () => {
  const index = indexOf(12);
  for (const [name, scope, ids] of /** @type {const} */ ([
    ["a topic", { topic: "topic-3" }, ["question-3", "question-10"]],
    ["a path, without questions that are gone", { path: "developer" }, ["question-2"]],
    ["a path that this edition does not have", { path: "gone" }, index.questions.map(({ id }) => id)],
    ["everything", {}, index.questions.map(({ id }) => id)],
  ])) {
    test(name, () => {
      const { questions } = planToday(index, planned(null), scope, NOW);
      assert.deepEqual(
        questions.map(({ id }) => id),
        ids,
      );
    });
  }
});

suite("the day of the interview", () => {
  for (const [ahead, target, isPast] of [
    [9, 9, false],
    [0, 0, false],
    [-1, null, true],
    [2_900_000, null, false],
    [null, null, false],
  ]) {
    test(`in ${ahead} days`, () => {
      const day = planToday(indexOf(12), planned(/** @type {number | null} */ (ahead)), {}, NOW);
      assert.equal(day.target === null ? null : day.target - day.today, target);
      assert.equal(day.isPast, isPast);
      assert.ok(day.list.length > 0);
    });
  }
});

test("what was done today leaves less for today", () => {
  const index = indexOf(12);
  const fresh = planToday(index, planned(9), {}, NOW);
  const log = { "question-0": /** @type {Answer[]} */ ([[NOW - 5, 1, 0, 3, 1]]) };
  const plan = /** @type {Plan} */ (planned(9).plan);
  const later = planToday(index, documentOf({ plan, log }), {}, NOW);
  assert.equal(fresh.left, 30);
  assert.equal(later.left, 30 - index.questions[0].minutes);
  assert.ok(later.list.length < fresh.list.length);
  assert.match(describeNext(later), /^Still today: /);
  const done = planToday(index, documentOf({ plan: { ...plan, minutes: 5 }, log }), {}, NOW);
  assert.deepEqual([done.left, done.list], [0, []]);
  assert.equal(describeNext(done), "Today's 5 minutes are done. Come back tomorrow.");
});

suite("the words", () => {
  test("of a list", () => {
    const [one, two] = questionsOf(2);
    assert.equal(describeList([{ question: one, isNew: true, value: 1, minutes: 0.2 }]), "1 new, about 1 min");
    assert.equal(
      describeList([
        { question: one, isNew: true, value: 1, minutes: 8 },
        { question: two, isNew: false, value: 1, minutes: 2.6 },
      ]),
      "1 coming back, 1 new, about 11 min",
    );
  });

  test("of a range, which is rounded down", () => {
    assert.equal(describeRange(50.99, 78), "about 45 to 50 of 78");
    assert.equal(describeRange(1.9, 3), "about 1 of 3");
    assert.equal(describeRange(0, 3), "about 0 of 3");
  });

  test("of the outlook", () => {
    const index = indexOf(12);
    const words = (/** @type {number | null} */ ahead) => {
      const day = planToday(index, planned(ahead), {}, NOW);
      return describeOutlook(day, outlookOf(day));
    };
    assert.match(words(9), /^At 30 minutes a day you can expect to give about \d+ (to \d+ )?of 12 answers on \w+, /);
    assert.match(words(0), /today/);
    assert.match(words(-3), /has passed/);
    assert.match(words(null), /^Set the day/);
    assert.match(words(366), /^At 30 minutes/);
    assert.match(words(367), /more than a year away/);
  });

  test("of a guide or topic without a question", () => {
    const day = planToday(indexOf(12), planned(9), { topic: "none" }, NOW);
    assert.equal(describeNext(day), "There is no question here yet.");
    assert.equal(describeOutlook(day, outlookOf(day)), "");
  });
});

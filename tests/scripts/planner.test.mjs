// The planner: what comes next, the list of a day, and the outlook.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { fc } from "./fast-check.mjs";
import { questionOf, questionsOf } from "./practice-questions.mjs";
import "../../docs/assets/javascripts/core/memory-model.js";
import "../../docs/assets/javascripts/core/planner.js";

const { interval, review } = studyguide.memoryModel;
const { next, planDay, outlook, minutesOf, chanceOn } = studyguide.planner;

const NOTHING_DONE = new Set(/** @type {string[]} */ ([]));

/** @param {Partial<PlannerInput>} changes @returns {PlannerInput} */
function input(changes) {
  return { questions: questionsOf(30), states: new Map(), done: NOTHING_DONE, today: 0, target: 28, ...changes };
}

suite("what comes next", () => {
  test("a question does not return before its recall has fallen to 0.9", () => {
    const state = review(undefined, 0, 3);
    const back = interval(state.stability);
    const questions = [questionOf(0)];
    const states = new Map([["question-0", state]]);
    for (const target of [28, null]) {
      assert.equal(next(input({ questions, states, target, today: back - 1 })), undefined);
      assert.equal(next(input({ questions, states, target, today: back }))?.question.id, "question-0");
    }
  });

  test("of new questions only the next ten of the path are weighed", () => {
    const questions = [...Array(10).keys()].map((index) => questionOf(index, { known: 0.1, minutes: 30 }));
    const easy = questionOf(10, { known: 0.1, minutes: 3 });
    assert.notEqual(next(input({ questions: [...questions, easy] }))?.question.id, easy.id);
    assert.equal(next(input({ questions: [...questions.slice(1), easy] }))?.question.id, easy.id);
  });

  test("without a day what is due longest comes first, then the path in its order", () => {
    const questions = questionsOf(5);
    const states = new Map([
      ["question-3", review(undefined, -8, 3)],
      ["question-4", review(undefined, -20, 3)],
    ]);
    const order = planDay({ ...input({ questions, states, target: null }), budget: 1000 });
    assert.deepEqual(
      order.map(({ question, isNew }) => [question.id, isNew]),
      [
        ["question-4", false],
        ["question-3", false],
        ["question-0", true],
        ["question-1", true],
        ["question-2", true],
      ],
    );
  });

  test("what is done or skipped is left out, and an empty path has nothing", () => {
    const questions = questionsOf(2);
    assert.equal(next(input({ questions, done: new Set(["question-0", "question-1"]) })), undefined);
    assert.equal(next(input({ questions: [] })), undefined);
  });

  test("the same answers give the same question", () => assert.deepEqual(next(input({})), next(input({}))));
});

suite("the interview is today, or was", () => {
  const states = new Map(questionsOf(10).map(({ id }, index) => [id, review(undefined, index - 30, 3)]));
  for (const target of [0, -1, -400]) {
    test(`target ${target}`, () => {
      const choice = next(input({ states, target }));
      assert.ok(choice && Number.isFinite(choice.value) && choice.minutes > 0);
      const { answers, days } = outlook({ ...input({ states }), target, budget: 30 });
      assert.ok(answers >= 0 && answers <= 30);
      assert.deepEqual(days, []);
    });
  }
});

test("any states and days give finite numbers", () => {
  const day = fc.integer({ min: -1000, max: 1000 });
  const grades = fc.array(fc.tuple(day, fc.integer({ min: 1, max: 4 })), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(grades, { maxLength: 12 }), day, fc.option(day), (histories, today, target) => {
      const questions = questionsOf(12);
      const states = new Map();
      histories.forEach((history, index) => {
        const state = studyguide.memoryModel.replay(history);
        if (state) states.set(`question-${index}`, state);
      });
      for (const { value, minutes } of planDay({ ...input({ questions, states, today, target }), budget: 60 })) {
        assert.ok(Number.isFinite(value) && value > 0 && Number.isFinite(minutes) && minutes > 0);
      }
    }),
  );
});

suite("the list of a day", () => {
  test("ends with the question that fills the minutes", () => {
    const list = planDay({ ...input({}), budget: 30 });
    assert.ok(minutesOf(list) >= 30);
    assert.ok(minutesOf(list.slice(0, -1)) < 30);
  });

  test("ends after the most questions", () => assert.equal(planDay({ ...input({}), budget: 1e6, most: 8 }).length, 8));

  test("is empty without minutes", () => assert.deepEqual(planDay({ ...input({}), budget: 0 }), []));
});

suite("the outlook", () => {
  const questions = questionsOf(78);
  const at = (/** @type {number} */ budget) => outlook({ ...input({ questions }), target: 28, budget }).answers;

  test("more minutes promise more, never more than there is", () => {
    assert.ok(at(15) < at(30) && at(30) < at(60));
    assert.ok(at(10_000) <= 78);
  });

  test("tells each day, and no question begins twice", () => {
    const { days, of } = outlook({ ...input({ questions }), target: 28, budget: 30 });
    assert.equal(of, 78);
    assert.deepEqual(
      days.map(({ day }) => day),
      [...Array(28).keys()],
    );
    assert.ok(days.reduce((sum, { fresh }) => sum + fresh, 0) <= 78);
  });

  test("counts today's minutes that are already spent", () => {
    const [first] = outlook({ ...input({ questions }), target: 28, budget: 30, budgetToday: 0 }).days;
    assert.deepEqual(first, { day: 0, fresh: 0, returning: 0, minutes: 0 });
  });

  test("leaves the states as they are", () => {
    const states = new Map();
    outlook({ ...input({ questions, states }), target: 28, budget: 30 });
    assert.equal(states.size, 0);
  });
});

test("a chance falls from 1 with the days, and is 0 without an answer", () => {
  const state = review(undefined, 10, 3);
  assert.equal(chanceOn(undefined, 10), 0);
  assert.equal(chanceOn(state, 10), 1);
  assert.equal(chanceOn(state, 5), 1, "a clock that was set back");
  assert.ok(chanceOn(state, 12) < chanceOn(state, 11));
});

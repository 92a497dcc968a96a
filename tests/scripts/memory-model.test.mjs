// The memory model, against states that the package `fsrs` has computed (tools/memory_vectors.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";

import { fc } from "./fast-check.mjs";
import "../../docs/assets/javascripts/core/memory-model.js";

const { interval, recall, replay, review } = studyguide.memoryModel;

/** @type {{weights: number[] | null, answers: [number, number, number, number, number | null, number[]][]}[]} */
const HISTORIES = JSON.parse(readFileSync(new URL("memory-vectors.json", import.meta.url), "utf8"));
const TARGETS = [0.8, 0.9, 0.95];

/** @param {number} actual @param {number} expected @param {string} what */
function assertNear(actual, expected, what) {
  const difference = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  assert.ok(difference < 1e-9, `${what}: ${actual} instead of ${expected}`);
}

suite("the model agrees with the package fsrs", () => {
  for (const [number, { weights, answers }] of HISTORIES.entries()) {
    test(`history ${number}`, () => {
      /** @type {MemoryState | undefined} */
      let state;
      for (const [day, grade, stability, difficulty, chance, intervals] of answers) {
        const w = weights ?? undefined;
        if (state && chance !== null) assertNear(recall(day - state.day, state.stability, w), chance, "recall");
        state = review(state, day, grade, w);
        assertNear(state.stability, stability, "stability");
        assertNear(state.difficulty, difficulty, "difficulty");
        assert.deepEqual(
          TARGETS.map((target) => interval(stability, target, w)),
          intervals,
        );
      }
    });
  }
});

const history = fc.array(fc.tuple(fc.integer({ min: -400, max: 40_000 }), fc.integer({ min: 1, max: 4 })), {
  minLength: 1,
  maxLength: 60,
});

test("any history gives a state with finite numbers, also one from a clock that was set back", () => {
  fc.assert(
    fc.property(history, (answers) => {
      const state = /** @type {MemoryState} */ (replay(answers));
      assert.ok(state.stability > 0 && Number.isFinite(state.stability));
      assert.ok(state.difficulty >= 1 && state.difficulty <= 10);
      assert.equal(state.day, Math.max(...answers.map(([day]) => day)));
      const chance = recall(3, state.stability);
      assert.ok(chance > 0 && chance <= 1);
      assert.ok(interval(state.stability) >= 1);
    }),
  );
});

test("nothing is remembered of a question without answers", () => assert.equal(replay([]), undefined));

// What counts for a question, and how a document changes: renamed and removed questions, resets, wrong clocks.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { GUIDE, documentOf, documents, plain } from "./documents.mjs";
import { fc } from "./fast-check.mjs";

const { addAnswer, capTimes, empty, historyOf, join, resetAll, setPlan, setTick } = studyguide.progressDocument;

const RESULT = { grade: 3, hit: 4, of: 5, sure: 1 };

suite("a question", () => {
  test("that nobody touched has no history", () => {
    assert.deepEqual(historyOf(empty(GUIDE), ["a", "b"]), { tick: [-1, 0], answers: [], resetAt: -1 });
  });

  test("has the history of all its ids", () => {
    const document = documentOf({
      log: {
        new: [[7, 3, 1, 2, 1]],
        old: [
          [5, 1, 0, 2, 1],
          [8, 4, 2, 2, 2],
        ],
      },
      ticks: { new: [3, 0], old: [6, 1] },
    });
    const { tick, answers } = historyOf(document, ["new", "old"]);
    assert.deepEqual(tick, [6, 1]);
    assert.deepEqual(
      answers.map(([minute]) => minute),
      [5, 7, 8],
    );
  });

  test("is reset under all its ids by a reset of one", () => {
    const document = documentOf({
      reset: { new: 6 },
      log: {
        old: [
          [6, 3, 1, 2, 1],
          [7, 3, 1, 2, 1],
        ],
      },
      ticks: { old: [6, 1] },
    });
    const { tick, answers, resetAt } = historyOf(document, ["new", "old"]);
    assert.deepEqual([tick, answers.length, resetAt], [[6, 0], 1, 6]);
  });

  test("that was removed stays in the document and is counted for no other", () => {
    const document = setTick(documentOf({ ticks: { removed: [5, 1] } }), ["a"], true, 9);
    assert.deepEqual(plain(document).ticks, { a: [9, 1], removed: [5, 1] });
    assert.equal(historyOf(document, ["b"]).tick[1], 0);
  });
});

suite("a change", () => {
  test("leaves the document it is made from as it was", () => {
    const law = fc.property(documents, (document) => {
      const before = JSON.stringify(plain(document));
      setTick(document, ["what-is-s3"], true, 9);
      addAnswer(document, ["what-is-s3"], RESULT, 9);
      setPlan(document, { date: null, minutes: 30, path: null }, 9);
      resetAll(document, 9);
      assert.equal(JSON.stringify(plain(document)), before);
    });
    fc.assert(law);
  });

  test("in the minute of the one before comes after it", () => {
    let document = empty(GUIDE);
    for (const done of [true, false, true, false]) document = setTick(document, ["a"], done, 100);
    assert.deepEqual(plain(document).ticks, { a: [103, 0] });
  });

  test("after a clock was set back comes after what it changes", () => {
    const document = documentOf({
      ticks: { a: [1000, 1] },
      log: { a: [[1000, 3, 1, 2, 1]] },
      plan: { at: 1000, date: null, minutes: 20, path: null },
    });
    assert.deepEqual(setTick(document, ["a"], false, 10).ticks.get("a"), [1001, 0]);
    assert.equal(addAnswer(document, ["a"], RESULT, 10).log.get("a")?.at(-1)?.[0], 1001);
    assert.equal(setPlan(document, { date: "2026-12-01", minutes: 30, path: "developer" }, 10).plan?.at, 1001);
    assert.equal(resetAll(document, 10).reset.get("a"), 1000);
  });

  test("in the minute of a reset comes after it", () => {
    const reset = resetAll(documentOf({ ticks: { a: [50, 1] } }), 50);
    assert.deepEqual(setTick(reset, ["a"], true, 50).ticks.get("a"), [51, 1]);
    assert.equal(addAnswer(reset, ["a"], RESULT, 50).log.get("a")?.[0][0], 51);
  });

  test("is kept under the new id of a renamed question, after what the old one says", () => {
    const document = setTick(documentOf({ ticks: { old: [60, 1] } }), ["new", "old"], false, 60);
    assert.deepEqual(plain(document).ticks, { new: [61, 0], old: [60, 1] });
    assert.equal(historyOf(document, ["new", "old"]).tick[1], 0);
  });
});

suite("an answer", () => {
  test("is written with its minute, grade, points and certainty", () => {
    assert.deepEqual(plain(addAnswer(empty(GUIDE), ["a"], RESULT, 77)).log, { a: [[77, 3, 4, 5, 1]] });
  });

  test("that is given twice in a minute counts twice", () => {
    const twice = addAnswer(addAnswer(empty(GUIDE), ["a"], RESULT, 77), ["a"], RESULT, 77);
    assert.deepEqual(
      plain(twice).log.a.map((/** @type {Answer} */ answer) => answer[0]),
      [77, 78],
    );
  });
});

suite("a reset", () => {
  test("covers everything there is, removed questions and the plan included", () => {
    const document = documentOf({
      log: { a: [[5, 3, 1, 2, 1]], removed: [[9, 3, 1, 2, 1]] },
      ticks: { b: [7, 1] },
      plan: { at: 4, date: "2026-12-01", minutes: 30, path: "developer" },
    });
    const { log, ticks, reset, plan } = plain(resetAll(document, 8));
    assert.deepEqual({ log, ticks, reset }, { log: {}, ticks: {}, reset: { a: 8, b: 8, removed: 9 } });
    assert.deepEqual(plan, { at: 8, date: null, minutes: null, path: null });
  });

  test("of nothing writes nothing", () => {
    assert.deepEqual(plain(resetAll(empty(GUIDE), 8)), plain(empty(GUIDE)));
  });
});

suite("times that are moved back", () => {
  test("end at the limit, in their order, and lose nothing", () => {
    const law = fc.property(documents, documents, fc.integer({ min: 5, max: 40 }), (past, future, latest) => {
      const shift = 600; // the margin that resets are given
      const document = join(past, shifted(future, shift));
      const capped = capTimes(document, shift + latest);
      assert.deepEqual(counts(studyguide.progressDocument.normalize(capped)), counts(document));
      for (const [id, answers] of capped.log) {
        const before = document.log.get(id) ?? [];
        assert.ok((answers.at(-1)?.[0] ?? 0) <= shift + latest);
        for (let index = 1; index < answers.length; index++) {
          const wasLater = before[index][0] > before[index - 1][0];
          assert.ok(wasLater ? answers[index][0] > answers[index - 1][0] : answers[index][0] >= answers[index - 1][0]);
        }
      }
      for (const [minute] of capped.ticks.values()) assert.ok(minute <= shift + latest);
    });
    fc.assert(law, { numRuns: 1000 });
  });

  /** @param {ProgressDocument} document @param {number} by */
  function shifted(document, by) {
    const log = new Map(
      [...document.log].map(([id, answers]) => [
        id,
        answers.map(([minute, ...rest]) => /** @type {Answer} */ ([minute + by, ...rest])),
      ]),
    );
    const ticks = new Map(
      [...document.ticks].map(([id, [minute, done]]) => [id, /** @type {Tick} */ ([minute + by, done])]),
    );
    const reset = new Map([...document.reset].map(([id, minute]) => [id, minute + by]));
    return { ...document, log, ticks, reset };
  }

  /** @param {ProgressDocument} document */
  function counts({ log, ticks }) {
    return [[...log].map(([id, answers]) => [id, answers.length]), [...ticks.keys()]];
  }
});

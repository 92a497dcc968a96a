// The laws of merging: they make an import, a second tab and a second device the same operation.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { documentOf, documents, longDocuments, plain } from "./documents.mjs";
import { fc } from "./fast-check.mjs";

const { empty, historyOf, join, resetAll, setTick } = studyguide.progressDocument;
const { write } = studyguide.progressFormat;

/** @param {ProgressDocument} one @param {ProgressDocument} other */
function assertSame(one, other) {
  assert.equal(write(one), write(other));
}

for (const [name, any, numRuns] of /** @type {const} */ ([
  ["short", documents, 2000],
  ["long", longDocuments, 60],
])) {
  suite(`merging ${name} documents`, () => {
    test("does not depend on the order of two", () => {
      fc.assert(
        fc.property(any, any, (one, other) => assertSame(join(one, other), join(other, one))),
        { numRuns },
      );
    });

    test("does not depend on the grouping of three", () => {
      const law = fc.property(any, any, any, (one, two, three) =>
        assertSame(join(one, join(two, three)), join(join(one, two), three)),
      );
      fc.assert(law, { numRuns });
    });

    test("changes nothing when it is repeated", () => {
      const law = fc.property(any, any, (one, other) => {
        const joined = join(one, other);
        assertSame(join(one, one), one);
        assertSame(join(joined, other), joined);
      });
      fc.assert(law, { numRuns });
    });

    test("changes nothing where there is nothing to merge", () => {
      fc.assert(
        fc.property(any, (one) => assertSame(join(one, empty(one.guide)), one)),
        { numRuns },
      );
    });
  });
}

suite("what merging keeps", () => {
  test("every answer and tick that no reset covers", () => {
    const law = fc.property(documents, documents, (one, other) => {
      const joined = join(one, other);
      for (const side of [one, other]) {
        for (const [id, answers] of side.log) {
          const counted = answers.filter(([minute]) => minute > (joined.reset.get(id) ?? -1));
          const kept = new Set((joined.log.get(id) ?? []).map(String));
          assert.ok(counted.every((answer) => kept.has(String(answer))));
        }
        for (const [id, [minute]] of side.ticks) {
          if (minute > (joined.reset.get(id) ?? -1)) assert.ok((joined.ticks.get(id)?.[0] ?? -1) >= minute);
        }
      }
    });
    fc.assert(law, { numRuns: 2000 });
  });

  test("the latest 500 answers of a question", () => {
    const first = documentOf({ log: { a: Array.from({ length: 400 }, (_, minute) => [minute, 3, 1, 1, 1]) } });
    const second = documentOf({ log: { a: Array.from({ length: 400 }, (_, minute) => [200 + minute, 3, 1, 1, 1]) } });
    const kept = join(first, second).log.get("a") ?? [];
    assert.deepEqual([kept.length, kept[0][0], kept.at(-1)?.[0]], [500, 100, 599]);
  });

  test("of two ticks the later, and of the same minute the one that says done", () => {
    const one = documentOf({ ticks: { a: [100, 1], b: [100, 1], c: [90, 1] } });
    const other = documentOf({ ticks: { a: [101, 0], b: [100, 0], d: [5, 1] } });
    assert.deepEqual(plain(join(one, other)).ticks, { a: [101, 0], b: [100, 1], c: [90, 1], d: [5, 1] });
  });

  test("the later plan, and of the same minute the one whose text is greater", () => {
    const plan = { date: "2026-12-01", minutes: 30, path: "developer" };
    const early = documentOf({ plan: { ...plan, at: 5 } });
    const late = documentOf({ plan: { ...plan, at: 6, date: null } });
    const twin = documentOf({ plan: { ...plan, at: 5, date: "2026-12-02" } });
    assert.equal(join(early, late).plan?.date, null);
    assert.equal(join(early, twin).plan?.date, "2026-12-02");
  });

  test("a reset, whatever is merged from before it", () => {
    const law = fc.property(documents, documents, (one, other) => {
      const everything = join(one, other);
      const merged = join(resetAll(everything, 1000), one);
      assert.deepEqual([merged.log.size, merged.ticks.size], [0, 0]);
    });
    fc.assert(law);
  });

  test("a change, whatever is merged from before it and wherever the clock stands", () => {
    const law = fc.property(documents, fc.nat({ max: 60 }), fc.boolean(), (document, now, done) => {
      const names = ["what-is-s3", "old-name"];
      const changed = join(setTick(document, names, done, now), document);
      assert.equal(historyOf(changed, names).tick[1], done ? 1 : 0);
    });
    fc.assert(law, { numRuns: 2000 });
  });

  test("both histories of a renamed question, in whichever order they come", () => {
    const names = ["what-is-s3", "old-name"];
    const law = fc.property(documents, documents, (one, other) => {
      const joined = historyOf(join(one, other), names);
      assert.deepEqual(joined, historyOf(join(other, one), names));
      const counted = [one, other]
        .flatMap((side) => names.flatMap((id) => side.log.get(id) ?? []))
        .filter(([minute]) => minute > joined.resetAt);
      assert.deepEqual(new Set(joined.answers.map(String)), new Set(counted.map(String)));
    });
    fc.assert(law, { numRuns: 2000 });
  });
});

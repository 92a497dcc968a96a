// The progress document as text: every version ever written, files of strangers, and the limits of an import.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { suite, test } from "node:test";

import { GUIDE, documentOf, documents, parsed, plain, textOf } from "./documents.mjs";
import { fc } from "./fast-check.mjs";

const { empty, historyOf, join } = studyguide.progressDocument;
const { MAX_FILE_SIZE, VERSION, importText, parse, write } = studyguide.progressFormat;

const DAY = 24 * 60;
const FILES = new URL("progress/", import.meta.url);
const NAMES = readdirSync(FILES).sort();

/** @param {string} name */
function read(name) {
  return readFileSync(new URL(name, FILES), "utf8");
}

/** @param {ProgressDocument} document @param {string} text @param {Minute} now */
function imported(document, text, now) {
  const result = importText(document, text, now);
  if ("fault" in result) throw new Error(result.fault);
  return result;
}

suite("a file of an older version", () => {
  for (const name of NAMES) {
    test(`is read whole: ${name}`, () => {
      const { document, dropped } = parsed(read(name));
      assert.equal(dropped, 0);
      const before = JSON.parse(read(name));
      assert.deepEqual(plain(document), { log: {}, reset: {}, ...before, version: VERSION });
    });
  }

  test("stands here for every version", () => {
    for (let version = 1; version <= VERSION; version++) {
      assert.ok(
        NAMES.some((name) => name.startsWith(`version-${version}-`)),
        `no file of version ${version}`,
      );
    }
  });

  test("keeps its ticks", () => {
    const { document } = parsed(read("version-1-ticks.json"));
    const done = ["what-is-vpc", "what-is-s3", "what-is-ec2"].map((id) => historyOf(document, [id]).tick[1]);
    assert.deepEqual(done, [1, 1, 0]);
  });

  test("keeps fields that nobody knew", () => {
    assert.deepEqual(plain(parsed(read("version-1-unknown-field.json")).document).notes, {
      "what-is-iam": "ask about roles",
    });
  });
});

suite("writing", () => {
  test("and reading give the same document, and writing it again the same bytes", () => {
    const law = fc.property(documents, (document) => {
      const text = write(document);
      const again = parsed(text);
      assert.equal(again.dropped, 0);
      assert.equal(write(again.document), text);
    });
    fc.assert(law, { numRuns: 1000 });
  });

  test("does not depend on the order in which the parts came", () => {
    const one = textOf({ ticks: { a: [1, 1], b: [2, 1] }, x: 1, y: 2 });
    const other = textOf({ y: 2, x: 1, ticks: { b: [2, 1], a: [1, 1] } });
    assert.equal(write(parsed(one).document), write(parsed(other).document));
  });

  test("a current document gives the bytes of the file that stands here", () => {
    assert.equal(write(parsed(read("version-2-practice.json")).document), read("version-2-practice.json"));
  });
});

suite("a file that is no progress of this guide", () => {
  const faults = /** @type {const} */ ([
    ["not json", "not-json"],
    ["", "not-json"],
    ["[]", "not-progress"],
    ["null", "not-progress"],
    ["1", "not-progress"],
    ['{"ticks": {}}', "not-progress"],
    [textOf({ format: "another-format" }), "not-progress"],
    [textOf({ version: 0 }), "not-progress"],
    [textOf({ version: "1" }), "not-progress"],
    [textOf({ version: 1.5 }), "not-progress"],
    [textOf({ version: undefined }), "not-progress"],
    [textOf({ guide: "another-guide" }), "other-guide"],
    [textOf({ guide: undefined }), "other-guide"],
    [textOf({ version: VERSION + 1 }), "newer-version"],
    [textOf({ version: VERSION + 1, guide: undefined }), "newer-version"],
    ["[".repeat(200_000), "not-json"],
  ]);
  for (const [text, fault] of faults) {
    test(`is refused as ${fault}: ${text.slice(0, 80)}`, () => assert.deepEqual(parse(text, GUIDE), { fault }));
  }

  test("is refused whatever it holds", () => {
    fc.assert(fc.property(fc.string(), (text) => assert.ok("fault" in parse(text, GUIDE))));
    fc.assert(fc.property(fc.json(), (text) => assert.ok("fault" in parse(text, GUIDE))));
  });
});

suite("what does not fit the schema", () => {
  const faulty = /** @type {[string, Record<string, unknown>][]} */ ([
    ["a tick with another state", { ticks: { a: [1, 2] } }],
    ["a tick whose minute is text", { ticks: { a: ["1", 1] } }],
    ["a tick before 1970", { ticks: { a: [-1, 1] } }],
    ["a tick within a minute", { ticks: { a: [1.5, 1] } }],
    ["a tick beyond all numbers", { ticks: { a: [2 ** 53, 1] } }],
    ["a tick without state", { ticks: { a: [1] } }],
    ["ticks in a list", { ticks: [[1, 1]] }],
    ["an id with markup", { ticks: { "<b>": [1, 1] } }],
    ["an id that is too long", { ticks: { ["x".repeat(61)]: [1, 1] } }],
    ["an id in capitals", { log: { A: [[1, 3, 1, 2, 1]] } }],
    ["no id", { reset: { "": 1 } }],
    ["answers that are no list", { log: { a: {} } }],
    ["an answer that is no list", { log: { a: [7] } }],
    ["an answer without certainty", { log: { a: [[1, 3, 1, 2]] } }],
    ["an answer with grade 0", { log: { a: [[1, 0, 1, 2, 1]] } }],
    ["an answer with grade 5", { log: { a: [[1, 5, 1, 2, 1]] } }],
    ["an answer with more points than asked", { log: { a: [[1, 3, 3, 2, 1]] } }],
    ["an answer with too many points", { log: { a: [[1, 3, 3, 21, 1]] } }],
    ["an answer with unknown certainty", { log: { a: [[1, 3, 1, 2, 3]] } }],
    ["a reset that is no minute", { reset: { a: "today" } }],
    ["a plan that is text", { plan: "soon" }],
    ["a plan that is null", { plan: null }],
    ["a plan without time", { plan: { date: null, minutes: null, path: null } }],
    ["a plan on 30 February", { plan: { at: 1, date: "2026-02-30", minutes: null, path: null } }],
    ["a plan on another calendar", { plan: { at: 1, date: "tomorrow", minutes: null, path: null } }],
    ["a plan of no minutes", { plan: { at: 1, date: null, minutes: 0, path: null } }],
    ["a plan for markup", { plan: { at: 1, date: null, minutes: null, path: "<b>" } }],
    ["a field that nests too deep to be written", { notes: Array.from({ length: 30 }).reduce((inner) => [inner], []) }],
  ]);
  for (const [name, fields] of faulty) {
    test(`is left out and counted: ${name}`, () => {
      const { document, dropped } = parsed(textOf(fields));
      assert.equal(dropped, 1);
      assert.equal(write(document), write(empty(GUIDE)));
    });
  }

  test("takes nothing valid with it", () => {
    const { document, dropped } = parsed(
      textOf({
        ticks: { a: [1, 1], b: [1, 9] },
        log: {
          a: [
            [1, 3, 1, 2, 1],
            [2, 9, 1, 2, 1],
          ],
        },
      }),
    );
    assert.equal(dropped, 2);
    assert.deepEqual([plain(document).ticks, plain(document).log], [{ a: [1, 1] }, { a: [[1, 3, 1, 2, 1]] }]);
  });

  test("changes no prototype", () => {
    const parts =
      '"ticks":{"__proto__":[1,1],"constructor":[1,1]},"log":{"__proto__":[]},"reset":{"__proto__":1},' +
      '"__proto__":{"polluted":1}';
    const { document, dropped } = parsed(textOf().replace("}", `,${parts}}`));
    assert.equal(dropped, 4);
    assert.deepEqual(plain(document).ticks, { constructor: [1, 1] });
    assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
    assert.equal(write(document).includes("__proto__"), false);
  });

  test("whatever it is, gives a document that can be written and read", () => {
    const part = fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything()));
    const fields = fc.record({ log: part, ticks: part, reset: part, plan: part, notes: part });
    const law = fc.property(fields, (any) => {
      fc.pre(isJson(any));
      const { document } = parsed(textOf(any));
      assert.equal(parsed(write(document)).dropped, 0);
    });
    fc.assert(law, { numRuns: 1000 });
  });

  /** @param {unknown} value */
  function isJson(value) {
    try {
      return JSON.stringify(value) !== undefined;
    } catch {
      return false;
    }
  }
});

suite("an import", () => {
  test("gives after an export and an empty browser the same bytes", () => {
    const law = fc.property(documents, (document) => {
      const text = write(document);
      assert.equal(write(imported(empty(GUIDE), text, 1000).document), text);
    });
    fc.assert(law);
  });

  test("joins", () => {
    const law = fc.property(documents, documents, (own, file) => {
      assert.equal(write(imported(own, write(file), 1000).document), write(join(own, file)));
    });
    fc.assert(law);
  });

  test("says how much the file held", () => {
    const file = textOf({
      ticks: { a: [1, 1], b: [2, 0], c: [3, 7] },
      log: {
        a: [
          [1, 3, 1, 2, 1],
          [2, 3, 1, 2, 1],
        ],
      },
    });
    const { ticks, answers, dropped, hiddenByReset } = imported(empty(GUIDE), file, 1000);
    assert.deepEqual(
      { ticks, answers, dropped, hiddenByReset },
      { ticks: 2, answers: 2, dropped: 1, hiddenByReset: [] },
    );
  });

  test("names what was done before a reset and stays removed", () => {
    const own = documentOf({ reset: { a: 50, b: 50, c: 50 } });
    const file = textOf({ ticks: { a: [50, 1], b: [51, 1], c: [40, 0], d: [40, 1] } });
    const { document, hiddenByReset } = imported(own, file, 1000);
    assert.deepEqual(hiddenByReset, ["a"]);
    assert.deepEqual(plain(document).ticks, { b: [51, 1], d: [40, 1] });
  });

  test("moves back what lies more than a day ahead, so that it does not win for years", () => {
    const now = 1000;
    const file = textOf({
      ticks: { a: [99_999_999, 1] },
      reset: { b: 99_999_999 },
      plan: { at: 99_999_999, date: null, minutes: 5, path: null },
    });
    const { document } = imported(empty(GUIDE), file, now);
    assert.deepEqual(plain(document).ticks, { a: [now + DAY, 1] });
    assert.ok((document.reset.get("b") ?? 0) < now + DAY);
    assert.equal(document.plan?.at, now + DAY);
  });

  test("of more than 1 MB is refused", () => {
    const text = textOf({ notes: "x".repeat(MAX_FILE_SIZE) });
    assert.deepEqual(importText(empty(GUIDE), text, 1000), { fault: "too-large" });
  });

  test("of more than 5,000 questions is refused, also together with what is there", () => {
    const ticks = (/** @type {string} */ name, /** @type {number} */ count) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, number) => [`${name}-${number}`, /** @type {const} */ ([1, 1])]),
      );
    const own = documentOf({ ticks: ticks("own", 3000) });
    assert.deepEqual(importText(own, textOf({ ticks: ticks("other", 2001) }), 1000), { fault: "too-many" });
    assert.equal(imported(own, textOf({ ticks: ticks("other", 2000) }), 1000).document.ticks.size, 5000);
  });

  test("keeps the latest 500 answers of a question", () => {
    const log = { a: Array.from({ length: 600 }, (_, minute) => [minute, 3, 1, 2, 1]) };
    const answers = imported(empty(GUIDE), textOf({ log }), 1000).document.log.get("a") ?? [];
    assert.deepEqual([answers.length, answers[0][0]], [500, 100]);
  });
});

test("a day of the calendar is taken, a leap day too", () => {
  for (const date of ["2026-12-31", "2028-02-29", null]) {
    assert.equal(documentOf({ plan: { at: 1, date, minutes: 30, path: "developer" } }).plan?.date, date);
  }
});

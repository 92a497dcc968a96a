// Mock interviews: which questions they ask, the link that holds them, the summary.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { fc } from "./fast-check.mjs";
import { questionOf, questionsOf } from "./practice-questions.mjs";
import "../../docs/assets/javascripts/core/mock-interview.js";

const { SLOTS, fromFragment, minutesOf, pick, summarize, toFragment, toText } = studyguide.mockInterview;

/** @param {readonly PracticeQuestion[]} questions @returns {PracticeIndex} */
function indexOf(questions) {
  const named = (/** @type {(question: PracticeQuestion) => string} */ of) =>
    [...new Set(questions.map(of))].sort().map((id) => ({ id, name: id }));
  return {
    questions,
    byId: new Map(questions.map((each) => [each.id, each])),
    topics: named(({ topic }) => topic).map((topic) => ({ ...topic, file: "" })),
    levels: named(({ level }) => level).map((level) => ({ ...level, known: 0.5 })),
    kinds: named(({ kind }) => kind).map((kind) => {
      const { say, again, interview } = /** @type {PracticeQuestion} */ (
        questions.find((each) => each.kind === kind.id)
      );
      return { ...kind, say, again, interview };
    }),
    roles: [],
    paths: [],
  };
}

const INDEX = indexOf(questionsOf(84));
const WISH = { role: "role-0", seniority: "senior", minutes: 45, seed: "k7q2" };

/** @param {readonly PracticeQuestion[]} questions */
function ids(questions) {
  return questions.map(({ id }) => id);
}

suite("the choice", () => {
  for (const seniority of ["junior", "middle", "senior"]) {
    for (const minutes of [15, 30, 45, 60]) {
      test(`fills ${minutes} minutes for ${seniority}, from different questions and topics`, () => {
        for (let seed = 0; seed < 100; seed += 1) {
          const chosen = pick(INDEX, { ...WISH, seniority, minutes, seed: String(seed) });
          assert.equal(chosen.length, SLOTS[minutes].length);
          assert.equal(new Set(ids(chosen)).size, chosen.length);
          assert.ok(new Set(chosen.map(({ topic }) => topic)).size >= Math.min(5, chosen.length));
          assert.ok(Math.abs(minutesOf(chosen) - minutes) <= 12, `${minutesOf(chosen)} minutes`);
        }
      });
    }
  }

  test("is the same for the same seed, in whatever order the guide lists its questions", () => {
    const backwards = indexOf([...INDEX.questions].reverse());
    assert.deepEqual(ids(pick(backwards, WISH)), ids(pick(INDEX, WISH)));
    assert.notDeepEqual(ids(pick(INDEX, { ...WISH, seed: "other" })), ids(pick(INDEX, WISH)));
  });

  test("rarely changes with a new question", () => {
    const grown = indexOf([...INDEX.questions, questionOf(85)]);
    const seeds = [...Array(500).keys()].map(String);
    const changed = seeds.filter(
      (seed) => String(ids(pick(grown, { ...WISH, seed }))) !== String(ids(pick(INDEX, { ...WISH, seed }))),
    );
    assert.ok(changed.length < seeds.length * 0.15, `${changed.length} of ${seeds.length}`);
    assert.ok(changed.length > 0, "a new question is asked too");
  });

  test("asks a senior nothing of the first level, and a junior nothing of the last", () => {
    const levels = (/** @type {string} */ seniority) =>
      new Set(pick(INDEX, { ...WISH, seniority }).map((each) => each.level));
    assert.equal(levels("senior").has("level-0"), false);
    assert.equal(levels("junior").has("level-2"), false);
  });

  test("asks only what the role is asked", () => {
    for (const { roles } of pick(INDEX, { ...WISH, role: "role-2" })) assert.ok(roles.includes("role-2"));
    assert.deepEqual(pick(INDEX, { ...WISH, role: "nobody" }), []);
  });

  test("takes what there is in a guide with three questions, one kind or one level", () => {
    assert.equal(pick(indexOf(questionsOf(3)), { ...WISH, minutes: 60 }).length, 3);
    const alike = [...Array(9).keys()].map((index) =>
      questionOf(index, { kind: "only", level: "only", topic: "only" }),
    );
    assert.equal(pick(indexOf(alike), { ...WISH, minutes: 60 }).length, 7);
  });
});

suite("the link", () => {
  test("holds the questions in their order, and who looks at them", () => {
    const chosen = pick(INDEX, WISH);
    for (const view of /** @type {(MockView | undefined)[]} */ ([undefined, "interviewer", "candidate"])) {
      const read = fromFragment(toFragment(chosen, view), INDEX);
      assert.deepEqual([ids(read.questions), read.missing, read.view], [ids(chosen), 0, view]);
    }
  });

  test("of an older edition finds renamed questions, and counts those that are gone", () => {
    const renamed = indexOf([questionOf(0, { formerly: ["old-name"] }), questionOf(1)]);
    const read = fromFragment("#m=45&q=old-name~gone~question-1~question-0", renamed);
    assert.deepEqual([ids(read.questions), read.missing], [["question-0", "question-1"], 1]);
  });

  test("of anybody does no harm", () => {
    for (const fragment of [
      "",
      "#",
      "#q=",
      "#q=<img>~__proto__~constructor",
      "#view=evil&q=question-1~question-1",
      "#q=%",
    ]) {
      const { questions, view } = fromFragment(fragment, INDEX);
      assert.ok(questions.length <= 1);
      assert.equal(view, undefined);
    }
    const long = `#q=${INDEX.questions.map(({ id }) => id).join("~")}`;
    assert.equal(fromFragment(long, INDEX).questions.length, 12);
    fc.assert(fc.property(fc.string(), (text) => void fromFragment(`#${text}`, INDEX)));
  });
});

suite("the summary", () => {
  /** @type {MockMark[]} */
  const marks = [
    { question: questionOf(0), hit: 1, of: 4, sure: 2, lines: [true, false] },
    { question: questionOf(7), hit: 3, of: 4, sure: 2, lines: [true, true] },
    { question: questionOf(1), hit: 3, of: 3, sure: 0, lines: [false, false] },
  ];

  test("counts points by topic, the lines of the rubric, and what the candidate was wrongly sure of", () => {
    assert.deepEqual(summarize(INDEX, marks), {
      hit: 7,
      of: 11,
      topics: [
        { name: "topic-0", hit: 4, of: 8 },
        { name: "topic-1", hit: 3, of: 3 },
      ],
      lines: [2, 1],
      sureButMissed: [questionOf(0)],
      readNext: [questionOf(0), questionOf(7)],
    });
  });

  test("is empty without answers", () => {
    const empty = { hit: 0, of: 0, topics: [], lines: [], sureButMissed: [], readNext: [] };
    assert.deepEqual(summarize(INDEX, []), empty);
  });

  test("can be written as text", () => {
    const text = toText(summarize(INDEX, marks), marks, ["First sentence", "Trade-off"]);
    assert.deepEqual(text.split("\n").slice(0, 2), ["Mock interview: 7 of 11 points", "- Question 0? 1 of 4"]);
    assert.match(text, /^First sentence: 2 of 3$/m);
    assert.match(text, /^Sure, but missed: Question 0\?$/m);
  });
});

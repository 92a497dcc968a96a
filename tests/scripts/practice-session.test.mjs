// A session of practice: its steps, its end, what was missed, and the way back.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { fc } from "./fast-check.mjs";
import { questionsOf } from "./practice-questions.mjs";
import "../../docs/assets/javascripts/core/memory-model.js";
import "../../docs/assets/javascripts/core/practice-session.js";

const { answer, back, begin, reveal, settle, skip, stop } = studyguide.practiceSession;

const SAID = { grade: 3, hit: 3, of: 3, sure: 1 };
const MISSED = { grade: 1, hit: 0, of: 3, sure: 2 };

/** Chooses questions in order. @param {number} count @param {number} [minutes] @returns {ChooseQuestion} */
function inOrder(count, minutes = 2) {
  return (done) => {
    const question = questionsOf(count).find(({ id }) => !done.has(id));
    return question && { question, isNew: true, value: 1, minutes };
  };
}

/** Reveals and answers. @param {PracticeSession} session @param {AnswerResult} result @param {ChooseQuestion} choose */
function say(session, result, choose, needsRest = false) {
  return answer(reveal(session, result.sure), result, needsRest, choose);
}

/** @param {PracticeSession} session */
function idOf(session) {
  return session.current?.question.id;
}

suite("a session ends", () => {
  test("after eight questions", () => {
    const choose = inOrder(20);
    let session = begin(1000, choose);
    for (let count = 0; session.step !== "summary"; count += 1) {
      assert.ok(count < 8);
      session = say(session, SAID, choose);
    }
    assert.equal(session.answered.length, 8);
  });

  test("with the question that fills the minutes", () => {
    const choose = inOrder(20, 10);
    let session = begin(25, choose);
    for (let count = 0; count < 3; count += 1) session = say(session, SAID, choose);
    assert.equal(session.step, "summary");
  });

  test("where nothing is left, or nothing was there", () => {
    const choose = inOrder(1);
    assert.equal(say(begin(30, choose), SAID, choose).step, "summary");
    assert.equal(begin(30, inOrder(0)).step, "summary");
  });

  test("when the reader stops", () => {
    const session = stop(begin(30, inOrder(5)));
    assert.deepEqual([session.step, session.current], ["summary", undefined]);
  });
});

suite("what was missed", () => {
  const choose = inOrder(2);

  test("is asked once more at the end, and only once", () => {
    let session = say(begin(30, choose), MISSED, choose);
    assert.equal(idOf(session), "question-1");
    session = say(session, SAID, choose);
    assert.deepEqual([idOf(session), session.current?.isRepeat], ["question-0", true]);
    session = say(session, MISSED, choose);
    assert.equal(session.step, "summary");
  });

  test("rests where it needs rest", () => {
    let session = say(begin(30, choose), MISSED, choose, true);
    session = say(session, SAID, choose);
    assert.equal(session.step, "summary");
  });
});

test("a question that was skipped costs nothing and does not return", () => {
  const choose = inOrder(3);
  let session = skip(begin(30, choose), choose);
  const asked = [];
  for (; session.step !== "summary"; session = say(session, SAID, choose)) asked.push(idOf(session));
  assert.deepEqual(asked, ["question-1", "question-2"]);
  assert.equal(session.answered.length, 2);
});

suite("the last answer", () => {
  const choose = inOrder(3);
  const answered = say(begin(30, choose), MISSED, choose);

  test("can be taken back until the next one is shown", () => {
    assert.deepEqual(answered.pending, { question: questionsOf(1)[0], result: MISSED });
    const undone = back(answered);
    assert.deepEqual([undone.step, idOf(undone), undone.sure], ["answer", "question-0", 2]);
    assert.deepEqual([undone.answered, undone.repeats, undone.pending], [[], [], undefined]);
  });

  test("is final once the next one is shown, or it is stored", () => {
    for (const session of [reveal(answered, 1), settle(answered)]) {
      assert.equal(session.pending, undefined);
      assert.equal(back(session), session);
    }
  });

  test("can be taken back after a skip and at the end", () => {
    assert.equal(idOf(back(skip(answered, choose))), "question-0");
    assert.equal(idOf(back(stop(answered))), "question-0");
  });
});

test("whatever the reader does, every answer is pending exactly once and every session ends", () => {
  const actions = fc.array(fc.constantFrom("said", "missed", "skip", "back", "settle"), { maxLength: 60 });
  fc.assert(
    fc.property(actions, fc.nat({ max: 12 }), (list, count) => {
      const choose = inOrder(count);
      let session = begin(30, choose);
      for (const action of list) {
        if (session.step === "summary") break;
        const before = session.answered.length;
        if (action === "skip") session = skip(session, choose);
        else if (action === "back") session = back(session);
        else if (action === "settle") session = settle(session);
        else session = say(session, action === "said" ? SAID : MISSED, choose);
        if (action === "said" || action === "missed") {
          assert.equal(session.answered.length, before + 1);
          assert.equal(session.pending?.question.id, session.answered.at(-1)?.question.id);
        }
      }
      for (let steps = 0; session.step !== "summary"; steps += 1) {
        assert.ok(steps < 40);
        session = say(session, MISSED, choose);
      }
    }),
  );
});

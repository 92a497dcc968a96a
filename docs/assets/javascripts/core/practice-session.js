// A session of practice as a value that never changes: each step returns the next one. Pure functions, without DOM.
//
// The steps are "ask", "answer" and "summary". The last answer is pending until the next one is shown, so that "back"
// can take it up again; whoever holds the session stores an answer once it is no longer pending.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});
  const { AGAIN } = studyguide.memoryModel;

  const MOST_QUESTIONS = 8;
  const NOT_ASKED = 1; // how sure somebody is who was not asked, or did not say

  /**
   * @param {number} budget minutes after which no other question begins
   * @param {ChooseQuestion} choose
   * @returns {PracticeSession}
   */
  function begin(budget, choose) {
    const blank = { step: /** @type {const} */ ("ask"), sure: NOT_ASKED, budget, answered: [], repeats: [] };
    return advance(
      { ...blank, skipped: new Set(), current: undefined, pending: undefined, previous: undefined },
      choose,
    );
  }

  /**
   * Moves on to the next question, then to those that were missed, then to the summary.
   * @param {PracticeSession} session
   * @param {ChooseQuestion} choose
   * @returns {PracticeSession}
   */
  function advance(session, choose) {
    const { answered, skipped, repeats, budget } = session;
    const first = answered.filter(({ isRepeat }) => !isRepeat);
    const spent = first.reduce((sum, { minutes }) => sum + minutes, 0);
    if (first.length < MOST_QUESTIONS && spent < budget) {
      const done = new Set([...skipped, ...first.map(({ question }) => question.id)]);
      const choice = choose(done);
      if (choice) return { ...session, step: "ask", sure: NOT_ASKED, current: { ...choice, isRepeat: false } };
    }
    const [question, ...rest] = repeats;
    if (!question) return { ...session, step: "summary", current: undefined };
    const current = { question, isNew: false, minutes: question.say, isRepeat: true };
    return { ...session, step: "ask", sure: NOT_ASKED, current, repeats: rest };
  }

  /**
   * Shows the answer; the one before it can no longer be changed.
   * @param {PracticeSession} session
   * @param {number} sure
   * @returns {PracticeSession}
   */
  function reveal(session, sure) {
    return { ...session, step: "answer", sure, pending: undefined, previous: undefined };
  }

  /**
   * Takes an answer. A question that was missed is asked once more at the end, unless it needs rest.
   * @param {PracticeSession} session
   * @param {AnswerResult} result
   * @param {boolean} needsRest
   * @param {ChooseQuestion} choose
   * @returns {PracticeSession}
   */
  function answer(session, result, needsRest, choose) {
    const { current } = session;
    if (!current) return session;
    const again = result.grade === AGAIN && !current.isRepeat && !needsRest;
    const next = {
      ...session,
      answered: [...session.answered, { ...current, result }],
      repeats: again ? [...session.repeats, current.question] : session.repeats,
      pending: { question: current.question, result },
      previous: session,
    };
    return advance(next, choose);
  }

  /**
   * Leaves the question out for today.
   * @param {PracticeSession} session
   * @param {ChooseQuestion} choose
   * @returns {PracticeSession}
   */
  function skip(session, choose) {
    const { current } = session;
    if (!current) return session;
    return advance({ ...session, skipped: new Set([...session.skipped, current.question.id]) }, choose);
  }

  /** Ends the session here. @param {PracticeSession} session @returns {PracticeSession} */
  function stop(session) {
    return { ...session, step: "summary", current: undefined };
  }

  /**
   * Goes back to the last answer, if it is still pending.
   * @param {PracticeSession} session
   * @returns {PracticeSession}
   */
  function back(session) {
    return session.previous ?? session;
  }

  /** Lets the last answer be final. @param {PracticeSession} session @returns {PracticeSession} */
  function settle(session) {
    return { ...session, pending: undefined, previous: undefined };
  }

  studyguide.practiceSession = { begin, reveal, answer, skip, stop, back, settle };
})();

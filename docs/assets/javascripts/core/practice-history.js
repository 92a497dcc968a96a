// What the answers in the progress document say about the questions of an edition. Pure functions, without DOM.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});
  const { AGAIN, replay } = studyguide.memoryModel;
  const { chanceOn } = studyguide.planner;
  const { dayOf } = studyguide.calendar;
  const { historyOf } = studyguide.progressDocument;

  /** So many misses in a row say that something else than practice is needed. */
  const MISSES_IN_A_ROW = 3;

  /** The ids of a question: its own, then its old ones. @param {{id: string, formerly?: readonly string[]}} question */
  function idsOf({ id, formerly = [] }) {
    return [id, ...formerly];
  }

  /**
   * What is remembered of each question that was answered, by its id.
   * @param {ProgressDocument} document
   * @param {readonly PracticeQuestion[]} questions
   * @returns {Map<string, MemoryState>}
   */
  function statesOf(document, questions) {
    const states = new Map();
    for (const question of questions) {
      const { answers } = historyOf(document, idsOf(question));
      const state = replay(answers.map(([minute, grade]) => [dayOf(minute), grade]));
      if (state) states.set(question.id, state);
    }
    return states;
  }

  /**
   * How many minutes of practice a day has seen, as far as questions and answers tell.
   * @param {ProgressDocument} document
   * @param {readonly PracticeQuestion[]} questions
   * @param {number} day
   */
  function minutesOn(document, questions, day) {
    let sum = 0;
    for (const question of questions) {
      const { answers } = historyOf(document, idsOf(question));
      answers.forEach(([minute, grade], index) => {
        if (dayOf(minute) !== day) return;
        const missed = index === 0 ? Math.max(question.say, question.minutes) : question.say + question.again;
        sum += grade === AGAIN ? missed : question.say;
      });
    }
    return sum;
  }

  /** @param {readonly Answer[]} answers of one question @returns {boolean} whether the last three were all misses */
  function isStuck(answers) {
    const last = answers.slice(-MISSES_IN_A_ROW);
    return last.length === MISSES_IN_A_ROW && last.every(([, grade]) => grade === AGAIN);
  }

  /**
   * How many answers of a list can be expected on a day, and how many questions were practiced at all.
   * @param {readonly PracticeQuestion[]} questions
   * @param {ReadonlyMap<string, MemoryState>} states
   * @param {number} day
   */
  function readiness(questions, states, day) {
    const answers = questions.reduce((sum, { id }) => sum + chanceOn(states.get(id), day), 0);
    return { answers, practiced: questions.filter(({ id }) => states.has(id)).length, of: questions.length };
  }

  studyguide.practiceHistory = { idsOf, statesOf, minutesOn, isStuck, readiness };
})();

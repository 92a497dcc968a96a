// What to practice next, so that most answers are ready on the day of the interview. Pure functions: days are whole
// numbers (calendar.js), and what is remembered follows memory-model.js. benchmarks/practice.mjs compares the plan with
// other ones.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});
  const { AGAIN, GOOD, recall, interval, review } = studyguide.memoryModel;

  /** How many new questions of a path, in its order, are weighed against each other. */
  const LOOK_AHEAD = 10;
  /** What a first good answer is worth on the day without any plan: an answer that was known is mostly still known. */
  const KEPT_WITHOUT_PRACTICE = 0.9;
  const LEAST_VALUE = 1e-6;

  /** Missed, read again, and said again. @param {MemoryState | undefined} state @param {number} day */
  function afterMiss(state, day) {
    return review(review(state, day, AGAIN), day, GOOD);
  }

  /**
   * The chance of giving an answer on a day if it is not practiced until then.
   * @param {MemoryState | undefined} state
   * @param {number} day
   */
  function chanceOn(state, day) {
    return state ? recall(Math.max(0, day - state.day), state.stability) : 0;
  }

  /**
   * What practicing a question today adds to the day of the interview, and how long it takes.
   * @param {PracticeQuestion} question
   * @param {MemoryState | undefined} state
   * @param {number} today
   * @param {number} target
   */
  function gainOf(question, state, today, target) {
    const known = state ? chanceOn(state, today) : question.known;
    const chance = (/** @type {MemoryState} */ after) => recall(target - today, after.stability);
    const after = known * chance(review(state, today, GOOD)) + (1 - known) * chance(afterMiss(state, today));
    const before = state ? chanceOn(state, target) : known * KEPT_WITHOUT_PRACTICE;
    return { gain: after - before, minutes: expectedMinutes(question, known, state !== undefined) };
  }

  /**
   * @param {PracticeQuestion} question
   * @param {number} known the chance that the answer is given
   * @param {boolean} practiced whether it was practiced before
   */
  function expectedMinutes({ say, again, minutes }, known, practiced) {
    return practiced ? say + (1 - known) * again : known * say + (1 - known) * Math.max(say, minutes);
  }

  /**
   * Chooses the next question. With a day of the interview: of the questions that have fallen to a recall of 0.9 and the
   * next new ones, the one that adds most per minute. Without one: what is due longest, then the next new one.
   * @param {PlannerInput} input
   * @returns {PracticeChoice | undefined} undefined where nothing is worth doing today
   */
  function next({ questions, states, done, today, target, lookAhead = LOOK_AHEAD }) {
    const day = target === null ? null : Math.max(target, today + 1); // on the day itself there is still tomorrow
    /** @type {PracticeChoice | undefined} */
    let best;
    let fresh = 0;
    for (const question of questions) {
      if (done.has(question.id)) continue;
      const state = states.get(question.id);
      const late = state ? today - state.day - interval(state.stability) : 0;
      if (state ? late < 0 : fresh++ >= lookAhead) continue;
      const known = state ? chanceOn(state, today) : question.known;
      const { gain, minutes } =
        day === null
          ? { gain: state ? late + 1 : fresh === 1 ? 0.5 : 0, minutes: expectedMinutes(question, known, !!state) }
          : gainOf(question, state, today, day);
      const value = day === null ? gain : gain / minutes;
      if (value > Math.max(LEAST_VALUE, best?.value ?? 0)) best = { question, isNew: !state, value, minutes };
    }
    return best;
  }

  /**
   * Lists what to practice today, in order.
   * @param {PlannerInput & {budget: number, most?: number}} input budget in minutes
   * @returns {PracticeChoice[]}
   */
  function planDay({ budget, most = Infinity, ...input }) {
    const done = new Set(input.done);
    const list = [];
    for (let left = budget; left > 0 && list.length < most;) {
      const choice = next({ ...input, done });
      if (!choice) break;
      list.push(choice);
      done.add(choice.question.id);
      left -= choice.minutes;
    }
    return list;
  }

  /**
   * Follows the plan on paper up to the day of the interview, with average answers.
   * @param {Omit<PlannerInput, "target"> & {target: number, budget: number, budgetToday?: number}} input
   * @returns {PracticeOutlook}
   */
  function outlook({ questions, states, done, today, target, budget, budgetToday = budget }) {
    const expected = new Map(states);
    const days = [];
    for (let day = today; day < target; day += 1) {
      const list = planDay({
        questions,
        states: expected,
        done: day === today ? done : new Set(),
        today: day,
        target,
        budget: day === today ? budgetToday : budget,
      });
      for (const { question } of list) expected.set(question.id, averageAfter(question, expected.get(question.id), day));
      const fresh = list.filter(({ isNew }) => isNew).length;
      days.push({ day, fresh, returning: list.length - fresh, minutes: minutesOf(list) });
    }
    const answers = questions.reduce((sum, { id }) => sum + chanceOn(expected.get(id), target), 0);
    return { answers, of: questions.length, days };
  }

  /**
   * The state between the one after a good answer and the one after a miss.
   * @param {PracticeQuestion} question
   * @param {MemoryState | undefined} state
   * @param {number} day
   * @returns {MemoryState}
   */
  function averageAfter(question, state, day) {
    const known = state ? chanceOn(state, day) : question.known;
    const good = review(state, day, GOOD);
    const missed = afterMiss(state, day);
    const stability = Math.exp(known * Math.log(good.stability) + (1 - known) * Math.log(missed.stability));
    return { ...good, stability };
  }

  /** @param {readonly PracticeChoice[]} list */
  function minutesOf(list) {
    return list.reduce((sum, { minutes }) => sum + minutes, 0);
  }

  studyguide.planner = { next, planDay, outlook, chanceOn, minutesOf };
})();

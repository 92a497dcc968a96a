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
  /** Without a day, what is due comes before what is new. */
  const VALUE_OF_NEW = 0.5;
  /**
   * The outlook follows so many readers, or fewer where the interview is far away: in sum not many more than so many
   * days.
   */
  const MOST_READERS = 12;
  const IMAGINED_DAYS = 360;
  /** @type {ReadonlySet<string>} */
  const NOTHING = new Set();

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
   * Lists what to practice today, in order. With a day of the interview: of the questions that have fallen to a recall
   * of
   * 0.9 and the next new ones, the one first that adds most per minute. Without one: what is due longest, then new
   * ones.
   * @param {PlannerInput & {budget: number, most?: number}} input budget in minutes
   * @returns {PracticeChoice[]} empty where nothing is worth doing today
   */
  function planDay({ questions, states, done, today, target, budget, most = Infinity, lookAhead = LOOK_AHEAD }) {
    const day = target === null ? null : Math.max(target, today + 1); // on the day itself there is still tomorrow
    const returning = [];
    const fresh = [];
    for (const question of questions) {
      if (done.has(question.id)) continue;
      const state = states.get(question.id);
      if (!state) fresh.push(question);
      else if (today - state.day >= interval(state.stability)) returning.push(choiceOf(question, state, today, day));
    }
    returning.sort((one, other) => other.value - one.value); // stable: equal ones keep the order of the path
    const isWorth = (/** @type {PracticeChoice} */ { value }) => value > LEAST_VALUE;
    const offered = fresh.splice(0, lookAhead).map((question) => choiceOf(question, undefined, today, day));

    const list = [];
    for (let left = budget; left > 0 && list.length < most;) {
      const best = [returning[0], ...offered].filter((choice) => choice && isWorth(choice)).reduce(better, undefined);
      if (!best) break;
      list.push(best);
      left -= best.minutes;
      if (best === returning[0]) returning.shift();
      else {
        offered.splice(offered.indexOf(best), 1);
        offered.push(...fresh.splice(0, 1).map((question) => choiceOf(question, undefined, today, day)));
      }
    }
    return list;
  }

  /** @param {PracticeChoice | undefined} one @param {PracticeChoice} other */
  function better(one, other) {
    return one && one.value >= other.value ? one : other;
  }

  /**
   * @param {PracticeQuestion} question
   * @param {MemoryState | undefined} state
   * @param {number} today
   * @param {number | null} target
   * @returns {PracticeChoice}
   */
  function choiceOf(question, state, today, target) {
    if (target !== null) {
      const { gain, minutes } = gainOf(question, state, today, target);
      return { question, isNew: !state, value: gain / minutes, minutes };
    }
    const late = state ? today - state.day - interval(state.stability) : 0;
    const known = state ? chanceOn(state, today) : question.known;
    const minutes = expectedMinutes(question, known, state !== undefined);
    return { question, isNew: !state, value: state ? late + 1 : VALUE_OF_NEW, minutes };
  }

  /** Chooses the next question. @param {PlannerInput} input @returns {PracticeChoice | undefined} */
  function next(input) {
    return planDay({ ...input, budget: Infinity, most: 1 })[0];
  }

  /**
   * Follows the plan up to the day of the interview with a few imagined readers, whose luck is the same each time, and
   * gives their average. Following one average reader instead would promise a tenth too much.
   * @param {Omit<PlannerInput, "target"> & {target: number, budget: number, budgetToday?: number}} input
   * @returns {PracticeOutlook}
   */
  function outlook(input) {
    const { questions, today, target } = input;
    const days = Array.from({ length: Math.max(0, target - today) }, (_, index) => ({
      day: today + index,
      fresh: 0,
      returning: 0,
      minutes: 0,
    }));
    const readers = Math.min(MOST_READERS, Math.max(2, Math.floor(IMAGINED_DAYS / Math.max(1, days.length))));
    let answers = 0;
    for (let reader = 1; reader <= readers; reader += 1) answers += imagine(input, days, reader);
    for (const day of days) {
      day.fresh = Math.round(day.fresh / readers);
      day.returning = Math.round(day.returning / readers);
      day.minutes = Math.round(day.minutes / readers);
    }
    return { answers: answers / readers, of: questions.length, days };
  }

  /**
   * Lets one reader follow the plan, and adds to each day what they do.
   * @param {Omit<PlannerInput, "target"> & {target: number, budget: number, budgetToday?: number}} input
   * @param {PracticeOutlook["days"]} days
   * @param {number} seed
   * @returns {number} how many answers they can expect to give in the end
   */
  function imagine({ questions, states, done, today, target, budget, budgetToday = budget }, days, seed) {
    const random = luckOf(seed);
    const memory = new Map(states);
    let left = 0; // a question that was begun is finished, and the next day is shorter
    for (const each of days) {
      const isToday = each.day === today;
      left = Math.min(0, left) + (isToday ? budgetToday : budget);
      const plan = { questions, states: memory, done: isToday ? done : NOTHING, today: each.day, target };
      for (const { question, isNew } of planDay({ ...plan, budget: Infinity })) {
        if (left <= 0) break;
        const state = memory.get(question.id);
        const isSaid = random() < (state ? chanceOn(state, each.day) : question.known);
        memory.set(question.id, isSaid ? review(state, each.day, GOOD) : afterMiss(state, each.day));
        const minutes = expectedMinutes(question, Number(isSaid), !isNew);
        left -= minutes;
        each.minutes += minutes;
        each[isNew ? "fresh" : "returning"] += 1;
      }
    }
    return questions.reduce((sum, { id, known }) => {
      const state = memory.get(id);
      return sum + (state ? chanceOn(state, target) : known * KEPT_WITHOUT_PRACTICE);
    }, 0);
  }

  /** Numbers from 0 to 1 that look random, and are the same for the same seed (mulberry32). @param {number} seed */
  function luckOf(seed) {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let value = Math.imul(state ^ (state >>> 15), 1 | state);
      value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
      return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  /** @param {readonly PracticeChoice[]} list */
  function minutesOf(list) {
    return list.reduce((sum, { minutes }) => sum + minutes, 0);
  }

  studyguide.planner = { next, planDay, outlook, chanceOn, minutesOf };
})();

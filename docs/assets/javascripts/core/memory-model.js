// The memory model FSRS-6 in whole days: how likely an answer is remembered, after which answers. Written from the
// published formulas (https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm). Pure functions: no
// clock, no chance, so that the same answers give the same state on every device. Tests compare it with the package
// `fsrs`.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});

  const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4];

  /** The default weights of FSRS-6. @type {readonly number[]} */
  const WEIGHTS = Object.freeze([
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ]);
  const DEFAULT_FACTOR = factorOf(WEIGHTS); // the planner asks for it very often
  const MIN_STABILITY = 0.001;
  const MAX_INTERVAL = 36_500;

  /** The factor that makes recall 0.9 after as many days as the stability says. @param {readonly number[]} w */
  function factorOf(w) {
    return 0.9 ** (-1 / w[20]) - 1;
  }

  /**
   * The forgetting curve.
   * @param {number} days since the last answer
   * @param {number} stability
   * @param {readonly number[]} [w]
   * @returns {number} the chance of remembering, 0 to 1
   */
  function recall(days, stability, w = WEIGHTS) {
    const factor = w === WEIGHTS ? DEFAULT_FACTOR : factorOf(w);
    return (1 + (factor * days) / stability) ** -w[20];
  }

  /**
   * @param {number} stability
   * @param {number} [target]
   * @param {readonly number[]} [w]
   * @returns {number} after how many whole days the chance of remembering has fallen to the target; at least 1
   */
  function interval(stability, target = 0.9, w = WEIGHTS) {
    const factor = w === WEIGHTS ? DEFAULT_FACTOR : factorOf(w);
    const days = (stability / factor) * (target ** (-1 / w[20]) - 1);
    return Math.min(MAX_INTERVAL, Math.max(1, Math.round(days)));
  }

  /** @param {number} grade @param {readonly number[]} w */
  function firstDifficulty(grade, w) {
    return w[4] - Math.exp(w[5] * (grade - 1)) + 1;
  }

  /** @param {number} difficulty */
  function clampDifficulty(difficulty) {
    return Math.min(10, Math.max(1, difficulty));
  }

  /** @param {number} difficulty @param {number} grade @param {readonly number[]} w */
  function nextDifficulty(difficulty, grade, w) {
    const damped = difficulty - (w[6] * (grade - GOOD) * (10 - difficulty)) / 9;
    return clampDifficulty(w[7] * firstDifficulty(EASY, w) + (1 - w[7]) * damped);
  }

  /** @param {number} stability @param {number} grade @param {readonly number[]} w */
  function stabilityOnSameDay(stability, grade, w) {
    const gain = Math.exp(w[17] * (grade - GOOD + w[18])) * stability ** -w[19];
    return stability * (grade === AGAIN ? gain : Math.max(1, gain));
  }

  /** @param {MemoryState} state @param {number} chance @param {number} grade @param {readonly number[]} w */
  function stabilityAfterRecall({ stability, difficulty }, chance, grade, w) {
    const factor = grade === HARD ? w[15] : grade === EASY ? w[16] : 1;
    const gain =
      Math.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (Math.exp((1 - chance) * w[10]) - 1) * factor;
    return stability * (1 + gain);
  }

  /** @param {MemoryState} state @param {number} chance @param {readonly number[]} w */
  function stabilityAfterMiss({ stability, difficulty }, chance, w) {
    const long = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * Math.exp((1 - chance) * w[14]);
    return Math.min(long, stability / Math.exp(w[17] * w[18]));
  }

  /**
   * The state after an answer. An answer of an earlier day than the last one, from a clock that was set back, counts as
   * one of the same day.
   * @param {MemoryState | undefined} state undefined for a first answer
   * @param {number} day
   * @param {number} grade
   * @param {readonly number[]} [w]
   * @returns {MemoryState}
   */
  function review(state, day, grade, w = WEIGHTS) {
    if (!state) {
      const stability = Math.max(MIN_STABILITY, w[grade - 1]);
      return { stability, difficulty: clampDifficulty(firstDifficulty(grade, w)), day };
    }
    const days = Math.max(0, day - state.day);
    const chance = recall(days, state.stability, w);
    let stability;
    if (days === 0) stability = stabilityOnSameDay(state.stability, grade, w);
    else if (grade === AGAIN) stability = stabilityAfterMiss(state, chance, w);
    else stability = stabilityAfterRecall(state, chance, grade, w);
    return {
      stability: Math.max(MIN_STABILITY, stability),
      difficulty: nextDifficulty(state.difficulty, grade, w),
      day: Math.max(day, state.day),
    };
  }

  /**
   * The state after a whole history. Only answers are ever stored, never states.
   * @param {readonly (readonly [day: number, grade: number])[]} answers in the order of time
   * @returns {MemoryState | undefined}
   */
  function replay(answers) {
    /** @type {MemoryState | undefined} */
    let state;
    for (const [day, grade] of answers) state = review(state, day, grade);
    return state;
  }

  studyguide.memoryModel = { AGAIN, HARD, GOOD, EASY, WEIGHTS, recall, interval, review, replay };
})();

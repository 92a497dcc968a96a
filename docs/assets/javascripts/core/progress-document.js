// The progress document: what the reader ticked and answered, and their plan. Pure functions of documents that never
// change, without DOM or storage. Their types are declared in tools/javascript/studyguide.d.ts.
//
// Merging documents is a join: of two ticks, resets or plans the later one wins, and answers are united. Order and
// repetition do not matter, so an import, a second tab and a second device are one operation. A reset is a date up to
// which nothing counts, not a deletion, so that a merge with an older document does not undo it.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});

  const MAX_ANSWERS = 500; // of one question; the latest are kept

  /** @param {string} guide @returns {ProgressDocument} */
  function empty(guide) {
    return { guide, log: new Map(), ticks: new Map(), reset: new Map(), plan: undefined, extra: new Map() };
  }

  /** Leaves out what a reset covers. @param {ProgressDocument} document @returns {ProgressDocument} */
  function normalize(document) {
    const isCovered = (/** @type {string} */ id, /** @type {Minute} */ minute) =>
      minute <= (document.reset.get(id) ?? -1);
    const log = new Map();
    for (const [id, answers] of document.log) {
      const kept = latestAnswers(answers.filter(([minute]) => !isCovered(id, minute)));
      if (kept.length) log.set(id, kept);
    }
    return { ...document, log, ticks: new Map([...document.ticks].filter(([id, [minute]]) => !isCovered(id, minute))) };
  }

  /** The latest answers, each once, in the order of time. @param {readonly Answer[]} answers */
  function latestAnswers(answers) {
    const unique = new Map(answers.map((answer) => [answer.join(), answer]));
    return [...unique.values()].sort(compare).slice(-MAX_ANSWERS);
  }

  /**
   * Orders ticks and answers: by minute, then by their other numbers.
   * @param {readonly number[]} one
   * @param {readonly number[]} other
   */
  function compare(one, other) {
    const differs = one.findIndex((number, index) => number !== other[index]);
    return differs < 0 ? 0 : one[differs] - other[differs];
  }

  /** @param {ProgressDocument} one @param {ProgressDocument} other @returns {ProgressDocument} */
  function join(one, other) {
    return normalize({
      guide: one.guide,
      log: joinMaps(one.log, other.log, (first, second) => [...first, ...second]),
      ticks: joinMaps(one.ticks, other.ticks, laterTick),
      reset: joinMaps(one.reset, other.reset, (first, second) => Math.max(first, second)),
      plan: one.plan && other.plan ? laterPlan(one.plan, other.plan) : (one.plan ?? other.plan),
      extra: joinMaps(one.extra, other.extra, greaterText),
    });
  }

  /**
   * @template T
   * @param {ReadonlyMap<string, T>} one
   * @param {ReadonlyMap<string, T>} other
   * @param {(first: T, second: T) => T} joinValues
   */
  function joinMaps(one, other, joinValues) {
    const joined = new Map(one);
    for (const [key, value] of other) {
      joined.set(key, one.has(key) ? joinValues(/** @type {T} */ (one.get(key)), value) : value);
    }
    return joined;
  }

  /** Of two ticks in one minute the one that says done. @param {Tick} one @param {Tick} other */
  function laterTick(one, other) {
    return compare(one, other) < 0 ? other : one;
  }

  /** @param {Plan} one @param {Plan} other */
  function laterPlan(one, other) {
    return one.at === other.at ? greaterText(one, other) : one.at > other.at ? one : other;
  }

  /**
   * Chooses one of two values that have no order of time, always the same one.
   * @template T
   * @param {T} one
   * @param {T} other
   */
  function greaterText(one, other) {
    return JSON.stringify(one) < JSON.stringify(other) ? other : one;
  }

  /**
   * Moves times after a minute back to it and keeps their order. Resets get a margin, so that they stay before the
   * answers and ticks that followed them.
   * @param {ProgressDocument} document
   * @param {Minute} latest
   * @returns {ProgressDocument}
   */
  function capTimes(document, latest) {
    const log = new Map();
    for (const [id, answers] of document.log) {
      const last = answers.length - 1;
      const capped = answers.map(([minute, ...rest], index) => [Math.min(minute, latest - (last - index)), ...rest]);
      log.set(id, capped);
    }
    const ticks = new Map();
    for (const [id, [minute, done]] of document.ticks) ticks.set(id, [Math.min(minute, latest), done]);
    const reset = new Map();
    for (const [id, minute] of document.reset) reset.set(id, Math.min(minute, latest - MAX_ANSWERS));
    const plan = document.plan && { ...document.plan, at: Math.min(document.plan.at, latest) };
    return { ...document, log, ticks, reset, plan };
  }

  /**
   * What counts for a question, which may have had other ids before.
   * @param {ProgressDocument} document
   * @param {readonly string[]} ids its id, then its old ones
   * @returns {QuestionHistory}
   */
  function historyOf({ log, ticks, reset }, ids) {
    const resetAt = Math.max(-1, ...ids.map((id) => reset.get(id) ?? -1));
    const answers = ids.flatMap((id) => log.get(id) ?? []).filter(([minute]) => minute > resetAt);
    /** @type {Tick} */
    let tick = [resetAt, 0];
    for (const id of ids) {
      const other = ticks.get(id);
      if (other && other[0] > resetAt) tick = laterTick(tick, other);
    }
    return { tick, answers: latestAnswers(answers), resetAt };
  }

  /**
   * The time of a change: later than what it changes, also within a minute and after a clock was set back.
   * @param {Minute} now
   * @param {Minute} changed
   */
  function minuteAfter(now, changed) {
    return Math.max(now, changed + 1);
  }

  /**
   * @param {ProgressDocument} document
   * @param {readonly string[]} ids the question's id, then its old ones
   * @param {boolean} done
   * @param {Minute} now
   * @returns {ProgressDocument}
   */
  function setTick(document, ids, done, now) {
    const minute = minuteAfter(now, historyOf(document, ids).tick[0]);
    return { ...document, ticks: new Map(document.ticks).set(ids[0], [minute, done ? 1 : 0]) };
  }

  /**
   * @param {ProgressDocument} document
   * @param {readonly string[]} ids the question's id, then its old ones
   * @param {AnswerResult} result
   * @param {Minute} now
   * @returns {ProgressDocument}
   */
  function addAnswer(document, ids, { grade, hit, of, sure }, now) {
    const { answers, resetAt } = historyOf(document, ids);
    const minute = minuteAfter(now, answers.at(-1)?.[0] ?? resetAt);
    const own = [...(document.log.get(ids[0]) ?? []), /** @type {Answer} */ ([minute, grade, hit, of, sure])];
    return { ...document, log: new Map(document.log).set(ids[0], latestAnswers(own)) };
  }

  /** @param {ProgressDocument} document @param {PlanChoice} choice @param {Minute} now @returns {ProgressDocument} */
  function setPlan(document, { date, minutes, path }, now) {
    return { ...document, plan: { at: minuteAfter(now, document.plan?.at ?? -1), date, minutes, path } };
  }

  /**
   * Resets everything there is, removed questions included. Only fields that this version does not know stay.
   * @param {ProgressDocument} document
   * @param {Minute} now
   * @returns {ProgressDocument}
   */
  function resetAll(document, now) {
    const reset = new Map(document.reset);
    for (const id of new Set([...document.log.keys(), ...document.ticks.keys()])) {
      const { tick, answers } = historyOf(document, [id]);
      reset.set(id, Math.max(now, tick[0], answers.at(-1)?.[0] ?? -1));
    }
    const cleared = normalize({ ...document, reset });
    return document.plan ? setPlan(cleared, { date: null, minutes: null, path: null }, now) : cleared;
  }

  studyguide.progressDocument = { empty, normalize, join, capTimes, historyOf, setTick, addAnswer, setPlan, resetAll };
})();

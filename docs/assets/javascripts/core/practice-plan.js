// What a reader practices today: the questions of their path, what is remembered of them, and the list that fills their
// minutes. Pure functions of the index, the progress document and a time.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});
  const { dayOf, describeDay, parseDate } = studyguide.calendar;
  const { outlook, planDay, minutesOf } = studyguide.planner;
  const { minutesOn, statesOf } = studyguide.practiceHistory;

  const DEFAULT_MINUTES = 30;
  const FARTHEST = 366; // days; a plan for longer would say nothing, and take long to make

  /**
   * Completes the index as it was loaded: each question gets what its level and kind say of it, and positions in
   * lists become ids.
   * @param {RawPracticeIndex} raw
   * @returns {PracticeIndex}
   */
  function completeIndex({ questions, levels, kinds, roles, topics, paths }) {
    const levelById = new Map(levels.map((level) => [level.id, level]));
    const kindById = new Map(kinds.map((kind) => [kind.id, kind]));
    const everyRole = roles.map(({ id }) => id);
    const complete = questions.map((question) => {
      const { say = 0, again = 0, interview = 0 } = kindById.get(question.kind) ?? {};
      const known = levelById.get(question.level)?.known ?? 0;
      const asked = question.roles?.flatMap((position) => everyRole[position] ?? []) ?? everyRole;
      return { ...question, roles: asked, say, again, interview, known };
    });
    return {
      questions: complete,
      byId: new Map(complete.map((each) => [each.id, each])),
      levels,
      kinds,
      roles,
      topics,
      paths: paths.map((path) => ({
        ...path,
        stages: path.stages.map((stage) => ({
          ...stage,
          questions: stage.questions.flatMap((position) => complete[position]?.id ?? []),
        })),
      })),
    };
  }

  /**
   * The questions of a scope in the order of study: those of a topic, of a path, or all. A path that this edition does
   * not have counts as none.
   * @param {PracticeIndex} index
   * @param {PracticeScope} scope
   */
  function questionsOf(index, { topic, path }) {
    if (topic) return index.questions.filter((question) => question.topic === topic);
    const stages = index.paths.find(({ id }) => id === path)?.stages;
    if (!stages) return index.questions;
    return stages.flatMap(({ questions }) => questions.flatMap((id) => index.byId.get(id) ?? []));
  }

  /**
   * @param {PracticeIndex} index
   * @param {ProgressDocument} document
   * @param {PracticeScope} scope
   * @param {Minute} now
   * @returns {PracticeDay}
   */
  function planToday(index, document, scope, now) {
    const { date = null, minutes = null } = document.plan ?? {};
    const questions = questionsOf(index, scope);
    const states = statesOf(document, questions);
    const today = dayOf(now);
    const day = date === null ? null : parseDate(date);
    const isFar = day !== null && day > today + FARTHEST;
    const target = day !== null && day >= today && !isFar ? day : null;
    const budget = minutes ?? DEFAULT_MINUTES;
    const left = Math.max(0, budget - minutesOn(document, questions, today));
    const list = planDay({ questions, states, done: scope.skipped ?? new Set(), today, target, budget: left });
    return { questions, states, today, target, isPast: day !== null && day < today, isFar, budget, left, list };
  }

  /**
   * Follows a plan up to the day of the interview.
   * @param {PracticeDay} day
   * @returns {PracticeOutlook | undefined} undefined without a day ahead
   */
  function outlookOf({ questions, states, today, target, budget, left }) {
    if (target === null || target === today || !questions.length) return undefined;
    return outlook({ questions, states, done: new Set(), today, target, budget, budgetToday: left });
  }

  /** Says how many answers can be expected: a range that is rounded down. @param {number} answers @param {number} of */
  function describeRange(answers, of) {
    const [low, high] = [Math.floor(answers * 0.9), Math.floor(answers)];
    return low === high ? `about ${high} of ${of}` : `about ${low} to ${high} of ${of}`;
  }

  /** @param {readonly PracticeChoice[]} list @returns {string} such as "3 coming back, 2 new, about 25 min" */
  function describeList(list) {
    const fresh = list.filter(({ isNew }) => isNew).length;
    const parts = [];
    if (list.length > fresh) parts.push(`${list.length - fresh} coming back`);
    if (fresh) parts.push(`${fresh} new`);
    return [...parts, `about ${Math.max(1, Math.round(minutesOf(list)))} min`].join(", ");
  }

  /** The one thing to do next. @param {PracticeDay} day */
  function describeNext({ list, left, budget, questions }) {
    if (!questions.length) return "There is no question here yet.";
    if (list.length) return `${left < budget ? "Still today" : "Today"}: ${describeList(list)}.`;
    return left > 0
      ? "Nothing fades today. Come back tomorrow."
      : `Today's ${budget} minutes are done. Come back tomorrow.`;
  }

  /** Says what the plan leads to. @param {PracticeDay} day @param {PracticeOutlook | undefined} expected */
  function describeOutlook(day, expected) {
    if (!day.questions.length) return "";
    if (day.isPast) return "The day of your interview has passed. Set a new one, or clear it and keep what you know.";
    if (day.isFar) return "Your interview is more than a year away. Until then each answer returns before it fades.";
    if (day.target === null) {
      return (
        "Set the day of your interview, and the plan works towards it. " +
        "Without one, each answer returns before it fades."
      );
    }
    if (!expected) return "Your interview is today. One short round, then leave it alone.";
    const range = describeRange(expected.answers, expected.of);
    return (
      `At ${day.budget} minutes a day you can expect to give ${range} answers on ${describeDay(day.target)}. ` +
      "It is an estimate, not a promise."
    );
  }

  studyguide.practicePlan = {
    FARTHEST,
    completeIndex,
    questionsOf,
    planToday,
    outlookOf,
    describeRange,
    describeList,
    describeNext,
    describeOutlook,
  };
})();

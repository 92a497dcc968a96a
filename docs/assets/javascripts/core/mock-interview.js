// Mock interviews: which questions one asks, the link that holds it, and what came of it. Pure functions, without DOM.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});

  const MOST_QUESTIONS = 12; // that a link can name
  const DEFAULT_MINUTES = 45;

  /**
   * What is asked in how many minutes. A number stands for a kind of question, from the quickest (0) to the longest
   * (3);
   * a guide may have more or fewer kinds than four.
   * @type {Record<number, readonly ("warm-up" | readonly number[])[]>}
   */
  const SLOTS = {
    15: ["warm-up", [0, 1], [2]],
    30: ["warm-up", [0], [1], [2], [0, 1]],
    45: ["warm-up", [0], [1], [2], [3]],
    60: ["warm-up", [0], [1], [0, 1], [2], [2], [3]],
  };
  const KIND_STEPS = 3;

  /** FNV-1a with the final mix of murmur3, 32 bits: spreads similar texts evenly. @param {string} text */
  function hash(text) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return (value ^ (value >>> 16)) >>> 0;
  }

  /** The ranks of the levels that a candidate is asked. @param {string} seniority @param {number} count of levels */
  function band(seniority, count) {
    const ranks = [...Array(count).keys()];
    if (seniority === "junior") return ranks.slice(0, Math.max(1, count - 1));
    return seniority === "senior" ? ranks.slice(Math.min(1, count - 1)) : ranks;
  }

  /**
   * Chooses the questions of an interview. Each question has a rank by seed and id, and each slot takes the first one
   * that
   * fits: so the same seed gives the same interview, and a new question in the guide rarely changes it. Where nothing
   * fits,
   * wishes are given up one by one: another topic than before, the level, the kind.
   * @param {PracticeIndex} index
   * @param {MockInterviewWish} wish
   * @returns {PracticeQuestion[]} in the order in which they are asked; fewer than there are slots in a small guide
   */
  function pick(index, { role, seniority, minutes, seed }) {
    const rankOf = new Map(index.levels.map(({ id }, rank) => [id, rank]));
    const inBand = band(seniority, index.levels.length);
    const kinds = [...index.kinds].sort((one, other) => one.interview - other.interview).map(({ id }) => id);
    const kindAt = (/** @type {number} */ step) => kinds[Math.round((step * (kinds.length - 1)) / KIND_STEPS)];
    const quick = kinds.slice(0, Math.ceil(kinds.length / 2));
    const ranked = index.questions
      .filter(({ roles }) => roles.includes(role))
      .map((question) => ({ question, rank: hash(`${seed}/${question.id}`) }))
      .sort((one, other) => one.rank - other.rank || (one.question.id < other.question.id ? -1 : 1))
      .map(({ question }) => question);

    /** @type {PracticeQuestion[]} */
    const chosen = [];
    for (const slot of SLOTS[minutes] ?? SLOTS[DEFAULT_MINUTES]) {
      const level = (/** @type {PracticeQuestion} */ question) => rankOf.get(question.level) ?? 0;
      const fitsKind = (/** @type {PracticeQuestion} */ question) =>
        slot === "warm-up"
          ? level(question) === inBand[0] && quick.includes(question.kind)
          : slot.map(kindAt).includes(question.kind);
      const fitsLevel = (/** @type {PracticeQuestion} */ question) => inBand.includes(level(question));
      const fitsTopic = (/** @type {PracticeQuestion} */ question) =>
        chosen.every(({ topic }) => topic !== question.topic);
      const wishes = [
        [fitsKind, fitsLevel, fitsTopic],
        [fitsKind, fitsLevel],
        [fitsKind, fitsTopic],
        [fitsKind],
        [fitsLevel, fitsTopic],
        [fitsTopic],
        [],
      ];
      const free = ranked.filter((question) => !chosen.includes(question));
      const found = wishes.flatMap((tests) => free.find((question) => tests.every((fits) => fits(question))) ?? [])[0];
      if (found) chosen.push(found);
    }
    return chosen;
  }

  /**
   * Writes an interview as the end of a link.
   * @param {readonly PracticeQuestion[]} questions
   * @param {MockView} [view]
   */
  function toFragment(questions, view) {
    return `#${view ? `view=${view}&` : ""}q=${questions.map(({ id }) => id).join("~")}`;
  }

  /**
   * Reads the end of a link, which may come from an older edition or from anybody.
   * @param {string} fragment
   * @param {PracticeIndex} index
   * @returns {{questions: PracticeQuestion[], missing: number, view: MockView | undefined}} missing: how many of its
   *   questions this edition does not have
   */
  function fromFragment(fragment, index) {
    const parameters = new URLSearchParams(fragment.replace(/^#/, ""));
    const ids = (parameters.get("q") ?? "").split("~").filter(Boolean).slice(0, MOST_QUESTIONS);
    const renamed = new Map(index.questions.flatMap((each) => (each.formerly ?? []).map((old) => [old, each])));
    const found = ids.map((id) => index.byId.get(id) ?? renamed.get(id));
    const questions = [...new Set(found.filter((question) => question !== undefined))];
    const view = parameters.get("view");
    return {
      questions,
      missing: found.filter((question) => !question).length,
      view: view === "interviewer" || view === "candidate" ? view : undefined,
    };
  }

  /** How long an interview takes, in minutes. @param {readonly PracticeQuestion[]} questions */
  function minutesOf(questions) {
    return questions.reduce((sum, { interview }) => sum + interview, 0);
  }

  /**
   * Sums up an interview.
   * @param {PracticeIndex} index
   * @param {readonly MockMark[]} marks
   * @returns {MockSummary}
   */
  function summarize(index, marks) {
    const share = (/** @type {MockMark} */ { hit, of }) => (of ? hit / of : 0);
    const sum = (/** @type {readonly MockMark[]} */ part, /** @type {"hit" | "of"} */ name) =>
      part.reduce((total, mark) => total + mark[name], 0);
    const topics = index.topics.flatMap(({ id, name }) => {
      const part = marks.filter(({ question }) => question.topic === id);
      return part.length ? [{ name, hit: sum(part, "hit"), of: sum(part, "of") }] : [];
    });
    const lines = marks[0]?.lines.map((_, line) => marks.filter((mark) => mark.lines[line]).length) ?? [];
    const weakest = marks.filter((mark) => mark.hit < mark.of).sort((one, other) => share(one) - share(other));
    return {
      hit: sum(marks, "hit"),
      of: sum(marks, "of"),
      topics,
      lines,
      sureButMissed: marks.filter((mark) => mark.sure === 2 && mark.hit < mark.of / 2).map(({ question }) => question),
      readNext: weakest.slice(0, 3).map(({ question }) => question),
    };
  }

  /**
   * Writes a summary as plain text, to paste it anywhere.
   * @param {MockSummary} summary
   * @param {readonly MockMark[]} marks
   * @param {readonly string[]} lineTexts what the lines of the rubric say
   */
  function toText(summary, marks, lineTexts) {
    const parts = [
      `Mock interview: ${summary.hit} of ${summary.of} points`,
      ...marks.map(({ question, hit, of }) => `- ${question.title} ${hit} of ${of}`),
      ...summary.topics.map(({ name, hit, of }) => `${name}: ${hit} of ${of} points`),
      ...summary.lines.map((count, line) => `${lineTexts[line]}: ${count} of ${marks.length}`),
      ...summary.sureButMissed.map(({ title }) => `Sure, but missed: ${title}`),
      ...summary.readNext.map(({ title }) => `Read next: ${title}`),
    ];
    return `${parts.join("\n")}\n`;
  }

  studyguide.mockInterview = { SLOTS, hash, pick, toFragment, fromFragment, minutesOf, summarize, toText };
})();

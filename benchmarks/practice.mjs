// Compares the planner of the practice page with other ways to choose the next question, on simulated learners.
//
// Usage: node benchmarks/practice.mjs [--learners 200] [--questions 78] [--minutes 30]
//
// Each learner forgets by FSRS-6 with weights of their own, which the planner does not know: it sees grades only. What
// counts is how many answers a learner can expect to give on the day of the interview. The same learners, with the same
// luck, follow each strategy. The command fails where the planner does not keep what the design promises.
import { parseArgs } from "node:util";

import "../docs/assets/javascripts/core/memory-model.js";
import "../docs/assets/javascripts/core/planner.js";

const { AGAIN, EASY, GOOD, HARD, WEIGHTS, interval, recall, review } = studyguide.memoryModel;
const { next, outlook } = studyguide.planner;

const { values } = parseArgs({
  options: {
    learners: { type: "string", default: "200" },
    questions: { type: "string", default: "78" },
    minutes: { type: "string", default: "30" },
  },
});
const [LEARNERS, QUESTIONS, MINUTES] = [values.learners, values.questions, values.minutes].map(Number);
const HORIZONS = [7, 14, 28];

/**
 * Levels and kinds as interview guides mix them: of ten questions three are easy, five of middle difficulty, and so on.
 */
const LEVELS = [
  { share: 3, known: 0.5, minutes: 8 },
  { share: 5, known: 0.25, minutes: 12 },
  { share: 2, known: 0.1, minutes: 16 },
];
const KINDS = [
  { share: 5, extra: 0 },
  { share: 2, extra: 3 },
  { share: 2, extra: 4 },
  { share: 1, extra: 10 },
];

/** Numbers from 0 to 1 that look random (mulberry32). @param {number} seed */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number of the normal distribution. @param {() => number} random */
function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** @template {{share: number}} T @param {readonly T[]} list @param {number} at 0 to 1 @returns {T} */
function byShare(list, at) {
  let left = at * list.reduce((sum, { share }) => sum + share, 0);
  return list.find(({ share }) => (left -= share) < 0) ?? list[list.length - 1];
}

/** A path: easier questions come first, as in real ones. @returns {PracticeQuestion[]} */
function makePath() {
  const random = randomFrom(7);
  return Array.from({ length: QUESTIONS }, (_, index) => {
    const level = byShare(LEVELS, Math.min(0.999, Math.max(0, (index + 0.5) / QUESTIONS + 0.15 * normal(random))));
    const { extra } = byShare(KINDS, random());
    return {
      ...{ id: `q${index}`, title: "", topic: "", level: "", kind: "", roles: [], interview: 5 + extra },
      ...{ known: level.known, minutes: level.minutes + extra, say: 2 + 0.4 * extra, again: 2 + 0.2 * extra },
    };
  });
}

/** @typedef {{state: MemoryState, box: number}} Seen what the page knows of a question */
/** @typedef {{path: readonly PracticeQuestion[], seen: Map<string, Seen>, target: number}} Course */
/** @typedef {(course: Course, today: number, done: Set<string>) => PracticeQuestion | undefined} Strategy */

/**
 * What is due longest by a rule, then the next new question.
 * @param {(seen: Seen) => number} gap in days
 * @returns {Strategy}
 */
function dueFirst(gap) {
  return ({ path, seen }, today, done) => {
    /** @type {PracticeQuestion | undefined} */
    let best;
    let most = 0;
    for (const question of path) {
      const known = seen.get(question.id);
      const late = known && !done.has(question.id) ? today - known.state.day - gap(known) + 1 : 0;
      if (late > most) [best, most] = [question, late];
    }
    return best ?? path.find(({ id }) => !seen.has(id) && !done.has(id));
  };
}

/** @type {Record<string, Strategy>} */
const STRATEGIES = {
  "read through once": ({ path, seen }, _, done) => path.find(({ id }) => !seen.has(id) && !done.has(id)),
  "Leitner 1-2-4-8-16": dueFirst(({ box }) => [1, 2, 4, 8, 16][box]),
  "FSRS at 0.90": dueFirst(({ state }) => interval(state.stability)),
  "the planner": ({ path, seen, target }, today, done) => {
    const states = new Map([...seen].map(([id, { state }]) => [id, state]));
    return next({ questions: path, states, done, today, target })?.question;
  },
};

/**
 * Practices up to the interview.
 * @param {Strategy} strategy
 * @param {readonly PracticeQuestion[]} path
 * @param {number} target
 * @param {number} seed
 */
function simulate(strategy, path, target, seed) {
  const random = randomFrom(seed);
  const talent = normal(random);
  const weights = [...WEIGHTS];
  for (let index = 0; index < 4; index += 1) weights[index] *= Math.exp(0.3 * talent + 0.2 * normal(random));
  weights[8] += 0.12 * normal(random);
  weights[11] *= Math.exp(0.09 * normal(random));
  weights[20] = Math.min(0.8, Math.max(0.1, weights[20] * Math.exp(0.15 * normal(random))));
  const isKnown = new Map(path.map(({ id, known }) => [id, random() < Math.min(0.95, known + 0.15 * talent)]));

  /** What the learner really remembers. @type {Map<string, MemoryState>} */
  const memory = new Map();
  /** @type {Course} */
  const course = { path, seen: new Map(), target };
  let left = 0; // a question that was begun is finished, and the next day is shorter
  for (let today = 0; today < target; today += 1) {
    left = Math.min(0, left) + MINUTES;
    const done = new Set();
    while (left > 0) {
      const question = strategy(course, today, done);
      if (!question) break;
      done.add(question.id);
      left -= practice(course, memory, question, today, isKnown.get(question.id) ?? false);
    }
  }
  return path.reduce((sum, { id }) => {
    const state = memory.get(id);
    return sum + (state ? recall(target - state.day, state.stability, weights) : isKnown.get(id) ? 0.88 : 0);
  }, 0);

  /**
   * Asks a question; a miss is read again and said again.
   * @param {Course} course_
   * @param {Map<string, MemoryState>} truth
   * @param {PracticeQuestion} question
   * @param {number} today
   * @param {boolean} wasKnown
   */
  function practice({ seen }, truth, question, today, wasKnown) {
    const real = truth.get(question.id);
    const before = seen.get(question.id);
    const chance = real ? recall(today - real.day, real.stability, weights) : Number(wasKnown);
    const isSaid = random() < chance;
    const luck = random();
    const grade = isSaid ? (luck < 0.12 ? HARD : luck < 0.25 ? EASY : GOOD) : AGAIN;
    let after = !real && isSaid ? { stability: 30, difficulty: 5, day: today } : review(real, today, grade, weights);
    let believed = review(before?.state, today, grade);
    if (!isSaid) {
      after = review(after, today, GOOD, weights);
      believed = review(believed, today, GOOD);
    }
    truth.set(question.id, after);
    seen.set(question.id, { state: believed, box: isSaid ? Math.min(4, (before?.box ?? 0) + 1) : 0 });
    if (isSaid) return question.say;
    return before ? question.say + question.again : Math.max(question.say, question.minutes);
  }
}

const path = makePath();
/** @type {Record<string, number[]>} */
const means = {};
for (const [name, strategy] of Object.entries(STRATEGIES)) {
  means[name] = HORIZONS.map((target) => {
    let sum = 0;
    for (let learner = 0; learner < LEARNERS; learner += 1) sum += simulate(strategy, path, target, 1000 + learner);
    return sum / LEARNERS;
  });
}
const promised = HORIZONS.map(
  (target) =>
    outlook({ questions: path, states: new Map(), done: new Set(), today: 0, target, budget: MINUTES }).answers,
);

console.log(`| answers expected on the day, of ${QUESTIONS} | ${HORIZONS.map((days) => `${days} days`).join(" | ")} |`);
console.log(`|---|${HORIZONS.map(() => "--:|").join("")}`);
for (const [name, row] of Object.entries({ ...means, "what the outlook says": promised })) {
  console.log(`| ${name} | ${row.map((mean) => mean.toFixed(1)).join(" | ")} |`);
}

const planned = means["the planner"];
const last = HORIZONS.length - 1;
const broken = [
  planned[last] < means["FSRS at 0.90"][last] + 1 && "less than one answer ahead of FSRS at 0.90",
  planned[last] < means["Leitner 1-2-4-8-16"][last] + 2 && "less than two answers ahead of Leitner",
  promised.some((value, index) => Math.abs(value / planned[index] - 1) > 0.1) && "the outlook is more than 10 % off",
].filter(Boolean);
if (broken.length) {
  console.error(`The planner does not keep its promise: ${broken.join("; ")}.`);
  process.exitCode = 1;
}

// The time from a grade to the next question, with the whole history replayed.
const many = Array.from({ length: 1000 }, (_, index) => ({ ...path[index % path.length], id: `m${index}` }));
const states = new Map(many.slice(0, 700).map(({ id }, index) => [id, review(undefined, -(index % 30), GOOD)]));
const rounds = 50;
const began = performance.now();
for (let round = 0; round < rounds; round += 1) {
  next({ questions: many, states, done: new Set(), today: 10, target: 40 });
}
console.log(`\nChoosing the next of 1,000 questions: ${((performance.now() - began) / rounds).toFixed(2)} ms.`);

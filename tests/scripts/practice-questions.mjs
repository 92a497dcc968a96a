// Questions for tests of practice: a path of any length, with levels and kinds in turn.
const KNOWN = [0.5, 0.25, 0.1];
const EXTRA_MINUTES = [0, 3, 4, 10];

/** @param {number} index @param {Partial<PracticeQuestion>} [changes] @returns {PracticeQuestion} */
export function questionOf(index, changes = {}) {
  const [level, kind] = [index % 3, index % 4];
  return {
    id: `question-${index}`,
    title: `Question ${index}?`,
    topic: `topic-${index % 7}`,
    level: `level-${level}`,
    kind: `kind-${kind}`,
    roles: ["role-0", `role-${1 + (index % 2)}`],
    minutes: 8 + 4 * level + EXTRA_MINUTES[kind],
    say: 2 + 0.4 * EXTRA_MINUTES[kind],
    again: 2 + 0.2 * EXTRA_MINUTES[kind],
    interview: 5 + EXTRA_MINUTES[kind],
    known: KNOWN[level],
    ...changes,
  };
}

/** @param {number} count */
export function questionsOf(count) {
  return Array.from({ length: count }, (_, index) => questionOf(index));
}

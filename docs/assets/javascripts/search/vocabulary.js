// The words of the index in all their forms: which of them begin with given letters, and which resemble a word.

/**
 * @typedef {object} Vocabulary
 * @property {(stem: string) => number | undefined} termOf the number of a term
 * @property {(word: string) => boolean} has whether some text holds this very word
 * @property {(start: string) => string[]} beginningWith the words that begin with these letters, in order
 * @property {(word: string, unfinished: boolean) => Suggestion[]} similarTo the words that may be meant, nearest first
 *
 * @typedef {object} Spelling
 * @property {string} word
 * @property {number} letters its set of letters, see `lettersOf`
 *
 * @typedef {object} Suggestion
 * @property {string} word
 * @property {number} cost how unlikely the slip is; 1 for a single wrong letter
 * @property {boolean} begun whether it only begins like the word
 */

/** What a slip costs, by its kind; a wrong letter costs 1. */
const SLIP = { swapped: 0.8, doubled: 0.6, dropped: 0.9, added: 1, firstLetter: 0.8, unfinished: 0.5 };
const MOST_SUGGESTIONS = 8;

/** How many slips a word may hold. @param {number} length */
function allowedSlips(length) {
  return length < 3 ? 0 : length < 8 ? 1 : 2;
}

/**
 * @param {Iterable<string>} words all words of the index
 * @param {ReadonlyMap<string, number>} terms the number of each stem
 * @returns {Vocabulary}
 */
function createVocabulary(words, terms) {
  const known = new Set(words);
  const sorted = [...known].sort();
  /** @type {Map<string, Spelling[]>} by the first letter */
  const initials = new Map();
  for (const word of sorted) {
    const list = initials.get(word[0]);
    const spelling = { word, letters: lettersOf(word) };
    if (list) list.push(spelling);
    else initials.set(word[0], [spelling]);
  }

  return { termOf: (term) => terms.get(term), has: (word) => known.has(word), beginningWith, similarTo };

  /** @param {string} start */
  function beginningWith(start) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < sorted.length && sorted[end].startsWith(start)) end += 1;
    return sorted.slice(low, end);
  }

  /** @param {string} word @param {boolean} unfinished */
  function similarTo(word, unfinished) {
    const limit = allowedSlips(word.length);
    if (!limit) return [];
    /** @type {Suggestion[]} */
    let found = [];
    const letters = lettersOf(word);
    const collect = (/** @type {readonly Spelling[]} */ list) => {
      for (const other of list) {
        // Each slip changes at most two letters of the set, which is quick to compare; a beginning lacks more.
        const missing = letters & ~other.letters;
        const differing = countBits(unfinished ? missing : missing | (other.letters & ~letters));
        const slip = differing <= 2 * limit ? slipBetween(word, other.word, limit, unfinished) : undefined;
        if (slip) found.push({ word: other.word, ...slip });
      }
    };
    collect(initials.get(word[0]) ?? []);
    if (word[1] && word[1] !== word[0]) collect((initials.get(word[1]) ?? []).filter((other) => other.word[1] === word[0]));
    if (!found.length && word.length > 5) for (const [first, list] of initials) if (first !== word[0]) collect(list);
    found.sort((one, other) => one.cost - other.cost);
    return found.slice(0, MOST_SUGGESTIONS);
  }

  /** @param {string} word @param {string} other @param {number} limit @param {boolean} unfinished */
  function slipBetween(word, other, limit, unfinished) {
    if (other.length < 3 || /\d/.test(word) !== /\d/.test(other)) return undefined;
    const first = word[0] === other[0] ? 0 : SLIP.firstLetter;
    const distance = editDistance(word, other, limit);
    if (distance <= limit) return { cost: first + (distance > 1 ? distance : costOfOne(word, other)), begun: false };
    const begun = unfinished && word.length > 4 && other.length > word.length && word.slice(0, 2) === other.slice(0, 2);
    return begun && beginsLike(word, other) ? { cost: first + 1 + SLIP.unfinished, begun } : undefined;
  }

  /** Whether a word begins with these letters but for one slip. @param {string} start @param {string} word */
  function beginsLike(start, word) {
    return [0, 1, -1].some((more) => editDistance(start, word.slice(0, start.length + more), 1) <= 1);
  }
}

/** The set of the letters of a word, in the bits of a number. Different letters may share a bit. @param {string} word */
function lettersOf(word) {
  let letters = 0;
  for (let index = 0; index < word.length; index++) letters |= 1 << word.charCodeAt(index) % 32;
  return letters;
}

/** @param {number} bits */
function countBits(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}

/** The cost of the one slip between two words. @param {string} word @param {string} other */
function costOfOne(word, other) {
  if (word.length === other.length) return [...word].sort().join("") === [...other].sort().join("") ? SLIP.swapped : 1;
  const [short, long] = word.length < other.length ? [word, other] : [other, word];
  let place = 0;
  while (short[place] === long[place]) place += 1;
  if (long[place] === long[place - 1]) return SLIP.doubled;
  return word === short ? SLIP.dropped : SLIP.added;
}

/**
 * The edit distance of two words (optimal string alignment): how many letters are inserted, deleted, substituted, or
 * swapped with the next one.
 * @param {string} one
 * @param {string} other
 * @param {number} limit beyond it the result is only known to be greater
 */
function editDistance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  /** @type {number[]} */
  let beforePrevious = [];
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let distance = Math.min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) distance = Math.min(distance, beforePrevious[column - 2] + 1);
      current.push(distance);
      if (distance < least) least = distance;
    }
    if (least > limit) return limit + 1;
    [beforePrevious, previous] = [previous, current];
  }
  return previous[other.length];
}

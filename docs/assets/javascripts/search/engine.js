// The ranking: interprets a query, scores documents by its words, then by how well titles and names fit all of it.

/**
 * @typedef {object} QueryWord
 * @property {string} word
 * @property {Map<string, number>} readings the terms it may stand for, with the confidence, from 0 to 1
 * @property {string[][]} [others] other names for it, each in terms
 *
 * @typedef {object} Row a document that matches
 * @property {number} number its index among the documents
 * @property {number} score
 * @property {Set<string>} terms the terms by which it was found
 * @property {Set<string>} answered the words of the query that it matches
 *
 * @typedef {object} Engine
 * @property {(query: string) => Row[]} search best first
 * @property {(term: string) => string | undefined} word a word for a term
 * @property {(start: string, rows: Row[]) => string | undefined} complete the word that a reader begins to type
 */

/** The confidence of an inexact reading of a word. */
const CONFIDENCE = { prefix: 0.6, typo: 0.5, joined: 0.9, name: 0.8 };
/** The shares of a query, weighted by rarity, that the best document must match, and each document. */
const BEST_ANSWERED = 0.45;
const LEAST_ANSWERED = 0.3;
/** The share of the best score that each document must have. */
const LEAST_SCORE = 0.15;
/** The factor of a kind, which decides where two documents fit equally. */
const KIND = { question: 1, table: 0.9, path: 0.85, page: 0.8 };
/** The factor of a kind that the query names. */
const NAMED_KIND = 3;
/** Words for the kind of a document, not for its subject. */
const KIND_TERMS = new Set(["table", "path", "learn", "role", "study"].map(stem));

/**
 * Prepares documents for searching.
 * @param {SearchDocument[]} documents
 * @param {string} words the words of the texts and the documents that hold them, as studyguide/search writes them
 * @param {[string, string][]} synonyms pairs of names with the same meaning
 * @returns {Engine}
 */
function createEngine(documents, words, synonyms) {
  const { postings, vocabulary, written, vague, subjects, rarity, fit } = createIndex(documents, words);
  /** @type {Map<string, string[][]>} other names, in terms, by the joined terms of a name */
  const otherNames = new Map();
  for (const [one, other] of synonyms) {
    for (const [from, to] of [[one, other], [other, one]]) {
      const key = subjectOf(from).join("");
      otherNames.set(key, [...(otherNames.get(key) ?? []), subjectOf(to)]);
    }
  }

  return { search, word: (term) => written.get(term), complete };

  /**
   * The terms that a word may stand for.
   * @param {string} word
   * @param {boolean} unfinished whether the reader may still be typing it
   * @returns {Map<string, number>}
   */
  function readings(word, unfinished) {
    /** @type {Map<string, number>} */
    const found = new Map();
    const term = stem(word);
    for (const form of [term, word.replace(/s$/, "")]) if (postings.has(form)) found.set(form, 1);
    if (unfinished && word.length > 1) {
      const share = found.size ? 0.4 : 1; // a complete word is rarely the beginning of another
      for (const other of vocabulary) {
        if (other.startsWith(word) && other !== term) found.set(other, CONFIDENCE.prefix * share * (0.5 + (0.5 * word.length) / other.length));
      }
    }
    if (!found.size && word.length > 3) addTypos(found, word, unfinished);
    return found;
  }

  /** @param {Map<string, number>} found @param {string} word @param {boolean} unfinished */
  function addTypos(found, word, unfinished) {
    const term = stem(word);
    for (const limit of word.length > 7 ? [1, 2] : [1]) {
      for (const other of vocabulary) {
        if (other.length < 3 || /\d/.test(other) !== /\d/.test(word) || (limit > 1 && other[0] !== word[0])) continue;
        const near = editDistance(word, other, limit) <= limit || (term.length > 4 && editDistance(term, other, limit) <= limit);
        const begun = unfinished && word.length > 4 && other[0] === word[0] && editDistance(word, other.slice(0, word.length), 1) <= 1;
        if (near) found.set(other, CONFIDENCE.typo / Math.sqrt(limit));
        else if (begun) found.set(other, CONFIDENCE.typo * CONFIDENCE.prefix);
      }
      if (found.size) return;
    }
  }

  /** Splits a word that is two: `securitygroup`. @param {string} word @returns {string[]} */
  function split(word) {
    for (let index = word.length - 2; index > 1; index--) {
      const halves = [word.slice(0, index), word.slice(index)];
      if (word.length > 5 && halves.every((half) => postings.has(stem(half)))) return halves;
    }
    return [word];
  }

  /** @param {string} query @returns {QueryWord[]} */
  function interpret(query) {
    const said = wordsOf(query).flatMap(partsOf);
    const last = said.at(-1);
    const unfinished = !/\s$/.test(query);
    const known = (/** @type {string} */ word) => postings.has(stem(word)) || otherNames.has(stem(word));
    let asked = said.filter((word) => !STOP_WORDS.has(word) && (known(word) || !vague.has(stem(word))));
    if (!asked.length) asked = said.slice(-1);
    if (asked.some((word) => !GENERIC_WORDS.has(stem(word)))) asked = asked.filter((word) => !GENERIC_WORDS.has(stem(word)));
    asked = [...new Set(asked)].flatMap((word) => (known(word) || readings(word, unfinished && word === last).size ? [word] : split(word)));
    const queryWords = asked.map((word) => ({ word, readings: readings(word, unfinished && word === last), others: otherNames.get(stem(word)) }));
    joinNames(queryWords);
    for (let index = 1; index < queryWords.length; index++) joinNeighbours(queryWords[index - 1], queryWords[index], unfinished && !queryWords[index + 1]);
    return queryWords;
  }

  /**
   * Finds several words that have another name together: `network access control list`.
   * @param {QueryWord[]} queryWords
   */
  function joinNames(queryWords) {
    for (let length = Math.min(5, queryWords.length); length > 1; length--) {
      for (let index = 0; index + length <= queryWords.length; index++) {
        const span = queryWords.slice(index, index + length);
        const others = otherNames.get(span.map((queryWord) => stem(queryWord.word)).join(""));
        if (others) for (const queryWord of span) queryWord.others ??= others;
      }
    }
  }

  /**
   * Finds two words that are one: `dynamo db`.
   * @param {QueryWord} one
   * @param {QueryWord} other
   * @param {boolean} unfinished
   */
  function joinNeighbours(one, other, unfinished) {
    const whole = one.word + other.word;
    const found = postings.has(stem(whole)) ? [stem(whole)] : unfinished ? vocabulary.filter((term) => term.startsWith(whole)) : [];
    for (const queryWord of [one, other]) for (const term of found) queryWord.readings.set(term, CONFIDENCE.joined);
  }

  /**
   * What each document scores for one word: its best reading counts.
   * @param {QueryWord} queryWord
   * @returns {Map<number, {score: number, confidence: number, terms: string[]}>}
   */
  function scoreWord(queryWord) {
    /** @type {Map<number, {score: number, confidence: number, terms: string[]}>} */
    const best = new Map();
    /** @type {(number: number, score: number, confidence: number, terms: string[]) => void} */
    const offer = (number, score, confidence, terms) => {
      const known = best.get(number);
      if (known) terms.push(...known.terms);
      if (!known || score > known.score) best.set(number, { score, confidence, terms });
      else known.terms = terms;
    };
    for (const [term, confidence] of queryWord.readings) {
      for (const number of postings.get(term)?.keys() ?? []) offer(number, confidence * fit(term, number), confidence > 0.5 ? 1 : 0.8, [term]);
    }
    for (const name of queryWord.others ?? []) {
      for (const number of postings.get(name[0])?.keys() ?? []) {
        if (!name.every((term) => postings.get(term)?.has(number))) continue;
        const score = name.reduce((sum, term) => sum + fit(term, number), 0) / Math.sqrt(name.length);
        offer(number, CONFIDENCE.name * score, 1, [...name]);
      }
    }
    return best;
  }

  /** The rarity of a word of the query, also of one that no document holds. @param {QueryWord} queryWord */
  function importance(queryWord) {
    const rarest = Math.log(1 + documents.length);
    const known = [...queryWord.readings].map(([term, confidence]) => rarity(term) + (confidence === 1 ? 0 : 0.5));
    return known.length ? Math.min(rarest, Math.max(...known)) : rarest;
  }

  /** @param {string} query @returns {Row[]} best first */
  function search(query) {
    const queryWords = interpret(query);
    /** @type {Map<number, Row & {share: number}>} */
    const rows = new Map();
    let wanted = 0;
    for (const queryWord of queryWords) {
      wanted += importance(queryWord);
      for (const [number, { score, confidence, terms }] of scoreWord(queryWord)) {
        const row = rows.get(number) ?? { number, score: 0, share: 0, terms: new Set(), answered: new Set() };
        rows.set(number, row);
        row.score += score;
        row.share += importance(queryWord) * confidence;
        row.answered.add(queryWord.word);
        for (const term of terms) row.terms.add(term);
      }
    }
    if (![...rows.values()].some((row) => row.share >= BEST_ANSWERED * wanted)) return [];
    const found = [...rows.values()].filter((row) => row.share >= LEAST_ANSWERED * wanted);
    for (const row of found) row.score *= (row.share / wanted) ** 1.5 * aptness(row, query, queryWords.length);
    return inOrder(found, query);
  }

  /**
   * The factor by which a document's title and names fit the whole query.
   * @param {Row} row
   * @param {string} query
   * @param {number} words how many words of the query count
   */
  function aptness(row, query, words) {
    const { title, names } = subjects[row.number];
    const asked = subjectOf(query);
    const covered = title.filter((term) => row.terms.has(term)).length / Math.max(1, title.length);
    const named = isNamed(row.number, query) ? NAMED_KIND : 1;
    let factor = KIND[documents[row.number].kind] * named * (1 + 1.2 * covered ** 2) * (row.terms.has(title[0]) ? 1.35 : 1);
    if (names.some((name) => name.join("") === asked.join(""))) factor *= 3;
    else {
      const within = names.filter((name) => ` ${asked.join(" ")} `.includes(` ${name.join(" ")} `)).map((name) => name.length);
      factor *= 1 + (0.6 * Math.max(0, ...within)) / Math.max(1, asked.length);
    }
    if (words > 1 && documents[row.number].versus && /\b(vs|versus|compared?|difference|between|or)\b/i.test(query)) factor *= 1.2;
    return factor;
  }

  /**
   * Whether a query asks for a document by its kind: `compute options table`, `architect path`. A table is also a thing
   * of many services, so that `lambda table` does not ask for one of ours.
   * @param {number} number
   * @param {string} query
   */
  function isNamed(number, query) {
    const { kind } = documents[number];
    if (!["table", "path"].includes(kind) || !wordsOf(query).includes(kind)) return false;
    const own = new Set([subjects[number].title, ...subjects[number].names].flat());
    const rest = subjectOf(query).filter((term) => !KIND_TERMS.has(term));
    const clear = kind === "path" || rest.length !== 1 || /\bcompar/i.test(query);
    return clear && (/\bcompar/i.test(query) || rest.filter((term) => own.has(term)).length >= (2 / 3) * rest.length);
  }

  /**
   * Sorts the rows, keeps documents after those that they belong to unless the query names them, and drops what
   * hardly fits.
   * @param {Row[]} rows
   * @param {string} query
   */
  function inOrder(rows, query) {
    const scores = new Map(rows.map((row) => [row.number, row.score]));
    for (const row of rows) {
      const before = isNamed(row.number, query) ? [] : (documents[row.number].behind ?? []);
      const first = Math.max(...before.map((number) => scores.get(number) ?? 0));
      if (first > 0) row.score = Math.min(row.score, first * 0.999);
    }
    rows.sort((one, other) => other.score - one.score || one.number - other.number);
    // The score of a page does not count: a topic that the query names must not hide its questions.
    const best = rows.find((row) => documents[row.number].kind !== "page") ?? rows[0];
    return rows.filter((row) => row.score >= LEAST_SCORE * best.score);
  }

  /** Completes what a reader has begun to type to a word of a title. @param {string} start @param {Row[]} rows */
  function complete(start, rows) {
    const titles = rows.slice(0, 3).flatMap((row) => wordsOf(documents[row.number].title));
    return start.length > 1 ? titles.find((word) => word.startsWith(start) && word !== start) : undefined;
  }
}

// The ranking: reads a query, scores documents by its words, then by what tells a question from its neighbours.

/**
 * @typedef {object} Slot a word of the query
 * @property {string} word
 * @property {Map<string, number>} readings the terms it may stand for, with how sure that is, from 0 to 1
 * @property {string[][]} [others] other names of it, each in terms
 *
 * @typedef {object} Row a document that answers
 * @property {number} number its place among the documents
 * @property {number} score
 * @property {Set<string>} terms the terms that it was found by
 * @property {Set<string>} answered the words of the query that it answers
 */

/** How sure an inexact reading of a word is. */
const SURE = { prefix: 0.6, typo: 0.5, joined: 0.9, name: 0.8 };
/** The best document must answer this share of a query, by rarity of its words; the others this, and this of the best score. */
const BEST_ANSWERED = 0.45;
const LEAST_ANSWERED = 0.3;
const LEAST_SCORE = 0.15;
/** What a kind is worth where two fit equally. */
const KIND = { question: 1, table: 0.9, path: 0.85, page: 0.8 };
/** What a kind is worth more where the query names it. */
const NAMED_KIND = 3;
/** Words that name the kind of a document, not its subject. */
const KIND_TERMS = new Set(["table", "path", "learn", "role", "study"].map(stem));

/**
 * Prepares documents for searching.
 * @param {SearchDocument[]} documents
 * @param {string} words the words of the texts and who holds them, see _words in studyguide/search.py
 * @param {[string, string][]} synonyms pairs of names for the same thing
 * @returns {{search: (query: string) => Row[], word: (term: string) => string | undefined, complete: (start: string, rows: Row[]) => string | undefined}}
 */
function createEngine(documents, words, synonyms) {
  const { postings, vocabulary, written, vague, subjects, rarity, fit } = createIndex(documents, words);
  /** @type {Map<string, string[][]>} other names in terms, by the joined terms of a name */
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
    for (const form of [term, word.replace(/s$/, "")]) if (postings.has(form) && !found.has(form)) found.set(form, 1);
    if (unfinished && word.length > 1) {
      const share = found.size ? 0.4 : 1; // a whole word is rarely the beginning of another
      for (const other of vocabulary) {
        if (other.startsWith(word) && other !== term) found.set(other, SURE.prefix * share * (0.5 + (0.5 * word.length) / other.length));
      }
    }
    if (!found.size && word.length > 3) addTypos(found, word, unfinished);
    return found;
  }

  /** @param {Map<string, number>} found @param {string} word @param {boolean} unfinished */
  function addTypos(found, word, unfinished) {
    const term = stem(word);
    for (const most of word.length > 7 ? [1, 2] : [1]) {
      for (const other of vocabulary) {
        if (other.length < 3 || /\d/.test(other) !== /\d/.test(word) || (most > 1 && other[0] !== word[0])) continue;
        const near = slipsBetween(word, other, most) <= most || (term.length > 4 && slipsBetween(term, other, most) <= most);
        const begun = unfinished && word.length > 4 && other[0] === word[0] && slipsBetween(word, other.slice(0, word.length), 1) <= 1;
        if (near) found.set(other, SURE.typo / Math.sqrt(most));
        else if (begun) found.set(other, SURE.typo * SURE.prefix);
      }
      if (found.size) return;
    }
  }

  /** A word that is two: `securitygroup`. @param {string} word @returns {string[]} */
  function split(word) {
    for (let place = word.length - 2; place > 1; place--) {
      const halves = [word.slice(0, place), word.slice(place)];
      if (word.length > 5 && halves.every((half) => postings.has(stem(half)))) return halves;
    }
    return [word];
  }

  /** @param {string} query @returns {Slot[]} */
  function slotsOf(query) {
    const said = wordsOf(query).flatMap(partsOf);
    const last = said.at(-1);
    const unfinished = !/\s$/.test(query);
    const known = (/** @type {string} */ word) => postings.has(stem(word)) || otherNames.has(stem(word));
    let asked = said.filter((word) => !STOP_WORDS.has(word) && (known(word) || !vague.has(stem(word))));
    if (!asked.length) asked = said.slice(-1);
    if (asked.some((word) => !GENERIC_WORDS.has(stem(word)))) asked = asked.filter((word) => !GENERIC_WORDS.has(stem(word)));
    asked = [...new Set(asked)].flatMap((word) => (known(word) || readings(word, unfinished && word === last).size ? [word] : split(word)));
    const slots = asked.map((word) => ({ word, readings: readings(word, unfinished && word === last), others: otherNames.get(stem(word)) }));
    joinNames(slots);
    for (let place = 0; place + 1 < slots.length; place++) joinNeighbours(slots[place], slots[place + 1], unfinished && place + 2 === slots.length);
    return slots;
  }

  /** Several words that are a name with another name: `network access control list`. @param {Slot[]} slots */
  function joinNames(slots) {
    for (let length = Math.min(5, slots.length); length > 1; length--) {
      for (let place = 0; place + length <= slots.length; place++) {
        const span = slots.slice(place, place + length);
        const others = otherNames.get(span.map((slot) => stem(slot.word)).join(""));
        if (others) for (const slot of span) slot.others ??= others;
      }
    }
  }

  /** Two words that are one: `dynamo db`. @param {Slot} one @param {Slot} other @param {boolean} unfinished */
  function joinNeighbours(one, other, unfinished) {
    const whole = one.word + other.word;
    const found = postings.has(stem(whole)) ? [stem(whole)] : unfinished ? vocabulary.filter((term) => term.startsWith(whole)) : [];
    for (const slot of [one, other]) for (const term of found) slot.readings.set(term, SURE.joined);
  }

  /**
   * What each document scores for one word: the surest reading counts.
   * @param {Slot} slot
   * @returns {Map<number, {score: number, sure: number, terms: string[]}>}
   */
  function scoreWord(slot) {
    /** @type {Map<number, {score: number, sure: number, terms: string[]}>} */
    const best = new Map();
    const offer = (/** @type {number} */ number, /** @type {number} */ score, /** @type {number} */ sure, /** @type {string[]} */ terms) => {
      const known = best.get(number);
      if (known) terms.push(...known.terms);
      if (!known || score > known.score) best.set(number, { score, sure, terms });
      else known.terms = terms;
    };
    for (const [term, sure] of slot.readings) {
      for (const number of postings.get(term)?.keys() ?? []) offer(number, sure * fit(term, number), sure > 0.5 ? 1 : 0.8, [term]);
    }
    for (const name of slot.others ?? []) {
      for (const number of postings.get(name[0])?.keys() ?? []) {
        if (!name.every((term) => postings.get(term)?.has(number))) continue;
        const score = name.reduce((sum, term) => sum + fit(term, number), 0) / Math.sqrt(name.length);
        offer(number, SURE.name * score, 1, [...name]);
      }
    }
    return best;
  }

  /** How telling a word of the query is, whether or not anything answers it. @param {Slot} slot */
  function importance(slot) {
    const rarest = Math.log(1 + documents.length);
    const known = [...slot.readings].map(([term, sure]) => Math.min(rarest, rarity(term) + (sure === 1 ? 0 : 0.5)));
    return known.length ? Math.max(...known) : rarest;
  }

  /** @param {string} query @returns {Row[]} best first */
  function search(query) {
    const slots = slotsOf(query);
    /** @type {Map<number, Row & {share: number}>} */
    const rows = new Map();
    let wanted = 0;
    for (const slot of slots) {
      wanted += importance(slot);
      for (const [number, { score, sure, terms }] of scoreWord(slot)) {
        const row = rows.get(number) ?? { number, score: 0, share: 0, terms: new Set(), answered: new Set() };
        rows.set(number, row);
        row.score += score;
        row.share += importance(slot) * sure;
        row.answered.add(slot.word);
        for (const term of terms) row.terms.add(term);
      }
    }
    if (![...rows.values()].some((row) => row.share >= BEST_ANSWERED * wanted)) return [];
    const found = [...rows.values()].filter((row) => row.share >= LEAST_ANSWERED * wanted);
    for (const row of found) row.score *= (row.share / wanted) ** 1.5 * aptness(row, query, slots.length);
    return inOrder(found, query);
  }

  /** How well a document's title and names fit the whole query. @param {Row} row @param {string} query @param {number} words */
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
   * Sorts, keeps documents behind those they belong to unless they are asked for, and drops what hardly fits.
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
    // What a page scores does not count: a topic that is named must not hide its questions.
    const best = rows.find((row) => documents[row.number].kind !== "page") ?? rows[0];
    return rows.filter((row) => row.score >= LEAST_SCORE * best.score);
  }

  /** The word of a title that a reader has begun to type. @param {string} start @param {Row[]} rows */
  function complete(start, rows) {
    const titles = rows.slice(0, 3).flatMap((row) => wordsOf(documents[row.number].title));
    return start.length > 1 ? titles.find((word) => word.startsWith(start) && word !== start) : undefined;
  }
}

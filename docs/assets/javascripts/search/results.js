// What the reader sees of an answer: the rows as the theme expects them, and what was made of the query.

/**
 * @typedef {object} SearchNote
 * @property {string[]} missing words that nothing is known about
 * @property {string} shown the words that were searched for
 * @property {string} typed the query, if some of its words were corrected
 *
 * @typedef {object} Found
 * @property {(count: number) => {items: object[][], suggest: string[]}} rows
 * @property {() => Matches} matches
 *
 * @typedef {object} Results
 * @property {(query: string) => Found} find
 */

/**
 * @param {SearchDocument[]} documents
 * @param {Engine} engine
 * @param {string} sentences for each document a line with its sentences, which tabs separate
 * @returns {Results}
 */
function createResults(documents, engine, sentences) {
  const { vocabulary, postings, rarity } = engine.index;
  const lines = sentences.split("\n");
  /** @type {Map<number, {sentence: string, terms: Set<number>}[]>} by document, for those that were shown */
  const read = new Map();

  return { find };

  /** @param {string} query @returns {Found} */
  function find(query) {
    const { rows, interpretation } = engine.search(query);
    const note = rows.length ? noteOf(query, interpretation) : undefined;
    const marks = marksOf(interpretation);
    return {
      rows(count) {
        const next = engine.complete(/[\p{L}\p{N}]*$/u.exec(query.toLowerCase())?.[0] ?? "", rows);
        const items = rows.slice(0, count).map((row, place) => [itemOf(row, marks, interpretation, place ? undefined : note)]);
        return { items, suggest: next ? [next] : [] };
      },
      matches() {
        const questions = rows.map((row) => documents[row.number]).filter((document) => document.kind === "question");
        return { ids: questions.map(({ location }) => anchorOf(location)), note };
      },
    };
  }

  /** The terms to mark: those of whole words, and those that a word begins. @param {Interpretation} interpretation */
  function marksOf({ words }) {
    const readings = words.flatMap(({ readings: own, how }) => [...own].filter(([, sure]) => how === "begun" || sure > 0.8));
    return new Set(readings.map(([term]) => term));
  }

  /**
   * A row as the theme expects it. The theme inserts the title as HTML, so everything is escaped here. It shows a text
   * or tags of its own only below pages, so both stand in the title; theme-patches.js moves the sentence below it.
   * @param {Row} row
   * @param {Set<number>} marks
   * @param {Interpretation} interpretation
   * @param {SearchNote} [note]
   */
  function itemOf({ number, score }, marks, { words }, note) {
    const document = documents[number];
    const whole = words.filter(({ how }) => how !== "begun");
    const tags = document.tags ? ` <small>${escaped(document.tags.join(" · "))}</small>` : "";
    const why = reasonOf(number, marks, whole);
    const told = note ? `<span hidden data-search-note="${escaped(JSON.stringify(note))}"></span>` : "";
    return {
      location: withMarks(document.location, whole.map(({ word }) => word)),
      title: marked(document.title, marks) + tags + (why && `<span data-search-sentence> ${why}</span>`) + told,
      text: "",
      score,
      terms: {},
    };
  }

  /**
   * Why a document was found, as HTML: its sentence with the rarest words of the query, and the important words that stand
   * only in the depth of the answer, of which no sentences are loaded.
   * @param {number} number
   * @param {Set<number>} marks
   * @param {QueryWord[]} whole
   */
  function reasonOf(number, marks, whole) {
    let best = { sentence: "", terms: new Set() };
    let most = -1;
    for (const candidate of sentencesOf(number)) {
      let value = 0;
      for (const term of candidate.terms) if (marks.has(term)) value += rarity[term];
      if (value > most) [best, most] = [candidate, value];
    }
    const seen = new Set([...best.terms, ...termsIn(documents[number].title)]);
    const heaviest = Math.max(0, ...whole.map(({ weight }) => weight));
    const deeper = whole.filter(({ readings, weight }) => {
      const terms = [...readings].filter(([, sure]) => sure === 1).map(([term]) => term);
      if (weight < heaviest / 2) return false;
      return !terms.some((term) => seen.has(term)) && terms.some((term) => postings[term].documents.includes(number));
    });
    const more = deeper.map(({ word }) => `<mark>${escaped(word)}</mark>`).join(", ");
    return marked(best.sentence, marks) + (more && ` In the full answer: ${more}.`);
  }

  /** @param {number} number */
  function sentencesOf(number) {
    let own = read.get(number);
    if (!own) {
      const texts = (lines[number] ?? "").split("\t").filter(Boolean);
      read.set(number, (own = texts.map((sentence) => ({ sentence, terms: termsIn(sentence) }))));
    }
    return own;
  }

  /** @param {string} text */
  function termsIn(text) {
    return new Set(wordsOf(text).flatMap(partsOf).map((word) => vocabulary.termOf(stem(word)) ?? -1));
  }

  /** @param {string} text @param {Set<number>} marks */
  function marked(text, marks) {
    const pieces = text.split(/([\p{L}\p{N}]+)/u);
    const hit = (/** @type {string} */ piece) => wordsOf(piece).some((word) => marks.has(vocabulary.termOf(stem(word)) ?? -1));
    return pieces.map((piece, index) => (index % 2 && hit(piece) ? `<mark>${piece}</mark>` : escaped(piece))).join("");
  }

  /**
   * What the reader should know about the query: which words were left out, and what was searched for instead.
   * @param {string} query
   * @param {Interpretation} interpretation
   * @returns {SearchNote | undefined}
   */
  function noteOf(query, { words, corrections, unknown }) {
    if (!corrections.length && !unknown.length) return undefined;
    const shown = words.map(({ word }) => word).join(" ");
    return { missing: unknown, shown, typed: corrections.length ? query.trim() : "" };
  }
}

/** The address of an answer with the words to mark in it. @param {string} location @param {string[]} words */
function withMarks(location, words) {
  const [page, fragment = ""] = location.split("#");
  return words.length && fragment.endsWith("-answer") ? `${page}?h=${encodeURIComponent(words.join(" "))}#${fragment}` : location;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

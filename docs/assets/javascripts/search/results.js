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
  const { vocabulary, rarity } = engine.index;
  const lines = sentences.split("\n");

  return { find };

  /** @param {string} query @returns {Found} */
  function find(query) {
    const { rows, interpretation } = engine.search(query);
    const note = rows.length ? noteOf(query, interpretation) : undefined;
    const marks = new Set(interpretation.words.flatMap(({ readings }) => [...readings.keys()]));
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

  /**
   * A row as the theme expects it. The theme inserts the title as HTML, so everything is escaped here. It shows a text
   * or tags of its own only below pages, so both stand in the title; theme-patches.js moves them out of the heading.
   * @param {Row} row
   * @param {Set<number>} marks
   * @param {Interpretation} interpretation
   * @param {SearchNote} [note]
   */
  function itemOf(row, marks, interpretation, note) {
    const document = documents[row.number];
    const sentence = sentenceOf(row.number, marks);
    const tags = document.tags ? ` <small>${escaped(document.tags.join(" · "))}</small>` : "";
    const why = sentence ? `<span data-search-sentence> ${marked(sentence, marks)}</span>` : "";
    const told = note ? `<span hidden data-search-note="${escaped(JSON.stringify(note))}"></span>` : "";
    const typed = interpretation.words.filter(({ how }) => how !== "begun").map(({ word }) => word);
    return {
      location: withMarks(document.location, typed),
      title: marked(document.title, marks) + tags + why + told,
      text: "",
      score: row.score,
      terms: {},
    };
  }

  /** The sentence that holds the rarest words of a query; the first one if none holds any. @param {number} number @param {Set<number>} marks */
  function sentenceOf(number, marks) {
    let best = "";
    let most = -1;
    for (const sentence of (lines[number] ?? "").split("\t")) {
      const terms = new Set(wordsOf(sentence).flatMap(partsOf).map((word) => vocabulary.termOf(stem(word)) ?? -1));
      let value = 0;
      for (const term of terms) if (marks.has(term)) value += rarity[term];
      if (value > most) [best, most] = [sentence, value];
    }
    return best;
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

/** An address with the words to mark on the page. @param {string} location @param {string[]} words */
function withMarks(location, words) {
  const [page, fragment] = location.split("#");
  return words.length && fragment !== undefined ? `${page}?h=${encodeURIComponent(words.join(" "))}#${fragment}` : location;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// The inverted index: which terms stand in which field of which document, and how well a document fits a term (BM25F).

/**
 * @typedef {object} SearchDocument a document of the index, which can be a row of the results
 * @property {string} location its address, relative to the site
 * @property {string} title
 * @property {"question" | "table" | "path" | "page"} kind
 * @property {string[]} [aliases] other names of it
 * @property {string[]} [tags] shown beside the title; the first is its topic
 * @property {boolean} [versus] whether it compares
 * @property {number[]} [behind] the documents that come first where both answer
 *
 * @typedef {object} Subject what a document is about, in stems
 * @property {string[]} title
 * @property {string[][]} names its title, aliases and id
 */

const FIELDS = /** @type {const} */ (["title", "alias", "id", "topic", "text", "depth"]);
const WEIGHT = { title: 3, alias: 2, id: 2, topic: 0.6, text: 1, depth: 0.3 };
/** How much the length of a field lowers its score; see BM25F, Robertson and Zaragoza 2009. */
const LENGTH_NORM = { title: 0.3, alias: 0.3, id: 0.2, topic: 0, text: 0.7, depth: 0.7 };
const SATURATION = 1.2;

/**
 * Builds the index.
 * @param {SearchDocument[]} documents
 * @param {string} words the words of the texts and the documents that hold them, as studyguide/search writes them
 */
function createIndex(documents, words) {
  /** @type {Map<string, Map<number, number[]>>} by term and document: how often the term stands in each field */
  const postings = new Map();
  /** @type {Map<string, string>} a word as it is written, for a term */
  const written = new Map();
  /** @type {Set<string>} terms of too many texts to distinguish them */
  const vague = new Set();
  const lengths = documents.map(() => FIELDS.map(() => 0));
  const subjects = documents.map(addDocument);
  indexTexts();
  const means = FIELDS.map((_, field) => lengths.reduce((sum, own) => sum + own[field], 0) / documents.length || 1);
  const vocabulary = [...postings.keys()];

  return { postings, vocabulary, written, vague, subjects, rarity, fit };

  /**
   * @param {SearchDocument} document
   * @param {number} number
   * @returns {Subject}
   */
  function addDocument(document, number) {
    const aliases = document.aliases ?? [];
    const id = (/#([^#]*?)(-answer)?$/.exec(document.location)?.[1] ?? "").replace(/-/g, " ");
    /** @type {[number, string][]} */
    const texts = [[0, document.title], ...aliases.map((alias) => /** @type {[number, string]} */ ([1, alias])), [2, id], [3, document.tags?.[0] ?? ""]];
    for (const [field, text] of texts) {
      const { own, joined } = termsOf(text, field < 2);
      for (const term of [...own, ...joined]) count(term, number, field);
      lengths[number][field] += own.length;
    }
    for (const word of wordsOf(document.title).flatMap(partsOf)) remember(word);
    return { title: subjectOf(document.title), names: [document.title, id, ...aliases].map(subjectOf) };
  }

  function indexTexts() {
    if (!words) return;
    const end = words.indexOf("\n\n");
    const holders = words.slice(end + 2).split("\n");
    let word = "";
    for (const [line, rest] of words.slice(0, end).split("\n").entries()) {
      word = word.slice(0, parseInt(rest[0], 36)) + rest.slice(1);
      const lists = holders[line].split("/");
      if (!lists[0] && !lists[1]) vague.add(stem(word));
      lists.forEach((list, index) => {
        let number = 0;
        for (const step of list ? list.split(" ") : []) {
          number += parseInt(step, 36);
          count(stem(word), number, FIELDS.indexOf("text") + index);
          lengths[number][FIELDS.indexOf("text") + index] += 1;
        }
      });
      remember(word);
    }
  }

  /** @param {string} term @param {number} number @param {number} field */
  function count(term, number, field) {
    let list = postings.get(term);
    if (!list) postings.set(term, (list = new Map()));
    let counts = list.get(number);
    if (!counts) list.set(number, (counts = FIELDS.map(() => 0)));
    counts[field] += 1;
  }

  /** @param {string} word */
  function remember(word) {
    const known = written.get(stem(word));
    if (!known || word.length < known.length) written.set(stem(word), word);
  }

  /** The inverse document frequency of a term. @param {string} term */
  function rarity(term) {
    const found = postings.get(term)?.size ?? 0;
    return Math.log(1 + (documents.length - found + 0.5) / (found + 0.5));
  }

  /** The BM25F score of a document for a term. @param {string} term @param {number} number */
  function fit(term, number) {
    const counts = postings.get(term)?.get(number);
    if (!counts) return 0;
    const sum = FIELDS.reduce((total, field, index) => {
      const norm = 1 - LENGTH_NORM[field] + (LENGTH_NORM[field] * lengths[number][index]) / means[index];
      return total + (WEIGHT[field] * counts[index]) / norm;
    }, 0);
    return (rarity(term) * sum * (SATURATION + 1)) / (SATURATION + sum);
  }
}

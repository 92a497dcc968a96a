// The inverted index: which terms stand in which field of which document, and how well a document fits a term (BM25F).

/**
 * @typedef {object} SearchDocument a document of the index, which can be a row of the results
 * @property {string} location its address, relative to the site
 * @property {string} title
 * @property {"question" | "table" | "path" | "page"} kind
 * @property {string[]} [aliases] other names of it
 * @property {string[]} [asked] sentences in which people ask for it
 * @property {string[]} [tags] shown beside the title; the first is its topic
 * @property {boolean} [versus] whether it compares
 * @property {number[]} [behind] the documents that come first where both answer
 *
 * @typedef {object} Posting the documents that hold a term, and how well each fits it
 * @property {Uint32Array} documents
 * @property {Float64Array} fits
 *
 * @typedef {object} Phrase a title, another name or a sentence in which people ask
 * @property {number[]} terms each once, without stop words
 * @property {number} weight the sum of their rarities
 * @property {number} value how much it counts to match it; 1 for a title
 *
 * @typedef {object} Subject what a document is about
 * @property {number[]} titleTerms the terms of its title
 * @property {string[]} names its title, aliases and id: in stems, each between spaces
 * @property {Phrase[]} phrases
 *
 * @typedef {object} SearchIndex
 * @property {Vocabulary} vocabulary
 * @property {Posting[]} postings by term
 * @property {number[]} rarity the inverse document frequency, by term
 * @property {boolean[]} isName whether a title or another name holds the term, by term
 * @property {boolean[]} isProper whether a name writes the term with capitals as a proper name, by term
 * @property {Subject[]} subjects by document
 */

/** The weight of a field, and how much its length lowers a score; see BM25F, Robertson and Zaragoza 2009. */
const FIELDS = {
  title: { weight: 4, lengthNorm: 0.3 },
  alias: { weight: 2, lengthNorm: 0.3 },
  id: { weight: 2, lengthNorm: 0.2 },
  asked: { weight: 1.5, lengthNorm: 0.3 },
  topic: { weight: 0.6, lengthNorm: 0 },
  text: { weight: 1, lengthNorm: 0.9 },
  depth: { weight: 0.15, lengthNorm: 0.7 },
};
const FIELD = /** @type {(keyof typeof FIELDS)[]} */ (Object.keys(FIELDS));
const SATURATION = 1.2;
/** A word with a capital that does not stand at the beginning, or with a second one. */
const PROPER = /(?<=\S\s+)\p{Lu}[\p{L}\p{N}]*|\p{Lu}[\p{Ll}\p{N}]*\p{Lu}[\p{L}\p{N}]*/gu;
/** The value of a phrase by its field. */
const PHRASE = { title: 1, alias: 1, asked: 0.9 };

/**
 * Builds the index.
 * @param {SearchDocument[]} documents
 * @param {string} words the words of the texts and the documents that hold them, as studyguide/search writes them
 * @param {WordRules} rules
 * @returns {SearchIndex}
 */
function createIndex(documents, words, rules) {
  /** @type {Map<string, number>} */
  const terms = new Map();
  /** @type {Set<string>} */
  const forms = new Set();
  /** @type {number[][]} by term: document, field, document, field ... */
  const occurrences = [];
  /** @type {boolean[]} */
  const isName = [];
  /** @type {boolean[]} by term */
  const isProper = [];
  const lengths = FIELD.map(() => new Float64Array(documents.length));

  documents.forEach(addDocument);
  addTexts();
  const postings = occurrences.map(createScorer());
  const rarity = postings.map(rarityOf);
  for (const [term, { fits }] of postings.entries()) for (const index of fits.keys()) fits[index] *= rarity[term];
  const subjects = documents.map(describe);
  return { vocabulary: createVocabulary(forms, terms), postings, rarity, isName, isProper, subjects };

  /** @param {string} stemmed @returns {number} */
  function termFor(stemmed) {
    let term = terms.get(stemmed);
    if (term === undefined) {
      terms.set(stemmed, (term = terms.size));
      occurrences.push([]);
      isName.push(false);
    }
    return term;
  }

  /** @param {SearchDocument} document @param {number} number */
  function addDocument(document, number) {
    /** @type {[keyof typeof FIELDS, string][]} */
    const texts = [
      ["title", document.title],
      ["id", idOf(document)],
      ["topic", document.tags?.[0] ?? ""],
      ...(document.aliases ?? []).map((text) => /** @type {["alias", string]} */ (["alias", text])),
      ...(document.asked ?? []).map((text) => /** @type {["asked", string]} */ (["asked", text])),
    ];
    for (const [field, text] of texts) {
      const index = FIELD.indexOf(field);
      const naming = field === "title" || field === "alias";
      const { own, joined } = spellingsOf(text, naming ? rules.isStopWord : undefined);
      lengths[index][number] += own.length;
      for (const word of [...own, ...joined]) {
        const term = termFor(stem(word));
        occurrences[term].push(number, index);
        isName[term] ||= naming;
        forms.add(word);
      }
      if (naming) for (const name of text.match(PROPER) ?? []) markProper(name);
    }
  }

  /** @param {string} name */
  function markProper(name) {
    for (const word of wordsOf(name).flatMap(partsOf)) isProper[termFor(stem(word))] = true;
  }

  function addTexts() {
    if (!words) return;
    const end = words.indexOf("\n\n");
    const holders = words.slice(end + 2).split("\n");
    /** @type {Set<string>} */
    const seen = new Set();
    let word = "";
    for (const rest of words.slice(0, end).split("\n")) {
      word = word.slice(0, parseInt(rest[0], 36)) + rest.slice(1);
      forms.add(word);
      const stemmed = stem(word);
      if (seen.has(stemmed)) continue;
      const own = occurrences[termFor(stemmed)];
      holders[seen.size].split("/").forEach((list, index) => {
        const field = FIELD.indexOf("text") + index;
        for (const number of numbersOf(list)) {
          own.push(number, field);
          lengths[field][number] += 1;
        }
      });
      seen.add(stemmed);
    }
  }

  /** Gives a function that turns the occurrences of a term into its posting. @returns {(own: number[]) => Posting} */
  function createScorer() {
    const shares = FIELD.map((field, index) => {
      const { weight, lengthNorm } = FIELDS[field];
      const mean = lengths[index].reduce((sum, length) => sum + length, 0) / documents.length || 1;
      return lengths[index].map((length) => weight / (1 - lengthNorm + (lengthNorm * length) / mean));
    });
    const sums = new Float64Array(documents.length);
    return (own) => {
      /** @type {number[]} */
      const found = [];
      for (let index = 0; index < own.length; index += 2) {
        const number = own[index];
        if (!sums[number]) found.push(number);
        sums[number] += shares[own[index + 1]][number];
      }
      const fits = Float64Array.from(found, (number) => ((SATURATION + 1) * sums[number]) / (SATURATION + sums[number]));
      for (const number of found) sums[number] = 0;
      return { documents: Uint32Array.from(found), fits };
    };
  }

  /**
   * How rare a term is. In a name, a document that only mentions it counts for a part, so that the names of things which
   * every answer mentions still tell documents apart.
   * @param {Posting} posting
   * @param {number} term
   */
  function rarityOf({ documents: holders, fits }, term) {
    return idf(isName[term] ? fits.reduce((sum, fit) => sum + fit / (SATURATION + 1), 0) : holders.length);
  }

  /** The inverse document frequency of a term. @param {number} count how many documents hold it */
  function idf(count) {
    return Math.log(1 + (documents.length - count + 0.5) / (count + 0.5));
  }

  /** @param {SearchDocument} document @returns {Subject} */
  function describe(document) {
    const { title, aliases = [], asked = [] } = document;
    const phrase = (/** @type {string} */ text, /** @type {number} */ value) => {
      const own = [...new Set(rules.subjectOf(text))].map((stemmed) => terms.get(stemmed) ?? -1).filter((term) => term >= 0);
      return { terms: own, weight: own.reduce((sum, term) => sum + rarity[term], 0), value };
    };
    return {
      titleTerms: rules.subjectOf(title).map((stemmed) => terms.get(stemmed) ?? -1),
      names: [...new Set([title, idOf(document), ...aliases].map((name) => ` ${rules.subjectOf(name).join(" ")} `))],
      phrases: [
        phrase(title, PHRASE.title),
        ...aliases.map((text) => phrase(text, PHRASE.alias)),
        ...asked.map((text) => phrase(text, PHRASE.asked)),
      ].filter(({ terms: own }) => own.length),
    };
  }
}

/** Reads ascending numbers from the steps between them, as `write_steps` in studyguide/search writes them. @param {string} steps */
function numbersOf(steps) {
  /** @type {number[]} */
  const numbers = [];
  let number = 0;
  let multiple = 0;
  for (const sign of steps) {
    if (sign >= "A" && sign <= "Z") multiple = 26 * multiple + sign.charCodeAt(0) - 65;
    else {
      number += 36 * multiple + parseInt(sign, 36);
      numbers.push(number);
      multiple = 0;
    }
  }
  return numbers;
}

/** The id that an address leads to. @param {string} location */
function anchorOf(location) {
  return /#([^#]*?)(-answer)?$/.exec(location)?.[1] ?? "";
}

/** The words of the id in a document's address. @param {SearchDocument} document */
function idOf({ location }) {
  return anchorOf(location).replace(/-/g, " ");
}

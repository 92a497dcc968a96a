// Splits titles, texts and queries into words, and cuts words to stems.
// The build joins the files of this folder into one classic worker script.

/**
 * @typedef {object} Language what a guide says about words
 * @property {string[]} stopWords words without a subject
 * @property {string[]} genericWords words that nearly every title could hold; they count only alone
 * @property {[string, string][]} synonyms pairs of names for the same thing
 * @property {[string[], string[]][]} everyday words of readers, and what the answers say instead
 *
 * @typedef {object} WordRules
 * @property {(word: string) => boolean} isStopWord
 * @property {(stem: string) => boolean} isGeneric
 * @property {(text: string) => string[]} subjectOf what a text is about, in stems
 */

const WORD = /[\p{L}\p{N}]+(?:[-/.&+_][\p{L}\p{N}]+)*/gu;

/**
 * The words of a text in lower case without accents; `ci/cd` and `multi-az` stay one word here.
 * @param {string} text
 * @returns {string[]}
 */
function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase();
  return plain.match(WORD) ?? [];
}

/**
 * The parts of a word: `multi-az` gives `multi` and `az`.
 * @param {string} word
 */
function partsOf(word) {
  return word.split(/[-/.&+_]/);
}

/**
 * A light stemmer: plurals, -ing, -ed, -ion and both spellings of -ise. Index and query pass through it, so a stem need
 * not be a word.
 * @param {string} word lower case, without punctuation
 */
function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word;
  if (/(ss|sh|ch|x)es$/.test(root)) root = root.slice(0, -2);
  else if (/.ies$/.test(root)) root = `${root.slice(0, -3)}y`;
  else if (/[^sui]s$/.test(root)) root = root.slice(0, -1);
  root = root.replace(/is(e|ed|er|ing|ation)$/, "iz$1").replace(/our$/, "or");
  const bare = root.replace(/(?<=iz)ation$/, "").replace(/(?<=.{3})(ing|ion)$/, "").replace(/(?<=.{4})ed$/, "");
  if (bare !== root) root = bare.replace(/([bdgmnprt])\1$/, "$1");
  return root.replace(/(?<=..)e$/, "");
}

/**
 * The words of a text, part by part, and joined what people also write as one word.
 * @param {string} text
 * @param {(word: string) => boolean} [isStopWord] words that are not joined; without it only parts of words are
 * @returns {{own: string[], joined: string[]}}
 */
function spellingsOf(text, isStopWord) {
  /** @type {string[]} */
  const own = [];
  /** @type {string[]} */
  const joined = [];
  let before = "";
  for (const word of wordsOf(text)) {
    const parts = partsOf(word);
    if (parts.length > 1) joined.push(parts.join(""));
    for (const part of parts) {
      own.push(part);
      if (isStopWord && before && !isStopWord(before) && !isStopWord(part)) joined.push(before + part);
      before = part;
    }
  }
  return { own, joined };
}

/** @param {Pick<Language, "stopWords" | "genericWords">} language @returns {WordRules} */
function createWordRules({ stopWords, genericWords }) {
  const stops = new Set(stopWords);
  const generic = new Set(genericWords.map((word) => stem(word.toLowerCase())));
  return {
    isStopWord: (word) => stops.has(word),
    isGeneric: (term) => generic.has(term),
    subjectOf(text) {
      const stems = wordsOf(text).flatMap(partsOf).filter((word) => !stops.has(word)).map(stem);
      const specific = stems.filter((term) => !generic.has(term));
      return specific.length ? specific : stems;
    },
  };
}

// Splits titles, texts and queries into words, stems them, and compares words.
// The build joins the files of this folder into one classic worker script.

/** Words without a subject, in titles and in spoken questions. */
const STOP_WORDS = new Set(
  (
    "a about all also am an and any are as at be been being but by can cannot could did do does doing done each else " +
    "explain for from get gets give given go had has have how i if im in into is it its just let like lot make makes " +
    "many me mean meaning much my need needed no not now of off on one or our out over own please really should so some " +
    "such tell than that the their them then there these they thing things this those to too up us use used uses using " +
    "very want was way ways we were what when where which while who whom whose why will with without work works would you " +
    "your compare compared comparing comparison define definition describe difference differences different between " +
    "versus vs whats hows dont cant isnt doesnt im ive someone something anyone around near nearby toward towards"
  ).split(" "),
);

/** Words that are in too many titles to distinguish them. */
const GENERIC_WORDS = new Set(["aw", "aws", "amazon", "servic"]);

/**
 * The words of a text in lower case without accents; `ci/cd` and `multi-az` stay one word here.
 * @param {string} text
 * @returns {string[]}
 */
function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase();
  return plain.match(/[a-z0-9]+(?:[-/.&+_][a-z0-9]+)*/g) ?? [];
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
 * The terms of a text: the stems of all parts, and joined what people also write as one word.
 * @param {string} text
 * @param {boolean} pairs whether adjacent words are joined too, so that `autoscaling` finds `Auto Scaling`
 * @returns {{own: string[], joined: string[]}}
 */
function termsOf(text, pairs) {
  /** @type {string[]} */
  const own = [];
  /** @type {string[]} */
  const joined = [];
  let before = "";
  for (const word of wordsOf(text)) {
    const parts = partsOf(word);
    if (parts.length > 1) joined.push(stem(parts.join("")));
    for (const part of parts) {
      own.push(stem(part));
      if (pairs && before && !STOP_WORDS.has(before) && !STOP_WORDS.has(part)) joined.push(stem(before + part));
      before = part;
    }
  }
  return { own, joined };
}

/**
 * What a title, a name or a query is about, in stems: without stop words, and without generic words beside others.
 * @param {string} text
 */
function subjectOf(text) {
  const stems = wordsOf(text).flatMap(partsOf).filter((word) => !STOP_WORDS.has(word)).map(stem);
  const specific = stems.filter((term) => !GENERIC_WORDS.has(term));
  return specific.length ? specific : stems;
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
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let distance = Math.min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) distance = Math.min(distance, beforePrevious[column - 2] + 1);
      current.push(distance);
    }
    if (Math.min(...current) > limit) return limit + 1;
    [beforePrevious, previous] = [previous, current];
  }
  return previous[other.length];
}

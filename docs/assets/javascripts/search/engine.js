// The ranking: scores documents by the words of a query, then by how well their titles and names fit all of it.

/**
 * @typedef {object} Row a document that matches
 * @property {number} number its index among the documents
 * @property {number} score
 *
 * @typedef {object} Answer
 * @property {Row[]} rows best first
 * @property {Interpretation} interpretation
 *
 * @typedef {object} Engine
 * @property {(query: string) => Answer} search
 * @property {(start: string, rows: Row[]) => string | undefined} complete the word that a reader begins to type
 * @property {SearchIndex} index
 */

/** The share of the best score that each document must have. */
const LEAST_SCORE = 0.1;
/** How fast a score falls with the share of the query that is not matched. */
const COVERAGE = 0.75;
/** How many documents are compared with the whole query. */
const CANDIDATES = 60;
/** The factor of a kind, which decides where two documents fit equally. */
const KIND = { question: 1, table: 0.9, path: 0.85, page: 0.8 };
/** The factor of a kind that the query names. */
const NAMED_KIND = 3;
/** The factors for a title or another name that is the query, that the query holds, or that resembles it. */
const NAME = { equal: 1.5, within: 0.6, phrase: 4 };
/** The factors for a title whose words the query holds: all of them, the first. */
const TITLE = { covered: 1.6, first: 0.25 };
/** How much a name counts for the topic of a query if another word was typed, or only its first letters. */
const DOUBTFUL = 0.25;
/** The share of the documents that hold a common word of the field. */
const COMMON = 0.05;
/** Words for the kind of a document, not for its subject. */
const KIND_TERMS = new Set(["table", "path", "learn", "role", "study"].map(stem));

/**
 * Prepares documents for searching.
 * @param {SearchDocument[]} documents
 * @param {string} words the words of the texts and the documents that hold them, as studyguide/search writes them
 * @param {Language} language
 * @returns {Engine}
 */
function createEngine(documents, words, language) {
  const rules = createWordRules(language);
  const index = createIndex(documents, words, rules);
  const { interpret } = createInterpreter(index, language, rules);
  const { postings, rarity, subjects } = index;
  /** @type {boolean[]} by term */
  const inTitle = [];
  for (const { titleTerms } of subjects) for (const term of titleTerms) inTitle[term] = true;
  const scores = new Float64Array(documents.length);
  const shares = new Float64Array(documents.length);
  const best = new Float64Array(documents.length);
  const certainty = new Float64Array(documents.length);
  /** @type {Map<number[], Posting>} by the terms of the name */
  const namePostings = new Map();

  return { search, complete, index };

  /** @param {string} query @returns {Answer} */
  function search(query) {
    const interpretation = interpret(query);
    const { words: asked, unknown } = interpretation;
    const wanted = asked.reduce((sum, word) => sum + word.weight, 0);
    if (!wanted || isOffTopic(asked, unknown, rules.subjectOf(query).length === 1)) return { rows: [], interpretation };
    scores.fill(0);
    shares.fill(0);
    for (const word of asked) addScores(word);
    /** @type {Row[]} */
    const rows = [];
    for (let number = 0; number < scores.length; number++) {
      if (!scores[number]) continue;
      const share = shares[number] / wanted;
      rows.push({ number, score: scores[number] * share ** COVERAGE * KIND[documents[number].kind] });
    }
    rows.sort(byScore);
    const candidates = rows.slice(0, CANDIDATES);
    const whole = describe(interpretation.text, asked, wanted);
    for (const row of candidates) row.score *= aptness(row, whole);
    return { rows: inOrder(candidates, query), interpretation };
  }

  /**
   * Whether a query is about something else, and only shares some words with the answers. One word of the field is enough
   * to answer it, and so are two words of one title or other name, however they were typed. Else at least half of its
   * words must be known; what only stands in texts, or may be another word, counts for less than a name. Nothing here
   * depends on how many answers there are: the more they are, the more ordinary words do they hold.
   * @param {QueryWord[]} asked
   * @param {string[]} unknown
   * @param {boolean} alone whether a single word was typed
   */
  function isOffTopic(asked, unknown, alone) {
    const count = asked.length + unknown.length;
    /** @type {number[][]} by word */
    const names = [];
    let known = 0;
    for (const { word, how, others, readings } of asked) {
      const terms = [...readings].filter(([, confidence]) => how !== "typed" || confidence === 1).map(([term]) => term);
      if (how === "typed" && (others.some(({ confidence }) => confidence > 0.7) || terms.some(isOfTheField))) return false;
      const own = terms.filter((term) => index.isName[term]);
      const long = how === "begun" && word.length > 3;
      if (own.length || (others.length && how === "typed")) {
        names.push(own);
        const sure = how === "typed" || alone || long || (how === "meant" && own.some((term) => index.isProper[term]));
        known += sure ? 1 : DOUBTFUL;
      } else if (how === "typed" || alone || long) known += BODY_WORD;
    }
    if (!unknown.length && asked.every(({ how }) => how === "typed")) return false;
    return known < count / 2 && !shareName(names);
  }

  /** Whether a term is a word of the field: a proper name, or one of a title that many answers hold. @param {number} term */
  function isOfTheField(term) {
    return index.isProper[term] || (inTitle[term] && postings[term].documents.length >= COMMON * documents.length);
  }

  /** Whether some title or other name holds terms of two words. @param {number[][]} words the terms of each word */
  function shareName(words) {
    if (words.length < 2) return false;
    return subjects.some(({ phrases }) =>
      phrases.some(({ terms }) => words.filter((own) => own.some((term) => terms.includes(term))).length > 1),
    );
  }

  /** Adds what each document scores for one word: its best reading counts. @param {QueryWord} word */
  function addScores(word) {
    /** @type {number[]} */
    const touched = [];
    for (const [term, confidence] of word.readings) offer(postings[term], confidence, confidence > 0.5 ? 1 : 0.8, touched);
    for (const { terms, confidence } of word.others) {
      offer(postingOfName(terms), confidence, confidence > 0.7 ? 1 : 0.8, touched);
    }
    for (const number of touched) {
      scores[number] += best[number];
      shares[number] += word.weight * certainty[number];
      best[number] = 0;
    }
  }

  /**
   * Keeps the best score of each document.
   * @param {Posting} posting
   * @param {number} confidence
   * @param {number} sure how much of the word counts as matched
   * @param {number[]} touched collects the documents
   */
  function offer({ documents: holders, fits }, confidence, sure, touched) {
    for (let place = 0; place < holders.length; place++) {
      const number = holders[place];
      const score = confidence * fits[place];
      if (score <= best[number]) continue;
      if (!best[number]) touched.push(number);
      best[number] = score;
      certainty[number] = sure;
    }
  }

  /** The documents that hold all terms of a name, with their scores. @param {number[]} terms @returns {Posting} */
  function postingOfName(terms) {
    const known = namePostings.get(terms);
    if (known) return known;
    /** @type {Map<number, number>} */
    let found = new Map();
    terms.forEach((term, index) => {
      const { documents: holders, fits } = postings[term];
      /** @type {Map<number, number>} */
      const both = new Map();
      holders.forEach((number, place) => {
        const score = index ? found.get(number) : 0;
        if (score !== undefined) both.set(number, score + fits[place]);
      });
      found = both;
    });
    const fits = Float64Array.from(found.values(), (score) => score / Math.sqrt(terms.length));
    const posting = { documents: Uint32Array.from(found.keys()), fits };
    namePostings.set(terms, posting);
    return posting;
  }

  /**
   * A query as a whole, to compare it with titles and names.
   * @param {string} query
   * @param {QueryWord[]} asked
   * @param {number} wanted
   */
  function describe(query, asked, wanted) {
    /** @type {Map<number, {word: number, confidence: number}[]>} by term: the words that it answers */
    const answers = new Map();
    asked.forEach((word, index) => {
      for (const [term, confidence] of word.readings) answers.set(term, [...(answers.get(term) ?? []), { word: index, confidence }]);
      for (const { terms, confidence } of word.others) {
        for (const term of terms) answers.set(term, [...(answers.get(term) ?? []), { word: index, confidence: confidence / Math.sqrt(terms.length) }]);
      }
    });
    const subject = rules.subjectOf(query);
    return { query, asked, wanted, answers, length: subject.length, text: ` ${subject.join(" ")} `, joined: subject.join("") };
  }

  /**
   * The factor by which a document's title and names fit the whole query.
   * @param {Row} row
   * @param {ReturnType<typeof describe>} whole
   */
  function aptness(row, whole) {
    const { titleTerms, names, phrases } = subjects[row.number];
    const covered = titleTerms.filter((term) => whole.answers.has(term)).length / Math.max(1, titleTerms.length);
    let factor = isNamed(row.number, whole.query) ? NAMED_KIND : 1;
    factor *= (1 + TITLE.covered * covered ** 2) * (whole.answers.has(titleTerms[0]) ? 1 + TITLE.first : 1);
    if (names.some((name) => name.replaceAll(" ", "") === whole.joined)) factor *= NAME.equal;
    else {
      const within = names.filter((name) => whole.text.includes(name)).map((name) => name.split(" ").length - 2);
      factor *= 1 + (NAME.within * Math.max(0, ...within)) / Math.max(1, whole.length);
    }
    const resemblance = Math.max(0, ...phrases.map((phrase) => phrase.value * resembles(phrase, whole)));
    factor *= 1 + NAME.phrase * resemblance ** 2;
    const compares = whole.asked.length > 1 && documents[row.number].versus;
    return compares && /\b(vs|versus|compared?|difference|between|or)\b/i.test(whole.query) ? factor * 1.2 : factor;
  }

  /**
   * How much a phrase and a query have in common, from 0 to 1.
   * @param {Phrase} phrase
   * @param {ReturnType<typeof describe>} whole
   */
  function resembles({ terms, weight }, { asked, wanted, answers }) {
    const matched = new Float64Array(asked.length);
    let said = 0;
    for (const term of terms) {
      const found = answers.get(term);
      if (!found) continue;
      let most = 0;
      for (const { word, confidence } of found) {
        matched[word] = Math.max(matched[word], confidence);
        most = Math.max(most, confidence);
      }
      said += rarity[term] * most;
    }
    if (!said) return 0;
    const heard = asked.reduce((sum, word, index) => sum + word.weight * matched[index], 0);
    return (heard / wanted) * Math.sqrt(said / weight);
  }

  /**
   * Whether a query asks for a document by its kind: `compute options table`, `architect path`. A table is also a thing
   * of many fields, so that a single word beside it, as in `lambda table`, does not ask for one of ours.
   * @param {number} number
   * @param {string} query
   */
  function isNamed(number, query) {
    const { kind } = documents[number];
    if (!["table", "path"].includes(kind) || !wordsOf(query).includes(kind)) return false;
    const own = new Set(subjects[number].names.flatMap((name) => name.trim().split(" ")));
    const rest = rules.subjectOf(query).filter((term) => !KIND_TERMS.has(term));
    const clear = kind === "path" || rest.length !== 1 || /\bcompar/i.test(query);
    return clear && (/\bcompar/i.test(query) || rest.filter((term) => own.has(term)).length >= (2 / 3) * rest.length);
  }

  /** Whether a query is the title of a document, but for words without a subject. @param {number} number @param {string} query */
  function isTitle(number, query) {
    return rules.subjectOf(documents[number].title).join(" ") === rules.subjectOf(query).join(" ");
  }

  /**
   * Sorts the rows, keeps documents after those that they belong to unless the query names them, and drops what
   * hardly fits. Whoever types the title of a table finds its questions with it.
   * @param {Row[]} rows
   * @param {string} query
   */
  function inOrder(rows, query) {
    const own = new Map(rows.map((row) => [row.number, row.score]));
    for (const row of rows) {
      if (isNamed(row.number, query)) continue;
      const before = rows.filter(({ number }) => documents[row.number].behind?.includes(number));
      if (!before.length) continue;
      if (isTitle(row.number, query)) for (const other of before) other.score = Math.max(other.score, row.score);
      else row.score = Math.min(row.score, Math.max(...before.map(({ number }) => own.get(number) ?? 0)));
      row.score *= 0.999;
    }
    rows.sort(byScore);
    // The score of a page does not count: a topic that the query names must not hide its questions.
    const top = rows.find((row) => documents[row.number].kind !== "page") ?? rows[0];
    return rows.filter((row) => row.score >= LEAST_SCORE * top.score);
  }

  /** @param {Row} one @param {Row} other */
  function byScore(one, other) {
    return other.score - one.score || one.number - other.number;
  }

  /** Completes what a reader has begun to type to a word of a title. @param {string} start @param {Row[]} rows */
  function complete(start, rows) {
    const titles = rows.slice(0, 3).flatMap((row) => wordsOf(documents[row.number].title));
    return start.length > 1 ? titles.find((word) => word.startsWith(start) && word !== start) : undefined;
  }
}

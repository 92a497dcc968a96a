// What a query means: which words count, which terms each may stand for, and what was probably meant by unknown words.

/**
 * @typedef {object} QueryWord a word of a query that counts
 * @property {string} word as typed, or as corrected
 * @property {Map<number, number>} readings the terms it may stand for, with the confidence, from 0 to 1
 * @property {{terms: number[], confidence: number}[]} others other names for it, of one or more terms each
 * @property {number} weight how much of the query it is
 * @property {"typed" | "begun" | "meant"} how whether the word itself is known, begins others, or was corrected
 *
 * @typedef {object} Correction
 * @property {string} typed
 * @property {string} meant
 *
 * @typedef {object} Interpretation
 * @property {QueryWord[]} words
 * @property {Correction[]} corrections
 * @property {string[]} unknown the words that nothing is known about
 * @property {string} text the query, corrected
 *
 * @typedef {object} Interpreter
 * @property {(query: string) => Interpretation} interpret
 */

/** The confidence of an inexact reading of a word. */
const CONFIDENCE = { prefix: 0.6, longerWord: 0.7, joined: 0.9, name: 0.8, everyday: 0.45 };
/** The weight of a word that no title and no other name holds. */
const BODY_WORD = 0.6;
/** How much it counts for a correction that it is a name and that it stands beside the other words, and how much it needs. */
const MEANT = { name: 0.4, beside: 1, least: -0.75, leastAlone: -1.7 };
/** Words up to this length are corrected only beside others that are all known, or alone if no letter is wrong. */
const SHORT = 5;
const LONGEST_NAME = 6;

/**
 * @param {SearchIndex} index
 * @param {Language} language
 * @param {WordRules} rules
 * @returns {Interpreter}
 */
function createInterpreter({ vocabulary, postings, rarity, isName, subjects }, language, rules) {
  const most = Math.log(1 + subjects.length);
  const synonyms = namesByKey(language.synonyms.flatMap(([one, other]) => [[one, other], [other, one]]), CONFIDENCE.name);
  const everyday = namesByKey(
    language.everyday.flatMap(([say, means]) => say.flatMap((word) => means.map((meaning) => [word, meaning]))),
    CONFIDENCE.everyday,
  );

  return { interpret };

  /**
   * Other names by the joined stems of a name.
   * @param {string[][]} pairs
   * @param {number} confidence
   */
  function namesByKey(pairs, confidence) {
    /** @type {Map<string, {terms: number[], confidence: number}[]>} */
    const names = new Map();
    for (const [name, other] of pairs) {
      const terms = [...new Set(rules.subjectOf(other))].map((stemmed) => vocabulary.termOf(stemmed) ?? -1);
      const key = rules.subjectOf(name).join("");
      if (terms.length && !terms.includes(-1)) names.set(key, [...(names.get(key) ?? []), { terms, confidence }]);
    }
    return names;
  }

  /** @param {string} key */
  function otherNames(key) {
    return [...(synonyms.get(key) ?? []), ...(everyday.get(key) ?? [])];
  }

  /** @param {string} word */
  function exactTerms(word) {
    const found = [...new Set([stem(word), word.replace(/s$/, "")])].map(vocabulary.termOf);
    return found.filter((term) => term !== undefined);
  }

  /** Whether some text holds this very word or its singular. What is only a stem may be half a word. @param {string} word */
  function isWritten(word) {
    return vocabulary.has(word) || vocabulary.has(word.replace(/s$/, ""));
  }

  /** @param {string} query @returns {Interpretation} */
  function interpret(query) {
    const verbatim = /^\s*".*"\s*$/.test(query);
    const unfinished = !verbatim && /[\p{L}\p{N}]$/u.test(query);
    const said = contentOf(wordsOf(query).flatMap(partsOf));
    /** @type {Interpretation} */
    const result = { words: [], corrections: [], unknown: [], text: query };
    /** @type {(QueryWord | undefined)[]} */
    const slots = said.map((word, index) => read(word, unfinished && index === said.length - 1));
    joinNeighbours(said, slots, unfinished);
    joinNames(said, slots);
    const pieces = verbatim ? [] : correct(said, slots, unfinished);
    const swallowed = new Set(pieces.map((piece) => piece?.swallows));
    said.forEach((word, index) => {
      const slot = slots[index];
      const piece = pieces[index];
      if (swallowed.has(index)) return;
      if (slot) result.words.push(slot);
      else if (piece) {
        result.words.push(...piece.words);
        result.corrections.push({ typed: word, meant: piece.meant });
        result.text = result.text.toLowerCase().replace(word, piece.meant);
      } else result.unknown.push(word);
    });
    for (const word of result.words) word.weight = weightOf(word);
    return result;
  }

  /** The words that count: without stop words, except a word alone, and, beside others, without generic words. @param {string[]} said */
  function contentOf(said) {
    const content = said.length > 1 ? said.filter((word) => !rules.isStopWord(word)) : said;
    const specific = content.filter((word) => !rules.isGeneric(stem(word)));
    return [...new Set(specific.length ? specific : content)];
  }

  /**
   * Reads a word as it stands; undefined if nothing is known about it.
   * @param {string} word
   * @param {boolean} unfinished whether the reader may still be typing it
   * @returns {QueryWord | undefined}
   */
  function read(word, unfinished) {
    /** @type {Map<number, number>} */
    const readings = new Map((unfinished && !isWritten(word) ? [] : exactTerms(word)).map((term) => [term, 1]));
    const others = otherNames(stem(word));
    const how = readings.size || others.length ? "typed" : "begun";
    if (unfinished && word.length > 1) addLongerWords(readings, word, how === "typed" ? CONFIDENCE.longerWord : 1);
    return readings.size || others.length ? { word, readings, others, weight: 0, how } : undefined;
  }

  /** A word that is only read together with its neighbours. @param {string} word @returns {QueryWord} */
  function blank(word) {
    return { word, readings: new Map(), others: [], weight: 0, how: "typed" };
  }

  /** @param {Map<number, number>} readings @param {string} start @param {number} share */
  function addLongerWords(readings, start, share) {
    for (const other of vocabulary.beginningWith(start)) {
      const term = vocabulary.termOf(stem(other)) ?? -1;
      if (start.length < 3 && !isName[term]) continue; // too many words begin like this
      const confidence = CONFIDENCE.prefix * share * (0.5 + (0.5 * start.length) / other.length);
      if (confidence > (readings.get(term) ?? 0)) readings.set(term, confidence);
    }
  }

  /**
   * Reads two words that are written as one in the guide: `dynamo db`.
   * @param {string[]} said
   * @param {(QueryWord | undefined)[]} slots
   * @param {boolean} unfinished
   */
  function joinNeighbours(said, slots, unfinished) {
    for (let index = 1; index < said.length; index++) {
      const whole = said[index - 1] + said[index];
      let terms = exactTerms(whole);
      if (!terms.length && unfinished && index === said.length - 1) {
        terms = vocabulary.beginningWith(whole).map((word) => vocabulary.termOf(stem(word)) ?? -1);
      }
      for (const place of terms.length ? [index - 1, index] : []) {
        const slot = (slots[place] ??= blank(said[place]));
        for (const term of terms) slot.readings.set(term, Math.max(CONFIDENCE.joined, slot.readings.get(term) ?? 0));
      }
    }
  }

  /**
   * Finds several words that have another name together: `network access control list`.
   * @param {string[]} said
   * @param {(QueryWord | undefined)[]} slots
   */
  function joinNames(said, slots) {
    for (let length = Math.min(LONGEST_NAME, said.length); length > 1; length--) {
      for (let start = 0; start + length <= said.length; start++) {
        const others = otherNames(said.slice(start, start + length).map(stem).join(""));
        if (!others.length) continue;
        for (let place = start; place < start + length; place++) {
          const slot = (slots[place] ??= blank(said[place]));
          slot.others.push(...others);
        }
      }
    }
  }

  /**
   * Corrects the words that nothing is known about: each on its own, then the reading that stands beside the others.
   * @param {string[]} said
   * @param {(QueryWord | undefined)[]} slots
   * @param {boolean} unfinished
   * @returns {({meant: string, words: QueryWord[], swallows: number} | undefined)[]}
   */
  function correct(said, slots, unfinished) {
    const scores = new Float64Array(subjects.length);
    const known = slots.filter((slot) => slot !== undefined);
    for (const slot of known) addScores(slot, scores);
    return said.map((word, index) => {
      if (slots[index]) return undefined;
      const halves = split(word, 3);
      const foreign = word.length <= SHORT && slots.filter((slot) => !slot).length > 1;
      const meant = halves ? undefined : meantBy(said, index, { unfinished, foreign, scores });
      const parts = meant ? [meant.word] : (halves ?? split(word, 2));
      if (!parts) return undefined;
      const words = parts.map((part) => read(part, false)).filter((slot) => slot !== undefined);
      for (const slot of words) slot.how = "meant";
      for (const slot of words) addScores(slot, scores);
      return { meant: parts.join(" "), words, swallows: meant?.swallows ?? -1 };
    });
  }

  /**
   * The likeliest word for one that nothing is known about.
   * @param {string[]} said
   * @param {number} index
   * @param {object} context
   * @param {boolean} context.unfinished whether the reader may still be typing the last word
   * @param {boolean} context.foreign whether it is probably a word of another language
   * @param {Float64Array} context.scores what the words that are known say about each document
   */
  function meantBy(said, index, { unfinished, foreign, scores }) {
    const word = said[index];
    const alone = said.length === 1;
    const suggestions = foreign ? [] : similar(word, -1, unfinished && index === said.length - 1);
    // Two slips at once: `dynmo db` is one word.
    const [before, after] = [said[index - 1] ?? "", said[index + 1] ?? ""];
    if (after && after.length < SHORT) suggestions.push(...similar(word + after, index + 1, false));
    if (before && before.length < SHORT) suggestions.push(...similar(before + word, index - 1, false));
    const best = scores.reduce((most, score) => Math.max(most, score), 0);
    let meant;
    let most = alone ? MEANT.leastAlone : MEANT.least;
    for (const suggestion of suggestions) {
      if (rules.isStopWord(suggestion.word)) continue;
      const term = vocabulary.termOf(stem(suggestion.word)) ?? -1;
      const beside = best ? postings[term].documents.reduce((most, number) => Math.max(most, scores[number]), 0) / best : 0;
      if (word.length <= SHORT && suggestion.swallows < 0 && !beside && (!alone || (suggestion.cost > SLIP.dropped && !suggestion.begun))) continue;
      const value = MEANT.beside * beside + (isName[term] ? MEANT.name : 0) - suggestion.cost;
      if (value > most) [meant, most] = [suggestion, value];
    }
    return meant;
  }

  /**
   * @param {string} word
   * @param {number} swallows the index of the word beside it that is a part of this one, or -1
   * @param {boolean} unfinished
   */
  function similar(word, swallows, unfinished) {
    return vocabulary.similarTo(word, unfinished).map((suggestion) => ({ ...suggestion, swallows }));
  }

  /** @param {QueryWord} slot @param {Float64Array} scores */
  function addScores({ readings }, scores) {
    for (const [term, confidence] of readings) {
      const { documents, fits } = postings[term];
      documents.forEach((number, place) => (scores[number] += confidence * fits[place]));
    }
  }

  /** Splits a word that is two: `securitygroup`. @param {string} word @param {number} least letters of each half */
  function split(word, least) {
    if (word.length < 6) return undefined;
    for (let place = word.length - least; place >= least; place--) {
      const halves = [word.slice(0, place), word.slice(place)];
      if (halves.every((half) => exactTerms(half).some((term) => isName[term]))) return halves;
    }
    return undefined;
  }

  /**
   * How much of a query a word is: its rarity, by its exact reading if it has one. @param {QueryWord} word
   */
  function weightOf({ readings, others }) {
    const exact = [...readings].filter(([, confidence]) => confidence === 1).map(([term]) => rarity[term]);
    const begun = [...readings.keys()].reduce((sum, term) => sum + postings[term].documents.length, 0);
    const named = others.length > 0 || [...readings.keys()].some((term) => isName[term]);
    const other = others.map(({ terms }) => Math.max(...terms.map((term) => rarity[term])));
    const weight = exact.length ? Math.max(...exact) : readings.size ? Math.log(1 + subjects.length / begun) + 0.5 : Math.max(...other);
    return Math.min(most, weight) * (named ? 1 : BODY_WORD);
  }
}

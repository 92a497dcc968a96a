// How the search compares words.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { runInNewContext } from "node:vm";

import { fc } from "./fast-check.mjs";

const [TEXT, VOCABULARY] = ["text.js", "vocabulary.js"].map((name) =>
  readFileSync(new URL(`../../docs/assets/javascripts/search/${name}`, import.meta.url), "utf8"),
);

/** @type {(one: string, other: string, limit: number) => number} */
const editDistance = runInNewContext(`${VOCABULARY}; editDistance`);

/**
 * @typedef {object} Vocabulary
 * @property {(start: string) => string[]} beginningWith
 * @property {(word: string, unfinished: boolean) => {word: string, cost: number}[]} similarTo
 */

/** @type {(words: string[]) => Vocabulary} */
const createVocabulary = runInNewContext(
  `${TEXT}; ${VOCABULARY}; (words) => createVocabulary(words, new Map(words.map((word, index) => [stem(word), index])))`,
);

suite("a vocabulary", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 8 });

  test("gives the words that begin with some letters", () => {
    const law = fc.property(fc.uniqueArray(letters), letters, (words, start) => {
      const expected = words.filter((word) => word.startsWith(start)).sort();
      assert.deepEqual([...createVocabulary(words).beginningWith(start)], expected);
    });
    fc.assert(law);
  });

  const slips = /** @type {[string, string][]} */ ([
    ["peerng", "peering"],
    ["encryptino", "encryption"],
    ["lamdba", "lambda"],
    ["lambdda", "lambda"],
    ["gatewey", "gateway"],
    ["vcp", "vpc"],
    ["instancse", "instances"],
  ]);
  const known = ["peering", "peers", "encryption", "lambda", "gateway", "vpc", "instances", "instance"];
  for (const [slip, meant] of slips) {
    test(`finds "${meant}" for "${slip}"`, () =>
      assert.equal(createVocabulary(known).similarTo(slip, false)[0].word, meant));
  }

  test("finds a word that somebody has begun to type with a slip", () => {
    assert.equal(createVocabulary(known).similarTo("encrypit", true)[0].word, "encryption");
  });

  test("suggests nothing for words of two letters, and no word with digits for one without", () => {
    assert.equal(createVocabulary(["vpc", "ec2"]).similarTo("vp", false).length, 0);
    assert.equal(createVocabulary(["ec2"]).similarTo("ecs", false).length, 0);
  });

  test("names the cheapest slip first", () => {
    const law = fc.property(fc.uniqueArray(letters), letters, (words, word) => {
      const costs = createVocabulary(words).similarTo(word, false).map(({ cost }) => cost);
      assert.deepEqual([...costs], [...costs].sort((one, other) => one - other));
    });
    fc.assert(law);
  });
});

suite("the edit distance", () => {
  const cases = /** @type {[string, string, number][]} */ ([
    ["lambda", "lambda", 0],
    ["lamda", "lambda", 1],
    ["lambdaa", "lambda", 1],
    ["lembda", "lambda", 1],
    ["lamdba", "lambda", 1],
    ["cloudfrnot", "cloudfront", 1],
    ["clodfrnot", "cloudfront", 2],
    ["", "ec2", 3],
  ]);
  for (const [one, other, distance] of cases) {
    test(`of "${one}" and "${other}" is ${distance}`, () => assert.equal(editDistance(one, other, 3), distance));
  }

  const words = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });

  test("is the same in both directions", () => {
    fc.assert(fc.property(words, words, (one, other) => editDistance(one, other, 8) === editDistance(other, one, 8)));
  });

  test("beyond the limit is only known to be greater", () => {
    const law = fc.property(words, words, fc.nat({ max: 3 }), (one, other, limit) => {
      const [exact, limited] = [editDistance(one, other, 8), editDistance(one, other, limit)];
      if (exact <= limit) assert.equal(limited, exact);
      else assert.ok(limited > limit);
    });
    fc.assert(law);
  });

  test("changes by at most one when a letter is added", () => {
    const law = fc.property(words, words, (one, other) => {
      assert.ok(Math.abs(editDistance(`${one}a`, other, 9) - editDistance(one, other, 9)) <= 1);
    });
    fc.assert(law);
  });
});

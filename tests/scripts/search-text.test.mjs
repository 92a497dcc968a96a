// How the search compares words.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { runInNewContext } from "node:vm";

import { fc } from "./fast-check.mjs";

const SOURCE = readFileSync(new URL("../../docs/assets/javascripts/search/text.js", import.meta.url), "utf8");

/** @type {(one: string, other: string, limit: number) => number} */
const editDistance = runInNewContext(`${SOURCE}; editDistance`);

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

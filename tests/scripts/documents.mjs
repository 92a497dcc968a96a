// Progress documents for tests: written by hand, and at random.
import "../../docs/assets/javascripts/core/progress-document.js";
import "../../docs/assets/javascripts/core/progress-format.js";

import { fc } from "./fast-check.mjs";

export const GUIDE = "aws-interview-guide";

const { parse, write } = studyguide.progressFormat;

/**
 * A document of the fields that are given.
 * @param {{
 *   log?: Record<string, Answer[]>,
 *   ticks?: Record<string, Tick>,
 *   reset?: Record<string, Minute>,
 *   plan?: Plan,
 *   [extra: string]: unknown
 * }} fields
 */
export function documentOf(fields = {}) {
  const { document, dropped } = parsed(textOf(fields));
  if (dropped) throw new Error(`${dropped} entries do not fit the schema`);
  return document;
}

/** The text of a document with any fields. @param {Record<string, unknown>} fields */
export function textOf(fields = {}) {
  return JSON.stringify({ format: "study-guide-progress", version: 2, guide: GUIDE, ...fields });
}

/** Reads a document that is known to be readable. @param {string} text */
export function parsed(text) {
  const result = parse(text, GUIDE);
  if ("fault" in result) throw new Error(result.fault);
  return result;
}

/** A document as plain values, to compare it. @param {ProgressDocument} document */
export function plain(document) {
  return JSON.parse(write(document));
}

const ids = fc.constantFrom("what-is-vpc", "what-is-s3", "old-name", "removed", "constructor");
const minutes = fc.nat({ max: 40 });

/** @type {import("fast-check").Arbitrary<Answer>} */
const answers = fc
  .tuple(minutes, fc.integer({ min: 1, max: 4 }), fc.nat({ max: 3 }), fc.nat({ max: 2 }))
  .map(([minute, grade, hit, sure]) => [minute, grade, hit, 3, sure]);

const plans = fc.record({
  at: fc.nat({ max: 3 }),
  date: fc.option(fc.constantFrom("2026-12-01", "2028-02-29")),
  minutes: fc.option(fc.constantFrom(20, 30)),
  path: fc.option(fc.constantFrom("developer", "data-engineer")),
});

/** Any document of {@link GUIDE}, with times that often coincide. */
export const documents = fc
  .record(
    {
      log: fc.dictionary(ids, fc.array(answers, { minLength: 1, maxLength: 6 })),
      ticks: fc.dictionary(ids, fc.tuple(minutes, fc.nat({ max: 1 }))),
      reset: fc.dictionary(ids, minutes, { maxKeys: 2 }),
      plan: plans,
      notes: fc.jsonValue({ maxDepth: 2 }),
    },
    { requiredKeys: [] },
  )
  .map((fields) => documentOf(/** @type {Parameters<typeof documentOf>[0]} */ (fields)));

/** Long histories of one question, from which the oldest answers must go. */
export const longDocuments = fc
  .record({ from: fc.nat({ max: 600 }), count: fc.nat({ max: 600 }), reset: fc.nat({ max: 900 }) })
  .map(({ from, count, reset }) =>
    documentOf({
      log: { "what-is-vpc": Array.from({ length: count }, (_, index) => [from + index, 3, 2, 3, 1]) },
      reset: { "what-is-vpc": reset },
    }),
  );

// Which questions a filter leaves, and how it stands in an address.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import "../../docs/assets/javascripts/core/question-filter.js";
import { fc } from "./fast-check.mjs";

const { createFilter, plainText, readQuery, writeQuery } = studyguide.questionFilter;

const ITEM = {
  id: "security-groups-vs-nacls",
  level: "advanced",
  kind: "comparison",
  topic: "networking",
  roles: ["developer", "data-engineer"],
  text: plainText("How do security groups and network ACLs differ? SG vs. NACL"),
};

const FIELDS = new Map([
  ["find", null],
  ["level", ["", "basic", "advanced"]],
]);

suite("plain text", () => {
  test("has lower case, no accents and single spaces", () => {
    assert.equal(plainText("  Café:  CI/CD —  Ünïversal\n"), "cafe ci cd universal");
  });

  test("of plain text is the same", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => plainText(plainText(text)) === plainText(text)));
  });
});

suite("a filter", () => {
  const cases = /** @type {[FilterChoice, boolean][]} */ ([
    [{}, true],
    [{ level: "", kind: "", topic: "", role: "", find: "" }, true],
    [{ level: "advanced" }, true],
    [{ level: "basic" }, false],
    [{ kind: "scenario" }, false],
    [{ topic: "storage" }, false],
    [{ role: "data-engineer" }, true],
    [{ role: "engineer" }, false],
    [{ find: "nacl" }, true],
    [{ find: "sg-vs-nacl" }, true],
    [{ find: "  ACLs   groups " }, true],
    [{ find: "groups subnet" }, false],
    [{ level: "advanced", role: "developer", find: "differ" }, true],
    [{ level: "advanced", role: "architect", find: "differ" }, false],
  ]);
  for (const [choice, expected] of cases) {
    test(`${JSON.stringify(choice)} ${expected ? "leaves" : "hides"} the question`, () =>
      assert.equal(createFilter(choice)(ITEM), expected));
  }
});

suite("a filter with an answer of the search", () => {
  test("leaves what the search found, whatever the words", () => {
    assert.equal(createFilter({ find: "firewall" }, new Set([ITEM.id]))(ITEM), true);
    assert.equal(createFilter({ find: "nacl" }, new Set())(ITEM), false);
  });

  test("still applies the other choices", () => {
    assert.equal(createFilter({ find: "nacl", level: "basic" }, new Set([ITEM.id]))(ITEM), false);
  });
});

suite("the query of an address", () => {
  test("sets what the fields allow", () => {
    const { values, ignored } = readQuery("?level=advanced&find=two+words", FIELDS);
    assert.deepEqual(
      [[...values], ignored],
      [
        [
          ["level", "advanced"],
          ["find", "two words"],
        ],
        [],
      ],
    );
  });

  test("names what means nothing here, shortened", () => {
    const { values, ignored } = readQuery(`?level=wizard&constructor=1&x=${"y".repeat(100)}`, FIELDS);
    assert.equal(values.size, 0);
    assert.deepEqual(ignored, ["level=wizard", "constructor=1", `x=${"y".repeat(58)}`]);
  });

  test("may hold parameters of the search and of services that count links", () => {
    assert.deepEqual(readQuery("?utm_source=x&fbclid=1&gclid=2&h=vpc&q=vpc", FIELDS), {
      values: new Map(),
      ignored: [],
    });
  });

  test("gives no text beyond the length of the field", () => {
    assert.equal(readQuery(`?find=${"a".repeat(500)}`, FIELDS).values.get("find")?.length, 200);
  });

  test("is read as it was written", () => {
    const choices = fc.record({
      find: fc.string({ unit: "grapheme", maxLength: 60 }),
      level: fc.constantFrom("", "basic", "advanced"),
    });
    const law = fc.property(choices, (choice) => {
      const { values, ignored } = readQuery(writeQuery(choice), FIELDS);
      assert.deepEqual([{ find: "", level: "", ...Object.fromEntries(values) }, ignored], [{ ...choice }, []]);
    });
    fc.assert(law);
  });
});

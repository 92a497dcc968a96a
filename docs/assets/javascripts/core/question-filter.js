// Which questions a filter leaves, and how a filter stands in the address of the page. Pure functions, without DOM.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});

  const MAX_TEXT = 200;

  /** Parameters of the theme's search, and of services that count followed links. */
  const FOREIGN_PARAMETERS = /^([hq]|utm_.*|.*clid)$/;

  /** Text as it is compared: lower case, no accents, words joined by single spaces. @param {string} text */
  function plainText(text) {
    return text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  }

  /**
   * @param {FilterChoice} choice
   * @param {ReadonlySet<string>} [found] the ids of the questions that the search finds for the text; without it, those
   *   whose title or other names hold all its words
   * @returns {(item: FilterItem) => boolean} whether the filter leaves a question
   */
  function createFilter({ level, kind, topic, role, find = "" }, found) {
    const words = plainText(find).split(" ");
    return (item) =>
      (!level || item.level === level) &&
      (!kind || item.kind === kind) &&
      (!topic || item.topic === topic) &&
      (!role || item.roles.includes(role)) &&
      (found ? found.has(item.id) : words.every((word) => item.text.includes(word)));
  }

  /**
   * Reads the query of an address.
   * @param {string} query
   * @param {ReadonlyMap<string, readonly string[] | null>} fields the values that each field allows; null for any text
   * @returns {{values: Map<string, string>, ignored: string[]}} what to set, and what means nothing here
   */
  function readQuery(query, fields) {
    const values = new Map();
    const ignored = [];
    for (const [name, value] of new URLSearchParams(query)) {
      if (FOREIGN_PARAMETERS.test(name)) continue;
      const allowed = fields.get(name);
      if (allowed === null) values.set(name, value.slice(0, MAX_TEXT));
      else if (allowed?.includes(value)) values.set(name, value);
      else ignored.push(`${name}=${value}`.slice(0, 60));
    }
    return { values, ignored };
  }

  /** @param {FilterChoice} choice */
  function writeQuery(choice) {
    return new URLSearchParams(Object.entries(choice).filter(([, value]) => value !== "")).toString();
  }

  studyguide.questionFilter = { plainText, createFilter, readQuery, writeQuery };
})();

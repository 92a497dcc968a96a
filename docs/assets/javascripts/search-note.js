// What the search says about a query: which words it does not know, and what it searched for instead.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});

  /** @param {string} text */
  function strong(text) {
    const element = document.createElement("b");
    element.textContent = text;
    return element;
  }

  /**
   * @param {SearchNote} note
   * @param {string} parameter the parameter of the address that holds the query of this page
   * @param {(query: string) => void} searchFor searches for the query as it was typed, in quotation marks
   * @returns {(Node | string)[]}
   */
  function render({ missing, shown, typed }, parameter, searchFor) {
    const words = missing.flatMap((word, index) => [index ? ", " : "", strong(word)]);
    const nodes = missing.length ? ["No result for ", ...words, "; showing results for "] : ["Showing results for "];
    nodes.push(strong(shown), ".");
    if (!typed) return nodes;
    const query = `"${typed.replaceAll('"', "")}"`;
    const link = document.createElement("a");
    link.href = `?${parameter}=${encodeURIComponent(query)}`;
    const text = document.createElement("span");
    text.dataset.mdScore = "-1"; // the theme opens the link of the highest score when Enter is pressed
    text.textContent = `Search for ${query} instead`;
    link.append(text);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation(); // the theme closes the search when one of its links is clicked
      searchFor(query);
    });
    return [...nodes, " ", link];
  }

  studyguide.searchNote = { render };
})();

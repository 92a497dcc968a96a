// Marks what a reader searched for in the answer that the result led to. Only whole words that were typed are marked, or
// their plural or singular; Escape removes the marks. They do not stay in the address, so that a copied link is clean.
(() => {
  "use strict";

  const WORD = /[\p{L}\p{N}]+/gu;
  const NOT_MARKED = "script, style, button, mark";

  /** A word as it is compared: lower case, no accents, singular. @param {string} word */
  function plainWord(word) {
    const plain = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.length > 2 ? plain.replace(/(?<=ss|sh|ch|x)es$|(?<![sui])s$/, "") : plain;
  }

  /** @param {Element} element @param {ReadonlySet<string>} words */
  function markIn(element, words) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
    for (const text of texts) {
      if (text.parentElement?.closest(NOT_MARKED)) continue;
      const hits = [...text.data.matchAll(WORD)].filter(([word]) => words.has(plainWord(word)));
      for (const { 0: word, index } of hits.reverse()) {
        const hit = text.splitText(index);
        hit.splitText(word.length);
        const mark = document.createElement("mark");
        mark.dataset.searched = "";
        hit.replaceWith(mark);
        mark.append(hit);
      }
    }
  }

  function removeMarks() {
    for (const mark of document.querySelectorAll("mark[data-searched]")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
  }

  /** Takes the searched words out of the address. */
  function takeWords() {
    const address = new URL(location.href);
    const words = address.searchParams.get("h");
    if (words === null) return "";
    address.searchParams.delete("h");
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A copy opened from disk may not change its address.
    }
    return words;
  }

  function markTarget() {
    const words = new Set([...takeWords().slice(0, 200).matchAll(WORD)].map(([word]) => plainWord(word)));
    const target = document.getElementById(location.hash.slice(1));
    if (!words.size || !target) return;
    markIn(target.closest("details.answer") ?? target.parentElement ?? target, words);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") removeMarks();
    });
  }

  markTarget();
})();

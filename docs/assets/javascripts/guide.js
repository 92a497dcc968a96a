// Conveniences only. Every page reads, opens, links and prints without this file.
(() => {
  "use strict";

  /** Opens everything around the element that the address names, for browsers that do not do so by themselves. */
  function revealTarget() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return; // a hash that is no valid text names nothing
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    let opened = false;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) {
      opened ||= !part.open;
      part.open = true;
    }
    if (opened) target.scrollIntoView();
  }

  /** Opens all answers for the printer, in browsers whose style sheet cannot, and closes them afterwards. */
  function openForPrint() {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open])")];
      for (const part of opened) part.open = true;
    });
    addEventListener("afterprint", () => {
      for (const part of opened) part.open = false;
      opened = [];
    });
  }

  /** The theme gives its search dialog no name. */
  function nameSearchDialog() {
    document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  }

  addEventListener("hashchange", revealTarget);
  openForPrint();
  nameSearchDialog();
  revealTarget();
})();

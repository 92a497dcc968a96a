// Conveniences for reading, on every page. Pages can be read, opened, linked and printed without this file.
(() => {
  "use strict";

  /**
   * The elements that a selector finds.
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   */
  function all(selector, type) {
    return [...document.querySelectorAll(selector)].filter(
      /** @returns {element is T} */ (element) => element instanceof type,
    );
  }

  /** Opens and shows everything around the element that the address names, in browsers that do not do so themselves. */
  function revealTarget() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return; // the hash is not valid text
    }
    const target = document.getElementById(id);
    if (!target) return;
    let moved = false;
    if (target.closest("section.level[hidden]")) {
      showLevel("");
      moved = true;
    }
    for (
      let details = target.closest("details");
      details;
      details = details.parentElement?.closest("details") ?? null
    ) {
      moved ||= !details.open;
      details.open = true;
    }
    if (moved) target.scrollIntoView();
  }

  /** Topic page: shows one level, or all of them for an empty name. @param {string} level */
  function showLevel(level) {
    for (const section of all("section.level", HTMLElement))
      section.hidden = level !== "" && section.dataset.level !== level;
    for (const link of all("[data-show-level]", HTMLElement)) {
      link.setAttribute("aria-current", String(link.dataset.showLevel === level));
    }
  }

  /** Topic page: turns the links to levels into filters. */
  function filterLevels() {
    for (const link of all("[data-show-level]", HTMLElement)) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        showLevel(link.dataset.showLevel ?? "");
      });
    }
  }

  /** Topic page: chooses how much is open. "Answers" leaves the follow-ups closed: they still test the reader. */
  function switchAnswers() {
    const buttons = all("[data-open]", HTMLElement);
    for (const button of buttons) {
      button.addEventListener("click", () => {
        for (const answer of all("details.answer", HTMLDetailsElement))
          answer.open = button.dataset.open !== "questions";
        for (const more of all("details.more", HTMLDetailsElement)) more.open = button.dataset.open === "everything";
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      });
    }
  }

  /** Copies the address of a question and confirms it on the button. */
  function copyLinks() {
    for (const button of all("button[data-copy]", HTMLElement)) {
      button.addEventListener("click", async () => {
        const hash = `#${button.dataset.copy}`;
        try {
          await navigator.clipboard.writeText(new URL(hash, location.href).href);
          button.textContent = "Link copied";
        } catch {
          location.hash = hash; // there is no clipboard: the address can be copied from the address bar
        }
      });
    }
  }

  /** Opens all answers for the printer, in browsers whose style sheet cannot, and closes them afterwards. */
  function openForPrint() {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all("details:not([open])", HTMLDetailsElement);
      for (const details of opened) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const details of opened) details.open = false;
      opened = [];
    });
  }

  /** Home and 404 page: the button opens the theme's search. */
  function openSearch() {
    for (const button of all("[data-open-search]", HTMLElement)) {
      button.addEventListener("click", () => {
        all("[data-md-toggle=search]", HTMLElement)[0]?.click();
        all("[data-md-component=search-query]", HTMLElement)[0]?.focus();
      });
    }
  }

  addEventListener("hashchange", revealTarget);
  filterLevels();
  switchAnswers();
  copyLinks();
  openForPrint();
  openSearch();
  revealTarget();
})();

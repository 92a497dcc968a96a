// Conveniences for reading. Every page reads, opens, links and prints without this file.
(() => {
  "use strict";

  const all = (selector) => [...document.querySelectorAll(selector)];

  /** Opens and shows everything around the element that the address names, where the browser does not do so by itself. */
  function revealTarget() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return; // a hash that is no valid text names nothing
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    let moved = false;
    if (target.closest("section.level[hidden]")) {
      showLevel("");
      moved = true;
    }
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) {
      moved ||= !part.open;
      part.open = true;
    }
    if (moved) target.scrollIntoView();
  }

  /** Topic page: shows one level, or all of them for an empty name. */
  function showLevel(level) {
    for (const section of all("section.level")) section.hidden = level !== "" && section.dataset.level !== level;
    for (const chip of all("[data-show-level]")) chip.setAttribute("aria-current", String(chip.dataset.showLevel === level));
  }

  /** Topic page: turns the links to levels into filters. */
  function filterLevels() {
    for (const chip of all("[data-show-level]")) {
      chip.addEventListener("click", (event) => {
        event.preventDefault();
        showLevel(chip.dataset.showLevel);
      });
    }
  }

  /** Topic page: how much of all answers is open. "Answers" leaves the follow-ups closed, so that they still test the reader. */
  function switchAnswers() {
    const buttons = all("[data-open]");
    for (const button of buttons) {
      button.addEventListener("click", () => {
        for (const answer of all("details.answer")) answer.open = button.dataset.open !== "questions";
        for (const more of all("details.more")) more.open = button.dataset.open === "everything";
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      });
    }
  }

  /** Copies the address of a question, and says so where the button stands. */
  function copyLinks() {
    for (const button of all("button[data-copy]")) {
      button.addEventListener("click", async () => {
        const address = new URL(`#${button.dataset.copy}`, location.href).href;
        try {
          await navigator.clipboard.writeText(address);
          button.textContent = "Link copied";
        } catch {
          location.hash = button.dataset.copy; // no clipboard here, so the link goes where it can be copied from
        }
      });
    }
  }

  /** Opens all answers for the printer, in browsers whose style sheet cannot, and closes them afterwards. */
  function openForPrint() {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all("details:not([open])");
      for (const part of opened) part.open = true;
    });
    addEventListener("afterprint", () => {
      for (const part of opened) part.open = false;
      opened = [];
    });
  }

  /** Home: the button opens the theme's own search. */
  function openSearch() {
    for (const button of all("[data-open-search]")) {
      button.addEventListener("click", () => {
        document.querySelector("[data-md-toggle=search]").click();
        document.querySelector("[data-md-component=search-query]").focus();
      });
    }
  }

  /** Where the search index cannot be loaded the theme would say "Initializing search" for ever. */
  function tellOfMissingSearch() {
    const meta = document.querySelector(".md-search-result__meta");
    const waiting = meta?.textContent;
    document.querySelector(".md-search__input")?.addEventListener("focus", () => setTimeout(() => {
      if (meta.textContent === waiting) meta.textContent = "The search could not be loaded. Reload the page, or use the list of all questions.";
    }, 8000), { once: true });
  }

  /** Puts right what the theme tells a screen reader: its search dialog has no name, and the button of each code block claims to be a region of the page. */
  function mendTheme() {
    document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
    // It looks at what is typed only when a key is let go; text can also be pasted, dictated or cleared.
    const field = document.querySelector(".md-search__input");
    const told = () => setTimeout(() => field.dispatchEvent(new Event("keyup")));
    for (const change of ["input", "reset"]) field?.form.addEventListener(change, told);
    const hideRegions = () => all("nav.md-code__nav:not([role])").forEach((nav) => nav.setAttribute("role", "none"));
    new MutationObserver(hideRegions).observe(document.body, { childList: true, subtree: true });
    hideRegions();
  }

  addEventListener("hashchange", revealTarget);
  filterLevels();
  switchAnswers();
  copyLinks();
  openForPrint();
  openSearch();
  tellOfMissingSearch();
  mendTheme();
  revealTarget();
})();

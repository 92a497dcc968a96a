// Everything that our scripts change in the theme, Material for MkDocs. Each patch checks that what it changes is
// there. If a new version of the theme has moved it, a warning in the console names the patch, and a test fails.
(() => {
  "use strict";

  const SEARCH_TIMEOUT = 8000; // milliseconds
  const ANNOUNCE_AFTER = 600; // milliseconds without another result

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   */
  function find(selector, type) {
    const element = document.querySelector(selector);
    if (!(element instanceof type)) throw new Error(`the theme has no ${selector}`);
    return element;
  }

  /** Screen readers announce the search dialog without a name. */
  function nameSearchDialog() {
    find(".md-search[role=dialog]", HTMLElement).setAttribute("aria-label", "Search");
  }

  /** The theme searches only when a key is released, but text is also pasted, dictated and cleared. */
  function searchOnEveryInput() {
    const field = find(".md-search__input", HTMLInputElement);
    const form = find(".md-search__form", HTMLFormElement);
    const search = () => setTimeout(() => field.dispatchEvent(new Event("keyup"))); // a reset empties the field last
    for (const event of ["input", "reset"]) form.addEventListener(event, search);
  }

  /** If the search index cannot be loaded, the theme says "Initializing search" for ever. */
  function reportMissingIndex() {
    const status = find(".md-search-result__meta", HTMLElement);
    const initial = status.textContent;
    const report = () => {
      if (status.textContent === initial) {
        status.textContent = "The search could not be loaded. Reload the page, or use the list of all questions.";
      }
    };
    find(".md-search__input", HTMLElement).addEventListener("focus", () => setTimeout(report, SEARCH_TIMEOUT), {
      once: true,
    });
  }

  /**
   * A row of the search is only a heading. Our worker puts more into it, which is moved here to where it belongs: the
   * sentence that was found below the heading, and what was made of the query above the rows.
   */
  function completeSearchRows() {
    const list = find(".md-search-result__list", HTMLElement);
    const field = find(".md-search__input", HTMLInputElement);
    const note = document.createElement("p");
    note.className = "search-note";
    find(".md-search-result__meta", HTMLElement).after(note);
    const searchFor = (/** @type {string} */ query) => {
      field.value = query;
      field.dispatchEvent(new Event("keyup"));
      field.focus();
    };
    const complete = () => {
      for (const sentence of list.querySelectorAll(":is(h1, h2) > [data-search-sentence]")) {
        const paragraph = document.createElement("p");
        paragraph.className = "search-sentence";
        paragraph.append(...sentence.childNodes);
        sentence.parentElement?.after(paragraph);
        sentence.remove();
      }
      const told = list.querySelector("[data-search-note]");
      const text = told instanceof HTMLElement ? told.dataset.searchNote : undefined;
      if (note.dataset.shown === (text ?? "")) return;
      note.dataset.shown = text ?? "";
      note.replaceChildren(...(text ? studyguide.searchNote.render(JSON.parse(text), "q", searchFor) : []));
    };
    complete();
    new MutationObserver(complete).observe(list, { childList: true });
  }

  /** The number of results is only seen. It is announced when the reader pauses. */
  function announceResults() {
    const meta = find(".md-search-result__meta", HTMLElement);
    const field = find(".md-search__input", HTMLInputElement);
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    find(".md-search__inner", HTMLElement).append(status);
    let timer = 0;
    const announce = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const note = document.querySelector(".search-note")?.textContent ?? "";
        status.textContent = field.value ? `${meta.textContent?.trim()}. ${note}` : "";
      }, ANNOUNCE_AFTER);
    };
    new MutationObserver(announce).observe(meta, { childList: true, characterData: true, subtree: true });
    field.addEventListener("input", announce);
  }

  /** The copy button of each code block stands in a `nav`, which screen readers list as a region of the page. */
  function removeCodeRegions() {
    const content = find(".md-content", HTMLElement);
    const removeRegions = () => {
      for (const nav of content.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
    };
    removeRegions();
    new MutationObserver(removeRegions).observe(content, { childList: true, subtree: true }); // the theme adds more
  }

  /** The theme lets a wide table scroll sideways, but not every browser by keyboard: a table that scrolls gets focus. */
  function focusWideTables() {
    const content = find(".md-content", HTMLElement);
    const sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        const scrolls = target.scrollWidth > target.clientWidth;
        for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", "Table, scrolls sideways"]]) {
          if (scrolls) target.setAttribute(name, value);
          else target.removeAttribute(name);
        }
      }
    });
    const observeTables = () => {
      for (const wrap of content.querySelectorAll(".md-typeset__scrollwrap")) sizes.observe(wrap);
    };
    observeTables();
    new MutationObserver(observeTables).observe(content, { childList: true, subtree: true }); // the theme wraps them late
  }

  function patchTheme() {
    const patches = [
      nameSearchDialog,
      searchOnEveryInput,
      reportMissingIndex,
      completeSearchRows,
      announceResults,
      removeCodeRegions,
      focusWideTables,
    ];
    for (const patch of patches) {
      try {
        patch();
      } catch (error) {
        console.warn(`theme-patches.js: ${patch.name}:`, error);
      }
    }
  }

  patchTheme();
})();

// The filters of the list of all questions. Without this file the page shows the whole list.
(() => {
  "use strict";
  const { createFilter, plainText, readQuery, writeQuery } = studyguide.questionFilter;

  const form = document.querySelector("form[data-filters]");
  if (form instanceof HTMLFormElement) filterQuestions(form);

  /** @param {HTMLFormElement} form */
  function filterQuestions(form) {
    const sections = [...document.querySelectorAll("section[data-topic]")].filter(
      (section) => section instanceof HTMLElement,
    );
    const items = sections.flatMap((section) => itemsOf(section));
    const fields = [...form.elements].filter(
      (field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement,
    );
    const count = find("output");
    const message = find("[data-filters-message]");
    /** @type {SearchClient | undefined} */
    let search;
    let turn = 0;

    /** @param {string} selector */
    function find(selector) {
      const element = form.querySelector(selector);
      if (!element) throw new Error(`filters.html.jinja has no ${selector}`);
      return element;
    }

    function chosen() {
      return /** @type {FilterChoice} */ (Object.fromEntries(new FormData(form)));
    }

    /** Asks the search for the questions that fit the text; without an answer names are compared instead. */
    async function apply() {
      const own = ++turn;
      const choice = chosen();
      if (!choice.find?.trim()) return show(choice);
      form.setAttribute("aria-busy", "true");
      try {
        search ??= studyguide.searchClient.open();
        const { ids, note } = await search.match(choice.find);
        if (own !== turn) return; // the reader has typed on
        show(choice, new Set(ids));
        if (note) showNote(note);
      } catch (error) {
        console.warn("filters.js: the search does not answer, names are compared instead:", error);
        if (own === turn) show(choice);
      }
    }

    /** @param {SearchNote} note */
    function showNote(note) {
      const text = document.createElement("span");
      text.append(
        ...studyguide.searchNote.render(note, "find", (query) => {
          const field = form.elements.namedItem("find");
          if (field instanceof HTMLInputElement) field.value = query;
          applyAndKeep();
        }),
      );
      message.replaceChildren(text);
    }

    /** @param {FilterChoice} choice @param {ReadonlySet<string>} [found] */
    function show(choice, found) {
      form.removeAttribute("aria-busy");
      const matches = createFilter(choice, found);
      let shown = 0;
      for (const { element, item } of items) {
        element.hidden = !matches(item);
        if (!element.hidden) shown += 1;
      }
      for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
      count.textContent = shown === 1 ? "1 question" : `${shown} questions`;
    }

    /** The filter is kept in the address, so that a filtered list can be shared. */
    function applyAndKeep() {
      message.textContent = "";
      void apply();
      const query = writeQuery(chosen());
      history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    }

    function restore() {
      const allowed = new Map(
        fields.map((field) => [
          field.name,
          field instanceof HTMLSelectElement ? [...field.options].map((option) => option.value) : null,
        ]),
      );
      const { values, ignored } = readQuery(location.search, allowed);
      for (const field of fields) field.value = values.get(field.name) ?? field.value;
      if (ignored.length) {
        message.textContent = `Ignored, because this list has no such filter or choice: ${ignored.join(", ")}.`;
      }
    }

    form.addEventListener("input", applyAndKeep);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(applyAndKeep)); // the fields are empty only after the event
    restore();
    void apply();
  }

  /** @param {HTMLElement} section the questions of a topic */
  function itemsOf(section) {
    const elements = [...section.querySelectorAll(".question-list > li")].filter(
      (element) => element instanceof HTMLElement,
    );
    return elements.map((element) => {
      const { level = "", kind = "", roles = "", text = "" } = element.dataset;
      const item = {
        id: element.querySelector("a")?.hash.slice(1) ?? "",
        level,
        kind,
        topic: section.dataset.topic ?? "",
        roles: roles.split(" "),
        text: plainText(`${element.textContent} ${text}`),
      };
      return { element, item };
    });
  }
})();

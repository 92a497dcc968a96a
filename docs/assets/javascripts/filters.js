// Filters of the list of all questions. Their state stands in the address, so that a filtered list can be shared. Without this file
// the page is the whole list.
(() => {
  "use strict";

  const form = document.querySelector("form[data-filters]");
  if (!form) return;
  const items = [...document.querySelectorAll(".question-list > li")];
  const sections = [...document.querySelectorAll("section[data-topic]")];
  const count = form.querySelector("output");
  const message = form.querySelector("[data-filters-message]");

  /** Text as it is compared: small letters, no accents, words joined by single spaces. */
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  const texts = new Map(items.map((item) => [item, plain(`${item.textContent} ${item.dataset.text}`)]));

  /** What the form says, without what it leaves open. */
  function chosen() {
    return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
  }

  function matches(item, choice, words) {
    return (
      (!choice.level || item.dataset.level === choice.level) &&
      (!choice.kind || item.dataset.kind === choice.kind) &&
      (!choice.topic || item.closest("section").dataset.topic === choice.topic) &&
      (!choice.role || item.dataset.roles.split(" ").includes(choice.role)) &&
      words.every((word) => texts.get(item).includes(word))
    );
  }

  function apply() {
    const choice = chosen();
    const words = plain(choice.find ?? "").split(" ").filter(Boolean);
    const shown = items.filter((item) => {
      item.hidden = !matches(item, choice, words);
      return !item.hidden;
    });
    for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
    count.textContent = shown.length === 1 ? "1 question" : `${shown.length} questions`;
    return choice;
  }

  function applyAndKeep() {
    message.textContent = "";
    const query = new URLSearchParams(apply()).toString();
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  }

  /** Sets the form to what the address says, and tells what of it means nothing here. */
  function restore() {
    const ignored = [];
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (/^([hq]|utm_.*|.*clid)$/.test(name)) continue; // of the theme's search, or of those who count followed links
      if (field instanceof HTMLInputElement && field.type === "search") field.value = value.slice(0, 200);
      else if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value)) field.value = value;
      else ignored.push(`${name}=${value}`.slice(0, 60));
    }
    if (ignored.length) message.textContent = `The address asks for something that does not exist here, which is ignored: ${ignored.join(", ")}.`;
  }

  form.addEventListener("input", applyAndKeep);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(applyAndKeep)); // the fields are empty only after the event
  restore();
  apply();
})();

// The ticks of a learning path: the boxes, the bars, and the file to take along. A tick is kept by question id, so that
// a question which is done in one path is done in all of them.
(() => {
  "use strict";
  const { historyOf, setTick } = studyguide.progressDocument;

  const panel = document.querySelector("[data-progress]");
  if (panel instanceof HTMLElement) showProgress(panel);

  /** @param {HTMLElement} panel */
  function showProgress(panel) {
    const guide = panel.dataset.progress ?? "";
    const store = studyguide.store.open(guide);
    const boxes = [...document.querySelectorAll("input[data-tick]")].filter((box) => box instanceof HTMLInputElement);
    const bars = [...document.querySelectorAll("[data-progress-of]")].filter((bar) => bar instanceof HTMLElement);
    const message = find("[data-progress-message]", HTMLElement);
    const restoreButton = find("[data-restore]", HTMLElement);
    const fileInput = find("input[type=file]", HTMLInputElement);
    const dialog = find("dialog", HTMLDialogElement);

    /** What became of the last import or reset. */
    let outcome = "";
    /** Questions that were done in the last import, but before a reset. @type {string[]} */
    let hiddenByReset = [];

    /**
     * @template {Element} T
     * @param {string} selector
     * @param {new () => T} type
     */
    function find(selector, type) {
      const element = panel.querySelector(selector);
      if (!(element instanceof type)) throw new Error(`progress.html.jinja has no ${selector}`);
      return element;
    }

    /** The ids of a question: its own, then the old ones. @param {HTMLInputElement} box */
    function idsOf(box) {
      return [box.dataset.tick ?? "", ...(box.dataset.formerly ?? "").split(" ").filter(Boolean)];
    }

    function show() {
      for (const box of boxes) box.checked = historyOf(store.document, idsOf(box)).tick[1] === 1;
      for (const bar of bars) showBar(bar);
      message.textContent = [outcome, store.status].filter(Boolean).join(" ");
      restoreButton.hidden = hiddenByReset.length === 0;
    }

    /** @param {HTMLElement} bar */
    function showBar(bar) {
      const stage = bar.dataset.progressOf;
      const inside = boxes.filter((box) => stage === "path" || box.dataset.stage === stage);
      const done = inside.filter((box) => box.checked);
      const [all, spent] = [minutesOf(inside), minutesOf(done)];
      bar.style.setProperty("--done", String(all ? spent / all : 0));
      const output = bar.querySelector("output");
      if (output) output.textContent = `${done.length} of ${inside.length} done, ${all - spent} min to go`;
    }

    /** @param {HTMLInputElement[]} part */
    function minutesOf(part) {
      return part.reduce((sum, box) => sum + Number(box.dataset.minutes), 0);
    }

    /** @param {HTMLInputElement} box */
    function onTick(box) {
      const done = box.checked; // before the stored document is joined and shown
      outcome = "";
      hiddenByReset = [];
      store.update((progress, now) => setTick(progress, idsOf(box), done, now));
    }

    function exportFile() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([store.exportText()], { type: "application/json" }));
      link.download = `${guide}-progress.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000); // Safari reads it only after the click
    }

    /** @param {File} file */
    async function importFile(file) {
      const result = await store.importFile(file);
      if ("refused" in result) {
        hiddenByReset = [];
        outcome = `${file.name} was not imported: ${result.refused}.`;
      } else {
        hiddenByReset = result.hiddenByReset;
        outcome = describeImport(file.name, result);
      }
      show();
    }

    /** @param {string} name @param {ImportedProgress} result */
    function describeImport(name, { ticks, answers, dropped, hiddenByReset: hidden }) {
      return [
        `Joined ${name} (ticks: ${ticks}, answers: ${answers}). Of each question the later tick counts.`,
        dropped ? `Left out as unreadable: ${dropped} of its entries.` : "",
        hidden.length ? `Ticked before your reset, and so left out: ${hidden.length}.` : "",
      ]
        .filter(Boolean)
        .join(" ");
    }

    function restore() {
      const ids = hiddenByReset;
      hiddenByReset = [];
      outcome = `Ticked again: ${ids.length}.`;
      store.update((progress, now) => ids.reduce((changed, id) => setTick(changed, [id], true, now), progress));
    }

    function reset() {
      hiddenByReset = [];
      store.reset();
      outcome = store.status
        ? "The ticks on this page are gone."
        : "All ticks of this guide are gone from this browser.";
      show();
    }

    for (const box of boxes) box.addEventListener("change", () => onTick(box));
    find("[data-export]", HTMLElement).addEventListener("click", exportFile);
    find("[data-import]", HTMLElement).addEventListener("click", () => fileInput.click());
    fileInput.addEventListener("change", async () => {
      const [file] = fileInput.files ?? [];
      if (file) await importFile(file);
      fileInput.value = ""; // so that the same file can be chosen again
    });
    restoreButton.addEventListener("click", restore);
    find("[data-reset]", HTMLElement).addEventListener("click", () => dialog.showModal());
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "reset") reset();
      dialog.returnValue = "";
    });
    store.subscribe(show);
    show();
  }
})();

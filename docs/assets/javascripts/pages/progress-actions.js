// What readers can do with their progress: export, import, reset. It stands on every page that shows progress.
(() => {
  "use strict";
  const { find } = studyguide.pageParts;
  const { setTick } = studyguide.progressDocument;

  /**
   * Offers the text of the store as a file.
   * @param {ProgressStore} store
   * @param {string} guide
   */
  function exportFile(store, guide) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([store.exportText()], { type: "application/json" }));
    link.download = `${guide}-progress.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000); // Safari reads it only after the click
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

  /**
   * Connects the controls of a panel, the macro `progress_actions` of macros.html.jinja, with the store.
   * @param {HTMLElement} panel
   * @param {ProgressStore} store
   */
  function connect(panel, store) {
    const message = find(panel, "[data-progress-message]", HTMLElement);
    const restoreButton = find(panel, "[data-restore]", HTMLElement);
    const fileInput = find(panel, "input[type=file]", HTMLInputElement);
    const dialog = find(panel, "dialog", HTMLDialogElement);

    /** What became of the last import or reset. It stands until the next change. */
    let outcome = "";
    let isOutcomeNew = false;
    /** Questions that were done in the last import, but before a reset. @type {string[]} */
    let hiddenByReset = [];

    function show() {
      if (!isOutcomeNew) {
        outcome = "";
        hiddenByReset = [];
      }
      message.textContent = [outcome, store.status].filter(Boolean).join(" ");
      restoreButton.hidden = hiddenByReset.length === 0;
    }

    /** @param {string} text @param {string[]} [hidden] */
    function report(text, hidden = []) {
      outcome = text;
      hiddenByReset = hidden;
      isOutcomeNew = true;
      show();
      isOutcomeNew = false;
    }

    /** @param {File} file */
    async function importFile(file) {
      const result = await store.importFile(file);
      if ("refused" in result) report(`${file.name} was not imported: ${result.refused}.`);
      else report(describeImport(file.name, result), result.hiddenByReset);
    }

    function restore() {
      const ids = hiddenByReset;
      store.update((progress, now) => ids.reduce((changed, id) => setTick(changed, [id], true, now), progress));
      report(`Ticked again: ${ids.length}.`);
    }

    function reset() {
      store.reset();
      report(
        store.status ? "The progress on this page is gone." : "All progress of this guide is gone from this browser.",
      );
    }

    find(panel, "[data-export]", HTMLElement).addEventListener("click", () =>
      exportFile(store, panel.dataset.progress ?? ""),
    );
    find(panel, "[data-import]", HTMLElement).addEventListener("click", () => fileInput.click());
    fileInput.addEventListener("change", async () => {
      const [file] = fileInput.files ?? [];
      if (file) await importFile(file);
      fileInput.value = ""; // so that the same file can be chosen again
    });
    restoreButton.addEventListener("click", restore);
    find(panel, "[data-reset]", HTMLElement).addEventListener("click", () => dialog.showModal());
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "reset") reset();
      dialog.returnValue = "";
    });
    store.subscribe(show);
    show();
  }

  studyguide.progressActions = { connect, exportFile };
})();

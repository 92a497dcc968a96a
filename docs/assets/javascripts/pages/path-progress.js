// The ticks of a learning path: the boxes and the bars. A tick is kept by question id, so that a question which is done
// in one path is done in all of them.
(() => {
  "use strict";
  const { findAll } = studyguide.pageParts;
  const { historyOf, setTick } = studyguide.progressDocument;

  const panel = document.querySelector("[data-progress]");
  if (panel instanceof HTMLElement) showProgress(panel);

  /** @param {HTMLElement} panel */
  function showProgress(panel) {
    const store = studyguide.store.open(panel.dataset.progress ?? "");
    const boxes = findAll(document, "input[data-tick]", HTMLInputElement);
    const bars = findAll(document, "[data-progress-of]", HTMLElement);

    /** The ids of a question: its own, then the old ones. @param {HTMLInputElement} box */
    function idsOf(box) {
      return [box.dataset.tick ?? "", ...(box.dataset.formerly ?? "").split(" ").filter(Boolean)];
    }

    function show() {
      for (const box of boxes) box.checked = historyOf(store.document, idsOf(box)).tick[1] === 1;
      for (const bar of bars) showBar(bar);
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
      store.update((progress, now) => setTick(progress, idsOf(box), done, now));
    }

    for (const box of boxes) box.addEventListener("change", () => onTick(box));
    store.subscribe(show);
    studyguide.progressActions.connect(panel, store);
    show();
  }
})();

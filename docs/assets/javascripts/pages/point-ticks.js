// On every answer: the key points as boxes. What the reader ticks counts as one said answer, as a practice session
// does.
(() => {
  "use strict";
  const { findAll, make } = studyguide.pageParts;
  const { addAnswer, historyOf } = studyguide.progressDocument;
  const { dayOf } = studyguide.calendar;
  const { gradeOf } = studyguide.answerGrade;

  const NOT_ASKED = 1; // how sure the reader was

  const lists = findAll(document, "[data-points-of]", HTMLElement);
  if (lists.length) offerTicks(lists);

  /** @param {HTMLElement[]} lists */
  function offerTicks(lists) {
    const store = studyguide.store.open(lists[0].dataset.guide ?? "");
    const now = () => Math.floor(Date.now() / 60_000);
    /** What keeps each list of boxes up to date. @type {Map<HTMLElement, () => void>} */
    const shown = new Map();

    /** Makes boxes of the points, and a button that counts them. @param {HTMLElement} list */
    function makeBoxes(list) {
      const ids = [list.dataset.pointsOf ?? "", ...(list.dataset.formerly ?? "").split(" ").filter(Boolean)];
      const boxes = findAll(list, "li", HTMLElement).map((point) => {
        const box = make("input");
        box.type = "checkbox";
        box.autocomplete = "off";
        const label = make("label");
        label.append(box, ...point.childNodes);
        point.append(label);
        return box;
      });
      const line = make("p");
      line.className = "point-count";
      const [count, button] = [make("output"), make("button", "Count as one said answer")];
      button.type = "button";
      line.append(count, button);
      list.after(line);

      function show() {
        const { answers } = historyOf(store.document, ids);
        const latest = answers.at(-1);
        const isCounted = latest !== undefined && dayOf(latest[0]) >= dayOf(now());
        const hit = boxes.filter((box) => box.checked).length;
        button.hidden = isCounted;
        count.textContent = isCounted
          ? `Counted today: ${latest[2]} of ${latest[3]} points. ${store.status}`
          : `Tick what you said: ${hit} of ${boxes.length}.`;
      }

      list.addEventListener("change", show);
      button.addEventListener("click", () => {
        const hit = boxes.filter((box) => box.checked).length;
        const result = { grade: gradeOf(hit, boxes.length, NOT_ASKED), hit, of: boxes.length, sure: NOT_ASKED };
        store.update((progress, at) => addAnswer(progress, ids, result, at));
        count.tabIndex = -1;
        count.focus(); // the button that had the focus is gone
      });
      shown.set(list, show);
      show();
    }

    /** Only answers that are open get boxes: a page has many. @param {Element} answer */
    function onOpen(answer) {
      if (!(answer instanceof HTMLDetailsElement) || !answer.open || !answer.matches(".answer")) return;
      for (const list of findAll(answer, "[data-points-of]", HTMLElement)) if (!shown.has(list)) makeBoxes(list);
    }

    store.subscribe(() => {
      for (const show of shown.values()) show();
    });
    document.addEventListener("toggle", ({ target }) => target instanceof Element && onOpen(target), true);
    for (const answer of document.querySelectorAll("details.answer[open]")) onOpen(answer);
  }
})();

// The home page and the role paths: the one thing to do next, once the reader has set a day. Whoever has set none
// loads nothing but this file.
(() => {
  "use strict";

  const place = document.querySelector("[data-continue]");
  if (place instanceof HTMLElement && hasDay(place.dataset.continue ?? "")) showNext(place);

  /** Whether the browser may hold a plan with a day; the store reads it properly. @param {string} guide */
  function hasDay(guide) {
    try {
      return Object.entries(localStorage).some(
        ([key, text]) => key.startsWith(`study-guide-progress:${guide}:`) && /"date":\s*"/.test(text),
      );
    } catch {
      return false; // storage is refused
    }
  }

  /** @param {HTMLElement} place */
  async function showNext(place) {
    try {
      await Promise.all(scripts().map(load));
      const index = await studyguide.practiceData.loadIndex();
      const store = studyguide.store.open(place.dataset.continue ?? "");
      const show = () => fill(place, index, store.document);
      store.subscribe(show);
      show();
    } catch {
      // Without network the page does without the line.
    }
  }

  /** The scripts that make a plan, which the page names in a `meta` element; without those that it has already. */
  function scripts() {
    const meta = document.querySelector("meta[name=practice-scripts]");
    const urls = meta instanceof HTMLMetaElement ? meta.content.split(" ") : [];
    return urls.filter((url) => !document.querySelector(`script[src="${CSS.escape(url)}"]`));
  }

  /** Loads scripts that run in the order of the calls. @param {string} url */
  function load(url) {
    return new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: url, async: false });
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  /**
   * @param {HTMLElement} place
   * @param {PracticeIndex} index
   * @param {ProgressDocument} document
   */
  function fill(place, index, document) {
    const { find, make } = studyguide.pageParts;
    const { describeList, describeNext, planToday } = studyguide.practicePlan;
    const path = place.dataset.path ?? document.plan?.path;
    const day = planToday(index, document, { path }, Math.floor(Date.now() / 60_000));
    const { length } = day.list;
    const link = find(place, "a", HTMLAnchorElement);
    const list = find(place, "details", HTMLDetailsElement);
    place.hidden = day.target === null;
    link.hidden = list.hidden = length === 0;
    link.textContent = length ? `Continue: ${describeList(day.list)}` : "";
    find(place, "span", HTMLElement).textContent = length ? "" : describeNext(day);
    find(list, "ol", HTMLElement).replaceChildren(...day.list.map(({ question }) => make("li", question.title)));
  }
})();

// The card with which one answer of a mock interview is marked: its points, its follow-ups, how it was said.
(() => {
  "use strict";
  const { find, findAll, make } = studyguide.pageParts;
  const { showFragment, urlOf } = studyguide.practiceData;

  /**
   * @param {HTMLElement} root the element of mock_interview.html.jinja
   * @param {PracticeQuestion} question
   * @param {PracticeEntry} entry
   * @param {string} where its level, kind and topic
   * @returns {MockCard}
   */
  function create(root, question, entry, where) {
    const copy = find(root, "template[data-card]", HTMLTemplateElement).content.cloneNode(true);
    const element = find(/** @type {DocumentFragment} */ (copy), "article", HTMLElement);
    const points = find(element, "[data-card-points]", HTMLElement);
    find(element, "[data-card-title]", HTMLElement).textContent = question.title;
    find(element, "[data-card-where]", HTMLElement).textContent = where;
    showFragment(find(element, "[data-card-short]", HTMLElement), entry.short);
    points.replaceChildren(...entry.points.map(boxOf));
    find(element, "[data-card-follow-ups]", HTMLElement).replaceChildren(...entry.followUps.map(followUpOf));
    find(element, "[data-card-full]", HTMLAnchorElement).href = urlOf(entry.url);
    const ticks = (/** @type {HTMLElement} */ part) =>
      findAll(part, "input", HTMLInputElement).map((box) => box.checked);
    return {
      element,
      question,
      read() {
        const said = ticks(points);
        const lines = ticks(find(element, "[data-card-lines]", HTMLElement));
        return { hit: said.filter(Boolean).length, of: said.length, lines };
      },
    };
  }

  /** @param {string} html */
  function boxOf(html) {
    const [label, box, text] = [make("label"), make("input"), make("span")];
    box.type = "checkbox";
    showFragment(text, html);
    label.append(box, text);
    return label;
  }

  /** @param {PracticeEntry["followUps"][number]} followUp */
  function followUpOf({ ask, answer }) {
    const [more, summary, text] = [make("details"), make("summary"), make("div")];
    more.className = "more";
    showFragment(summary, ask);
    showFragment(text, answer);
    more.append(summary, text);
    return more;
  }

  studyguide.mockCard = { create };
})();

// The summary of a mock interview: tables, what to read next, and the same as text.
(() => {
  "use strict";
  const { find, findAll, make } = studyguide.pageParts;
  const { loadEntry, urlOf } = studyguide.practiceData;
  const { summarize, toText } = studyguide.mockInterview;

  /**
   * @param {HTMLElement} root the element of mock_interview.html.jinja
   * @param {PracticeIndex} index
   * @param {readonly MockMark[]} marks
   */
  function show(root, index, marks) {
    const section = find(root, "[data-state=summary]", HTMLElement);
    const summary = summarize(index, marks);
    const lineTexts = findAll(
      find(root, "template[data-card]", HTMLTemplateElement).content,
      "[data-card-lines] span",
      HTMLElement,
    ).map((span) => span.textContent ?? "");
    find(section, "[data-points-sum]", HTMLElement).textContent = marks.length
      ? `${summary.hit} of ${summary.of} points in ${marks.length} answers.`
      : "Nothing was answered.";
    fill(
      "[data-rows]",
      marks.map(({ question, hit, of }) => [question.title, `${hit} of ${of}`]),
    );
    fill(
      "[data-topics]",
      summary.topics.map(({ name, hit, of }) => [name, `${hit} of ${of}`]),
    );
    fill(
      "[data-lines]",
      summary.lines.map((count, line) => [lineTexts[line], `${count} of ${marks.length}`]),
    );
    listLinks("[data-sure-missed]", summary.sureButMissed);
    listLinks("[data-read-next]", summary.readNext);
    const text = find(section, "[data-text]", HTMLElement);
    text.hidden = true;
    find(text, "textarea", HTMLTextAreaElement).value = toText(summary, marks, lineTexts);

    /** @param {string} selector @param {readonly (readonly [string, string])[]} rows */
    function fill(selector, rows) {
      const body = find(section, selector, HTMLElement);
      const table = body.closest("table");
      if (table) table.hidden = rows.length === 0;
      body.replaceChildren(
        ...rows.map(([name, value]) => {
          const [row, head] = [make("tr"), make("th", name)];
          head.scope = "row";
          row.append(head, make("td", value));
          return row;
        }),
      );
    }

    /** @param {string} selector @param {readonly PracticeQuestion[]} questions */
    async function listLinks(selector, questions) {
      const part = find(section, selector, HTMLElement);
      part.hidden = questions.length === 0;
      const items = questions.map(async (question) => {
        const [item, link] = [make("li"), make("a", question.title)];
        link.href = urlOf((await loadEntry(index, question)).url);
        item.append(link);
        return item;
      });
      find(part, "ul", HTMLElement).replaceChildren(...(await Promise.all(items)));
    }
  }

  /** Copies the summary; where the browser refuses, it shows the text to copy by hand. @param {HTMLElement} root */
  async function copyText(root) {
    const text = find(root, "[data-text]", HTMLElement);
    const area = find(text, "textarea", HTMLTextAreaElement);
    try {
      await navigator.clipboard.writeText(area.value);
      return true;
    } catch {
      text.hidden = false;
      area.focus();
      area.select();
      return false;
    }
  }

  studyguide.mockSummary = { show, copyText };
})();

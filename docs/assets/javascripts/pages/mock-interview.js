// The page of mock interviews: choose one, hold it alone or with two, sum it up.
(() => {
  "use strict";
  const { find, findAll, make } = studyguide.pageParts;
  const { loadEntry, showFragment } = studyguide.practiceData;
  const { fromFragment, minutesOf, pick, toFragment } = studyguide.mockInterview;
  const { addAnswer } = studyguide.progressDocument;

  const root = document.querySelector("[data-mock]");
  if (root instanceof HTMLElement) mockInterview(root);

  /** @param {HTMLElement} root */
  async function mockInterview(root) {
    const store = studyguide.store.open(root.dataset.mock ?? "");
    const wish = find(root, "[data-wish]", HTMLFormElement);
    const question = find(root, "[data-state=question]", HTMLElement);
    const asked = find(question, "[data-asked]", HTMLElement);
    const sure = find(question, "[data-sure]", HTMLFieldSetElement);
    const place = find(question, "[data-card-place]", HTMLElement);
    const nextButton = find(question, "[data-next]", HTMLButtonElement);
    const fault = find(root, "[data-fault]", HTMLElement);
    const pageTitle = document.title;

    /** @type {readonly PracticeQuestion[]} */
    let questions = [];
    let missing = 0;
    let number = 0;
    /** How many follow-ups of the question were asked. */
    let followUps = 0;
    /** @type {"alone" | "candidate"} */
    let mode = "alone";
    /** @type {MockCard | undefined} */
    let card;
    /** @type {MockMark[]} */
    let marks = [];
    let begun = 0;
    let isLoading = false;

    /** @type {PracticeIndex} */
    let index;
    try {
      index = await studyguide.practiceData.loadIndex();
    } catch {
      report("The questions could not be loaded. Check the connection, then reload the page.");
      find(root, "[data-size]", HTMLElement).textContent = "";
      return;
    }

    /** @param {string} text */
    function report(text) {
      fault.textContent = text;
      fault.hidden = text === "";
    }

    /** @param {string} state @param {string} text @param {HTMLElement} [focus] */
    function showState(state, text, focus) {
      for (const section of findAll(root, "[data-state]", HTMLElement))
        section.hidden = section.dataset.state !== state;
      const storage = find(root, "[data-storage]", HTMLElement);
      storage.textContent = store.status;
      storage.hidden = !store.status || state !== "summary";
      document.title = text ? `${text} · ${pageTitle}` : pageTitle;
      find(root, "[data-status]", HTMLElement).textContent = text;
      focus?.focus();
    }

    /** @param {PracticeQuestion} each */
    function whereOf({ level, kind, topic }) {
      const names = [
        [index.levels, level],
        [index.kinds, kind],
        [index.topics, topic],
      ].map(([list, id]) => /** @type {readonly NamedThing[]} */ (list).find((named) => named.id === id)?.name ?? "");
      return names.join(" · ");
    }

    // Choosing

    function readFragment() {
      const link = fromFragment(location.hash, index);
      missing = link.missing;
      questions = link.questions;
      report("");
      if (!questions.length) choose();
      else if (link.view === "interviewer") showSheet();
      else if (link.view === "candidate") begin("candidate");
      else showSetup();
    }

    /** Chooses new questions; the address then holds them. */
    function choose() {
      const { role, seniority, minutes } = Object.fromEntries(new FormData(wish));
      const seed = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
      questions = pick(index, { role: String(role), seniority: String(seniority), minutes: Number(minutes), seed });
      missing = 0;
      history.replaceState(null, "", toFragment(questions));
      showSetup();
    }

    function showSetup() {
      const size = find(root, "[data-size]", HTMLElement);
      const count = questions.length === 1 ? "1 question" : `${questions.length} questions`;
      size.textContent = questions.length
        ? `${count}, about ${minutesOf(questions)} minutes.`
        : "There is no question for this role yet.";
      if (missing) size.textContent += ` Not in this edition of the guide, and left out: ${missing}.`;
      for (const button of findAll(root, "[data-alone], [data-copy-link]", HTMLButtonElement)) {
        button.disabled = questions.length === 0;
      }
      find(root, "[data-other]", HTMLButtonElement).disabled = false;
      for (const link of findAll(root, "a[data-view]", HTMLAnchorElement)) {
        link.href = toFragment(questions, link.dataset.view === "candidate" ? "candidate" : "interviewer");
      }
      find(root, "[data-link]", HTMLElement).hidden = true;
      for (const each of questions) loadEntry(index, each).catch(() => {}); // asked for again with the question
      showState("setup", "");
    }

    async function copyLink() {
      const url = new URL(toFragment(questions), location.href).href;
      const line = find(root, "[data-link]", HTMLElement);
      line.hidden = false;
      try {
        await navigator.clipboard.writeText(url);
        line.textContent = "The link is copied.";
      } catch {
        line.textContent = url;
      }
    }

    // Answering, alone or asked by somebody

    /** @param {"alone" | "candidate"} chosen */
    function begin(chosen) {
      mode = chosen;
      marks = [];
      number = 0;
      begun = Date.now();
      showQuestion();
    }

    function showQuestion() {
      const each = questions[number];
      const title = find(question, "[data-title]", HTMLElement);
      followUps = 0;
      card = undefined;
      title.textContent = each.title;
      find(question, "[data-where]", HTMLElement).textContent =
        `Question ${number + 1} of ${questions.length} · ${whereOf(each)}`;
      asked.replaceChildren();
      place.replaceChildren();
      sure.hidden = true;
      find(sure, "[value='1']", HTMLInputElement).checked = true;
      find(question, "[data-previous]", HTMLElement).hidden = mode === "alone" || number === 0;
      find(question, "[data-end]", HTMLElement).hidden = mode === "candidate";
      const isLast = number === questions.length - 1;
      nextButton.hidden = mode === "candidate" && isLast;
      nextButton.textContent = mode === "alone" ? "I have answered" : "Next question";
      showState("question", `Question ${number + 1}`, title);
    }

    async function next() {
      if (mode === "candidate") {
        number += 1;
        showQuestion();
        return;
      }
      if (card) {
        take(card);
        return;
      }
      let entry;
      if (isLoading) return; // a disabled button would lose the focus
      isLoading = true;
      try {
        entry = await loadEntry(index, questions[number]);
      } catch {
        report("The follow-ups could not be loaded. Check the connection, then press the button again.");
        return;
      } finally {
        isLoading = false;
      }
      report("");
      if (followUps < entry.followUps.length) askFollowUp(entry);
      else reveal(entry);
    }

    /** @param {PracticeEntry} entry */
    function askFollowUp(entry) {
      const item = make("li");
      showFragment(item, entry.followUps[followUps].ask);
      asked.append(item);
      followUps += 1;
      const isLast = followUps === entry.followUps.length;
      sure.hidden = !isLast;
      nextButton.textContent = isLast ? "Show the answer" : "I have answered";
    }

    /** @param {PracticeEntry} entry */
    function reveal(entry) {
      card = studyguide.mockCard.create(root, questions[number], entry, "");
      const heading = find(card.element, "[data-card-title]", HTMLElement);
      heading.textContent = "Say this first";
      heading.tabIndex = -1;
      asked.replaceChildren(); // the card holds the follow-ups with their answers
      sure.hidden = true;
      place.replaceChildren(card.element);
      nextButton.textContent = number === questions.length - 1 ? "Sum up" : "Next question";
      showState("question", "Answer", heading);
    }

    /** Marks a question and stores it as one said answer. @param {MockCard} marked */
    function take(marked) {
      const chosen = find(sure, ":checked", HTMLInputElement);
      const mark = { question: marked.question, sure: Number(chosen.value), ...marked.read() };
      marks.push(mark);
      storeMark(mark);
      if (number === questions.length - 1) sumUp();
      else {
        number += 1;
        showQuestion();
      }
    }

    /** @param {MockMark} mark */
    function storeMark({ question: each, hit, of, sure: how }) {
      const result = { grade: studyguide.answerGrade.gradeOf(hit, of, how), hit, of, sure: how };
      store.update((progress, at) => addAnswer(progress, studyguide.practiceHistory.idsOf(each), result, at));
    }

    function showTime() {
      const time = find(question, "[data-time]", HTMLElement);
      const seconds = Math.floor((Date.now() - begun) / 1000);
      const isShown = find(question, "[data-clock]", HTMLInputElement).checked;
      time.textContent = isShown ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "";
    }

    // Asking somebody

    /** @type {MockCard[]} */
    let sheet = [];

    async function showSheet() {
      try {
        const entries = await Promise.all(questions.map((each) => loadEntry(index, each)));
        sheet = questions.map((each, place_) => studyguide.mockCard.create(root, each, entries[place_], whereOf(each)));
      } catch {
        report("The answers could not be loaded. Check the connection, then reload the page.");
        return;
      }
      find(root, "[data-sheet]", HTMLElement).replaceChildren(...sheet.map(({ element }) => element));
      showState("sheet", "Interviewer", find(root, "[data-sheet-heading]", HTMLElement));
    }

    function sumUp() {
      studyguide.mockSummary.show(root, index, marks);
      showState("summary", "Summary", find(root, "[data-summary-heading]", HTMLElement));
    }

    wish.addEventListener("change", choose);
    wish.addEventListener("submit", (event) => event.preventDefault());
    nextButton.addEventListener("click", next);
    const on = (/** @type {string} */ selector, /** @type {() => unknown} */ action) =>
      find(root, selector, HTMLElement).addEventListener("click", action);
    on("[data-other]", choose);
    on("[data-alone]", () => begin("alone"));
    on("[data-copy-link]", copyLink);
    on("[data-end]", sumUp);
    on("[data-previous]", () => {
      number -= 1;
      showQuestion();
    });
    on("[data-sum-up]", () => {
      // What somebody else has said is no answer of this reader, and is not stored.
      marks = sheet.map((each) => ({ question: each.question, sure: 1, ...each.read() }));
      sumUp();
    });
    on("[data-print]", () => print());
    on("[data-restart]", () => {
      choose();
      wish.querySelector("select")?.focus();
    });
    on("[data-copy-text]", async () => {
      const isCopied = await studyguide.mockSummary.copyText(root);
      find(root, "[data-status]", HTMLElement).textContent = isCopied ? "Copied" : "Select the text to copy it";
    });
    find(question, "[data-clock]", HTMLInputElement).addEventListener("change", showTime);
    setInterval(showTime, 1000);
    addEventListener("hashchange", readFragment);
    readFragment();
  }
})();

// A session of practice on the page: the question, the answer with the points to tick, the summary.
(() => {
  "use strict";
  const { find, findAll, make } = studyguide.pageParts;
  const { addAnswer, historyOf } = studyguide.progressDocument;
  const { interval, review } = studyguide.memoryModel;
  const { answerGrade, calendar, planner, practiceData, practiceHistory, practicePlan } = studyguide;
  const { back, begin, reveal, answer, settle, skip, stop } = studyguide.practiceSession;

  const [MISSED, SURE] = [1, 2];

  /**
   * @param {HTMLElement} root the element of practice.html.jinja
   * @param {PracticePageOptions} options
   * @returns {{start(scope: PracticeScope): void, commit(): void}}
   */
  function create(root, { index, store, now, announce, onEnd }) {
    const question = find(root, "[data-state=question]", HTMLElement);
    const title = find(question, "[data-title]", HTMLElement);
    const asking = find(question, "[data-asking]", HTMLFormElement);
    const answering = find(question, "[data-answer]", HTMLFormElement);
    const points = find(answering, "[data-points]", HTMLElement);
    const gradeChoice = find(answering, "[data-grade]", HTMLSelectElement);
    const fault = find(root, "[data-fault]", HTMLElement);
    const summary = find(root, "[data-state=summary]", HTMLElement);

    /** @type {PracticeSession} */
    let session;
    /** @type {PracticeScope} */
    let scope;
    /** When the pending answer was given. */
    let pendingSince = 0;
    /**
     * Which points of the last answer were ticked, and its grade where the reader has chosen it.
     * @type {{points: boolean[], grade: string}}
     */
    let last = { points: [], grade: "" };
    let wasGradeChosen = false;

    /** @param {PracticeScope} chosen */
    function start(chosen) {
      scope = chosen;
      const day = practicePlan.planToday(index, store.document, scope, now());
      session = begin(day.left || day.budget, chooseFrom(store.document));
      show();
    }

    /** @param {ProgressDocument} document @returns {ChooseQuestion} */
    function chooseFrom(document) {
      const day = practicePlan.planToday(index, document, scope, now());
      return (done) => planner.next({ ...day, done: new Set([...done, ...(scope.skipped ?? [])]) });
    }

    /** Stores the answer that could still be changed. */
    function commit() {
      const pending = session?.pending;
      if (!pending) return;
      const ids = practiceHistory.idsOf(pending.question);
      session = settle(session);
      store.update((progress) => addAnswer(progress, ids, pending.result, pendingSince));
      showBack();
    }

    function show() {
      fault.hidden = true;
      if (session.step === "summary") showSummary();
      else showQuestion();
      showBack();
    }

    function showBack() {
      for (const button of findAll(root, "[data-back]", HTMLElement)) button.hidden = !session.previous;
    }

    function showQuestion() {
      const { current } = session;
      if (!current) return;
      const number = session.answered.length + 1;
      title.textContent = current.question.title;
      find(question, "[data-where]", HTMLElement).replaceChildren(...whereOf(current, number));
      asking.hidden = session.step !== "ask";
      answering.hidden = session.step === "ask";
      if (session.step === "ask") {
        asking.reset();
        practiceData.loadEntry(index, current.question).catch(() => {}); // asked again with the answer
        announce("question", `Question ${number}`, title);
      } else {
        showAnswer(last.points, last.grade);
      }
    }

    /** @param {SessionQuestion} current @param {number} number */
    function whereOf({ question: { level, kind, topic }, isNew, isRepeat }, number) {
      const nameOf = (/** @type {readonly NamedThing[]} */ list, /** @type {string} */ id) =>
        list.find((each) => each.id === id)?.name ?? "";
      return [
        `Question ${number}`,
        isRepeat ? "once more" : isNew ? "new for you" : "coming back",
        nameOf(index.levels, level),
        nameOf(index.kinds, kind),
        nameOf(index.topics, topic),
      ].map((text) => make("span", text));
    }

    /** @param {SubmitEvent} event */
    async function onReveal(event) {
      event.preventDefault();
      commit();
      session = reveal(session, Number(new FormData(asking).get("sure")));
      await showAnswer([], "");
    }

    /** @param {boolean[]} ticked @param {string} grade */
    async function showAnswer(ticked, grade) {
      const { current } = session;
      if (!current) return;
      const entry = await practiceData.loadEntry(index, current.question).catch(() => undefined);
      if (session.current !== current || session.step !== "answer") return; // the reader went on meanwhile
      if (!entry) {
        session = { ...session, step: "ask" };
        fault.textContent = "This answer could not be loaded. Check the connection, then show the answer again.";
        fault.hidden = false;
        return;
      }
      fault.hidden = true;
      practiceData.showFragment(find(answering, "[data-short]", HTMLElement), entry.short);
      showPicture(entry.picture);
      points.replaceChildren(...entry.points.map((html, number) => pointOf(html, ticked[number] ?? false)));
      showFollowUp(entry);
      find(answering, "[data-full]", HTMLAnchorElement).href = practiceData.urlOf(entry.url);
      const { answers } = historyOf(store.document, practiceHistory.idsOf(current.question));
      const report = find(answering, "[data-report]", HTMLElement);
      report.hidden = !entry.report;
      find(report, "a", HTMLAnchorElement).href = entry.report ?? "";
      find(answering, "[data-stuck]", HTMLElement).hidden = !practiceHistory.isStuck(answers);
      wasGradeChosen = grade !== "";
      gradeChoice.value = grade;
      asking.hidden = true;
      answering.hidden = false;
      countPoints();
      announce("answer", "Answer", find(answering, "[data-answer-heading]", HTMLElement));
    }

    /** @param {EntryPicture} [picture] */
    function showPicture(picture) {
      const place = find(answering, "[data-picture]", HTMLElement);
      place.hidden = !picture;
      place.replaceChildren();
      if (!picture) return;
      for (const scheme of /** @type {const} */ (["light", "dark"])) {
        const image = make("img");
        image.className = `on-${scheme}`; // the style sheet shows one of them
        image.alt = picture.alt;
        image.width = picture.width;
        image.height = picture.height;
        image.loading = "lazy"; // the other one is not fetched
        image.src = practiceData.urlOf(picture[scheme]);
        place.append(image);
      }
    }

    /** @param {string} html @param {boolean} ticked */
    function pointOf(html, ticked) {
      const label = make("label");
      const box = make("input");
      box.type = "checkbox";
      box.checked = ticked;
      const text = make("span");
      practiceData.showFragment(text, html);
      label.append(box, text);
      return label;
    }

    /** Shows one follow-up question, another one each time. @param {PracticeEntry} entry */
    function showFollowUp({ followUps }) {
      const { current } = session;
      const more = find(answering, "[data-follow-up]", HTMLDetailsElement);
      const { answers } = historyOf(store.document, current ? practiceHistory.idsOf(current.question) : []);
      const followUp = followUps[answers.length % followUps.length];
      more.open = false;
      practiceData.showFragment(find(more, "summary", HTMLElement), `They may go on: ${followUp.ask}`);
      practiceData.showFragment(find(more, "div", HTMLElement), followUp.answer);
    }

    function ticks() {
      return findAll(points, "input", HTMLInputElement).map((box) => box.checked);
    }

    /** @returns {AnswerResult} */
    function resultNow() {
      const all = ticks();
      const [hit, of] = [all.filter(Boolean).length, all.length];
      const grade = wasGradeChosen ? Number(gradeChoice.value) : answerGrade.gradeOf(hit, of, session.sure);
      return { grade, hit, of, sure: session.sure };
    }

    function countPoints() {
      const { grade, hit, of } = resultNow();
      gradeChoice.value = String(grade);
      find(answering, "[data-count]", HTMLOutputElement).textContent = `${hit} of ${of} points. ${whenBack(grade)}`;
    }

    /** Says when the question returns. @param {number} grade */
    function whenBack(grade) {
      const { current } = session;
      if (!current) return "";
      if (grade === MISSED && !current.isRepeat && !isStuckAfter(grade)) return "Comes back at the end.";
      const today = calendar.dayOf(now());
      const state = practiceHistory.statesOf(store.document, [current.question]).get(current.question.id);
      const days = interval(review(state, today, grade).stability);
      return days === 1 ? "Comes back tomorrow." : `Comes back in about ${days} days.`;
    }

    /** @param {number} grade */
    function isStuckAfter(grade) {
      const { current } = session;
      if (!current) return false;
      const { answers } = historyOf(store.document, practiceHistory.idsOf(current.question));
      return practiceHistory.isStuck([...answers, [0, grade, 0, 0, 0]]);
    }

    /** @param {SubmitEvent} event */
    function onNext(event) {
      event.preventDefault();
      const { current } = session;
      if (!current) return;
      const result = resultNow();
      last = { points: ticks(), grade: wasGradeChosen ? gradeChoice.value : "" };
      pendingSince = now();
      const ids = practiceHistory.idsOf(current.question);
      const document = addAnswer(store.document, ids, result, pendingSince);
      session = answer(session, result, isStuckAfter(result.grade), chooseFrom(document));
      show();
    }

    async function showSummary() {
      const first = session.answered.filter(({ isRepeat }) => !isRepeat);
      const missed = first.filter(({ result }) => result.grade === MISSED);
      const sum = (/** @type {"hit" | "of"} */ name) => first.reduce((total, { result }) => total + result[name], 0);
      find(summary, "[data-summary]", HTMLElement).textContent = first.length
        ? `${first.length} answered, ${first.length - missed.length} of them said; ` +
          `${sum("hit")} of ${sum("of")} points.`
        : "Nothing answered this time.";
      const items = await Promise.all(missed.map(missedItem));
      find(summary, "[data-summary-list]", HTMLElement).replaceChildren(...items);
      const ids = new Set(session.answered.map(({ question: each }) => each.id));
      const isFirst = [...store.document.log.keys()].every((id) => ids.has(id));
      find(summary, "[data-keep]", HTMLElement).hidden = !isFirst || first.length === 0;
      announce("summary", "Done for now", find(summary, "[data-summary-heading]", HTMLElement));
      showNextTime();
    }

    function showNextTime() {
      const { pending } = session;
      const document = pending
        ? addAnswer(store.document, practiceHistory.idsOf(pending.question), pending.result, pendingSince)
        : store.document;
      const day = practicePlan.planToday(index, document, scope, now());
      find(summary, "[data-next-time]", HTMLElement).textContent = practicePlan.describeNext(day);
    }

    /** @param {PracticeSession["answered"][number]} missed */
    async function missedItem({ question: each, result }) {
      const item = make("li");
      const link = make("a", each.title);
      link.href = practiceData.urlOf((await practiceData.loadEntry(index, each)).url);
      item.append(link, make("span", result.sure === SURE ? "missed, although you were sure" : "missed"));
      return item;
    }

    /** Ticks a point by its number, only while the focus is in the answer. @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
      if (event.key.length === 1) event.stopPropagation(); // the theme leaves the page at some letters
      const box = findAll(points, "input", HTMLInputElement)[Number(event.key) - 1];
      if (!box || answering.hidden) return;
      event.preventDefault();
      box.click();
    }

    asking.addEventListener("submit", onReveal);
    answering.addEventListener("submit", onNext);
    points.addEventListener("change", countPoints);
    gradeChoice.addEventListener("change", () => {
      wasGradeChosen = true;
      countPoints();
    });
    question.addEventListener("keydown", onKey);
    find(asking, "[data-skip]", HTMLElement).addEventListener("click", () => {
      if (session.current) scope.skipped?.add(session.current.question.id);
      session = skip(session, chooseFrom(store.document));
      show();
    });
    find(asking, "[data-stop]", HTMLElement).addEventListener("click", () => {
      session = stop(session);
      show();
    });
    for (const button of findAll(root, "[data-back]", HTMLElement)) {
      button.addEventListener("click", () => {
        session = back(session);
        show();
      });
    }
    find(summary, "[data-export]", HTMLElement).addEventListener("click", () => {
      commit();
      studyguide.progressActions.exportFile(store, root.dataset.practice ?? "");
    });
    find(summary, "[data-again]", HTMLElement).addEventListener("click", () => {
      commit();
      onEnd();
    });
    return { start, commit };
  }

  studyguide.practiceSessionView = { create };
})();

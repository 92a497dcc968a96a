// The start of practice: the plan, what it leads to, and how ready the reader is.
(() => {
  "use strict";
  const { find, make } = studyguide.pageParts;
  const { calendar, practiceData, practiceHistory, practicePlan } = studyguide;
  const { setPlan } = studyguide.progressDocument;

  /**
   * @param {HTMLElement} root the element of practice.html.jinja
   * @param {PracticePageOptions} options
   * @returns {{show(): void}}
   */
  function create(root, { index, store, scope, now, onStart }) {
    const form = find(root, "[data-plan]", HTMLFormElement);
    const path = find(form, "[name=path]", HTMLSelectElement);
    const date = find(form, "[name=date]", HTMLInputElement);
    const minutes = find(form, "[name=minutes]", HTMLSelectElement);
    const start = find(root, "[data-start]", HTMLButtonElement);
    const nextLine = find(root, "[data-next]", HTMLElement);
    const outlook = find(root, "[data-outlook]", HTMLElement);
    const days = find(root, "[data-days]", HTMLDetailsElement);
    const readiness = find(root, "[data-readiness]", HTMLElement);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let laterWork;
    const topicScope = find(root, "[data-topic-scope]", HTMLElement);

    function show() {
      const { plan } = store.document;
      const topic = index.topics.find(({ id }) => id === scope.topic);
      topicScope.hidden = !topic;
      find(topicScope, "strong", HTMLElement).textContent = topic?.name ?? "";
      path.disabled = Boolean(topic);
      setValue(path, scope.path ?? plan?.path ?? "");
      if (date.value !== (plan?.date ?? "")) date.value = plan?.date ?? ""; // it may be half typed
      date.min = calendar.dateOf(calendar.dayOf(now()));
      date.max = calendar.dateOf(calendar.dayOf(now()) + practicePlan.FARTHEST);
      if (plan?.minutes) offerMinutes(plan.minutes);
      const day = practicePlan.planToday(index, store.document, scopeNow(), now());
      showNext(day);
      showReadiness(day);
      clearTimeout(laterWork);
      laterWork = setTimeout(() => showOutlook(day)); // on a slow phone it takes a moment, and the button need not wait
      // On a train the next request may find no network. What cannot be loaded now is asked for again with its
      // question.
      for (const { question } of day.list) practiceData.loadEntry(index, question).catch(() => {});
    }

    /** @param {PracticeDay} day */
    function showOutlook(day) {
      const expected = practicePlan.outlookOf(day);
      outlook.textContent = practicePlan.describeOutlook(day, expected);
      showDays(day, expected);
    }

    /** What is practiced: a topic or path that a link has named, else the path of the plan. @returns {PracticeScope} */
    function scopeNow() {
      return { topic: scope.topic, path: path.value || null, skipped: scope.skipped };
    }

    /**
     * A path that this edition does not have leaves the choice at "all".
     * @param {HTMLSelectElement} select
     * @param {string} value
     */
    function setValue(select, value) {
      select.value = value;
      if (select.selectedIndex < 0) select.selectedIndex = 0;
    }

    /** Minutes from another version of the page stay as they are. @param {number} value */
    function offerMinutes(value) {
      if (![...minutes.options].some((option) => Number(option.value) === value)) {
        minutes.append(make("option", String(value)));
      }
      minutes.value = String(value);
    }

    /** The one thing to do next. @param {PracticeDay} day */
    function showNext(day) {
      const begun = day.states.size > 0;
      start.disabled = false;
      start.hidden = !day.list.length && day.left > 0;
      if (day.list.length) {
        start.textContent = `${begun ? "Continue" : "Start"}: ${practicePlan.describeList(day.list)}`;
      } else start.textContent = "Another round";
      nextLine.textContent = day.list.length ? "" : practicePlan.describeNext(day);
    }

    /** @param {PracticeDay} day @param {PracticeOutlook | undefined} expected */
    function showDays(day, expected) {
      days.hidden = !expected;
      const rows = (expected?.days ?? []).map((each) => {
        const row = make("tr");
        const head = make("th", each.day === day.today ? "Today" : calendar.describeDay(each.day, "short"));
        head.scope = "row";
        row.append(head);
        for (const value of [each.returning, each.fresh, Math.round(each.minutes)])
          row.append(make("td", String(value)));
        return row;
      });
      find(days, "tbody", HTMLElement).replaceChildren(...rows);
    }

    /** @param {PracticeDay} day */
    function showReadiness({ states, target, today }) {
      readiness.hidden = states.size === 0;
      if (readiness.hidden) return;
      find(readiness, "[data-readiness-day]", HTMLElement).textContent =
        target === null || target === today
          ? "Answers that you could give today."
          : `Answers that you could give on ${calendar.describeDay(target)}, if you stopped now.`;
      const items = partsOf(scopeNow()).map(({ title, questions }) => {
        const { answers, of, practiced } = practiceHistory.readiness(questions, states, target ?? today);
        const item = make("li");
        const track = make("span");
        track.className = "track";
        track.style.setProperty("--done", String(of ? answers / of : 0));
        track.append(make("span"));
        track.firstElementChild?.classList.add("bar");
        const text = make("span", `${Math.floor(answers)} of ${of}, ${practiced} begun`);
        text.className = "minutes";
        item.append(make("span", title), track, text);
        return item;
      });
      find(readiness, "ol", HTMLElement).replaceChildren(...items);
    }

    /** The stages of a path; of everything the topics. @param {PracticeScope} inScope */
    function partsOf(inScope) {
      const chosen = index.paths.find(({ id }) => id === inScope.path);
      if (chosen && !inScope.topic) {
        return chosen.stages.map(({ title, questions }) => ({
          title,
          questions: questions.flatMap((id) => index.byId.get(id) ?? []),
        }));
      }
      return index.topics
        .filter(({ id }) => !inScope.topic || id === inScope.topic)
        .map(({ id, name }) => ({ title: name, questions: index.questions.filter(({ topic }) => topic === id) }));
    }

    function savePlan() {
      const choice = { date: date.value || null, minutes: Number(minutes.value), path: path.value || null };
      if (!scope.topic) scope.path = null; // from now on the plan says it
      store.update((progress, at) => setPlan(progress, choice, at));
    }

    form.addEventListener("change", savePlan);
    form.addEventListener("submit", (event) => event.preventDefault());
    start.addEventListener("click", () => onStart(scopeNow()));
    return { show };
  }

  studyguide.practiceStart = { create };
})();

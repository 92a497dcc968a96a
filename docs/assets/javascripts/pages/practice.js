// The practice page: shows one of its states, and brings the start and the session together.
(() => {
  "use strict";
  const { find, findAll } = studyguide.pageParts;

  const root = document.querySelector("[data-practice]");
  if (root instanceof HTMLElement) practice(root);

  /** @param {HTMLElement} root */
  async function practice(root) {
    const store = studyguide.store.open(root.dataset.practice ?? "");
    const now = () => Math.floor(Date.now() / 60_000);
    const foot = find(document, ".practice-foot", HTMLElement);
    const storage = find(root, "[data-storage]", HTMLElement);
    const status = find(root, "[data-status]", HTMLElement);
    const fault = find(root, "[data-fault]", HTMLElement);
    const pageTitle = document.title;
    /** @type {PracticeScope} */
    const scope = { skipped: new Set() };

    studyguide.progressActions.connect(find(foot, "[data-progress]", HTMLElement), store);

    /** @param {"start" | "question" | "summary" | "warm-up"} state */
    function showState(state) {
      for (const section of findAll(root, "[data-state]", HTMLElement))
        section.hidden = section.dataset.state !== state;
      foot.hidden = state !== "start";
      showStorage();
    }

    /** During a session the line stands above the question; at the start it stands with the other controls. */
    function showStorage() {
      storage.textContent = store.status;
      storage.hidden = !store.status || !foot.hidden;
    }

    /**
     * Shows a step of the session, and tells it to those who do not see it.
     * @param {"question" | "answer" | "summary" | "warm-up"} step
     * @param {string} text
     * @param {HTMLElement} focus
     */
    function announce(step, text, focus) {
      showState(step === "answer" ? "question" : step);
      document.title = `${text} · ${pageTitle}`;
      status.textContent = text;
      focus.focus();
    }

    /** @type {PracticeIndex} */
    let index;
    try {
      index = await studyguide.practiceData.loadIndex();
    } catch {
      fault.textContent = "The questions could not be loaded. Check the connection, then reload the page.";
      fault.hidden = false;
      find(root, "[data-outlook]", HTMLElement).textContent = "";
      return;
    }

    function showStart() {
      document.title = pageTitle;
      showState("start");
      start.show();
    }

    const options = {
      index,
      store,
      scope,
      now,
      announce,
      /** @param {PracticeScope} chosen */
      onStart: (chosen) => session.start(chosen),
      onEnd() {
        showStart();
        find(root, "[data-start]", HTMLElement).focus();
      },
    };
    const start = studyguide.practiceStart.create(root, options);
    const session = studyguide.practiceSessionView.create(root, options);

    /** A link to this page can name what to practice: `#path=developer`, `#topic=storage`. */
    function readScope() {
      const named = new URLSearchParams(location.hash.slice(1));
      scope.topic = index.topics.find(({ id }) => id === named.get("topic"))?.id ?? null;
      scope.path = index.paths.find(({ id }) => id === named.get("path"))?.id ?? null;
      session.commit();
      showStart();
    }

    /** A guide may have questions with options; what shows them is loaded when it is asked for. */
    async function warmUp() {
      const script = find(document, "meta[name=warm-up-script]", HTMLMetaElement);
      await studyguide.practiceData.loadScript(new URL(script.content, location.href));
      studyguide.warmUp.start(root, options, choices);
    }

    const choices = index.questions.filter(({ choice }) => choice);
    const warmUpLine = find(root, "[data-warm-up]", HTMLElement);
    warmUpLine.hidden = choices.length === 0;
    find(warmUpLine, "button", HTMLElement).addEventListener("click", () => {
      warmUp().catch(() => (warmUpLine.hidden = true)); // without network there is no warm-up
    });
    store.subscribe(() => {
      showStorage();
      if (!foot.hidden) start.show();
    });
    addEventListener("hashchange", () => {
      if (!location.hash || /^#(topic|path)=/.test(location.hash)) readScope(); // other links lead to headings
    });
    addEventListener("pagehide", session.commit);
    addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") session.commit();
    });
    readScope();
  }
})();

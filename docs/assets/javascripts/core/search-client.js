// Asks the search worker from a page, so that the filter of the list finds what the search box finds.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});

  const SETUP = 0;
  const MATCH = 4;
  const TIMEOUT = 8000; // milliseconds

  /** What the theme writes into each page: the root of the site and the script of the search. */
  function themeSettings() {
    const { base, search } = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
    return { root: new URL(`${base}/`, location.href), script: new URL(search, location.href) };
  }

  /** @param {URL} root @returns {Promise<unknown>} */
  async function loadIndex(root) {
    if (location.protocol !== "file:") return (await fetch(new URL("search/search_index.json", root))).json();
    await new Promise((resolve, reject) => {
      const script = document.createElement("script"); // scripts may not fetch files, but load other scripts
      script.src = new URL("search/search_index.js", root).href;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return globalThis.__index;
  }

  /** @returns {SearchClient} */
  function open() {
    const { root, script } = themeSettings();
    const worker = new Worker(script);
    const ready = loadIndex(root).then((data) => ask({ type: SETUP, data }));
    /** @type {Promise<unknown>} */
    let last = ready;

    /** Sends a message; its answer is the next message of the worker. @param {object} message @returns {Promise<any>} */
    function ask(message) {
      return new Promise((resolve, reject) => {
        setTimeout(reject, TIMEOUT, new Error("The search does not answer."));
        worker.addEventListener("error", reject, { once: true });
        worker.addEventListener("message", ({ data }) => resolve(data), { once: true });
        worker.postMessage(message);
      });
    }

    return {
      async match(text) {
        await ready;
        const answer = last.then(() => ask({ type: MATCH, data: text }));
        last = answer.catch(() => undefined);
        return (await answer).data;
      },
    };
  }

  studyguide.searchClient = { open };
})();

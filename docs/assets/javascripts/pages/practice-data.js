// Loads the data of practice when it is asked for. It comes as scripts, since a page that was opened from disk can load
// nothing else; the page names the index in a `meta` element, and the index names the file of each topic.
(() => {
  "use strict";
  const meta = document.querySelector("meta[name=practice-index]");
  const indexUrl = new URL(meta instanceof HTMLMetaElement ? meta.content : "", location.href);
  const siteRoot = new URL("../", indexUrl);

  /** @type {Map<string, Promise<any>>} */
  const loading = new Map();

  /** Loads a script once; one that could not be loaded is asked for again the next time. @param {URL} url */
  function loadScript(url) {
    const started = loading.get(url.href);
    if (started) return started;
    const promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url.href;
      script.onload = resolve;
      script.onerror = () => {
        loading.delete(url.href);
        script.remove();
        reject(new Error(`${url.pathname} could not be loaded`));
      };
      document.head.append(script);
    });
    loading.set(url.href, promise);
    return promise;
  }

  /** Loads the value with a name. @param {string} name @param {URL} url */
  async function load(name, url) {
    await loadScript(url);
    return studyguidePracticeData[name];
  }

  /** @returns {Promise<PracticeIndex>} */
  async function loadIndex() {
    return studyguide.practicePlan.completeIndex(await load("practice-index", indexUrl));
  }

  /**
   * Loads what practice shows of a question.
   * @param {PracticeIndex} index
   * @param {PracticeQuestion} question
   * @returns {Promise<PracticeEntry>}
   */
  async function loadEntry(index, question) {
    const file = index.topics.find(({ id }) => id === question.topic)?.file ?? "";
    const entries = await load(`practice-${question.topic}`, new URL(file, indexUrl));
    return entries[question.id];
  }

  /**
   * Shows a piece of the guide's own HTML, with links that work from this page.
   * @param {Element} element
   * @param {string} html
   */
  function showFragment(element, html) {
    element.innerHTML = html;
    for (const link of element.querySelectorAll("a")) {
      link.href = urlOf(link.getAttribute("href") ?? "");
      link.target = "_blank"; // a session goes on in this tab
      link.rel = "noopener";
    }
  }

  /** @param {string} url relative to the root of the site */
  function urlOf(url) {
    return new URL(url, siteRoot).href;
  }

  studyguide.practiceData = { loadScript, loadIndex, loadEntry, showFragment, urlOf };
})();

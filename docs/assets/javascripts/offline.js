// Only in a copy of the site that is opened from disk: browsers refuse workers there, so the search worker runs in the
// page itself, behind the part of the `Worker` interface that the theme uses.
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  class WorkerInPage extends EventTarget {
    /** @param {string} url */
    constructor(url) {
      super();
      const script = document.createElement("script");
      script.src = url;
      this.loaded = new Promise((resolve, reject) => {
        script.onload = resolve;
        script.onerror = reject;
      });
      document.head.append(script);
    }

    /** @param {unknown} message */
    async postMessage(message) {
      await this.loaded;
      globalThis.searchReceive?.(message, (data) => this.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {}
  }

  Object.assign(window, { Worker: WorkerInPage });
})();

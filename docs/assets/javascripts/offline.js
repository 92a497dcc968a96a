// Only in a copy for reading from disk. Browsers refuse workers there, so the search's script runs in the page itself.
(() => {
  "use strict";
  if (location.protocol !== "file:") return;
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const script = document.createElement("script");
      script.src = address;
      this.loaded = new Promise((done, failed) => {
        script.onload = done;
        script.onerror = failed;
      });
      document.head.append(script);
    }
    postMessage(message) {
      const reply = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.loaded.then(() => window.searchReceive(message, reply));
    }
    terminate() {}
  };
})();

// The store: the progress document of the guide in this browser, for any page. Every save first joins what is stored,
// so that two tabs never undo each other. Where the browser refuses to store, the document lives as long as the page.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});
  const { empty, join, resetAll } = studyguide.progressDocument;
  const { MAX_FILE_SIZE, importText, parse, write } = studyguide.progressFormat;

  const REFUSED =
    "This browser keeps no data for this site: your progress lasts until you leave the page. Export saves it.";
  const NOT_SAVED = "Your progress could not be stored, the browser's storage may be full. Export saves it.";
  const NEWER =
    "A newer version of this guide has stored your progress, which stays untouched. Reload the page to see it. " +
    "Export saves what you do here.";

  /** @type {Record<ProgressFault["fault"], string>} */
  const FAULTS = {
    "not-json": "it is not JSON",
    "not-progress": "it holds no progress of a study guide",
    "newer-version": "it was written by a newer version of the guide",
    "other-guide": "it belongs to another guide",
    "too-large": "it is too large",
    "too-many": "together with yours it would hold too many questions",
  };

  /** @param {ProgressStoreOptions} options @returns {ProgressStore} */
  function create({ storage, key, guide, now }) {
    let current = empty(guide);
    /** @type {ProgressFault["fault"] | "refused" | undefined} why what is stored must stay as it is */
    let obstacle;
    /** @type {string | null} the stored text that the document already holds */
    let joined = null;
    let unsaved = false;
    let dropped = 0;
    /** @type {(() => void)[]} */
    const listeners = [];

    /** Returns the stored text. */
    function joinStored() {
      obstacle = undefined;
      let text = null;
      try {
        text = storage().getItem(key);
      } catch {
        obstacle = "refused";
      }
      if (text === null || text === joined) return text;
      const parsed = parse(text, guide);
      if ("fault" in parsed) {
        obstacle = parsed.fault;
      } else {
        current = join(current, parsed.document);
        dropped = parsed.dropped;
        joined = text;
      }
      return text;
    }

    function save() {
      const text = write(current);
      unsaved = true;
      if (obstacle) return;
      try {
        storage().setItem(key, text);
        joined = text;
        unsaved = false;
        dropped = 0;
      } catch {
        // The status says so.
      }
    }

    /** @param {() => void} change */
    function commit(change) {
      joinStored();
      change();
      save();
      notify();
    }

    function notify() {
      for (const listener of listeners) listener();
    }

    function statusText() {
      if (obstacle === "refused") return REFUSED;
      if (obstacle === "newer-version") return NEWER;
      if (obstacle) {
        return `Stored progress cannot be read: ${FAULTS[obstacle]}. It stays untouched until you press Reset.`;
      }
      if (unsaved) return NOT_SAVED;
      return dropped ? `Left out as unreadable: ${dropped} of the entries stored in this browser.` : "";
    }

    joinStored();
    return {
      get document() {
        return current;
      },
      get status() {
        return statusText();
      },
      update(change) {
        commit(() => (current = change(current, now())));
      },
      reset() {
        commit(() => {
          current = resetAll(current, now());
          // What cannot be read is part of what the reader wants to be gone.
          if (obstacle !== "refused" && obstacle !== "newer-version") obstacle = undefined;
        });
      },
      async importFile(file) {
        if (file.size > MAX_FILE_SIZE) return { refused: FAULTS["too-large"] };
        const text = await file.text().catch(() => null);
        if (text === null) return { refused: "it could not be read" };
        joinStored();
        const result = importText(current, text, now());
        if ("fault" in result) return { refused: FAULTS[result.fault] };
        current = result.document;
        save();
        notify();
        return result;
      },
      exportText() {
        joinStored();
        return write(current);
      },
      reload(removed = false) {
        if (removed && !unsaved) {
          current = empty(guide);
          joined = null;
        }
        const stored = joinStored();
        // Browsers do not lock the storage: of two saves at the same moment one is lost, and is made again here.
        if (stored !== null && stored !== write(current)) save();
        notify();
      },
      subscribe(listener) {
        listeners.push(listener);
      },
    };
  }

  /** @param {string} guide the id of the guide */
  function open(guide) {
    const settings = JSON.parse(document.getElementById("__config")?.textContent ?? "{}"); // written by the theme
    // Sites of one owner may share an origin, so the key names the guide and the path that it is served from.
    const key = `study-guide-progress:${guide}:${new URL(settings.base ?? ".", location.href).pathname}`;
    const store = create({ storage: () => localStorage, key, guide, now: () => Math.floor(Date.now() / 60_000) });
    addEventListener("storage", (event) => {
      if (event.key === key) store.reload(event.newValue === null);
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) store.reload(); // back from the browser's page cache, where no storage event arrives
    });
    return store;
  }

  studyguide.store = { create, open };
})();

// The store: two tabs, a browser that refuses to store, a full storage, and what others have written there.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { GUIDE, documents, plain, textOf } from "./documents.mjs";
import { fc } from "./fast-check.mjs";
import "../../docs/assets/javascripts/core/store.js";

const { setTick, historyOf } = studyguide.progressDocument;
const { MAX_FILE_SIZE, VERSION, write } = studyguide.progressFormat;

const KEY = `study-guide-progress:${GUIDE}:/guide/`;
const NEWER = textOf({ version: VERSION + 1, ticks: { a: [1, 1] } });

/** A storage that can refuse, and that can be full. */
class MemoryStorage {
  /** @type {Map<string, string>} */
  items = new Map();
  refuses = false;
  capacity = Infinity;

  /** @param {string} key */
  getItem(key) {
    if (this.refuses) throw new DOMException("refused", "SecurityError");
    return this.items.get(key) ?? null;
  }

  /** @param {string} key @param {string} text */
  setItem(key, text) {
    if (this.refuses || text.length > this.capacity) throw new DOMException("full", "QuotaExceededError");
    this.items.set(key, text);
  }
}

/** @param {MemoryStorage} storage @param {() => Minute} now */
function openTab(storage, now = () => 1000) {
  return studyguide.store.create({ storage: () => storage, key: KEY, guide: GUIDE, now });
}

/** @param {ProgressStore} store @param {string} id @param {boolean} done */
function tick(store, id, done = true) {
  store.update((document, now) => setTick(document, [id], done, now));
}

/** @param {ProgressStore} store */
function ticked(store) {
  return [...store.document.ticks.keys()].filter((id) => historyOf(store.document, [id]).tick[1] === 1).sort();
}

suite("two tabs", () => {
  test("never undo each other, though neither hears of the other", () => {
    const storage = new MemoryStorage();
    const [one, other] = [openTab(storage), openTab(storage)];
    tick(one, "a");
    tick(other, "b");
    tick(one, "c");
    assert.deepEqual(ticked(openTab(storage)), ["a", "b", "c"]);
  });

  test("keep a reset that one of them made", () => {
    const storage = new MemoryStorage();
    const [one, other] = [openTab(storage), openTab(storage)];
    tick(one, "a");
    other.reload();
    one.reset();
    tick(other, "b");
    assert.deepEqual(ticked(openTab(storage)), ["b"]);
  });

  test("end alike, whatever they do in turns and whichever clock they have", () => {
    const steps = fc.array(
      fc.record({
        first: fc.boolean(),
        id: fc.constantFrom("a", "b", "c"),
        done: fc.option(fc.boolean()),
        clock: fc.nat({ max: 20 }),
      }),
    );
    const law = fc.property(steps, (all) => {
      const storage = new MemoryStorage();
      let clock = 0;
      const [one, other] = [openTab(storage, () => clock), openTab(storage, () => clock)];
      for (const step of all) {
        clock = step.clock;
        const tab = step.first ? one : other;
        if (step.done === null) tab.reset();
        else tick(tab, step.id, step.done);
        if (step.done !== null) assert.equal(ticked(tab).includes(step.id), step.done);
      }
      one.reload();
      other.reload();
      assert.equal(one.exportText(), other.exportText());
      if (all.length) assert.equal(one.exportText(), storage.getItem(KEY));
    });
    fc.assert(law);
  });

  test("make a save again that was lost because both saved at once", () => {
    const storage = new MemoryStorage();
    const [one, other] = [openTab(storage), openTab(storage)];
    tick(one, "a");
    storage.items.delete(KEY); // the other tab has read before this save, and writes after it
    tick(other, "b");
    one.reload();
    assert.deepEqual(ticked(openTab(storage)), ["a", "b"]);
  });

  test("follow when one of them removes what is stored", () => {
    const storage = new MemoryStorage();
    const [one, other] = [openTab(storage), openTab(storage)];
    tick(one, "a");
    other.reload();
    storage.items.delete(KEY);
    other.reload(true);
    assert.deepEqual(ticked(other), []);
    assert.equal(storage.getItem(KEY), null);
  });
});

suite("a browser that stores nothing", () => {
  test("says so, and the page works", () => {
    const store = studyguide.store.create({
      storage: () => {
        throw new DOMException("off", "SecurityError");
      },
      key: KEY,
      guide: GUIDE,
      now: () => 1000,
    });
    assert.match(store.status, /keeps no data.*Export/);
    tick(store, "a");
    tick(store, "b");
    assert.deepEqual(ticked(store), ["a", "b"]);
    assert.deepEqual(JSON.parse(store.exportText()).ticks, { a: [1000, 1], b: [1000, 1] });
    store.reset();
    assert.deepEqual(ticked(store), []);
  });

  test("and is full says so, loses nothing of the page, and stores all of it once there is space", () => {
    const storage = new MemoryStorage();
    storage.capacity = 10;
    const store = openTab(storage);
    assert.equal(store.status, "");
    tick(store, "a");
    assert.match(store.status, /could not be stored.*full.*Export/);
    store.reload();
    store.reload(true);
    assert.match(store.status, /could not be stored/);
    assert.deepEqual(ticked(store), ["a"]);
    storage.capacity = Infinity;
    tick(store, "b");
    assert.equal(store.status, "");
    assert.deepEqual(ticked(openTab(storage)), ["a", "b"]);
  });
});

suite("what is stored by a newer version", () => {
  test("stays untouched, also by a reset and an import", async () => {
    const storage = new MemoryStorage();
    storage.items.set(KEY, NEWER);
    const store = openTab(storage);
    assert.match(store.status, /newer version/);
    tick(store, "a");
    store.reset();
    tick(store, "b");
    const result = await store.importFile(new Blob([textOf({ ticks: { c: [1, 1] } })]));
    assert.equal("refused" in result, false);
    assert.deepEqual(ticked(store), ["b", "c"]);
    assert.equal(storage.getItem(KEY), NEWER);
    assert.equal(JSON.parse(store.exportText()).version, VERSION);
  });

  test("while the page is open stays untouched too", () => {
    const storage = new MemoryStorage();
    const store = openTab(storage);
    tick(store, "a");
    storage.items.set(KEY, NEWER);
    tick(store, "b");
    assert.equal(storage.getItem(KEY), NEWER);
    assert.match(store.status, /newer version/);
    assert.deepEqual(ticked(store), ["a", "b"]);
  });
});

suite("what is stored and cannot be read", () => {
  for (const text of ["{broken", "null", textOf({ guide: "another-guide" })]) {
    test(`stays untouched until a reset: ${text.slice(0, 60)}`, () => {
      const storage = new MemoryStorage();
      storage.items.set(KEY, text);
      const store = openTab(storage);
      assert.match(store.status, /cannot be read: .*Reset/);
      tick(store, "a");
      assert.deepEqual(ticked(store), ["a"]);
      assert.equal(storage.getItem(KEY), text);
      store.reset();
      assert.equal(store.status, "");
      tick(store, "b");
      assert.deepEqual(ticked(openTab(storage)), ["b"]);
    });
  }

  test("in part is left out, and said until it is gone", () => {
    const storage = new MemoryStorage();
    storage.items.set(KEY, textOf({ ticks: { a: [1, 1], b: ["x", 1] } }));
    const store = openTab(storage);
    assert.match(store.status, /unreadable: 1 of/);
    tick(store, "c");
    assert.equal(store.status, "");
    assert.deepEqual(ticked(openTab(storage)), ["a", "c"]);
  });

  test("never throws, whatever it is", () => {
    const law = fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.jsonValue().map((ticks) => textOf({ ticks, log: ticks, reset: ticks })),
      ),
      (text) => {
        const storage = new MemoryStorage();
        storage.items.set(KEY, text);
        const store = openTab(storage);
        tick(store, "a");
        assert.ok(ticked(store).includes("a"));
        store.reset();
        assert.deepEqual(ticked(store), []);
      },
    );
    fc.assert(law);
  });
});

suite("a stored document of version 1", () => {
  const old = JSON.stringify({
    format: "study-guide-progress",
    version: 1,
    guide: GUIDE,
    ticks: { a: [5, 1] },
    notes: 7,
  });

  test("is written as the current version by the next change, and not before", () => {
    const storage = new MemoryStorage();
    storage.items.set(KEY, old);
    const store = openTab(storage);
    assert.equal(storage.getItem(KEY), old);
    tick(store, "b");
    const kept = JSON.parse(storage.getItem(KEY) ?? "");
    assert.deepEqual([kept.version, kept.ticks, kept.notes], [VERSION, { a: [5, 1], b: [1000, 1] }, 7]);
  });
});

suite("an import", () => {
  test("is joined, stored and announced", async () => {
    const storage = new MemoryStorage();
    const store = openTab(storage);
    let calls = 0;
    store.subscribe(() => calls++);
    tick(store, "a");
    await store.importFile(new Blob([textOf({ ticks: { b: [1, 1] } })]));
    assert.deepEqual(ticked(openTab(storage)), ["a", "b"]);
    assert.equal(calls, 2);
  });

  test("that is refused changes nothing and says why", async () => {
    const storage = new MemoryStorage();
    const store = openTab(storage);
    tick(store, "a");
    const before = storage.getItem(KEY);
    const cases = /** @type {[Blob, RegExp][]} */ ([
      [new Blob(["x"]), /not JSON/],
      [new Blob(["{}"]), /no progress/],
      [new Blob([textOf({ guide: "x" })]), /another guide/],
      [new Blob([NEWER]), /newer version/],
      [
        Object.assign(new Blob([" ".repeat(MAX_FILE_SIZE + 1)]), { text: () => Promise.reject(new Error("read")) }),
        /too large/,
      ],
      [Object.assign(new Blob(), { text: () => Promise.reject(new Error("gone")) }), /could not be read/],
    ]);
    for (const [file, reason] of cases) {
      const result = await store.importFile(file);
      assert.match("refused" in result ? result.refused : "", reason);
    }
    assert.equal(storage.getItem(KEY), before);
  });

  test("of an export into an empty browser gives the same bytes", async () => {
    const law = fc.asyncProperty(documents, async (document) => {
      const [storage, target] = [new MemoryStorage(), new MemoryStorage()];
      storage.items.set(KEY, write(document));
      const text = openTab(storage).exportText();
      await openTab(target).importFile(new Blob([text]));
      assert.equal(target.getItem(KEY), text);
    });
    await fc.assert(law);
  });
});

test("an export holds what another tab has stored meanwhile", () => {
  const storage = new MemoryStorage();
  const [one, other] = [openTab(storage), openTab(storage)];
  tick(other, "b");
  assert.deepEqual(Object.keys(plain(other.document).ticks), ["b"]);
  assert.deepEqual(Object.keys(JSON.parse(one.exportText()).ticks), ["b"]);
});

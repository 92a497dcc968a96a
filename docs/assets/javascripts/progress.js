// Ticks on role paths: which questions the reader has done. They are kept in this browser by question id, so that a question
// done in one path is done in all of them. One document holds them; later features may add fields to it, which are kept.
//
// Joining two documents keeps the later tick of each question. Import, a second tab and a reload are therefore the same
// operation, and their order does not matter. What comes out of storage is treated like a file from a stranger.
(() => {
  "use strict";

  const FORMAT = "study-guide-progress";
  const VERSION = 1;
  const MAX_CHARACTERS = 500_000;
  const MAX_TICKS = 5_000;
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const DAY = 24 * 60;

  const panel = document.querySelector("[data-progress]");
  if (!panel) return;
  const guide = panel.dataset.progress;
  const base = JSON.parse(document.getElementById("__config").textContent).base;
  // Sites of one owner may share an origin, so the key names the guide and the path it lives under.
  const key = `${FORMAT}:${guide}:${new URL(base, location.href).pathname}`;
  const boxes = [...document.querySelectorAll("input[data-tick]")];
  const message = panel.querySelector("[data-progress-message]");

  const now = () => Math.floor(Date.now() / 60_000);
  const empty = () => ({ format: FORMAT, version: VERSION, guide, ticks: new Map() });

  /** Reads a document from text that may be anything. Gives the document, or in `fault` what is wrong with it. */
  function parse(text) {
    if (text === null) return { document: empty(), dropped: 0 };
    if (text.length > MAX_CHARACTERS) return { fault: "it is too large" };
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      return { fault: "it is not JSON" };
    }
    if (!isObject(data) || data.format !== FORMAT) return { fault: "it holds no progress of a study guide" };
    if (data.guide !== guide) return { fault: "it belongs to another guide" };
    if (data.version !== VERSION) return { fault: "it was written by another version of this page" };
    const ticks = new Map();
    let dropped = 0;
    for (const [id, tick] of isObject(data.ticks) ? Object.entries(data.ticks) : []) {
      if (ticks.size < MAX_TICKS && isTick(id, tick)) ticks.set(id, [Math.min(tick[0], now() + DAY), tick[1]]);
      else dropped += 1;
    }
    return { document: { ...data, ticks }, dropped };
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  function isTick(id, tick) {
    const known = id.length <= 60 && ID.test(id) && Array.isArray(tick) && tick.length === 2;
    return known && Number.isSafeInteger(tick[0]) && tick[0] >= 0 && (tick[1] === 0 || tick[1] === 1);
  }

  /** Writes a document as text. */
  function write(document) {
    return JSON.stringify({ ...document, ticks: Object.fromEntries(document.ticks) });
  }

  /** Of two ticks of one question the later; of the same minute the one that says done. */
  function later(one, other) {
    if (!one || !other) return one ?? other;
    return one[0] > other[0] || (one[0] === other[0] && one[1] === 1) ? one : other;
  }

  function join(one, other) {
    const ticks = new Map(one.ticks);
    for (const [id, tick] of other.ticks) ticks.set(id, later(ticks.get(id), tick));
    return { ...other, ...one, ticks };
  }

  let current = empty();
  let keeps = true; // whether the browser keeps what we write, and we may write over what it has

  const say = (text) => { message.textContent = text; };

  function load() {
    let text;
    try {
      text = localStorage.getItem(key);
    } catch {
      keeps = false;
      say("This browser keeps no data for this site: ticks last until you leave the page. Export saves them.");
      return;
    }
    const kept = parse(text);
    if (kept.fault) return leave(kept.fault);
    if (kept.dropped) say(`${kept.dropped} of the ticks kept in this browser could not be read and are left out.`);
    current = join(current, kept.document);
  }

  function leave(fault) {
    keeps = false;
    say(`The ticks kept in this browser cannot be read (${fault}). They stay untouched until you press Reset.`);
  }

  /** Keeps the ticks, joined with what another tab may have kept in between. */
  function save() {
    if (!keeps) return;
    try {
      const kept = parse(localStorage.getItem(key));
      if (kept.fault) return leave(kept.fault);
      if (kept.document) current = join(current, kept.document);
      localStorage.setItem(key, write(current));
    } catch {
      keeps = false;
      say("The ticks could not be kept in this browser. Export saves them.");
    }
  }

  /** A question's tick, also one that was made under an id it had before. */
  function tickOf(box) {
    const ids = [box.dataset.tick, ...box.dataset.formerly.split(" ")];
    return ids.map((id) => current.ticks.get(id)).reduce(later, undefined);
  }

  function show() {
    for (const box of boxes) box.checked = tickOf(box)?.[1] === 1;
    for (const place of document.querySelectorAll("[data-progress-of]")) {
      const stage = place.dataset.progressOf;
      const inside = boxes.filter((box) => stage === "path" || box.dataset.stage === stage);
      const minutes = (part) => part.reduce((sum, box) => sum + Number(box.dataset.minutes), 0);
      const done = inside.filter((box) => box.checked);
      place.style.setProperty("--done", String(minutes(done) / minutes(inside)));
      const output = place.querySelector("output");
      if (output) output.textContent = `${done.length} of ${inside.length} done, ${minutes(inside) - minutes(done)} min to go`;
    }
  }

  function onTick(box) {
    // A click is later than what it answers, also within the same minute and after a clock was set back.
    const minute = Math.max(now(), (tickOf(box)?.[0] ?? -1) + 1);
    current.ticks.set(box.dataset.tick, [minute, box.checked ? 1 : 0]);
    save();
    show();
  }

  function exportTicks() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([write(current)], { type: "application/json" }));
    link.download = `${guide}-progress.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async function importTicks(file) {
    const read = file.size > MAX_CHARACTERS ? { fault: "it is too large" } : parse(await file.text());
    if (read.fault) {
      say(`${file.name} was not imported: ${read.fault}.`);
      return;
    }
    current = join(current, read.document);
    save();
    show();
    const left = read.dropped ? ` ${read.dropped} could not be read and are left out.` : "";
    say(`Joined ${read.document.ticks.size} ticks from ${file.name}; of each question the later one counts.${left}`);
  }

  function reset() {
    current = empty();
    try {
      localStorage.removeItem(key);
      keeps = true;
      say("All ticks of this guide are gone from this browser.");
    } catch {
      say("All ticks on this page are gone.");
    }
    show();
  }

  for (const box of boxes) box.addEventListener("change", () => onTick(box));
  panel.querySelector("[data-export]").addEventListener("click", exportTicks);
  const input = panel.querySelector("input[type=file]");
  panel.querySelector("[data-import]").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    if (input.files.length) await importTicks(input.files[0]);
    input.value = ""; // so that the same file can be chosen again
  });
  const dialog = panel.querySelector("dialog");
  panel.querySelector("[data-reset]").addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "reset") reset();
    dialog.returnValue = "";
  });
  addEventListener("storage", (event) => {
    if (event.key !== key || !keeps) return;
    const kept = parse(event.newValue);
    if (event.newValue === null) current = empty(); // another tab has reset
    else if (kept.document) current = join(current, kept.document);
    show();
  });

  load();
  show();
})();

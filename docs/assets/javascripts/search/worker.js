// The theme's protocol, with the engine behind it: SETUP is answered by READY, and each QUERY by one RESULT, in order.

/**
 * @typedef {object} Setup
 * @property {{format?: number, words?: string, synonyms?: [string, string][]}} config
 * @property {SearchDocument[]} docs
 *
 * @typedef {{type: 0, data: Setup} | {type: 2, data: string}} Message
 * @typedef {{type: 1} | {type: 3, data: {items: object[][], suggest?: string[]}}} Reply
 */

/** The format of the index that this script can read; the same number stands in studyguide/search. */
const FORMAT = 1;
/** How long the first query waits for the words of the texts, in milliseconds. */
const WORDS_TIMEOUT = 4000;
const SHOWN = 40;

/** @type {Setup} */
let setup = { config: {}, docs: [] };
/** @type {Promise<ReturnType<typeof createEngine>> | undefined} */
let engine;
/** Whether the words of the texts could not be fetched. */
let incomplete = false;

/** @param {Message} message @returns {Promise<Reply>} */
async function handle(message) {
  if (message.type === 0) {
    // A browser may keep an index that is older or newer than this script: then nothing is found until it is renewed.
    setup = message.data.config.format === FORMAT ? message.data : { config: {}, docs: [] };
    engine = undefined;
    return { type: 1 };
  }
  try {
    return { type: 3, data: await answer(message.data) };
  } catch (error) {
    console.error(error);
    return { type: 3, data: { items: [] } };
  }
}

/** @param {string} query */
async function answer(query) {
  const asked = query.slice(0, 200);
  if (!wordsOf(asked).length && incomplete) engine = undefined; // the box was emptied: the next query tries again
  if (!setup.docs.length || !wordsOf(asked).length) return { items: [] };
  engine ??= loadWords().then((words) => createEngine(setup.docs, words, setup.config.synonyms ?? []));
  const ready = await engine;
  const rows = ready.search(asked);
  const next = ready.complete(/[a-z0-9]*$/.exec(asked.toLowerCase())?.[0] ?? "", rows);
  return { items: rows.slice(0, SHOWN).map((row) => [itemOf(row, ready)]), suggest: next ? [next] : [] };
}

/** The words of the texts; without them titles and other names are still found. */
async function loadWords() {
  const { words } = setup.config;
  incomplete = false;
  if (!words) return "";
  const given = /** @type {{searchWords?: string}} */ (globalThis).searchWords;
  if (given !== undefined) return given; // a copy opened from disk
  try {
    const address = new URL(`../../${words}`, self.location.href);
    const response = await fetch(address, { signal: AbortSignal.timeout(WORDS_TIMEOUT) });
    if (!response.ok) throw new Error(`${address} answers ${response.status}`);
    return await response.text();
  } catch (error) {
    console.warn("Only titles and other names can be searched.", error);
    incomplete = true;
    return "";
  }
}

/**
 * A row as the theme expects it. The theme inserts the title as HTML, so title and tags are escaped here. Tags in the
 * theme's own field would become a landmark in each row, which would hamper people who jump between landmarks.
 * @param {Row} row
 * @param {ReturnType<typeof createEngine>} ready
 */
function itemOf(row, ready) {
  const document = setup.docs[row.number];
  /** @type {Record<string, boolean>} */
  const terms = {};
  for (const term of row.terms) {
    const word = ready.word(term);
    if (word && word.length > 1) terms[word] = true;
  }
  if (!Object.keys(terms).length) {
    // Found by another name only: its own name is what can be marked on the page.
    for (const word of wordsOf(document.title)) if (!STOP_WORDS.has(word)) terms[word] = true;
  }
  return {
    location: document.location,
    title: marked(document.title, row.terms) + (document.tags ? ` <small>${escaped(document.tags.join(" · "))}</small>` : ""),
    text: "",
    score: row.score,
    terms,
  };
}

/** @param {string} title @param {Set<string>} terms */
function marked(title, terms) {
  const pieces = title.split(/([A-Za-z0-9]+)/);
  const hit = (/** @type {string} */ piece) => terms.has(stem(piece.toLowerCase()));
  return pieces.map((piece, index) => (index % 2 && hit(piece) ? `<mark>${piece}</mark>` : escaped(piece))).join("");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** @type {Promise<unknown>} */
let queue = Promise.resolve();

/**
 * Answers messages in their order, whatever each has to wait for.
 * @param {Message} message
 * @param {(reply: Reply) => void} reply
 */
function receive(message, reply) {
  queue = queue.then(() => handle(message)).then(reply);
}

if (typeof WorkerGlobalScope === "undefined") Object.assign(globalThis, { searchReceive: receive }); // opened from disk
else self.onmessage = (event) => receive(event.data, (reply) => self.postMessage(reply));

// The theme's protocol, with the engine behind it: SETUP is answered by READY, and each QUERY by one RESULT, in order.

/**
 * @typedef {object} Setup
 * @property {{format?: number, parts?: Parts}} config
 *
 * @typedef {{documents: string, words: string, sentences: string}} Parts
 *
 * @typedef {{type: 0, data: Setup} | {type: 2 | 4, data: string}} Message
 * @typedef {{type: 1} | {type: 3, data: {items: object[][], suggest?: string[]}} | {type: 5, data: Matches}} Reply
 *
 * @typedef {object} Matches the questions that a query finds, for the filter of their list
 * @property {string[]} ids best first
 * @property {SearchNote} [note]
 */

/** The format of the index that this script can read; the same number stands in studyguide/search. */
const FORMAT = 3;
/** How long the first query waits for a part of the index, in milliseconds. */
const TIMEOUT = 4000;
const SHOWN = 40;
const LONGEST_QUERY = 200;

/** @type {Setup} */
let setup = { config: {} };
/** @type {Promise<Results | undefined> | undefined} */
let results;
/** Whether a part of the index could not be fetched. */
let incomplete = false;

/** @param {Message} message @returns {Promise<Reply>} */
async function handle(message) {
  if (message.type === 0) {
    // A browser may keep an index that is older or newer than this script: then nothing is found until it is renewed.
    setup = message.data.config.format === FORMAT ? message.data : { config: {} };
    results = undefined;
    return { type: 1 };
  }
  const found = await answer(message.data).catch((error) => void console.error(error));
  if (message.type === 4) return { type: 5, data: found?.matches() ?? { ids: [] } };
  return { type: 3, data: found?.rows(SHOWN) ?? { items: [] } };
}

/** @param {string} query */
async function answer(query) {
  const asked = query.slice(0, LONGEST_QUERY);
  if (!wordsOf(asked).length && incomplete) results = undefined; // the box was emptied: the next query tries again
  if (!setup.config.parts || !wordsOf(asked).length) return undefined;
  results ??= load(setup.config.parts);
  return (await results)?.find(asked);
}

/** Fetches the index; without words and sentences titles and other names are still found. @param {Parts} parts */
async function load(parts) {
  incomplete = false;
  const [documents, words, sentences] = await Promise.all([
    part("documents", parts.documents),
    part("words", parts.words),
    part("sentences", parts.sentences),
  ]);
  if (!documents) return undefined;
  const { documents: own, ...language } = JSON.parse(documents);
  return createResults(own, createEngine(own, words, language), sentences);
}

/** @param {keyof Parts} name @param {string} file */
async function part(name, file) {
  const given = /** @type {{searchParts?: Parts}} */ (globalThis).searchParts;
  if (given) return given[name]; // a copy opened from disk
  try {
    const address = new URL(`../../${file}`, self.location.href);
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) throw new Error(`${address} answers ${response.status}`);
    return await response.text();
  } catch (error) {
    console.warn("The search works only in part.", error);
    incomplete = true;
    return "";
  }
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

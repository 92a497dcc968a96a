// The progress document as text, in the browser's storage and in files. What is read may come from anywhere: only what
// fits the schema is taken. Pure functions, without DOM or storage.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});
  const { capTimes, join, normalize } = studyguide.progressDocument;

  const FORMAT = "study-guide-progress";
  const VERSION = 2; // a document of version 1 is one of version 2 with nothing but ticks
  const FIELDS = ["format", "version", "guide", "log", "ticks", "reset", "plan"];
  const MAX_FILE_SIZE = 1_000_000;
  const MAX_IDS = 5_000;
  const DAY = 24 * 60;

  /**
   * Reads a document. What does not fit the schema is left out and counted.
   * @param {string} text
   * @param {string} guide the id of the guide that it must belong to
   * @returns {ParsedProgress | ProgressFault}
   */
  function parse(text, guide) {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      return { fault: "not-json" };
    }
    if (!isObject(data) || data.format !== FORMAT || !isInteger(data.version, 1)) return { fault: "not-progress" };
    if (data.version > VERSION) return { fault: "newer-version" };
    if (data.guide !== guide) return { fault: "other-guide" };

    let dropped = 0;
    const check = (/** @type {boolean} */ valid) => {
      if (!valid) dropped += 1;
      return valid;
    };
    /** @type {<T>(part: unknown, isValid: (value: unknown) => value is T) => Map<string, T>} */
    const readMap = (part, isValid) => {
      const map = new Map();
      if (part === undefined || !check(isObject(part))) return map;
      for (const [id, value] of Object.entries(/** @type {object} */ (part))) {
        if (check(isId(id) && isValid(value))) map.set(id, value);
      }
      return map;
    };

    const log = readMap(data.log, Array.isArray);
    for (const [id, answers] of log) {
      const valid = answers.filter((answer) => check(isAnswer(answer)));
      log.set(id, valid);
    }
    const plan =
      data.plan === undefined || !check(isPlan(data.plan)) ? undefined : pickPlan(/** @type {Plan} */ (data.plan));
    const extra = Object.entries(data).filter(
      ([name, value]) => !FIELDS.includes(name) && check(name !== "__proto__" && isShallow(value)),
    );
    const ticks = readMap(data.ticks, isTick);
    const reset = readMap(data.reset, isMinute);
    return { document: normalize({ guide, log, ticks, reset, plan, extra: new Map(extra) }), dropped };
  }

  /** Writes a document; equal documents give equal text. @param {ProgressDocument} document */
  function write({ guide, log, ticks, reset, plan, extra }) {
    const known = {
      format: FORMAT,
      version: VERSION,
      guide,
      log: sorted(log),
      ticks: sorted(ticks),
      reset: sorted(reset),
      plan,
    };
    return JSON.stringify({ ...known, ...sorted(extra) });
  }

  /** @param {ReadonlyMap<string, unknown>} map */
  function sorted(map) {
    return Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /**
   * Joins the text of a file into a document. Times in it that lie more than a day ahead come from a wrong clock or a
   * forged file and are moved back, else they would win every merge for years. In the browser's own storage such times stay:
   * there the clock of today may be the wrong one, and moving them back would destroy all dates for good.
   * @param {ProgressDocument} document
   * @param {string} text
   * @param {Minute} now
   * @returns {ImportedProgress | ProgressFault}
   */
  function importText(document, text, now) {
    if (text.length > MAX_FILE_SIZE) return { fault: "too-large" };
    const parsed = parse(text, document.guide);
    if ("fault" in parsed) return parsed;
    const file = capTimes(parsed.document, now + DAY);
    const joined = join(document, file);
    const ids = new Set([...joined.log.keys(), ...joined.ticks.keys(), ...joined.reset.keys()]);
    if (ids.size > MAX_IDS) return { fault: "too-many" };
    return {
      document: joined,
      dropped: parsed.dropped,
      ticks: file.ticks.size,
      answers: [...file.log.values()].reduce((sum, answers) => sum + answers.length, 0),
      hiddenByReset: [...file.ticks].filter(([id, tick]) => tick[1] === 1 && !joined.ticks.has(id)).map(([id]) => id),
    };
  }

  /** @param {unknown} value @returns {value is Record<string, unknown>} */
  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  /** @param {unknown} value @param {number} least @param {number} [most] @returns {value is number} */
  function isInteger(value, least, most = Infinity) {
    return typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most;
  }

  /** @param {unknown} value @returns {value is Minute} */
  function isMinute(value) {
    return isInteger(value, 0);
  }

  /** @param {unknown} value @returns {value is string} */
  function isId(value) {
    return typeof value === "string" && value.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
  }

  /** @param {unknown} value @returns {value is Tick} */
  function isTick(value) {
    return Array.isArray(value) && value.length === 2 && isMinute(value[0]) && isInteger(value[1], 0, 1);
  }

  /** @param {unknown} value @returns {value is Answer} */
  function isAnswer(value) {
    if (!Array.isArray(value) || value.length !== 5) return false;
    const [minute, grade, hit, of, sure] = value;
    return (
      isMinute(minute) &&
      isInteger(grade, 1, 4) &&
      isInteger(of, 0, 20) &&
      isInteger(hit, 0, of) &&
      isInteger(sure, 0, 2)
    );
  }

  /** @param {unknown} value @returns {value is Plan} */
  function isPlan(value) {
    if (!isObject(value)) return false;
    const { at, date, minutes, path } = value;
    const isChoice =
      (date === null || isDate(date)) &&
      (minutes === null || isInteger(minutes, 1, DAY)) &&
      (path === null || isId(path));
    return isMinute(at) && isChoice;
  }

  /** @param {unknown} value */
  function isDate(value) {
    if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
    const time = Date.parse(value);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value); // 30 February may be read as 2 March
  }

  /**
   * Whether a value nests so little that it can be written again, however deep the stack is then.
   * @param {unknown} value
   * @param {number} [depth]
   * @returns {boolean}
   */
  function isShallow(value, depth = 20) {
    if (typeof value !== "object" || value === null) return true;
    return depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1));
  }

  /** @param {Plan} plan @returns {Plan} */
  function pickPlan({ at, date, minutes, path }) {
    return { at, date, minutes, path };
  }

  studyguide.progressFormat = { MAX_FILE_SIZE, VERSION, parse, write, importText };
})();

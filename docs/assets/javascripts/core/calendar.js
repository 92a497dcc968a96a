// Days as whole numbers. A day begins at four in the morning of the reader's clock: whoever practices past midnight is
// still in the evening before. Pure functions of minutes since 1970, but for the time zone of the device.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});

  const HOUR_OF_CHANGE = 4;
  const MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000;

  /** The day of a minute, counted from 1 January 1970. @param {Minute} minute @returns {number} */
  function dayOf(minute) {
    const time = new Date(minute * 60_000);
    const date = Date.UTC(time.getFullYear(), time.getMonth(), time.getDate());
    return date / MILLISECONDS_A_DAY - (time.getHours() < HOUR_OF_CHANGE ? 1 : 0);
  }

  /** @param {string} date such as 2026-02-28 @returns {number} its day */
  function parseDate(date) {
    return Date.parse(date) / MILLISECONDS_A_DAY;
  }

  /** @param {number} day @returns {string} its date, such as 2026-02-28 */
  function dateOf(day) {
    return new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
  }

  /** Writes a day for people, in the reader's language. @param {number} day @param {"short" | "long"} [month] */
  function describeDay(day, month = "long") {
    const format = /** @type {const} */ ({ weekday: "short", day: "numeric", month, timeZone: "UTC" });
    return new Date(day * MILLISECONDS_A_DAY).toLocaleDateString("en", format);
  }

  studyguide.calendar = { dayOf, parseDate, dateOf, describeDay };
})();

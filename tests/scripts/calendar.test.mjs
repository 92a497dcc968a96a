// Days of the reader's clock: the change at four, time zones, the change of clocks, leap days.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import "../../docs/assets/javascripts/core/calendar.js";

const { dayOf, dateOf, describeDay, parseDate } = studyguide.calendar;
const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** @param {string} time with its offset */
function minuteOf(time) {
  return Date.parse(time) / 60_000;
}

for (const [place, time, date] of [
  ["UTC", "2026-12-04T03:59:00Z", "2026-12-03"],
  ["UTC", "2026-12-04T04:00:00Z", "2026-12-04"],
  ["America/Los_Angeles", "2026-12-04T04:00:00Z", "2026-12-03"],
  ["Asia/Kolkata", "2026-12-03T22:30:00Z", "2026-12-04"],
  ["Asia/Kolkata", "2026-12-03T22:29:00Z", "2026-12-03"],
  ["Europe/Berlin", "2026-10-25T02:30:00Z", "2026-10-24"], // 3:30, after the clocks went back
  ["Europe/Berlin", "2026-10-25T03:00:00Z", "2026-10-25"],
  ["Europe/Berlin", "2026-03-29T02:00:00Z", "2026-03-29"], // 4:00, after the clocks went forward
  ["Pacific/Kiritimati", "2028-02-28T15:00:00Z", "2028-02-29"],
]) {
  test(`${time} in ${place} is ${date}`, () => {
    process.env.TZ = place;
    assert.equal(dateOf(dayOf(minuteOf(time))), date);
  });
}

test("a date and its day are the same thing, leap days included", () => {
  for (const date of ["1970-01-01", "2026-12-04", "2028-02-29", "2100-03-01"])
    assert.equal(dateOf(parseDate(date)), date);
  assert.equal(parseDate("2028-03-01") - parseDate("2028-02-28"), 2);
});

test("a day is written for people", () => assert.equal(describeDay(parseDate("2026-12-04")), "Fri, December 4"));

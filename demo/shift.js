// @ts-check
/**
 * Moves the demo's feed to the day on which it is opened, so that its coming events never run out.
 *
 * Pure functions over the parsed feed; `today.js` fetches it and hands it on.
 *
 * @typedef {Record<string, any>} Entry  an event of the feed as written
 * @typedef {{entries: Entry[]}} Feed
 */

/** The day from which the feed is told: an event of the next day was written as one of tomorrow. */
const WRITTEN = '2026-11-23';
const DAY = 86_400_000;
const DATE = /^(\d{4}-\d{2}-\d{2})(T[\d:]+)?$/;
const MONTHS = /** @type {Record<string, number>} */ ({ month: 1, quarter: 3, year: 12 });

/** @param {string} date */
const days = (date) => Date.parse(date.slice(0, 10) + 'T00:00:00Z') / DAY;
/** @param {number} count days since 1970 */
const date = (count) => new Date(count * DAY).toISOString().slice(0, 10);
/** @param {number} year @param {number} month from 0, beyond 11 too @param {number} day from 1 */
const on = (year, month, day) => date(Date.UTC(year, month, day) / DAY);

/**
 * Every date and time in a value, however deep, moved by the same number of days.
 * @param {any} value
 * @param {number} by
 * @returns {any}
 */
const moved = (value, by) => {
  if (Array.isArray(value)) return value.map((item) => moved(item, by));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [moved(key, by), moved(item, by)]));
  }
  const [, day, time = ''] = (typeof value === 'string' && DATE.exec(value)) || [];
  return day ? date(days(day) + by) + time : value;
};

/**
 * A period that is told as "May" begins with a month, and is as long as it.
 * @param {Entry} entry
 */
const alignPeriod = (entry) => {
  const length = MONTHS[entry.datePrecision];
  if (!length) return;
  const [year, month] = entry.start.split('-').map(Number);
  const first = month - 1 - ((month - 1) % length);
  entry.start = on(year, first, 1);
  entry.duration = `P${days(on(year, first + length, 1)) - days(entry.start)}D`;
};

/**
 * The same weekday, as the n-th of its month: there, or in the month after it.
 * @param {string} start
 * @param {number} nth
 */
const nthWeekday = (start, nth) => {
  const [year, month, day] = start.slice(0, 10).split('-').map(Number);
  const here = on(year, month - 1, ((day - 1) % 7) + 1 + 7 * (nth - 1));
  if (days(here) >= days(start)) return here + start.slice(10);
  const first = days(on(year, month, 1));
  return date(first + ((((days(start) - first) % 7) + 7) % 7) + 7 * (nth - 1)) + start.slice(10);
};

/**
 * A series "every first Tuesday" must begin on one, and what differs must do so on others.
 * @param {Entry} entry
 */
const alignSeries = (entry) => {
  const nth = entry.recurrenceRule?.byDay?.[0]?.nthOfPeriod;
  if (!nth) return;
  entry.start = nthWeekday(entry.start, nth);
  entry.recurrenceOverrides = Object.fromEntries(
    Object.entries(entry.recurrenceOverrides ?? {}).map(([start, patch]) => {
      const aligned = nthWeekday(start, nth);
      return [aligned, moved(patch, days(aligned) - days(start))];
    }),
  );
};

/** How many days what was written is to be moved: whole weeks. @param {string} today `YYYY-MM-DD` */
const sinceWritten = (today) => Math.max(0, Math.floor((days(today) - days(WRITTEN)) / 7) * 7);

/**
 * A day as it was written, as of today.
 * @param {string} day `YYYY-MM-DD`
 * @param {string} today `YYYY-MM-DD`
 */
export const shiftedDay = (day, today) => date(days(day) + sinceWritten(today));

/**
 * The feed with its coming events as many whole weeks later as have passed since it was written: a
 * Thursday stays a Thursday. What had long been over then keeps its date.
 * @template {Feed} T
 * @param {T} feed
 * @param {string} today `YYYY-MM-DD`
 * @returns {T}
 */
export const shifted = (feed, today) => {
  const by = sinceWritten(today);
  const entries = feed.entries.map((entry) => {
    if (by === 0 || days(entry.start) < days(WRITTEN) - 7) return entry;
    const later = moved(entry, by);
    alignPeriod(later);
    alignSeries(later);
    return later;
  });
  return { ...feed, entries };
};

/**
 * The feed with its pictures taken from `folder`: the publisher's host is invented and serves none.
 * @template {Feed} T
 * @param {T} feed
 * @param {string} folder an absolute address
 * @returns {T}
 */
export const illustrated = (feed, folder) => ({
  ...feed,
  entries: feed.entries.map((entry) => {
    if (!entry.image) return entry;
    const name = entry.image.href.split('/').pop();
    return { ...entry, image: { ...entry.image, href: new URL(name, folder).href } };
  }),
});

// @ts-check
/** The demo's feed, moved to the day on which its pages are opened. */

import { illustrated, shifted } from './shift.js';

/** The feed that comes with the demo. */
export const DEMO_FEED = new URL('assembly.json', import.meta.url).href;

/**
 * The address of a feed as of today, or as written where that cannot be had.
 * @param {string} address
 */
export const feedOfToday = async (address) => {
  try {
    const response = await fetch(address);
    const feed = await response.json();
    const today = new Date().toLocaleDateString('sv', { timeZone: feed.timeZone });
    const text = JSON.stringify(illustrated(shifted(feed, today), address));
    return URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  } catch (error) {
    // The calendar tells what is wrong with the address, and offers to try again.
    console.error(error);
    return address;
  }
};

const FOLDER = new URL('./', import.meta.url).href;
/** Each is moved once for all calendars of a page. @type {Map<string, Promise<string>>} */
const moved = new Map();

/**
 * Some addresses, those of the demo's own feeds as of today.
 * @param {string} addresses separated by spaces
 */
export const asOfToday = async (addresses) => {
  const all = addresses.split(' ').map((address) => {
    if (!address.startsWith(FOLDER)) return address;
    const feed = moved.get(address) ?? feedOfToday(address);
    moved.set(address, feed);
    return feed;
  });
  return (await Promise.all(all)).join(' ');
};

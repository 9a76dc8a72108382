// @ts-check
/**
 * The calendar as its address asks for it: what the builder shows in its frame. Anyone may write such an address, so
 * only what the builder offers is read, and never from where scripts come.
 */

import { COLOURS, GROUPS } from './choices.js';
import { asOfToday, DEMO_FEED } from './today.js';

const asked = new URLSearchParams(location.search);
const root = document.documentElement;
root.lang = asked.get('page-lang') === 'en' ? 'en' : 'de';
root.dataset.page = asked.get('page') === 'dark' ? 'dark' : 'light';

const calendar = document.createElement('lichthof-calendar');
const names = GROUPS.flatMap(({ choices }) => choices.map(({ name }) => name));
for (const name of names) {
  const value = asked.get(name);
  if (value !== null) calendar.setAttribute(name, value);
}
for (const { name } of COLOURS) {
  for (const property of [`--lh-${name}`, `--lh-${name}-dark`, `--lh-on-${name}`, `--lh-on-${name}-dark`]) {
    const value = asked.get(property) ?? '';
    if (/^#[0-9a-f]{6}$/.test(value)) calendar.style.setProperty(property, value);
  }
}
// The address of the frame is the builder's, and what is looked at is to be there.
calendar.setAttribute('state', 'none');
calendar.setAttribute('eager', '');

/** Tells the builder what came of it. @param {Event} event */
const tell = (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  parent.postMessage({ type: event.type, detail: JSON.parse(JSON.stringify(detail)) }, location.origin);
};
calendar.addEventListener('lichthof-ready', tell);
calendar.addEventListener('lichthof-error', tell);

calendar.setAttribute('feed', await asOfToday(asked.get('feed') || DEMO_FEED));
document.body.append(calendar);

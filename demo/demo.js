// @ts-check
/** The demo page: its two switches, its feed, and the builder of the snippet. */

import { snippet } from './snippet.js';
import { switchTheme } from './theme.js';
import { feedOfToday } from './today.js';

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);
const calendar = byId('calendar');
const form = byId('builder');
const code = byId('snippet');
const copied = byId('copied');
const root = document.documentElement;

const FEED = new URL('assembly.json', import.meta.url).href;
const SCRIPT = new URL('../lichthof.js', import.meta.url).href;
const EVENTS_PAGE = 'https://cluster.example/termine';
const WORDS = {
  de: { events: 'Alle Termine', copied: 'Kopiert.', notCopied: 'Markiert: bitte von Hand kopieren.' },
  en: { events: 'All events', copied: 'Copied.', notCopied: 'Selected: please copy it by hand.' },
};

/** @param {string} [language] */
const words = (language) => WORDS[(language || root.lang) === 'en' ? 'en' : 'de'];

/* --- the feed --- */

const demoFeed = feedOfToday(FEED);

/* --- the builder --- */

/** What was chosen, without what is the default anyway. */
const chosen = () => {
  /** @type {Record<string, string>} */
  const attributes = { feed: form.elements.feed.value.trim() };
  for (const name of ['lang', 'view', 'theme', 'max']) {
    const field = form.elements[name];
    if (field.value && field.validity.valid) attributes[name] = field.value;
  }
  return attributes;
};

/** @param {string} feed */
const publisher = (feed) => (feed === FEED ? EVENTS_PAGE : new URL('/', feed).href);

const showSnippet = () => {
  if (!form.elements.feed.validity.valid) return;
  const attributes = chosen();
  code.textContent = snippet({
    script: SCRIPT,
    isOneTag: form.elements.form.value === 'tag',
    attributes,
    fallback: publisher(attributes.feed),
    fallbackText: words(attributes.lang).events,
  });
  copied.textContent = '';
};

const showCalendar = async () => {
  if (!form.reportValidity()) return;
  const attributes = chosen();
  // Its own feed comes moved to today; any other as it is.
  if (attributes.feed === FEED) attributes.feed = await demoFeed;
  for (const name of ['feed', 'lang', 'view', 'theme', 'max']) {
    const value = attributes[name];
    if (value === undefined) calendar.removeAttribute(name);
    else if (calendar.getAttribute(name) !== value) calendar.setAttribute(name, value);
  }
};

const copy = async () => {
  try {
    await navigator.clipboard.writeText(code.textContent);
    copied.textContent = words().copied;
  } catch {
    getSelection()?.selectAllChildren(code);
    copied.textContent = words().notCopied;
  }
};

/* --- language and theme of the page; the calendar follows both --- */

/** @param {string} language */
const speak = (language) => {
  root.lang = language;
  for (const element of document.querySelectorAll('[data-en]')) {
    const { dataset } = /** @type {HTMLElement} */ (element);
    dataset.de ??= element.textContent ?? '';
    element.textContent = dataset[language] ?? '';
  }
  for (const element of document.querySelectorAll('[data-en-label]')) {
    const { dataset } = /** @type {HTMLElement} */ (element);
    dataset.deLabel ??= element.getAttribute('aria-label') ?? '';
    element.setAttribute('aria-label', dataset[language + 'Label'] ?? '');
  }
  for (const button of document.querySelectorAll('[data-language]')) {
    const { dataset } = /** @type {HTMLElement} */ (button);
    button.setAttribute('aria-pressed', String(dataset.language === language));
  }
  showSnippet();
};

switchTheme(byId('dark'));
for (const button of document.querySelectorAll('[data-language]')) {
  const { dataset } = /** @type {HTMLElement} */ (button);
  button.addEventListener('click', () => speak(dataset.language ?? 'de'));
}
byId('copy').addEventListener('click', copy);
form.addEventListener('input', showSnippet);
form.addEventListener('change', showCalendar);
form.addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  showCalendar();
});

form.elements.feed.value ||= FEED;
showSnippet();
showCalendar();

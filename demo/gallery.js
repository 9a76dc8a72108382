// @ts-check
/** Ten calendars on one page. */

import { el, told } from './elements.js';
import { speak, switchLanguage } from './language.js';
import { shiftedDay } from './shift.js';
import { switchTheme } from './theme.js';
import { asOfToday } from './today.js';

/**
 * @typedef {object} Example
 * @property {import('./choices.js').Words} title
 * @property {import('./choices.js').Words} about
 * @property {string[]} feeds  names of files beside this one
 * @property {Record<string, string>} attributes
 * @property {4 | 8 | 12} columns  how wide it is, of twelve
 * @property {Record<string, string>} [colours]
 * @property {boolean} [isDark]  the page around it is
 */

/** @type {Example[]} */
const EXAMPLES = [
  {
    title: ['In der Randspalte', 'In the sidebar'],
    about: ['Die nächsten fünf, ohne Bedienung.', 'The next five, without controls.'],
    feeds: ['assembly'],
    attributes: { views: 'list', controls: 'none', max: '5', series: 'next' },
    columns: 4,
  },
  {
    title: ['Woche eines Hauses', 'A house’s week'],
    about: ['Programm von zwei Veranstaltern, Farben nach Ort.', 'Two organisers, colours by place.'],
    feeds: ['club', 'region'],
    attributes: { views: 'week list', 'color-by': 'place' },
    columns: 8,
  },
  {
    title: ['Verband', 'Association'],
    about: ['Monat zuerst, mit allem, was Besucher wählen können.', 'The month first, with all that visitors can choose.'],
    feeds: ['assembly'],
    attributes: { view: 'month', 'week-numbers': 'show' },
    columns: 12,
  },
  {
    title: ['Tagung', 'Conference'],
    about: ['Zwei Tage nach Stunden, Farben nach Art.', 'Two days by the hour, colours by type.'],
    feeds: ['conference'],
    attributes: { view: 'day', views: 'day week list', facets: 'type place time', date: '2026-12-03' },
    columns: 8,
  },
  {
    title: ['Als Teaser', 'As a teaser'],
    about: ['Die nächste Führung.', 'The next guided tour.'],
    feeds: ['region'],
    attributes: { view: 'cards', views: 'cards', controls: 'none', max: '1', filter: 'type:Führung' },
    columns: 4,
  },
  {
    title: ['Ausflüge', 'Outings'],
    about: ['Kacheln mit Bildern, in einer anderen Farbe.', 'Cards with images, in another colour.'],
    feeds: ['region'],
    attributes: { view: 'cards', views: 'cards month list', wording: 'events' },
    colours: { '--lh-accent': '#8a3b12', '--lh-accent-dark': '#f0a97e', '--lh-radius': '14px' },
    columns: 12,
  },
  {
    title: ['Das Jahr des Vereins', 'The club’s year'],
    about: ['Ein Jahr auf einen Blick.', 'A year at a glance.'],
    feeds: ['club'],
    attributes: { view: 'year', views: 'year month list' },
    columns: 12,
  },
  {
    title: ['Auf dunklem Grund', 'On a dark ground'],
    about: ['Folgt der Seite.', 'Follows the page.'],
    feeds: ['conference'],
    attributes: { theme: 'dark', views: 'list week' },
    columns: 8,
    isDark: true,
  },
  {
    title: ['Auf Arabisch', 'In Arabic'],
    about: ['Von rechts nach links, in 320 Pixeln.', 'From right to left, in 320 pixels.'],
    feeds: ['arabic'],
    attributes: { lang: 'ar', views: 'list month' },
    columns: 4,
  },
  {
    title: ['Mehrere Feeds', 'Several feeds'],
    about: ['Drei Feeds, eine Liste, nach Veranstaltern zu filtern.', 'Three feeds, one list, to be filtered by organiser.'],
    feeds: ['assembly', 'club', 'region'],
    attributes: { facets: 'organizer when type place price' },
    columns: 12,
  },
];

/** @param {Example} example @param {number} at */
const show = async ({ title, about, feeds, attributes, columns, colours = {}, isDark }, at) => {
  const id = `example-${at}`;
  const feed = feeds.map((name) => new URL(`${name}.json`, import.meta.url).href).join(' ');
  const written = { ...attributes };
  if (written.date) written.date = shiftedDay(written.date, new Date().toLocaleDateString('sv'));
  const asked = new URLSearchParams({ feed, ...written, ...colours });
  const way = told('a', ['In den Baukasten', 'Into the builder'], { href: `builder.html?${asked}` });
  const shown = el('div', { class: 'shown', ...(isDark && { 'data-dark': '' }) });
  const section = el('section', { 'data-columns': String(columns), 'aria-labelledby': id }, [
    told('h2', title, { id }),
    el('p', { class: 'about' }, [told('span', about), way]),
    shown,
  ]);
  document.getElementById('gallery')?.append(section);

  // Ten calendars have ten states, which would not be read in one address.
  const calendar = el('lichthof-calendar', { ...written, state: 'none', 'heading-level': '3' });
  for (const [name, value] of Object.entries(colours)) calendar.style.setProperty(name, value);
  calendar.setAttribute('feed', await asOfToday(feed));
  shown.append(calendar);
};

switchTheme(document.getElementById('dark'));
switchLanguage();
await Promise.all(EXAMPLES.map(show));
speak(document.documentElement.lang);

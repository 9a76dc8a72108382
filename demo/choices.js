// @ts-check
/**
 * What a partner can choose of a calendar, and how the builder calls it. Of what kind each attribute is, and what
 * its values are, `interface.json` says.
 */

/** @typedef {[german: string, english: string]} Words */
/** @typedef {{ name: string, label: Words, hint?: Words }} Choice */

/** @type {{ title: Words, choices: Choice[] }[]} */
export const GROUPS = [
  {
    title: ['Was man sieht', 'What one sees'],
    choices: [
      { name: 'view', label: ['Ansicht am Anfang', 'View to begin with'] },
      { name: 'views', label: ['Ansichten zur Wahl', 'Views on offer'], hint: ['keine gewählt: alle', 'none chosen: all'] },
      { name: 'controls', label: ['Bedienung', 'Controls'], hint: ['keine gewählt: Suche, Filter, Ansichten, Speichern', 'none chosen: search, filter, views, export'] },
      { name: 'max', label: ['Höchstens so viele', 'At most'], hint: ['Termine in der Liste; leer für alle', 'events in the list; empty for all'] },
      { name: 'series', label: ['Serien', 'Series'] },
      { name: 'wording', label: ['Ein Eintrag heißt', 'An entry is called'], hint: ['auf Deutsch', 'in German'] },
      { name: 'strings', label: ['Eigene Wörter', 'Words of your own'], hint: ['JSON wie {"first":{"events":"Programm"}}, oder die Adresse einer Sprachdatei', 'JSON such as {"first":{"events":"Programme"}}, or the address of a language file'] },
      { name: 'mini-month', label: ['Monat neben der Liste', 'Month beside the list'] },
      { name: 'images', label: ['Bilder', 'Images'] },
    ],
  },
  {
    title: ['Suche und Filter', 'Search and filter'],
    choices: [
      { name: 'filter', label: ['Filter am Anfang', 'Filter to begin with'], hint: ['etwa type:Workshop place:Leipzig', 'such as type:Workshop place:Leipzig'] },
      { name: 'facets', label: ['Filter zur Wahl', 'Filters on offer'], hint: ['keine gewählt: die nützlichsten zuerst', 'none chosen: the most useful first'] },
      { name: 'color-by', label: ['Farben nach', 'Colours by'] },
    ],
  },
  {
    title: ['Sprache und Zeit', 'Language and time'],
    choices: [
      { name: 'lang', label: ['Sprache', 'Language'], hint: ['leer: wie die Seite; etwa de oder en-GB', 'empty: as the page; such as de or en-GB'] },
      { name: 'timezone', label: ['Zeitzone', 'Time zone'], hint: ['auto, event, visitor oder etwa Europe/Berlin', 'auto, event, visitor or such as Europe/Berlin'] },
      { name: 'date', label: ['Tag am Anfang', 'Day to begin with'] },
      { name: 'first-day', label: ['Die Woche beginnt am', 'The week begins on'] },
      { name: 'hidden-days', label: ['Tage, die fehlen', 'Days left out'] },
      { name: 'week-numbers', label: ['Kalenderwochen', 'Week numbers'] },
    ],
  },
  {
    title: ['In der Seite', 'Within the page'],
    choices: [
      { name: 'theme', label: ['Aussehen', 'Looks'], hint: ['keines gewählt: hell oder dunkel wie die Seite', 'none chosen: light or dark as the page'] },
      { name: 'sticky', label: ['Monatsname beim Rollen', 'Name of the month while scrolling'] },
      { name: 'heading-level', label: ['Oberste Überschrift', 'Outermost heading'], hint: ['1 bis 6', '1 to 6'] },
      { name: 'aria-label', label: ['Name für Screenreader', 'Name for screen readers'], hint: ['leer: der Titel des Feeds', 'empty: the title of the feed'] },
      { name: 'state', label: ['Auswahl in der Adresse', 'Choice in the address'] },
      { name: 'name', label: ['Kürzel in der Adresse', 'Prefix in the address'], hint: ['jeder weitere Kalender einer Seite braucht ein eigenes', 'each further calendar of a page needs its own'] },
      { name: 'seo', label: ['Für Suchmaschinen', 'For search engines'] },
      { name: 'eager', label: ['Sofort laden', 'Load at once'] },
      { name: 'doctor', label: ['Sagen, was falsch ist', 'Say what is wrong'], hint: ['nur zum Einrichten', 'only while you set it up'] },
    ],
  },
  {
    title: ['Der Feed', 'The feed'],
    choices: [
      { name: 'refresh', label: ['Neu fragen nach', 'Ask anew after'], hint: ['Minuten; leer für nie', 'minutes; empty for never'] },
      { name: 'keep', label: ['Letzten guten Stand behalten', 'Keep the last good copy'] },
      { name: 'icalendar', label: ['Adresse zum Abonnieren', 'Address to subscribe'], hint: ['dieselben Termine als iCalendar', 'the same events as iCalendar'] },
      { name: 'link-parameters', label: ['Zusatz an Links nach außen', 'Parameters of links that leave'], hint: ['etwa utm_source=termine', 'such as utm_source=events'] },
      { name: 'feed-as', label: ['Programm einer Tagung', 'Schedule of a conference'] },
      { name: 'map', label: ['Zuordnung von Feldern', 'Mapping of fields'], hint: ['JSON, für Listen in eigener Form', 'JSON, for lists of a form of their own'] },
    ],
  },
];

/** What is not offered: where scripts come from is the host's, and a clock that stands is for tests. */
export const LEFT_OUT = ['feed', 'base', 'now'];

/** The words of values, where they mean another thing of an attribute by `attribute:value`. @type {Record<string, Words>} */
export const VALUES = {
  list: ['Liste', 'List'],
  month: ['Monat', 'Month'],
  week: ['Woche', 'Week'],
  day: ['Tag', 'Day'],
  year: ['Jahr', 'Year'],
  cards: ['Kacheln', 'Cards'],
  search: ['Suche', 'Search'],
  filter: ['Filter', 'Filter'],
  views: ['Ansichten', 'Views'],
  export: ['Speichern', 'Export'],
  none: ['keine', 'none'],
  'mini-month:none': ['nicht zeigen', 'leave out'],
  'sticky:none': ['rollt mit', 'scrolls away'],
  'state:none': ['nein', 'no'],
  address: ['ja', 'yes'],
  mon: ['Mo', 'Mon'],
  tue: ['Di', 'Tue'],
  wed: ['Mi', 'Wed'],
  thu: ['Do', 'Thu'],
  fri: ['Fr', 'Fri'],
  sat: ['Sa', 'Sat'],
  sun: ['So', 'Sun'],
  show: ['zeigen', 'show'],
  hide: ['nicht zeigen', 'hide'],
  auto: ['automatisch', 'automatic'],
  'theme:auto': ['wie die Seite', 'as the page'],
  light: ['hell', 'light'],
  dark: ['dunkel', 'dark'],
  compact: ['gedrängt', 'compact'],
  contrast: ['mehr Kontrast', 'more contrast'],
  bootstrap: ['zu Bootstrap', 'for Bootstrap'],
  wordpress: ['zu WordPress', 'for WordPress'],
  plain: ['schlicht', 'plain'],
  all: ['jeden Termin zeigen', 'show each date'],
  next: ['nur den nächsten zeigen', 'show the next alone'],
  dates: ['Termin', 'event, “Termin”'],
  events: ['Veranstaltung', 'event, “Veranstaltung”'],
  talks: ['jeder Vortrag einzeln', 'each talk by itself'],
  event: ['eine Veranstaltung', 'one event'],
  feed: ['vom Host des Feeds', 'from the host of the feed'],
  any: ['von überall', 'from anywhere'],
  when: ['Wann', 'When'],
  type: ['Art', 'Type'],
  topic: ['Thema', 'Topic'],
  place: ['Ort', 'Place'],
  organizer: ['Veranstalter', 'Organiser'],
  format: ['Vor Ort oder online', 'On site or online'],
  language: ['Sprache', 'Language'],
  audience: ['Zielgruppe', 'Audience'],
  price: ['Preis', 'Price'],
  weekday: ['Wochentag', 'Weekday'],
  time: ['Tageszeit', 'Time of day'],
  registration: ['Anmeldung', 'Registration'],
  access: ['Barrierefreiheit', 'Accessibility'],
  age: ['Alter', 'Age'],
  source: ['Quelle', 'Source'],
};

/** What a preset chooses, and the width in which it is shown. @type {Record<string, { width: string, attributes: Record<string, string> }>} */
export const PRESETS = {
  page: { width: 'wide', attributes: {} },
  sidebar: { width: 'narrow', attributes: { views: 'list', controls: 'search', max: '8', series: 'next' } },
  teaser: { width: 'wide', attributes: { view: 'cards', views: 'cards', controls: 'none', max: '3', series: 'next' } },
};

/** The colours that can be chosen, by name and as they are by default, of light pages and of dark ones. */
export const COLOURS = [
  { name: 'accent', label: /** @type {Words} */ (['Akzent', 'Accent']), light: '#0d5f66', dark: '#74c5c4' },
  { name: 'ground', label: /** @type {Words} */ (['Grund', 'Ground']), light: '#ffffff', dark: '#12181a' },
  { name: 'text', label: /** @type {Words} */ (['Schrift', 'Text']), light: '#182122', dark: '#e4ebeb' },
  { name: 'muted', label: /** @type {Words} */ (['Nebensache', 'Lesser text']), light: '#556365', dark: '#9fb0b1' },
];

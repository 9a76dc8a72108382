// @ts-check
/** The page on which a partner makes their embed. What was chosen is kept in its address. */

import { check } from './check.js';
import { COLOURS, GROUPS, PRESETS, VALUES } from './choices.js';
import { contrast, clearest, ENOUGH } from './contrast.js';
import { el, told } from './elements.js';
import { speak, switchLanguage } from './language.js';
import { KINDS, policy, styles } from './snippet.js';
import { switchTheme } from './theme.js';
import { DEMO_FEED } from './today.js';

/** @typedef {import('./choices.js').Words} Words */
/** @typedef {{ name: string, type: string, values?: string[], open?: boolean }} Attribute  of `interface.json` */

const SCRIPT = new URL('../lichthof.js', import.meta.url).href;
const EVENTS_PAGE = 'https://cluster.example/termine';
const root = document.documentElement;
/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);
const form = byId('builder');
const frame = byId('preview');
/** @param {Words} words */
const said = ([de, en]) => (root.lang === 'en' ? en : de);

/** What is said of a kind of snippet. @type {Record<string, Words>} */
const ABOUT = {
  html: ['Lädt immer den neuesten Stand.', 'Always loads the newest build.'],
  pinned: ['Lädt diesen Stand und keinen anderen, und sein Programm schon mit der Seite.', 'Loads this build and no other, and its program with the page.'],
  tag: ['Der Kalender steht, wo das Tag steht.', 'The calendar stands where the tag stands.'],
  wordpress: ['Mit dem Plugin „Lichthof“: in einen Absatz oder einen Shortcode-Block.', 'With the plugin “Lichthof”: into a paragraph or a shortcode block.'],
  typo3: ['Mit der Erweiterung „lichthof“: die Felder des Inhaltselements „Veranstaltungskalender“.', 'With the extension “lichthof”: the fields of the content element “Event calendar”.'],
  react: ['Mit dem Paket „lichthof“ von npm, ab React 19.', 'With the package “lichthof” of npm, from React 19 on.'],
  vue: ['Mit dem Paket „lichthof“ von npm; „lichthof-“ ist unter isCustomElement zu nennen.', 'With the package “lichthof” of npm; name “lichthof-” under isCustomElement.'],
};

/* --- controls, by what interface.json says of each attribute --- */

/** @param {string} attribute @param {string} value @returns {Words} */
const valueWords = (attribute, value) => VALUES[`${attribute}:${value}`] ?? VALUES[value] ?? [value, value];

/** @param {Attribute} attribute @param {import('./choices.js').Choice} choice */
const control = ({ name, type, values = [], open }, { label, hint }) => {
  const id = `option-${name}`;
  const described = hint && { 'aria-describedby': `${id}-hint` };
  const about = hint ? [told('p', hint, { id: `${id}-hint`, class: 'hint' })] : [];
  if (type === 'flag') {
    const box = el('input', { type: 'checkbox', id, name, value: '' });
    return el('div', { class: 'field flag' }, [el('label', {}, [box, ' ', told('span', label)])]);
  }
  if (type === 'some') {
    const boxes = values.map((value) =>
      el('label', {}, [el('input', { type: 'checkbox', name, value }), ' ', told('span', valueWords(name, value))]),
    );
    return el('fieldset', { class: 'some', ...described }, [told('legend', label), ...boxes, ...about]);
  }
  let input = el('input', { id, name, type: { number: 'number', date: 'date' }[type] ?? 'text', spellcheck: 'false', ...described });
  if (type === 'one' && !open) {
    const options = values.map((value) => told('option', valueWords(name, value), { value }));
    input = el('select', { id, name }, [told('option', ['Standard', 'Default'], { value: '' }), ...options]);
  } else if (type === 'json') {
    input = el('textarea', { id, name, rows: '3', spellcheck: 'false', ...described });
  } else if (type === 'number') {
    input.setAttribute('min', '1');
    input.setAttribute('max', { max: '1000', refresh: '1440' }[name] ?? '6');
  }
  return el('div', { class: 'field' }, [told('label', label, { for: id }), input, ...about]);
};

/** @param {Attribute[]} attributes */
const showControls = (attributes) => {
  const known = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  const groups = GROUPS.map(({ title, choices }, at) => {
    const controls = choices.flatMap((choice) => {
      const attribute = known.get(choice.name);
      return attribute ? [control(attribute, choice)] : [];
    });
    return el('details', at === 0 ? { open: '' } : {}, [told('summary', title), el('div', { class: 'grid' }, controls)]);
  });
  byId('groups').append(...groups);
  const rows = COLOURS.map(({ name, label, light, dark }) => {
    const id = `colour-${name}`;
    const cells = [
      ['', light],
      ['-dark', dark],
    ].map(([end, value]) => {
      const input = el('input', { type: 'color', name: `--lh-${name}${end}`, value, 'aria-labelledby': `${id} ${id}${end}-of` });
      const of = told('span', end ? ['dunkel', 'dark'] : ['hell', 'light'], { id: `${id}${end}-of`, hidden: '' });
      return el('td', {}, [input, of]);
    });
    return el('tr', {}, [told('th', label, { scope: 'row', id }), ...cells]);
  });
  document.querySelector('#colours tbody')?.append(...rows);
};

/* --- what was chosen --- */

/** Attributes that differ from their defaults, `feed` first. */
const attributes = () => {
  /** @type {Record<string, string[]>} */
  const values = { feed: [form.elements.feed.value.trim().replace(/\s+/g, ' ')] };
  for (const field of form.elements) {
    const { name, type, value, checked, validity } = field;
    if (!name || name.startsWith('--') || name === 'feed' || !validity.valid) continue;
    const isSaid = type === 'checkbox' ? checked : value.trim() !== '';
    if (isSaid) (values[name] ??= []).push(value.trim());
  }
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.join(' ')]));
};

/** The words on the accent by default, by how the name of the property ends. */
const ON_ACCENT = Object.entries({ '': '#ffffff', '-dark': '#06282a' });

/** Colours that differ from their defaults, and the words on the accent where they would not be read. */
const properties = () => {
  /** @type {Record<string, string>} */
  const chosen = {};
  for (const field of form.querySelectorAll('[type=color]')) {
    if (field.value !== field.defaultValue) chosen[field.name] = field.value;
  }
  for (const [end, usual] of ON_ACCENT) {
    const accent = chosen['--lh-accent' + end];
    if (accent && contrast(accent, usual) < ENOUGH) chosen['--lh-on-accent' + end] = clearest(accent, ['#ffffff', '#000000']);
  }
  return chosen;
};

/** @param {string} id */
const radio = (id) => /** @type {HTMLInputElement} */ (document.querySelector(`[name=${id}]:checked`)).value;

/** All that was chosen, as the address has it. */
const address = () => {
  const asked = new URLSearchParams({ ...attributes(), ...properties() });
  if (asked.get('feed') === DEMO_FEED) asked.delete('feed');
  return asked;
};

/** How one looks at it: in the address where it is not as at the beginning. */
const USUAL = { width: 'wide', page: 'light', kind: 'html' };
const looks = () => {
  const chosen = { width: radio('width'), page: radio('page'), kind: byId('kind').value };
  return Object.entries(chosen).filter(([name, value]) => value !== USUAL[/** @type {keyof typeof USUAL} */ (name)]);
};

/** Keeps all of it in the address. */
const keep = () => {
  const asked = new URLSearchParams([...address(), ...looks()]);
  history.replaceState(null, '', asked.size ? `?${asked}` : location.pathname);
};

/* --- what it looks like --- */

/** @param {Element} list @param {import('./check.js').Finding[]} findings */
const list = (list, findings) => {
  const items = findings.map(({ isGood, de, en }) => {
    const mark = el('span', { 'aria-hidden': 'true' }, [isGood ? '✓ ' : '! ']);
    return el('li', { class: isGood ? 'good' : 'bad' }, [mark, told('span', [de, en])]);
  });
  list.replaceChildren(...items);
  speak(root.lang);
};

const showContrasts = () => {
  const value = (/** @type {string} */ name) => form.elements[name].value;
  const chosen = properties();
  const findings = ON_ACCENT.flatMap(([end, usual]) => {
    const ground = value('--lh-ground' + end);
    const on = chosen['--lh-on-accent' + end] ?? usual;
    const page = end ? ['dunkel', 'dark'] : ['hell', 'light'];
    return [
      { words: ['Schrift', 'text'], ratio: contrast(value('--lh-text' + end), ground) },
      { words: ['Nebensache', 'lesser text'], ratio: contrast(value('--lh-muted' + end), ground) },
      { words: ['Akzent', 'accent'], ratio: contrast(value('--lh-accent' + end), ground) },
      { words: ['Schrift auf dem Akzent', 'text on the accent'], ratio: contrast(on, value('--lh-accent' + end)) },
    ].map(({ words: [de, en], ratio }) => {
      // Rounded down: what misses it by a hair does miss it.
      const text = (Math.floor(ratio * 10) / 10).toFixed(1);
      return { isGood: ratio >= ENOUGH, de: `${page[0]}: ${de} ${text.replace('.', ',')} : 1`, en: `${page[1]}: ${en} ${text} : 1` };
    });
  });
  list(byId('contrasts'), findings);
};

let pinned = '';

const showLines = () => {
  if (!form.elements.feed.validity.valid) return;
  const chosen = attributes();
  const feeds = chosen.feed.split(' ');
  const kind = /** @type {keyof typeof KINDS} */ (byId('kind').value);
  const publisher = chosen.feed === DEMO_FEED ? EVENTS_PAGE : new URL('/', feeds[0].replace(/^webcal:/, 'https:')).href;
  const isGerman = (chosen.lang || root.lang).startsWith('de');
  byId('snippet').textContent = KINDS[kind]({
    script: SCRIPT,
    attributes: chosen,
    fallback: publisher,
    fallbackText: isGerman ? 'Alle Termine' : 'All events',
    pinned,
  });
  byId('about').textContent = said(ABOUT[kind]);
  byId('styles').textContent = styles(properties());
  byId('styled').hidden = byId('styles').textContent === '';
  byId('policy').textContent = policy({ script: SCRIPT, feeds, images: chosen.images, strings: chosen.strings });
  byId('copied').textContent = '';
};

const showPreview = () => {
  if (!form.reportValidity()) return;
  byId('stage').dataset.width = radio('width');
  scale();
  keep();
  const asked = address();
  asked.set('page', radio('page'));
  asked.set('page-lang', root.lang);
  // No step of its own in the history of this page.
  frame.contentWindow.location.replace(new URL(`preview.html?${asked}`, import.meta.url).href);
};

/** As small as the stage asks for, and never larger than it is. */
const scale = () => {
  const { clientWidth } = byId('stage');
  frame.style.setProperty('--scale', String(Math.min(1, clientWidth / frame.offsetWidth)));
};

/** The findings on the address, and what the calendar made of it. @type {import('./check.js').Finding[]} */
let ofAddress = [];
/** @type {import('./check.js').Finding[]} */
let ofCalendar = [];
const showFindings = () => list(byId('findings'), [...ofAddress, ...ofCalendar]);

let asking = 0;
const checkFeed = async () => {
  if (!form.elements.feed.validity.valid) return;
  const turn = ++asking;
  const feeds = attributes().feed.split(' ');
  const found = (await Promise.all(feeds.map((feed) => check(feed, location.href)))).flat();
  if (turn !== asking) return;
  ofAddress = found;
  showFindings();
};

addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow) return;
  const { type, detail } = data ?? {};
  if (type === 'lichthof-ready') {
    const { events = 0, skipped = 0 } = detail ?? {};
    ofCalendar = [
      { isGood: events > 0, de: events === 1 ? '1 Termin gelesen.' : `${events} Termine gelesen.`, en: events === 1 ? '1 event read.' : `${events} events read.` },
      ...(skipped > 0 ? [{ isGood: false, de: `${skipped} nicht lesbar: die Konsole nennt sie.`, en: `${skipped} could not be read: the console names them.` }] : []),
    ];
  } else if (type === 'lichthof-error') {
    const message = String(detail?.message ?? detail?.kind ?? '');
    ofCalendar = [{ isGood: false, de: message, en: message }];
  } else return;
  showFindings();
});

/* --- what the partner does --- */

/** Fills the form. What is not named is as by default. @param {URLSearchParams} asked */
const fill = (asked) => {
  form.reset();
  form.elements.feed.value = asked.get('feed') || DEMO_FEED;
  for (const field of form.elements) {
    const value = asked.get(field.name);
    if (value === null || field.name === 'feed') continue;
    if (field.type === 'checkbox') field.checked = field.value === '' || value.split(' ').includes(field.value);
    else field.value = value;
    field.closest('details')?.setAttribute('open', '');
  }
};

/** Looks at it as the address says. @param {URLSearchParams} asked */
const lookAs = (asked) => {
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[name=width], [name=page]'))) {
    if (asked.get(input.name) === input.value) input.checked = true;
  }
  const kind = asked.get('kind') ?? '';
  if (Object.hasOwn(KINDS, kind)) byId('kind').value = kind;
};

const copy = async (/** @type {string} */ id) => {
  try {
    await navigator.clipboard.writeText(byId(id).textContent);
    byId('copied').textContent = said(['Kopiert.', 'Copied.']);
  } catch {
    getSelection()?.selectAllChildren(byId(id));
    byId('copied').textContent = said(['Markiert: bitte von Hand kopieren.', 'Selected: please copy it by hand.']);
  }
};

/** @param {string} name */
const begin = (name) => {
  const { width, attributes } = PRESETS[name];
  fill(new URLSearchParams({ feed: form.elements.feed.value, ...attributes }));
  /** @type {HTMLInputElement} */ (document.querySelector(`[name=width][value=${width}]`)).checked = true;
  showAll();
};

const showAll = () => {
  showContrasts();
  showLines();
  showPreview();
};

new ResizeObserver(scale).observe(byId('stage'));
switchTheme(byId('dark'));
switchLanguage(() => {
  frame.title = said(['Vorschau des Kalenders', 'Preview of the calendar']);
  showAll();
});
form.addEventListener('input', () => {
  showContrasts();
  showLines();
});
form.addEventListener('change', showPreview);
form.elements.feed.addEventListener('change', checkFeed);
form.addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  showPreview();
});
byId('kind').addEventListener('change', () => {
  showLines();
  keep();
});
for (const input of document.querySelectorAll('[name=width], [name=page]')) input.addEventListener('change', showPreview);
for (const button of document.querySelectorAll('[data-copy], [data-preset]')) {
  const { copy: id, preset } = /** @type {HTMLElement} */ (button).dataset;
  button.addEventListener('click', () => (id ? copy(id) : begin(preset ?? 'page')));
}

const [described, lines] = await Promise.all([
  fetch(new URL('interface.json', import.meta.url)).then((response) => response.json()),
  fetch(new URL('pinned.html', import.meta.url)).then((response) => (response.ok ? response.text() : '')),
]);
pinned = lines;
showControls(described.elements[0].attributes);
const asked = new URLSearchParams(location.search);
fill(asked);
lookAs(asked);
speak(root.lang);
showAll();
checkFeed();

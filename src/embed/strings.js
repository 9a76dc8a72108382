// @ts-check
// Words of the page's own in place of ours (the attribute `strings`). The glue asks for this where a page has some.

/** The words of each group, in order. Filled in by the build. @type {Record<string, string[]>} */
const NAMES = JSON.parse('@words@');

/** Which build this is. Filled in by the build. */
export const BUILD = '@build@@';

/** How long a file of words may take, in milliseconds. Then the calendar does without. */
const LIMIT = 5000;

/** @type {Map<string, Promise<any>>} */
const files = new Map();

/** @param {string} address */
const fetched = async (address) => {
  const response = await fetch(address, /** @type {any} */ ({ __proto__: null, credentials: 'omit', signal: AbortSignal.timeout(LIMIT) }));
  if (!response.ok) throw new Error(`${address} answered with status ${response.status}`);
  return response.json();
};

/** What a page says: JSON, or the address of a file of it; nothing where it cannot be read. @param {string} said */
const read = (said) => {
  const known = files.get(said);
  if (known) return known;
  const given = (async () => (said[0] === '{' ? JSON.parse(said) : fetched(said)))().catch((error) => {
    console.error(`lichthof: the words in strings="${said}" cannot be used: ${error}`);
    return {};
  });
  files.set(said, given);
  return given;
};

/** @param {unknown} text  is only text: a line has no end within, and `|` parts plural forms */
const clean = (text) => (typeof text === 'string' ? text.replace(/[\n\r|]+/g, ' ').trim() : '');

/** A word as one line, as the build writes it; nothing where it is none. @param {any} word */
const line = (word) => {
  // The first to the fifth of something are one word, and what stands between words begins with a space.
  if (typeof word === 'string') return word.replace(/[\n\r]+/g, ' ');
  const { other, ...forms } = word || {};
  const all = Object.entries(forms).map(([category, form]) => `${category}:${clean(form)}`);
  return clean(other) && [...all, clean(other)].join('|');
};

/** A language tag, if it is one: plural rules are asked for by it. @param {any} lang */
const tagOf = (lang) => {
  try {
    return new Intl.Locale(lang).toString();
  } catch {
    return '';
  }
};

/**
 * A file of words with those of the page in place of ours.
 * @param {string} text
 * @param {string} said  the page's
 */
export const reworded = async (text, said) => {
  const given = (await read(said)) || {};
  const lang = tagOf(given.lang);
  const blocks = text.split('\n\n').map((block) => {
    const [head, ...lines] = block.split('\n');
    const [group, own] = head.split(' ');
    const words = lines.map((known, at) => line(given[group]?.[NAMES[group][at]]) || known);
    return own ? [`${group} ${lang || own}`, ...words].join('\n') : block;
  });
  return blocks.join('\n\n');
};

// @ts-check
/**
 * The colours of each theme, light and dark, as the sheets say them: words have enough contrast on every ground that they
 * stand on. `node --test tools/interface/*.test.mjs`
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const file = (/** @type {string} */ path) => readFileSync(new URL(path, root), 'utf8').replace(/\/\*[^]*?\*\//g, '');
const tokens = file('style/tokens.css');
const themes = file('style/themes.css');

/** What a rule sets of ours. @param {string} sheet @param {string} selector @returns {Record<string, string>} */
const rule = (sheet, selector) => {
  const set = sheet.split('}').flatMap((block) => {
    const [head, body] = block.split(/\{(?=[^{]*$)/);
    return head?.split('{').pop()?.trim() === selector ? [body] : [];
  });
  return Object.fromEntries(set.join(';').split(';').flatMap((line) => {
    const [, name, value] = /^\s*(--_[\w-]+):\s*([^]+)$/.exec(line) ?? [];
    return name ? [[name, value.trim()]] : [];
  }));
};

const DARK = '[data-theme="dark"]';
/** The tokens of a calendar. @param {string[]} names @param {boolean} isDark */
const worn = (names, isDark) => {
  const ours = [''].concat(isDark ? DARK : []);
  const order = ['bootstrap', 'wordpress', 'plain', 'contrast', 'compact'];
  const hosts = order.filter((name) => names.includes(name)).map((name) => `:host([theme~="${name}"]) .lh-root`);
  // A theme's light rule is more specific than the dark one of all.
  return Object.assign({}, ...ours.map((end) => rule(tokens, '.lh-root' + end)), ...hosts.map((host) => rule(themes, host)), ...(isDark ? hosts.map((host) => rule(themes, host + DARK)) : []));
};

/** The end of what stands in brackets from a position on. @param {string} text @param {number} from */
const closing = (text, from) => {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at;
  }
  throw new Error(`no end: ${text}`);
};

/** What stands between commas, brackets whole. @param {string} text */
const split = (text) => {
  const all = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === ',' && depth === 0) all.push('');
    else all[all.length - 1] += sign;
  }
  return all.map((one) => one.trim());
};

/** A colour as red, green and blue, where a page sets nothing. @param {Record<string, string>} set @param {string} value @returns {number[]} */
const colour = (set, value) => {
  if (/^#[0-9a-f]{3}$/.test(value)) return [...value.slice(1)].map((digit) => parseInt(digit + digit, 16));
  if (/^#[0-9a-f]{6}$/.test(value)) return [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16));
  const inside = value.slice(value.indexOf('(') + 1, closing(value, value.indexOf('(')));
  const parts = split(inside);
  if (value.startsWith('var(--_')) return colour(set, set[parts[0]]);
  if (value.startsWith('var(')) return colour(set, parts.slice(1).join(', '));
  assert.ok(value.startsWith('color-mix(in srgb'), value);
  const [, first, share] = /^(.+) (\d+)%$/.exec(parts[1]) ?? [];
  const [one, other] = [colour(set, first), colour(set, parts[2])];
  return one.map((channel, at) => (channel * Number(share) + other[at] * (100 - Number(share))) / 100);
};

/** @param {number[]} rgb  relative luminance, WCAG 2.2 */
const luminance = (rgb) => {
  const [red, green, blue] = rgb.map((channel) => channel / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** @param {Record<string, string>} set @param {string} one @param {string} other */
const contrast = (set, one, other) => {
  const [lower, upper] = [one, other].map((name) => luminance(colour(set, `var(${name})`))).sort((a, b) => a - b);
  return (upper + 0.05) / (lower + 0.05);
};

/** Words, and what they stand on. */
const PAIRS = [
  ...['--_text', '--_muted', '--_accent', '--_warning'].flatMap((words) => ['--_ground', '--_softer'].map((ground) => [words, ground])),
  ['--_text', '--_soft'],
  ['--_accent', '--_soft'],
  ['--_text', '--_outside'],
  ['--_on-accent', '--_accent'],
];

const SETS = [[], ['bootstrap'], ['wordpress'], ['plain'], ['contrast'], ['compact'], ['compact', 'contrast'], ['bootstrap', 'contrast'], ['wordpress', 'contrast'], ['plain', 'contrast']];

for (const names of SETS) {
  for (const isDark of [false, true]) {
    const title = `${names.join(' ') || 'no theme'}, ${isDark ? 'dark' : 'light'}`;
    test(`words can be read: ${title}`, () => {
      const set = worn(names, isDark);
      const least = names.includes('contrast') ? 7 : 4.5;
      for (const [words, ground] of PAIRS) {
        const found = contrast(set, words, ground);
        assert.ok(found >= least, `${words} on ${ground}: ${found.toFixed(2)}`);
      }
      // What bounds a field (WCAG 1.4.11).
      assert.ok(contrast(set, '--_field-line', '--_ground') >= 3, 'the line of fields');
    });
  }
}

test('what is too pale is found', () => {
  const set = { ...worn([], false), '--_muted': '#999' };
  assert.ok(contrast(set, '--_muted', '--_ground') < 4.5);
  assert.equal(Math.round(contrast({ '--_a': '#000', '--_b': '#fff' }, '--_a', '--_b')), 21);
});

test('each theme that interface.json names is there, and no other', () => {
  const { elements } = JSON.parse(readFileSync(new URL('interface.json', root), 'utf8'));
  const { values } = elements[0].attributes.find((/** @type {{name: string}} */ { name }) => name === 'theme');
  const named = new Set([...themes.matchAll(/theme~="(\w+)"/g)].map(([, name]) => name));
  assert.deepEqual([...named].sort(), values.filter((/** @type {string} */ name) => !['auto', 'light', 'dark'].includes(name)).sort());
});

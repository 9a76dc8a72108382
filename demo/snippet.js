// @ts-check
/** The lines that a partner copies, from what was chosen. Pure functions. */

/**
 * @typedef {object} Choice
 * @property {string} script  address of the loader
 * @property {Record<string, string>} attributes  what differs from the defaults, `feed` first
 * @property {string} fallback  address of the page that visitors reach without the program
 * @property {string} fallbackText
 * @property {string} [pinned]  the lines that name one build, with {@link PINNED_HOST} as its host
 */

/** What stands for the host in the lines that the build writes. */
export const PINNED_HOST = 'https://calendar.example/';

/** What an editor of TYPO3 can choose, in the order of the form. */
const IN_TYPO3 = ['feed', 'view', 'views', 'filter', 'facets', 'controls', 'max', 'theme', 'images', 'heading-level'];

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param {Record<string, string>} attributes @param {string} [prefix] */
const written = (attributes, prefix = '') =>
  Object.entries(attributes).map(([name, value]) => (value === '' ? prefix + name : `${prefix}${name}="${escaped(value)}"`));

/** @param {Choice} choice @param {string} [indent] */
const element = ({ attributes, fallback, fallbackText }, indent = '') =>
  [
    `<lichthof-calendar`,
    ...written(attributes).map((attribute, at, all) => `  ${attribute}${at + 1 < all.length ? '' : '>'}`),
    `  <a href="${escaped(fallback)}">${escaped(fallbackText)}</a>`,
    '</lichthof-calendar>',
  ]
    .map((line) => indent + line)
    .join('\n');

/** @param {Choice} choice */
const html = (choice) => `<script src="${escaped(choice.script)}" async></script>\n${element(choice)}`;

/** @param {Choice} choice */
const pinned = (choice) => {
  const host = new URL('./', choice.script).href;
  return `${(choice.pinned ?? '').trim().replaceAll(PINNED_HOST, host)}\n${element(choice)}`;
};

/** @param {Choice} choice */
const tag = ({ script, attributes }) => {
  const lines = [`src="${escaped(script)}"`, ...written(attributes, 'data-'), 'async'];
  return `<script\n  ${lines.join('\n  ')}></script>`;
};

/**
 * A shortcode, or a block of HTML where a shortcode cannot say it: brackets end one, and quotes a value.
 * @param {Choice} choice
 */
const wordpress = (choice) => {
  const { attributes, fallback, fallbackText } = choice;
  const values = Object.values(attributes);
  if (values.some((value) => /[[\]<>]/.test(value) || (value.includes('"') && value.includes("'")))) {
    return `<!-- wp:html -->\n${html(choice)}\n<!-- /wp:html -->`;
  }
  const said = Object.entries(attributes).map(([name, value]) => {
    const quote = value.includes('"') ? "'" : '"';
    return value === '' ? name : `${name}=${quote}${value}${quote}`;
  });
  return `[lichthof ${said.join(' ')}]<a href="${escaped(fallback)}">${escaped(fallbackText)}</a>[/lichthof]`;
};

/** The fields of the content element, and what it does not ask for. @param {Choice} choice */
const typo3 = ({ attributes }) => {
  const fields = IN_TYPO3.filter((name) => name in attributes).map((name) => `${name}: ${attributes[name]}`);
  const others = Object.keys(attributes).filter((name) => !IN_TYPO3.includes(name));
  return [...fields, ...(others.length ? [`# ${others.join(', ')}: HTML`] : [])].join('\n');
};

/** @param {Choice} choice */
const react = (choice) => `import { load } from 'lichthof';
import 'lichthof/react';

load('${choice.script.replaceAll("'", '%27')}');

export function Events() {
  return (
${element(choice, '    ')}
  );
}`;

/** @param {Choice} choice */
const vue = (choice) => `<script setup>
import { load } from 'lichthof';

load('${choice.script.replaceAll("'", '%27')}');
</script>

<template>
${element(choice, '  ')}
</template>`;

/** What can be copied, by the name of the choice. */
export const KINDS = { html, pinned, tag, wordpress, typo3, react, vue };

/**
 * The colours and sizes that were chosen, for the page's style sheet; empty if there are none.
 * @param {Record<string, string>} properties
 */
export const styles = (properties) => {
  const lines = Object.entries(properties).map(([name, value]) => `  ${name}: ${value};`);
  return lines.length ? `lichthof-calendar {\n${lines.join('\n')}\n}` : '';
};

/**
 * What a content security policy has to allow.
 * @param {object} page
 * @param {string} page.script  address of the loader
 * @param {string[]} page.feeds
 * @param {string} [page.images]  the attribute of this name
 * @param {string} [page.strings]  likewise: words, or the address of a file of them
 */
export const policy = ({ script, feeds, images, strings = '' }) => {
  const host = new URL(script).origin;
  const origins = (/** @type {string[]} */ addresses) =>
    [...new Set([script, ...addresses].map((address) => new URL(address.replace(/^webcal:/, 'https:'), script).origin))].join(' ');
  const shown = { any: 'https:', none: host }[images ?? ''] ?? origins(feeds);
  const asked = /^https?:/.test(strings) ? [...feeds, strings] : feeds;
  return [`script-src ${host} 'wasm-unsafe-eval'`, `connect-src ${origins(asked)}`, `img-src ${shown}`].join(';\n');
};

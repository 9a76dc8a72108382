// @ts-check
/** The lines that a partner copies, from what was chosen. */

/**
 * @typedef {object} Choice
 * @property {string} script  address of the loader
 * @property {boolean} isOneTag  the script alone, or an element beside it
 * @property {Record<string, string>} attributes  what differs from the defaults, `feed` first
 * @property {string} fallback  address of the page that visitors reach without the program
 * @property {string} fallbackText
 */

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param {Choice} choice */
export const snippet = ({ script, isOneTag, attributes, fallback, fallbackText }) => {
  const source = `src="${escaped(script)}"`;
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  if (isOneTag) {
    const lines = [source, ...written.map((attribute) => 'data-' + attribute), 'async'];
    return `<script\n  ${lines.join('\n  ')}></script>`;
  }
  return [
    `<script ${source} async></script>`,
    `<lichthof-calendar\n  ${written.join('\n  ')}>`,
    `  <a href="${escaped(fallback)}">${escaped(fallbackText)}</a>`,
    '</lichthof-calendar>',
  ].join('\n');
};

// @ts-check
/** What a page says that is to get one build and no other. */

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { sha384 } from './stamp.mjs';

/**
 * The program's own line has no hash, as it is checked when it is used: with one Firefox would fetch it twice.
 *
 * @param {string} folder  of the build
 * @param {string} host  the address that the folder is served under, with a slash at the end
 */
export function pinnedSnippet(folder, host) {
  const at = (/** @type {string} */ name) => `${host}${basename(folder)}/${name}`;
  const integrity = (/** @type {string} */ name) => `sha384-${sha384(readFileSync(join(folder, name)))}`;
  return [
    `<link rel="modulepreload" href="${at('lichthof-program.js')}" crossorigin integrity="${integrity('lichthof-program.js')}">`,
    `<link rel="preload" as="fetch" href="${at('lichthof-program_bg.wasm')}" crossorigin>`,
    `<script src="${at('lichthof.js')}" crossorigin integrity="${integrity('lichthof.js')}" async></script>`,
  ].join('\n');
}

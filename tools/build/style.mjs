// @ts-check
/** The style of all visits, and that of each part that has one: a file of the part's name in style/. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FLOOR } from './browsers.mjs';
import { BUILD } from './stamp.mjs';

/** The sheet of ready sets of tokens, which comes where a page names one (`theme`). */
export const THEMES = 'themes';

/** The tokens come first, as what follows uses them, and print last, as it overrides what precedes. */
const PLACES = /** @type {Record<string, number>} */ ({ 'tokens.css': 0, 'print.css': 2 });

/**
 * The files of which the style of all visits is made, in order.
 * @param {string[]} names  what there is in style/
 * @param {string[]} parts
 */
export function ofAllVisits(names, parts) {
  const place = (/** @type {string} */ name) => PLACES[name] ?? 1;
  return names
    .filter((name) => name.endsWith('.css') && !parts.includes(name.slice(0, -4)))
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/**
 * Between two marks: the loader knows by them that it got this file, of this build, and all of it.
 * @param {string[]} names  in style/
 * @param {boolean} isRelease
 */
export function stylesheet(names, isRelease) {
  const text = names.map((name) => readFileSync(join('style', name), 'utf8')).join('\n');
  const flags = ['--loader=css', `--target=${FLOOR}`, '--charset=utf8', '--legal-comments=none'];
  if (isRelease) flags.push('--minify');
  const css = execFileSync('esbuild', flags, { input: text, stdio: ['pipe', 'pipe', 'inherit'] }).toString();
  return Buffer.from(`/*${BUILD}*/${css.trim()}/*${BUILD}*/`);
}

// How the parts of the program come that are not loaded with it (src/ui/part.rs). The build bundles
// this with the glue and adds, for each part, the function that the program calls for it.

import { initSync } from './lichthof-program.js';

/**
 * What was asked for, by part: its code, and its style where it has one. What failed is forgotten, so
 * that it can be tried again.
 * @type {Map<string, Promise<[ArrayBuffer, string]>>}
 */
const files = new Map();

/** The parts that have a style. @type {Set<string>} */
const styled = new Set();

/** The style of all calendars on the page, and its text so far. */
let sheet = new CSSStyleSheet();
let text = '';

/**
 * Takes the sheet that all calendars wear, and what is in it: the parts' styles are added to it.
 * @param {CSSStyleSheet} worn
 * @param {string} words
 */
export const dress = (worn, words) => {
  sheet = worn;
  text = words;
};

/** @type {(message: string) => void} */
let tell = () => {};

/**
 * From now on a trap in what the program does by itself calls `callback(message)`: in its listeners,
 * timers and promises. A page cannot tell it from the error events, which WebKit leaves without words.
 * @param {(message: string) => void} callback
 */
export const on_trap = (callback) => {
  tell = callback;
};

/**
 * The same function of the program, with its traps told of. The build puts it around the functions by
 * which the page's events reach the program, and the browser's tidying up.
 * @param {(...args: any[]) => any} entry
 */
export const guarded =
  (entry) =>
  (/** @type {any[]} */ ...args) => {
    try {
      return entry(...args);
    } catch (error) {
      console.error('lichthof:', error);
      tell(String(error));
    }
  };

/** @param {string} name */
const file = async (name) => {
  // As a text: pages put a `fetch` of their own in place that takes nothing else.
  const address = new URL(`lichthof-${name}`, import.meta.url).href;
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered with status ${response.status}`);
  return response;
};

/**
 * Asks for a part's files, ahead of the program if need be.
 * @param {string} part
 */
export const fetch_part = (part) => {
  const known = files.get(part);
  if (known) return known;
  const asked = Promise.all([
    file(`${part}.wasm`).then((response) => response.arrayBuffer()),
    styled.has(part) ? file(`${part}.css`).then((response) => response.text()) : '',
  ]);
  asked.catch(() => files.delete(part));
  files.set(part, asked);
  return asked;
};

/**
 * What the program calls for a part: it hears back by a function of its own, named by its place in the
 * table of functions.
 * @param {string} part
 * @param {boolean} hasStyle
 * @param {object} check  in a debug build, what the part knows its program by
 */
export const loader = (part, hasStyle, check) => {
  if (hasStyle) styled.add(part);
  return async (/** @type {number} */ callback, /** @type {number} */ data) => {
    let isThere = true;
    // The program is there already: this only gives its exports.
    const program = initSync();
    try {
      const [code, style] = await fetch_part(part);
      const known = { ...program, ...check };
      // What is made of several parts takes it by the second name.
      await WebAssembly.instantiate(code, { __wasm_split: known, program: known });
      text += style;
      sheet.replaceSync(text);
    } catch (error) {
      console.error('lichthof:', error);
      isThere = false;
    }
    guarded(program.__indirect_function_table.get(callback))(data, isThere);
  };
};

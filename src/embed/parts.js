// How the parts of the program come that are not loaded with it (src/view/part.rs). The build bundles
// this with the glue and adds, for each part, the function that the program calls for it.

import { initSync } from './lichthof-program.js';

/**
 * The files that were asked for, by part. One that failed is forgotten, so that it can be tried again.
 * @type {Map<string, Promise<ArrayBuffer>>}
 */
const files = new Map();

/**
 * Asks for a part's file, ahead of the program if need be.
 * @param {string} part
 */
export const fetch_part = (part) => {
  const known = files.get(part);
  if (known) return known;
  const read = async () => {
    const address = new URL(`lichthof-${part}.wasm`, import.meta.url);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answered with status ${response.status}`);
    return response.arrayBuffer();
  };
  const file = read();
  file.catch((error) => {
    files.delete(part);
    console.error('lichthof:', error);
  });
  files.set(part, file);
  return file;
};

/**
 * What the program calls for a part: it hears back by a function of its own, named by its place in the
 * table of functions.
 * @param {string} part
 */
export const loader = (part) => async (/** @type {number} */ callback, /** @type {number} */ data) => {
  let isThere = true;
  // The program is there already: this only gives its exports.
  const program = initSync();
  try {
    await WebAssembly.instantiate(await fetch_part(part), { __wasm_split: program });
  } catch {
    isThere = false;
  }
  program.__indirect_function_table.get(callback)(data, isThere);
};

// @ts-check
/** The oldest browsers that Lichthof promises to run in, and what their WebAssembly knows. */

export const FLOOR = 'chrome111,edge111,firefox115,safari17';

export const WASM_FEATURES = [
  'bulk-memory',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
].map((feature) => `--enable-${feature}`);

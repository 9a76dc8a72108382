// @ts-check
// What pinned pages need, which take only the bytes of one build: the hashes of all files but this and the glue, and what
// compares. The glue brings it there, by its own hash.

/** Base64 of SHA-384, by file. Filled in by the build. @type {any} */
export const pins = '@pins@';

/**
 * The bytes of a file that the loader has asked for, if they are those of this build. They are not asked for with
 * `integrity`: Firefox would fetch anew then what the page has preloaded.
 * @param {Response} response
 * @param {string} name
 */
export const checked = async (response, name) => {
  const bytes = await response.arrayBuffer();
  if (!crypto.subtle) {
    // Without TLS a page cannot compute hashes, and the browser has to.
    const init = /** @type {any} */ ({ __proto__: null, integrity: 'sha384-' + pins[name] });
    return (await fetch(new URL(name, import.meta.url).href, init)).arrayBuffer();
  }
  const found = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  if (btoa(String.fromCharCode(...found)) !== pins[name]) throw new Error(`${name} is not what the page has pinned`);
  return bytes;
};

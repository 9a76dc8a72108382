// @ts-check

/**
 * The bytes of a body; of one that has too many, which may have no end, how many they are by then.
 * @param {Response} response
 * @param {number} most
 */
export const bytes_of = async (response, most) => {
  // WebKit would take a `mode` that the page has put on all objects.
  const reader = response.body?.getReader(/** @type {any} */ ({ __proto__: null }));
  // What a page puts in place of `fetch` may answer with less, and use its buffer for something else.
  if (!reader) return new Uint8Array(await response.arrayBuffer()).slice();
  const chunks = [];
  let count = 0;
  for (let chunk; (chunk = (await reader.read()).value); chunks.push(chunk)) {
    count += chunk.length;
    if (count > most) {
      reader.cancel();
      return count;
    }
  }
  // Not as a `Blob`, which the browser would send to another process and back.
  const bytes = new Uint8Array(count);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
};

// @ts-check
// What is wrong with the files of a program that could not be loaded. The loader asks for this when that has
// happened, from the folder of the same build: hardly a visit needs it.

/** The folder of this build. Filled in by the build, as are the lengths. */
const HOME = '@home@';

/** What the program is loaded from, and how long each is. @type {[name: string, length: number][]} */
const FILES = [
  ['lichthof-program.js', +'@length:lichthof-program.js@'],
  ['lichthof-program_bg.wasm', +'@length:lichthof-program_bg.wasm@'],
  ['lichthof.css', +'@length:lichthof.css@'],
];

/**
 * What came in place of a file that could not be used, and what helps; nothing where it looks well.
 * @param {string} address
 * @param {string} name
 * @param {number} length
 */
const fault = async (address, name, length) => {
  const response = await fetch(address, /** @type {any} */ ({ __proto__: null, signal: AbortSignal.timeout(9000) }));
  const text = new TextDecoder('latin1').decode(await response.arrayBuffer());
  const type = response.headers.get('content-type') || 'none';
  const isWhole = response.ok && text.includes(HOME.slice(-8)) && text.length === length;
  if (isWhole && (!/js$/.test(name) || /javascript/.test(type))) return '';
  return (
    `${address} answered with status ${response.status}, type ${type}, ${text.length} bytes (${JSON.stringify(text.slice(0, 20))}): ` +
    (isWhole ? 'its type has to be text/javascript' : `upload ${HOME} anew and whole, and empty caches on the way`)
  );
};

/** What stands in the place of which file where WebAssembly is refused: one file of JavaScript, and one that is there anyway. */
const INSTEAD = new Map([
  ['lichthof-program.js', 'lichthof-whole.js'],
  ['lichthof-program_bg.wasm', 'lichthof.css'],
]);

/** How long the program may take as JavaScript, in milliseconds, before it is asked for once more; then as long again. */
const PATIENCE = 30000;

/**
 * What comes within that time; nobody can take back an `import()` that does not.
 * @template Content
 * @param {Promise<Content>} asked
 * @returns {Promise<Content>}
 */
const timely = (asked) =>
  Promise.race([
    asked,
    new Promise((_, fail) => {
      setTimeout(() => fail(new Error(`nothing has come in ${PATIENCE / 1000} seconds`)), PATIENCE);
    }),
  ]);

/**
 * Brings the program as JavaScript where WebAssembly is refused, or throws why it could not be loaded, and what helps.
 * @template Program
 * @param {(name: string) => string} at  the address of a file
 * @param {unknown} reason  what the browser says
 * @param {string} refusal  why WebAssembly is refused, if it is
 * @param {string} lack  what has to be added to the page's policy, if anything
 * @param {Element} host  the calendar that asked for it first
 * @param {(at: (name: string) => string) => Promise<Program>} bring  brings the program, from other addresses
 * @returns {Promise<Program>}
 */
export const explain = async (at, reason, refusal, lack, host, bring) => {
  // WebKit refuses only a program that does something.
  const isRefused = refusal || /unsafe-eval/.test(String(reason));
  let failure = reason;
  if (isRefused) {
    try {
      const instead = (/** @type {string} */ more) => timely(bring((name) => at(INSTEAD.get(name) ?? name) + more));
      // Past all caches the second time, as all else that did not come.
      return await instead('').catch(() => instead('&more'));
    } catch (error) {
      failure = `${reason}; ${error}`;
    }
  }
  const why = await reasonOf(at, failure, isRefused, lack);
  if (host.hasAttribute('doctor') || /lh.doctor/.test(location.search)) {
    // The glue may have brought it: by the same address it is the same.
    import(new URL('lichthof-doctor.js', import.meta.url).href).then(({ examine }) => examine(host, why)).catch(() => {});
  }
  throw Object.assign(new Error(why), { kind: isRefused ? 'webassembly' : 'program' });
};

/**
 * @param {(name: string) => string} at
 * @param {unknown} reason
 * @param {string | boolean} isRefused
 * @param {string} lack
 */
const reasonOf = async (at, reason, isRefused, lack) => {
  if (lack) return `the program is refused: ${lack}`;
  if (isRefused) {
    return (
      "WebAssembly is refused here, and what stands in its place could not be loaded: add 'wasm-unsafe-eval' to script-src " +
      `in the page's Content-Security-Policy (${reason})`
    );
  }
  const faults = await Promise.all(FILES.map(([name, length]) => fault(at(name), name, length).catch(() => '')));
  return (
    faults.find(Boolean) ||
    `${at(FILES[0][0])}, or a file beside it, could not be loaded: ${reason}. Is its host up, does it send ` +
      'Access-Control-Allow-Origin, and does integrity pin another build?'
  );
};

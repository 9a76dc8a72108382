// @ts-check
/**
 * What ties the files of one build together: an identity in each of them, and the hashes by which the loader
 * and the glue know the others.
 *
 * Before, the files hold blanks: BUILD where the identity belongs; in texts also `@home@` for the folder of the
 * build, `@sha384:NAME@` and `@length:NAME@` for what is said of another file of the build.
 */

import { createHash } from 'node:crypto';

/** As long as an identity, as it stands in WebAssembly files, in which nothing may move. */
export const BUILD = '@build@@';

const BLANK = /@(home|(?:(sha384|length):([\w.-]+)))@/g;

/**
 * The identity of a build: the same files make the same one, on any machine.
 * @param {Map<string, Buffer>} files  by name, with their blanks
 */
export function identityOf(files) {
  const hash = createHash('sha256');
  for (const name of [...files.keys()].sort()) {
    hash.update(`${name}\0${files.get(name)?.length}\0`).update(files.get(name) ?? '');
  }
  return hash.digest('hex').slice(0, BUILD.length);
}

/** @param {Buffer} bytes */
export const sha384 = (bytes) => createHash('sha384').update(bytes).digest('base64');

/**
 * The files with their blanks filled in.
 * @param {Map<string, Buffer>} files
 * @param {string} identity
 * @param {string} home  the folder of the build
 */
export function stamped(files, identity, home) {
  if (identity.length !== BUILD.length) throw new Error(`an identity has ${BUILD.length} characters: ${identity}`);
  const named = new Map([...files].map(([name, bytes]) => [name, withIdentity(name, bytes, identity)]));
  /** @type {Map<string, Buffer>} */
  const done = new Map();
  /** @param {string} name @param {string[]} within  what is being filled in, outermost first */
  const fill = (name, within) => {
    const known = done.get(name);
    if (known) return known;
    const bytes = named.get(name);
    if (!bytes) throw new Error(`${within.at(-1)} names ${name}, which is no file of this build`);
    if (within.includes(name)) throw new Error(`files that name each other: ${[...within, name].join(', ')}`);
    const filled = isText(name)
      ? Buffer.from(
          bytes.toString('utf8').replace(BLANK, (_, blank, what, other) => {
            if (blank === 'home') return home;
            const content = fill(other, [...within, name]);
            return what === 'length' ? String(content.length) : sha384(content);
          }),
        )
      : bytes;
    done.set(name, filled);
    return filled;
  };
  for (const name of named.keys()) fill(name, []);
  return done;
}

/** @param {string} name */
const isText = (name) => !name.endsWith('.wasm');

/** @param {string} name @param {Buffer} bytes @param {string} identity */
function withIdentity(name, bytes, identity) {
  const parts = [];
  let from = 0;
  for (let at; (at = bytes.indexOf(BUILD, from)) >= 0; from = at + BUILD.length) {
    parts.push(bytes.subarray(from, at), Buffer.from(identity));
  }
  if (parts.length === 0 && !bytes.includes('@home@')) throw new Error(`${name} has no place for the identity of its build`);
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

/**
 * The hashes of files by name, for who wants these and no others.
 * @param {string[]} names
 */
export const pins = (names) =>
  Buffer.from(JSON.stringify({ build: BUILD, ...Object.fromEntries(names.map((name) => [name, `@sha384:${name}@`])) }));

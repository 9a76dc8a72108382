// @ts-check
/** Puts a build beside those before it. */

import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a build: its version, and its identity. */
const HOME = /^\d+\.\d+\.\d+[\w.-]*-[0-9a-f]{8}$/;
const LOADER = /^lichthof\.js(\.br|\.gz)?$/;

/** The name of the one build that lies in a folder. @param {string} folder */
export function homeIn(folder) {
  const homes = readdirSync(folder).filter((name) => HOME.test(name));
  if (homes.length !== 1) throw new Error(`${folder} should hold one build, and holds ${homes.join(', ') || 'none'}`);
  return homes[0];
}

/**
 * Copies a build into a folder as it should go up on a server: its own folder first, the loader that names it
 * last. The folders of other builds stay; whatever else is there, the new build's takes its place.
 * @param {string} built
 * @param {string} dist
 */
export function place(built, dist) {
  mkdirSync(dist, { recursive: true });
  const home = homeIn(built);
  const rest = readdirSync(built).filter((name) => name !== home);
  const last = (/** @type {string} */ name) => (LOADER.test(name) ? 1 : 0);
  for (const name of [home, ...rest.sort((a, b) => last(a) - last(b))]) {
    // A demo that lost a file loses it here too.
    if (name !== home) rmSync(join(dist, name), { recursive: true, force: true });
    cpSync(join(built, name), join(dist, name), { recursive: true });
  }
  for (const name of readdirSync(dist)) {
    if (!HOME.test(name) && !rest.includes(name)) rmSync(join(dist, name), { recursive: true });
  }
}

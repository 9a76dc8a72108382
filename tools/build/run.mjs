// @ts-check
/** Other programs. */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program and gives what it printed. What it complains of goes to the console; where it fails, so does
 * the build.
 * @param {string} program
 * @param {...string} args
 */
export function run(program, ...args) {
  return execFileSync(program, args, { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 }).toString();
}

/**
 * Runs a program beside others. What it says goes to the console; where it fails, so does the build.
 * @param {string} program
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv}} [options]
 */
export async function start(program, args, options) {
  const [code] = await once(spawn(program, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] }), 'close');
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
}

/**
 * The build must stop here: a tool wrote something else than this build was made for.
 * @param {string} tool
 * @param {string} what  what was looked for
 * @returns {never}
 */
export function changed(tool, what) {
  throw new Error(
    `${tool} does not write what tools/build expects any more: ${what}. ` +
      'docs/build.md says what is read from it and why; tools/lib.sh names the version that this was written for.',
  );
}

// @ts-check
/**
 * The list of the program's parts, parts.json.
 *
 * @typedef {{with?: string[], style?: boolean}} Part
 */

import { readFileSync } from 'node:fs';

/** @returns {Record<string, Part>} by name */
export const readParts = () => JSON.parse(readFileSync('parts.json', 'utf8')).parts;

/**
 * The parts that never come without another one, by that one.
 * @param {Record<string, Part>} parts
 */
export function families(parts) {
  /** @type {Record<string, string[]>} */
  const all = {};
  for (const [name, { with: heads = [] }] of Object.entries(parts)) {
    for (const head of heads) (all[head] ??= [head]).push(name);
  }
  return all;
}

/**
 * Stops where the program was cut into other parts than the list has.
 * @param {Record<string, Part>} parts
 * @param {string[]} cut
 */
export function check(parts, cut) {
  const [listed, found] = [Object.keys(parts).sort().join(', '), [...cut].sort().join(', ')];
  if (listed !== found) throw new Error(`parts.json lists the parts ${listed}, and the program has ${found}`);
}

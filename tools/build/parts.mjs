// @ts-check
/**
 * The list of the program's parts, parts.json.
 *
 * @typedef {{with?: string[], style?: boolean, words?: string}} Part
 */

import { readFileSync } from 'node:fs';

/** @returns {Record<string, Part>} by name */
export const readParts = () => JSON.parse(readFileSync('parts.json', 'utf8')).parts;

/**
 * The parts that never come without another one, by that one, in the order of the list.
 * @param {Record<string, Part>} parts
 */
export function families(parts) {
  /** @type {Record<string, string[]>} */
  const all = {};
  for (const head of Object.keys(parts)) {
    const others = Object.keys(parts).filter((name) => parts[name].with?.includes(head));
    if (others.length > 0) all[head] = [head, ...others];
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

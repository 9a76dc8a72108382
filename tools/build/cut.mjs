// @ts-check
/**
 * Cuts the linked program at its split points (src/ui/part/split.rs) into the file that every visit loads and
 * those that come when they are needed.
 */

import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { WASM_FEATURES } from './browsers.mjs';
import { changed, run } from './run.mjs';
import { functionNames, gateOf, withoutLabels, withoutTableEntries } from './wasm.mjs';

/** The module that wasm-split lets parts import the program's memory, table and stack from. */
export const SPLIT_MODULE = '__wasm_split';

/**
 * Which parts use each chunk, by what wasm-split wrote into its loaders. A chunk is what several parts have
 * in common.
 * @param {string} text
 * @returns {Map<string, string[]>}
 */
export function usersOfChunks(text) {
  const found = text.matchAll(/^\/\* (.+) \*\/\nconst __(chunk_\d+) = /gm);
  return new Map([...found].map(([, parts, chunk]) => [chunk, parts.split(', ')]));
}

/**
 * Where each chunk goes: into the part that comes with all that use it, of several into the first one; else into the
 * program: a file of its own would cost a request. (Parts call each other by the table of functions, so the order in
 * which they arrive does not matter.)
 * @param {Map<string, string[]>} users
 * @param {Record<string, string[]>} families  the parts that never come without another one, by that one
 * @returns {Map<string, string | null>} the part by chunk; null is the program
 */
export function homes(users, families) {
  const heads = Object.keys(families);
  const homeOf = (/** @type {string[]} */ parts) =>
    heads.find((head) => parts.every((part) => families[head].includes(part))) ?? null;
  return new Map([...users].map(([chunk, parts]) => [chunk, homeOf(parts)]));
}

/**
 * @param {object} given
 * @param {string} given.name  of the program
 * @param {string} given.profile
 * @param {Record<string, string[]>} given.families
 * @returns {{folder: string, program: string, parts: Map<string, string>}} files, by part
 */
export function cut({ name, profile, families }) {
  const metadata = run('cargo', 'metadata', '--no-deps', '--offline', '--format-version=1');
  const target = JSON.parse(metadata).target_directory;
  const folder = join(target, `parts-${profile}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const linked = join(target, 'wasm32-unknown-unknown', profile, `${name}.wasm`);
  run('wasm-split-cli', '--target', 'web', '--out-name', name, linked, folder);
  const files = readdirSync(folder).filter((file) => file.endsWith('.wasm'));
  for (const file of files) {
    writeFileSync(join(folder, file), withoutLabels(readFileSync(join(folder, file))));
  }
  const bindgen = ['--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', folder, '--out-name', name];
  run('wasm-bindgen', ...bindgen, join(folder, `${name}.wasm`));

  const bound = join(folder, `${name}_bg.wasm`);
  writeFileSync(bound, withoutInvokers(readFileSync(bound)));

  const users = usersOfChunks(readFileSync(join(folder, `${SPLIT_MODULE}.js`), 'utf8'));
  const chunks = files.filter((file) => file.startsWith('chunk_')).map((file) => file.slice(0, -5));
  for (const chunk of chunks) if (!users.has(chunk)) changed('wasm-split', `no word on who uses ${chunk}`);
  const parts = new Map(
    files.flatMap((file) => {
      const [, part] = /^split_(\w+)\.wasm$/.exec(file) ?? [];
      return part ? [[part, join(folder, file)]] : [];
    }),
  );
  if (parts.size === 0) changed('wasm-split', 'no file split_….wasm');

  const home = homes(users, families);
  const at = (/** @type {string} */ chunk) => join(folder, `${chunk}.wasm`);
  const livingAt = (/** @type {string | null} */ place) => chunks.filter((chunk) => home.get(chunk) === place).map(at);
  for (const [part, file] of parts) {
    const guests = livingAt(part);
    if (guests.length === 0) continue;
    const gate = join(folder, 'gate.wasm');
    writeFileSync(gate, gateOf(readFileSync(file), SPLIT_MODULE));
    merge(gate, [file, ...guests]);
    renameSync(gate, file);
  }
  merge(bound, livingAt(null));
  return { folder, program: bound, parts };
}

/**
 * wasm-bindgen describes each kind of closure that a crate could hand to JavaScript, with the function that would call
 * it. What is handed over is exported; the others stay in the table, though nobody knows their numbers any more.
 * @param {Buffer} program
 */
function withoutInvokers(program) {
  const names = functionNames(program);
  const invokers = [...names].filter(([, name]) => /wasm_bindgen.*convert.*closures.*invoke/.test(name));
  if (invokers.length === 0) changed('wasm-bindgen', 'no function of convert::closures that invokes');
  const dead = new Set(invokers.map(([index]) => index));
  return withoutTableEntries(program, (index) => dead.has(index));
}

/** Puts files that import from the module SPLIT_MODULE into the one that exports it. @param {string} into @param {string[]} files */
function merge(into, files) {
  const named = files.flatMap((file) => [file, file]);
  run('wasm-merge', ...WASM_FEATURES, into, SPLIT_MODULE, ...named, '-o', into);
}

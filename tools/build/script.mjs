// @ts-check
/**
 * The whole program once more, as JavaScript, for pages and browsers in which WebAssembly is refused (docs/build.md).
 * The same source is compiled for a WebAssembly without the extensions that JavaScript has no counterpart of, and that
 * is translated. Nothing is cut: what is never loaded otherwise may come in one file.
 */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PLACEHOLDER, glueModule, shortNames } from './glue.mjs';
import { changed, run, start } from './run.mjs';
import { imports, joined, renamed, sections, withExports } from './wasm.mjs';

/** What wasm-bindgen and `wasm2js` have no way for, or a longer one. */
const FEATURES = 'reference-types multivalue bulk-memory sign-ext nontrapping-fptoint'.split(' ');

/** What the standard library uses all the same, and what `wasm2js` translates. */
const KNOWN = ['mutable-globals', 'bulk-memory', 'bulk-memory-opt', 'sign-ext', 'nontrapping-float-to-int'].map((one) => `--enable-${one}`);

/** What the program has from the first, in bytes: each time that it grows, JavaScript copies all of it. */
const MEMORY = 16 << 20;

/**
 * Compiles the program for this.
 * @param {string} name  of the program
 * @returns {Promise<string>} the linked file
 */
export async function compile(name) {
  const target = join(targetFolder(), 'script');
  const flags = [`-Ctarget-feature=${FEATURES.map((one) => `-${one}`)}`, '-Clink-arg=--export-table', `-Clink-arg=--initial-memory=${MEMORY}`];
  const given = process.env.CARGO_ENCODED_RUSTFLAGS ?? process.env.RUSTFLAGS?.trim().split(/\s+/).join('\x1f');
  const env = {
    ...process.env,
    CARGO_TARGET_DIR: target,
    CARGO_ENCODED_RUSTFLAGS: [...(given ? given.split('\x1f') : []), ...flags].join('\x1f'),
  };
  const triple = 'wasm32-unknown-unknown';
  const build = ['build', '--release', '--locked', '--offline', '--quiet', '--target', triple, '--features', 'split', '--bin', name];
  await start('cargo', build, { env });
  return join(target, triple, 'release', `${name}.wasm`);
}

const targetFolder = () => JSON.parse(run('cargo', 'metadata', '--no-deps', '--offline', '--format-version=1')).target_directory;

/**
 * Translates the linked program.
 * @param {string} linked
 * @param {string} name  of the program
 * @returns {Promise<{folder: string, code: string, short: Map<string, string>}>} where bindgen's glue is, the module that
 *   gives a `program(imports)`, and what long names at its border are called in it
 */
export async function translate(linked, name) {
  const folder = join(targetFolder(), 'script-release');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bindgen = ['--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', folder, '--out-name', name];
  run('wasm-bindgen', ...bindgen, linked);

  const bound = readFileSync(join(folder, `${name}_bg.wasm`));
  const custom = 0;
  const bare = joined(sections(bound).filter(({ id }) => id !== custom));
  // Uncut, each part is called by the name under which a cut would import it.
  const file = join(folder, 'whole.wasm');
  writeFileSync(file, renamed(bare, { name: (name) => name.replace('00_import_', '00_export_') }));
  run('wasm-merge', ...KNOWN, file, PLACEHOLDER, '-o', file);

  const merged = readFileSync(file);
  const left = imports(merged).filter(({ module }) => module !== glueModule(name));
  const strange = left.find(({ name }) => !name.startsWith('__wasm_split_load_'));
  if (left.length === 0 || strange) changed('wasm-merge', `imports of loaders alone, but ${strange?.name}`);
  const own = withExports(merged, ({ name }) => !/wasm_split/i.test(name));
  const short = shortNames(own, name);
  writeFileSync(file, renamed(own, { module: () => 'given', name: (name) => short.get(name) ?? name }));

  await start('wasm-opt', [...KNOWN, '--llvm-memory-copy-fill-lowering', '-Oz', '--strip-producers', file, '-o', file]);
  const script = join(folder, 'whole.js');
  await start('wasm2js', [...KNOWN, '-Oz', file, '-o', script]);
  return { folder, code: callable(readFileSync(script, 'utf8')), short };
}

/**
 * A module that gives the program to whoever has what it imports: as `wasm2js` writes it, it runs at once, with imports
 * that are modules.
 * @param {string} text
 */
export function callable(text) {
  const begun = text.replace(/^import \* as given from 'given';\n/m, '');
  if (begun === text) changed('wasm2js', "no line `import * as given from 'given';`");
  const end = begun.search(/^var retasmFunc = asmFunc\(/m);
  if (end < 0) changed('wasm2js', 'no line `var retasmFunc = asmFunc({`');
  return `${begun.slice(0, end)}export const program = (given) => asmFunc({ given });\n`;
}

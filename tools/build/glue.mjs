// @ts-check
/**
 * The glue: what wasm-bindgen writes to bring the program to the browser, with src/embed/parts.js, which
 * brings the parts, and src/embed/surroundings.js, which looks at the page.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { FLOOR } from './browsers.mjs';
import { changed, run } from './run.mjs';
import { BUILD } from './stamp.mjs';
import { exports, imports } from './wasm.mjs';

/** The module that the program imports the glue's functions from, by bindgen's name for it. */
export const glueModule = (/** @type {string} */ name) => `./${name}_bg.js`;

/** From where an uncut program takes the loaders of its parts, and the parts: the name that the macro of wasm-split gives. */
export const PLACEHOLDER = '__wasm_split_placeholder__';

/**
 * Names that bindgen makes long, most with a hash. They stand in the program and in the glue, and hashes do
 * not compress.
 */
const LONG = /^(__wbg_|__wbindgen_generic|wasm_bindgen_)/;

/**
 * A name of two or three letters for each long one at the program's border.
 * @param {Buffer} program
 * @param {string} name  of the program
 */
export function shortNames(program, name) {
  const imported = imports(program).filter(({ module }) => module === glueModule(name));
  const names = [...imported, ...exports(program)].map(({ name }) => name).filter((name) => LONG.test(name));
  return new Map([...new Set(names)].map((long, position) => [long, `$${position.toString(36)}`]));
}

/**
 * How the program begins: with what the loader has asked for, once, or anew where it failed. Browsers compile
 * while they load only what the server calls WebAssembly, and what is an answer of their own: pages put a `fetch` in place
 * of theirs that gives others.
 */
const START = `async function __wbg_load(given) {
    given = await given;
    const imports = __wbg_get_imports();
    if (!given.arrayBuffer) return WebAssembly.instantiate(given, imports);
    if (!given.ok) throw new Error(\`status \${given.status}\`);
    if (given instanceof Response && given.headers.get('Content-Type') === 'application/wasm') return WebAssembly.instantiateStreaming(given, imports);
    return WebAssembly.instantiate(await given.arrayBuffer(), imports);
}

let __wbg_begun;
function __wbg_init({ module_or_path }) {
    __wbg_begun ??= __wbg_load(module_or_path).then(({ instance, module }) => __wbg_finalize_init(instance, module));
    __wbg_begun.catch(() => { __wbg_begun = undefined; });
    return __wbg_begun;
}

function initSync() { return wasm; }

export { initSync, __wbg_init as default };`;

/** The parts' loaders, by the name of the file that wasm-split would write. */
const LOADERS = './__wasm_split.js';

/** What the console is told, once, where JavaScript takes the place of WebAssembly. */
const REFUSED =
  "WebAssembly is refused here, by the page (add 'wasm-unsafe-eval' to script-src in its Content-Security-Policy) or by the " +
  'browser: the program runs as JavaScript, which is four times as much to load, and slower';

/** How the program begins that is JavaScript (script.mjs): it lies in the same file. */
const START_SCRIPT = `let __wbg_begun;
function __wbg_init() {
    __wbg_begun ??= (async () => {
        const { "${BUILD}": own, "${LOADERS}": loaders } = __wbg_get_imports();
        __wbg_finalize_init({ exports: program({ ...own, ...loaders }) });
        told(${JSON.stringify(REFUSED)});
    })();
    return __wbg_begun;
}

function initSync() { return wasm; }

export { initSync, __wbg_init as default };`;

/**
 * Bindgen's glue with five things changed:
 *
 * - It imports the parts' loaders once for each of them, and gives them to the program under one key as
 *   often. Once is enough, and they are an object.
 * - The program imports the glue's functions by the identity of the build, and the glue gives them under it:
 *   a program and a glue of different builds do not fit together.
 * - What the browser calls (closures, and the end of closures) goes through `guarded`.
 * - Texts are encoded by the browser at once. Bindgen copies them character by character up to the first that is not
 *   ASCII, and then asks for three bytes for each that is left: 10 MB take 40 MB, which stay taken.
 * - It begins in one way instead of bindgen's six, and without what only browsers below the floor need.
 *
 * @param {string} text
 * @param {string} name  of the program
 * @param {boolean} [isScript]  for the program that is JavaScript: its memory is another one after it has grown, and what was
 *   looked at before stays as it is
 */
export function rebound(text, name, isScript = false) {
  const loaders = LOADERS;
  const edits = /** @type {[RegExp, (...found: string[]) => string, string][]} */ ([
    [/^import \* as import\d+ from "\.\/__wasm_split\.js"\n/gm, keepFirst(), `import * as import1 from "${loaders}"`],
    [/^import \* as import1 from/m, () => 'import { loaders as import1 } from', `import * as import1 from "${loaders}"`],
    [/^ *"\.\/__wasm_split\.js": import\d+,\n/gm, keepFirst(), `"${loaders}": import1,`],
    [new RegExp(`"\\./${name}_bg\\.js"(?=: import)`), () => `"${BUILD}"`, `"${glueModule(name)}": import0,`],
    [/^async function __wbg_load\([^]*?^export \{ initSync, __wbg_init as default \};$/m, () => (isScript ? START_SCRIPT : START), 'async function __wbg_load('],
    [/^ {4}if \(realloc === undefined\) \{\n([^]*?)^ {4}\}\n[^]*?^\}$/m, (_, encode) => `${encode}}`, 'if (realloc === undefined) {'],
    [/^if \(!\('encodeInto' in [^]*?^\}\n/m, () => '', `if (!('encodeInto' in cachedTextEncoder)) {`],
    [/\(typeof FinalizationRegistry === 'undefined'\)[^:]*:[^:]*:[^:]*: /, () => '', `(typeof FinalizationRegistry === 'undefined') ?`],
    [/\bwasm\.(?:wasm_bindgen_\w+|__wbindgen_destroy_closure)(?=\()/g, (call) => `guarded(${call})`, 'wasm.wasm_bindgen_…('],
  ]);
  if (isScript) {
    edits.push(
      [/\.byteLength === 0/g, () => '.buffer !== wasm.memory.buffer', '….byteLength === 0'],
      [/\w+\.buffer\.detached === true \|\| \(\w+\.buffer\.detached === undefined && ([^)]*)\)/g, (_, differs) => differs, '….buffer.detached === true || ('],
    );
  }
  let edited = text;
  for (const [pattern, change, example] of edits) {
    const next = edited.replace(pattern, change);
    if (next === edited) changed('wasm-bindgen', `no line like \`${example}\``);
    edited = next;
  }
  return `import { guarded } from "${loaders}";\n${isScript ? 'import { program } from "./program.js";\n' : ''}${edited}`;
}

/** @returns {(line: string) => string} the first line that it gets, and nothing for the others */
function keepFirst() {
  let isFirst = true;
  return (line) => {
    const kept = isFirst ? line : '';
    isFirst = false;
    return kept;
  };
}

/**
 * What the parts of a debug build import besides: wasm-split's way to know that they belong to their program.
 * @param {string} text  wasm-split's own loaders
 */
export function checkOf(text) {
  const [, check] = /sharedImports = \{ __wasm_split: (\{.*?\}) \};/.exec(text) ?? changed('wasm-split', 'no sharedImports');
  return check;
}

/**
 * One module of bindgen's glue and the parts' loaders.
 * @param {object} given
 * @param {string} given.folder  where bindgen and wasm-split wrote
 * @param {string} given.name  of the program
 * @param {string[]} given.parts
 * @param {string[]} given.styled  those that have a style
 * @param {Record<string, string | undefined>} given.words  of which kind the words of each are
 * @param {Record<string, string[]>} given.heads  what each comes with
 * @param {Map<string, string>} given.short  what long names at the program's border are called
 * @param {boolean} given.isRelease
 * @param {string} [given.code]  the program, where it is JavaScript
 * @returns {Buffer}
 */
export function glue({ folder, name, parts, styled, words, heads, short, isRelease, code }) {
  const link = join(folder, '__wasm_split.js');
  const check = code ? '{}' : checkOf(readFileSync(link, 'utf8'));
  if (code) writeFileSync(join(folder, 'program.js'), code);
  const call = (/** @type {string} */ part) =>
    `loader("${part}", ${styled.includes(part)}, "${words[part] ?? ''}", ${JSON.stringify(heads[part])}, ${check})`;
  // An object, as esbuild makes one of a module by walking through all that the page has put on objects.
  const loaders = parts.map((part) => `__wasm_split_load_${part}: ${call(part)},`);
  const surroundings = JSON.stringify(resolve('src/embed/surroundings.js'));
  const bringing = readFileSync('src/embed/parts.js', 'utf8').replace("'./surroundings.js'", surroundings);
  writeFileSync(link, [bringing, 'export const loaders = {', ...loaders, '};'].join('\n'));

  const bound = join(folder, `${name}.js`);
  const text = readFileSync(bound, 'utf8').replaceAll(PLACEHOLDER, LOADERS);
  for (const long of short.keys()) {
    if (!text.includes(long)) changed('wasm-bindgen', `the program knows ${long}, the glue does not`);
  }
  writeFileSync(bound, rebound(text, name, Boolean(code)));

  const entry = join(folder, 'entry.js');
  const own = ['BUILD', 'PROTOCOL', 'adorn', 'care', 'checked', 'dress', 'fetch_part', 'on_trap', 'pin', 'sheets', 'speak'];
  const lines = [
    `export * from "./${name}.js"; export { default } from "./${name}.js";`,
    `export { ${own} } from "./__wasm_split.js"; export { is_dark, protect } from ${surroundings};`,
  ];
  writeFileSync(entry, lines.join('\n'));
  const flags = ['--bundle', '--format=esm', `--target=${FLOOR}`, '--charset=utf8', '--legal-comments=none'];
  flags.push('--log-level=warning', '--inject:src/embed/platform.js', `--define:SCRIPT=${Boolean(code)}`);
  if (isRelease) flags.push('--minify');
  if (short.size > 0) {
    const cache = join(folder, 'names.json');
    writeFileSync(cache, JSON.stringify(Object.fromEntries(short)));
    flags.push(`--mangle-props=${LONG.source}`, `--mangle-cache=${cache}`);
  }
  const out = join(folder, 'glue.js');
  run('esbuild', entry, ...flags, `--outfile=${out}`, '--allow-overwrite');
  return readFileSync(out);
}

// @ts-check
/**
 * Trunk's hook after each build: makes of the linked program what a calendar's host serves. docs/build.md
 * tells the whole way. In a release all of it is made small.
 *
 * What comes out: the loader, and beside it the folder of this build, with everything else and the loader
 * once more.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { FLOOR, WASM_FEATURES } from './browsers.mjs';
import { SPLIT_MODULE, cut } from './cut.mjs';
import { glue, glueModule, shortNames } from './glue.mjs';
import { check, families, readParts } from './parts.mjs';
import { start } from './run.mjs';
import { compile, translate } from './script.mjs';
import { BUILD, identityOf, pins, stamped } from './stamp.mjs';
import { pinnedSnippet } from './snippet.mjs';
import { THEMES, ofAllVisits, stylesheet } from './style.mjs';
import { renamed, withoutExports } from './wasm.mjs';
import { names as namesOfWords, readLanguages, readList, wordFiles } from './words.mjs';

const staging = process.env.TRUNK_STAGING_DIR ?? '';
const profile = process.env.TRUNK_PROFILE ?? '';
const isRelease = profile === 'release';
const name = 'lichthof-program';

/** Names of tools and of features, which no engine reads. */
const REMARKS = ['--strip-producers', '--strip-target-features'];
/**
 * Nothing lies below 1024: the linker puts the stack first, and it ends long before it comes there. So what is
 * added to an address may stand in the load itself.
 */
const LOW = '--low-memory-unused';
/** What is called in one place becomes part of it only while it is small: each brings a frame of its own along. */
const FEW_INLINED = '--one-caller-inline-max-function-size=50';

/**
 * Makes files small in their places, as many at a time as there are processors: the tool keeps little more than one busy.
 * @param {string[]} files
 */
async function shrink(files) {
  if (!isRelease) return;
  const ways = [LOW, FEW_INLINED, '-Oz', '--flatten', '--rereloop', '-Oz', '-Oz'];
  const waiting = [...files];
  const work = async () => {
    for (let file; (file = waiting.shift()); ) await start('wasm-opt', [...WASM_FEATURES, ...ways, ...REMARKS, file, '-o', file]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** @param {string} file  a script of its own @param {'esm' | 'iife'} format  a module, or a classic script */
function script(file, format = 'esm') {
  const flags = ['--bundle', `--format=${format}`, `--target=${FLOOR}`, '--charset=utf8', '--legal-comments=none'];
  if (isRelease) flags.push('--minify');
  return execFileSync('esbuild', [file, ...flags, '--log-level=warning'], { stdio: ['ignore', 'pipe', 'inherit'] });
}

const list = readParts();
const { folder, program, parts } = cut({ name, profile, families: families(list) });
check(list, [...parts.keys()]);
const names = [...parts.keys()];
/** @type {Map<string, Buffer>} */
const files = new Map();

// What it exports is only for the parts that are merged with it; the program calls it by the table.
for (const file of parts.values()) writeFileSync(file, withoutExports(readFileSync(file)));
await shrink([program, ...parts.values()]);

for (const [part, file] of parts) {
  const isBorder = (/** @type {string} */ module) => module === SPLIT_MODULE || module === 'program';
  const module = (/** @type {string} */ module) => (isBorder(module) ? BUILD : module);
  files.set(`lichthof-${part}.wasm`, renamed(readFileSync(file), { module }));
}

const dressed = names.filter((part) => list[part].style);
for (const part of dressed) files.set(`lichthof-${part}.css`, stylesheet([`${part}.css`], isRelease));
const words = readList();
for (const [name, bytes] of wordFiles(words, readLanguages())) files.set(name, bytes);
const code = script('src/embed/strings.js').toString();
files.set('lichthof-strings.js', Buffer.from(code.replace(/(["'`])@words@\1/, () => JSON.stringify(JSON.stringify(namesOfWords(words))))));
const themes = stylesheet([`${THEMES}.css`], isRelease).toString();
files.set('lichthof-themes.js', Buffer.from(script('src/embed/themes.js').toString().replace(/(["'`])@themes@\1/, () => JSON.stringify(themes))));

const long = readFileSync(program);
const short = isRelease ? shortNames(long, name) : new Map();
files.set(
  `${name}_bg.wasm`,
  renamed(long, {
    module: (module) => (module === glueModule(name) ? BUILD : module),
    name: (name) => short.get(name) ?? name,
  }),
);

files.set('lichthof.css', stylesheet(ofAllVisits(readdirSync('style'), [...names, THEMES]), isRelease));
files.set('lichthof-doctor.js', script('src/embed/doctor.js'));
const pinnedFiles = [...files.keys()];
const wording = Object.fromEntries(names.map((part) => [part, list[part].words]));
const heads = Object.fromEntries(names.map((part) => [part, list[part].with ?? []]));
const joints = { name, parts: names, styled: dressed, words: wording, heads, isRelease };
files.set(`${name}.js`, glue({ ...joints, folder, short }));
if (isRelease) files.set('lichthof-whole.js', glue({ ...joints, ...(await translate(await compile(name), name)) }));
const pinning = script('src/embed/pins.js').toString();
files.set('lichthof-pins.js', Buffer.from(pinning.replace(/(["'`])@pins@\1/, () => pins(pinnedFiles).toString())));
files.set('lichthof.js', script('src/embed/loader.js', 'iife'));
files.set('lichthof-report.js', script('src/embed/report.js'));

const [, version] = /^version = "(.+)"$/m.exec(readFileSync('Cargo.toml', 'utf8')) ?? [];
const identity = identityOf(files);
const home = `${version}-${identity}`;
mkdirSync(join(staging, home));
for (const [name, bytes] of stamped(files, identity, home)) {
  writeFileSync(join(staging, home, name), bytes);
  if (name === 'lichthof.js') writeFileSync(join(staging, name), bytes);
}
// For whoever serves it, and for the demo's builder.
const pinned = pinnedSnippet(join(staging, home), 'https://calendar.example/');
writeFileSync(join(staging, home, 'snippet.html'), pinned);
writeFileSync(join(staging, 'demo', 'pinned.html'), pinned);
// Trunk's own, of the program before it was cut; the glue has its scripts.
for (const file of [`${name}.js`, `${name}_bg.wasm`, 'snippets']) rmSync(join(staging, file), { recursive: true, force: true });

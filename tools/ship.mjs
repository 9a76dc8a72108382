// ship.mjs BUILT DIST: puts .br and .gz beside each file of a build, copies all into dist/ beside the builds
// that are there, prints what each file weighs and how a page pins the build, and fails where the budget ends or
// where the program tells whose machine built it.
// ship.mjs FOLDER: puts .br and .gz beside each file, and prints the weights alone.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { homeIn, place } from "./build/place.mjs";

// Bytes after brotli. A visit loads these five files, once, before the first event can show; others the words of theirs.
const visit = ["lichthof.js", "lichthof-program.js", "lichthof-program_bg.wasm", "lichthof.css", "lichthof.de.txt"];
// The aim for a visit, with all that a calendar can do, is 80 kB.
// The loader knows the language of a calendar: its words are asked for at the same moment as the program.
const budget = { visit: 112_000, month: 126_000, loader: 5_460 };
const aim = 80_000;

const [built, dist] = process.argv.slice(2);
const compressible = /\.(css|html|ics|js|json|mjs|svg|txt|wasm|xml)$/;

// Small blocks, as the sections of a program have little in common: 275 bytes of it.
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGBLOCK]: 16 };
/**
 * How distances are coded that a file is full of: how many of their last bits have codes of their own, and how many short
 * ones have (RFC 7932 §4). Which is best depends on the file, and saves 0.3 % of a visit.
 */
const DISTANCES = [
  [0, 0],
  [0, 1],
  [0, 3],
  [0, 6],
  [0, 10],
  [1, 12],
  [1, 20],
  [2, 0],
  [3, 64],
  [3, 120],
];
/** What is larger is no part of a visit, and takes seconds each time. */
const LARGE = 1_000_000;

/** @param {Buffer} bytes */
const squeezed = (bytes) =>
  DISTANCES.slice(0, bytes.length > LARGE ? 1 : undefined)
    .map(([postfix, direct]) => {
      const distances = { [constants.BROTLI_PARAM_NPOSTFIX]: postfix, [constants.BROTLI_PARAM_NDIRECT]: direct };
      return brotliCompressSync(bytes, { params: { ...params, ...distances } });
    })
    .reduce((least, other) => (other.length < least.length ? other : least));

/** Ships a file and weighs it: `{ name, raw, gzip, brotli }` in bytes. */
function ship(name) {
  const path = join(built, name);
  const bytes = readFileSync(path);
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = squeezed(bytes);
  writeFileSync(`${path}.gz`, gzip);
  writeFileSync(`${path}.br`, brotli);
  return { name, raw: bytes.length, gzip: gzip.length, brotli: brotli.length };
}

/** The places on this machine that a shipped file names. */
function leaks(name) {
  const bytes = readFileSync(join(built, name), "latin1");
  // The data of the program that is JavaScript stand in it as base64.
  const data = [...bytes.matchAll(/"([A-Za-z0-9+/]{24,}={0,2})"/g)].map(([, text]) => Buffer.from(text, "base64").toString("latin1"));
  const text = [bytes, ...data].join("\n");
  const places = [homedir(), process.env.CARGO_HOME, resolve(".")].filter((place) => place && place !== "/");
  return [...places, "/.cargo/registry"].filter((place) => text.includes(`${place}/`));
}

function print(rows) {
  const number = (value) => value.toLocaleString("en").padStart(11);
  console.log(`\n${"".padEnd(28)}${"bytes".padStart(11)}${"gzip".padStart(11)}${"brotli".padStart(11)}`);
  for (const row of rows) {
    console.log(row.name.padEnd(28) + number(row.raw) + number(row.gzip) + number(row.brotli));
  }
}

const names = readdirSync(built, { recursive: true }).filter((name) => compressible.test(name));
const files = names.map(ship);
if (!dist) {
  print(files);
  process.exit();
}
place(built, dist);

const home = homeIn(built);
/** @param {string} name  of a file of this build; the loader is the one beside the folder */
const weighed = (name) => {
  const path = name === "lichthof.js" ? name : `${home}/${name}`;
  const file = files.find((file) => file.name === path);
  if (!file) throw new Error(`${built}/${path} is missing`);
  return { ...file, name };
};
/** @param {string} name @param {{raw: number, gzip: number, brotli: number}[]} parts */
const total = (name, parts) => {
  const sum = (key) => parts.reduce((sum, file) => sum + file[key], 0);
  return { name, raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };
};
const counted = visit.map(weighed);
const list = total("a cold visit", counted);
const { parts, views } = JSON.parse(readFileSync("parts.json", "utf8"));
/** @param {string[]} names  of parts */
const filesOf = (names) =>
  names
    .flatMap((part) => [
      `lichthof-${part}.wasm`,
      ...(parts[part].style ? [`lichthof-${part}.css`] : []),
      ...(parts[part].words ? [`lichthof-${parts[part].words}.de.txt`] : []),
    ])
    .map(weighed);
const grid = total("one that begins with a month", [...counted, ...filesOf(views.month)]);
// What a part shares with another may end in the first of these (docs/build.md), without a word.
const then = total("behind the rows, most visits", filesOf(["common", "mini"]));
const others = files.filter((file) => file.name !== "lichthof.js");
const isOfVisit = ({ name }) => name === `${home}/lichthof.js` || visit.some((file) => name === `${home}/${file}`);

print([...counted, list, grid, then]);
print(
  others
    .filter((file) => !isOfVisit(file))
    .map((file) => ({ ...file, name: file.name.replace(`${home}/`, "") }))
    .sort((a, b) => a.name.localeCompare(b.name)),
);
console.log(`\nthis build is ${home}; a page that is to get this one and no other:\n`);
console.log(readFileSync(join(built, home, "snippet.html"), "utf8"));

const faults = names.flatMap((name) => leaks(name).map((place) => `${name} names ${place}`));
const loader = counted[0].brotli;
console.log(
  `\nbudget: ${list.brotli} of ${budget.visit} for a visit, ${grid.brotli} of ${budget.month} with a month, ` +
    `${loader} of ${budget.loader} for the loader`,
);
if (list.brotli > aim) console.log(`still ${list.brotli - aim} above the aim of ${aim} for a visit`);
for (const [what, weight, limit] of [
  ["a visit", list.brotli, budget.visit],
  ["a visit that begins with a month", grid.brotli, budget.month],
  ["the loader", loader, budget.loader],
]) {
  if (weight > limit) faults.push(`${what} is ${weight - limit} bytes above its budget`);
}
for (const fault of faults) console.error(`✗ ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

// Puts .br and .gz beside each file of dist/, prints what each weighs, and fails where the budget ends
// or where the program tells whose machine built it. Of another folder it prints the weights alone.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// Bytes after brotli. A visit loads these four files, once, before the first event can show.
const visit = ["lichthof.js", "lichthof-program.js", "lichthof-program_bg.wasm", "lichthof.css"];
// The aim for a visit, with all that a calendar can do, is 80 kB.
const budget = { visit: 108_000, loader: 5_000 };
const aim = 80_000;

const dist = process.argv[2] ?? "dist";
const compressible = /\.(css|html|ics|js|json|mjs|svg|txt|wasm|xml)$/;

/** Ships a file and weighs it: `{ name, raw, gzip, brotli }` in bytes. */
function ship(name) {
  const path = join(dist, name);
  const bytes = readFileSync(path);
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(`${path}.gz`, gzip);
  writeFileSync(`${path}.br`, brotli);
  return { name, raw: bytes.length, gzip: gzip.length, brotli: brotli.length };
}

/** The places on this machine that a shipped file names. */
function leaks(name) {
  const text = readFileSync(join(dist, name), "latin1");
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

const names = readdirSync(dist, { recursive: true }).filter((name) => compressible.test(name));
const files = names.map(ship);
if (process.argv[2]) {
  print(files);
  process.exit();
}
const counted = visit.map((name) => files.find((file) => file.name === name) ?? missing(name));
const sum = (key) => counted.reduce((total, file) => total + file[key], 0);
const total = { name: "a cold visit", raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };

function missing(name) {
  console.error(`${dist}/${name} is missing`);
  process.exit(1);
}

print([...counted, total]);
print(files.filter((file) => !visit.includes(file.name)));

const faults = names.flatMap((name) => leaks(name).map((place) => `${name} names ${place}`));
const loader = counted[0].brotli;
console.log(`\nbudget: ${total.brotli} of ${budget.visit} for a visit, ${loader} of ${budget.loader} for the loader`);
if (total.brotli > aim) console.log(`still ${total.brotli - aim} above the aim of ${aim} for a visit`);
if (total.brotli > budget.visit) faults.push(`a visit is ${total.brotli - budget.visit} bytes above its budget`);
if (loader > budget.loader) faults.push(`the loader is ${loader - budget.loader} bytes above its budget`);
for (const fault of faults) console.error(`✗ ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

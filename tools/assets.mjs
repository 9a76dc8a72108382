// Trunk's hook after each build: cuts the program into the part that every visit loads and those that
// come when they are needed (src/part.rs), and adds the loader and the stylesheet. In a release it makes
// all of them small. Trunk itself makes one file of the program, can only copy a file under its own
// name, and knows one stylesheet.

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { TRUNK_STAGING_DIR: staging, TRUNK_PROFILE: profile } = process.env;
const isRelease = profile === "release";
const name = "lichthof-program";

// The oldest browsers that Lichthof promises to run in, and what their WebAssembly knows.
const floor = "chrome111,edge111,firefox115,safari17";
const features = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
// The parts that never come without another one, by that one (src/ui/part.rs).
const families = {
  period: ["period", "month", "time", "year"],
  details: ["details", "dialog", "filter", "cards", "export"],
  series: ["series", "export"],
};
const enabled = features.map((feature) => `--enable-${feature}`);

function run(command, ...args) {
  return execFileSync(command, args, { stdio: ["ignore", "pipe", "inherit"], maxBuffer: 2 ** 28 }).toString();
}

function built(source, loader, ...options) {
  const flags = [`--loader=${loader}`, `--target=${floor}`, "--charset=utf8", "--legal-comments=none", ...options];
  if (isRelease) flags.push("--minify");
  return execFileSync("esbuild", flags, { input: source, stdio: ["pipe", "pipe", "inherit"] });
}

/**
 * The style of all visits; that of a part has a file of the part's name. The tokens come first, as what
 * follows uses them, and print last, as it overrides what precedes.
 */
function stylesheet() {
  const place = (name) => ({ "tokens.css": 0, "print.css": 2 })[name] ?? 1;
  return readdirSync("style")
    .filter((name) => name.endsWith(".css") && !parts.includes(name.slice(0, -4)))
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((name) => readFileSync(join("style", name), "utf8"))
    .join("\n");
}

/**
 * Cuts the linked program at its split points. What only parts of one family have in common goes into the
 * part that comes with each of them, what others have in common back into the file that all visits load: a
 * file of its own would cost a request. (Parts call each other by the table of functions, so the order in which
 * they arrive does not matter.)
 */
function cut() {
  const { target_directory: target } = JSON.parse(run("cargo", "metadata", "--no-deps", "--offline", "--format-version=1"));
  const folder = join(target, `parts-${profile}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const linked = join(target, "wasm32-unknown-unknown", profile, `${name}.wasm`);
  run("wasm-split-cli", "--target", "web", "--out-name", name, linked, folder);
  const parts = readdirSync(folder).filter((file) => /^(split|chunk)_.*\.wasm$/.test(file));
  const bindgen = ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", folder, "--out-name", name];
  run("wasm-bindgen", ...bindgen, join(folder, `${name}.wasm`));
  const users = new Map();
  const loaders = readFileSync(join(folder, "__wasm_split.js"), "utf8");
  for (const [, part, chunks] of loaders.matchAll(/__wasm_split_load_(\w+) = [^]*?, \[(.*?)\]\)\);/g)) {
    for (const chunk of chunks.match(/chunk_\d+/g) ?? []) users.set(chunk, [...(users.get(chunk) ?? []), part]);
  }
  const isOf = (family, file) => users.get(file.slice(0, -5))?.every((part) => family.includes(part));
  const program = join(folder, `${name}_bg.wasm`);
  const merge = (into, as, chunks) => {
    const files = chunks.flatMap((file) => [join(folder, file), file]);
    run("wasm-merge", ...enabled, into, as, ...files, "-o", into);
  };
  const chunks = parts.filter((file) => file.startsWith("chunk_"));
  let left = chunks;
  for (const [head, family] of Object.entries(families)) {
    const file = `split_${head}.wasm`;
    const own = left.filter((chunk) => isOf(family, chunk));
    left = left.filter((chunk) => !own.includes(chunk));
    const gate = join(folder, "gate.wasm");
    writeFileSync(join(folder, "gate.wat"), gateOf(join(folder, file)));
    run("wasm-as", ...enabled, join(folder, "gate.wat"), "-o", gate);
    merge(gate, "__wasm_split", [file, ...own]);
    renameSync(gate, join(folder, file));
  }
  merge(program, "__wasm_split", left);
  const named = parts.filter((file) => file.startsWith("split_")).map((file) => file.slice(6, -5));
  return { folder, program, parts: named };
}

/**
 * A module that hands on what a part imports from the program. Several parts that are merged then share
 * one memory and one table, as those of the program.
 */
function gateOf(part) {
  const imports = /^ \(import "__wasm_split" "(\w+)" \((\w+) (\S+) (.*)\)\)$/gm;
  const handed = [...run("wasm-dis", part).matchAll(imports)];
  const taken = handed.map(([, name, kind, id, type]) => `(import "program" "${name}" (${kind} ${id} ${type}))`);
  const given = handed.map(([, name, kind, id]) => `(export "${name}" (${kind} ${id}))`);
  return `(module ${taken.join(" ")} ${given.join(" ")})`;
}

/** The glue of the program and of its parts, as one module; `short` gives the imports' names. */
function glue(folder, parts, short) {
  const link = join(folder, "__wasm_split.js");
  const check = /__wasm_split: (\{.*?\})/.exec(readFileSync(link, "utf8"))?.[1] ?? "{}";
  const call = (part) => `loader("${part}", ${styled.includes(part)}, ${check})`;
  const loaders = parts.map((part) => `__wasm_split_load_${part}: ${call(part)},`);
  // An object, as esbuild makes one of a module by walking through all that the page has put on objects.
  const module = [readFileSync("src/embed/parts.js"), "export const loaders = {", ...loaders, "};"];
  writeFileSync(link, module.join("\n"));
  const bound = join(folder, `${name}.js`);
  const text = readFileSync(bound, "utf8")
    // Bindgen imports the loaders once for each of them, and a module's name can stand in an object once.
    .replace(/^import \* as import(?!1 )\d+ from "\.\/__wasm_split\.js"$/gm, "")
    .replace(/^ *"\.\/__wasm_split\.js": import(?!1,)\d+,$/gm, "")
    .replace(/^import \* as import1 (?=from "\.\/__wasm_split\.js")/m, "import { loaders as import1 } ")
    .replace(/(?<![\w$])(__wbg_\w+|__wbindgen_\w+|\.\/\w+-program_bg\.js)(?=[": (])/g, (long) => short.get(long) ?? long)
    .replace(/\bwasm\.(wasm_bindgen_\w+|__wbindgen_destroy_closure)(?=\()/g, "guarded($&)")
    .replace(/(?<=\bwasm\.)\w+/g, (long) => short.get(long) ?? long);
  writeFileSync(bound, `import { guarded } from "./__wasm_split.js";\n${text}`);
  const entry = join(folder, "entry.js");
  const program = `./${name}.js`;
  writeFileSync(entry, `export * from "${program}"; export { default } from "${program}"; export { dress, fetch_part, on_trap } from "./__wasm_split.js";`);
  const flags = ["--bundle", "--format=esm", `--target=${floor}`, "--charset=utf8", "--legal-comments=none", "--log-level=warning", "--inject:src/embed/platform.js"];
  if (isRelease) flags.push("--minify");
  run("esbuild", entry, ...flags, `--outfile=${join(staging, `${name}.js`)}`, "--allow-overwrite");
}

function shrink(from, to) {
  if (!isRelease) return copyFileSync(from, to);
  run("wasm-opt", ...enabled, "-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", from, "-o", to);
}

/**
 * Gives what the program imports and exports for the glue names of two or three letters, and says which:
 * bindgen's are long and end in hashes, which do not compress, and stand in the program and in the glue.
 */
function shorten(file) {
  const bytes = readFileSync(file);
  const short = new Map();
  const shortened = (long) => {
    if (!/^__wbg_|^__wbindgen_generic|^wasm_bindgen_|_bg\.js$/.test(long)) return long;
    if (!short.has(long)) short.set(long, `$${short.size.toString(36)}`);
    return short.get(long);
  };
  const sections = [bytes.subarray(0, 8)];
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    return bytes.toString("utf8", at, (at += length));
  };
  const encoded = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...encoded(value >> 7)]);
  const name = (long) => [...encoded(Buffer.byteLength(shortened(long))), ...Buffer.from(shortened(long))];
  const isImports = 2;
  const isExports = 7;
  while (at < bytes.length) {
    const start = at;
    const id = bytes[at++];
    const end = number() + at;
    if (id !== isImports && id !== isExports) {
      sections.push(bytes.subarray(start, end));
      at = end;
      continue;
    }
    const count = number();
    const section = encoded(count);
    for (let entry = 0; entry < count; entry++) {
      if (id === isImports) section.push(...name(text()));
      section.push(...name(text()));
      const described = at;
      // The program imports functions only; these and all exports are a kind and a number.
      if (bytes[at++] !== 0 && id === isImports) throw new Error("an import that is no function");
      number();
      section.push(...bytes.subarray(described, at));
    }
    sections.push(Buffer.from([id, ...encoded(section.length), ...section]));
  }
  writeFileSync(file, Buffer.concat(sections));
  return short;
}

const { folder, program, parts } = cut();
const styled = parts.filter((part) => existsSync(join("style", `${part}.css`)));
for (const part of styled) {
  writeFileSync(join(staging, `lichthof-${part}.css`), built(readFileSync(join("style", `${part}.css`)), "css"));
}
for (const part of parts) shrink(join(folder, `split_${part}.wasm`), join(staging, `lichthof-${part}.wasm`));
shrink(program, join(staging, `${name}_bg.wasm`));
glue(folder, parts, isRelease ? shorten(join(staging, `${name}_bg.wasm`)) : new Map());
writeFileSync(join(staging, "lichthof.js"), built(readFileSync("src/embed/loader.js"), "js"));
writeFileSync(join(staging, "lichthof.css"), built(stylesheet(), "css"));

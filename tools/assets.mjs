// Trunk's hook after each build: adds the loader and the stylesheet to what is served, and in a release
// makes them and the glue small. Trunk can only copy a file under its own name, and knows one stylesheet.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { TRUNK_STAGING_DIR: staging, TRUNK_PROFILE: profile } = process.env;

// The oldest browsers that Lichthof promises to run in.
const floor = "chrome111,edge111,firefox115,safari17";

function built(source, loader, ...options) {
  const flags = [`--loader=${loader}`, `--target=${floor}`, "--charset=utf8", "--legal-comments=none", ...options];
  if (profile === "release") flags.push("--minify");
  return execFileSync("esbuild", flags, { input: source, stdio: ["pipe", "pipe", "inherit"] });
}

/** The tokens come first, as what follows uses them, and print last, as it overrides what precedes. */
function stylesheet() {
  const place = (name) => ({ "tokens.css": 0, "print.css": 2 })[name] ?? 1;
  return readdirSync("style")
    .filter((name) => name.endsWith(".css"))
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((name) => readFileSync(join("style", name), "utf8"))
    .join("\n");
}

writeFileSync(join(staging, "lichthof.js"), built(readFileSync("src/embed/loader.js"), "js"));
writeFileSync(join(staging, "lichthof.css"), built(stylesheet(), "css"));

if (profile === "release") {
  const glue = join(staging, "lichthof-program.js");
  writeFileSync(glue, built(readFileSync(glue), "js", "--format=esm"));
}

// @ts-check
// Before the package is packed: the newest build of dist/ (`make dist`), without what is compressed, which a site's own
// host makes.
import { cpSync, readFileSync, rmSync } from 'node:fs';

const from = new URL('../../dist/', import.meta.url);
const to = new URL('dist/', import.meta.url);
const [home] = readFileSync(new URL('lichthof.js', from), 'utf8').match(/\d+\.\d+\.\d+[\w.-]*-[0-9a-f]{8}/) ?? [];
if (!home) throw new Error('dist/lichthof.js names no build: make dist');
rmSync(to, { recursive: true, force: true });
for (const name of [home, 'lichthof.js']) {
  cpSync(new URL(name, from), new URL(name, to), { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
}
for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(new URL('../../' + name, import.meta.url), new URL(name, import.meta.url));

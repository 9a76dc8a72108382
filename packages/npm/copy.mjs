#!/usr/bin/env node
// @ts-check
// lichthof copy FOLDER: puts the calendar's files where a site serves files as they are. Folders of earlier builds stay.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [, , command, folder] = process.argv;
if (command !== 'copy' || !folder) {
  console.error('lichthof copy FOLDER, such as: lichthof copy public/lichthof');
  process.exit(1);
}
const dist = fileURLToPath(new URL('dist/', import.meta.url));
if (!existsSync(dist)) {
  console.error(`lichthof: ${dist} is missing`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
// The loader last, as it names the folder.
for (const name of readdirSync(dist).sort((a, b) => Number(a === 'lichthof.js') - Number(b === 'lichthof.js'))) {
  cpSync(join(dist, name), join(folder, name), { recursive: true });
}

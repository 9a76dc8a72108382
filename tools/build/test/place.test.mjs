// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { homeIn, place } from '../place.mjs';

/** @param {(folder: string) => void} run */
const within = (run) => {
  const folder = mkdtempSync(join(tmpdir(), 'lichthof-'));
  try {
    run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** @param {string} folder @param {Record<string, string>} files */
const write = (folder, files) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

test('a new build lies beside those before it', () =>
  within((folder) => {
    const [built, dist] = [join(folder, 'built'), join(folder, 'dist')];
    write(built, { 'lichthof.js': 'new', '0.2.0-0123abcd/a.wasm': 'a', 'demo/icon.svg': 'icon' });
    write(dist, {
      'lichthof.js': 'old',
      '0.1.0-89abcdef/a.wasm': 'old a',
      'demo/gone.svg': 'gone',
      'lichthof-program.js': 'of a build without a folder',
    });
    place(built, dist);
    assert.deepEqual(readdirSync(dist).sort(), ['0.1.0-89abcdef', '0.2.0-0123abcd', 'demo', 'lichthof.js']);
    assert.deepEqual(readdirSync(join(dist, 'demo')), ['icon.svg']);
    assert.equal(readFileSync(join(dist, '0.1.0-89abcdef/a.wasm'), 'utf8'), 'old a');
    assert.equal(readFileSync(join(dist, 'lichthof.js'), 'utf8'), 'new');
  }));

test('what holds no build, or two, is no build', () =>
  within((folder) => {
    assert.throws(() => homeIn(folder), /holds none/);
    write(folder, { '0.1.0-89abcdef/a': '', '0.1.0-0123abcd/a': '' });
    assert.throws(() => homeIn(folder), /0\.1\.0-0123abcd, 0\.1\.0-89abcdef/);
  }));

// @ts-check
// The npm package as its users get it: packed, installed, imported where there is no page, and with its types.
// It needs dist/ and examples/node_modules (tools/setup test).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lichthof-npm-'));
const modules = join(folder, 'node_modules');

/** @param {string} program @param {string[]} args @param {string} [cwd] */
const run = (program, args, cwd = folder) => {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (/** @type {any} */ error) {
    throw new Error(`${program} ${args.join(' ')}\n${error.stdout}\n${error.stderr}`);
  }
};
/** What a module prints that runs in the temporary folder. @param {string} text */
const node = (text) => run(process.execPath, ['--input-type=module', '--eval', text]).trim();

before(() => {
  run('npm', ['pack', '--silent', '--pack-destination', folder], join(root, 'packages/npm'));
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', `./${packed}`]);
  // What applications have beside it.
  for (const name of ['react', 'react-dom', 'vue', 'svelte', 'solid-js', 'csstype', 'seroval', 'seroval-plugins', '@types', '@vue']) {
    symlinkSync(join(root, 'examples/node_modules', name), join(modules, name));
  }
});
after(() => rmSync(folder, { recursive: true }));

test('it has the version of the program', () => {
  const [, version] = readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^version = "(.*)"$/m) ?? [];
  assert.equal(JSON.parse(readFileSync(join(modules, 'lichthof/package.json'), 'utf8')).version, version);
});

test('where there is no page, importing it does nothing and loading answers with nothing', () => {
  for (const entry of ['lichthof', 'lichthof/auto', 'lichthof/react', 'lichthof/vue', 'lichthof/svelte', 'lichthof/solid']) {
    const text = `const before = Object.keys(globalThis).length;
      const { load } = await import('${entry}');
      console.log(Object.keys(globalThis).length - before, await load(), await load('https://calendar.example/lichthof.js'));`;
    assert.equal(node(text), '0 undefined undefined', entry);
  }
});

test('frameworks render it on a server, with what is in it', () => {
  const react = node(`import { createElement } from 'react';
    import { renderToString } from 'react-dom/server';
    console.log(renderToString(createElement('lichthof-calendar', { feed: 'events.json', seo: true, 'onlichthof-open': () => {} },
      createElement('a', { href: '/events' }, 'All events'))));`);
  assert.equal(react, '<lichthof-calendar feed="events.json" seo=""><a href="/events">All events</a></lichthof-calendar>');
  const vue = node(`import { createSSRApp, h } from 'vue';
    import { renderToString } from 'vue/server-renderer';
    console.log(await renderToString(createSSRApp({ render: () => h('lichthof-calendar', { feed: 'events.json', onLichthofOpen() {} },
      [h('a', { href: '/events' }, 'All events')]) })));`);
  assert.equal(vue, '<lichthof-calendar feed="events.json"><a href="/events">All events</a></lichthof-calendar>');
});

test('the calendar is in it, and is copied whole to where a site serves it', () => {
  mkdirSync(join(folder, 'public/lichthof/0.0.9-00000000'), { recursive: true });
  run('npx', ['--no-install', 'lichthof', 'copy', 'public/lichthof']);
  const dist = readFileSync(join(root, 'dist/lichthof.js'), 'utf8');
  const [home] = dist.match(/\d+\.\d+\.\d+[\w.-]*-[0-9a-f]{8}/) ?? [''];
  assert.deepEqual(readdirSync(join(folder, 'public/lichthof')).sort(), ['0.0.9-00000000', home, 'lichthof.js'].sort());
  const plain = (/** @type {string} */ at) => readdirSync(at).filter((name) => !/\.(br|gz)$/.test(name)).sort();
  assert.deepEqual(plain(join(folder, 'public/lichthof', home)), plain(join(root, 'dist', home)));
  assert.throws(() => run('npx', ['--no-install', 'lichthof']), /lichthof copy FOLDER/);
});

test('the manifest describes the element where the package says', () => {
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(modules, 'lichthof', name), 'utf8'));
  const [module] = read(read('package.json').customElements).modules;
  assert.equal(module.declarations[0].tagName, 'lichthof-calendar');
  assert.ok(readdirSync(join(modules, 'lichthof')).includes(module.path));
});

test('its types hold in each framework, without the others', () => {
  for (const name of readdirSync(join(root, 'tools/npm/types')).filter((name) => /\.tsx?$/.test(name))) {
    const place = join(folder, 'types-' + name);
    mkdirSync(place);
    cpSync(join(root, 'tools/npm/types', name), join(place, name));
    cpSync(join(root, 'tools/npm/types/tsconfig.json'), join(place, 'tsconfig.json'));
    run(join(root, 'examples/node_modules/.bin/tsc'), ['--project', place]);
  }
});

// @ts-check
// interface.json is the one description of the interface: whatever else knows of it is held to it here.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';

import { generated, read } from './generate.mjs';

const root = new URL('../../', import.meta.url);
/** @param {string} path */
const file = (path) => readFileSync(new URL(path, root), 'utf8');
/** All first groups. @param {string} text @param {RegExp} pattern */
const all = (text, pattern) => [...text.matchAll(pattern)].map((found) => found[1]);
/** @param {Iterable<string>} names */
const sorted = (names) => [...new Set(names)].sort();
/** @param {{ name: string }[]} named */
const namesOf = (named) => sorted(named.map(({ name }) => name));

const elements = read();
const calendar = elements[0];
/** What stands within a calendar is read by it, and is no element of its own. */
const defined = elements.filter(({ within }) => !within);
const readme = file('README.md');
const loader = file('src/embed/loader.js');
const options = file('src/app/options.rs').split('\nmod tests {')[0];

/** The part of the README below a heading. @param {string} heading */
const section = (heading) => {
  const [, text] = readme.split(`\n### ${heading}\n`);
  assert.ok(text, `the README has no part "${heading}"`);
  return text.split(/\n##+ /)[0];
};
/** The rows of a table: what its first column names, and the row. @param {string} text */
const rows = (text) => new Map([...text.matchAll(/^\| `([^`]+)` \|.*$/gm)].map((row) => [row[1], row[0]]));

test('what is made of it is up to date: node tools/interface/generate.mjs', () => {
  for (const [path, text] of Object.entries(generated())) assert.ok(file(path) === text, path);
});

test('the README has a row for each attribute, with its values', () => {
  const table = rows(section('Attributes'));
  const named = calendar.attributes.filter(({ inherited }) => !inherited);
  assert.deepEqual(sorted(table.keys()), namesOf(named));
  for (const { name, type, values = [] } of named) {
    for (const value of values) {
      // A row that says "`mon` to `sun`", or points to another row.
      if (name === 'first-day' && !['mon', 'sun'].includes(value)) continue;
      if (name === 'hidden-days' || name === 'views') continue;
      assert.match(table.get(name) ?? '', new RegExp(`\`[^\`]*\\b${value}\\b[^\`]*\``), `${name}: ${value}`);
    }
    assert.ok(['text', 'words', 'one', 'some', 'date', 'json', 'number', 'flag'].includes(type), type);
  }
});

test('the README has a row for each event, with its details and whether it can be stopped', () => {
  const table = rows(section('Events and methods'));
  assert.deepEqual(sorted(table.keys()), namesOf(calendar.events));
  for (const { name, detail, cancelable } of calendar.events) {
    const row = table.get(name) ?? '';
    for (const field of detail) {
      assert.match(row, new RegExp(`\\b${field.name}\\b`), `${name}: ${field.name}`);
      for (const value of all(field.type, /'([^']+)'/g)) {
        if (field.name !== 'view') assert.ok(row.includes('`' + value + '`'), `${name}: ${value}`);
      }
    }
    assert.equal(row.includes('preventDefault()'), Boolean(cancelable), name);
  }
});

test('the README shows each method and names each property', () => {
  const text = section('Events and methods');
  for (const { name } of calendar.methods) assert.ok(text.includes(`calendar.${name}(`), name);
  for (const { name } of calendar.properties) assert.ok(text.includes(`calendar.${name}`), name);
});

test('elements that stand elsewhere on the page are in the README and in the loader', () => {
  const others = defined.slice(1).map(({ tag }) => tag);
  assert.deepEqual(sorted(rows(section('Elsewhere on the page')).keys()), sorted(others));
  const [, parts = ''] = loader.match(/for \(const part of '([a-z ]+)'\.split/) ?? [];
  assert.deepEqual(sorted(parts.split(' ').map((part) => 'lichthof-' + part)), sorted(others));
});

test('the next events of a feed of their own have what the README says that they take', () => {
  const [, said = ''] = section('Elsewhere on the page').match(/It takes ([^.]+) as well/) ?? [];
  const { attributes = [] } = elements.find(({ tag }) => tag === 'lichthof-next') ?? {};
  const own = namesOf(attributes).filter((name) => !['for', 'max', 'feed'].includes(name));
  assert.deepEqual(sorted(all(said, /`([a-z-]+)`/g)), sorted(own));
});

test('the README names each part', () => {
  const [, text] = section('Looks').split('Every event that is shown carries');
  const named = all(text.split('\n\n')[0], /`(?:part=")?([a-z-]+)"?`/g).filter((name) => name !== 'data-uid');
  assert.deepEqual(sorted(named), namesOf(elements.flatMap(({ cssParts }) => cssParts)));
});

test('the README has a row for each custom property, with its defaults', () => {
  const table = rows(section('Looks'));
  const properties = new Map(calendar.cssProperties.map(({ name, default: value }) => [name, value]));
  const named = [...properties.keys()].filter((name) => !name.endsWith('-dark'));
  assert.deepEqual(sorted([...table.keys()].filter((name) => name.startsWith('--'))), sorted(named));
  for (const name of named) {
    const values = all(table.get(name) ?? '', /`([^`]+)`/g).filter((value) => value !== name);
    assert.deepEqual(values, [name, name + '-dark'].flatMap((name) => properties.get(name) ?? []), name);
  }
});

test('the markup has each part, and no other', () => {
  const written = ['src/dom/', 'src/ui/']
    .flatMap((folder) => readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((name) => folder + name))
    .filter((name) => name.endsWith('.rs'))
    .flatMap((name) => all(file(name), /"part",\s*"([a-z -]+)"/g))
    .flatMap((names) => names.split(' '));
  const views = calendar.attributes.find(({ name }) => name === 'view')?.values ?? [];
  const known = namesOf(elements.flatMap(({ cssParts }) => cssParts));
  assert.deepEqual(sorted(written).filter((name) => !known.includes(name)), []);
  assert.deepEqual(known.filter((name) => !written.includes(name) && !views.includes(name)), []);
});

test('the program knows each attribute, and no other', () => {
  const read = all(options, /(?:attributes|self)\s*\.(?:text|read)\(\s*"([a-z-]+)"/g);
  const asked = all(options, /\bget\("([a-z-]+)"\)/g);
  const list = (/** @type {string} */ name) =>
    all((loader.match(new RegExp(`const ${name} = \\[([^\\]]*)\\]`)) ?? [])[1] ?? '', /'([a-z-]+)'/g);
  const observed = [...list('PASSED'), ...list('OBSERVED')];
  assert.ok(read.length > 10 && observed.length > 10, 'they are found at all');
  // What neither knows, a style sheet does.
  const names = namesOf(defined.flatMap(({ attributes }) => attributes));
  assert.deepEqual(sorted(observed.filter((name) => !names.includes(name))), [], 'in the loader alone');
  assert.deepEqual(
    names.filter((name) => !observed.includes(name) && !styles.includes(`[${name}=`)),
    [],
    'in interface.json alone',
  );
  assert.deepEqual(
    sorted([...read, ...asked].filter((name) => !names.includes(name))),
    [],
    'in the program alone',
  );
  assert.deepEqual(
    list('PASSED').filter((name) => !options.includes(`"${name}"`)),
    [],
    'passed to the program, which does not read it',
  );
});

test('the program reads each attribute of a feed within a calendar, and the README shows it', () => {
  const feed = elements.find(({ tag }) => tag === 'lichthof-feed');
  const [, reader = ''] = file('src/app/feeds/care.rs').match(/query_selector_all\("lichthof-feed"\)([^]*?)\n {8}all\n/) ?? [];
  assert.deepEqual(sorted(all(reader, /\btext\("([a-z-]+)"\)/g)), namesOf(feed?.attributes ?? []));
  for (const { name } of feed?.attributes ?? []) assert.match(section('Several feeds'), new RegExp(`<lichthof-feed [^>]*\\b${name}="`));
});

test('the README names what a state says', () => {
  const { fields = [] } = calendar.properties.find(({ name }) => name === 'state') ?? {};
  const heads = all(section('Events and methods'), /^- ([^:]+):/gm).flatMap((head) => all(head, /`([a-z]+)`/g));
  assert.deepEqual(sorted(heads), namesOf(fields));
});

/** All style sheets. */
const styles = readdirSync(new URL('style/', root))
  .filter((name) => name.endsWith('.css'))
  .map((name) => file('style/' + name))
  .join('\n');

test('views and facets are those of the program', () => {
  const attribute = (/** @type {string} */ name) =>
    calendar.attributes.find((attribute) => attribute.name === name)?.values ?? [];
  const views = all(options.split('pub fn name(self)')[1].split('}\n    }')[0], /=> "([a-z]+)"/g);
  assert.deepEqual(sorted(attribute('view')), sorted(views));
  assert.deepEqual(sorted(attribute('views')), sorted(views));
  const facets = all(file('src/filter/facet.rs').split('pub fn name(self)')[1].split('}\n    }')[0], /=> "([a-z]+)"/g);
  assert.deepEqual(sorted(attribute('facets')), sorted(facets));
});

test('the element has each method and property, and no other', () => {
  const body = loader.split('class Calendar extends HTMLElement {')[1].split('\n  }\n')[0];
  const own = all(body, /^    (\w+)\([^)]*\) \{$/gm).filter((name) => !/^(constructor|\w+Callback)$/.test(name));
  assert.deepEqual(sorted(own), namesOf(calendar.methods));
  const properties = all(body, /^    [gs]et (\w+)\(/gm);
  assert.deepEqual(sorted(properties), namesOf(calendar.properties));
});

test('the program sends each event, and no other', () => {
  const program = file('src/embed/program.rs');
  const notices = all(program.split('fn notify(')[1].split('\n}\n')[0], /^\s+"([a-z]+)"$/gm);
  const sent = notices.filter((name) => !['rendered', 'failed'].includes(name)).map((name) => 'lichthof-' + name);
  assert.deepEqual(sorted(sent), namesOf(calendar.events));
});

test('the sheets read each custom property, and no other', () => {
  const used = all(styles + loader, /var\((--lh-[a-z-]+)/g);
  assert.deepEqual(sorted(used), namesOf(calendar.cssProperties));
  for (const { name, default: value } of calendar.cssProperties) {
    assert.ok(new RegExp(`var\\(${name}, (var\\([^()]*, )?${value.replace('0px', '0')}`).test(styles + loader) ||
      new RegExp(`var\\(${name},${value}`).test(loader), `${name}: ${value}`);
  }
});

// @ts-check
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { askedOf } from '../../demo/check.js';
import { COLOURS, GROUPS, LEFT_OUT, PRESETS, VALUES } from '../../demo/choices.js';
import { clearest, contrast } from '../../demo/contrast.js';
import { KINDS, policy, styles } from '../../demo/snippet.js';

const [calendar] = JSON.parse(readFileSync('interface.json', 'utf8')).elements;
/** @type {{ name: string, type: string, values?: string[], open?: boolean }[]} */
const attributes = calendar.attributes;
const choices = GROUPS.flatMap((group) => group.choices);

test('each attribute can be chosen, once, and has words in both languages', () => {
  const offered = [...choices.map(({ name }) => name), ...LEFT_OUT].sort();
  assert.deepEqual(offered, attributes.map(({ name }) => name).sort());
  const words = [...GROUPS.map(({ title }) => title), ...choices.flatMap(({ label, hint }) => [label, ...(hint ? [hint] : [])])];
  assert(words.every(([german, english]) => german && english));
  for (const { name, type, values = [], open } of attributes) {
    // Where others may be said, too, it is a field.
    if (open || LEFT_OUT.includes(name) || (type !== 'one' && type !== 'some')) continue;
    for (const value of values) assert(VALUES[`${name}:${value}`] ?? VALUES[value], `${name}="${value}" has no words`);
  }
});

test('presets and colours are those of the interface', () => {
  const known = new Map(attributes.map((attribute) => [attribute.name, attribute.values ?? []]));
  for (const [preset, chosen] of Object.entries(PRESETS)) {
    for (const [name, value] of Object.entries(chosen.attributes)) {
      const values = known.get(name);
      assert(values, `${preset}: ${name}`);
      assert(values.length === 0 || value.split(' ').every((one) => values.includes(one)), `${preset}: ${name}="${value}"`);
    }
  }
  const defaults = new Map(calendar.cssProperties.map((/** @type {any} */ one) => [one.name, one.default]));
  const long = (/** @type {string} */ colour) => (colour.length === 4 ? colour.replace(/[^#]/g, '$&$&') : colour);
  for (const { name, light, dark } of COLOURS) {
    assert.equal(long(defaults.get(`--lh-${name}`)), light);
    assert.equal(long(defaults.get(`--lh-${name}-dark`)), dark);
  }
});

test('contrast is that of WCAG', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#777777', '#777777'), 1);
  // The two greys between which the boundary of 4.5 lies on white.
  assert(contrast('#767676', '#ffffff') >= 4.5);
  assert(contrast('#777777', '#ffffff') < 4.5);
  assert.equal(clearest('#ffee00', ['#ffffff', '#000000']), '#000000');
});

const choice = {
  script: 'https://calendar.example/lichthof.js',
  attributes: { feed: 'https://cluster.example/a.json?x=1&y="2"', view: 'month', seo: '' },
  fallback: 'https://cluster.example/',
  fallbackText: 'Alle <Termine>',
  pinned: '<script src="https://calendar.example/0.1.0-12345678/lichthof.js" async></script>\n',
};

test('snippets say what was chosen, in the way of each', () => {
  assert.equal(
    KINDS.html(choice),
    `<script src="https://calendar.example/lichthof.js" async></script>
<lichthof-calendar
  feed="https://cluster.example/a.json?x=1&amp;y=&quot;2&quot;"
  view="month"
  seo>
  <a href="https://cluster.example/">Alle &lt;Termine&gt;</a>
</lichthof-calendar>`,
  );
  const elsewhere = { ...choice, script: 'https://kalender.example/app/lichthof.js' };
  assert.match(KINDS.pinned(elsewhere), /^<script src="https:\/\/kalender\.example\/app\/0\.1\.0-12345678\/lichthof\.js" async><\/script>\n<lichthof-calendar/);
  assert.match(KINDS.tag(choice), /data-feed="[^"]+"\n {2}data-view="month"\n {2}data-seo\n {2}async><\/script>$/);
  assert.equal(
    KINDS.wordpress(choice),
    `[lichthof feed='https://cluster.example/a.json?x=1&y="2"' view="month" seo]<a href="https://cluster.example/">Alle &lt;Termine&gt;</a>[/lichthof]`,
  );
  // What a shortcode cannot hold is a block of HTML.
  const mapped = { ...choice, attributes: { feed: 'https://cluster.example/', map: '{"title":["name"]}' } };
  assert.match(KINDS.wordpress(mapped), /^<!-- wp:html -->\n<script[^]*<!-- \/wp:html -->$/);
  assert.equal(KINDS.typo3(choice), 'feed: https://cluster.example/a.json?x=1&y="2"\nview: month\n# seo: HTML');
  assert.match(KINDS.react(choice), /import 'lichthof\/react';[^]*<lichthof-calendar\n {6}feed="[^"]+"/);
  assert.match(KINDS.vue(choice), /^<script setup>[^]*<template>\n {2}<lichthof-calendar\n/);
});

test('TYPO3 is told what its form has', () => {
  const php = readFileSync('packages/typo3/lichthof/Classes/Calendar.php', 'utf8');
  const fields = [...php.matchAll(/^ {8}'\w+' => '([\w-]+)',$/gm)].map(([, name]) => name);
  assert(fields.length > 5);
  const said = KINDS.typo3({ ...choice, attributes: Object.fromEntries(attributes.map(({ name }) => [name, 'x'])) });
  const named = said.split('\n').filter((line) => !line.startsWith('#'));
  assert.deepEqual(named, fields.map((name) => `${name}: x`));
});

test('of a feed that comes month by month the check asks for a month', () => {
  const december = new Date('2026-12-31T12:00:00');
  assert.equal(askedOf('https://a.example/{year}-{month}.json', december), 'https://a.example/2026-12.json');
  assert.equal(askedOf('https://a.example/?from={start}&to={end}', december), 'https://a.example/?from=2026-12-01&to=2027-01-01');
  assert.equal(askedOf('webcal://a.example/{year}.ics', december), 'https://a.example/2026.ics');
  assert.equal(askedOf('https://a.example/{type}.json', december), 'https://a.example/{type}.json');
});

test('a policy names each host once', () => {
  const page = { script: choice.script, feeds: ['https://a.example/1', 'https://a.example/2', 'https://calendar.example/3'] };
  assert.equal(
    policy(page),
    `script-src https://calendar.example 'wasm-unsafe-eval';
connect-src https://calendar.example https://a.example;
img-src https://calendar.example https://a.example`,
  );
  const words = { ...page, strings: 'https://words.example/eo.json' };
  assert.match(policy(words), /^connect-src [^;]* https:\/\/a\.example https:\/\/words\.example;$/m);
  assert.doesNotMatch(policy(words), /img-src .*words/);
  assert.equal(policy({ ...page, strings: '{"first":{}}' }), policy(page));
  assert.match(policy({ ...page, images: 'any' }), /img-src https:$/);
  assert.match(policy({ ...page, images: 'none' }), /img-src https:\/\/calendar\.example$/);
  assert.equal(styles({}), '');
  assert.equal(styles({ '--lh-accent': '#aa3300' }), 'lichthof-calendar {\n  --lh-accent: #aa3300;\n}');
});

test('what the gallery names is there', () => {
  const source = readFileSync('demo/gallery.js', 'utf8');
  const feeds = [...source.matchAll(/feeds: \[([^\]]+)\]/g)].flatMap(([, names]) => names.match(/\w+/g) ?? []);
  assert(feeds.length >= 10);
  for (const name of new Set(feeds)) assert(name === 'assembly' || existsSync(`demo/${name}.json`), name);
  for (const name of ['club', 'conference', 'region']) {
    const text = readFileSync(`demo/${name}.json`, 'utf8');
    for (const [, image] of text.matchAll(/\/(\w+\.svg)"/g)) assert(existsSync(`demo/${image}`), image);
  }
});

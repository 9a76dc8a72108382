// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { fileOf, line, names, readLanguages, readList, wordFiles } from '../words.mjs';

/** @param {any} words */
const list = (words) => ({ lang: 'en', groups: { first: { about: '', file: 'first', words }, row: { about: '', file: 'row', words: {} } } });

test('a language has a file for each kind, with a line for each word between the marks of the build', () => {
  const files = wordFiles(
    list({ month: { about: '', en: 'Month' }, count: { about: '', en: { one: '1 event', other: '{} events' } } }),
    new Map([['de', /** @type {any} */ ({ lang: 'de', first: { month: 'Monat', count: { one: '1 Termin', other: '{} Termine' } } })]]),
  );
  assert.deepEqual([...files.keys()].sort(), ['lichthof-row.de.txt', 'lichthof-row.en.txt', 'lichthof.de.txt', 'lichthof.en.txt']);
  assert.equal(files.get('lichthof.de.txt')?.toString(), '@build@@\n\nfirst de\nMonat\none:1 Termin|{} Termine\n\n@build@@');
  assert.equal(files.get('lichthof.en.txt')?.toString(), '@build@@\n\nfirst en\nMonth\none:1 event|{} events\n\n@build@@');
});

test('a variant has the words that differ, the others are of its language, and what that lacks is English', () => {
  const languages = /** @type {any} */ ([
    ['de', { lang: 'de', first: { month: 'Monat' } }],
    ['de-simple', { lang: 'de-simple', of: 'de', first: { day: 'Der Tag' } }],
  ]);
  const words = { month: { about: '', en: 'Month' }, day: { about: '', en: 'Day' }, year: { about: '', en: 'Year' } };
  const text = wordFiles(list(words), new Map(languages)).get('lichthof.de-simple.txt')?.toString();
  assert.equal(text, '@build@@\n\nfirst de-simple\nMonat\nDer Tag\nYear\n\n@build@@');
});

test('the last form is the one for all numbers that have no other', () => {
  assert.equal(line({ other: '{} akcí', one: '{} akce', few: '{} akce' }), 'one:{} akce|few:{} akce|{} akcí');
  assert.equal(line('Akce'), 'Akce');
});

test('the words of this project make as many lines as they have names', () => {
  const words = readList();
  const files = wordFiles(words, readLanguages());
  for (const [group, all] of Object.entries(names(words))) {
    const text = files.get(fileOf(words.groups[group].file, 'fr'))?.toString() ?? '';
    const block = text.split('\n\n').find((block) => block.startsWith(`${group} fr\n`)) ?? '';
    assert.equal(block.split('\n').length, all.length + 1, group);
  }
});

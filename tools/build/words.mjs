// @ts-check
/**
 * The words of each language, i18n/: files of lines, so that the program needs no names for them. One comes with the
 * program, the others with those parts that show their words (parts.json).
 *
 * @typedef {string | Record<string, string>} Word  or its plural forms, by category
 * @typedef {Record<string, Record<string, Word>>} Groups
 * @typedef {{about: string, file: string, words: Record<string, {about: string, en: Word}>}} Group
 * @typedef {{lang: string, groups: Record<string, Group>}} List
 * @typedef {{lang: string, of?: string} & Groups} Language
 */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { BUILD } from './stamp.mjs';

/** What there is to translate, with the English. @returns {List} */
export const readList = (folder = 'i18n') => JSON.parse(readFileSync(join(folder, 'words.json'), 'utf8'));

/** Each other language, by what it is asked for. @returns {Map<string, Language>} */
export function readLanguages(folder = 'i18n') {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'words.json');
  return new Map(names.sort().map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, name), 'utf8'))]));
}

/** The files of one language, by what they are for: `first` is for every visit. @param {List} list */
export const kinds = ({ groups }) => [...new Set(Object.values(groups).map(({ file }) => file))];

/** @param {string} kind @param {string} language */
export const fileOf = (kind, language) => `lichthof${kind === 'first' ? '' : `-${kind}`}.${language}.txt`;

/** A word as one line: each plural form by its category, the last one for all others. @param {Word} word */
export function line(word) {
  if (typeof word === 'string') return word;
  const { other, ...forms } = word;
  return [...Object.entries(forms).map(([category, form]) => `${category}:${form}`), other].join('|');
}

/**
 * All files of words, by name. A word that a language lacks is the one of the language that it is a variant of, else
 * the English.
 * @param {List} list
 * @param {Map<string, Language>} languages
 */
export function wordFiles(list, languages) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  for (const [name, language] of [['en', /** @type {any} */ ({ lang: list.lang })], ...languages]) {
    const layers = [language, languages.get(language.of ?? '')];
    for (const kind of kinds(list)) {
      const blocks = Object.entries(list.groups)
        .filter(([, { file }]) => file === kind)
        .map(([group, { words }]) => {
          const said = Object.entries(words).map(([word, { en }]) => layers.find((layer) => layer?.[group]?.[word])?.[group][word] ?? en);
          return [`${group} ${language.lang}`, ...said.map(line)].join('\n');
        });
      files.set(fileOf(kind, name), Buffer.from([BUILD, ...blocks, BUILD].join('\n\n')));
    }
  }
  return files;
}

/** What `strings` on a page is read by: the names of the words, in order. @param {List} list */
export const names = ({ groups }) =>
  Object.fromEntries(Object.entries(groups).map(([group, { words }]) => [group, Object.keys(words)]));

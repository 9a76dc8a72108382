// @ts-check
// How the parts of the program come that are not loaded with it (src/ui/part/split.rs). The build bundles
// this with the glue and adds, for each part, the function that the program calls for it.

import { initSync } from './lichthof-program.js';
import { care as careOf } from './surroundings.js';

/** Which build this is; it stands in each of its files. Filled in by the build. */
export const BUILD = '@build@@';

/** What the loader and this agree on; another number is another agreement. */
export const PROTOCOL = 2;

/** True where the program is JavaScript, and has all parts in it (tools/build/script.mjs): of them styles and words come. */
/* global SCRIPT */

/** How long a part may take, in milliseconds. Then it counts as one that does not come. */
const LIMIT = 20000;

/**
 * What was asked for, by part: its code, and its style where it has one. What failed is forgotten, so
 * that it can be tried again.
 * @type {Map<string, Promise<[WebAssembly.Module | null, string]>>}
 */
const files = new Map();

/** The parts that have a style. @type {Set<string>} */
const styled = new Set();

/** Of which kind the words of each part are. @type {Map<string, string>} */
const wording = new Map();

/**
 * The styles that all calendars wear: that of all visits, filled by the loader, ready sets of tokens, and one for each part
 * that has a style, empty until the part comes. Junk in one is no fault of the next.
 */
export const sheets = [new CSSStyleSheet(), new CSSStyleSheet()];

/** The hashes of files by name, where only those bytes may be taken, and what compares (pins.js). @type {Promise<any> | null} */
let pins = null;

/** Brings a module by its hash. @type {(src: string, integrity: string) => Promise<any>} */
let load;

/** From now on files are taken only as this build was made. @param {typeof load} by  brings modules */
export const pin = (by) => {
  load = by;
  pins = by(new URL('lichthof-pins.js', import.meta.url).href, 'sha384-@sha384:lichthof-pins.js@');
  pins.catch(() => {});
};

/** The hash of a file. @param {string} name */
const hashOf = async (name) => 'sha384-' + (await pins).pins[name];

/**
 * The bytes of a file that the loader has asked for, if they are those of this build.
 * @param {Promise<any>} given  the response
 * @param {string} name
 */
export const checked = async (given, name) => (await pins).checked(await given, name);

/**
 * Fills in the style of all visits.
 * @param {Promise<any>} given  the response, or its bytes
 */
export const dress = async (given) => {
  sheets[0].replaceSync(whole(await textOf(given)));
};

/** @type {Promise<unknown> | undefined} */
let adorned;

/**
 * Brings ready sets of tokens where a page names one. Without them it looks as without a name.
 * @param {Element} host
 */
export const adorn = async (host) => {
  // Letters that stand in the name of each set, and in none of `auto`, `light` and `dark`.
  if (/[bcpw]/.test(host.getAttribute('theme') || '')) {
    // Those that do not come in time dress the calendars later.
    await (adorned ??= Promise.race([
      new Promise((done) => setTimeout(done, 5000)),
      extra('themes').then((themes) => themes.adorn(sheets[1])).catch(console.error),
    ]));
  }
};

/** @param {Promise<any>} given  a response, or its bytes */
const textOf = async (given) => {
  const content = await given;
  return content.text ? content.text() : new TextDecoder().decode(content);
};

/** A style, or words, if they are whole: the mark of this build stands at both ends, and nowhere else. @param {string} text */
const whole = (text) => {
  if (text.split(BUILD).length !== 3) throw stale();
  return text;
};

/* --- words --- */

/** Files of words that were asked for, by name. What failed is forgotten. @type {Map<string, Promise<string>>} */
const texts = new Map();

/**
 * Which words calendars show, and what there is of each, by kind. They are known by a language that there are words in,
 * with what the page says in words of its own on the lines below.
 * @type {Map<string, Map<string, string>>}
 */
const spoken = new Map();

/** Of which kinds, besides those of all visits (''), parts that are there show words. */
const kinds = new Set(['']);

/** @param {string} tag @param {string} [kind] */
const fileOf = (tag, kind) => `lichthof${kind ? '-' + kind : ''}.${tag.split('\n')[0]}.txt`;

/** @param {string} name @param {Promise<any> | 0} [given]  the response, where the loader has asked for it */
const fetchWords = (name, given) => {
  let asked = texts.get(name);
  if (!asked || given) {
    asked = given
      ? textOf(pins ? checked(given, name) : given).then(whole)
      : timely((signal) => twice(wholeFile, name, signal));
    asked = asked.catch((error) => {
      texts.delete(name);
      throw new Error(`${name} cannot be used: ${error.message}`);
    });
    texts.set(name, asked);
  }
  return asked;
};

/** Gets words of these kinds. @param {string} tag @param {Iterable<string>} of @param {Promise<any> | 0} [given] */
const say = (tag, of, given) =>
  Promise.all(
    [...of].map(async (kind) => {
      const [, ...own] = tag.split('\n');
      const words = await fetchWords(fileOf(tag, kind), given);
      const said = own[0]
        ? await extra('strings')
            .then((strings) => strings.reworded(words, own.join('\n')))
            .catch((error) => (console.error(error), words))
        : words;
      spoken.get(tag)?.set(kind, said);
    }),
  );

/**
 * Gets the words that a calendar is to show, all that it needs by now, and gives the tag of those that it has then: where
 * they cannot be had, English or German ones, unless the calendar has some already.
 * @param {string} tag
 * @param {Promise<any> | 0} [given]  what the loader has asked for; absent where the calendar has words
 * @returns {Promise<string>}
 */
export const speak = async (tag, given) => {
  // At once, as a part that comes meanwhile brings words for it.
  const isNew = !spoken.has(tag);
  if (isNew) spoken.set(tag, new Map());
  try {
    await say(tag, kinds, given);
  } catch (error) {
    // No part is to wait for them; who shows some of them keeps those.
    if (isNew) spoken.delete(tag);
    if (given) return speak(tag, 0);
    if (given !== 0) throw error;
    return speak(tag.replace(/.*/, 'en')).catch(() => speak(tag.replace(/.*/, 'de')));
  }
  return tag;
};

/**
 * What the program asks for a group of words: its language, and each word, as lines; nothing where they are not there.
 * @param {string} tag
 * @param {string} group
 */
export const words_of = (tag, group) =>
  [...(spoken.get(tag)?.values() ?? [])].join('').split(`\n\n${group} `)[1]?.split('\n\n')[0] ?? '';

/** @type {Map<string, Intl.PluralRules>} */
const rules = new Map();

/**
 * Of forms such as `one:1 event|{} events` the one for a number: the last one where the language has no other for it.
 * @param {string} forms
 * @param {string} language
 * @param {number} number
 */
export const plural_form = (forms, language, number) => {
  // They are asked for each day of a year.
  if (!rules.has(language)) rules.set(language, new Intl.PluralRules(language));
  const category = rules.get(language)?.select(number) + ':';
  const all = forms.split('|');
  return (all.find((form) => form.startsWith(category)) ?? ':' + all.pop()).replace(/^\w*:/, '');
};

/** What few pages ask for: `strings` puts their own words in place of ours, `themes` are looks, `doctor` says what is wrong. @param {string} what */
const extra = async (what) => {
  const name = `lichthof-${what}.js`;
  const src = new URL(name, import.meta.url).href;
  return pins ? load(src, await hashOf(name)) : import(src);
};

/** What the program has told publishers and partners, each once. @type {string[] & { heard?: () => void }} */
const findings = [];

/** What the program calls when there is something to tell. @param {string} text */
export const told = (text) => {
  findings.push(text);
  findings.heard?.();
  console.warn('lichthof: ' + text);
};

/**
 * What an element says of its feeds; the doctor comes where somebody asks for it.
 * @param {Element} host
 * @param {any} elements
 */
export const care = (host, elements) => {
  if (host.hasAttribute('doctor') || (/-cal/.test(host.localName) && /lh.doctor/.test(location.search))) {
    extra('doctor').then((doctor) => doctor.examine(host, '', findings)).catch(console.error);
  }
  return careOf(host, elements);
};

/** @type {(message: string) => void} */
let tell = () => {};

/**
 * From now on a trap in what the program does by itself calls `callback(message)`: in its listeners,
 * timers and promises. A page cannot tell it from the error events, which WebKit leaves without words.
 * @param {(message: string) => void} callback
 */
export const on_trap = (callback) => {
  tell = callback;
};

/**
 * The same function of the program, with its traps told of. The build puts it around the functions by
 * which the page's events reach the program, and the browser's tidying up. After a trap the glue looks for a
 * refusal among the results: there is none.
 * @param {(...args: any[]) => any} entry
 */
export const guarded =
  (entry) =>
  (/** @type {any[]} */ ...args) => {
    try {
      return entry(...args);
    } catch (error) {
      console.error('lichthof:', error);
      tell(String(error));
      return [];
    }
  };

/**
 * @param {string} name
 * @param {string} query
 * @param {AbortSignal} signal
 */
const file = async (name, query, signal) => {
  const init = /** @type {RequestInit} */ ({ __proto__: null, signal });
  if (pins) init.integrity = await hashOf(name);
  // An address as a text: pages put a `fetch` of their own in place that takes nothing else.
  const response = await fetch(new URL(name + query, import.meta.url).href, init);
  if (!response.ok) throw new Error(`${name} answered with status ${response.status}`);
  return response;
};

const stale = () => new Error('it is of another build, or damaged: load the page again');

/** @param {string} part @param {string} query @param {AbortSignal} signal */
const code = async (part, query, signal) => {
  if (SCRIPT) return null;
  const response = await file(`lichthof-${part}.wasm`, query, signal);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  // A part of another build would write into this one's memory. It asks for it by another name.
  if (WebAssembly.Module.imports(module).some((taken) => taken.module !== BUILD)) throw stale();
  return module;
};

/** @param {string} part @param {string} query @param {AbortSignal} signal */
const style = async (part, query, signal) => {
  if (!styled.has(part)) return '';
  return wholeFile(`lichthof-${part}.css`, query, signal);
};

/** A style, or words. @param {string} name @param {string} query @param {AbortSignal} signal */
const wholeFile = async (name, query, signal) => whole(await textOf(file(name, query, signal)));

/**
 * A file, asked for once more where it could not be used, under an address that no cache knows.
 * @template Content
 * @param {(part: string, query: string, signal: AbortSignal) => Promise<Content>} bring
 * @param {string} part
 * @param {AbortSignal} signal
 */
const twice = (bring, part, signal) =>
  bring(part, '', signal).catch(() => bring(part, `?again=${Date.now()}`, signal));

/**
 * Asks for a part's files, ahead of the program if need be: then with its words.
 * @param {string} part
 */
export const fetch_part = (part) => {
  for (const tag of spoken.keys()) fetchWords(fileOf(tag, wording.get(part))).catch(() => {});
  const known = files.get(part);
  if (known) return known;
  const asked = timely((signal) => Promise.all([twice(code, part, signal), twice(style, part, signal)]));
  asked.catch(() => files.delete(part));
  files.set(part, asked);
  return asked;
};

/**
 * What is asked for within the time that a part has.
 * @template Content
 * @param {(signal: AbortSignal) => Promise<Content>} bring
 */
const timely = (bring) => {
  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort(new Error(`no answer within ${LIMIT / 1000} s`)), LIMIT);
  const asked = bring(abort.signal);
  asked.catch(() => {}).then(() => clearTimeout(limit));
  return asked;
};

/** How each part is brought. @type {Map<string, () => Promise<boolean>>} */
const ways = new Map();

/**
 * What the program calls for a part: it hears back by a function of its own, named by its place in the
 * table of functions.
 * @param {string} part
 * @param {boolean} hasStyle
 * @param {string} kind  of the words that come with it, if any do
 * @param {string[]} heads  the parts that hold what it shares with others
 * @param {object} check  in a debug build, what the part knows its program by
 */
export const loader = (part, hasStyle, kind, heads, check) => {
  wording.set(part, kind);
  const sheet = new CSSStyleSheet();
  if (hasStyle) {
    styled.add(part);
    sheets.push(sheet);
  }
  const bring = async () => {
    try {
      kinds.add(kind);
      // What nobody shows yet is no reason to fail.
      const words = Promise.all(
        [...spoken].map(([tag, there]) => say(tag, [kind]).catch((error) => there.has('') && Promise.reject(error))),
      );
      const [[module, text], , ...held] = await Promise.all([fetch_part(part), words, ...heads.map((head) => ways.get(head)?.())]);
      if (held.includes(false)) throw new Error('what it shares with others is missing');
      // The program is there already: this only gives its exports.
      if (module) await WebAssembly.instantiate(module, { [BUILD]: { ...initSync(), ...check } });
      sheet.replaceSync(text);
      return true;
    } catch (error) {
      console.error(`lichthof: the part "${part}" cannot be used:`, error);
      brought = null;
      return false;
    }
  };
  /** A part comes once: a second time it would write into the memory of the first. @type {Promise<boolean> | null} */
  let brought = null;
  const once = () => (brought ??= bring());
  ways.set(part, once);
  return async (/** @type {number} */ callback, /** @type {number} */ data) => {
    const isThere = await once();
    guarded(initSync().__indirect_function_table.get(callback))(data, isThere);
  };
};

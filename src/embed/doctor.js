// @ts-check
// The doctor: looks at the page, the calendar's host and the feeds, and says below a calendar what is wrong, with the line
// that mends it. It comes where it is asked for, by the attribute `doctor` or `?lh.doctor` in the page's address.

/** The folder of this build. Filled in by the build. */
const HOME = '@home@';
const TAG = 'lichthof-calendar';

/** From this size on, in bytes, a feed is called large; from this time on, in milliseconds, slow. */
const LARGE = 1_000_000;
const SLOW = 3000;
/** How long one request may take, in milliseconds. */
const PATIENCE = 20000;
/** How long a browser may take to report what a policy has refused, in milliseconds. */
const REPORTED = 150;
/** How long nothing new has to be said before it is looked at, in milliseconds. */
const PAUSE = 400;
/** The most that is shown of what is wrong in one feed. */
const MOST = 50;

/**
 * @typedef {object} Finding
 * @property {'fault' | 'hint'} level
 * @property {string} title
 * @property {string} text
 * @property {string} [fix]  the line that mends it
 * @property {string} [said]  what the program says of it, in English
 * @property {string} [link]  the feed that it is about
 * @property {[path: string, reason: string][]} [entries]  what is wrong in a feed, by its path
 *
 * @typedef {{ directive: string, blocked: string, policy: string }} Refusal  by the page's policy
 * @typedef {(german: string, english: string) => string} Words
 * @typedef {string[] & { heard?: () => void }} Told
 * @typedef {{ response?: Response, text: string, size: number, time: number }} Answer
 */

/* --- what the page's policy refuses --- */

/** @type {Refusal[]} */
const refusals = [];
/** @param {any} report */
const refused = ({ disposition, effectiveDirective, blockedURI, blockedURL, originalPolicy }) => {
  if (disposition === 'report') return;
  // Where the policy has that directive itself, the general one does not count.
  const names = originalPolicy.split(';').map((/** @type {string} */ one) => one.trim().split(/\s+/)[0].toLowerCase());
  const directive = names.includes(effectiveDirective) ? effectiveDirective : effectiveDirective.replace(/-(elem|attr)$/, '');
  refusals.push({ directive, blocked: blockedURI ?? blockedURL, policy: originalPolicy });
};
document.addEventListener('securitypolicyviolation', refused);
try {
  // What was refused before this had come.
  const observer = new (/** @type {any} */ (window).ReportingObserver)(
    (/** @type {any[]} */ reports) => reports.forEach(({ body }) => refused(body)),
    { types: ['csp-violation'], buffered: true },
  );
  observer.observe();
} catch {
  // Then what is asked for again is refused again.
}

/** What a directive has to name for what was refused. @param {string} blocked */
const sourceOf = (blocked) => {
  if (/^wasm-eval/.test(blocked)) return "'wasm-unsafe-eval'";
  if (/^(blob|data)\b/.test(blocked)) return blocked.split(':')[0] + ':';
  try {
    return new URL(blocked).origin;
  } catch {
    return '';
  }
};

/**
 * A policy with these sources in it, and everything else as it is.
 * @param {string} policy
 * @param {Map<string, Set<string>>} needs  by directive
 */
const mended = (policy, needs) => {
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/)).filter(([name]) => name);
  const named = (/** @type {string} */ name) => directives.find(([known]) => known.toLowerCase() === name);
  for (const [name, sources] of needs) {
    const own = named(name);
    const kept = (own ?? named('default-src') ?? []).slice(1).filter((source) => source !== "'none'");
    const all = [name, ...new Set([...kept, ...sources])];
    if (own) own.splice(0, own.length, ...all);
    else directives.push(all);
  }
  return directives.map((directive) => directive.join(' ')).join('; ');
};

/* --- requests --- */

/** @param {number} time */
const wait = (time) => new Promise((done) => setTimeout(done, time));

/** @param {string} address @param {RequestInit} [init] @returns {Promise<Answer>} */
const ask = async (address, init) => {
  const began = performance.now();
  const response = await fetch(address, { credentials: 'omit', signal: AbortSignal.timeout(PATIENCE), ...init });
  const bytes = await response.arrayBuffer();
  return { response, text: new TextDecoder().decode(bytes), size: bytes.byteLength, time: performance.now() - began };
};

/** Whether a host answers at all; what it says stays hidden. @param {string} address */
const answers = (address) => ask(address, { mode: 'no-cors', cache: 'no-store' }).then(() => true, () => false);

/** An address seen from another; as it stands where it is none. @param {string} given @param {string} base */
const absolute = (given, base) => {
  try {
    return new URL(given, base).href;
  } catch {
    return given;
  }
};

/** What a text is, by how it begins, and as what it should be sent. @param {string} text */
const kindOf = (text) => {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^BEGIN:VCALENDAR/i.test(start)) return { is: /^text\/calendar\b/i, type: 'text/calendar; charset=utf-8' };
  if (/^<(!doctype html|html)/i.test(start)) return { is: /^(text\/html|application\/xhtml\+xml)\b/i, type: 'text/html; charset=utf-8' };
  if (/^</.test(start)) return { is: /[/+]xml\b/i, type: 'application/xml; charset=utf-8' };
  return { is: /^(application|text)\/([\w.-]+\+)?json\b/i, type: 'application/json; charset=utf-8' };
};

/** The marks of an address that is asked for month by month (src/net/window.rs), as one reads it and as browsers write it. */
const MARKS = /(?:\{|%7b)(start|end|year|month)(?:\}|%7d)/gi;

/** An address as it is asked for, one with marks for the present month. @param {string} given */
const askedOf = (given) => {
  const now = new Date();
  const [start, end] = [0, 1].map((later) => new Date(Date.UTC(now.getFullYear(), now.getMonth() + later, 1)).toISOString().slice(0, 10));
  /** @type {Record<string, string>} */
  const said = { start, end, year: start.slice(0, 4), month: start.slice(5, 7) };
  return given.replace(/^webcal:/i, 'https:').replace(MARKS, (_, mark) => said[mark.toLowerCase()]);
};

/* --- one examination --- */

/** @param {Element} host @returns {{ words: Words, lang: string }} */
const languageOf = (host) => {
  const shown = host.shadowRoot?.querySelector('[part=calendar]')?.getAttribute('lang');
  const around = host.closest('[lang]')?.getAttribute('lang');
  const isGerman = /^de\b/i.test(shown || around || navigator.language || '');
  return { words: (german, english) => (isGerman ? german : english), lang: isGerman ? 'de' : 'en' };
};

/** The scripts of the page that bring a loader, by whatever name an optimiser has given their address. */
const tags = () =>
  [...document.querySelectorAll('script')].filter((script) =>
    [...script.attributes].some(({ name, value }) => /src$/.test(name) && /\/lichthof\.js\b/.test(value)),
  );

/** @param {Element} script */
const sourceOfTag = (script) => {
  const [source] = [...script.attributes].filter(({ name, value }) => /src$/.test(name) && /\/lichthof\.js\b/.test(value));
  return new URL(source.value, document.baseURI).href;
};

/** The build that a loader belongs to, by its text. @param {string} text */
const buildIn = (text) => (/\d[\w.-]*-[0-9a-f]{8}(?=["'`])/.exec(text) ?? [''])[0];

/**
 * How the page brings the program.
 * @param {(finding: Finding) => void} tell
 * @param {(words: string) => void} check
 * @param {Words} words
 */
const lookAtScripts = async (tell, check, words) => {
  const all = tags();
  const sources = [...new Set(all.map((script) => sourceOfTag(script).split(/[?#]/)[0]))];
  const builds = await Promise.all(
    sources.map((source) => ask(source, { cache: 'reload' }).then(({ text }) => buildIn(text), () => '')),
  );
  /** The one that runs. */
  const at = Math.max(0, builds.indexOf(HOME));
  const bare = all.filter((script) => !script.hasAttribute('data-feed'));
  if (sources.length > 1) {
    const isMixed = new Set(builds).size > 1;
    tell({
      level: isMixed ? 'fault' : 'hint',
      title: isMixed ? words('Zwei Versionen auf einer Seite', 'Two versions on one page') : words('Zweimal geladen', 'Loaded twice'),
      text: words(
        `Die Seite lädt lichthof.js von ${sources.length} Adressen. Eine läuft, die anderen tun nichts. Nimm diese heraus:`,
        `The page loads lichthof.js from ${sources.length} addresses. One runs, the others do nothing. Remove these:`,
      ),
      fix: sources.filter((_, place) => place !== at).map((source) => `<script src="${source}" async></script>`).join('\n'),
    });
  } else if (bare.length > 1) {
    tell({
      level: 'hint',
      title: words('Zweimal geladen', 'Loaded twice'),
      text: words(
        `Das Script-Tag steht ${bare.length}-mal auf der Seite. Einmal reicht, für alle Kalender; die übrigen können weg:`,
        `The script tag stands ${bare.length} times on the page. Once is enough, for all calendars; the others can go:`,
      ),
      fix: `<script src="${sources[0]}" async></script>`,
    });
  }
  const offered = builds[at];
  if (offered && offered !== HOME) {
    tell({
      level: 'fault',
      title: words('Eine alte Version', 'An old version'),
      text: words(
        `Auf der Seite läuft ${HOME}, der Host hat ${offered}: ein Cache dazwischen hält die alte fest. Leere ihn, oder binde so ein:`,
        `The page runs ${HOME}, the host has ${offered}: a cache in between keeps the old one. Empty it, or embed like this:`,
      ),
      fix: `<script src="${sources[at]}?${offered}" async></script>`,
    });
  } else if (offered) check(words(`Version ${HOME}, dieselbe wie auf dem Host`, `Version ${HOME}, the same as on the host`));
  const changed = all.find(
    ({ type, attributes }) =>
      (type && !/^(module|(text|application)\/(x-)?(java|ecma)script)$/i.test(type.trim())) ||
      [...attributes].some(({ name }) => /^data-(.+-)?src$/.test(name)),
  );
  const optimiser = changed || (all.length === 0 && !document.querySelector(`${TAG}[base]`)) || document.querySelector('script[src*="rocket-loader"]');
  if (optimiser) {
    tell({
      level: changed || all.length === 0 ? 'fault' : 'hint',
      title: words('Ein Script-Optimierer greift ein', 'A script optimiser interferes'),
      text: words(
        'Rocket Loader, LiteSpeed, WP Rocket, Autoptimize oder ein Consent-Manager hält das Script auf, verschiebt es oder fügt es mit anderen zusammen. Nimm es davon aus:',
        'Rocket Loader, LiteSpeed, WP Rocket, Autoptimize or a consent manager holds the script back, moves it or joins it with others. Exempt it:',
      ),
      fix: `<script data-cfasync="false" data-no-optimize="1" data-no-defer="1" src="${sources[0] ?? new URL('../lichthof.js', import.meta.url)}" async></script>`,
    });
  } else check(words('Das Script-Tag, wie es eingebunden wurde', 'The script tag, as it was embedded'));
};

/**
 * What the calendar's host sends.
 * @param {(finding: Finding) => void} tell
 * @param {(words: string) => void} check
 * @param {Words} words
 */
const lookAtHost = async (tell, check, words) => {
  const address = new URL('lichthof-program_bg.wasm', import.meta.url).href;
  const { response } = await ask(address, { cache: 'force-cache' }).catch(() => /** @type {Partial<Answer>} */ ({}));
  if (!response?.ok) return;
  const type = response.headers.get('content-type');
  if (!/^application\/wasm$/i.test(type ?? '')) {
    tell({
      level: 'hint',
      title: words('Typ des Programms', 'Type of the program'),
      text: words(
        `${address} kommt als ${type ?? 'nichts'}: so übersetzt der Browser es erst, wenn es ganz da ist. Auf dem Host des Kalenders:`,
        `${address} comes as ${type ?? 'nothing'}: the browser compiles it only once it is there in full. On the calendar's host:`,
      ),
      fix: 'Content-Type: application/wasm',
    });
  } else if (!/max-age=[1-9]/.test(response.headers.get('cache-control') ?? '')) {
    tell({
      level: 'hint',
      title: words('Das Programm wird nicht aufgehoben', 'The program is not kept'),
      text: words(
        `Der Ordner ${HOME} ändert sich nie. Der Host kann das sagen, dann wird er einmal geladen:`,
        `The folder ${HOME} never changes. The host can say so, and it is loaded once:`,
      ),
      fix: 'Cache-Control: public, max-age=31536000, immutable',
    });
  } else check(words('Typ und Cache der Programmdateien', 'Type and caching of the program’s files'));
};

/**
 * A feed.
 * @param {string} given  its address
 * @param {(finding: Finding) => void} tell
 * @param {(words: string) => void} check
 * @param {Words} words
 * @returns {Promise<string>} its text
 */
const lookAtFeed = async (given, tell, check, words) => {
  const address = askedOf(given);
  const isMonthly = given.search(MARKS) >= 0;
  let url;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    tell({
      level: 'fault',
      title: words('Keine Adresse', 'No address'),
      text: words(`„${given}“ ist keine Adresse eines Feeds.`, `“${given}” is no address of a feed.`),
      fix: 'feed="https://…/events.json"',
    });
    return '';
  }
  if (location.protocol === 'https:' && url.protocol === 'http:' && !/^(localhost|127\.|\[::1\])/.test(url.host)) {
    tell({
      level: 'fault',
      title: words('Feed ohne TLS', 'Feed without TLS'),
      text: words(
        'Die Seite kommt mit https, der Feed mit http: das lassen Browser nicht zu. Gibt es ihn mit https?',
        'The page comes by https, the feed by http: browsers refuse that. Is it there by https?',
      ),
      fix: `feed="${address.replace(/^http:/, 'https:')}"`,
    });
    return '';
  }
  const before = refusals.length;
  const answer = await ask(address, { cache: 'no-cache' }).catch(() => null);
  if (!answer?.response) {
    await wait(REPORTED);
    // That is told for all that the policy refuses.
    const own = url.protocol === 'blob:' ? 'blob:' : url.origin;
    if (refusals.slice(before).some(({ blocked }) => sourceOf(blocked) === own)) return '';
    if (await answers(address)) {
      tell({
        level: 'fault',
        title: words('CORS-Header fehlt', 'CORS header missing'),
        text: words(
          `${address} antwortet, erlaubt es aber anderen Seiten nicht, die Antwort zu lesen. Der Server des Feeds muss das senden:`,
          `${address} answers, but does not allow other pages to read the answer. The feed's server has to send:`,
        ),
        fix: 'Access-Control-Allow-Origin: *',
      });
    } else if (navigator.onLine === false) {
      tell({
        level: 'fault',
        title: words('Ohne Netz', 'No network'),
        text: words('Dieser Browser hat gerade kein Netz.', 'This browser has no network just now.'),
      });
    } else if (await answers(url.origin + '/')) {
      tell({
        level: 'fault',
        title: words('Die Anfrage wird aufgehalten', 'The request is held back'),
        text: words(
          `${url.origin} antwortet, ${address} nicht: eine Erweiterung dieses Browsers, ein Filter im Netz oder eine Umleitung, die nicht weiterführt. Versuch es ohne Erweiterungen, oder gib dem Feed einen Namen ohne „ad“, „track“ und „event“:`,
          `${url.origin} answers, ${address} does not: an extension of this browser, a filter in the network, or a redirect that leads nowhere. Try without extensions, or name the feed without “ad”, “track” and “event”:`,
        ),
        fix: `feed="${url.origin}/calendar.json"`,
      });
    } else {
      tell({
        level: 'fault',
        title: words('Der Feed ist nicht erreichbar', 'The feed cannot be reached'),
        text: words(`${url.origin} antwortet nicht: Name, Server oder Zertifikat.`, `${url.origin} does not answer: name, server or certificate.`),
      });
    }
    return '';
  }
  const { response, text, size, time } = answer;
  if (isMonthly && /404|410/.test(String(response.status))) {
    check(
      words(
        `${address}: in diesem Monat nichts, oder die Adresse stimmt nicht (Status ${response.status})`,
        `${address}: nothing in this month, or the address is wrong (status ${response.status})`,
      ),
    );
    return '';
  }
  if (!response.ok) {
    tell({
      level: 'fault',
      title: words(`Der Feed antwortet mit Status ${response.status}`, `The feed answers with status ${response.status}`),
      text: words(
        `${address}: stimmt die Adresse, und ist sie ohne Anmeldung zu lesen?`,
        `${address}: is the address right, and can it be read without signing in?`,
      ),
    });
    return '';
  }
  // A file host answers whatever the query says with all of it.
  const isFile = /\.(json|ics|jsonld|xml)$/i.test(url.pathname) && !url.search;
  const figures = `${(size / 1000).toFixed(size < 10_000 ? 1 : 0)} kB, ${Math.round(time)} ms`;
  check(`${address}: ${figures}`);
  if (url.protocol === 'blob:') return text;
  if (size > LARGE || time > SLOW) {
    tell({
      level: 'hint',
      title: words('Großer oder langsamer Feed', 'Large or slow feed'),
      text: isMonthly
        ? words(
            `${figures}: Besucher warten darauf. Komprimiert senden, und Beschreibungen kürzen.`,
            `${figures}: visitors wait for it. Send it compressed, and shorten descriptions.`,
          )
        : words(
            `${figures}: Besucher warten darauf. Komprimiert senden, Vergangenes weglassen, oder Monat für Monat laden${isFile ? ', aus Dateien von `lichthof shard`' : ''}:`,
            `${figures}: visitors wait for it. Send it compressed, leave out what is past, or load it month by month${isFile ? ', from files of `lichthof shard`' : ''}:`,
          ),
      fix: isMonthly ? undefined : `feed="${isFile ? address.replace(/[^/]*$/, '{year}-{month}.json') : `${address}${url.search ? '&' : '?'}from={start}&to={end}`}"`,
    });
  }
  const kind = kindOf(text);
  const type = response.headers.get('content-type');
  if (!kind.is.test(type ?? '')) {
    tell({
      level: 'hint',
      title: words('Falscher Content-Type', 'Wrong content type'),
      text: words(
        `${address} kommt als ${type ? `„${type}“` : 'nichts'}. Der Server des Feeds sollte senden:`,
        `${address} comes as ${type ? `“${type}”` : 'nothing'}. The feed's server should send:`,
      ),
      fix: `Content-Type: ${kind.type}`,
    });
  } else check(words(`Content-Type ${type}`, `content type ${type}`));
  const caching = response.headers.get('cache-control');
  if (/no-store/i.test(caching ?? '') || !(caching || response.headers.get('last-modified') || response.headers.get('expires') || response.headers.get('etag'))) {
    tell({
      level: 'hint',
      title: words('Nichts zum Aufheben', 'Nothing about caching'),
      text: words(
        'Der Feed wird bei jedem Besuch ganz geladen. Mit diesem Header fünf Minuten lang nicht:',
        'The feed is loaded in full on each visit. With this header not for five minutes:',
      ),
      fix: 'Cache-Control: max-age=300',
    });
  } else check(words('Cache-Header des Feeds', 'caching headers of the feed'));
  return text;
};

/** The path to an entry of a feed, where it is JSON of which one knows the list. @param {string} text */
const pathsIn = (text) => {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (Array.isArray(read)) return (/** @type {number} */ at) => `[${at}]`;
  const list = ['entries', 'events'].find((name) => Array.isArray(read?.[name])) ?? Object.keys(read ?? {}).find((name) => Array.isArray(read[name]));
  return list ? (/** @type {number} */ at) => `${list}[${at}]` : null;
};

/**
 * What the program has told, as a finding.
 * @param {string} told
 * @param {Map<string, string>} texts  of feeds, by address
 * @param {Words} words
 * @returns {Finding}
 */
const findingOf = (told, texts, words) => {
  const [head, ...lines] = told.split('\n');
  const [, address = '', count = ''] = /^(\S+): (\d+) entries skipped/.exec(head) ?? [];
  if (!address && /wasm-unsafe-eval/.test(told)) {
    return {
      level: 'hint',
      title: words('WebAssembly ist hier verboten', 'WebAssembly is refused here'),
      text: words(
        'Der Kalender läuft als JavaScript: viermal so viel zu laden, und langsamer. Wenn es die Seite ist, die es verbietet, fehlt ihr:',
        'The calendar runs as JavaScript: four times as much to load, and slower. Where it is the page that refuses it, this is missing:',
      ),
      fix: `script-src ${new URL(import.meta.url).origin} 'wasm-unsafe-eval'`,
    };
  }
  if (!address) {
    const isAttribute = /^[\w.-]+="/.test(head);
    return {
      level: 'fault',
      title: isAttribute ? words('Ein Attribut', 'An attribute') : words('Das Programm sagt', 'The program says'),
      text: '',
      said: told,
    };
  }
  const path = pathsIn(texts.get(address) ?? '');
  const entries = lines.slice(0, MOST).map((line) => {
    const found = /^ *entry (\d+)((?: ".*?")?)( skipped)?: ([^:]*): (.*)$/.exec(line);
    if (!found) return /** @type {[string, string]} */ (['', line.trim()]);
    const [, number, name, , field, reason] = found;
    const place = path ? `${path(Number(number))}${field ? '.' + field : ''}` : `${Number(number) + 1}${name} ${field}`;
    return /** @type {[string, string]} */ ([place, `${path ? name.trim() + ' ' : ''}${reason}`]);
  });
  return {
    level: Number(count) ? 'fault' : 'hint',
    title: Number(count) ? words(`Fehlende Termine: ${count}`, `Missing events: ${count}`) : words('Felder, die nicht verstanden wurden', 'Fields that were not understood'),
    text: words('Im Feed, mit dem Weg zu jeder Stelle: ', 'In the feed, with the path to each place: '),
    link: address,
    entries,
  };
};

/**
 * @param {any} host
 * @param {string} failure  why there is no program, if there is none
 * @param {Told} told
 * @param {(finding: Finding) => void} tell
 * @param {(words: string) => void} check
 * @param {Words} words
 */
const examined = async (host, failure, told, tell, check, words) => {
  /** @type {string[]} */
  const feeds = [...host.feed, ...[...host.querySelectorAll('lichthof-feed[src]')].map((feed) => absolute(feed.getAttribute('src') ?? '', feed.baseURI))];
  const hasInside = host.querySelector('script[type="application/json"]:not([data-map])');
  if (host.localName === TAG && feeds.length === 0 && !hasInside) {
    tell({
      level: 'fault',
      title: words('Kein Feed', 'No feed'),
      text: words('Der Kalender nennt keinen Feed.', 'The calendar names no feed.'),
      fix: 'feed="https://…/events.json"',
    });
  }
  const name = host.getAttribute('name') ?? '';
  const twins = [...document.querySelectorAll(TAG)].filter((other) => (other.getAttribute('name') ?? '') === name && other.getAttribute('state') !== 'none');
  if (host.localName === TAG && twins.length > 1) {
    tell({
      level: 'hint',
      title: words('Zwei Kalender mit einem Namen', 'Two calendars of one name'),
      text: words('Nur der erste hält seinen Zustand in der Adresse. Gib jedem weiteren einen Namen:', 'Only the first one keeps its state in the address. Name each other one:'),
      fix: `name="${name || 'lh'}2"`,
    });
  }
  /** @type {Map<string, string>} */
  const texts = new Map();
  await Promise.all([
    lookAtScripts(tell, check, words),
    failure ? undefined : lookAtHost(tell, check, words),
    ...feeds.map(async (feed) => texts.set(feed, await lookAtFeed(feed, tell, check, words))),
  ]);
  if (failure || told.some((one) => /wasm-unsafe-eval/.test(one))) {
    // What was refused before this had come is refused again, and reported.
    try {
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    } catch {
      // That is what is to be told.
    }
  }
  await wait(REPORTED);

  const origins = new Set([import.meta.url, ...feeds.filter((feed) => /^https?:/.test(feed))].map(sourceOf).filter(Boolean));
  const hasBlob = feeds.some((feed) => feed.startsWith('blob:'));
  const isOurs = (/** @type {string} */ source, /** @type {string} */ directive) =>
    source === "'wasm-unsafe-eval'" || (source === 'blob:' ? hasBlob && directive === 'connect-src' : origins.has(source));
  /** @type {Map<string, Map<string, Set<string>>>} */
  const lacks = new Map();
  for (const { directive, blocked, policy } of refusals) {
    const source = sourceOf(blocked);
    if (!isOurs(source, directive)) continue;
    const needs = lacks.get(policy) ?? new Map();
    lacks.set(policy, needs.set(directive, (needs.get(directive) ?? new Set()).add(source)));
  }
  for (const [policy, needs] of lacks) {
    const all = [...needs].map(([directive, sources]) => `${directive}: ${[...sources].join(' ')}`).join('; ');
    tell({
      level: 'fault',
      title: words('Die Content-Security-Policy der Seite verbietet etwas', 'The page’s Content-Security-Policy refuses something'),
      text: words(`Es fehlt ${all}. Die Zeile dieser Seite, ergänzt:`, `Missing is ${all}. The line of this page, amended:`),
      fix: `Content-Security-Policy: ${mended(policy, needs)}`,
    });
  }
  if (lacks.size === 0) check(words('Content-Security-Policy: nichts wurde verboten', 'Content-Security-Policy: nothing was refused'));
  if (failure && lacks.size === 0) {
    const isRefused = /wasm-unsafe-eval/.test(failure);
    tell({
      level: 'fault',
      title: isRefused ? words('WebAssembly ist hier verboten', 'WebAssembly is refused here') : words('Das Programm kam nicht', 'The program did not come'),
      text: '',
      said: failure,
      fix: isRefused ? `script-src ${new URL(import.meta.url).origin} 'wasm-unsafe-eval'` : undefined,
    });
  }
  for (const one of told) {
    // What failed altogether is explained above.
    if (!feeds.some((feed) => !texts.get(feed) && one.includes(feed))) tell(findingOf(one, texts, words));
  }
  if (told.length === 0 && !failure) check(words('Alle Felder aller Termine', 'All fields of all events'));
};

/* --- the panel --- */

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; margin-block: 16px; --ground: #fff; --text: #182122; --muted: #556365; --line: #cbd5d5;
    --fault: #a1260d; --hint: #7a4f01; --well: #0d5f66; --code: #f1f5f5; color-scheme: light }
  :host([data-theme="dark"]) { --ground: #12181a; --text: #e4ebeb; --muted: #9fb0b1; --line: #3a484b;
    --fault: #ffa38f; --hint: #f0c36b; --well: #74c5c4; --code: #1c2527; color-scheme: dark }
  * { box-sizing: border-box }
  section { background: var(--ground); color: var(--text); border: 1px solid var(--line); border-radius: 6px; padding: 16px;
    font: 16px/1.5 system-ui, sans-serif; text-align: start; overflow-wrap: anywhere }
  a { color: var(--well) }
  .status { margin-block-start: 4px }
  header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between }
  h2, h3, p { margin: 0; font-size: 1em }
  h2 { font-size: 1.25em; line-height: 1.3 }
  ol, ul { margin: 0; padding: 0; list-style: none }
  ol > li { margin-block-start: 16px; padding-inline-start: 12px; border-inline-start: 4px solid var(--hint) }
  ol > li[data-level="fault"] { border-color: var(--fault) }
  h3 span { color: var(--hint); font-weight: normal }
  li[data-level="fault"] h3 span { color: var(--fault) }
  .status[data-well] { color: var(--well); font-weight: 600 }
  .fix { display: flex; flex-wrap: wrap; gap: 8px; align-items: start; margin-block-start: 8px }
  pre { flex: 1 1 260px; min-inline-size: 0; margin: 0; padding: 8px 12px; background: var(--code); border-radius: 4px;
    font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap }
  code { font: 14px/1.5 ui-monospace, monospace }
  ul > li { margin-block-start: 8px }
  button { font: inherit; color: inherit; background: none; border: 1px solid var(--muted); border-radius: 4px; padding: 4px 12px;
    min-block-size: 36px; cursor: pointer }
  button:focus-visible, summary:focus-visible { outline: 3px solid var(--well); outline-offset: 2px }
  details { margin-block-start: 16px; color: var(--muted) }
  summary { cursor: pointer; min-block-size: 28px }
  .said { color: var(--muted); white-space: pre-wrap }
  @media (forced-colors: active) { ol > li { border-color: CanvasText } }
`);

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
const el = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

/** @param {Finding} finding @param {Words} words @param {HTMLElement} status @param {string} heading */
const itemOf = ({ level, title, text, fix, said, link, entries }, words, status, heading) => {
  const kind = level === 'fault' ? words('Fehler', 'Fault') : words('Hinweis', 'Hint');
  const item = el('li', { 'data-level': level }, el(heading, {}, el('span', {}, `${kind}: `), title));
  if (text) item.append(el('p', {}, text, ...(link ? [el('a', { href: link, target: '_blank', rel: 'noreferrer' }, link)] : [])));
  if (said) item.append(el('p', { class: 'said', lang: 'en' }, said));
  if (entries) {
    item.append(el('ul', {}, ...entries.map(([path, reason]) => el('li', {}, el('code', {}, path), ' ', el('span', { lang: 'en' }, reason)))));
  }
  if (fix) {
    const code = el('pre', {}, el('code', {}, fix));
    const copy = el('button', { type: 'button', 'aria-label': words(`Kopieren: ${title}`, `Copy: ${title}`) }, words('Kopieren', 'Copy'));
    copy.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(fix);
        copy.textContent = words('Kopiert', 'Copied');
        status.textContent = words('Kopiert', 'Copied');
      } catch {
        // Without leave to write there, one copies what is selected.
        getSelection()?.selectAllChildren(code);
      }
    });
    item.append(el('div', { class: 'fix' }, code, copy));
  }
  return item;
};

/** The panel of each calendar. @type {WeakMap<Element, (failure: string) => void>} */
const patients = new WeakMap();
/** The panels that show what the program says. @type {Set<() => void>} */
const open = new Set();

/**
 * Shows below a calendar what is wrong.
 * @param {Element} host
 * @param {string} failure  why there is no program, if there is none
 * @param {Told} [told]  what the program has told
 */
export const examine = (host, failure, told) => {
  const known = patients.get(host);
  if (known) {
    known(failure, told);
    return;
  }
  const root = host.shadowRoot;
  if (!root) return;
  const panel = el('div', { 'data-doctor': '' });
  const inside = panel.attachShadow({ mode: 'open' });
  inside.adoptedStyleSheets = [sheet];
  root.append(panel);

  let reason = failure;
  /** @type {Told} */
  let said = told ?? [];
  /** Changes with each examination: an older one is over. */
  let turn = 0;
  // What was found stays until something else is, and whoever has the focus on the button keeps it.
  const status = el('p', { role: 'status', class: 'status' });
  const again = el('button', { type: 'button' });
  const header = el('header', {}, again);
  const list = el('ol', {});
  const summary = el('summary', {});
  const well = el('details', { hidden: '' }, summary);
  const section = el('section', { 'aria-labelledby': 'name' }, header, status, list, well);
  /** What stands there, as text. */
  let found = '';
  const run = async () => {
    if (!host.isConnected) return;
    const mine = ++turn;
    const { words, lang } = languageOf(host);
    panel.dataset.theme = /** @type {HTMLElement | null} */ (root.querySelector('.lh-root'))?.dataset.theme ?? 'light';
    const level = Math.min(6, Number(host.getAttribute('heading-level')) || 2);
    section.lang = lang;
    section.setAttribute('aria-busy', 'true');
    const title = words('Was dem Kalender fehlt', 'What the calendar lacks');
    const name = header.querySelector('#name');
    if (name?.localName === `h${level}`) name.textContent = title;
    else {
      name?.remove();
      header.prepend(el(`h${level}`, { id: 'name' }, title));
    }
    again.textContent = words('Noch einmal', 'Once more');
    status.textContent = words('Wird untersucht …', 'Examining …');
    status.removeAttribute('data-well');
    if (!section.isConnected) inside.append(section);
    /** @type {Finding[]} */
    const findings = [];
    const tell = (/** @type {Finding} */ finding) => {
      // Several feeds may lack the same.
      if (!findings.some(({ title, text, said, link }) => title === finding.title && text === finding.text && said === finding.said && link === finding.link)) findings.push(finding);
    };
    const checked = el('ul', {});
    await examined(host, reason, said, tell, (what) => checked.append(el('li', {}, what)), words).catch((error) => {
      tell({ level: 'hint', title: words('Die Untersuchung brach ab', 'The examination broke off'), text: '', said: String(error) });
    });
    if (mine !== turn) return;
    findings.sort((one, other) => Number(one.level === 'hint') - Number(other.level === 'hint'));
    const now = JSON.stringify([lang, level, findings]);
    const isNew = now !== found;
    found = now;
    if (isNew) list.replaceChildren(...findings.map((finding) => itemOf(finding, words, status, `h${Math.min(6, level + 1)}`)));
    const faults = findings.filter(({ level }) => level === 'fault').length;
    const hints = findings.length - faults;
    status.textContent = findings.length
      ? words(`Fehler: ${faults}, Hinweise: ${hints}`, `Faults: ${faults}, hints: ${hints}`)
      : words('Nichts: alles ist in Ordnung.', 'Nothing: all is well.');
    status.toggleAttribute('data-well', !findings.length);
    summary.textContent = words(`In Ordnung: ${checked.children.length}`, `In order: ${checked.children.length}`);
    well.querySelector('ul')?.remove();
    well.append(checked);
    well.hidden = !checked.children.length;
    if (isNew) well.toggleAttribute('open', !findings.length);
    list.lang = well.lang = lang;
    section.removeAttribute('aria-busy');
  };
  again.addEventListener('click', run);
  let timer = 0;
  // What the program says of a feed comes in several pieces.
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, PAUSE);
  };
  const listen = () => {
    said.heard = () => open.forEach((look) => look());
    soon();
  };
  patients.set(host, (why, told) => {
    // The glue asks with each change of an attribute.
    if (!why && (!told || told === said)) return;
    reason = why || reason;
    // Another program has taken the place of one that could not begin.
    said = told ?? said;
    listen();
  });
  open.add(soon);
  listen();
};

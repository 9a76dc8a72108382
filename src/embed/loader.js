// @ts-check
/**
 * The loader: defines `<lichthof-calendar>` and brings the program to it.
 *
 * A classic script, because content systems drop `type=module`: the build makes one of it. It fetches the program, its style,
 * the words of its language and the feed at the same moment, mounts the program on a `<div>` in the element's shadow root, and
 * carries messages between the two. What is shown is the program's business.
 *
 * The program's side of the protocol is `program.rs`:
 *
 * @typedef {Record<string, string>} Options  attribute to value; absent where the page gave none
 * @typedef {(type: string, detail?: object) => boolean} Emit
 * @typedef {object} Program
 * @property {(input: {module_or_path: Promise<any>}) => Promise<unknown>} default
 * @property {(callback: (message: string) => void) => void} on_trap
 * @property {() => void} stop
 * @property {() => number} fault
 * @property {string} BUILD
 * @property {number} PROTOCOL
 * @property {CSSStyleSheet[]} sheets
 * @property {(load: (src: string, integrity: string) => Promise<any>) => void} pin
 * @property {(given: Promise<Response>, name: string) => Promise<any>} checked
 * @property {(style: Promise<any>) => Promise<void>} dress
 * @property {(part: string) => Promise<unknown>} fetch_part
 * @property {(host: Element, elements: any) => string} care
 * @property {(host: Element) => Promise<void>} adorn
 * @property {(words: string, given?: Promise<any> | 0) => Promise<string>} speak  gives the words that there are then
 * @property {(host: Element, find: (selector: string) => any, elements: any) => boolean} is_dark
 * @property {(wrapper: HTMLElement) => void} protect
 * @property {(address: string, response: Promise<Response>, abort: AbortController) => void} offer
 * @property {(div: HTMLElement, options: Options, emit: Emit) => number} mount
 * @property {(id: number, options: Options) => void} update
 * @property {(id: number) => void} unmount
 * @property {(id: number, date: string) => boolean} go_to
 * @property {(id: number, said?: any) => object} state
 * @property {(id: number, uid: string) => boolean} open
 * @property {(id: number) => void} refresh
 *
 * @typedef {object} Control  what an element does; kept apart from it so that pages see only methods
 * @property {() => void} connect
 * @property {() => void} disconnect
 * @property {() => void} change
 * @property {() => void} start
 * @property {(kind: string, message: string) => void} fail
 * @property {(id: number) => boolean} has
 * @property {(method: 'go_to' | 'open' | 'state', argument: any) => boolean} call
 * @property {() => object} state
 * @property {() => void} refresh
 */
import { language } from './surroundings.js';

(() => {
  const VERSION = '0.1.0';
  /** The parts of the program that a view needs at once (src/ui/part/mod.rs). */
  const PARTS = new Map([
    ['month', ['period', 'month']],
    ['week', ['period', 'time']],
    ['day', ['period', 'time']],
    ['year', ['period', 'year']],
    ['cards', ['common', 'details', 'cards']],
  ]);
  const TAG = 'lichthof-calendar';
  /** What a calendar has from its tag, as JSON. */
  const PLACED = 'data-placed';
  /** Passed on as they are; `feed`, `lang` and `name` are passed on resolved. */
  const PASSED = [
    'view', 'views', 'filter', 'facets', 'color-by', 'controls', 'date', 'first-day', 'hidden-days', 'week-numbers', 'timezone',
    'max', 'series', 'wording', 'heading-level', 'images', 'seo', 'state', 'now', 'map', 'feed-as', 'icalendar',
    'link-parameters', 'aria-label', 'for',
  ];
  const OBSERVED = [...PASSED, 'feed', 'refresh', 'keep', 'lang', 'strings', 'name', 'theme', 'eager', 'base', 'doctor'];
  /** What there are words in (i18n/). */
  const LANGUAGES = 'ar cs de de-events de-simple en es fr he it nl pl tr uk'.split(' ');
  /** The most feeds that a calendar reads (src/app/options.rs). */
  const MAX_FEEDS = 20;
  /* --- the browser's own --- */

  // Pages take `Document`, `Element` or `URL` for things of their own, and a form or an image that is called
  // `querySelector` or `parentNode` answers in place of the browser (DOM clobbering). Nobody can take `document`
  // and the prototypes that the browser gives to what it makes. (The program does likewise: platform.js.)
  const { apply, get } = Reflect;
  const { getPrototypeOf } = Object;
  const nodes = getPrototypeOf(document);
  /** @param {string} method @param {any[]} args @returns {any} what the document's own method gives */
  const dom = (method, ...args) => apply(nodes[method], document, args);
  const block = dom('createElement', 'div');
  const elements = getPrototypeOf(block);
  /** @type {typeof globalThis.HTMLElement} */
  const HTMLElement = getPrototypeOf(block.constructor);
  /** @type {typeof globalThis.CustomEvent} */
  const CustomEvent = dom('createEvent', 'CustomEvent').constructor;
  /** Its second name is as old, and nobody's. @type {typeof globalThis.URL} */
  const URL = /** @type {any} */ (window).webkitURL || window.URL;


  const current = get(nodes, 'currentScript', document);
  /** @type {HTMLScriptElement | null} */
  const running = current && 'noModule' in current ? current : null;
  /** @type {HTMLScriptElement[]} */
  const found = [...dom('querySelectorAll', 'script[src*="lichthof.js"]')].filter(({ src }) =>
    /\/lichthof\.js/.test(src),
  );

  /** What the console has been told. @type {Set<string>} */
  const told = new Set();
  /** True once the page has heard that the program has stopped. */
  let isOver = false;

  /**
   * Tells the page on a later task, so that a listener never runs inside the program.
   * @param {EventTarget} target
   * @param {string} kind
   * @param {string} message
   */
  const raise = (target, kind, message) => {
    // All calendars share one program: that it has stopped for all of them is news once.
    if (kind === 'panic' && poisoned) {
      if (isOver) return;
      isOver = true;
    }
    if (!told.has(message)) console.error('lichthof: ' + message);
    told.add(message);
    setTimeout(() => tell(target, 'error', { kind, message }));
  };
  /** @param {EventTarget} target @param {string} type @param {object} [detail] */
  const tell = (target, type, detail) => {
    const init = { __proto__: null, bubbles: true, composed: true, cancelable: type === 'open', detail };
    return apply(nodes.dispatchEvent, target, [new CustomEvent('lichthof-' + type, init)]);
  };

  /* --- the one-tag form --- */

  /**
   * Makes the calendar that a script asks for by `data-feed`.
   * @param {HTMLScriptElement} script
   */
  const place = (script) => {
    const target = script.getAttribute('data-target');
    /** @type {Element | null} */
    let parent = null;
    if (target) {
      try {
        parent = dom('querySelector', target);
      } catch {
        // Not a selector: told of below, like one that finds nothing.
      }
      if (!parent && get(nodes, 'readyState', document) === 'loading') {
        apply(nodes.addEventListener, document, ['DOMContentLoaded', () => place(script), { once: true }]);
        return;
      }
    }
    if (!parent && (target || !script.isConnected || script.closest('head'))) {
      raise(
        script.isConnected ? script : document,
        'placement',
        target
          ? `data-target="${target}" finds no element`
          : 'a script in <head> has no place for a calendar: add data-target="…", a selector',
      );
      return;
    }
    // A page that a router keeps as a copy, to show it again, has its calendar, and its scripts run again.
    const said = JSON.stringify({ ...script.dataset });
    const places = parent ? [...get(elements, 'children', parent)] : [script.nextElementSibling];
    if (places.some((place) => place?.localName === TAG && place.getAttribute(PLACED) === said)) return;
    const calendar = dom('createElement', TAG);
    calendar.setAttribute(PLACED, said);
    for (const name of ['id', 'class', 'sticky', 'mini-month', ...OBSERVED]) {
      const value = script.getAttribute('data-' + name);
      if (value !== null) calendar.setAttribute(name, value);
    }
    if (parent) apply(elements.append, parent, [calendar]);
    else script.after(calendar);
  };

  /** Whether a consent manager holds a tag back until the visitor agrees. @param {HTMLScriptElement} script */
  const isBlocked = (script) => !/^(module|(text|application)\/(x-)?(java|ecma)script)?$/i.test(script.type.trim());

  /**
   * The running script's calendar. One that asks for none may run in place of tags that do: what is inserted
   * as text never runs, and jQuery's `.html()` runs a bare copy of it.
   * @param {WeakSet<HTMLScriptElement>} placed  the scripts that have their calendar, of all copies
   */
  const placeAll = (placed) => {
    const asks = (/** @type {HTMLScriptElement} */ script) => script.hasAttribute('data-feed');
    const tags = running && asks(running) ? [running] : found.filter((tag) => asks(tag) && !isBlocked(tag));
    for (const script of tags) {
      if (!placed.has(script)) {
        placed.add(script);
        place(script);
      }
    }
  };

  /* --- what a browser must know; an older one keeps the element's own content --- */

  if (
    !window.customElements ||
    !('showModal' in dom('createElement', 'dialog')) ||
    !('adoptedStyleSheets' in nodes) ||
    !('containerType' in block.style)
  ) {
    return;
  }
  /** @type {any} */
  const defined = customElements.get(TAG);
  if (defined) {
    if (defined.version !== VERSION) {
      console.warn(
        `lichthof: this page loads lichthof.js twice, versions ${defined.version} and ${VERSION}: remove one`,
      );
    }
    placeAll(defined.placed || new WeakSet());
    return;
  }

  /* --- the program --- */

  /** @type {Program | null} */
  let program = null;
  /** @type {Promise<Program> | null} */
  let loading = null;
  let poisoned = '';
  /**
   * Responses that were asked for before the program was there.
   * @type {Map<string, [Promise<Response>, AbortController]>}
   */
  const early = new Map();
  /** The calendars that are loading or mounted. @type {Set<Control>} */
  const live = new Set();

  /** @param {string} kind @param {string} message */
  const failure = (kind, message) => Object.assign(new Error(message), { kind });

  /** How often one calendar has ended by a trap. Each leaves behind what it held. */
  let faults = 0;
  const MAX_FAULTS = 8;
  /** @param {string} message */
  const stopped = (message) => 'the program has stopped, the page shows its own content instead: ' + message;

  /**
   * A panic (`unreachable` in WebAssembly), or what a function of the page threw, ends the calendar that was at
   * work, and no other. Any other trap means that the program's memory is in pieces or full: nothing may call
   * in again.
   * @param {string} message
   */
  const poison = (message) => {
    if (poisoned) return;
    const isMemory = /^(Range|Internal)Error|RuntimeError(?!.*unreachable)/i.test(message);
    if (program && !isMemory && ++faults <= MAX_FAULTS) {
      try {
        const id = program.fault();
        // One that is not mounted yet hears of it by what `mount` returns.
        for (const control of [...live]) if (control.has(id)) control.fail('panic', stopped(message));
        if (id) return;
      } catch {
        // Then it is the memory after all.
      }
    }
    poisoned = stopped(message);
    try {
      program?.stop();
    } catch {
      // Then its listeners trap once more, and the page hears of it.
    }
    for (const control of [...live]) control.fail('panic', poisoned);
  };

  /**
   * @param {'mount' | 'update' | 'unmount' | 'go_to' | 'open' | 'state' | 'refresh'} method
   * @param {any[]} args
   * @returns {any}
   */
  const call = (method, ...args) => {
    if (!program || poisoned) return undefined;
    try {
      return /** @type {any} */ (program[method])(...args);
    } catch (error) {
      poison(String(error));
      return undefined;
    }
  };

  /* --- the program's files --- */

  /** The folder of this build, beside this script: its version, and its identity, which stands in every file of it. */
  let home = '@home@';
  const GLUE = 'lichthof-program.js';
  const WASM = 'lichthof-program_bg.wasm';
  const STYLE = 'lichthof.css';
  /** What this and the glue agree on; another number is another agreement. */
  const PROTOCOL = 2;
  /** How long the program may take, in milliseconds, before it is asked for once more; then as long again. */
  const PATIENCE = 20000;
  /** How often files were asked for once more: each time under addresses that no cache knows. */
  let again = 0;

  /** @param {string} address @param {RequestInit} [init] */
  const request = async (address, init) => fetch(address, init);

  /** @param {string} address @param {RequestInit} [init] */
  const file = async (address, init) => {
    const response = await request(address, init);
    if (!response.ok) throw new Error(`${address} answered with status ${response.status}`);
    return response;
  };

  /**
   * An address in the folder that `home` lies in: that of this script, unless it was renamed or joined with
   * others by an optimizer.
   * @param {Element} host
   */
  const folder = (host) => {
    const base = host.getAttribute('base');
    if (running && /\/lichthof[^/]*\.js/.test(running.src)) return running.src;
    if (found[0]) return found[0].src;
    if (base) return new URL(base.replace(/\/?$/, '/'), host.baseURI).href;
    if (running?.src) return running.src;
    throw failure('program', 'lichthof.js was not found: name its folder by base="https://…/"');
  };

  /** @param {number} time @returns {Promise<null>} */
  const wait = (time) => new Promise((done) => setTimeout(done, time, null));

  /** This script's own tag, where there is one. A hash on it pins all that it loads. */
  const tag = running || found[0];
  /** The glue's hash, where it is to be that; the glue has those of all others. */
  const pinned = tag?.integrity && 'sha384-@sha384:lichthof-program.js@';

  /**
   * Brings program, style and words.
   * @param {(name: string) => string} at
   * @param {Set<string>} parts  what the first view needs besides
   * @param {Element} host
   * @param {string} tag  of the words
   * @returns {Promise<Program>}
   */
  const bring = async (at, parts, host, tag) => {
    const wasm = file(at(WASM));
    const style = file(at(STYLE));
    const words = file(at(`lichthof.${tag.split('\n')[0]}.txt`));
    const glue = (pinned ? pinnedModule(at(GLUE), pinned) : import(at(GLUE))).then(async (module) => {
      if (!home.endsWith(module.BUILD) || module.PROTOCOL !== PROTOCOL) throw new Error('it is of another build');
      if (pinned) module.pin(pinnedModule);
      if (module.care(host, elements)) parts.add('feeds');
      const spoken = module.speak(tag, words);
      for (const part of parts) module.fetch_part(part).catch(() => {});
      await Promise.all([
        module.default({ module_or_path: pinned ? module.checked(wasm, WASM) : wasm }),
        module.dress(pinned ? module.checked(style, STYLE) : style),
        spoken,
      ]);
      return module;
    });
    // Words of another language are better than none.
    const [module] = await Promise.all([glue, wasm, style, words.catch(() => {})]);
    return module;
  };

  /**
   * `import()` takes no hash; an element does, and what it has loaded is what `import()` gives then.
   * @param {string} src
   * @param {string} integrity
   */
  const pinnedModule = async (src, integrity) => {
    const script = dom('createElement', 'script');
    await new Promise((done, fail) => {
      const { nonce } = /** @type {HTMLScriptElement} */ (tag);
      Object.assign(script, { type: 'module', crossOrigin: '', integrity, nonce, onload: done, onerror: fail, src });
      apply(elements.append, dom('querySelector', 'head'), [script]);
    });
    script.remove();
    return import(src);
  };

  /**
   * A loader that a cache has kept names a folder that may be gone: the host's own names that of today.
   * @param {string} base
   */
  const renew = async (base) => {
    if (pinned || base.includes(home)) return;
    const response = await file(`${base.split('?')[0]}?again=${++again}`, /** @type {any} */ ({ __proto__: null, cache: 'reload' }));
    const [name] = /\d[\w.-]*-[0-9a-f]{8}(?=["'`])/.exec(await response.text()) || [home];
    home = name;
  };

  /**
   * Program, style and words, one request for all calendars; a failed one is forgotten so that it can be
   * tried again.
   * @param {Element} host
   */
  const load = (host) => {
    if (poisoned) throw failure('panic', poisoned);
    if (loading) return loading;
    /** Why WebAssembly is refused. */
    let refusal = '';
    try {
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    } catch (error) {
      refusal = String(error);
    }
    const base = folder(host);
    const { origin } = new URL(base);
    /** @param {string} query @returns {(name: string) => string} */
    const at = (query) => (name) => new URL((base.includes(home) ? '' : home + '/') + name + query, base).href;
    // What the first view needs beyond the program is asked for with it.
    const said = stateOf(host);
    const views = (host.getAttribute('views') || '').trim().split(/\s+/);
    const parts = new Set(PARTS.get(said.get('view') || host.getAttribute('view') || views[0]));
    const isOpen = said.has('event');
    for (const name of ['view', 'date', 'past', 'event']) said.delete(name);
    const isFiltered = said.size || host.getAttribute('filter');
    if (isOpen) parts.add('dialog');
    if (isFiltered) parts.add('filter');
    if (isOpen || isFiltered) parts.add('common').add('details').add('shared');

    /** What the page's policy lacks for what was refused meanwhile: what is to be added. */
    let lack = '';
    /** @param {SecurityPolicyViolationEvent} event */
    const listen = ({ disposition, blockedURI, effectiveDirective, originalPolicy }) => {
      if (disposition === 'enforce' && (blockedURI + '/').startsWith(origin)) {
        // The more general directive, unless the page has one for elements.
        lack = `add ${origin} to ${effectiveDirective.replace(originalPolicy.includes('-elem') ? '' : '-elem', '')} in the page's Content-Security-Policy`;
      }
    };
    apply(nodes.addEventListener, document, ['securitypolicyviolation', listen]);

    const start = async () => {
      if (refusal) throw refusal;
      const tag = wordsOf(host);
      const first = bring(at(''), parts, host, tag);
      // One that is merely slow may still come first.
      const once = first.catch((error) => {
        // What is refused is refused again.
        if (/unsafe-eval/.test(error)) throw error;
      });
      const second = Promise.race([once, wait(PATIENCE)]).then(async (module) => {
        if (module) return module;
        await renew(base).catch(() => {});
        return bring(at('?again=' + ++again), parts, host, tag);
      });
      const late = wait(2 * PATIENCE).then(() => {
        throw failure('program', `${at('')(GLUE)}, or a file beside it, does not come`);
      });
      // Not by `any`: libraries that take the place of the browser's promises have another one, or none.
      return Promise.race([first.catch(() => second), second.catch(() => first), late]);
    };
    /** @param {any} error */
    const explain = async (error) => {
      if (error.kind) throw error;
      // The page hears of it on a later task than who asked.
      await wait(50);
      const address = at('?again=' + again);
      // A pinned page runs nothing that it does not know.
      const report = pinned ? null : await import(address('lichthof-report.js')).catch(() => null);
      // It throws what it finds, or brings a program by other files.
      if (report) return report.explain(address, error, refusal, lack, host, (/** @type {any} */ at) => bring(at, parts, host, wordsOf(host)));
      // WebKit refuses only a program that does something.
      throw failure(refusal || /unsafe-eval/.test(error) ? 'webassembly' : 'program', `${address(GLUE)}, or a file beside it, could not be loaded: ${lack || error}`);
    };
    loading = start()
      .catch(explain)
      .then((module) => {
        module.on_trap(poison);
        for (const [address, [response, abort]] of early) module.offer(address, response, abort);
        return (program = module);
      });
    loading
      .catch(() => {
        loading = null;
      })
      .then(() => {
        early.clear();
        apply(nodes.removeEventListener, document, ['securitypolicyviolation', listen]);
      });
    return loading;
  };

  /** Asks for a feed while the program is still on its way. @param {string} address */
  const prefetch = (address) => {
    // Which dates stand in `{start}` and `{end}` is for the program to say. It gives up what does not come, too.
    if (program || early.has(address) || /{|%7b/i.test(address)) return;
    const abort = new AbortController();
    const init = { __proto__: null, credentials: /** @type {const} */ ('omit'), signal: abort.signal };
    const response = request(address, init);
    response.catch(() => {});
    early.set(address, [response, abort]);
  };

  /* --- what a calendar takes from the page around it --- */

  /** @param {Element} host */
  const keepsState = (host) => host.localName === TAG && host.getAttribute('state') !== 'none';

  /** @param {Element} host */
  const nameOf = (host) => host.getAttribute('name') || 'lh';

  /** What the page's address says of this calendar, without the prefix. @param {Element} host */
  const stateOf = (host) => {
    const name = nameOf(host);
    const state = new Map();
    for (const [key, value] of keepsState(host) ? new URLSearchParams(location.search) : []) {
      const own = key.slice(name.length + 1);
      // PHP makes an underscore of the dot.
      if (key === `${name}.${own}` || key === `${name}_${own}`) state.set(own, value);
    }
    return state;
  };

  /** The addresses that an element names as its feeds, absolute, none twice. @param {Element} host */
  const feeds = (host) => {
    const all = (host.getAttribute('feed') || '')
      .split(/\s+/)
      .filter(Boolean)
      .map((address) => {
        try {
          return new URL(address, host.baseURI).href;
        } catch {
          return address;
        }
      });
    return [...new Set(all)];
  };

  /**
   * By what the words of a calendar are known: a language that there are words in, and what the page says in words
   * of its own.
   * @param {Element} host
   */
  const wordsOf = (host) => {
    const tag = language(host, elements);
    const [primary] = tag.split('-');
    const variant = /-simple/.test(tag) ? '-simple' : /events/i.test(host.getAttribute('wording') || '') ? '-events' : '';
    const name = [primary + variant, primary].find((name) => LANGUAGES.includes(name)) || 'en';
    return name + '\n' + (host.getAttribute('strings') || '').trim();
  };

  const lookAround = () => live.forEach((control) => control.change());
  let frame = 0;
  let settled = 0;
  const onPage = () => {
    frame = frame || requestAnimationFrame(() => {
      frame = 0;
      lookAround();
    });
    // A background that fades shows its end only after the transition.
    clearTimeout(settled);
    settled = setTimeout(lookAround, 600);
  };
  const page = new MutationObserver(onPage);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onPage);

  /* --- the element --- */

  // `flow-root`, or the margins of what is inside would move the text below when it changes.
  const reserve = new CSSStyleSheet();
  reserve.replaceSync(
    ':host{display:flow-root!important}:host(' + TAG + '){min-block-size:var(--lh-min-height,870px)!important}' +
      ':host([hidden]){display:none!important}.lh-root[hidden],slot[hidden]{display:none}' +
      // What is to come, in grey, until there is something.
      '.lh-root:is(:empty,:has(.lh-loading)){min-block-size:inherit;background:' +
      'repeating-linear-gradient(#8882 0 20px,#0000 0 84px)16px 110px/60% no-repeat}',
  );

  /** Which calendar keeps its state under a prefix in the address. @type {Map<string, Element>} */
  const names = new Map();
  /** @type {WeakMap<Element, Control>} */
  const controls = new WeakMap();
  /** @param {Element} host @returns {Control} */
  const controlOf = (host) => /** @type {Control} */ (controls.get(host));

  const nearby =
    window.IntersectionObserver &&
    new IntersectionObserver(
      (entries) => entries.forEach((entry) => entry.isIntersecting && controlOf(entry.target).start()),
      { rootMargin: '600px' },
    );

  /** @param {HTMLElement} host @returns {Control} */
  const control = (host) => {
    const root = host.shadowRoot || host.attachShadow({ mode: 'open' });
    /** @type {HTMLElement} */
    const wrapper = dom('createElement', 'div');
    /** @type {HTMLSlotElement} */
    const slot = dom('createElement', 'slot');
    /** What the page puts above and below the calendar. @param {string} name */
    const around = (name) => Object.assign(slot.cloneNode(), { name });
    wrapper.className = 'lh-root';
    root.replaceChildren(around('header'), wrapper, slot, around('footer'));

    /** @type {'idle' | 'loading' | 'mounted' | 'failed'} */
    let state = 'idle';
    /** Changes with each start, end and failure: who awaited something compares. */
    let token = 0;
    let id = 0;
    let name = '';
    let given = '';
    /** By what the words on show are known, and those that were asked for last. */
    let words = '';
    let missing = '';
    /** What the calendar wears. */
    let sheets = [reserve];
    let isRendered = false;
    let isUnreadable = false;
    let isChanging = false;
    let hasWarned = false;
    /** @type {['go_to' | 'open' | 'state', any][]} */
    let waiting = [];

    /** Puts the style on, again where the element comes back from another document, which takes it off. */
    const dress = () => {
      try {
        const last = sheets.length - 1;
        if (root.adoptedStyleSheets[last] !== sheets[last]) root.adoptedStyleSheets = sheets;
      } catch {
        // In the other document it cannot be worn.
      }
    };

    const release = () => {
      if (names.get(name) !== host) return;
      names.delete(name);
      // It may have been refused to another.
      lookAround();
    };

    /** True if this calendar may keep its state in the address. */
    const claim = () => {
      if (!keepsState(host)) {
        release();
        return false;
      }
      const wanted = nameOf(host);
      if (wanted !== name) release();
      name = wanted;
      if (!names.has(name)) names.set(name, host);
      return names.get(name) === host;
    };

    /** @returns {Options} */
    const options = () => {
      const module = /** @type {Program} */ (program);
      /** @type {any} */
      const all = { __proto__: null, element: host.localName, feed: feeds(host).join(' '), lang: language(host, elements), care: module.care(host, elements), words };
      for (const attribute of PASSED) {
        const value = host.getAttribute(attribute);
        if (value !== null) all[attribute] = value;
      }
      if (claim()) {
        all.name = name;
      } else if (!keepsState(host)) {
        // What somebody has shared is read under it.
        all.name = nameOf(host);
      } else if (!hasWarned) {
        hasWarned = true;
        console.warn(
          `lichthof: another calendar has the name "${name}": this one keeps no state`,
          host,
        );
      }
      given = JSON.stringify(all);
      return all;
    };

    /** The calendar that a companion serves, where it is in the document; else the element itself. @returns {Element} */
    const served = () => dom('getElementById', host.getAttribute('for')) || host;

    const look = () => {
      const find = (/** @type {string} */ selector) => dom('querySelector', selector);
      const theme = program && program.is_dark(served(), find, elements) ? 'dark' : 'light';
      if (wrapper.dataset.theme === theme) return;
      wrapper.dataset.theme = theme;
      // A companion is as dark as its calendar.
      if (live.size > 1) lookAround();
    };

    const isUrgent = () =>
      host.hasAttribute('eager') ||
      waiting.length > 0 ||
      stateOf(host).size > 0;

    const start = async () => {
      if (state === 'loading' || state === 'mounted' || !host.isConnected) return;
      state = 'loading';
      const mine = ++token;
      live.add(self);
      nearby?.unobserve(host);
      try {
        // The attributes of a new element count as changes: they must find it loading, not failed.
        await null;
        if (mine !== token) return;
        const loaded = load(host);
        feeds(host)
          .filter((address) => /^(https?|blob):/.test(address))
          .slice(0, MAX_FEEDS)
          .forEach(prefetch);
        const { sheets: worn, protect, speak, adorn } = await loaded;
        words = await speak(wordsOf(host), 0);
        await adorn(host);
        if (mine !== token) return;
        sheets = [reserve, ...worn];
        protect(wrapper);
        dress();
        // Anew each time: some sites change the page by a new <body>.
        page.disconnect();
        for (const node of dom('querySelectorAll', 'html,body')) {
          page.observe(node, { attributeFilter: ['class', 'style', 'lang', 'data-theme', 'data-bs-theme'] });
        }
        look();
        arrange();
        // A calendar that is served does not wait until it is near.
        controls.get(served())?.start();
        const made = call('mount', wrapper, options(), emitter(mine));
        if (mine !== token) return;
        if (!made) throw failure('panic', stopped('it could not show this calendar'));
        id = made;
        state = 'mounted';
        // It may have changed its language meanwhile, or have words of another: then that is told.
        self.change();
      } catch (/** @type {any} */ error) {
        if (mine === token) self.fail(error.kind || 'program', error.message);
      }
    };

    /** Until there are events the page's own content has the reserved space to itself, and stays still. */
    const arrange = () => {
      slot.hidden = isRendered && !isUnreadable;
      wrapper.toggleAttribute('data-full', slot.hidden);
      wrapper.hidden = !isRendered && !isUnreadable && (state === 'failed' || /\S/.test(host.innerHTML));
    };

    slot.onslotchange = () => {
      arrange();
      // Feeds may be inside.
      self.change();
    };

    /** @param {number} mine @returns {Emit} */
    const emitter = (mine) => (type, detail) => {
      if (mine !== token) return true;
      // The click waits for the answer.
      if (type === 'open') return tell(host, type, { ...detail });
      if (type === 'rendered') isRendered = true;
      else if (type === 'failed') isUnreadable = true;
      else if (type === 'ready') isUnreadable = false;
      arrange();
      setTimeout(() => {
        if (mine !== token) return;
        if (/^(ready|change|filter|error)$/.test(type)) tell(host, type, { ...detail });
        if (type === 'ready') for (const [method, argument] of waiting.splice(0)) call(method, id, argument);
      });
      return true;
    };

    /** @param {typeof state} next */
    const leave = (next) => {
      state = next;
      token++;
      live.delete(self);
      if (!live.size) page.disconnect();
      isRendered = isUnreadable = false;
      arrange();
    };

    const stop = () => {
      release();
      nearby?.unobserve(host);
      const wasMounted = state === 'mounted';
      leave('idle');
      name = '';
      waiting = [];
      if (wasMounted) call('unmount', id);
      wrapper.replaceChildren();
    };

    /** @type {Control} */
    const self = {
      connect() {
        dress();
        claim();
        if (state === 'mounted') self.change();
        else if (state !== 'loading') {
          if (!nearby || isUrgent()) start();
          else nearby.observe(host);
        }
      },
      disconnect() {
        // Moving a node takes it out and puts it in again: only one that stays out has left.
        queueMicrotask(() => host.isConnected || stop());
      },
      change() {
        if (isChanging) return;
        isChanging = true;
        queueMicrotask(() => {
          isChanging = false;
          if (!host.isConnected) return;
          if (state !== 'mounted') {
            self.connect();
            return;
          }
          look();
          /** @type {Program} */ (program).adorn(host);
          const wanted = wordsOf(host);
          if (wanted === words) missing = '';
          else if (wanted !== missing) {
            // Those that cannot be had leave the ones that are there.
            missing = wanted;
            /** @type {Program} */ (program)
              .speak(wanted)
              .then(() => (words = wanted), (error) => raise(host, 'program', error.message))
              .then(self.change);
            return;
          }
          const before = given;
          const now = options();
          if (given !== before) call('update', id, now);
        });
      },
      start,
      has: (other) => state === 'mounted' && id === other,
      fail(kind, message) {
        leave('failed');
        const mine = token;
        // Not now: the program may be below us on the stack.
        setTimeout(() => mine === token && wrapper.replaceChildren());
        raise(host, kind, message);
      },
      call(method, argument) {
        // What was asked for before is done first: a listener for `ready` asks before that.
        if (isRendered && !isUnreadable && !waiting[0]) return call(method, id, argument) || false;
        waiting.push([method, argument]);
        start();
        return true;
      },
      // What is to be set once there are events is said already.
      state: () => Object.assign({}, call('state', id), ...waiting.map(([method, said]) => method === 'state' && said)),
      refresh() {
        if (state === 'mounted') call('refresh', id);
        else start();
      },
    };
    return self;
  };

  class Calendar extends HTMLElement {
    static get observedAttributes() {
      return OBSERVED;
    }

    /** The address of the events that the page has given. */
    #given = '';

    constructor() {
      super();
      controls.set(this, control(this));
      // Given before the script had come.
      for (const [name, value] of Object.entries(this)) {
        if (/^(events|feed|state)$/.test(name)) {
          delete (/** @type {any} */ (this)[name]);
          /** @type {any} */ (this)[name] = value;
        }
      }
    }

    /** Events that the page has already, in place of feeds: a list, or all that a feed says. @param {any} events */
    set events(events) {
      URL.revokeObjectURL(this.#given);
      this.feed = this.#given = URL.createObjectURL(new Blob([JSON.stringify(events)]));
    }

    /** The addresses of the feeds; what is set may be one, or some with spaces between them. @returns {any} */
    get feed() {
      return feeds(this);
    }

    set feed(feed) {
      this.setAttribute('feed', [feed].flat().join(' '));
    }

    /** View, date, filter and the like; what is set may be some of it. A text is the attribute's, for frameworks. @returns {any} */
    get state() {
      return controlOf(this).state();
    }

    set state(state) {
      if (typeof state === 'string') this.setAttribute('state', state);
      else controlOf(this).call('state', state);
    }

    connectedCallback() {
      controlOf(this).connect();
    }

    disconnectedCallback() {
      controlOf(this).disconnect();
    }

    attributeChangedCallback() {
      controlOf(this).change();
    }

    /** Shows the day, `YYYY-MM-DD`. False if that is no date. @param {string} date */
    goTo(date) {
      return controlOf(this).call('go_to', String(date));
    }

    /** Opens the event with this identity, as soon as it is known. @param {string} uid */
    open(uid) {
      return controlOf(this).call('open', String(uid));
    }

    /** Fetches the feeds anew; tries again where loading failed. */
    refresh() {
      controlOf(this).refresh();
    }
  }

  /** @type {WeakSet<HTMLScriptElement>} */
  const placed = new WeakSet();
  Object.assign(Calendar, { version: VERSION, placed });
  customElements.define(TAG, Calendar);
  // What drives or follows a calendar elsewhere on the page is an element like it, which shows something else.
  for (const part of 'search filters month next'.split(' ')) {
    customElements.define('lichthof-' + part, class extends Calendar {});
  }
  placeAll(placed);
})();

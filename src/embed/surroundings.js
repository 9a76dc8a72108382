// @ts-check
// What a calendar takes from the page around it once the program is there, and what it keeps to itself. Bundled
// with the glue, so that the loader stays small.

/**
 * A form that the page names `parentNode` answers in place of the browser: ask the prototype.
 * @param {Node} node
 * @param {any} elements  the prototype that the browser gives to elements
 * @returns {any} the parent, out of a shadow root too
 */
const parentOf = (node, elements) => {
  const parent = Reflect.get(elements, 'parentNode', node);
  const type = parent && Reflect.get(elements, 'nodeType', parent);
  return type === 1 ? parent : (type === 11 && parent.host) || null;
};

/**
 * The language of a calendar: the nearest that is one, else the browser's.
 * @param {Element} host
 * @param {any} elements
 */
export const language = (host, elements) => {
  const tags = [];
  for (let node = /** @type {Element | null} */ (host); node; node = parentOf(node, elements)) {
    tags.push(Reflect.apply(elements.getAttribute, node, ['lang']));
  }
  for (const tag of [...tags, ...(navigator.languages || [])]) {
    try {
      // Servers write `de_DE.UTF-8`, as the C library does.
      if (tag) return new Intl.Locale(tag.trim().replace(/[.@].*/, '').replace(/_/g, '-')).toString();
    } catch {
      // WebKit can report `C`: the next one counts.
    }
  }
  return 'en';
};

/**
 * What an element says of its feeds besides one plain address (src/app/feeds/care.rs); empty where that is nothing. It changes
 * where one of these does.
 * @param {Element} host
 * @param {any} elements
 */
export const care = (host, elements) => {
  let said = /\S\s+\S|{|%7b|webcal:/i.test(host.getAttribute('feed') || '') ? 'feed' : '';
  for (const name of ['refresh', 'keep']) if (host.hasAttribute(name)) said += name + host.getAttribute(name);
  const inside = Reflect.apply(elements.querySelectorAll, host, ['lichthof-feed,[type="application/json"]']).length;
  return said + (inside || '');
};

const prefersDark = /* @__PURE__ */ matchMedia('(prefers-color-scheme: dark)');

/**
 * Whether a computed colour is dark; undefined where one sees through it.
 * @param {string} color
 */
const isDark = (color) => {
  const [, space, values] = /^(?:color\()?([\w-]+)[ (]([^)]*)/.exec(color) || ['', '', ''];
  const [first, second, third, alpha = 1] = values.split(/[\s,/]+/).map(parseFloat);
  if (!(alpha >= 0.5)) return undefined;
  const lightness = /^l/.test(space)
    ? first / 100
    : /^okl/.test(space)
      ? first
      : (0.299 * first + 0.587 * second + 0.114 * third) / (/^rgb/.test(space) ? 255 : 1);
  return lightness < 0.5;
};

/**
 * Whether a calendar is to be dark here: as it says, as the page declares, or as what lies behind it is.
 * @param {Element} host
 * @param {(selector: string) => any} find  in the document
 * @param {any} elements
 */
export const is_dark = (host, find, elements) => {
  const asked = host.getAttribute('theme') || '';
  if (/light|dark/.test(asked)) return /dark/.test(asked);
  let scheme = getComputedStyle(host).colorScheme;
  if (!/light|dark/.test(scheme)) {
    const meta = find('meta[name="color-scheme"]');
    scheme = (meta && meta.content) || '';
  }
  const dark = /dark/.test(scheme);
  if (dark) return !/light/.test(scheme) || prefersDark.matches;
  if (/light/.test(scheme)) return false;
  const behind = (/** @type {Element} */ node) => node.assignedSlot || parentOf(node, elements);
  for (let node = behind(host); node; node = behind(node)) {
    const found = isDark(getComputedStyle(node).backgroundColor);
    if (found !== undefined) return found;
  }
  return false;
};

/** @param {any} event */
const keepKey = (event) => {
  const { key, altKey, ctrlKey, metaKey } = event;
  const isField = /** @type {Element} */ (event.target).matches('input,select,textarea');
  // One writes with AltGr, which is Alt and Control to some systems.
  const isFree = !altKey && !ctrlKey && !metaKey;
  if (isField && key && key.length === 1 && (isFree || event.getModifierState('AltGraph'))) event.stopPropagation();
};

/**
 * A browser's translator puts an element in the place of each text. Where the calendar changes such a text, it comes
 * back with its new words, which the translator then takes anew: else the old ones stood there for good.
 * @param {HTMLElement} wrapper
 */
const keepWords = (wrapper) => {
  /** @type {WeakMap<Node, any>} */
  const places = new WeakMap();
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes, removedNodes, previousSibling } of records) {
      const place = addedNodes[0] ?? previousSibling;
      for (const text of removedNodes) {
        if (text.nodeType === 3 && place?.localName === 'font') {
          places.set(text, place);
          observer.observe(text, { characterData: true });
        }
      }
      places.get(target)?.replaceWith(target);
    }
  });
  observer.observe(wrapper, { childList: true, subtree: true });
};

/** @type {WeakSet<HTMLElement>} */
const kept = new WeakSet();

/**
 * Keeps what is the calendar's. What a visitor writes in a field is no shortcut of the page's, which sees the element
 * for the field; and words that a translator has replaced can change.
 * @param {HTMLElement} wrapper
 */
export const protect = (wrapper) => {
  // A calendar may begin again.
  if (kept.has(wrapper)) return;
  kept.add(wrapper);
  for (const type of ['keydown', 'keypress', 'keyup']) wrapper.addEventListener(type, keepKey);
  keepWords(wrapper);
};

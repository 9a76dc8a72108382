// What the glue knows of the browser. The build puts these exports in place of the globals of their names
// in all that it bundles with the program.
//
// A page may take such a name for something of its own (MooTools takes `Window`, `Document`, `Element` and
// `Event`), may put values on `Object.prototype`, or may call a form `createElement`, which then answers in
// place of the document's own method (DOM clobbering). What cannot be taken is `document` itself, the
// prototypes that the browser gave to its objects, and the names that these say (Web IDL §3.7.3, class strings).

const { Object: Native } = window;
const { create, getPrototypeOf, prototype, setPrototypeOf } = Native;

/**
 * What `instanceof` asks: an interface by its name.
 * @param {string} name
 */
const kind = (name) =>
  class {
    /** @param {unknown} value */
    static [Symbol.hasInstance](value) {
      for (let at = getPrototypeOf(value); at; at = getPrototypeOf(at)) if (at[Symbol.toStringTag] === name) return true;
      return false;
    }
  };

export const Element = kind('Element');
export const HTMLAnchorElement = kind('HTMLAnchorElement');
export const HTMLDialogElement = kind('HTMLDialogElement');
export const HTMLElement = kind('HTMLElement');
export const HTMLIFrameElement = kind('HTMLIFrameElement');
export const HTMLInputElement = kind('HTMLInputElement');
export const HTMLSelectElement = kind('HTMLSelectElement');
export const KeyboardEvent = kind('KeyboardEvent');
export const MouseEvent = kind('MouseEvent');
export const PointerEvent = kind('PointerEvent');
export const Request = kind('Request');
export const Response = kind('Response');
export const ShadowRoot = kind('ShadowRoot');
export const Window = kind('Window');

// Many scripts have a `URL` of their own; the other name is in the standard, for the sake of old pages.
export const URL = window.webkitURL ?? window.URL;
export const { AbortController, Blob } = window;

/** `new Object()`, without what the page has put on all objects: they are options for the browser. */
function Plain() {
  return create(null);
}
Plain.prototype = prototype;
setPrototypeOf(Plain, Native);

/**
 * Stands in for an object of the browser, with the properties that the browser gave it.
 * @template {object} T
 * @param {T} object
 * @param {(name: string | symbol) => object} holder  what has the property of this name, or inherits it
 */
const standIn = (object, holder) => {
  // The program makes elements by the thousand: one function for each name, which asks for the method when it is
  // called, as a page may have put another in its place meanwhile.
  /** @type {Map<string | symbol, (...args: any[]) => any>} */
  const methods = new Map();
  const read = (/** @type {string | symbol} */ name) => Reflect.get(holder(name), name, object);
  return new Proxy(object, {
    get(_, name) {
      if (name === 'document') return ownDocument;
      const known = methods.get(name);
      if (known) return known;
      const value = read(name);
      if (typeof value !== 'function' || /^[A-Z]/.test(String(name))) return value;
      const method = (/** @type {any[]} */ ...args) => Reflect.apply(read(name), object, args);
      methods.set(name, method);
      return method;
    },
    set: (_, name, value) => Reflect.set(object, name, value),
  });
};

const documentPrototype = getPrototypeOf(document);
const ownDocument = standIn(document, () => documentPrototype);
// Of a window, elements hide only what it inherits from all targets of events.
const ownWindow = standIn(window, (name) => (name in eventTarget ? eventTarget : window));
let eventTarget = documentPrototype;
while (!Native.hasOwn(eventTarget, 'addEventListener')) eventTarget = getPrototypeOf(eventTarget);

export { Plain as Object, ownWindow as globalThis, ownWindow as self };

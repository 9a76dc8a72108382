// What the matrix of hostile pages (tests/browser/matrix.rs) asks of each page. It runs before all else of the page and
// keeps what it needs of the browser under names of its own, as the page may take anything.
window.matrix = (() => {
  const { apply, ownKeys } = Reflect;
  const { getOwnPropertyNames } = Object;
  const { getComputedStyle, setTimeout, MutationObserver, String } = window;
  const { max, min, round } = Math;
  const text = (value) => String(value);

  /** The width of what is compared, in pixels: too narrow for a small month beside the list, which comes late. */
  const WIDTH = 720;
  const PROPERTIES = `display position visibility opacity float clear box-sizing direction writing-mode unicode-bidi color background-color
    background-image border-top-width border-right-width border-bottom-width border-left-width border-top-style border-top-color
    border-top-left-radius margin-top margin-right margin-bottom margin-left padding-top padding-right padding-bottom padding-left
    font-size font-weight font-style font-variant-caps font-stretch font-feature-settings line-height letter-spacing word-spacing
    text-align text-indent text-transform text-decoration-line text-shadow text-overflow white-space overflow-wrap word-break hyphens
    list-style-type list-style-image cursor pointer-events user-select outline-style box-shadow transform filter clip-path
    overflow-x overflow-y column-count appearance accent-color caret-color quotes tab-size -webkit-text-fill-color
    -webkit-text-stroke-width z-index order flex-grow flex-shrink align-self justify-self mix-blend-mode min-height max-height
    min-width max-width`.split(/\s+/);

  const own = () => subject() && subject().shadowRoot;
  let shown = null;
  let scale = 1;
  /** The calendar that is looked at: where a page hides it in a closed root, it says which it is. */
  const subject = () => shown || document.getElementsByTagName("lichthof-calendar")[0];
  const find = (selector) => own() && own().querySelector(selector);
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0;
  };

  /* --- what a calendar may not do to its page --- */

  /** But for those of the driver's own. */
  const globals = () => getOwnPropertyNames(window).filter((name) => name !== "ret_nodes" && !/cdc_|webdriver|marionette/i.test(name));
  const prototypes = [Object, Array, Function, String, Number, Element, HTMLElement, Node, EventTarget, Document, Event].map((kind) => kind.prototype);
  const shape = () => prototypes.map((prototype) => ownKeys(prototype).length).join();
  const places = [window, document, document.documentElement];
  const listeners = [];
  let before = null;
  const changes = [];

  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const position = (...wanted) => listeners.findIndex((known) => known.every((value, at) => value === wanted[at]));
  const capture = (options) => Boolean(options && typeof options === "object" ? options.capture : options);
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const at = this === undefined || this === null ? window : this;
    if (before && !(options && options.once) && (places.includes(at) || at === document.body)) listeners.push([at, type, listener, capture(options)]);
    return apply(addEventListener, this, [type, listener, options]);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const at = position(this === undefined || this === null ? window : this, type, listener, capture(options));
    if (at >= 0) listeners.splice(at, 1);
    return apply(removeEventListener, this, [type, listener, options]);
  };
  /** What looks at changes of what every page has. */
  const observers = new Set();
  const { observe, disconnect } = MutationObserver.prototype;
  MutationObserver.prototype.observe = function (node, options) {
    if (before && (node === document.body || node === document.documentElement)) observers.add(this);
    return apply(observe, this, [node, options]);
  };
  MutationObserver.prototype.disconnect = function () {
    observers.delete(this);
    return apply(disconnect, this, []);
  };
  apply(addEventListener, window, ["scroll", () => changes.push("it has scrolled")]);
  apply(addEventListener, document, ["focusin", () => changes.push("it has taken the focus")]);

  /** What the page is before the script of the calendar comes. */
  const begin = () => {
    before = { globals: globals(), shape: shape(), entries: history.length, scripts: document.styleSheets.length };
    const watch = () =>
      new MutationObserver((records) => {
        for (const { target, type, attributeName, addedNodes, removedNodes } of records) {
          if (target !== subject()) {
            const names = [...addedNodes, ...removedNodes].map((node) => node.nodeName);
            changes.push(`${type} of ${target.nodeName}: ${attributeName || names.join()}`);
          }
        }
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    apply(addEventListener, document, ["DOMContentLoaded", () => setTimeout(watch)]);
  };

  /** What a calendar takes of a page that changes itself meanwhile, by moves that are no calendar's. */
  const taken = () => {
    const found = [];
    const added = globals().filter((name) => !before.globals.includes(name));
    if (added.length) found.push(`globals: ${added.join()}`);
    if (shape() !== before.shape) found.push("prototypes");
    // A dialog that opens gives the focus to what is in it.
    if (subject().contains(document.activeElement) && !subject().closest("dialog")) found.push("the focus");
    if (scrollX || scrollY) found.push("where it is scrolled");
    if (document.adoptedStyleSheets.length) found.push("its styles");
    return found.join("; ");
  };

  /** What of its page a calendar has changed by coming. */
  const touched = () => {
    const found = [...changes];
    if (taken()) found.push(taken());
    if (history.length !== before.entries || seen.writes) found.push("the history");
    if (document.activeElement !== document.body && document.activeElement !== null) found.push("the focus");
    if (document.styleSheets.length !== before.scripts) found.push("its styles");
    return found.join("; ");
  };

  /** Takes it off the page. */
  const leave = () => {
    changes.length = 0;
    shown = subject();
    shown.remove();
  };

  /** What of it has stayed behind when it has gone. */
  const left = () => {
    // That it goes is the doing of the page.
    const found = changes.filter((change) => !/lichthof-calendar/i.test(change));
    for (const [at, type] of listeners) found.push(`${type} at ${at === window ? "window" : at.nodeName}`);
    if (observers.size) found.push("one who looks at it");
    if (own().querySelector(".lh-root > *")) found.push("what it showed");
    if (globals().some((name) => !before.globals.includes(name))) found.push("a global");
    return found.join("; ");
  };

  /** What went wrong. */
  const faults = () => {
    const told = seen.events.filter(({ type }) => type === "lichthof-error").map(({ detail }) => detail.message);
    const refused = seen.violations.map(({ directive, blocked }) => `${directive}: ${blocked}`);
    return [...seen.errors, ...told, ...refused].join("; ");
  };

  /* --- how it looks --- */

  /** Gives it the size and the font of the others: both are the page's to choose. */
  const fit = (by) => {
    scale = by;
    const { style } = subject();
    const own = [["max-width", "none"], ["min-width", "0"], ["min-height", "870px"], ["--lh-font", "sans-serif"], ["width", `${WIDTH}px`]];
    for (const [name, value] of own) {
      style.setProperty(name, value, "important");
    }
    // What the page puts around the inside is its own.
    const { width } = find(".lh-root").getBoundingClientRect();
    style.setProperty("width", `${WIDTH + (WIDTH - width / scale)}px`, "important");
    const now = find(".lh-root").getBoundingClientRect().width / scale;
    // Under `border-box` the inside grows as the outside does; a second step finds what is left.
    if (now !== WIDTH) style.setProperty("width", `${2 * WIDTH - width / scale + (WIDTH - now)}px`, "important");
  };

  /** All elements of a kind, each as one line: what it is, where it is within the first, and how it is drawn. */
  const look = (first) => {
    const origin = first.getBoundingClientRect();
    const lines = [];
    const add = (element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      // What is not seen, and what sticks to the window.
      if ((!width || !height) && element.localName !== "dialog") return;
      const place = [left - origin.left, top - origin.top, width, height].map((value) => round(value * 10) / 10).join(" ");
      const style = getComputedStyle(element);
      // What stands in the first says in which direction it is read; a dialog stands in the middle of what bars leave.
      const isOwn = (name) => element !== first || !["direction", "margin-left", "margin-right"].includes(name);
      const drawn = PROPERTIES.map((name) => (isOwn(name) ? style.getPropertyValue(name) : "")).join("|");
      lines.push(`${element.localName}.${text(element.getAttribute("class")).replace(/\s+/g, ".")}\t${place}\t${drawn}`);
      for (const child of element.children) if (!["path", "line", "circle", "rect"].includes(child.localName)) add(child);
    };
    add(first);
    return lines.join("\n");
  };

  /**
   * Where the picture of something is in the window: left, top, width and height in pixels, as a text. The calendar is
   * moved by less than one, so that letters are drawn where they are drawn on other pages, too.
   */
  const place = (what) => {
    const element = find(what === "list" ? ".lh-root" : "dialog[open]");
    const { style } = subject();
    if (what === "list") {
      const { left, top } = element.getBoundingClientRect();
      const by = (name, value) => style.setProperty(name, `${parseFloat(style[name] || 0) + (round(value) - value) / scale}px`, "important");
      style.setProperty("position", "relative", "important");
      by("left", left);
      by("top", top);
    }
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const [from, down] = [max(0, round(left)), max(0, round(top))];
    return `${from} ${down} ${min(innerWidth, round(right)) - from} ${min(innerHeight, round(bottom)) - down}`;
  };

  const list = () => look(find(".lh-root"));
  const detail = () => {
    const open = find("dialog[open]");
    return open ? look(open) : "";
  };
  const isListed = () => {
    const root = own();
    return Boolean(root && root.querySelector("[part~=event]") && root.querySelector(".lh-legend") && isSeen(root.querySelector("[part~=event]")));
  };

  return {
    begin, taken, touched, leave, left, faults, list, detail, fit, place, find, isListed, subject,
    say: (calendar) => (shown = calendar),
  };
})();

// A page that takes the browser's names for things of its own, as the frameworks of 2008 did and pages still do.
(() => {
  const { Element: BrowserElement, Event: BrowserEvent } = window;
  window.Window = function () {};
  window.Document = function () {};
  window.Node = function (name) {
    this.name = name;
  };
  window.Text = class {
    constructor(words) {
      this.words = words;
    }
  };
  window.Event = function (event) {
    if (typeof event === 'string') throw new TypeError('an event is expected');
    this.event = event;
  };
  window.Event.prototype = BrowserEvent.prototype;
  window.Element = function (name) {
    return document.createElement(name);
  };
  window.Element.prototype = BrowserElement.prototype;
  BrowserElement.prototype.constructor = window.Element;
  for (const name of ['HTMLElement', 'HTMLScriptElement', 'HTMLInputElement', 'HTMLDialogElement', 'ShadowRoot']) {
    window[name] = class {};
  }
  for (const name of ['KeyboardEvent', 'MouseEvent', 'CustomEvent', 'Request', 'Response']) {
    window[name] = class {};
  }
  window.URL = 'https://partner.example/';
  window.CSS = {};

  Function.prototype.bind = function (self, given) {
    const bound = this;
    return function () {
      return bound.apply(self, given === undefined ? arguments : [].concat(given));
    };
  };
  Array.from = (value) => (value == null ? [] : typeof value === 'object' && 'length' in value ? [].slice.call(value) : [value]);
  Object.assign(Array.prototype, {
    each(visit) {
      this.forEach(visit);
    },
    clean() {
      return this;
    },
    empty() {
      this.length = 0;
      return this;
    },
  });
  Object.assign(BrowserElement.prototype, {
    set() {
      return this;
    },
    get() {
      return null;
    },
    empty() {
      return this;
    },
  });
})();

// What Prototype.js 1.6 and 1.7 do to a page, by its effects: methods of its own on the browser's prototypes, some under names
// that the language has taken since with another meaning.
{
  const list = (value) => (value ? [].slice.call(value) : []);
  const extend = (target, source) => {
    for (const name in source) target[name] = source[name];
    return target;
  };
  window.$ = (id) => (typeof id === 'string' ? document.getElementById(id) : id);
  window.$$ = (...selectors) => list(document.querySelectorAll(selectors.join()));
  window.$A = list;
  window.$H = (object) => ({ _object: object });
  window.$F = (field) => $(field).value;
  window.$w = (words) => words.split(/\s+/);
  window.Prototype = { Version: '1.6.0', K: (value) => value, emptyFunction() {} };
  window.Class = { create: () => function () {} };
  window.Ajax = {};
  window.Hash = window.Template = window.Enumerable = function () {};
  Array.from = list;
  const each = Array.prototype.forEach;
  extend(Array.prototype, {
    each(visit) {
      each.call(this, visit);
      return this;
    },
    // `entries` is what `toArray` is there.
    entries() {
      return [].slice.call(this);
    },
    toArray() {
      return [].slice.call(this);
    },
    size() {
      return this.length;
    },
    clone() {
      return [].concat(this);
    },
    first() {
      return this[0];
    },
    last() {
      return this[this.length - 1];
    },
    compact() {
      return this.filter((value) => value != null);
    },
    include(value) {
      return this.indexOf(value) !== -1;
    },
    without(...values) {
      return this.filter((value) => !values.includes(value));
    },
    uniq() {
      return this;
    },
    invoke(method) {
      return this.map((value) => value[method]());
    },
    pluck(name) {
      return this.map((value) => value[name]);
    },
    inspect() {
      return '[' + this.join(', ') + ']';
    },
    // Without a start it gives its only value, else itself.
    reduce(...rest) {
      return typeof rest[0] === 'function' ? Array.prototype.reduceRight.apply([].slice.call(this).reverse(), rest) : this.length > 1 ? this : this[0];
    },
    toJSON() {
      return '[' + this.map((value) => JSON.stringify(value)).join(', ') + ']';
    },
  });
  extend(String.prototype, {
    strip() {
      return this.replace(/^\s+/, '').replace(/\s+$/, '');
    },
    stripTags() {
      return this.replace(/<\w+[^>]*>|<\/\w+>/gi, '');
    },
    // Without a position.
    startsWith(start) {
      return this.lastIndexOf(start, 0) === 0;
    },
    endsWith(end) {
      const at = this.length - end.length;
      return at >= 0 && this.indexOf(end, at) === at;
    },
    include(part) {
      return this.indexOf(part) > -1;
    },
    empty() {
      return this == '';
    },
    toArray() {
      return this.split('');
    },
    toJSON() {
      return '"' + this + '"';
    },
    inspect() {
      return "'" + this + "'";
    },
    camelize() {
      return this.replace(/-+(.)?/g, (_, letter) => (letter ? letter.toUpperCase() : ''));
    },
  });
  extend(Number.prototype, {
    succ() {
      return this + 1;
    },
    times(visit) {
      for (let at = 0; at < this; at++) visit(at);
      return this;
    },
    toJSON() {
      return isFinite(this) ? this.toString() : 'null';
    },
  });
  extend(Function.prototype, {
    bind(context, ...given) {
      if (arguments.length < 2 && arguments[0] === undefined) return this;
      const method = this;
      return function (...rest) {
        return method.apply(context, given.concat(rest));
      };
    },
    curry(...given) {
      const method = this;
      return function (...rest) {
        return method.apply(this, given.concat(rest));
      };
    },
    delay(seconds) {
      return setTimeout(this, seconds * 1000);
    },
    argumentNames() {
      return [];
    },
  });
  Date.prototype.toJSON = function () {
    return '"' + this.toISOString() + '"';
  };
  // Elements get their methods, and `Element` is a function of its own that keeps the old one's prototype.
  const { Element: BrowserElement } = window;
  window.Element = function (name, attributes) {
    const made = document.createElement(name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    return made;
  };
  extend(window.Element, BrowserElement);
  window.Element.prototype = BrowserElement.prototype;
  extend(HTMLElement.prototype, {
    visible() {
      return this.style.display !== 'none';
    },
    show() {
      this.style.display = '';
      return this;
    },
    hide() {
      this.style.display = 'none';
      return this;
    },
    update(content) {
      this.innerHTML = content;
      return this;
    },
    // `remove` gives the element back.
    remove() {
      this.parentNode.removeChild(this);
      return this;
    },
    insert(content) {
      this.appendChild(content);
      return this;
    },
    select(selector) {
      return list(this.querySelectorAll(selector));
    },
    down(selector) {
      return this.querySelector(selector || '*');
    },
    observe(type, handler) {
      this.addEventListener(type, handler);
      return this;
    },
    fire() {
      return this;
    },
  });
  document.getElementsByClassName = (name) => list(document.querySelectorAll('.' + name));
  document.observe = document.addEventListener;
  document.loaded = true;
}

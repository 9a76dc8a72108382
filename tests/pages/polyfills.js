// Polyfills of old that are there although the browser has what they bring: the last one to be loaded wins.
{
  // A library of promises in the place of the browser's, from before `any` and `allSettled`.
  const Native = Promise;
  class Old {
    #inner;
    constructor(run) {
      this.#inner = run instanceof Native ? run : new Native(run);
    }
    then(done, failed) {
      return new Old(this.#inner.then(done, failed));
    }
    catch(failed) {
      return this.then(undefined, failed);
    }
    done(done) {
      this.then(done);
    }
    static resolve(value) {
      return new Old(Native.resolve(value));
    }
    static reject(reason) {
      return new Old(Native.reject(reason));
    }
    static all(list) {
      return new Old(Native.all(list));
    }
    static race(list) {
      return new Old(Native.race(list));
    }
    static any() {
      return Old.reject(new Error('this is another any'));
    }
    static defer() {
      return {};
    }
  }
  window.Promise = Old;
  // `Array.from` without iterators.
  const slice = (list) => [].slice.call(list);
  const from = Array.from;
  Array.from = (list, map) => (list && typeof list !== 'string' && typeof list.length === 'number' ? (map ? slice(list).map(map) : slice(list)) : from(list, map));
  Object.assign = (target, ...sources) => {
    for (const source of sources) for (const key in source) if (Object.prototype.hasOwnProperty.call(source, key)) target[key] = source[key];
    return target;
  };
  Object.entries = (object) => Object.keys(object).map((key) => [key, object[key]]);
  String.prototype.includes = function (part) {
    return this.indexOf(part) !== -1;
  };
  Array.prototype.includes = function (value) {
    return this.indexOf(value) !== -1;
  };
  Array.prototype.find = function (test) {
    return this.filter(test)[0];
  };
  // A polyfill of addresses that knows little.
  window.URLSearchParams = function (query) {
    const pairs = String(query || '').replace(/^\?/, '').split('&').filter(Boolean).map((pair) => pair.split('=').map(decodeURIComponent));
    this.get = (name) => (pairs.filter(([key]) => key === name)[0] || [])[1] || null;
    this.forEach = (visit) => pairs.forEach(([key, value]) => visit(value, key));
    this.toString = () => pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
    this[Symbol.iterator] = () => pairs[Symbol.iterator]();
  };
  // `fetch` by XMLHttpRequest, whose answers are no answers of the browser's.
  window.fetch = (address, init = {}) =>
    new Old((done, failed) => {
      const request = new XMLHttpRequest();
      request.open(init.method || 'GET', address);
      request.responseType = 'arraybuffer';
      request.onload = () => {
        const { response: bytes } = request;
        const answer = {
          ok: request.status >= 200 && request.status < 300,
          status: request.status,
          url: request.responseURL,
          headers: { get: (name) => request.getResponseHeader(name), has: (name) => request.getResponseHeader(name) !== null },
          arrayBuffer: () => Old.resolve(bytes),
          text: () => Old.resolve(new TextDecoder().decode(bytes)),
          json: () => Old.resolve(JSON.parse(new TextDecoder().decode(bytes))),
          clone: () => answer,
        };
        done(answer);
      };
      request.onerror = () => failed(new TypeError('Network request failed'));
      request.send();
    });
  // A clock that asks whether one is near, instead of being told.
  window.requestIdleCallback = undefined;
  window.queueMicrotask = (run) => setTimeout(run);
}

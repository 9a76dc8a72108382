// A page that gives all objects and lists methods of its own, and has left values there.
Object.prototype.forEach = function (visit) {
  for (const key of Object.keys(this)) visit(this[key], key);
};
Object.prototype.extend = function (other) {
  return Object.assign(this, other);
};
Object.prototype.size = function () {
  return Object.keys(this).length;
};
Object.prototype.version = '1.0';
// Names that mean something to the browser where it is given options.
Object.prototype.cache = 'yes';
Object.prototype.mode = 'dark';
Object.prototype.view = 'agenda';
Object.prototype.timeZone = 'Europe/Nowhere';
Object.prototype.feed = '/feed.xml';
Object.prototype.target = '_blank';
Object.prototype.signal = 'none';
Object.prototype.headers = '';
Object.prototype.calendar = 'buddhist';
// Words of the language that property descriptors inherit.
Object.prototype.get = function (key) {
  return this[key];
};
Object.prototype.value = 0;
Object.prototype.writable = true;
Array.prototype.last = function () {
  return this[this.length - 1];
};
Array.prototype.version = '1.0';

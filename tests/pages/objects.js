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
Array.prototype.last = function () {
  return this[this.length - 1];
};
Array.prototype.version = '1.0';

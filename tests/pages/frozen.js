// As SES and Salesforce's Locker do: nothing that the language brings can be changed any more, and what inherits a value that
// cannot be written can have none of its own by plain assignment.
{
  const AsyncFunction = (async () => {}).constructor;
  const Generator = Object.getPrototypeOf(function* () {}).constructor;
  const kinds = [
    Object, Function, Array, String, Number, Boolean, Symbol, Date, RegExp, Map, Set, WeakMap, WeakSet, Promise, Error, TypeError,
    RangeError, ArrayBuffer, Uint8Array, Object.getPrototypeOf(Uint8Array), DataView, BigInt, AsyncFunction, Generator,
  ];
  for (const kind of kinds) {
    Object.freeze(kind);
    if (kind.prototype) Object.freeze(kind.prototype);
  }
  for (const space of [JSON, Math, Reflect, Intl, WebAssembly, Intl.NumberFormat.prototype, Intl.DateTimeFormat.prototype]) Object.freeze(space);
  Object.freeze(Object.getPrototypeOf([][Symbol.iterator]()));
  Object.freeze(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
}

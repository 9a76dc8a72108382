// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import {
  KINDS,
  encoded,
  exports,
  functionNames,
  gateOf,
  imports,
  joined,
  renamed,
  sections,
  withoutExports,
  withoutLabels,
  withoutTableEntries,
} from '../wasm.mjs';

const name = (/** @type {string} */ text) => [...encoded(Buffer.byteLength(text)), ...Buffer.from(text)];
const type = Buffer.of(1, 0x60, 0, 0);

/** A module that takes a function, a memory, a table and a global, and gives one function of its own. */
const MODULE = joined([
  { id: 1, body: type },
  {
    id: 2,
    body: Buffer.from([
      4,
      ...name('outer'), ...name('call'), KINDS.function, 0,
      ...name('shared'), ...name('memory'), KINDS.memory, 1, 1, 2,
      ...name('shared'), ...name('table'), KINDS.table, 0x70, 0, 1,
      ...name('shared'), ...name('stack'), KINDS.global, 0x7f, 1,
    ]),
  },
  { id: 3, body: Buffer.of(1, 0) },
  { id: 7, body: Buffer.from([1, ...name('own'), KINDS.function, 1]) },
  { id: 10, body: Buffer.of(1, 2, 0, 11) },
  { id: 0, body: Buffer.from([...name('name'), 0, 2, ...name('m'), 3, 2, 0, 0, 1, 2, 0, 0]) },
]);

test('what is read is written again byte by byte', () => {
  assert.deepEqual(joined(sections(MODULE)), MODULE);
  assert.deepEqual(renamed(MODULE, {}), MODULE);
});

test('a module that engines take stays one', () => {
  assert.ok(WebAssembly.validate(MODULE));
  const changed = renamed(MODULE, { module: () => 'build', name: (long) => `$${long}` });
  assert.ok(WebAssembly.validate(changed));
  const { WebAssembly: wasm } = globalThis;
  const all = wasm.Module.imports(new wasm.Module(changed));
  assert.deepEqual(all.map(({ module }) => module), ['build', 'build', 'build', 'build']);
  assert.deepEqual(all.map(({ name }) => name), ['$call', '$memory', '$table', '$stack']);
  assert.deepEqual(wasm.Module.exports(new wasm.Module(changed)).map(({ name }) => name), ['$own']);
});

test('imports and exports are told', () => {
  assert.deepEqual(imports(MODULE).map(({ name }) => name), ['call', 'memory', 'table', 'stack']);
  assert.deepEqual(exports(MODULE), [{ name: 'own', kind: KINDS.function, index: 1 }]);
  assert.deepEqual(exports(withoutExports(MODULE)), []);
});

test('of the names only those of labels go', () => {
  const left = sections(withoutLabels(MODULE)).at(-1);
  assert.deepEqual(left?.body, Buffer.from([...name('name'), 0, 2, ...name('m'), 1, 2, 0, 0]));
});

/** Three functions, of which a table holds two, beside a segment that says nothing. */
const TABLE = joined([
  { id: 1, body: type },
  { id: 3, body: Buffer.of(3, 0, 0, 0) },
  { id: 4, body: Buffer.of(1, 0x70, 0, 8) },
  { id: 7, body: Buffer.from([1, ...name('table'), KINDS.table, 0]) },
  {
    id: 9,
    body: Buffer.from([
      3,
      0, 0x41, 1, 0x0b, 2, 0, 2,
      4, 0x41, 3, 0x0b, 2, 0xd0, 0x70, 0x0b, 0xd0, 0x70, 0x0b,
      4, 0x41, 5, 0x0b, 3, 0xd0, 0x70, 0x0b, 0xd2, 1, 0x0b, 0xd0, 0x70, 0x0b,
    ]),
  },
  { id: 10, body: Buffer.of(3, 2, 0, 11, 2, 0, 11, 2, 0, 11) },
  { id: 0, body: Buffer.from([...name('name'), 1, 11, 2, 0, ...name('one'), 2, ...name('two')]) },
]);

test('functions are told by name', () => {
  assert.deepEqual([...functionNames(TABLE)], [[0, 'one'], [2, 'two']]);
  assert.deepEqual([...functionNames(MODULE)], []);
});

test('a table loses what is dead, and what says nothing', () => {
  const { WebAssembly: wasm } = globalThis;
  /** @param {Buffer} bytes @returns {(string | undefined)[]} the functions of the table, by their index */
  const entries = (bytes) => {
    const { table } = new wasm.Instance(new wasm.Module(bytes)).exports;
    return Array.from({ length: 8 }, (_, at) => table.get(at)?.name);
  };
  assert.deepEqual(entries(TABLE), [undefined, '0', '2', undefined, undefined, undefined, '1', undefined]);
  const left = withoutTableEntries(TABLE, (index) => index === 2);
  assert.deepEqual(entries(left), [undefined, '0', '0', undefined, undefined, undefined, '1', undefined]);
  assert.equal(sections(left).find(({ id }) => id === 9)?.body[0], 2, 'segments');
  assert.deepEqual(entries(withoutTableEntries(TABLE, () => true)).filter(Boolean), ['1']);
});

test('a gate hands on what a part takes', () => {
  const gate = gateOf(MODULE, 'shared');
  assert.ok(WebAssembly.validate(gate));
  assert.deepEqual(imports(gate).map(({ module, name }) => [module, name]), [
    ['program', 'memory'],
    ['program', 'table'],
    ['program', 'stack'],
  ]);
  assert.deepEqual(exports(gate).map(({ name, kind, index }) => [name, kind, index]), [
    ['memory', KINDS.memory, 0],
    ['table', KINDS.table, 0],
    ['stack', KINDS.global, 0],
  ]);
  assert.throws(() => gateOf(MODULE, 'outer'), /calls the program by name: call/);
});

test('what is no WebAssembly, or half of one, is told', () => {
  assert.throws(() => sections(Buffer.from('<!doctype html>')), /no WebAssembly/);
  assert.throws(() => sections(MODULE.subarray(0, MODULE.length - 3)), /ends in the middle/);
  assert.throws(() => imports(joined([{ id: 2, body: Buffer.from([1, ...name('a'), ...name('b'), 9]) }])), /not known: 9/);
});

test('numbers are written as LEB128', () => {
  assert.deepEqual([...encoded(0)], [0]);
  assert.deepEqual([...encoded(127)], [127]);
  assert.deepEqual([...encoded(128)], [128, 1]);
  assert.deepEqual([...encoded(2 ** 31)], [128, 128, 128, 128, 8]);
});

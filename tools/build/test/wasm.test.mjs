// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { KINDS, encoded, exports, gateOf, imports, joined, renamed, sections, withoutExports, withoutLabels } from '../wasm.mjs';

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

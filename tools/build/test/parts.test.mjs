// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { check, families, readParts } from '../parts.mjs';

test('a family is a part and those that never come without it', () => {
  const parts = { grid: {}, month: { with: ['grid'] }, dates: {}, save: { with: ['grid', 'dates'] }, alone: {} };
  assert.deepEqual(families(parts), { grid: ['grid', 'month', 'save'], dates: ['dates', 'save'] });
});

test('a part comes only with parts that there are', () => {
  const parts = readParts();
  for (const [name, { with: heads = [] }] of Object.entries(parts)) {
    for (const head of heads) assert.ok(head in parts, `${name} comes with ${head}`);
  }
});

test('a program with other parts than the list stops the build', () => {
  check({ a: {}, b: {} }, ['b', 'a']);
  assert.throws(() => check({ a: {} }, ['a', 'b']), /lists the parts a, and the program has a, b/);
});

// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { homes, usersOfChunks } from '../cut.mjs';

test('who uses a chunk stands before it', () => {
  const users = usersOfChunks('/* a, b */\nconst __chunk_1 = makeLoad(() => {\n}, []);\n/* c */\nconst __chunk_22 = makeLoad(');
  assert.deepEqual([...users], [['chunk_1', ['a', 'b']], ['chunk_22', ['c']]]);
});

test('a chunk lives where all its users can count on it, else in the program', () => {
  const users = new Map([
    ['of one family', ['month', 'year']],
    ['of the head itself', ['grid', 'month']],
    ['of two families', ['month', 'dialog']],
  ]);
  assert.deepEqual([...homes(users, { grid: ['grid', 'month', 'year'], details: ['details', 'dialog'] })], [
    ['of one family', 'grid'],
    ['of the head itself', 'grid'],
    ['of two families', null],
  ]);
});

test('of several parts that could hold a chunk the first one does', () => {
  const users = new Map([['of the grids', ['month', 'year']]]);
  const families = { grid: ['grid', 'month', 'year'], common: ['common', 'grid', 'month', 'year', 'dialog'] };
  assert.deepEqual([...homes(users, families)], [['of the grids', 'grid']]);
});

// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { ofAllVisits } from '../style.mjs';

test('tokens come first, print last, and no part among them', () => {
  const names = ['print.css', 'month.css', 'calendar.css', 'tokens.css', 'README.md', 'cards.css'];
  assert.deepEqual(ofAllVisits(names, ['month', 'cards']), ['tokens.css', 'calendar.css', 'print.css']);
});

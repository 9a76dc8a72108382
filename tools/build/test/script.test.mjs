// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { rebound } from '../glue.mjs';
import { callable } from '../script.mjs';
import { encoded, exports, joined, withExports } from '../wasm.mjs';
import { GLUE } from './bindgen.mjs';

/** What wasm2js writes, in short. */
const TRANSLATED = `import * as given from 'given';

function asmFunc(imports) {
 var given = imports.given;
 return { "double": function () { return given.number() * 2; } };
}

var retasmFunc = asmFunc({
  "given": given,
});
export var double = retasmFunc.double;
`;

test('what runs at once becomes a function of its imports', async () => {
  const text = callable(TRANSLATED);
  const { program } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  assert.equal(program({ number: () => 21 }).double(), 42);
});

test('a translation of another kind stops the build', () => {
  assert.throws(() => callable('export default 1'), /wasm2js does not write/);
  assert.throws(() => callable(TRANSLATED.replace('retasmFunc', 'other')), /wasm2js does not write/);
});

test('some of a file’s exports are kept', () => {
  const name = (/** @type {string} */ text) => Buffer.concat([encoded(text.length), Buffer.from(text)]);
  const body = Buffer.concat([encoded(2), name('mount'), Buffer.of(0, 1), name('split'), Buffer.of(0, 2)]);
  const kept = withExports(joined([{ id: 7, body }]), ({ name }) => name === 'mount');
  assert.deepEqual(exports(kept), [{ name: 'mount', kind: 0, index: 1 }]);
});

test('memory that has grown is seen anew, as the old one stays', () => {
  const text = rebound(GLUE, 'program', true);
  assert.match(text, /if \(view === null \|\| view\.buffer !== wasm\.memory\.buffer\) \{/);
  assert.match(text, /if \(bytes === null \|\| bytes\.buffer !== wasm\.memory\.buffer\) \{/);
});

test('the program in JavaScript begins without a file of its own', () => {
  const text = rebound(GLUE, 'program', true);
  assert.match(text, /^import \{ program \} from "\.\/program\.js";$/m);
  assert.doesNotMatch(text, /WebAssembly\.instantiate/);
});

// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { rebound } from '../glue.mjs';
import { callable } from '../script.mjs';
import { encoded, exports, joined, withExports } from '../wasm.mjs';

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

/** What bindgen writes around a program without references, in short. */
const GLUE = `import * as import1 from "./__wasm_split.js"
import * as import2 from "./__wasm_split.js"
function wasm_bindgen_12___invoke(arg0) {
    wasm.wasm_bindgen_12___invoke(arg0);
}
function __wbg_get_imports() {
    return {
        "./program_bg.js": import0,
        "./__wasm_split.js": import1,
        "./__wasm_split.js": import2,
    };
}
const END = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(state => wasm.__wbindgen_destroy_closure(state.a, state.b));
if (!('encodeInto' in cachedTextEncoder)) {
}
function getDataViewMemory0() {
    if (view === null || view.buffer.detached === true || (view.buffer.detached === undefined && view.buffer !== wasm.memory.buffer)) {
        view = new DataView(wasm.memory.buffer);
    }
    if (bytes === null || bytes.byteLength === 0) {
        bytes = new Uint8Array(wasm.memory.buffer);
    }
}
function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === undefined) {
    }
}
async function __wbg_load(module, imports) {
}
export { initSync, __wbg_init as default };
`;

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

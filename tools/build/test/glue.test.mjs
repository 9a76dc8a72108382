// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { checkOf, rebound, shortNames } from '../glue.mjs';
import { encoded, joined } from '../wasm.mjs';
import { GLUE } from './bindgen.mjs';

test('the loaders of the parts are imported and given once', () => {
  const text = rebound(GLUE, 'program');
  assert.equal(text.match(/as import\d/g)?.length, 1);
  assert.match(text, /^import \{ loaders as import1 \} from "\.\/__wasm_split\.js"$/m);
  assert.equal(text.match(/"\.\/__wasm_split\.js": /g)?.length, 1);
});

test('the program takes the glue by the identity of the build', () => {
  assert.match(rebound(GLUE, 'program'), /"@build@@": import0,/);
});

test('it begins in one way, and brings nothing for browsers below the floor', () => {
  const text = rebound(GLUE, 'program');
  assert.match(text, /^const END = new FinalizationRegistry\(/m);
  assert.doesNotMatch(text, /encodeInto/);
  assert.match(text, /^let wasm;$/m);
  assert.equal(text.match(/^export \{ initSync, __wbg_init as default \};$/gm)?.length, 1);
  assert.equal(text.match(/function __wbg_load\(/g)?.length, 1);
  assert.match(text, /^function __wbg_init\(\{ module_or_path \}\) \{$/m);
});

test('texts are encoded at once', () => {
  assert.match(rebound(GLUE, 'program'), /^function passStringToWasm0\(arg, malloc, realloc\) \{\n +return encode\(arg\);\n\}$/m);
});

test('what the browser calls is guarded, and what the loader calls is not', () => {
  const text = rebound(GLUE, 'program');
  assert.match(text, /guarded\(wasm\.wasm_bindgen_12___invoke\)\(arg0\)/);
  assert.match(text, /guarded\(wasm\.__wbindgen_destroy_closure\)\(state\.a/);
  assert.match(text, /wasm\.stop\(\)/);
  assert.match(text, /^import \{ guarded \} from "\.\/__wasm_split\.js";/);
});

test('a bindgen that writes something else stops the build, with what was looked for', () => {
  for (const [from, to, told] of [
    [/import \* as import\d/g, 'import * as module', /import \* as import1/],
    [/"\.\/program_bg\.js"/, '"./program.js"', /program_bg\.js/],
    [/": import[12],/g, '": module,', /"\.\/__wasm_split\.js": import1/],
    [/function __wbg_load/, 'function load', /__wbg_load/],
    [/realloc === undefined/, 'realloc == null', /realloc === undefined/],
    [/'encodeInto'/, '"encodeInto"', /encodeInto/],
    [/typeof FinalizationRegistry/, 'typeof Registry', /FinalizationRegistry/],
    [/wasm\.(wasm_bindgen|__wbindgen)_/g, 'exports.$1_', /wasm_bindgen_/],
  ]) {
    assert.throws(() => rebound(GLUE.replace(from, /** @type {string} */ (to)), 'program'), (/** @type {Error} */ error) => {
      assert.match(error.message, /wasm-bindgen does not write .* docs\/build\.md/);
      assert.match(error.message, /** @type {RegExp} */ (told));
      return true;
    });
  }
});

test('long names of the border get short ones, each its own', () => {
  const text = (/** @type {string} */ text) => [...encoded(text.length), ...Buffer.from(text)];
  const module = joined([
    { id: 1, body: Buffer.of(1, 0x60, 0, 0) },
    {
      id: 2,
      body: Buffer.from([
        3,
        ...text('./program_bg.js'), ...text('__wbg_open_0123'), 0, 0,
        ...text('./program_bg.js'), ...text('__wbindgen_generic_1'), 0, 0,
        ...text('./__wasm_split.js'), ...text('__wasm_split_load_month'), 0, 0,
      ]),
    },
    { id: 7, body: Buffer.from([2, ...text('mount'), 0, 0, ...text('wasm_bindgen_12___invoke'), 0, 1]) },
  ]);
  assert.deepEqual(
    [...shortNames(module, 'program')],
    [['__wbg_open_0123', '$0'], ['__wbindgen_generic_1', '$1'], ['wasm_bindgen_12___invoke', '$2']],
  );
});

test('what a debug build checks is found, and missed aloud', () => {
  assert.equal(checkOf('sharedImports = { __wasm_split: { canary: ~0xdead, } };'), '{ canary: ~0xdead, }');
  assert.throws(() => checkOf('const shared = {};'), /wasm-split does not write/);
});

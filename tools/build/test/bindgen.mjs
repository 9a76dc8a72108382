// @ts-check
/** What bindgen writes, in short. */
export const GLUE = `import * as import1 from "./__wasm_split.js"
import * as import2 from "./__wasm_split.js"
export function stop() { wasm.stop(); }
function wasm_bindgen_12___invoke(arg0) {
    wasm.wasm_bindgen_12___invoke(arg0);
}
function __wbg_get_imports() {
    const import0 = { __proto__: null, __wbg_open_0123: function(arg0) { return arg0.open; } };
    return {
        __proto__: null,
        "./program_bg.js": import0,
        "./__wasm_split.js": import1,
        "./__wasm_split.js": import2,
    };
}
const END = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(state => wasm.__wbindgen_destroy_closure(state.a, state.b));
if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
    };
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
        return encode(arg);
    }

    for (const code of arg) {
        copy(code);
    }
    return 1;
}
let wasm;
async function __wbg_load(module, imports) {
    return await WebAssembly.instantiateStreaming(module, imports);
}
export { initSync, __wbg_init as default };
`;

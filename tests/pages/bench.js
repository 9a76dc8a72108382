// What `make bench` looks at: the program's memory, and when something was there.

for (const name of ["instantiate", "instantiateStreaming"]) {
  const make = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await make.apply(WebAssembly, given);
    const { memory } = (made.instance ?? made).exports;
    window.memory ??= memory;
    return made;
  };
}

/** When the feed's bytes were there, for `searchable`: nothing else is read as a whole by way of a blob. */
let read = 0;
const { arrayBuffer } = Blob.prototype;
Blob.prototype.arrayBuffer = async function () {
  const bytes = await arrayBuffer.call(this);
  read = performance.now();
  return bytes;
};

const frames = (count, done) => requestAnimationFrame(() => (count > 1 ? frames(count - 1, done) : done()));
const show = () => frames(2, () => (window.shown = performance.now()));

addEventListener("lichthof-ready", () => {
  window.searchable = performance.now() - read;
  show();
});
addEventListener("peer-ready", show, { once: true });

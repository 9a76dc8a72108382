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

/** When the feed's last byte was there, for `searchable`: nothing else is read piece by piece. */
let arrived = 0;
const { read } = ReadableStreamDefaultReader.prototype;
ReadableStreamDefaultReader.prototype.read = async function () {
  const piece = await read.call(this);
  if (piece.done) arrived = performance.now();
  return piece;
};

const frames = (count, done) => requestAnimationFrame(() => (count > 1 ? frames(count - 1, done) : done()));
const show = () => frames(2, () => (window.shown = performance.now()));

addEventListener("lichthof-ready", () => {
  window.searchable = performance.now() - arrived;
  show();
});
addEventListener("peer-ready", show, { once: true });

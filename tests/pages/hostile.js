// What hostile texts would do is told here: `ran` has the numbers of those that ran, `asked` of those that wanted
// something from a stranger. `trial` tries them on purpose.
window.ran = new Set();
window.asked = new Set();
window.RUN = () => ran.add("by name");
addEventListener("message", ({ data }) => ran.add(data));

/** Whether a link runs as a script where it is followed. */
const isScript = (link) => link.protocol === "javascript:" || link.href?.baseVal?.startsWith("javascript:");

/** Does to a document what its reader might. */
const use = (inside) => {
  for (const element of inside.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) {
      if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2), { bubbles: false }));
    }
    if (element.localName === "a" ? isScript(element) : element.form?.action.startsWith("javascript:") ||
        element.formAction?.startsWith("javascript:")) {
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: inside.defaultView }));
    }
    if (element.shadowRoot) use(element.shadowRoot);
  }
};

/** The ways in which programs take a text for what it is not. */
const WAYS = {
  markup: (text) => [text],
  attribute: (text) => [`<input value="${text}">`, `<input value='${text}'>`, `<input value=${text}>`],
  decoded: (text) => {
    const plain = (text) => new DOMParser().parseFromString(text, "text/html").body.textContent;
    const unescaped = text.replace(/\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})/g, (_, a, b) => String.fromCharCode(parseInt(a ?? b, 16)));
    let percent = text;
    try {
      percent = decodeURIComponent(text);
    } catch {
      // Not of that kind.
    }
    return [plain(text), plain(plain(text)), unescaped, percent];
  },
  markdown: (text) => [
    text.replace(/!\[(.*?)\]\((.*)\)/, '<img alt="$1" src="$2">').replace(/\[(.*?)\]\(\s*<?(.*?)>?\s*\)$/, '<a href="$2">$1</a>')
      .replace(/^<(javascript:.*)>$/, '<a href="$1">$1</a>').replace(/^\[Seite\]: (.*)\n.*$/, '<a href="$1">Seite</a>'),
  ],
  style: (text) => [`<style>p{color:${text}}</style><p style="color:${text}">x</p>`],
  line: (text) => {
    const links = [...text.replaceAll("\\n", "\n").matchAll(/(javascript:.*?)["\n]|(javascript:.*)$/gm)];
    return links.map(([, first, second]) => `<a href="${first ?? second}">x</a>`);
  },
  link: (text) => [
    ...["&amp;", "&"].map((sign) => `<a href="${text.replaceAll('"', "&quot;").replaceAll("&", sign)}">x</a>`),
    `<a href="${text}">x</a>`, `<iframe src="${text.replaceAll('"', "&quot;")}"></iframe>`,
  ],
};

const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Waits until nothing more is told for a while. */
const quiet = async () => {
  for (let before = -1; before !== ran.size + asked.size; ) {
    before = ran.size + asked.size;
    await pause(300);
  }
};

/** An empty document of its own, in which a vector is tried. */
const place = async (number) => {
  const frame = document.createElement("iframe");
  await new Promise((done) => {
    frame.onload = done;
    document.body.append(frame);
  });
  frame.contentWindow.RUN = () => ran.add(number);
  return frame;
};

const watch = (inside, number) => inside.addEventListener("securitypolicyviolation", () => asked.add(number));

/** Tries vectors, a list of `[number, text]`, and gives how many did something, by the way in which it was tried. */
window.trial = async (vectors, ways) => {
  const counts = {};
  let left = vectors;
  for (const way of ways) {
    const frames = [];
    for (const [number, text] of left) {
      const frame = await place(number);
      frames.push(frame);
      if (way === "page") {
        const inside = frame.contentDocument;
        inside.open();
        watch(inside, number);
        inside.write(`<!doctype html><body>${text}`);
        inside.close();
      } else {
        watch(frame.contentDocument, number);
        for (const markup of WAYS[way](text)) {
          const place = frame.contentDocument.createElement("div");
          frame.contentDocument.body.append(place);
          place.innerHTML = markup;
          if (way === "markup") place.innerHTML += "";
        }
      }
    }
    await quiet();
    frames.forEach((frame) => frame.contentDocument && use(frame.contentDocument));
    await quiet();
    frames.forEach((frame) => frame.remove());
    const still = left.filter(([number]) => !ran.has(number) && !asked.has(number));
    counts[way] = left.length - still.length;
    left = still;
  }
  return { counts, inert: left.map(([, text]) => text) };
};

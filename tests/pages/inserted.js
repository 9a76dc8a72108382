// What jQuery's `.html()` does to a script of another origin: the tag lands in the page and never runs, and a
// script in the head that has nothing but the address runs in its place.
const { loader, feed, now } = document.currentScript.dataset;
window.tag = (more) =>
  `<p id="before">davor</p><script src="${loader}" data-feed="${feed}" data-now="${now}" ${more}><\/script><p id="after">danach</p>`;
window.insert = (html) => {
  const place = document.getElementById('tab');
  place.innerHTML = html;
  for (const { src } of place.querySelectorAll('script[src]')) {
    const fresh = document.createElement('script');
    fresh.src = src;
    fresh.onload = () => fresh.remove();
    document.head.append(fresh);
  }
};

// Where the loader is on the page's own host jQuery runs its code, not a tag; and the tag's address may be short.
window.inline = async () => {
  const base = document.createElement('base');
  base.href = loader;
  document.head.append(base);
  document.getElementById('tab').innerHTML = tag('').replace(loader, 'lichthof.js');
  const fresh = document.createElement('script');
  fresh.text = await (await fetch(loader)).text();
  document.head.append(fresh);
};

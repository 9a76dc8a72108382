// The first script of every page: it keeps what the tests ask about later.
window.seen = { events: [], violations: [], errors: [], shifts: [], told: [], writes: 0 };

for (const name of ["warn", "error"]) {
  const write = console[name];
  console[name] = function (...parts) {
    seen.told.push(parts.map(String).join(" "));
    return write.apply(this, parts);
  };
}

for (const name of ["pushState", "replaceState"]) {
  const write = History.prototype[name];
  History.prototype[name] = function (...entry) {
    seen.writes += 1;
    return write.apply(this, entry);
  };
}

for (const type of ["lichthof-ready", "lichthof-open", "lichthof-change", "lichthof-filter", "lichthof-error"]) {
  document.addEventListener(type, (event) => {
    const { bubbles, composed, cancelable } = event;
    const at = [...document.getElementsByTagName("lichthof-calendar")].indexOf(event.target);
    seen.events.push({ type, at, detail: event.detail, bubbles, composed, cancelable });
  });
}

addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective: directive, blockedURI: blocked, disposition } = event;
  // WebKitGTK counts its own request for the page's icon.
  if (!blocked.endsWith("/favicon.ico")) {
    seen.violations.push({ directive, blocked, disposition });
  }
});

addEventListener("error", (event) => {
  if (event.message) {
    seen.errors.push(event.message);
  }
});
addEventListener("unhandledrejection", (event) => seen.errors.push(String(event.reason)));

if (window.PerformanceObserver?.supportedEntryTypes.includes("layout-shift")) {
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      const nodes = sources.map(({ node }) => node?.id || node?.localName || "?");
      seen.shifts.push({ value, hadRecentInput, nodes });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

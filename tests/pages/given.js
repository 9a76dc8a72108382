// Before the element is defined: a page does not wait for it.
window.event = (uid, day) => ({ uid, title: `Termin ${uid}`, start: `2026-11-${day}T18:00:00`, timeZone: "Europe/Berlin" });
document.querySelector("lichthof-calendar").events = [window.event("one", 24), window.event("two", 25)];

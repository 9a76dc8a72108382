// A clock that stands until a test moves it, and repeated calls that sleep until a test wakes them.
window.moving = { now: Date.parse(document.currentScript.dataset.now), sleeping: [] };
Date.now = () => moving.now;
window.setInterval = (call) => moving.sleeping.push(call);

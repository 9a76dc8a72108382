// The element as the DOM knows it, and the module.
import { load, type LichthofCalendar, type LichthofFeed, type LichthofOpen, type LichthofState } from 'lichthof';

const calendar: LichthofCalendar = document.createElement('lichthof-calendar');
const found: LichthofCalendar | null = document.querySelector('lichthof-calendar');
const isThere: boolean = calendar.goTo('2026-11-06');
calendar.open('assembly-2018-2@cluster.example');
calendar.refresh();
calendar.addEventListener('lichthof-ready', ({ detail }) => {
  const events: number = detail.events;
  console.log(events, isThere, found);
});
// What is read can be set again, or some of it.
const state: LichthofState = calendar.state;
calendar.state = state;
calendar.state = { view: 'month', date: null };
calendar.addEventListener('lichthof-filter', ({ detail }) => {
  const uids: string[] = detail.uids;
  console.log(uids.length, detail.filter);
});
const feed: LichthofFeed = document.createElement('lichthof-feed');
calendar.append(feed);
// They bubble.
document.addEventListener('lichthof-open', (event) => {
  const detail: LichthofOpen = event.detail;
  const start: string | undefined = detail.start;
  event.preventDefault();
  console.log(start);
});
window.addEventListener('lichthof-error', ({ detail }) => detail.kind === 'unreachable');
const loaded: Promise<CustomElementConstructor | undefined> = load('https://calendar.example/lichthof.js', { nonce: 'x' });
load(new URL('https://calendar.example/lichthof.js'));
load();
void loaded;

// @ts-expect-error a day is a text
calendar.goTo(6);
// @ts-expect-error there is no such view
calendar.state = { view: 'agenda' };
// @ts-expect-error there is no such kind
window.addEventListener('lichthof-error', ({ detail }) => detail.kind === 'weather');

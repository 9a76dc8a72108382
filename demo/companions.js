// @ts-check
/** The page of the calendar's companions: its feed, and its switch. */

import { feedOfToday } from './today.js';

const root = document.documentElement;
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches);
const dark = document.getElementById('dark');
const show = () => dark?.setAttribute('aria-pressed', String(isDark()));
dark?.addEventListener('click', () => {
  root.dataset.theme = isDark() ? 'light' : 'dark';
  show();
});
prefersDark.addEventListener('change', show);
show();

const feed = await feedOfToday(new URL('assembly.json', import.meta.url).href);
for (const id of ['calendar', 'teaser']) document.getElementById(id)?.setAttribute('feed', feed);

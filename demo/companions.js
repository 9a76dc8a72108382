// @ts-check
/** The page of the calendar's companions: its feed, and its switch. */

import { switchTheme } from './theme.js';
import { feedOfToday } from './today.js';

switchTheme(document.getElementById('dark'));

const feed = await feedOfToday(new URL('assembly.json', import.meta.url).href);
for (const id of ['calendar', 'teaser']) document.getElementById(id)?.setAttribute('feed', feed);

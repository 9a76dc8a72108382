// @ts-check
/** The page of the calendar's companions: its feed, and its switch. */

import { switchTheme } from './theme.js';
import { DEMO_FEED, feedOfToday } from './today.js';

switchTheme(document.getElementById('dark'));

const feed = await feedOfToday(DEMO_FEED);
for (const id of ['calendar', 'teaser']) document.getElementById(id)?.setAttribute('feed', feed);
// Before its feed is there, a calendar would tell the console that it has none.
const script = document.createElement('script');
script.src = new URL('../lichthof.js', import.meta.url).href;
document.head.append(script);

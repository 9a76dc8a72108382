// @ts-check
/** The page of the calendar's companions: its feed, and its switch. */

import { switchTheme } from './theme.js';
import { DEMO_FEED, feedOfToday } from './today.js';

switchTheme(document.getElementById('dark'));

const feed = await feedOfToday(DEMO_FEED);
for (const id of ['calendar', 'teaser']) document.getElementById(id)?.setAttribute('feed', feed);

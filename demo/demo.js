// @ts-check
/** The demo page: its two switches, and its feed. */

import { switchLanguage } from './language.js';
import { switchTheme } from './theme.js';
import { DEMO_FEED, feedOfToday } from './today.js';

// The calendar follows both.
switchTheme(document.getElementById('dark'));
switchLanguage();
document.getElementById('calendar')?.setAttribute('feed', await feedOfToday(DEMO_FEED));

// Made of interface.json by tools/interface/generate.mjs: change it there.

/** The detail of `lichthof-ready`: The first events are shown, or other events than before. */
export interface LichthofReady {
  /** How many events were read, including past ones. */
  events: number;
  /** How many entries were refused, or have a `uid` that another entry has. */
  skipped: number;
}

/** The detail of `lichthof-open`: A visitor opens an event; `preventDefault()` leaves the opening to the page. */
export interface LichthofOpen {
  /** The identity of the event. */
  uid: string;
  /** For a series, the date as the series has it: `2018-11-06T17:00`, or `2018-11-06` for whole days. */
  start?: string;
}

/** The detail of `lichthof-change`: The view, the date or the filter has changed. */
export interface LichthofChange {
  /** The view. */
  view: 'list' | 'month' | 'week' | 'day' | 'year' | 'cards';
  /** A day of the period that is shown. */
  date: string;
  /** The filter, as the address has it. */
  filter: string;
}

/** The detail of `lichthof-filter`: A filter leaves other events than before, or the calendar begins with one. */
export interface LichthofFilter {
  /** The filter, as the address has it. */
  filter: string;
  /** The identities of the events that are left, including past ones, in the order of their first dates; at most 2,000. */
  uids: string[];
}

/** The detail of `lichthof-error`: Something failed; the console says the same. */
export interface LichthofError {
  /** What failed. */
  kind: 'placement' | 'webassembly' | 'program' | 'part' | 'feed' | 'unreachable' | 'status' | 'unreadable' | 'state' | 'panic';
  /** An English sentence for the owner of the page. */
  message: string;
}

/** What `state` of `<lichthof-calendar>` gives. */
export interface LichthofState {
  /** The view. */
  view: 'list' | 'month' | 'week' | 'day' | 'year' | 'cards';
  /** The day that month, week, day or year shows, `YYYY-MM-DD`; `null` for today, whenever that is. */
  date: string | null;
  /** The filter, as in `lichthof-change`, including stars. You may also set what one would type into the search field. */
  filter: string;
  /** Whether only starred events are shown. */
  starred: boolean;
  /** Whether list and tiles show past events. */
  past: boolean;
  /** The identity of the open event, for a series followed by `;` and the start of the date; `null` for none. */
  event: string | null;
}

/** The attributes of `<lichthof-calendar>`. */
export interface LichthofCalendarAttributes {
  /** Addresses of feeds, separated by spaces, at most 20. One with `{year}` and `{month}`, or `{start}` and `{end}`, is requested month by month. Default: none: the content of the element stays. */
  feed?: string;
  /** A language tag such as `de-AT`, for words, dates and the direction of reading. Default: the nearest `lang` of the page, else the browser's, else `en`. */
  lang?: string;
  /** The number of minutes after which the feeds are fetched again, 1 to 1,440. Default: never. */
  refresh?: number | `${number}`;
  /** If present, the browser keeps the last good copy of each feed, for visits on which the feed cannot be loaded. Default: nothing is kept. */
  keep?: boolean | '';
  /** The view to begin with. Default: the first of `views`. */
  view?: 'list' | 'month' | 'week' | 'day' | 'year' | 'cards';
  /** The views on offer, in order. With only one, there is nothing to switch. Default: list month week day year cards. */
  views?: 'list' | 'month' | 'week' | 'day' | 'year' | 'cards' | (string & {});
  /** The filter that visitors begin with, written as in the search field: `type:Workshop place:Leipzig`. Default: nothing. */
  filter?: string;
  /** What visitors can filter by, in order. Default: whatever distinguishes the events, the most useful first. */
  facets?: 'when' | 'type' | 'topic' | 'place' | 'organizer' | 'format' | 'language' | 'audience' | 'source' | 'price' | 'weekday' | 'time' | 'registration' | 'access' | 'age' | (string & {});
  /** What the colours of events stand for. Default: type. */
  'color-by'?: 'type' | 'topic' | 'place' | 'organizer' | 'language' | 'audience';
  /** What visitors can use, or `none`. Without `filter`, the attribute `filter` is locked. Default: search filter views export. */
  controls?: 'search' | 'filter' | 'views' | 'export' | 'none' | (string & {});
  /** The day at which month, week, day and year begin, `2018-11-06`. Default: today. */
  date?: string;
  /** The first day of the week. Default: the custom of the language. */
  'first-day'?: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
  /** Weekdays that month, week and year leave out. Default: none. */
  'hidden-days'?: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | (string & {});
  /** Whether the month shows ISO week numbers. Default: hide. */
  'week-numbers'?: 'show' | 'hide';
  /** Whose time is shown; also a zone such as `Europe/Berlin`, or an offset such as `+02:00`. Default: auto. */
  timezone?: 'auto' | 'event' | 'visitor' | (string & {});
  /** Light or dark, and ready-made sets of custom properties: `dark compact`. Default: auto. */
  theme?: 'auto' | 'light' | 'dark' | 'compact' | 'contrast' | 'bootstrap' | 'wordpress' | 'plain' | (string & {});
  /** How a JSON list in a format of its own is read: JSON that maps our fields to paths in the list. Default: the format is recognised by its content. */
  map?: string;
  /** The largest number of events in the list, 1 to 1,000. Default: no limit. */
  max?: number | `${number}`;
  /** Whether list and tiles show every date of a series or only its next one. Default: all. */
  series?: 'all' | 'next';
  /** What an event is called in German: "Termin" or "Veranstaltung". Default: dates. */
  wording?: 'dates' | 'events';
  /** The page's own words in place of ours: JSON with some of them, or the address of such a file. Default: ours. */
  strings?: string;
  /** The level of the outermost headings, 1 to 6. Default: 2. */
  'heading-level'?: number | `${number}`;
  /** If present, the page's head gets the coming events as schema.org data for search engines. Default: absent. */
  seo?: boolean | '';
  /** `none` lets the name of the month and the row of choices scroll away with the list. Default: they stay in sight. */
  sticky?: 'none';
  /** `none` removes the small month beside the list. Default: it is shown. */
  'mini-month'?: 'none';
  /** `none` keeps view, date, filters and the open event out of the page's address. Default: address. */
  state?: 'address' | 'none';
  /** How a conference schedule is read: each talk is an event, or the whole is one event with a programme. Default: talks, but one day with up to twelve talks is one event. */
  'feed-as'?: 'talks' | 'event';
  /** Addresses of the same events as iCalendar, separated by spaces, for visitors who subscribe. Default: what the feeds name as `icalendar`. */
  icalendar?: string;
  /** What is added to the query of links that leave the page: `utm_source=events&utm_medium=calendar`. Default: nothing. */
  'link-parameters'?: string;
  /** Whose images are shown: from the feeds' origins only, any, or none. Default: feed. */
  images?: 'feed' | 'any' | 'none';
  /** The prefix of what the calendar keeps in the page's address, 1 to 32 letters, digits, `_` or `-`. Every further calendar on a page needs its own. Default: lh. */
  name?: string;
  /** The address of the folder with the program's files. Default: the folder of `lichthof.js`. */
  base?: string;
  /** If present, the calendar loads at once, not only when it is near the viewport. Default: absent. */
  eager?: boolean | '';
  /** A date and time at which the clock stands still, for previews and tests. Default: the clock runs. */
  now?: string;
  /** If present, a panel below the calendar says what is wrong with page, host and feed, and which line fixes it. Default: absent. */
  doctor?: boolean | '';
}

/** The events of `<lichthof-calendar>`. */
export interface LichthofCalendarEventMap {
  'lichthof-ready': CustomEvent<LichthofReady>;
  'lichthof-open': CustomEvent<LichthofOpen>;
  'lichthof-change': CustomEvent<LichthofChange>;
  'lichthof-filter': CustomEvent<LichthofFilter>;
  'lichthof-error': CustomEvent<LichthofError>;
}

/** An event calendar. Its content is shown until there are events. */
export interface LichthofCalendar extends HTMLElement {
  /** Events that the page already has, in place of feeds: a list of them, or a whole feed. It can only be set. A content security policy has to allow `blob:` in `connect-src`. */
  set events(value: object);
  /** The addresses of the feeds, absolute. You may set a single one, or several with spaces between them. */
  get feed(): string[];
  set feed(value: string | readonly string[]);
  /** View, date, filter and whatever else the page's address keeps. You may set some of it: the rest stays. A text sets the attribute. */
  get state(): LichthofState;
  set state(value: Partial<LichthofState> | 'address' | 'none');
  /** Shows a day. False if that is no date. */
  goTo(date: string): boolean;
  /** Opens an event, as soon as it is known. False if there is no such event. */
  open(uid: string): boolean;
  /** Fetches the feeds again, and retries what could not be loaded. */
  refresh(): void;
}


/** The attributes of `<lichthof-feed>`. */
export interface LichthofFeedAttributes {
  /** The address of the feed. Default: none: the element is ignored. */
  src?: string;
  /** What the feed is called, also as a value of the facet `source`. Default: the feed's title, else its host. */
  label?: string;
  /** The colour of its events, such as `teal` or `#0d5f66`. Default: none. */
  color?: string;
  /** Which of its events are taken, written as in the search field. Default: nothing. */
  filter?: string;
}

/** The events of `<lichthof-feed>`. */
export interface LichthofFeedEventMap {
}

/** A feed of the calendar that contains it, with its name, colour and filter. It shows nothing itself. */
export interface LichthofFeed extends HTMLElement {
}


/** The attributes of `<lichthof-search>`. */
export interface LichthofSearchAttributes {
  /** The id of the calendar that it serves. Default: the first calendar of the page. */
  for?: string;
}

/** The events of `<lichthof-search>`. */
export interface LichthofSearchEventMap {
}

/** The search field of a calendar, elsewhere on the page. */
export interface LichthofSearch extends HTMLElement {
}


/** The attributes of `<lichthof-filters>`. */
export interface LichthofFiltersAttributes {
  /** The id of the calendar that it serves. Default: the first calendar of the page. */
  for?: string;
}

/** The events of `<lichthof-filters>`. */
export interface LichthofFiltersEventMap {
}

/** The row of choices of a calendar, elsewhere on the page. */
export interface LichthofFilters extends HTMLElement {
}


/** The attributes of `<lichthof-month>`. */
export interface LichthofMonthAttributes {
  /** The id of the calendar that it serves. Default: the first calendar of the page. */
  for?: string;
}

/** The events of `<lichthof-month>`. */
export interface LichthofMonthEventMap {
}

/** A small month that filters a calendar, elsewhere on the page. */
export interface LichthofMonth extends HTMLElement {
}


/** The attributes of `<lichthof-next>`. */
export interface LichthofNextAttributes {
  /** The id of the calendar that it serves. Default: the first calendar of the page. */
  for?: string;
  /** How many events are shown, 1 to 1,000. Default: 3. */
  max?: number | `${number}`;
  /** Addresses of feeds of its own, separated by spaces. Default: none: it serves a calendar. */
  feed?: string;
  /** With a feed of its own: a language tag such as `de-AT`. Default: the nearest `lang` of the page, else the browser's, else `en`. */
  lang?: string;
  /** With a feed of its own: which events are shown, written as in the search field. Default: nothing. */
  filter?: string;
  /** With a feed of its own: whose time is shown, `auto`, `event`, `visitor`, a zone or an offset. Default: auto. */
  timezone?: string;
  /** With a feed of its own: the level of the outermost headings, 1 to 6. Default: 2. */
  'heading-level'?: number | `${number}`;
  /** With a feed of its own: light or dark, and ready-made sets of custom properties. Default: auto. */
  theme?: 'auto' | 'light' | 'dark' | 'compact' | 'contrast' | 'bootstrap' | 'wordpress' | 'plain' | (string & {});
  /** With a feed of its own: whose images are shown: from the feeds' origins only, any, or none. Default: feed. */
  images?: 'feed' | 'any' | 'none';
  /** With a feed of its own: what visitors can use, or `none`. Without `filter`, the attribute `filter` is locked. Default: search filter views export. */
  controls?: 'search' | 'filter' | 'views' | 'export' | 'none' | (string & {});
  /** With a feed of its own: how a JSON list in a format of its own is read: JSON that maps our fields to paths in the list. Default: the format is recognised by its content. */
  map?: string;
  /** With a feed of its own: how a conference schedule is read: each talk is an event, or the whole is one event with a programme. Default: talks, but one day with up to twelve talks is one event. */
  'feed-as'?: 'talks' | 'event';
  /** With a feed of its own: a date and time at which the clock stands still, for previews and tests. Default: the clock runs. */
  now?: string;
}

/** The events of `<lichthof-next>`. */
export interface LichthofNextEventMap {
}

/** The next events of a calendar, elsewhere on the page, or of a feed of its own. */
export interface LichthofNext extends HTMLElement {
}

declare global {
  interface HTMLElementTagNameMap {
    'lichthof-calendar': LichthofCalendar;
    'lichthof-feed': LichthofFeed;
    'lichthof-search': LichthofSearch;
    'lichthof-filters': LichthofFilters;
    'lichthof-month': LichthofMonth;
    'lichthof-next': LichthofNext;
  }
  // They bubble: the document and the window hear them, too.
  interface GlobalEventHandlersEventMap extends LichthofCalendarEventMap, LichthofFeedEventMap, LichthofSearchEventMap, LichthofFiltersEventMap, LichthofMonthEventMap, LichthofNextEventMap {}
}

/** How the loader is brought into the page. */
export interface LoadOptions {
  /** The nonce of the page's content security policy. */
  nonce?: string;
  /** The hash of a pinned loader. */
  integrity?: string;
}

/**
 * Brings the loader into the page, once, and answers when the element is there. On a server it does nothing, and
 * answers with nothing.
 *
 * @param address of `lichthof.js`; without one, that of the package's own files, which works where they are served as
 *   they are: bundlers move this module and not them, so copy them (`npx lichthof copy public/lichthof`) and say where.
 */
export function load(address?: string | URL, options?: LoadOptions): Promise<CustomElementConstructor | undefined>;

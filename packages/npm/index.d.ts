// Made of interface.json by tools/interface/generate.mjs: change it there.

/** The detail of `lichthof-ready`: The first events are shown. */
export interface LichthofReady {
  /** How many events were read, past ones included. */
  events: number;
  /** How many entries were refused, or have a `uid` that another has. */
  skipped: number;
}

/** The detail of `lichthof-open`: A visitor opens an event; `preventDefault()` leaves the opening to the page. */
export interface LichthofOpen {
  /** The identity of the event. */
  uid: string;
  /** Of a series, the date as the series has it, `2018-11-06T17:00`. */
  start?: string;
}

/** The detail of `lichthof-change`: The view, the date or the filter changed. */
export interface LichthofChange {
  /** The view. */
  view: 'list' | 'month' | 'week' | 'day' | 'year' | 'cards';
  /** A day of what it shows. */
  date: string;
  /** The filter, as the address has it. */
  filter: string;
}

/** The detail of `lichthof-filter`: A filter leaves other events than before, or the calendar begins with one. */
export interface LichthofFilter {
  /** The filter, as the address has it. */
  filter: string;
  /** The identities of the events that are left, past ones included, by their first dates; at most 2,000. */
  uids: string[];
}

/** The detail of `lichthof-error`: Something failed; the console says the same. */
export interface LichthofError {
  /** What kind of thing. */
  kind: 'placement' | 'webassembly' | 'program' | 'part' | 'feed' | 'unreachable' | 'status' | 'unreadable' | 'state' | 'panic';
  /** An English sentence for the partner. */
  message: string;
}

/** What `state` of `<lichthof-calendar>` gives. */
export interface LichthofState {
  /** The view. */
  view: 'list' | 'month' | 'week' | 'day' | 'year' | 'cards';
  /** The day that grids are about, `YYYY-MM-DD`; `null` for today, whenever that is. */
  date: string | null;
  /** The filter, as `lichthof-change` says it, stars included; what is set may also be what one types into the search field. */
  filter: string;
  /** Whether only starred events are shown. */
  starred: boolean;
  /** Whether list and tiles show what is past. */
  past: boolean;
  /** The identity of the open event, of a series with `;` and the start of the date; `null` for none. */
  event: string | null;
}

/** The attributes of `<lichthof-calendar>`. */
export interface LichthofCalendarAttributes {
  /** Addresses of feeds, separated by spaces; one with `{year}` and `{month}`, or `{start}` and `{end}`, is asked for month by month. Default: none: the content of the element stays. */
  feed?: string;
  /** A language tag such as `de-AT`: words and dates are in it, and the calendar is read in its direction. Default: the nearest `lang` of the page, else the browser's, else `en`. */
  lang?: string;
  /** After how many minutes the feeds are asked for anew, 1 to 1,440. Default: never. */
  refresh?: number | `${number}`;
  /** If it is there, the browser keeps the last good copy of each feed for visits on which it cannot be had. Default: nothing is kept. */
  keep?: boolean | '';
  /** The view to begin with. Default: the first of `views`. */
  view?: 'list' | 'month' | 'week' | 'day' | 'year' | 'cards';
  /** The views on offer, in order; with one there is no choice. Default: list month week day year cards. */
  views?: 'list' | 'month' | 'week' | 'day' | 'year' | 'cards' | (string & {});
  /** What visitors begin with, in the language of the search field: `type:Workshop place:Leipzig`. Default: nothing. */
  filter?: string;
  /** What one can filter by, in order. Default: whatever parts the events, the most useful first. */
  facets?: 'when' | 'type' | 'topic' | 'place' | 'organizer' | 'format' | 'language' | 'audience' | 'source' | 'price' | 'weekday' | 'time' | 'registration' | 'access' | 'age' | (string & {});
  /** What the colours of events tell. Default: type. */
  'color-by'?: 'type' | 'topic' | 'place' | 'organizer' | 'language' | 'audience';
  /** What visitors get, or `none`. Without `filter` in it, the attribute `filter` is locked. Default: search filter views export. */
  controls?: 'search' | 'filter' | 'views' | 'export' | 'none' | (string & {});
  /** The day around which grids begin, `2018-11-06`. Default: today. */
  date?: string;
  /** The first day of the week. Default: the custom of the language. */
  'first-day'?: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
  /** Weekdays that grids leave out. Default: none. */
  'hidden-days'?: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | (string & {});
  /** Whether a month has ISO numbers at its weeks. Default: hide. */
  'week-numbers'?: 'show' | 'hide';
  /** In whose time events are shown; also a zone such as `Europe/Berlin` or an offset. Default: auto. */
  timezone?: 'auto' | 'event' | 'visitor' | (string & {});
  /** Light or dark, and ready sets of custom properties: `dark compact`. Default: auto. */
  theme?: 'auto' | 'light' | 'dark' | 'compact' | 'contrast' | 'bootstrap' | 'wordpress' | 'plain' | (string & {});
  /** How a list of anything with dates is read: JSON of our fields and the paths to theirs. Default: by what is in the feed. */
  map?: string;
  /** The most events in the list, 1 to 1,000. Default: no limit. */
  max?: number | `${number}`;
  /** Whether list and tiles show each date of a series or its next one alone. Default: all. */
  series?: 'all' | 'next';
  /** What an event is called in German: "Termin" or "Veranstaltung". Default: dates. */
  wording?: 'dates' | 'events';
  /** Words of the page's own in place of ours: JSON of some of them, or the address of a file of it. Default: ours. */
  strings?: string;
  /** The level of the outermost headings, 1 to 6. Default: 2. */
  'heading-level'?: number | `${number}`;
  /** If it is there, the page's head gets the coming events as schema.org data for search engines. Default: absent. */
  seo?: boolean | '';
  /** `none` lets the name of a month scroll away with the list. Default: it stays in sight. */
  sticky?: 'none';
  /** `none`: no small month beside the list. Default: it stands there. */
  'mini-month'?: 'none';
  /** `none` keeps view, date, filters and the open event out of the page's address. Default: address. */
  state?: 'address' | 'none';
  /** How the schedule of a conference is read: talks, each an event, or one event with a programme. Default: talks, but one day with up to twelve talks is one event. */
  'feed-as'?: 'talks' | 'event';
  /** Addresses of the same events as iCalendar, separated by spaces, for visitors who subscribe. Default: what the feeds name as `icalendar`. */
  icalendar?: string;
  /** What links that leave the page get into their query: `utm_source=events&utm_medium=calendar`. Default: nothing. */
  'link-parameters'?: string;
  /** Whose images are shown: from the feeds' origins only, any, or none. Default: feed. */
  images?: 'feed' | 'any' | 'none';
  /** The prefix of what the calendar keeps in the page's address; each further calendar on a page needs its own. Default: lh. */
  name?: string;
  /** The address of the folder with the program's files. Default: the folder of `lichthof.js`. */
  base?: string;
  /** If it is there, the calendar loads at once, not only near the viewport. Default: absent. */
  eager?: boolean | '';
  /** A date and time at which the clock stands still, for previews and tests. Default: the clock runs. */
  now?: string;
  /** If it is there, a panel below the calendar names what is wrong with page, host and feed, and the line that mends it. Default: absent. */
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

/** An event calendar. What stands inside it is shown until there are events. */
export interface LichthofCalendar extends HTMLElement {
  /** Events that the page has already, in place of feeds: a list of them, or all that a feed says. It can only be set. A content security policy has to allow `blob:` in `connect-src`. */
  set events(value: object);
  /** The addresses of the feeds, absolute; what is set may be one, or some with spaces between them. */
  get feed(): string[];
  set feed(value: string | readonly string[]);
  /** View, date, filter and whatever else the page's address keeps. What is set may be some of it: the rest stays. A text sets the attribute. */
  get state(): LichthofState;
  set state(value: Partial<LichthofState> | 'address' | 'none');
  /** Shows a day. False if that is no date. */
  goTo(date: string): boolean;
  /** Opens an event, as soon as it is known. */
  open(uid: string): boolean;
  /** Fetches the feeds anew; tries again where loading failed. */
  refresh(): void;
}


/** The attributes of `<lichthof-feed>`. */
export interface LichthofFeedAttributes {
  /** The address of the feed. Default: none: it is passed over. */
  src?: string;
  /** What the feed is called, and its events' facet `source`. Default: the feed's title. */
  label?: string;
  /** The colour of its events, such as `teal` or `#0d5f66`. Default: none. */
  color?: string;
  /** Which of its events are taken, in the language of the search field. Default: nothing. */
  filter?: string;
}

/** The events of `<lichthof-feed>`. */
export interface LichthofFeedEventMap {
}

/** A feed of the calendar in which it stands, with what is to be said of it. It shows nothing. */
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
  /** With a feed of its own: which events, in the language of the search field. Default: nothing. */
  filter?: string;
  /** With a feed of its own: in whose time events are shown, `auto`, `event`, `visitor` or a zone. Default: auto. */
  timezone?: string;
  /** With a feed of its own: the level of the outermost headings, 1 to 6. Default: 2. */
  'heading-level'?: number | `${number}`;
  /** With a feed of its own: light or dark, and ready sets of custom properties. Default: auto. */
  theme?: 'auto' | 'light' | 'dark' | 'compact' | 'contrast' | 'bootstrap' | 'wordpress' | 'plain' | (string & {});
  /** With a feed of its own: whose images are shown: from the feeds' origins only, any, or none. Default: feed. */
  images?: 'feed' | 'any' | 'none';
  /** With a feed of its own: what visitors get, or `none`. Without `filter` in it, the attribute `filter` is locked. Default: search filter views export. */
  controls?: 'search' | 'filter' | 'views' | 'export' | 'none' | (string & {});
  /** With a feed of its own: how a list of anything with dates is read: JSON of our fields and the paths to theirs. Default: by what is in the feed. */
  map?: string;
  /** With a feed of its own: how the schedule of a conference is read: talks, each an event, or one event with a programme. Default: talks, but one day with up to twelve talks is one event. */
  'feed-as'?: 'talks' | 'event';
  /** With a feed of its own: a date and time at which the clock stands still, for previews and tests. Default: the clock runs. */
  now?: string;
}

/** The events of `<lichthof-next>`. */
export interface LichthofNextEventMap {
}

/** The next events of a calendar, elsewhere on the page, or of a feed of their own. */
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

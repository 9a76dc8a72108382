// Made of interface.json by tools/interface/generate.mjs: change it there.

import type { HTMLAttributes, VNodeProps } from 'vue';
import type { LichthofCalendar, LichthofCalendarAttributes, LichthofCalendarEventMap, LichthofFeed, LichthofFeedAttributes, LichthofFeedEventMap, LichthofSearch, LichthofSearchAttributes, LichthofSearchEventMap, LichthofFilters, LichthofFiltersAttributes, LichthofFiltersEventMap, LichthofMonth, LichthofMonthAttributes, LichthofMonthEventMap, LichthofNext, LichthofNextAttributes, LichthofNextEventMap } from './index.js';

export * from './index.js';

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type Props<Attributes, Events> = VNodeProps &
  Omit<HTMLAttributes, keyof Attributes> &
  Attributes & { [Name in keyof Events & string as `on${Capitalize<Camel<Name>>}`]?: (event: Events[Name]) => void };

declare module 'vue' {
  interface GlobalComponents {
    'lichthof-calendar': new () => { $props: Props<LichthofCalendarAttributes, LichthofCalendarEventMap>; $el: LichthofCalendar };
    'lichthof-feed': new () => { $props: Props<LichthofFeedAttributes, LichthofFeedEventMap>; $el: LichthofFeed };
    'lichthof-search': new () => { $props: Props<LichthofSearchAttributes, LichthofSearchEventMap>; $el: LichthofSearch };
    'lichthof-filters': new () => { $props: Props<LichthofFiltersAttributes, LichthofFiltersEventMap>; $el: LichthofFilters };
    'lichthof-month': new () => { $props: Props<LichthofMonthAttributes, LichthofMonthEventMap>; $el: LichthofMonth };
    'lichthof-next': new () => { $props: Props<LichthofNextAttributes, LichthofNextEventMap>; $el: LichthofNext };
  }
}

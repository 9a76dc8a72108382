// Made of interface.json by tools/interface/generate.mjs: change it there.

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { LichthofCalendar, LichthofCalendarAttributes, LichthofCalendarEventMap, LichthofFeed, LichthofFeedAttributes, LichthofFeedEventMap, LichthofSearch, LichthofSearchAttributes, LichthofSearchEventMap, LichthofFilters, LichthofFiltersAttributes, LichthofFiltersEventMap, LichthofMonth, LichthofMonthAttributes, LichthofMonthEventMap, LichthofNext, LichthofNextAttributes, LichthofNextEventMap } from './index.js';

export * from './index.js';

type Props<Element, Attributes, Events> = Omit<
  DetailedHTMLProps<HTMLAttributes<Element>, Element>,
  keyof Attributes
> &
  Attributes & { [Name in keyof Events & string as `on${Name}`]?: (event: Events[Name]) => void };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'lichthof-calendar': Props<LichthofCalendar, LichthofCalendarAttributes, LichthofCalendarEventMap>;
      'lichthof-feed': Props<LichthofFeed, LichthofFeedAttributes, LichthofFeedEventMap>;
      'lichthof-search': Props<LichthofSearch, LichthofSearchAttributes, LichthofSearchEventMap>;
      'lichthof-filters': Props<LichthofFilters, LichthofFiltersAttributes, LichthofFiltersEventMap>;
      'lichthof-month': Props<LichthofMonth, LichthofMonthAttributes, LichthofMonthEventMap>;
      'lichthof-next': Props<LichthofNext, LichthofNextAttributes, LichthofNextEventMap>;
    }
  }
}

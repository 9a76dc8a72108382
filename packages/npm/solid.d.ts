// Made of interface.json by tools/interface/generate.mjs: change it there.

import type { JSX } from 'solid-js';
import type { LichthofCalendar, LichthofCalendarAttributes, LichthofCalendarEventMap } from './index.js';

export * from './index.js';

type Props<Element, Attributes, Events> = Omit<JSX.HTMLAttributes<Element>, keyof Attributes> &
  Attributes & { [Name in keyof Events & string as `on:${Name}`]?: (event: Events[Name]) => void };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'lichthof-calendar': Props<LichthofCalendar, LichthofCalendarAttributes, LichthofCalendarEventMap>;
    }
  }
}

// Made of interface.json by tools/interface/generate.mjs: change it there.

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { LichthofCalendar, LichthofCalendarAttributes, LichthofCalendarEventMap } from './index.js';

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
    }
  }
}

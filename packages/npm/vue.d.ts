// Made of interface.json by tools/interface/generate.mjs: change it there.

import type { HTMLAttributes, VNodeProps } from 'vue';
import type { LichthofCalendar, LichthofCalendarAttributes, LichthofCalendarEventMap } from './index.js';

export * from './index.js';

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type Props<Attributes, Events> = VNodeProps &
  Omit<HTMLAttributes, keyof Attributes> &
  Attributes & { [Name in keyof Events & string as `on${Capitalize<Camel<Name>>}`]?: (event: Events[Name]) => void };

declare module 'vue' {
  interface GlobalComponents {
    'lichthof-calendar': new () => { $props: Props<LichthofCalendarAttributes, LichthofCalendarEventMap>; $el: LichthofCalendar };
  }
}

// What Vue's tools check templates by.
import { load } from 'lichthof/vue';
import type { GlobalComponents } from 'vue';

type Props = InstanceType<GlobalComponents['lichthof-calendar']>['$props'];

export const props: Props = {
  feed: 'https://cluster.example/events.json',
  view: 'month',
  class: 'events',
  onLichthofOpen: (event) => {
    const uid: string = event.detail.uid;
    console.log(uid);
  },
};
void load;

// @ts-expect-error there is no such view
export const wrong: Props = { view: 'agenda' };

// What Svelte's tools check templates by.
import { load } from 'lichthof/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

type Props = SvelteHTMLElements['lichthof-calendar'];

export const props: Props = {
  feed: 'https://cluster.example/events.json',
  view: 'month',
  class: 'events',
  'onlichthof-open': (event) => {
    const uid: string = event.detail.uid;
    console.log(uid);
  },
};
void load;

// @ts-expect-error there is no such view
export const wrong: Props = { view: 'agenda' };

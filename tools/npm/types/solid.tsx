/** @jsxImportSource solid-js */
import { load } from 'lichthof/solid';

void load;
export const events = (
  <lichthof-calendar
    class="events"
    feed="https://cluster.example/events.json"
    view="month"
    on:lichthof-open={(event) => {
      const uid: string = event.detail.uid;
      console.log(uid);
    }}
  >
    <a href="/events">All events</a>
  </lichthof-calendar>
);

// @ts-expect-error there is no such view
export const wrong = <lichthof-calendar view="agenda" />;

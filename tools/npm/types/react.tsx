import { load, type LichthofCalendar } from 'lichthof/react';
import { useRef } from 'react';

export function Events() {
  const calendar = useRef<LichthofCalendar>(null);
  void load;
  return (
    <lichthof-calendar
      ref={calendar}
      className="events"
      feed="https://cluster.example/events.json"
      view="month"
      max={5}
      seo
      timezone="Europe/Berlin"
      controls="search filter"
      aria-label="Events"
      onlichthof-open={(event) => {
        const uid: string = event.detail.uid;
        event.preventDefault();
        calendar.current?.open(uid);
      }}
    >
      <lichthof-feed src="https://cluster.example/club.json" label="Club" color="teal" filter="type:Talk" />
      <a href="/events">All events</a>
    </lichthof-calendar>
  );
}

// @ts-expect-error there is no such view
export const wrong = <lichthof-calendar view="agenda" />;
// @ts-expect-error there is no such attribute
export const unknown = <lichthof-calendar colour="red" />;

import { load } from 'lichthof/react';
import { useEffect, useState } from 'react';

/** The events, a choice of view that is the application's own, and what a visitor opens, taken over by it. */
export function App() {
  const [view, setView] = useState('list');
  const [count, setCount] = useState(null);
  const [opened, setOpened] = useState(null);
  // Not before there is a page: a server renders the element and what is in it.
  useEffect(() => {
    load(import.meta.env.BASE_URL + 'lichthof/lichthof.js').catch(console.error);
  }, []);
  return (
    <main>
      <h1>What is on</h1>
      <button id="month" type="button" onClick={() => setView('month')}>
        Month
      </button>
      <p id="read">{count === null ? '' : `${count} events`}</p>
      <p id="opened">{opened}</p>
      <lichthof-calendar
        feed="events.json"
        now="2026-11-23T09:00:00"
        view={view}
        onlichthof-ready={({ detail }) => setCount(detail.events)}
        onlichthof-open={(event) => {
          event.preventDefault();
          setOpened(event.detail.uid);
        }}
      >
        <a href="events.html">All events</a>
      </lichthof-calendar>
    </main>
  );
}

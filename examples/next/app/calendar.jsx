'use client';

import { load } from 'lichthof/react';
import { useEffect } from 'react';

/** A server renders the element and the link in it; the calendar comes in the browser. */
export function Calendar({ feed }) {
  useEffect(() => {
    load('/lichthof/lichthof.js').catch(console.error);
  }, []);
  return (
    <lichthof-calendar feed={feed} now="2026-11-23T09:00:00">
      <a href="/events">All events</a>
    </lichthof-calendar>
  );
}

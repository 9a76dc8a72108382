// FullCalendar as its own documentation embeds it: a month, the list, one theme, German.

import { Calendar } from "fullcalendar";
import dayGridPlugin from "fullcalendar/daygrid";
import listPlugin from "fullcalendar/list";
import german from "fullcalendar/locales/de";
import classicThemePlugin from "fullcalendar/themes/classic";
import "fullcalendar/skeleton.css";
import "fullcalendar/themes/classic/palette.css";
import "fullcalendar/themes/classic/theme.css";

const place = document.querySelector("[data-feed]");
const calendar = new Calendar(place, {
  plugins: [dayGridPlugin, listPlugin, classicThemePlugin],
  headerToolbar: { left: "prev,next today", center: "title", right: "dayGridMonth,listMonth" },
  initialView: "dayGridMonth",
  initialDate: place.dataset.date,
  dayMaxEvents: true,
  locale: german,
  events: async () => {
    const response = await fetch(place.dataset.feed);
    const { events } = await response.json();
    return events.map((event) => ({ id: event.uid, title: event.title, start: event.start }));
  },
  eventsSet: (events) => {
    if (events.length) window.dispatchEvent(new Event("peer-ready"));
  },
});
calendar.render();

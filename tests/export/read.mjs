// Reads a folder of iCalendar files with ical.js and prints what it finds in each as lines of text, by
// the zones that the files themselves define. For tests/export.rs.
//
//     node read.mjs MODULE FOLDER

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [module, folder] = process.argv.slice(2);
const { default: ICAL } = await import(module);

/** The most dates of one series that are read. */
const MOST = 800;

/** An instant in seconds, or a date. */
const moment = (time) => (time.isDate ? time.toString() : String(time.toUnixTime()));

for (const name of readdirSync(folder).filter((name) => name.endsWith(".ics")).sort()) {
    const root = new ICAL.Component(ICAL.parse(readFileSync(join(folder, name), "utf8")));
    ICAL.TimezoneService.reset();
    for (const zone of root.getAllSubcomponents("vtimezone")) {
        ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    }
    const found = [];
    const components = root.getAllSubcomponents("vevent");
    for (const component of components) {
        if (component.hasProperty("recurrence-id")) {
            continue;
        }
        const uid = component.getFirstPropertyValue("uid");
        const exceptions = components.filter(
            (other) => other.hasProperty("recurrence-id") && other.getFirstPropertyValue("uid") === uid,
        );
        const event = new ICAL.Event(component, { exceptions, strictExceptions: false });
        const add = (item, start, end) => found.push([moment(start), moment(end), item.summary].join(" "));
        if (!event.isRecurring()) {
            add(event, event.startDate, event.endDate);
            continue;
        }
        const iterator = event.iterator();
        for (let next = iterator.next(), count = 0; next && count < MOST; next = iterator.next(), count += 1) {
            const { item, startDate, endDate } = event.getOccurrenceDetails(next);
            add(item, startDate, endDate);
        }
    }
    console.log([name, ...found].join("\n"));
}

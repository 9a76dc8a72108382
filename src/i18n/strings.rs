//! Every word of ours that people read, in each language.
//!
//! `{}` stands for what is put in by [`fill`], in the order of the arguments. The words of a part of the
//! program are a table of their own, which comes with it.

use std::cell::Cell;

use crate::event::Access;
use crate::filter::Facet;
use crate::text::{Digits, primary_language, split_once};

/// German with the word "Veranstaltung" for an event: our own subtag, which other readers of it pass over.
const GERMAN_EVENTS: &str = "de-x-events";

/// A table of words. What stands in `events` are those of a publisher who calls an event "Veranstaltung" in German.
/// The dates of a series are "Termine" for both.
macro_rules! strings {
    ($(#[$group:meta])* $words:ident { $($(#[$doc:meta])* $name:ident: $english:literal, $german:literal;)* }
        $(events { $($event_name:ident: $event:literal;)* })?
    ) => {
        $(#[$group])*
        #[derive(Debug)]
        pub struct $words {
            $($(#[$doc])* pub $name: &'static str,)*
        }

        impl $words {
            const GERMAN: Self = Self { $($name: $german,)* };

            /// The words for a BCP 47 tag: German for any kind of German, else English.
            pub fn of(tag: &str) -> &'static Self {
                static ENGLISH: $words = $words { $($name: $english,)* };
                static GERMAN: $words = $words::GERMAN;
                $(
                    static EVENTS: $words = $words { $($event_name: $event,)* ..$words::GERMAN };
                    if tag == GERMAN_EVENTS {
                        return &EVENTS;
                    }
                )?
                if is_german(tag) { &GERMAN } else { &ENGLISH }
            }

            #[cfg(test)]
            const ALL: &[(&'static str, &'static str, &'static str)] =
                &[$((stringify!($name), $english, $german),)*];
        }
    };
}

strings! {
    /// The words of one language that every visit needs.
    Strings {
        /// The tag by which the tables of other words are found.
        tag: "en", "de";
        /// What a calendar is called that nobody named.
        events: "Events", "Termine";
        /// While the feed is on its way.
        loading: "Loading events …", "Termine werden geladen …";
        /// One event shown.
        count_one: "1 event", "1 Termin";
        /// `{}` events shown.
        count_other: "{} events", "{} Termine";
        /// One past event shown.
        count_past_one: "1 past event", "1 früherer Termin";
        /// `{}` past events shown.
        count_past_other: "{} past events", "{} frühere Termine";
        /// The list, as a view.
        list: "List", "Liste";
        /// The month, as a view.
        month: "Month", "Monat";
        /// The week, as a view.
        week: "Week", "Woche";
        /// The day, as a view.
        day: "Day", "Tag";
        /// The year, as a view.
        year: "Year", "Jahr";
        /// The tiles, as a view.
        cards: "Cards", "Kacheln";
        /// The group of buttons that switch the view.
        views: "View", "Ansicht";
        /// The label of the search field.
        search: "Search events", "Termine durchsuchen";
        /// Inside the empty search field.
        search_hint: "Search …", "Suchen …";
        /// The group of filters.
        filters: "Filters", "Filter";
        /// Opens the sheet with all facets.
        all_filters: "All filters", "Alle Filter";
        /// The facet "type".
        facet_type: "Type", "Art";
        /// The facet "topic".
        topic: "Topic", "Thema";
        /// The facet "place".
        place: "Place", "Ort";
        /// The facet "organizer".
        organizer: "Organizer", "Veranstalter";
        /// The facet "language".
        language: "Language", "Sprache";
        /// The facet "audience".
        audience: "Audience", "Zielgruppe";
        /// The facet "source".
        source: "Source", "Quelle";
        /// The facet "format".
        format: "Format", "Format";
        /// The facet "price".
        price: "Price", "Preis";
        /// The facet "weekday".
        weekday: "Weekday", "Wochentag";
        /// The facet "time".
        time: "Time of day", "Tageszeit";
        /// The facet "registration".
        registration: "Registration", "Anmeldung";
        /// The facet "access".
        access: "Accessibility", "Barrierefreiheit";
        /// The facet "age".
        age: "Age", "Alter";
        /// The facet "when".
        when: "When", "Wann";
        /// It costs nothing.
        free: "Free", "Kostenlos";
        /// The week after this one.
        next_week: "Next week", "Nächste Woche";
        /// The month after this one.
        next_month: "Next month", "Nächster Monat";
        /// The Saturday and Sunday that come or are.
        weekend: "Weekend", "Wochenende";
        /// Opens the choice of a day, of several or of a month.
        date: "Date", "Datum";
        /// Empties the search field.
        clear_search: "Clear search", "Suche leeren";
        /// What is shown can be saved, printed and subscribed to.
        take: "Save & print", "Speichern & Drucken";
        /// What the starred events are called.
        starred: "My events", "Meine Termine";
        /// The star of the event `{}`, set or not.
        star: "Starred: {}", "Gemerkt: {}";
        /// What a star is for.
        star_hint: "Keep in mind", "Merken";
        /// The section of what has begun and not ended.
        running: "Happening now", "Läuft gerade";
        /// Leads to what is past.
        show_past: "Past events", "Frühere Termine";
        /// Leads back to what comes.
        show_coming: "Upcoming events", "Kommende Termine";
        /// Shows the one event that is left.
        more_one: "Show 1 more event", "1 weiteren Termin anzeigen";
        /// Shows more of `{}` events that are left.
        more_other: "Show more events ({} left)", "Weitere Termine anzeigen (noch {})";
        /// No events, and no filter is to blame.
        empty: "There are no upcoming events at the moment.", "Zurzeit sind keine Termine angekündigt.";
        /// No past events, and no filter is to blame.
        empty_past: "There are no past events.", "Es gibt keine früheren Termine.";
        /// Nothing is left by the filters.
        empty_filtered: "No event matches all filters.", "Kein Termin passt zu allen Filtern.";
        /// The ISO number of a week.
        week_number: "Week {}", "KW {}";
        /// A day without events.
        no_events_day: "No events on this day.", "Keine Termine an diesem Tag.";
        /// `{}` events more on a day than there is room for.
        overflow: "+{} more", "+{} weitere";
        /// The same, with the date `{}`, for those who hear it.
        overflow_label: "{} more events on {}", "{} weitere Termine am {}";
        /// The event's own page.
        event_page: "Event page", "Zur Website";
        /// Closes the dialog.
        close: "Close", "Schließen";
        /// The time of an all-day event.
        all_day: "All day", "Ganztägig";
        /// The time of an event without an end.
        from_time: "From {}", "Ab {}";
        /// A time of the clock.
        clock: "{}", "{} Uhr";
        /// A tentative date.
        planned: "{} (planned)", "{} (geplant)";
        /// A quarter of a year: number and year.
        quarter: "Q{} {}", "{}. Quartal {}";
        /// It does not take place.
        cancelled: "Cancelled", "Abgesagt";
        /// It is planned.
        tentative: "Planned", "Geplant";
        /// It was moved.
        postponed: "Postponed", "Verschoben";
        /// It was moved from the date `{}`.
        postponed_from: "Postponed from {}", "Verschoben vom {}";
        /// Where an event is that has no venue.
        online: "Online", "Online";
        /// The visitor's own clock: a switch, and what stands before a time on it.
        my_zone: "My time zone", "Meine Zeitzone";
        /// The present day.
        today: "Today", "Heute";
        /// The day after.
        tomorrow: "Tomorrow", "Morgen";
        /// The one clock of everything on show, where it is not the visitor's: "Berlin, UTC+1".
        all_times: "All times: {}", "Alle Zeiten: {}";
        /// A file of the program that comes on demand did not come.
        part_failed: "This part of the calendar could not be loaded.", "Dieser Teil des Kalenders konnte nicht geladen werden.";
        /// A file of the program that comes on demand is on its way.
        pending: "Loading …", "Wird geladen …";
        /// Tries once more what could not be loaded.
        retry: "Try again", "Erneut versuchen";
        /// Leads from a view that could not be loaded to the list.
        show_list: "Show the list", "Zur Liste";
        /// The calendar has nothing to show.
        failed: "The events could not be loaded.", "Die Termine konnten nicht geladen werden.";
        /// One of several feeds failed.
        failed_partly:
            "Some events could not be loaded.",
            "Ein Teil der Termine konnte nicht geladen werden.";
        /// What a visitor can do about it.
        failed_hint:
            "Please check your connection, or try again later.",
            "Bitte die Verbindung prüfen oder es später erneut versuchen.";
        /// The partner named no feed.
        no_feed:
            "There is nothing in this calendar yet.",
            "In diesem Kalender steht noch nichts.";
        /// The event that the address names is not there.
        gone: "This event is no longer in the calendar.", "Dieser Termin steht nicht mehr im Kalender.";
        /// What a period holds: its name and the count.
        announce_period: "{}: {}", "{}: {}";
    }
}

strings! {
    /// Those of what stands in rows besides title, time and place.
    RowWords {
        /// It is one of a series.
        recurs: "Part of a series", "Teil einer Reihe";
        /// It is one of a series of which the next date is `{}`.
        recurs_on: "Series, next on {}", "Reihe, wieder am {}";
        /// The first star was set.
        star_first: "Starred. Your stars are stored in this browser only.", "Gemerkt. Ihre Sterne werden nur in diesem Browser gespeichert.";
        /// A star was set.
        star_set: "Starred.", "Gemerkt.";
        /// A star was set where the browser stores nothing.
        star_unstored: "Starred until you leave this page: this browser stores nothing here.", "Gemerkt, bis Sie die Seite verlassen: Dieser Browser speichert hier nichts.";
        /// A star was taken.
        star_taken: "No longer starred.", "Nicht mehr gemerkt.";
        /// Leads to another month of the list.
        jump: "Go to a month", "Zu einem Monat";
        /// One more date of a series, which the list leaves out.
        more_dates_one: "+1 more date", "+1 weiterer Termin";
        /// `{}` more.
        more_dates_other: "+{} more dates", "+{} weitere Termine";
        /// One can register.
        registration_open: "Registration open", "Anmeldung möglich";
        /// One can register until `{}`.
        registration_until: "Register until {}", "Anmeldung bis {}";
        /// One can register from `{}` on.
        registration_from: "Registration from {}", "Anmeldung ab {}";
        /// One cannot register any more.
        registration_closed: "Registration closed", "Anmeldung geschlossen";
        /// One place is left.
        places_one: "1 place left", "1 Platz frei";
        /// `{}` places are left.
        places_other: "{} places left", "{} Plätze frei";
        /// No places are left.
        registration_full: "Fully booked", "Ausgebucht";
        /// A waiting list is open.
        registration_waiting: "Waiting list", "Warteliste";
        /// The publisher puts it first.
        featured: "Featured", "Empfohlen";
        /// Nobody needs to register.
        registration_not_needed: "No registration needed", "Ohne Anmeldung";
        /// There is room for `{}`.
        capacity: "{} places", "{} Plätze";
        /// From 5:00.
        morning: "Morning", "Vormittag";
        /// From 12:00.
        afternoon: "Afternoon", "Nachmittag";
        /// From 17:00.
        evening: "Evening", "Abend";
        /// From 22:00.
        night: "Night", "Nacht";
    }
}

strings! {
    /// Those of the dialog.
    DetailWords {
        /// Shows the events of the one whose name stands before it.
        all_events: "All events", "Alle Termine";
        /// Shows the events of the organizer or organization `{}`.
        all_events_by: "All events by {}", "Alle Termine von {}";
        /// Shows the events in the place `{}`.
        all_events_in: "All events in {}", "Alle Termine in {}";
        /// Shows the events on the topic `{}`.
        all_events_on: "All events on {}", "Alle Termine zu {}";
        /// Sets the star of the event.
        star: "Star", "Merken";
        /// The star of the event is set.
        starred: "Starred", "Gemerkt";
        /// Opens the ways into a calendar.
        into_calendar: "Add to calendar", "In den Kalender";
        /// Opens the ways to somebody else.
        share: "Share", "Teilen";
        /// Heading in the detail.
        when: "When", "Wann";
        /// Heading in the detail.
        where_: "Where", "Wo";
        /// A room's name, where it stands alone.
        room: "Room: {}", "Raum: {}";
        /// Who receives the guests.
        hosted_by: "Hosted by {}", "Gastgeber: {}";
        /// A link to a map.
        directions: "Directions", "Anfahrt";
        /// The way into an online event.
        join_online: "Join online", "Online teilnehmen";
        /// The zone of the times shown, where it is not the visitor's.
        zone_note: "Time zone: {}", "Zeitzone: {}";
        /// Heading in the detail.
        registration: "Registration", "Anmeldung";
        /// The link to register.
        register: "Register", "Zur Anmeldung";
        /// One can register.
        registration_open: "Open", "Möglich";
        /// One cannot register any more.
        registration_closed: "Closed", "Geschlossen";
        /// Nobody needs to register.
        registration_not_needed: "Not needed", "Nicht nötig";
        /// Registration begins at `{}`.
        registration_opens: "Opens on {}", "Ab {}";
        /// Registration ends at `{}`.
        registration_closes: "Until {}", "Bis {}";
        /// There is room for `{}`.
        capacity: "{} places", "{} Plätze";
        /// Heading in the detail.
        price: "Price", "Preis";
        /// It costs nothing.
        free: "Free", "Kostenlos";
        /// Heading in the detail.
        audience: "For", "Für";
        /// Heading in the detail.
        organizer: "Organizer", "Veranstalter";
        /// Heading in the detail.
        accessibility: "Accessibility", "Barrierefreiheit";
        /// Heading in the detail.
        age: "Age", "Alter";
        /// From an age on.
        from_age: "From {}", "Ab {}";
        /// Up to an age.
        up_to_age: "Up to {}", "Bis {}";
        /// The language spoken.
        language: "Language", "Sprache";
        /// How many came.
        attendance: "Attendance", "Teilnehmende";
        /// Heading in the detail.
        topics: "Topics", "Themen";
        /// Heading in the detail.
        programme: "Programme", "Programm";
        /// The address of the talk `{}`.
        link_to: "Link to: {}", "Link zu: {}";
        /// Heading in the detail.
        exhibitors: "Info tables", "Infotische";
        /// Heading in the detail.
        report: "Report", "Rückblick";
        /// The day of the report.
        report_published: "Published on {}", "Veröffentlicht am {}";
        /// Who wrote the report.
        report_by: "By {}", "Von {}";
        /// Heading in the detail.
        links: "Links", "Links";
        /// A link to slides without a name.
        slides: "Slides", "Folien";
        /// A link to a recording without a name.
        recording: "Recording", "Aufzeichnung";
    } events {
        all_events: "Alle Veranstaltungen";
        all_events_by: "Alle Veranstaltungen von {}";
        all_events_in: "Alle Veranstaltungen in {}";
        all_events_on: "Alle Veranstaltungen zu {}";
    }
}

strings! {
    /// Those of a series in the dialog.
    SeriesWords {
        /// Every day.
        daily: "Daily", "Täglich";
        /// Every `{}` days.
        every_days: "Every {} days", "Alle {} Tage";
        /// Every week on the days `{}`.
        weekly: "Every {}", "Jeden {}";
        /// Every `{}` weeks on the days `{}`.
        every_weeks: "Every {} weeks on {}", "Alle {} Wochen am {}";
        /// Every month on the days `{}`: "first Tuesday".
        monthly: "Every {} of the month", "Jeden {} im Monat";
        /// Every `{}` months on the days `{}`.
        every_months: "Every {} months on the {}", "Alle {} Monate am {}";
        /// Every month on the day `{}`.
        monthly_on: "On day {} of each month", "Am {}. jedes Monats";
        /// Every year.
        yearly: "Every year", "Jedes Jahr";
        /// The first to the fifth, before a day of the week.
        ordinals: "first second third fourth fifth", "ersten zweiten dritten vierten fünften";
        /// The last, before a day of the week.
        last: "last", "letzten";
        /// Before the last of several.
        and: " and ", " und ";
        /// Heading of the next dates.
        next: "Next dates", "Nächste Termine";
        /// Shows all dates of the series.
        all: "All dates of the series", "Alle Termine der Reihe";
    }
}

strings! {
    /// What makes an event accessible.
    AccessWords {
        /// [`Access::StepFree`].
        step_free: "Step-free", "Stufenlos";
        /// [`Access::SignLanguage`].
        sign_language: "Sign language", "Gebärdensprache";
        /// [`Access::Captions`].
        captions: "Captions", "Untertitel";
        /// [`Access::AudioDescription`].
        audio_description: "Audio description", "Audiodeskription";
        /// [`Access::HearingLoop`].
        hearing_loop: "Hearing loop", "Hörschleife";
        /// [`Access::Quiet`].
        quiet: "Quiet", "Reizarm";
    }
}

impl AccessWords {
    /// The word for one.
    pub fn name(&self, access: Access) -> &'static str {
        match access {
            Access::StepFree => self.step_free,
            Access::SignLanguage => self.sign_language,
            Access::Captions => self.captions,
            Access::AudioDescription => self.audio_description,
            Access::HearingLoop => self.hearing_loop,
            Access::Quiet => self.quiet,
        }
    }
}

strings! {
    /// Those of search and facets.
    FilterWords {
        /// For those up to 12, and families.
        children: "Children and families", "Kinder und Familien";
        /// For those from 13 to 17.
        youth: "Teenagers", "Jugendliche";
        /// For those from 18 on.
        adults: "Adults", "Erwachsene";
        /// One goes there.
        on_site: "On site", "Vor Ort";
        /// One connects.
        online: "Online", "Online";
        /// One goes there or connects.
        hybrid: "On site and online", "Vor Ort und online";
        /// It costs something.
        paid: "With a fee", "Kostenpflichtig";
        /// One can register.
        registration_open: "Registration open", "Anmeldung möglich";
        /// One cannot register, or not yet.
        registration_closed: "Registration closed", "Anmeldung geschlossen";
        /// Nobody needs to register.
        registration_not_needed: "No registration needed", "Ohne Anmeldung";
        /// The week around today.
        this_week: "This week", "Diese Woche";
        /// The Saturday and Sunday that come or are.
        this_weekend: "This weekend", "Dieses Wochenende";
        /// The month of today.
        this_month: "This month", "Dieser Monat";
        /// Today and 29 days more.
        next_30_days: "Next 30 days", "Nächste 30 Tage";
        /// What is over.
        past: "Past events", "Frühere Termine";
        /// Days from one to another, as one control.
        span: "From one day to another", "Zeitraum";
        /// From the day `{}` on.
        since_day: "From {}", "Ab {}";
        /// Up to the day `{}`.
        until_day: "Until {}", "Bis {}";
        /// The field that narrows the values of the facet `{}`.
        find_value: "Find in “{}”", "In „{}“ suchen";
        /// No value of a facet has what was typed.
        no_value: "Nothing like that here.", "Nichts davon dabei.";
        /// Shows values of a facet of which `{}` are left.
        more_values: "Show more ({} left)", "Mehr anzeigen (noch {})";
        /// Closes the sheet on the events that are left: "24 events".
        show_events: "Show {}", "{} anzeigen";
        /// The same where none is left.
        show_none: "No events", "Keine Termine";
        /// Takes all filters off.
        clear_filters: "Clear all filters", "Alle Filter aus";
        /// Takes the filter `{}` off.
        remove_filter: "Remove filter: {}", "Filter entfernen: {}";
        /// A chip for the search text `{}`.
        search_chip: "“{}”", "„{}“";
        /// Without the filter `{}` there is one event.
        loosen_one: "Without {}: 1 event", "Ohne {}: 1 Termin";
        /// Without the filter `{}` there are `{}` events.
        loosen_other: "Without {}: {} events", "Ohne {}: {} Termine";
        /// With the filter `{}` and no other there is one event.
        only_one: "Only {}: 1 event", "Nur {}: 1 Termin";
        /// With the filter `{}` and no other there are `{}` events.
        only_other: "Only {}: {} events", "Nur {}: {} Termine";
    } events {
        past: "Frühere Veranstaltungen";
        show_none: "Keine Veranstaltungen";
        loosen_one: "Ohne {}: 1 Veranstaltung";
        loosen_other: "Ohne {}: {} Veranstaltungen";
        only_one: "Nur {}: 1 Veranstaltung";
        only_other: "Nur {}: {} Veranstaltungen";
    }
}

strings! {
    /// Those of what is offered while somebody types, and of why something was found.
    SearchWords {
        /// What is offered below the search field.
        suggestions: "Suggestions", "Vorschläge";
        /// One is offered.
        suggested_one: "1 suggestion", "1 Vorschlag";
        /// `{}` are offered.
        suggested_other: "{} suggestions", "{} Vorschläge";
        /// Somebody who speaks, as a kind of suggestion.
        person: "Person", "Person";
        /// Several dates with one title, as a kind of suggestion.
        dates: "Dates", "Termine";
        /// An event, as a kind of suggestion.
        event: "Event", "Termin";
        /// Where something was found: in a talk.
        talk: "Talk", "Vortrag";
        /// In another item of the programme.
        programme: "Programme", "Programm";
        /// In what the event is about.
        description: "Description", "Beschreibung";
        /// With who shows something.
        exhibitor: "Info table", "Infotisch";
        /// In what was written afterwards.
        report: "Report", "Rückblick";
        /// In what a link is called.
        link: "Link", "Link";
        /// The name of a choice `{}` that nobody knows.
        not_understood: "“{}” was not understood.", "„{}“ wurde nicht verstanden.";
        /// A choice `{}` that no event has.
        no_such_value: "No event has “{}”.", "Kein Termin hat „{}“.";
        /// Leads to what is past, where one event matches.
        past_one: "1 match among past events", "1 Treffer unter früheren Terminen";
        /// The same, where `{}` match.
        past_other: "{} matches among past events", "{} Treffer unter früheren Terminen";
        /// Leads to what comes, where one event matches.
        coming_one: "1 match among upcoming events", "1 Treffer unter kommenden Terminen";
        /// The same, where `{}` match.
        coming_other: "{} matches among upcoming events", "{} Treffer unter kommenden Terminen";
    } events {
        event: "Veranstaltung";
        no_such_value: "Keine Veranstaltung hat „{}“.";
        past_one: "1 Treffer unter früheren Veranstaltungen";
        past_other: "{} Treffer unter früheren Veranstaltungen";
        coming_one: "1 Treffer unter kommenden Veranstaltungen";
        coming_other: "{} Treffer unter kommenden Veranstaltungen";
    }
}

strings! {
    /// Those of what is chosen, of paper, and of plans.
    PaperWords {
        /// At the same time as the events `{}`.
        overlaps: "Overlaps with {}", "Überschneidet sich mit {}";
        /// What is chosen of types, and at which places.
        type_in_place: "{} in {}", "{} in {}";
        /// A search text `{}` among the filters of what is printed.
        quoted: "“{}”", "„{}“";
        /// The filters of what is printed.
        filtered_by: "Filtered by: {}", "Gefiltert nach: {}";
        /// The day on which it is printed.
        as_of: "as of {}", "Stand {}";
    }
}

strings! {
    /// Those of what leaves the calendar.
    ExportWords {
        /// The panel with the ways of what is shown.
        take: "Share, save, print, subscribe", "Teilen, speichern, drucken, abonnieren";
        /// The ways of what is chosen to somebody else.
        share_selection: "Share this selection", "Diese Auswahl teilen";
        /// Opens a letter.
        mail: "E-mail", "E-Mail";
        /// Shows the link to cameras.
        code: "QR code", "QR-Code";
        /// What cameras read from it.
        code_of: "QR code of the link: {}", "QR-Code des Links: {}";
        /// The link is too long for cameras.
        code_too_long: "The link is too long for a QR code.", "Für einen QR-Code ist der Link zu lang.";
        /// So many events more than a text names.
        and_more: "and {} more", "und {} weitere";
        /// Stars are known to this browser alone.
        stars_stay: "Your stars are known to this browser only: the text names these events, the link leads to all.", "Ihre Sterne kennt nur dieser Browser: Der Text nennt diese Termine, der Link führt zu allen.";
        /// Saves the events on show as one file.
        file_of_shown: "Save as a calendar file (.ics)", "Als Kalenderdatei speichern (.ics)";
        /// Prints the events on show.
        print: "Print", "Drucken";
        /// What is printed.
        print_hint: "Programme of these events", "Programm dieser Termine";
        /// Prints descriptions, too.
        print_details: "With descriptions and programmes", "Mit Beschreibungen und Programmen";
        /// Lets the visitor's calendar follow the feed.
        subscribe: "Subscribe", "Abonnieren";
        /// The same where there are several: the feed `{}`.
        subscribe_to: "Subscribe: {}", "Abonnieren: {}";
        /// What subscribing does.
        subscribe_hint: "Your calendar then shows all events and keeps them up to date.", "Ihr Kalender zeigt dann alle Termine und hält sie aktuell.";
        /// The same where the address tells what is chosen.
        subscribe_selection: "Your calendar then shows this selection and keeps it up to date.", "Ihr Kalender zeigt dann diese Auswahl und hält sie aktuell.";
        /// The same where the address tells some of what is chosen.
        subscribe_part: "Your calendar then shows more than this selection: not everything that is chosen can be subscribed to.", "Ihr Kalender zeigt dann mehr als diese Auswahl: Nicht alles Gewählte lässt sich abonnieren.";
        /// The same where the address tells nothing of what is chosen.
        subscribe_not_selection: "You subscribe to all events, not to this selection alone.", "Abonniert werden alle Termine, nicht nur diese Auswahl.";
        /// Google's calendar.
        google: "Google Calendar", "Google Kalender";
        /// Any calendar of the visitor's system.
        other_calendar: "Apple and others", "Apple und andere";
        /// The shortest ways of an event into a calendar stand behind it.
        at_once: "Add to", "Eintragen in";
        /// Saves the event as a file, in short.
        file_short: "File (.ics)", "Datei (.ics)";
        /// Copies the address to subscribe to.
        copy_address: "Copy address", "Adresse kopieren";
        /// Which dates of a series.
        which_dates: "Which dates?", "Welche Termine?";
        /// This date alone.
        this_date: "This date", "Nur diesen Termin";
        /// All dates of the series.
        all_dates: "All dates of the series", "Alle Termine der Reihe";
        /// The choice of a reminder.
        reminder: "Reminder", "Erinnerung";
        /// Nothing reminds.
        no_reminder: "None", "Keine";
        /// A quarter of an hour before.
        quarter_before: "15 minutes before", "15 Minuten vorher";
        /// An hour before.
        hour_before: "1 hour before", "1 Stunde vorher";
        /// A day before.
        day_before: "1 day before", "1 Tag vorher";
        /// Saves the event as a file.
        file: "Calendar file (.ics)", "Kalenderdatei (.ics)";
        /// Who reads such files.
        file_hint: "For Apple Calendar, Outlook, Thunderbird and others; or straight into:", "Für Apple Kalender, Outlook, Thunderbird und andere; oder direkt in:";
        /// No web calendar can be told of this series by a link.
        series_by_file: "This series can only be taken along as a file.", "Diese Reihe lässt sich nur als Datei mitnehmen.";
        /// Opens the system's share sheet.
        share_by_system: "Share …", "Teilen …";
        /// Copies the event's address.
        copy_link: "Copy link", "Link kopieren";
        /// Copies title, date, place and address.
        copy_text: "Copy as text", "Als Text kopieren";
        /// It is in the clipboard.
        copied: "Copied.", "Kopiert.";
        /// The browser does not let the page copy.
        copy_by_hand: "Please copy by hand:", "Bitte von Hand kopieren:";
    } events {
        stars_stay: "Ihre Sterne kennt nur dieser Browser: Der Text nennt diese Veranstaltungen, der Link führt zu allen.";
        print_hint: "Programm dieser Veranstaltungen";
        subscribe_hint: "Ihr Kalender zeigt dann alle Veranstaltungen und hält sie aktuell.";
        subscribe_not_selection: "Abonniert werden alle Veranstaltungen, nicht nur diese Auswahl.";
    }
}

strings! {
    /// Those of feeds where there are several, or where they are kept fresh.
    FeedWords {
        /// The feed `{}` has not come while others have.
        slow: "“{}” is still on its way …", "„{}“ wird noch geladen …";
        /// The feed `{}` could not be read.
        failed: "“{}” could not be loaded.", "„{}“ konnte nicht geladen werden.";
        /// The time of the copy that is shown instead.
        as_of: "Shown as of {}.", "Stand: {}.";
        /// Before the numbers of what has changed.
        updated: "Updated:", "Aktualisiert:";
        /// `{}` events are new.
        new: "{} new", "{} neu";
        /// `{}` events have changed.
        changed: "{} changed", "{} geändert";
        /// `{}` events are not there any more.
        gone: "{} gone", "{} entfallen";
    }
}

strings! {
    /// Those of the ways from a grid to other periods.
    WayWords {
        /// A month without events.
        empty_month: "No events in {}.", "Keine Termine im {}.";
        /// A week without events: from its first day to its last.
        empty_week: "No events in the week {}.", "Keine Termine in der Woche {}.";
        /// A year without events.
        empty_year: "No events in {}.", "Keine Termine im Jahr {}.";
        /// Leads to the next month with events.
        next_event: "Next event: {}", "Nächster Termin: {}";
        /// Leads to the month with the latest events before.
        previous_event: "Previous event: {}", "Voriger Termin: {}";
        /// The label of the field for a date.
        pick_date: "Go to a date", "Zu einem Datum";
        /// What stands on weekdays that the grid leaves out.
        on_hidden_days: "On days not shown here", "An hier nicht gezeigten Tagen";
    } events {
        empty_month: "Keine Veranstaltungen im {}.";
        empty_week: "Keine Veranstaltungen in der Woche {}.";
        empty_year: "Keine Veranstaltungen im Jahr {}.";
        next_event: "Nächste Veranstaltung: {}";
        previous_event: "Vorige Veranstaltung: {}";
    }
}

strings! {
    /// Those around a grid.
    PeriodWords {
        /// The button to the day before.
        previous_day: "Previous day", "Voriger Tag";
        /// The button to the day after.
        next_day: "Next day", "Nächster Tag";
        /// The button to the week before.
        previous_week: "Previous week", "Vorige Woche";
        /// The button to the week after.
        next_week: "Next week", "Nächste Woche";
        /// The button to the month before.
        previous_month: "Previous month", "Voriger Monat";
        /// The button to the month after.
        next_month: "Next month", "Nächster Monat";
        /// The button to the year before.
        previous_year: "Previous year", "Voriges Jahr";
        /// The button to the year after.
        next_year: "Next year", "Nächstes Jahr";
        /// The button to the present day.
        today: "Today", "Heute";
        /// The label of the month picker.
        pick_month: "Choose a month", "Monat wählen";
        /// The label of the year picker.
        pick_year: "Choose a year", "Jahr wählen";
        /// Shows the months of the year that are over, where they stand one below the other.
        earlier_months: "Earlier months", "Frühere Monate";
    }
}

strings! {
    /// Those of the mini month.
    MiniWords {
        /// The button to the month before.
        previous: "Previous month", "Voriger Monat";
        /// The button to the month after.
        next: "Next month", "Nächster Monat";
    }
}

impl RowWords {
    /// What a time of day is called, a value of the facet "time"; nothing where it is none.
    pub fn time_of_day(&self, value: &str) -> &'static str {
        match value {
            "morning" => self.morning,
            "afternoon" => self.afternoon,
            "evening" => self.evening,
            "night" => self.night,
            _ => "",
        }
    }

    /// How many places are left.
    pub fn places_left(&self, number: usize) -> String {
        plural(self.places_one, self.places_other, number)
    }

    /// How many dates of a series the list leaves out.
    pub fn more_dates(&self, number: usize) -> String {
        plural(self.more_dates_one, self.more_dates_other, number)
    }
}

impl Strings {
    /// The language that these words are in, as a tag by which the other tables say the same word for an event.
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// The words for a BCP 47 tag, where the publisher says so with others for what events are called, once those are
    /// there.
    pub fn worded(tag: &str, says_events: bool) -> &'static Self {
        let other = OTHER_WORDING.get().filter(|_| says_events);
        other.unwrap_or(Self::of)(tag)
    }

    /// Takes [`Strings::with_events`], which comes with a part of the program.
    pub fn take_other_wording(wording: Wording) {
        OTHER_WORDING.set(Some(wording));
    }

    /// The words for a BCP 47 tag where the publisher calls an event "Veranstaltung" in German, not "Termin".
    pub fn with_events(tag: &str) -> &'static Self {
        static GERMAN: Strings = Strings {
            tag: GERMAN_EVENTS,
            events: "Veranstaltungen",
            loading: "Veranstaltungen werden geladen …",
            count_one: "1 Veranstaltung",
            count_other: "{} Veranstaltungen",
            count_past_one: "1 frühere Veranstaltung",
            count_past_other: "{} frühere Veranstaltungen",
            search: "Veranstaltungen durchsuchen",
            starred: "Meine Veranstaltungen",
            show_past: "Frühere Veranstaltungen",
            show_coming: "Kommende Veranstaltungen",
            more_one: "1 weitere Veranstaltung anzeigen",
            more_other: "Weitere Veranstaltungen anzeigen (noch {})",
            empty: "Zurzeit sind keine Veranstaltungen angekündigt.",
            empty_past: "Es gibt keine früheren Veranstaltungen.",
            empty_filtered: "Keine Veranstaltung passt zu allen Filtern.",
            no_events_day: "Keine Veranstaltungen an diesem Tag.",
            overflow_label: "{} weitere Veranstaltungen am {}",
            failed: "Die Veranstaltungen konnten nicht geladen werden.",
            failed_partly: "Ein Teil der Veranstaltungen konnte nicht geladen werden.",
            gone: "Diese Veranstaltung steht nicht mehr im Kalender.",
            ..Strings::GERMAN
        };
        if is_german(tag) { &GERMAN } else { Self::of(tag) }
    }

    /// What a facet is called.
    pub fn facet(&self, facet: Facet) -> &'static str {
        match facet {
            Facet::Type => self.facet_type,
            Facet::Topic => self.topic,
            Facet::Place => self.place,
            Facet::Organizer => self.organizer,
            Facet::Language => self.language,
            Facet::Audience => self.audience,
            Facet::Source => self.source,
            Facet::Format => self.format,
            Facet::Price => self.price,
            Facet::Weekday => self.weekday,
            Facet::Time => self.time,
            Facet::Registration => self.registration,
            Facet::Access => self.access,
            Facet::Age => self.age,
            Facet::When => self.when,
        }
    }

    /// How many events are shown.
    pub fn count(&self, number: usize, past: bool) -> String {
        match past {
            false => plural(self.count_one, self.count_other, number),
            true => plural(self.count_past_one, self.count_past_other, number),
        }
    }

    /// The button that shows more.
    pub fn more(&self, number: usize) -> String {
        plural(self.more_one, self.more_other, number)
    }
}

/// Gives the words for a BCP 47 tag.
type Wording = fn(&str) -> &'static Strings;

thread_local! {
    static OTHER_WORDING: Cell<Option<Wording>> = const { Cell::new(None) };
}

/// The same words are the same table.
impl PartialEq for Strings {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Strings {}

pub(super) fn is_german(tag: &str) -> bool {
    primary_language(tag).eq_ignore_ascii_case("de")
}

/// The template with each `{}` replaced, in order. What is put in is never read as a template.
pub fn fill(template: &str, arguments: &[&str]) -> String {
    let mut filled = String::new();
    let mut arguments = arguments.iter();
    let mut rest = template;
    while let Some((before, after)) = split_once(rest, "{}") {
        filled.push_str(before);
        filled.push_str(arguments.next().unwrap_or(&""));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

fn plural(one: &str, other: &str, number: usize) -> String {
    fill(if number == 1 { one } else { other }, &[&number.digits()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_both_languages_with_the_same_gaps() {
        let all = [
            Strings::ALL,
            FeedWords::ALL,
            RowWords::ALL,
            DetailWords::ALL,
            SeriesWords::ALL,
            FilterWords::ALL,
            AccessWords::ALL,
            ExportWords::ALL,
            PaperWords::ALL,
            PeriodWords::ALL,
            WayWords::ALL,
            MiniWords::ALL,
            SearchWords::ALL,
        ]
        .concat();
        for (name, english, german) in all {
            assert!(!english.is_empty() && !german.is_empty(), "{name}");
            assert_eq!(
                english.matches("{}").count(),
                german.matches("{}").count(),
                "{name}"
            );
        }
    }

    #[test]
    fn an_event_has_one_name() {
        let german = Strings::ALL.iter().map(|(name, _, german)| (*name, *german));
        for (name, words) in german {
            assert!(!words.contains("Veranstaltung"), "{name}");
        }
        let strings = Strings::with_events("de-AT");
        let tag = strings.tag();
        // The dates of a series, and a calendar of the visitor's own, have dates in any case.
        let dates = [
            "+1 weiterer Termin",
            "+{} weitere Termine",
            "Nächste Termine",
            "Alle Termine der Reihe",
            "Welche Termine?",
            "Nur diesen Termin",
            "dates: \"Termine\"",
        ];
        let mut all = [
            format!("{strings:?}"),
            format!("{:?}", RowWords::of(tag)),
            format!("{:?}", DetailWords::of(tag)),
            format!("{:?}", SeriesWords::of(tag)),
            format!("{:?}", FilterWords::of(tag)),
            format!("{:?}", AccessWords::of(tag)),
            format!("{:?}", ExportWords::of(tag)),
            format!("{:?}", PaperWords::of(tag)),
            format!("{:?}", PeriodWords::of(tag)),
            format!("{:?}", WayWords::of(tag)),
            format!("{:?}", MiniWords::of(tag)),
            format!("{:?}", SearchWords::of(tag)),
        ]
        .concat();
        for one in dates {
            assert!(all.contains(one), "{one}");
            all = all.replace(one, "");
        }
        assert!(!all.contains("Termin"), "{all}");
        assert_eq!(primary_language(tag), "de");
        assert_eq!(Strings::with_events("en"), Strings::of("en"));
    }

    #[test]
    fn gaps_are_filled_in_order_and_only_once() {
        assert_eq!(fill("{} of {}", &["{}", "2"]), "{} of 2");
        assert_eq!(fill("none", &["x"]), "none");
        assert_eq!(fill("{}{}", &["a"]), "a");
    }

    #[test]
    fn one_event_is_not_many() {
        assert_eq!(Strings::of("de-AT").count(1, false), "1 Termin");
        assert_eq!(Strings::of("de").count(2, false), "2 Termine");
        assert_eq!(Strings::of("fr").count(0, false), "0 events");
    }
}

//! Every word of ours that people read: which there are, and what each is for.
//!
//! What they are in a language stands in `i18n/`, a file for each (docs/translating.md). `{}` stands for what is put
//! in by [`fill`], in the order of the arguments. A word that counts has plural forms, of which [`plural`] takes one.
//! Each group is a table of its own, which comes with those parts of the program that show it.

use crate::event::Access;
use crate::filter::Facet;
use crate::i18n::plural::plural;
use crate::i18n::tables::tables;
use crate::text::{Digits, primary_language, split_once};

tables! {
    /// What every visit needs.
    Strings "first" {
        /// What a calendar is called that nobody named.
        events;
        /// While the feed is on its way.
        loading;
        /// `{}` events shown.
        events_count;
        /// `{}` past events shown.
        past_count;
        /// The list, as a view.
        list;
        /// The month, as a view.
        month;
        /// The week, as a view.
        week;
        /// The day, as a view.
        day;
        /// The year, as a view.
        year;
        /// The tiles, as a view.
        cards;
        /// The group of buttons that switch the view.
        views;
        /// The label of the search field.
        search;
        /// Inside the empty search field.
        search_hint;
        /// The group of filters.
        filters;
        /// Opens the sheet with all facets.
        all_filters;
        /// The facet "type".
        facet_type;
        /// The facet "topic".
        topic;
        /// The facet "place".
        place;
        /// The facet "organizer".
        organizer;
        /// The facet "language".
        language;
        /// The facet "audience".
        audience;
        /// The facet "source".
        source;
        /// The facet "format".
        format;
        /// The facet "price".
        price;
        /// The facet "weekday".
        weekday;
        /// The facet "time".
        time;
        /// The facet "registration".
        registration;
        /// The facet "access".
        access;
        /// The facet "age".
        age;
        /// The facet "when".
        when;
        /// It costs nothing.
        free;
        /// The week after this one.
        next_week;
        /// The month after this one.
        next_month;
        /// The Saturday and Sunday that come or are.
        weekend;
        /// Opens the choice of a day, of several or of a month.
        date;
        /// Empties the search field.
        clear_search;
        /// What is shown can be saved, printed and subscribed to.
        take;
        /// What the starred events are called.
        starred;
        /// The star of the event `{}`, set or not.
        star;
        /// What a star is for.
        star_hint;
        /// The section of what has begun and not ended.
        running;
        /// Leads to what is past.
        show_past;
        /// Leads back to what comes.
        show_coming;
        /// Shows more of `{}` events that are left.
        more_events;
        /// No events, and no filter is to blame.
        empty;
        /// No past events, and no filter is to blame.
        empty_past;
        /// Nothing is left by the filters.
        empty_filtered;
        /// A day without events.
        no_events_day;
        /// The time of an all-day event.
        all_day;
        /// The time of an event without an end.
        from_time;
        /// A time of the clock.
        clock;
        /// A tentative date.
        planned;
        /// A quarter of a year: number and year.
        quarter;
        /// It does not take place.
        cancelled;
        /// It is planned.
        tentative;
        /// It was moved.
        postponed;
        /// Where an event is that has no venue.
        online;
        /// The visitor's own clock: a switch, and what stands before a time on it.
        my_zone;
        /// The present day.
        today;
        /// The day after.
        tomorrow;
        /// The one clock of everything on show, where it is not the visitor's: "Berlin, UTC+1".
        all_times;
        /// A file of the program that comes on demand did not come.
        part_failed;
        /// A file of the program that comes on demand is on its way.
        pending;
        /// Tries once more what could not be loaded.
        retry;
        /// Leads from a view that could not be loaded to the list.
        show_list;
        /// The calendar has nothing to show.
        failed;
        /// One of several feeds failed.
        failed_partly;
        /// What a visitor can do about it.
        failed_hint;
        /// The partner named no feed.
        no_feed;
        /// The event that the address names is not there.
        gone;
        /// What a period holds: its name and the count.
        announce_period;
    }
}

tables! {
    /// What stands in rows besides title, time and place.
    RowWords "row" {
        /// It was moved from the date `{}`.
        postponed_from;
        /// The event's own page.
        event_page;
        /// Closes the dialog.
        close;
        /// It is one of a series.
        recurs;
        /// It is one of a series of which the next date is `{}`.
        recurs_on;
        /// The first star was set.
        star_first;
        /// A star was set.
        star_set;
        /// A star was set where the browser stores nothing.
        star_unstored;
        /// A star was taken.
        star_taken;
        /// Leads to another month of the list.
        jump;
        /// `{}` more dates of a series, which the list leaves out.
        other_dates;
        /// One can register.
        registration_open;
        /// One can register until `{}`.
        registration_until;
        /// One can register from `{}` on.
        registration_from;
        /// One cannot register any more.
        registration_closed;
        /// `{}` places are left.
        places;
        /// No places are left.
        registration_full;
        /// A waiting list is open.
        registration_waiting;
        /// The publisher puts it first.
        featured;
        /// Nobody needs to register.
        registration_not_needed;
        /// There is room for `{}`.
        capacity;
        /// From 5:00.
        morning;
        /// From 12:00.
        afternoon;
        /// From 17:00.
        evening;
        /// From 22:00.
        night;
    }
}

tables! {
    /// Around what is chosen, on paper, and in plans.
    PaperWords "paper" {
        /// At the same time as the events `{}`.
        overlaps;
        /// What is chosen of types, and at which places.
        type_in_place;
        /// A search text `{}` among the filters of what is printed.
        quoted;
        /// The filters of what is printed.
        filtered_by;
        /// The day on which it is printed.
        as_of;
    }
}

tables! {
    /// The mini month.
    MiniWords "mini" {
        /// The button to the month before.
        previous;
        /// The button to the month after.
        next;
    }
}

tables! {
    /// Feeds where there are several, or where they are kept fresh.
    FeedWords "feed" {
        /// The feed `{}` has not come while others have.
        slow;
        /// The feed `{}` could not be read.
        failed;
        /// The time of the copy that is shown instead.
        as_of;
        /// Before the numbers of what has changed.
        updated;
        /// `{}` events are new.
        added;
        /// `{}` events have changed.
        changed;
        /// `{}` events are not there any more.
        gone;
        /// Above events of a feed that comes month by month: `{}` are the months whose events are counted and searched.
        of_loaded;
        /// Has more months asked for, in which the search goes on.
        search_more;
    }
}

tables! {
    /// The ways from a grid to other periods.
    WayWords "way" {
        /// A month without events.
        empty_month;
        /// A week without events: from its first day to its last.
        empty_week;
        /// A year without events.
        empty_year;
        /// Leads to the next month with events.
        next_event;
        /// Leads to the month with the latest events before.
        previous_event;
        /// The label of the field for a date.
        pick_date;
        /// What stands on weekdays that the grid leaves out.
        on_hidden_days;
    }
}

tables! {
    /// Around a grid.
    PeriodWords "period" {
        /// The ISO number of a week.
        week_number;
        /// `{}` events more on a day than there is room for.
        overflow;
        /// `{}` events more on the date `{}` than there is room for, for those who hear it.
        overflow_label;
        /// The button to the day before.
        previous_day;
        /// The button to the day after.
        next_day;
        /// The button to the week before.
        previous_week;
        /// The button to the week after.
        next_week;
        /// The button to the month before.
        previous_month;
        /// The button to the month after.
        next_month;
        /// The button to the year before.
        previous_year;
        /// The button to the year after.
        next_year;
        /// The button to the present day.
        today;
        /// The label of the month picker.
        pick_month;
        /// The label of the year picker.
        pick_year;
        /// Shows the months of the year that are over, where they stand one below the other.
        earlier_months;
    }
}

tables! {
    /// The dialog of an event.
    DetailWords "detail" {
        /// Shows the events of the one whose name stands before it.
        all_events;
        /// Shows the events of the organizer or organization `{}`.
        all_events_by;
        /// Shows the events in the place `{}`.
        all_events_in;
        /// Shows the events on the topic `{}`.
        all_events_on;
        /// Sets the star of the event.
        star;
        /// The star of the event is set.
        starred;
        /// Opens the ways into a calendar.
        into_calendar;
        /// Opens the ways to somebody else.
        share;
        /// Heading in the detail.
        when;
        /// Heading in the detail.
        where_;
        /// A room's name, where it stands alone.
        room;
        /// Who receives the guests.
        hosted_by;
        /// A link to a map.
        directions;
        /// The way into an online event.
        join_online;
        /// The zone of the times shown, where it is not the visitor's.
        zone_note;
        /// Heading in the detail.
        registration;
        /// The link to register.
        register;
        /// One can register.
        registration_open;
        /// One cannot register any more.
        registration_closed;
        /// Nobody needs to register.
        registration_not_needed;
        /// Registration begins at `{}`.
        registration_opens;
        /// Registration ends at `{}`.
        registration_closes;
        /// There is room for `{}`.
        capacity;
        /// Heading in the detail.
        price;
        /// It costs nothing.
        free;
        /// Heading in the detail.
        audience;
        /// Heading in the detail.
        organizer;
        /// Heading in the detail.
        accessibility;
        /// Heading in the detail.
        age;
        /// From an age on.
        from_age;
        /// Up to an age.
        up_to_age;
        /// The language spoken.
        language;
        /// How many came.
        attendance;
        /// Heading in the detail.
        topics;
        /// Heading in the detail.
        programme;
        /// The address of the talk `{}`.
        link_to;
        /// Heading in the detail.
        exhibitors;
        /// Heading in the detail.
        report;
        /// The day of the report.
        report_published;
        /// Who wrote the report.
        report_by;
        /// Heading in the detail.
        links;
        /// A link to slides without a name.
        slides;
        /// A link to a recording without a name.
        recording;
    }
}

tables! {
    /// A series in the dialog.
    SeriesWords "series" {
        /// Every day.
        daily;
        /// Every `{}` days.
        every_days;
        /// Every week on the days `{}`.
        weekly;
        /// Every `{}` weeks on the days `{}`.
        every_weeks;
        /// Every month on the days `{}`: "first Tuesday".
        monthly;
        /// Every `{}` months on the days `{}`.
        every_months;
        /// Every month on the day `{}`.
        monthly_on;
        /// Every year.
        yearly;
        /// The first to the fifth day of the week `{}` of a month, each after a `|`.
        ordinals;
        /// The last day of the week `{}` of a month.
        last;
        /// Before the last of several.
        and;
        /// Heading of the next dates.
        next;
        /// Shows all dates of the series.
        all;
    }
}

tables! {
    /// What makes an event accessible.
    AccessWords "access" {
        /// One needs to climb no step.
        step_free;
        /// There is sign language.
        sign_language;
        /// What is said can be read.
        captions;
        /// What is seen is said.
        audio_description;
        /// Hearing aids can listen in.
        hearing_loop;
        /// It is quiet, without glaring light.
        quiet;
    }
}

tables! {
    /// Search and facets.
    FilterWords "filter" {
        /// For those up to 12, and families.
        children;
        /// For those from 13 to 17.
        youth;
        /// For those from 18 on.
        adults;
        /// One goes there.
        on_site;
        /// One connects.
        online;
        /// One goes there or connects.
        hybrid;
        /// It costs something.
        paid;
        /// One can register.
        registration_open;
        /// One cannot register, or not yet.
        registration_closed;
        /// Nobody needs to register.
        registration_not_needed;
        /// The week around today.
        this_week;
        /// The Saturday and Sunday that come or are.
        this_weekend;
        /// The month of today.
        this_month;
        /// Today and 29 days more.
        next_30_days;
        /// What is over.
        past;
        /// Days from one to another, as one control.
        span;
        /// From the day `{}` on.
        since_day;
        /// Up to the day `{}`.
        until_day;
        /// The field that narrows the values of the facet `{}`.
        find_value;
        /// No value of a facet has what was typed.
        no_value;
        /// Shows values of a facet of which `{}` are left.
        more_values;
        /// Closes the sheet on the events that are left: "24 events".
        show_events;
        /// The same where none is left.
        show_none;
        /// Takes all filters off.
        clear_filters;
        /// Takes the filter `{}` off.
        remove_filter;
        /// A chip for the search text `{}`.
        search_chip;
        /// Without the filter `{}` there are `{}` events.
        loosen;
        /// With the filter `{}` and no other there are `{}` events.
        only;
    }
}

tables! {
    /// What is offered while somebody types, and why something was found.
    SearchWords "search" {
        /// What is offered below the search field.
        suggestions;
        /// `{}` are offered.
        suggested;
        /// Somebody who speaks, as a kind of suggestion.
        person;
        /// Several dates with one title, as a kind of suggestion.
        dates;
        /// An event, as a kind of suggestion.
        event;
        /// Where something was found: in a talk.
        talk;
        /// In another item of the programme.
        programme;
        /// In what the event is about.
        description;
        /// With who shows something.
        exhibitor;
        /// In what was written afterwards.
        report;
        /// In what a link is called.
        link;
        /// The name of a choice `{}` that nobody knows.
        not_understood;
        /// A choice `{}` that no event has.
        no_such_value;
        /// Leads to what is past, where `{}` events match.
        past;
        /// Leads to what comes, where `{}` events match.
        coming;
    }
}

tables! {
    /// What leaves the calendar.
    ExportWords "export" {
        /// The panel with the ways of what is shown.
        take;
        /// The ways of what is chosen to somebody else.
        share_selection;
        /// Opens a letter.
        mail;
        /// Shows the link to cameras.
        code;
        /// What cameras read from it.
        code_of;
        /// The link is too long for cameras.
        code_too_long;
        /// So many events more than a text names.
        and_more;
        /// Stars are known to this browser alone.
        stars_stay;
        /// Saves the events on show as one file.
        file_of_shown;
        /// Prints the events on show.
        print;
        /// What is printed.
        print_hint;
        /// Prints descriptions, too.
        print_details;
        /// Lets the visitor's calendar follow the feed.
        subscribe;
        /// The same where there are several: the feed `{}`.
        subscribe_to;
        /// What subscribing does.
        subscribe_hint;
        /// The same where the address tells what is chosen.
        subscribe_selection;
        /// The same where the address tells some of what is chosen.
        subscribe_part;
        /// The same where the address tells nothing of what is chosen.
        subscribe_not_selection;
        /// Google's calendar.
        google;
        /// Any calendar of the visitor's system.
        other_calendar;
        /// The shortest ways of an event into a calendar stand behind it.
        at_once;
        /// Saves the event as a file, in short.
        file_short;
        /// Copies the address to subscribe to.
        copy_address;
        /// Which dates of a series.
        which_dates;
        /// This date alone.
        this_date;
        /// All dates of the series.
        all_dates;
        /// The choice of a reminder.
        reminder;
        /// Nothing reminds.
        no_reminder;
        /// A quarter of an hour before.
        quarter_before;
        /// An hour before.
        hour_before;
        /// A day before.
        day_before;
        /// Saves the event as a file.
        file;
        /// Who reads such files.
        file_hint;
        /// Stands where the page is shown within an app, whose browser often cannot save a file.
        app_hint;
        /// No web calendar can be told of this series by a link.
        series_by_file;
        /// Opens the system's share sheet.
        share_by_system;
        /// Copies the event's address.
        copy_link;
        /// Copies title, date, place and address.
        copy_text;
        /// It is in the clipboard.
        copied;
        /// The browser does not let the page copy.
        copy_by_hand;
    }
}

impl AccessWords {
    /// The word for one.
    pub fn name(self, access: Access) -> &'static str {
        match access {
            Access::StepFree => self.step_free(),
            Access::SignLanguage => self.sign_language(),
            Access::Captions => self.captions(),
            Access::AudioDescription => self.audio_description(),
            Access::HearingLoop => self.hearing_loop(),
            Access::Quiet => self.quiet(),
        }
    }
}

impl RowWords {
    /// What a time of day is called, a value of the facet "time"; nothing where it is none.
    pub fn time_of_day(self, value: &str) -> &'static str {
        match value {
            "morning" => self.morning(),
            "afternoon" => self.afternoon(),
            "evening" => self.evening(),
            "night" => self.night(),
            _ => "",
        }
    }

    /// How many places are left.
    pub fn places_left(self, number: usize) -> String {
        counted(self.places(), self.lang(), number)
    }

    /// How many dates of a series the list leaves out.
    pub fn more_dates(self, number: usize) -> String {
        counted(self.other_dates(), self.lang(), number)
    }
}

/// Where the names of facets begin among [`Strings`], in the order of [`Facet`].
const FACETS: usize = 17;

impl Strings {
    /// What a facet is called.
    pub fn facet(self, facet: Facet) -> &'static str {
        self.0[FACETS + facet as usize]
    }

    /// How many events are shown.
    pub fn count(self, number: usize, past: bool) -> String {
        let forms = if past {
            self.past_count()
        } else {
            self.events_count()
        };
        counted(forms, self.lang(), number)
    }

    /// The button that shows more.
    pub fn more(self, number: usize) -> String {
        counted(self.more_events(), self.lang(), number)
    }
}

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

/// The form for this number, with it put in.
#[inline(never)]
pub fn counted(forms: &str, language: &str, number: usize) -> String {
    fill(&plural(forms, language, number), &[&number.digits()])
}

/// The form for this number, with it and something else put in: alone where the form says the number in words.
pub fn counted_with(forms: &str, language: &str, number: usize, other: &str) -> String {
    let form = plural(forms, language, number);
    let has_number = split_once(&form, "{}").is_some_and(|(_, rest)| split_once(rest, "{}").is_some());
    let values = [&number.digits(), other];
    fill(&form, &values[usize::from(!has_number)..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_order_and_only_once() {
        assert_eq!(fill("{} of {}", &["{}", "2"]), "{} of 2");
        assert_eq!(fill("none", &["x"]), "none");
        assert_eq!(fill("{}{}", &["a"]), "a");
    }

    #[test]
    fn a_form_may_say_the_number_in_words() {
        let forms = "one:every week on {}|every {} weeks on {}";
        assert_eq!(counted_with(forms, "en", 1, "Monday"), "every week on Monday");
        assert_eq!(counted_with(forms, "en", 2, "{}"), "every 2 weeks on {}");
    }

    #[test]
    fn one_event_is_not_many() {
        assert_eq!(Strings::of("de-AT").count(1, false), "1 Termin");
        assert_eq!(Strings::of("de").count(2, false), "2 Termine");
        assert_eq!(Strings::of("xx").count(0, true), "0 past events");
    }

    #[test]
    fn each_facet_has_its_name() {
        let strings = Strings::of("en");
        for (facet, name) in [
            (Facet::Type, strings.facet_type()),
            (Facet::Topic, strings.topic()),
            (Facet::Place, strings.place()),
            (Facet::Organizer, strings.organizer()),
            (Facet::Language, strings.language()),
            (Facet::Audience, strings.audience()),
            (Facet::Source, strings.source()),
            (Facet::Format, strings.format()),
            (Facet::Price, strings.price()),
            (Facet::Weekday, strings.weekday()),
            (Facet::Time, strings.time()),
            (Facet::Registration, strings.registration()),
            (Facet::Access, strings.access()),
            (Facet::Age, strings.age()),
            (Facet::When, strings.when()),
        ] {
            assert_eq!(strings.facet(facet), name);
        }
    }

    #[test]
    fn an_event_has_one_name() {
        let words = |key| format!("{:?}", Strings::of(key));
        assert!(!words("de").contains("eranstaltung"));
        assert!(!words("de-AT-events").contains("Termin"));
        assert_eq!(Strings::of("de-events").lang(), "de");
        assert_eq!(Strings::of("en-events").events(), "Events");
    }
}

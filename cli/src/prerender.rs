//! `lichthof prerender`: what is coming as HTML for inside the element, in the looks of the calendar's list. It is on
//! screen with the page itself, has real links and data for search engines, and the calendar takes its place.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::Datelike;
use lichthof::event::{Colours, Event, Format, Said, Status, When};
use lichthof::export::json_ld;
use lichthof::i18n::Strings;
use lichthof::layout::{List, Selection, list};
use lichthof::schedule::{Horizon, Occurrence, Shown};
use lichthof::time::{Date, Instant, civil_at};

use crate::arguments::{Prerender, Theme, today};
use crate::convert::tell_skipped;
use crate::events::{Events, address, day, month_name, now, when, with_events, words};
use crate::style::list_style;
use crate::zones::Database;
use crate::{Exit, output};

/// Writes what the arguments ask for.
///
/// # Errors
///
/// Where the page cannot be read or written.
pub fn run(arguments: &Prerender) -> io::Result<Exit> {
    let reading = arguments.reading();
    with_events(&reading, |events, progress| {
        drop(progress);
        let style = list_style();
        let head = match &arguments.style {
            Some(path) => format!(
                "<link rel=\"stylesheet\" href=\"{}\">\n",
                escaped(&path.to_string_lossy())
            ),
            None => format!("<style>\n{style}</style>\n"),
        };
        let html = Html {
            events,
            strings: words(&reading.language),
            arguments,
            now: now(),
        };
        let fragment = [head, html.write()].concat();
        // All is made before anything is written.
        let (path, text) = match &arguments.into {
            Some(page) => (Some(&**page), replaced(page, &fragment)?),
            None => (arguments.output.as_deref(), fragment),
        };
        if let Some(sheet) = &arguments.style {
            let beside = path
                .and_then(Path::parent)
                .map_or_else(|| sheet.clone(), |folder| folder.join(sheet));
            output::write(&beside, style.as_bytes())?;
        }
        output::write_or_print(path, text.as_bytes())?;
        tell_skipped(events.skipped, &reading.input)?;
        Ok(Exit::Good)
    })
}

/// The page with other content in its element.
fn replaced(page: &Path, fragment: &str) -> io::Result<String> {
    let text = fs::read_to_string(page).map_err(output::at(page))?;
    let inside = || {
        let begin = element(&text)?;
        let start = begin + tag_length(text.get(begin..)?)?;
        let end = start + text.get(start..)?.find("</lichthof-calendar>")?;
        Some(start..end)
    };
    let told = |what: &str| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {what}", page.display()));
    let place = inside().ok_or_else(|| told("there is no <lichthof-calendar> in it"))?;
    // Of what is written itself, `<` and `"` stand for nothing of the kind.
    let own = text.get(place.clone()).unwrap_or_default();
    let marks = [
        "<lichthof-feed",
        " slot=\"",
        " slot='",
        "<script type=\"application/json\"",
    ];
    if marks.iter().any(|mark| own.contains(mark)) {
        return Err(told(
            "its <lichthof-calendar> has feeds, a map or content of its own (<lichthof-feed>, <script>, slot=\"…\"), which \
             would be lost: write the list without --into, and put it beside them",
        ));
    }
    let (before, behind) = (
        text.get(..place.start).unwrap_or_default(),
        text.get(place.end..).unwrap_or_default(),
    );
    Ok([before, "\n", fragment, behind].concat())
}

/// Where the element begins: not where a comment or a script tells of it.
fn element(text: &str) -> Option<usize> {
    const NAME: &str = "<lichthof-calendar";
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        at += rest.find('<')?;
        let rest = text.get(at..)?;
        let begins = |name: &str| {
            let start = rest.get(..name.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        let end = match () {
            () if begins("<!--") => Some("-->"),
            () if begins("<script") => Some("</script"),
            () if begins(NAME) && !rest[NAME.len()..].starts_with(is_of_name) => return Some(at),
            () => None,
        };
        at += match end {
            Some(end) => rest.to_ascii_lowercase().find(end)?,
            None => 1,
        };
    }
}

/// True for what goes on with an element's name.
fn is_of_name(letter: char) -> bool {
    !letter.is_ascii_whitespace() && !matches!(letter, '>' | '/')
}

/// How long a tag is, whose attributes may have any character in quotes.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (None, '>') => return Some(at + 1),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

/// A text as HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

struct Html<'a> {
    events: &'a Events,
    strings: Strings,
    arguments: &'a Prerender,
    now: Instant,
}

impl Html<'_> {
    fn is_german(&self) -> bool {
        self.strings.lang() == "de"
    }

    /// The day that it is in the calendar's zone.
    fn today(&self) -> Date {
        let zone = self.events.policy.calendar_zone();
        civil_at(self.now, zone, zone, &Database).map_or_else(today, |there| there.date())
    }

    fn write(&self) -> String {
        let today = self.today();
        let horizon = Horizon::around(today, today);
        let mut work = Horizon::WORK;
        let mut occurrences = Vec::new();
        for entry in &self.events.events {
            occurrences.extend(
                horizon
                    .occurrences(&entry.event, &self.events.policy, &Database, &mut work)
                    .occurrences,
            );
        }
        let selection = Selection::of_all(occurrences);
        let list = list(
            &selection,
            self.now,
            today,
            false,
            usize::from(self.arguments.max),
        );
        let theme = match self.arguments.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let mut out = format!("<div class=\"lh-root lh-prerendered\" data-theme=\"{theme}\">\n");
        let _ = writeln!(
            out,
            "<section class=\"lh-calendar\" data-takes=\"yes\" lang=\"{}\">",
            self.strings.lang()
        );
        out.push_str(
            "<div class=\"lh-room\"></div>\n<div class=\"lh-list\"><div class=\"lh-list-content\">\n",
        );
        self.write_list(&list, &selection, &mut out);
        out.push_str("</div></div>\n</section>\n</div>\n");
        self.write_data(&list, &selection, &mut out);
        out
    }

    fn write_list(&self, list: &List, selection: &Selection, out: &mut String) {
        let events: Vec<Arc<Event>> = self
            .events
            .events
            .iter()
            .map(|entry| Arc::clone(&entry.event))
            .collect();
        let colours = Colours::of(&events, &|event| event.types.first().map(String::as_str));
        let name = |out: &mut String, name: &str| {
            let level = self.arguments.heading_level;
            let _ = writeln!(
                out,
                "<div class=\"lh-month-name\" role=\"heading\" aria-level=\"{level}\">{}</div>",
                escaped(name)
            );
        };
        let entries = |out: &mut String, positions: &[usize]| {
            out.push_str("<ul class=\"lh-entries\">\n");
            for occurrence in positions.iter().filter_map(|at| selection.get(*at)) {
                self.write_entry(occurrence, &colours, out);
            }
            out.push_str("</ul>\n");
        };
        if !list.running.is_empty() {
            out.push_str("<section class=\"lh-running\">\n");
            name(out, self.strings.running());
            entries(out, &list.running);
            out.push_str("</section>\n");
        }
        for month in &list.months {
            out.push_str("<section class=\"lh-month-section\">\n");
            name(
                out,
                &format!(
                    "{} {}",
                    month_name(month.first.month0(), self.is_german()),
                    month.first.year()
                ),
            );
            for one in &month.days {
                out.push_str("<div class=\"lh-day\">\n");
                self.write_date(one.date, out);
                entries(out, &one.occurrences);
                out.push_str("</div>\n");
            }
            if !month.tentative.is_empty() {
                out.push_str("<div class=\"lh-day lh-tentative\">\n");
                entries(out, &month.tentative);
                out.push_str("</div>\n");
            }
            out.push_str("</section>\n");
        }
    }

    fn write_date(&self, date: Date, out: &mut String) {
        const GERMAN: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
        const ENGLISH: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let names = if self.is_german() { GERMAN } else { ENGLISH };
        let weekday = names
            .get(date.weekday().num_days_from_monday() as usize)
            .unwrap_or(&"");
        let full = day(date.and_time(chrono::NaiveTime::MIN), self.is_german());
        let level = self.arguments.heading_level + 1;
        let _ = writeln!(
            out,
            "<div class=\"lh-date\" role=\"heading\" aria-level=\"{level}\" aria-label=\"{weekday}, {full}\">\
             <span class=\"lh-date-weekday\">{weekday}</span><span class=\"lh-date-day\">{}</span></div>",
            date.day()
        );
    }

    fn write_entry(&self, occurrence: &Occurrence, colours: &Colours, out: &mut String) {
        let event = &occurrence.event;
        let kind = event.types.first();
        let colour = kind.and_then(|kind| colours.of_value(kind));
        out.push_str("<li class=\"lh-entry\"");
        let status = match event.status {
            Status::Cancelled => Some("cancelled"),
            Status::Tentative => Some("tentative"),
            Status::Confirmed => event.postponed.as_ref().map(|_| "postponed"),
        };
        if let Some(status) = status {
            let _ = write!(out, " data-status=\"{status}\"");
        }
        if let Some(colour) = colour {
            let _ = write!(out, " style=\"--_kind: {}\"", escaped(colour));
        }
        if event.said.has(Said::IMAGE) {
            // The room for its picture.
            out.push_str(" data-picture");
        }
        out.push_str(">\n");
        if let Some(kind) = kind {
            let _ = writeln!(out, "<p class=\"lh-kind\" dir=\"auto\">{}</p>", escaped(kind));
        }
        let href = address(occurrence, self.arguments.page.as_deref());
        let href = href.map_or_else(String::new, |href| format!(" href=\"{}\"", escaped(&href)));
        let language = event
            .title
            .language
            .as_deref()
            .map_or_else(String::new, |tag| format!(" lang=\"{}\"", escaped(tag)));
        let _ = writeln!(
            out,
            "<a class=\"lh-title\" dir=\"auto\"{language}{href}>{}</a>",
            escaped(&event.title.value)
        );
        let _ = write!(
            out,
            "<p class=\"lh-facts\"><span class=\"lh-time\">{}</span>",
            escaped(&self.time(occurrence))
        );
        if let Some(place) = self.place(event) {
            let _ = write!(
                out,
                "<span class=\"lh-place\"><bdi>{}</bdi></span>",
                escaped(&place)
            );
        }
        out.push_str("</p>\n");
        // The calendar puts badges there, whose room is kept.
        let has_badges = (event.status != Status::Confirmed && !matches!(event.when, When::Tentative { .. }))
            || event.postponed.is_some()
            || event.featured
            || occurrence.recurrence_id.is_some()
            || event.registration.is_some();
        if has_badges {
            out.push_str("<p class=\"lh-badges\"></p>\n");
        }
        out.push_str("</li>\n");
    }

    /// The time below its date: as short as in the calendar.
    fn time(&self, occurrence: &Occurrence) -> String {
        let clock = if self.is_german() { " Uhr" } else { "" };
        match &occurrence.shown {
            Shown::AllDay(days) if days.day_count() == 1 => self.strings.all_day().to_owned(),
            Shown::Timed { start, end: None } => lichthof::i18n::fill(
                self.strings.from_time(),
                &[&format!("{}{clock}", start.format("%H:%M"))],
            ),
            Shown::Timed {
                start,
                end: Some(end),
            } if *end - *start < chrono::TimeDelta::days(1) => {
                format!("{}–{}{clock}", start.format("%H:%M"), end.format("%H:%M"))
            }
            _ => when(occurrence, self.is_german()),
        }
    }

    fn place(&self, event: &Event) -> Option<String> {
        let place = event.place.as_ref().map(|place| {
            let name = place.name.as_ref().map(|name| name.value.clone());
            let city = place
                .city
                .clone()
                .filter(|city| name.as_ref().is_none_or(|name| !name.contains(&**city)));
            name.into_iter().chain(city).collect::<Vec<_>>().join(", ")
        });
        let place = place.filter(|place| !place.is_empty());
        match event.format()? {
            Format::Online => Some(self.strings.online().to_owned()),
            Format::OnSite => place,
            Format::Hybrid => Some(format!("{} · {}", place?, self.strings.online())),
        }
    }

    /// What is shown, for search engines.
    fn write_data(&self, list: &List, selection: &Selection, out: &mut String) {
        let days = list
            .months
            .iter()
            .flat_map(|month| month.days.iter().flat_map(|one| &one.occurrences));
        let shown: Vec<_> = list
            .running
            .iter()
            .chain(days)
            .filter_map(|at| selection.get(*at))
            .cloned()
            .collect();
        let data = self
            .events
            .with_context(self.arguments.page.as_deref(), |context| json_ld(&shown, context));
        if let Some(data) = data {
            let _ = writeln!(out, "<script type=\"application/ld+json\">{data}</script>");
        }
    }
}

//! Dates and times as a language writes them, by the browser's `Intl.DateTimeFormat`.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::Timelike;
use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::i18n::intl::{call, construct};
use crate::i18n::strings::is_german;
use crate::time::{Date, DateTime, Time};

/// Which parts of a date or time are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// "2018".
    Year,
    /// "November 2018".
    Month,
    /// "November".
    MonthAlone,
    /// "T".
    WeekdayNarrow,
    /// "Tue".
    WeekdayShort,
    /// "Tuesday".
    Weekday,
    /// "6 November 2018".
    Date,
    /// "Tuesday, 6 November 2018".
    Full,
    /// "17:00", "5:00 PM".
    Time,
    /// "6 November 2018, 17:00".
    DateTime,
    /// "6 Nov".
    DayShort,
    /// "6 Nov, 17:00".
    DateTimeShort,
}

impl DateStyle {
    fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Year => &[("year", "numeric")],
            Self::Month => &[("month", "long"), ("year", "numeric")],
            Self::MonthAlone => &[("month", "long")],
            Self::WeekdayNarrow => &[("weekday", "narrow")],
            Self::WeekdayShort => &[("weekday", "short")],
            Self::Weekday => &[("weekday", "long")],
            Self::Date => &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
            Self::Full => &[
                ("weekday", "long"),
                ("day", "numeric"),
                ("month", "long"),
                ("year", "numeric"),
            ],
            Self::Time => &[("hour", "numeric"), ("minute", "2-digit")],
            Self::DateTime => &[
                ("day", "numeric"),
                ("month", "long"),
                ("year", "numeric"),
                ("hour", "numeric"),
                ("minute", "2-digit"),
            ],
            Self::DayShort => &[("day", "numeric"), ("month", "short")],
            Self::DateTimeShort => &[
                ("day", "numeric"),
                ("month", "short"),
                ("hour", "numeric"),
                ("minute", "2-digit"),
            ],
        }
    }
}

/// Writes civil dates and times in one language, always in the Gregorian calendar. Zones play no part: what
/// is written is what the civil value says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    language: Arc<str>,
}

/// The last is `None` where the browser refuses.
type Cached = (Arc<str>, DateStyle, Option<JsValue>);

/// How many texts are kept; a prime number.
const PLACES: usize = 509;

/// A text that the browser has written.
struct Written {
    language: Arc<str>,
    key: (DateStyle, i64, i64),
    text: String,
}

thread_local! {
    static WRITTEN: RefCell<Vec<Option<Written>>> = const { RefCell::new(Vec::new()) };
    static FORMATTERS: RefCell<Vec<Cached>> = const { RefCell::new(Vec::new()) };
}

impl Dates {
    /// Dates in the language of a BCP 47 tag, which must be one that `Intl` takes.
    pub fn new(language: &str) -> Self {
        Self {
            language: language.into(),
        }
    }

    /// A date. Styles with a time show midnight.
    pub fn date(&self, date: Date, style: DateStyle) -> String {
        self.date_time(date.and_time(Time::MIN), style)
    }

    /// A date and time.
    pub fn date_time(&self, civil: DateTime, style: DateStyle) -> String {
        self.write(civil, None, style)
    }

    /// From one date and time to another, what both share written once: "6–8 November 2018".
    /// Both ends are shown, so the last day of a range of days is its last, not its exclusive end.
    pub fn range(&self, from: DateTime, to: DateTime, style: DateStyle) -> String {
        self.write(from, Some(to), style)
    }

    /// What a language is called: "German". A tag that nobody knows stays as it is.
    pub fn language_name(&self, tag: &str) -> String {
        self.name(tag, "language")
    }

    /// What a country is called, by its code: "Austria". One that is no code stays as it is.
    pub fn region_name(&self, code: &str) -> String {
        self.name(code, "region")
    }

    fn name(&self, code: &str, kind: &str) -> String {
        let name = construct("DisplayNames", &self.language, &[("type", kind)])
            .and_then(|names| call(&names, "of", &Array::of1(&JsValue::from_str(code))));
        name.unwrap_or_else(|| code.to_owned())
    }

    /// A browser takes some ten microseconds for each, and a list has the same ones at each key: the last
    /// ones are kept.
    fn write(&self, from: DateTime, to: Option<DateTime>, style: DateStyle) -> String {
        // The times of one day are written alike on every day.
        let is_of_a_day = style == DateStyle::Time && to.is_none_or(|to| to.date() == from.date());
        let seconds = |civil: DateTime| match is_of_a_day {
            true => i64::from(civil.num_seconds_from_midnight()),
            false => civil.and_utc().timestamp(),
        };
        let key = (style, seconds(from), to.map_or(i64::MIN, seconds));
        // Times differ by minutes: a prime number of places parts them.
        let mixed = (key.1 / 60).wrapping_mul(31) ^ (key.2 / 60).wrapping_mul(7) ^ style as i64;
        let place = mixed.rem_euclid(PLACES as i64) as usize;
        let known = WRITTEN.with_borrow(|all| {
            let written = all.get(place)?.as_ref()?;
            (written.key == key && written.language == self.language).then(|| written.text.clone())
        });
        known.unwrap_or_else(|| {
            let text = self.ask(from, to, style);
            WRITTEN.with_borrow_mut(|all| {
                all.resize_with(PLACES, || None);
                if let Some(kept) = all.get_mut(place) {
                    *kept = Some(Written {
                        language: self.language.clone(),
                        key,
                        text: text.clone(),
                    });
                }
            });
            text
        })
    }

    fn ask(&self, from: DateTime, to: Option<DateTime>, style: DateStyle) -> String {
        let text = self.formatter(style).and_then(|formatter| match to {
            Some(to) => call(
                &formatter,
                "formatRange",
                &Array::of2(&js_date(from), &js_date(to)),
            ),
            None => call(&formatter, "format", &Array::of1(&js_date(from))),
        });
        text.unwrap_or_default()
    }

    fn formatter(&self, style: DateStyle) -> Option<JsValue> {
        let cached = FORMATTERS.with_borrow(|all| {
            let same = |(language, of, _): &&Cached| *of == style && *language == self.language;
            all.iter().find(same).map(|(.., formatter)| formatter.clone())
        });
        cached.unwrap_or_else(|| {
            let mut options = style.options().to_vec();
            let has_hours = matches!(
                style,
                DateStyle::Time | DateStyle::DateTime | DateStyle::DateTimeShort
            );
            if has_hours && is_german(&self.language) {
                // Else some browsers write "9:00" alone, and "09:00" in a range.
                options.push(("hour", "2-digit"));
            }
            // The grids are Gregorian, so the words are, in languages with a calendar of their own too. Counts and days are
            // written by us in the digits 0 to 9, and so dates are.
            options.extend([
                ("timeZone", "UTC"),
                ("calendar", "gregory"),
                ("numberingSystem", "latn"),
            ]);
            let formatter = construct("DateTimeFormat", &self.language, &options);
            FORMATTERS.with_borrow_mut(|all| all.push((self.language.clone(), style, formatter.clone())));
            formatter
        })
    }
}

/// The JavaScript date whose UTC parts are the civil ones.
fn js_date(civil: DateTime) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(civil.and_utc().timestamp() as f64 * 1000.0))
}

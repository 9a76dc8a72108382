//! Dates and times as a language writes them, by the browser's `Intl.DateTimeFormat`.

use std::cell::RefCell;
use std::sync::Arc;

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::intl::{call, construct};
use crate::date::{Date, DateTime, Time};

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
        }
    }
}

/// Writes civil dates and times in one language. Zones play no part: what is written is what the
/// civil value says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    language: Arc<str>,
}

/// The last is `None` where the browser refuses.
type Cached = (Arc<str>, DateStyle, Option<JsValue>);

thread_local! {
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
        self.write("format", &Array::of1(&js_date(civil)), style)
    }

    /// From one date and time to another, what both share written once: "6–8 November 2018".
    /// Both ends are shown, so the last day of a range of days is its last, not its exclusive end.
    pub fn range(&self, from: DateTime, to: DateTime, style: DateStyle) -> String {
        self.write("formatRange", &Array::of2(&js_date(from), &js_date(to)), style)
    }

    /// What a language is called: "German". A tag that nobody knows stays as it is.
    pub fn language_name(&self, tag: &str) -> String {
        let name = construct("DisplayNames", &self.language, &[("type", "language")])
            .and_then(|names| call(&names, "of", &Array::of1(&JsValue::from_str(tag))));
        name.unwrap_or_else(|| tag.to_owned())
    }

    fn write(&self, method: &str, dates: &Array, style: DateStyle) -> String {
        let formatter = self.formatter(style);
        formatter
            .and_then(|formatter| call(&formatter, method, dates))
            .unwrap_or_default()
    }

    fn formatter(&self, style: DateStyle) -> Option<JsValue> {
        let cached = FORMATTERS.with_borrow(|all| {
            let same = |(language, of, _): &&Cached| *of == style && *language == self.language;
            all.iter().find(same).map(|(.., formatter)| formatter.clone())
        });
        cached.unwrap_or_else(|| {
            let mut options = style.options().to_vec();
            options.push(("timeZone", "UTC"));
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

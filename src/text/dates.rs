//! Dates and times as a language writes them, by the browser's `Intl.DateTimeFormat`.

use std::cell::RefCell;
use std::sync::Arc;

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::date::{Date, DateTime, Time};

/// Which parts of a date or time are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// "November 2018".
    Month,
    /// "Nov".
    MonthShort,
    /// "Tue".
    WeekdayShort,
    /// "Tuesday".
    Weekday,
    /// "6 November 2018".
    Date,
    /// "6 Nov 2018".
    DateShort,
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
            Self::Month => &[("month", "long"), ("year", "numeric")],
            Self::MonthShort => &[("month", "short")],
            Self::WeekdayShort => &[("weekday", "short")],
            Self::Weekday => &[("weekday", "long")],
            Self::Date => &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
            Self::DateShort => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
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

type Cached = (Arc<str>, DateStyle, Intl::DateTimeFormat);

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
        let formatter = self.formatter(style);
        let text = formatter.format().call1(&JsValue::UNDEFINED, &js_date(civil));
        text.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    /// From one date and time to another, what both share written once: "6–8 November 2018".
    /// Both ends are shown, so the last day of a range of days is its last, not its exclusive end.
    pub fn range(&self, from: DateTime, to: DateTime, style: DateStyle) -> String {
        let formatter = self.formatter(style);
        let text = formatter.format_range(&js_date(from), &js_date(to));
        text.map(String::from).unwrap_or_default()
    }

    /// What a language is called: "German". A tag that nobody knows stays as it is.
    pub fn language_name(&self, tag: &str) -> String {
        let name = || {
            let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
            let names: Function = Reflect::get(&intl, &"DisplayNames".into())
                .ok()?
                .dyn_into()
                .ok()?;
            let options = Object::new();
            Reflect::set(&options, &"type".into(), &"language".into()).ok()?;
            let names = Reflect::construct(&names, &Array::of2(&(&*self.language).into(), &options)).ok()?;
            let of: Function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
            of.call1(&names, &tag.into()).ok()?.as_string()
        };
        name().unwrap_or_else(|| tag.to_owned())
    }

    fn formatter(&self, style: DateStyle) -> Intl::DateTimeFormat {
        let cached = FORMATTERS.with_borrow(|all| {
            let same = |(language, of, _): &&Cached| *of == style && *language == self.language;
            all.iter().find(same).map(|(.., formatter)| formatter.clone())
        });
        cached.unwrap_or_else(|| {
            let formatter = self.make(style);
            FORMATTERS.with_borrow_mut(|all| all.push((self.language.clone(), style, formatter.clone())));
            formatter
        })
    }

    fn make(&self, style: DateStyle) -> Intl::DateTimeFormat {
        let options = Object::new();
        for &(key, value) in style.options().iter().chain(&[("timeZone", "UTC")]) {
            // Setting a property of a new, plain object cannot fail.
            let _ = Reflect::set(&options, &key.into(), &value.into());
        }
        Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str(&self.language)), &options)
    }
}

/// The JavaScript date whose UTC parts are the civil ones.
fn js_date(civil: DateTime) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(civil.and_utc().timestamp() as f64 * 1000.0))
}

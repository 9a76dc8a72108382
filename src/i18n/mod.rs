//! Words in each language, and dates as each language writes them.
//!
//! Words are ours ([`Strings`], and `i18n/` for each language); dates, times and ranges are the browser's `Intl`
//! ([`Dates`]), which knows every language. A language that has no words of ours gets English ones and its own dates.

mod dates;
mod direction;
#[cfg(feature = "split")]
mod fetched;
#[cfg(not(feature = "split"))]
mod included;
mod intl;
mod offsets;
mod plural;
mod rule;
mod strings;
mod tables;
mod week;
mod when;
mod zones;

pub use dates::{DateStyle, Dates};
pub use direction::{framed, is_right_to_left, isolated};
pub use plural::plural;
#[cfg(not(target_family = "wasm"))]
pub use plural::rule as plural_rule;
pub use rule::rule_words;
pub use strings::{
    AccessWords, DetailWords, ExportWords, FeedWords, FilterWords, MiniWords, PaperWords, PeriodWords,
    RowWords, SearchWords, SeriesWords, Strings, WayWords, counted, counted_with, fill,
};
pub use week::first_day_of_week;
pub use when::{WhenWords, zone_words};
pub use zones::{IntlZones, is_known, visitor_zone};

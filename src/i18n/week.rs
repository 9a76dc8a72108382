//! On which day a week begins, where the partner does not say.

use chrono::Weekday;

use crate::text::{cut, parted, split_once};

/// Regions whose weeks begin on Sunday, and on Saturday; all others begin on Monday.
/// From the week data of Unicode CLDR 46. Browsers know them too, but not all of them tell.
const SUNDAY: &str = "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH \
                      MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";
const SATURDAY: &str = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

/// Languages whose main region is one of those.
const SUNDAY_LANGUAGES: &str = "aa af am as bn dz en fil gu haw he hi id ja jv km kn ko lo ml mr mt my ne or pa \
                                pt qu sd sn st ta te th ti tl tn ts ur xh zu";
const SATURDAY_LANGUAGES: &str = "ar ckb fa ps";
/// Weekdays as Unicode calls them, from Monday on.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The first day of the week: the one that a language tag names itself (`-u-fw-mon`), else by the custom of
/// its region, else of the language's main region.
pub fn first_day_of_week(tag: &str) -> Weekday {
    if let Some((_, named)) = split_once(tag, "-fw-")
        && let Some(day) = DAYS.iter().position(|day| *day == cut(named, b"-").0)
    {
        return Weekday::try_from(day as u8).unwrap_or(Weekday::Mon);
    }
    // What follows a single letter is an extension (BCP 47 §2.2.6): `ca` is a calendar there, not Canada.
    let mut parts = parted(tag, b'-').take_while(|part| part.len() > 1);
    let language = parts.next().unwrap_or_default();
    let mut region = None;
    for part in parts {
        match part.len() {
            2 => region = Some(part),
            // A part of the world: none begins its weeks otherwise than on Monday.
            3 if part.as_bytes()[0].is_ascii_digit() => region = Some(part),
            4 if part.eq_ignore_ascii_case("Hant") => region = region.or(Some("TW")),
            _ => {}
        }
    }
    let is_in = |list: &str, one: &str| {
        list.split_ascii_whitespace()
            .any(|known| known.eq_ignore_ascii_case(one))
    };
    let (of_sunday, of_saturday) = match region {
        Some(_) => (SUNDAY, SATURDAY),
        None => (SUNDAY_LANGUAGES, SATURDAY_LANGUAGES),
    };
    let place = region.unwrap_or(language);
    if is_in(of_sunday, place) {
        Weekday::Sun
    } else if is_in(of_saturday, place) {
        Weekday::Sat
    } else {
        Weekday::Mon
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_as_the_region_has_it() {
        for (tag, day) in [
            ("de", Weekday::Mon),
            ("de-AT", Weekday::Mon),
            ("en", Weekday::Sun),
            ("en-US", Weekday::Sun),
            ("en-GB", Weekday::Mon),
            ("pt-BR", Weekday::Sun),
            ("ar-EG", Weekday::Sat),
            ("zh-Hant-TW", Weekday::Sun),
            ("zh-Hant", Weekday::Sun),
            ("zh", Weekday::Mon),
            ("fa", Weekday::Sat),
            ("th", Weekday::Sun),
            ("es-419", Weekday::Mon),
            ("en-001", Weekday::Mon),
            ("de-u-ca-gregory", Weekday::Mon),
            ("de-AT-u-ca-gregory-nu-latn", Weekday::Mon),
            ("fa-u-ca-gregory", Weekday::Sat),
            ("de-x-us", Weekday::Mon),
            ("de-u-fw-sun", Weekday::Sun),
            ("en-US-u-ca-gregory-fw-mon-nu-latn", Weekday::Mon),
            ("en-u-fw-noday", Weekday::Sun),
            ("", Weekday::Mon),
        ] {
            assert_eq!(first_day_of_week(tag), day, "{tag}");
        }
    }
}

//! On which day a week begins, where the partner does not say.

use chrono::Weekday;

/// Regions whose weeks begin on Sunday, and on Saturday; all others begin on Monday.
/// From the week data of Unicode CLDR 46. Browsers know them too, but not all of them tell.
const SUNDAY: &str = "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH \
                      MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";
const SATURDAY: &str = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

/// The first day of the week by the custom of a language tag's region, or of its main region.
pub fn first_day_of_week(tag: &str) -> Weekday {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let region = parts.find(|part| part.len() == 2);
    let is_in = |list: &str, region: &str| {
        list.split_ascii_whitespace()
            .any(|one| one.eq_ignore_ascii_case(region))
    };
    match region {
        Some(region) if is_in(SUNDAY, region) => Weekday::Sun,
        Some(region) if is_in(SATURDAY, region) => Weekday::Sat,
        Some(_) => Weekday::Mon,
        None => match language {
            "en" | "pt" | "ja" | "ko" | "zh" | "he" | "hi" | "th" | "id" => Weekday::Sun,
            "ar" | "fa" => Weekday::Sat,
            _ => Weekday::Mon,
        },
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
            ("", Weekday::Mon),
        ] {
            assert_eq!(first_day_of_week(tag), day, "{tag}");
        }
    }
}

//! Days as people write them: `3.12.`, `3. bis 5. Dezember`, `Dec 3`, `Dezember 2026`, `2026-12-03`.

use chrono::Datelike;

use crate::filter::Present;
use crate::filter::asked_days::AskedDays;
use crate::filter::lexicon::{Lexicon, Likeness, number};
use crate::text::{is_dash, parted, split_once};
use crate::time::{Date, iso};

/// What may follow what: a day, a month, a year, "to". Of `3.12.` the month is a number; `3.–5. Dezember` is
/// two words.
const ORDERS: &str = "M MY DM MD DMY MDY DD DDY DTDM DTDMY MDTD DDM DDMY";

/// The value of "when" that these words are, and whether they mean something else as often. `raw` is what
/// was written of it, `said` its words.
///
/// Without a year it is the next that is not over: in December, `im Januar` is the January that comes.
pub(super) fn said_days(
    lexicon: &Lexicon,
    raw: &str,
    said: &[String],
    likeness: Likeness,
    present: &Present,
) -> Option<(String, bool)> {
    if likeness == Likeness::Same
        && matches!(raw.len(), 4 | 7 | 10)
        && matches!(raw.as_bytes(), [b'1' | b'2', ..])
        && AskedDays::read(raw, present).is_some()
    {
        return Some((raw.to_owned(), raw.len() == 4));
    }
    let (mut order, mut days, mut month, mut year) = (String::new(), Vec::new(), 0, None);
    let mut is_weak = false;
    for word in said {
        let of = !order.is_empty() && (word == "of" || word == "the");
        if of {
            continue;
        }
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| word.strip_suffix(end));
        order.push(match number(digits.unwrap_or(word)) {
            Some(day @ 1..=31) => {
                days.push(day);
                'D'
            }
            Some(other) => {
                year = Some(other as i32);
                'Y'
            }
            None => {
                let (meaning, weak) = lexicon.find(std::slice::from_ref(word), likeness)?;
                is_weak |= weak;
                match meaning.strip_prefix("month=") {
                    Some(found) => {
                        month = number(found)?;
                        'M'
                    }
                    None if meaning == "to" => 'T',
                    None => return None,
                }
            }
        });
    }
    if !parted(ORDERS, b' ').any(|known| known == order)
        || year.is_some_and(|year| !(1900..2200).contains(&year))
    {
        return None;
    }
    let is_numeric = month == 0;
    let is_joined = order.starts_with("DDM");
    if is_numeric && split_once(raw, ".").is_none() || is_joined && !raw.chars().any(is_dash) {
        return None;
    }
    if is_numeric {
        month = days.pop()?;
    }
    // A month alone may be another word, and `3.11` another number.
    is_weak = match order.as_str() {
        "M" => is_weak,
        "DD" => !raw.ends_with('.'),
        _ => false,
    };
    let today = present.today;
    let of = |year: i32| Date::from_ymd_opt(year, month, days.last().copied().unwrap_or(1));
    let is_over = |date: &Date| match days.is_empty() {
        true => date.month() < today.month(),
        false => *date < today,
    };
    let end = match year {
        Some(year) => of(year)?,
        None => of(today.year())
            .filter(|date| !is_over(date))
            .or_else(|| of(today.year() + 1))?,
    };
    let mut value = iso(end);
    match days.as_slice() {
        [] => value.truncate(7),
        [first, _] => {
            value = [
                &iso(end.with_day(*first).filter(|start| *start < end)?),
                "..",
                &value,
            ]
            .concat()
        }
        _ => {}
    }
    Some((value, is_weak))
}

//! Days as people write them: `3.12.`, `3. bis 5. Dezember`, `Dec 3`, `Dezember 2026`, `2026-12-03`, `3.–5.12.`.

use chrono::Datelike;

use crate::filter::Present;
use crate::filter::asked_days::AskedDays;
use crate::filter::lexicon::{Lexicon, Likeness, number};
use crate::text::{is_dash, parted, split_once};
use crate::time::{Date, iso};

/// What may follow what: a day, a month, a year, "to". Of `3.12.` the month is a number; `3.–5. Dezember` is
/// two words.
const ORDERS: &str = "M MY DM MD DMY MDY DD DDY DTDM DTDMY MDTD DDM DDMY MDD MDDY";

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
    if likeness == Likeness::Same
        && let Some(days) = span_in_numbers(raw, present.today)
    {
        return Some((days, false));
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
    let is_joined = order.starts_with("DDM") || order.starts_with("MDD");
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

/// The days of `3.–5.12.`, `3.12. bis 5.1.2027`, `3/12–5/12`: the last of them with its month. Between slashes the day
/// stands first, as most people write it, unless the second number is no month.
fn span_in_numbers(raw: &str, today: Date) -> Option<String> {
    let dash = raw.char_indices().find(|(_, letter)| is_dash(*letter));
    let (from, to) = match dash {
        Some((at, dash)) => (raw.get(..at)?, raw.get(at + dash.len_utf8()..)?),
        None => split_once(raw, " bis ").or_else(|| split_once(raw, " to "))?,
    };
    let ([first, first_month, first_year], [last, month, year]) = (numbers(from)?, numbers(to)?);
    let (first, last, month) = (first?, last?, month?);
    let has_month_first =
        split_once(to, "/").is_some() && (month > 12 || first_month.is_some_and(|one| one > 12));
    let (start_day, start_month) = match first_month {
        Some(first_month) if has_month_first => (first_month, first),
        // Of `12/11–12/13` each has its month, so that this is none.
        None if has_month_first => return None,
        first_month => (first, first_month.unwrap_or(month)),
    };
    let (end_day, end_month) = if has_month_first {
        (month, last)
    } else {
        (last, month)
    };
    let end_in = |year: u32| Date::from_ymd_opt(year as i32, end_month, end_day);
    let this_year = today.year() as u32;
    let end = match year {
        Some(year) => end_in(year)?,
        None => end_in(this_year)
            .filter(|end| *end >= today)
            .or_else(|| end_in(this_year + 1))?,
    };
    let start_in = |year: i32| Date::from_ymd_opt(year, start_month, start_day).filter(|start| *start < end);
    let start = match first_year {
        Some(year) => start_in(year as i32)?,
        None if first_month.is_none() => start_in(end.year())?,
        None => start_in(end.year()).or_else(|| start_in(end.year() - 1))?,
    };
    Some([&iso(start), "..", &iso(end)].concat())
}

/// A day, a month and a year in numbers, with points or slashes between them; those that are there. `None` if anything
/// else stands there.
fn numbers(text: &str) -> Option<[Option<u32>; 3]> {
    let text = text.trim_ascii();
    let separator = if split_once(text, "/").is_some() {
        b'/'
    } else {
        b'.'
    };
    let mut found = [None; 3];
    let mut places = found.iter_mut();
    for piece in parted(text, separator).filter(|piece| !piece.is_empty()) {
        *places.next()? = Some(number(piece.trim_ascii())?);
    }
    let is_year = |year: u32| (1900..2200).contains(&year);
    let is_known =
        found[2].is_none_or(is_year) && (found[1].is_some() || text.ends_with('.') || separator == b'/');
    is_known.then_some(found)
}

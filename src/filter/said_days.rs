//! Days as people write them: `3.12.`, `3. bis 5. Dezember`, `Dec 3`, `Dezember 2026`, `2026-12-03`, `3.–5.12.`.

use chrono::Datelike;

use crate::filter::Present;
use crate::filter::asked_days::{AskedDays, month_name};
use crate::filter::lexicon::{Lexicon, Likeness, number};
use crate::text::{is_dash, parted, split_once};
use crate::time::{Date, iso};

/// What may follow what: a day, a month, a year, "to". Of `3.12.` the month is a number; `3.–5. Dezember` is
/// two words.
const ORDERS: &str = "M MY DM MD DMY MDY DD DDY DTDM DTDMY MDTD DDM DDMY MDD MDDY DMDM DMDMY MDMD MDMDY DMTDM DMTDMY \
                      MDTMD MDTMDY";

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
    if likeness == Likeness::Same {
        if let Some(days) = span_in_numbers(raw, present) {
            return Some((days, false));
        }
        if let Some(day) = day_in_numbers(raw, present) {
            return Some(day);
        }
    }
    let (mut order, mut days, mut months, mut year) = (String::new(), Vec::new(), Vec::new(), None);
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
                        months.push(number(found)?);
                        'M'
                    }
                    None if meaning == "to" => 'T',
                    None => return None,
                }
            }
        });
    }
    if !parted(ORDERS, b' ').any(|known| known == order) || year.is_some_and(|year| !is_year(year as u32)) {
        return None;
    }
    let is_numeric = months.is_empty();
    let is_joined = ["DDM", "MDD", "DMDM", "MDMD"]
        .iter()
        .any(|start| order.starts_with(start));
    if is_numeric && split_once(raw, ".").is_none() || is_joined && !raw.chars().any(is_dash) {
        return None;
    }
    let month = if is_numeric { days.pop() } else { months.pop() }?;
    let first_month = months.pop();
    // A month alone may be another word, and `3.11` another number.
    is_weak = match order.as_str() {
        "M" => is_weak,
        "DD" => !raw.ends_with('.'),
        _ => false,
    };
    let last = days.last().copied();
    let is_over = |date: &Date| match last {
        None => (date.year(), date.month()) < (present.today.year(), present.today.month()),
        Some(_) => *date < present.today,
    };
    let end = next(month, last.unwrap_or(1), year, present.today.year(), &is_over)?;
    let mut value = iso(end);
    match days.as_slice() {
        [] => value.truncate(7),
        [first, _] => value = span_until(end, first_month, *first)?,
        _ => {}
    }
    Some((value, is_weak))
}

/// A day in its year, or in the next year that has it and in which it is not over: 29 February may be eight years ahead.
fn next(month: u32, day: u32, year: Option<i32>, this: i32, is_over: &dyn Fn(&Date) -> bool) -> Option<Date> {
    let of = |year: i32| Date::from_ymd_opt(year, month, day);
    match year {
        Some(year) => of(year),
        None => (this..=this + 8).filter_map(of).find(|date| !is_over(date)),
    }
}

/// The days from a first one on, before which the year may have turned if it has a month of its own.
fn span_until(end: Date, first_month: Option<u32>, first: u32) -> Option<String> {
    let start_in = |year: i32| {
        Date::from_ymd_opt(year, first_month.unwrap_or(end.month()), first).filter(|start| *start < end)
    };
    let before = || first_month.and_then(|_| start_in(end.year() - 1));
    let start = start_in(end.year()).or_else(before)?;
    Some([&iso(start), "..", &iso(end)].concat())
}

/// The day of `12/5/2026`, `12/5` or `5.12.26`, or the month of `12/2026`; and whether it means something else as often,
/// as `12/5` does. Between slashes the month stands first where the language writes it so, or where the other number
/// is none. `24/7` is no day, and `3.12` is read word by word.
fn day_in_numbers(raw: &str, present: &Present) -> Option<(String, bool)> {
    let has_slash = split_once(raw, "/").is_some();
    let [first, second, year] = numbers(raw).filter(|_| raw != "24/7")?;
    let (first, second) = (first?, second?);
    if year.is_none() && is_year(second) {
        let month = Date::from_ymd_opt(second as i32, first, 1)?;
        return Some((month_name(month, 0)?, false));
    }
    if year.is_none() && !has_slash {
        return None;
    }
    let (month, day) = match has_slash && (present.is_month_first && first <= 12 || second > 12) {
        true => (first, second),
        false => (second, first),
    };
    let today = present.today;
    let is_over = |date: &Date| *date < today;
    let date = next(month, day, year.map(|year| year as i32), today.year(), &is_over)?;
    Some((iso(date), year.is_none()))
}

/// The days of `3.–5.12.`, `3.12. bis 5.1.2027`, `3/12–5/12`: the last of them with its month. Between slashes the day
/// stands first, as most people write it, unless the language writes the month there, or the other number is none.
fn span_in_numbers(raw: &str, present: &Present) -> Option<String> {
    let dash = raw.char_indices().find(|(_, letter)| is_dash(*letter));
    let (from, to) = match dash {
        Some((at, dash)) => (raw.get(..at)?, raw.get(at + dash.len_utf8()..)?),
        None => split_once(raw, " bis ").or_else(|| split_once(raw, " to "))?,
    };
    let ([first, first_month, first_year], [last, month, year]) = (numbers(from)?, numbers(to)?);
    let (first, last, month) = (first?, last?, month?);
    let is_no_month = |number: u32| number > 12;
    let has_month_first = split_once(to, "/").is_some()
        && (is_no_month(month)
            || first_month.is_some_and(is_no_month)
            || present.is_month_first && !is_no_month(first) && !is_no_month(last));
    let (start_day, start_month) = match first_month {
        Some(first_month) if has_month_first => (first_month, Some(first)),
        // Of `12/11–12/13` each has its month, so that this is none.
        None if has_month_first => return None,
        first_month => (first, first_month),
    };
    let (end_day, end_month) = if has_month_first {
        (month, last)
    } else {
        (last, month)
    };
    let today = present.today;
    let is_over = |date: &Date| *date < today;
    let end = next(
        end_month,
        end_day,
        year.map(|year| year as i32),
        today.year(),
        &is_over,
    )?;
    match first_year {
        Some(year) => {
            let start = Date::from_ymd_opt(year as i32, start_month.unwrap_or(end_month), start_day)?;
            (start < end).then(|| [&iso(start), "..", &iso(end)].concat())
        }
        None => span_until(end, start_month, start_day),
    }
}

/// A day, a month and a year in numbers, with points or slashes between them; those that are there. Of a year the last
/// two digits are enough. `None` if anything else stands there.
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
    if let Some(short @ 10..=99) = found[2] {
        found[2] = Some(2_000 + short);
    }
    let is_known =
        found[2].is_none_or(is_year) && (found[1].is_some() || text.ends_with('.') || separator == b'/');
    is_known.then_some(found)
}

fn is_year(number: u32) -> bool {
    (1900..2200).contains(&number)
}

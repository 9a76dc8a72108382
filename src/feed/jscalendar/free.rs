//! Whether words about a price say that it costs nothing: in German and English.
//!
//! Only what is surely free for everybody counts as free. What is free for some, at some hours, or not said
//! in words that stand below is unknown: nobody should travel to an event that then costs something.

use crate::text::parted;

/// What says that something is free, between bars. Umlauts are folded, as in all the lists below.
const FREE: &str = "frei|freie|freier|freien|free|gratis|umsonst|kostenlos|kostenlose|kostenloser|kostenloses|\
    kostenlosen|kostenfrei|kostenfreie|kostenfreier|kostenfreies|gebuhrenfrei|entgeltfrei|unentgeltlich|\
    unentgeltliche|kostet nichts|ohne kosten|keine kosten|kosten keine|ohne gebuhr|ohne gebuhren|keine gebuhr|\
    keine gebuhren|keine eintrittsgebuhr|keine teilnahmegebuhr|kein eintritt|kein eintrittsgeld|ohne eintritt|\
    zum nulltarif|free of charge|for free|no charge|at no charge|without charge|no cost|at no cost|costs nothing|\
    no fee|no fees|no entry fee|no admission fee|no cover charge|cost none|fee none|price none|complimentary";

/// What may stand beside it in the same breath.
const NEUTRAL: &str = "der|die|das|den|dem|ist|sind|the|is|are|it s|eintritt|eintrittspreis|einlass|zutritt|\
    teilnahme|teilnahmegebuhr|teilnahmebeitrag|veranstaltung|besuch|kosten|preis|gebuhr|beitrag|ticket|tickets|\
    karten|kurs|vortrag|workshop|fuhrung|event|entry|entrance|admission|participation|attendance|access|cost|\
    costs|price|fee|fees|fur alle|fuer alle|fur alle interessierten|fuer alle interessierten|fur jeden|\
    fur jedermann|offen fur alle|for all|for everyone|for everybody|to all|to everyone|open to all|open to everyone|\
    for all ages|immer|wie immer|always|naturlich|selbstverstandlich|vollig|komplett|ganz|vollkommen|completely|\
    absolutely|entirely|totally|100|und|and|aber|but|bitte|please|anmeldung|voranmeldung|vorherige anmeldung|\
    registrierung|registration|prior registration|rsvp|erforderlich|notig|notwendig|required|needed|necessary|\
    nicht erforderlich|nicht notig|nicht notwendig|not required|not needed|not necessary|mit anmeldung|\
    nach anmeldung|nach vorheriger anmeldung|ohne anmeldung|with registration|with prior registration|\
    upon registration|without registration|no registration|spende|spenden|freiwillige spende|freiwillige spenden|\
    eine spende|um eine spende|um spenden|um spende|wird gebeten|donation|donations|a donation|we ask for|erbeten|\
    erwunscht|willkommen|moglich|gern gesehen|welcome|appreciated|suggested|hutkasse|begrenzte platze|\
    begrenzte platzzahl|begrenzte teilnehmerzahl|limited seats|limited places|limited capacity|max|maximal|ca";

/// What says that something is to be paid.
const PAID: &str = "kostenpflichtig|kostenpflichtige|gebuhrenpflichtig|entgeltpflichtig|paid|chargeable|not free|\
    nicht frei|nicht kostenlos|nicht kostenfrei|nicht gratis|nicht umsonst|no free entry|no free admission";

/// How words begin that take something back in another breath.
const LIMITS: &str = "fur|fuer|for|nur|only|ab|bis|until|till|vor|before|nach|after|mit|with|wenn|falls|sofern|if|when|\
    wahrend|during|zwischen|between|am|on|auss|ausgenommen|except|sonst|ansonst|otherwise|else|mitglied|\
    vereinsmitglied|member|nichtmitglied|non|nicht|not|kind|child|kids|schul|student|studier|senior|rentner|azubi|\
    jugend|youth|erwachsen|adult|ermass|reduc|concession|unter|under|uber|over|inhaber|holder|gast|guest|kosten|\
    gebuhr|fee|charg|paid|pay|zahl|bezahl|aufpreis|regular|teilweise|partly|partially|some|einige|manche|zzgl|plus|\
    extra|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monday|tuesday|wednesday|thursday|friday|\
    saturday|sunday|danach|then|later|spater|first|erste";

const CURRENCIES: &str = "\u{20ac}|eur|euro|euros|$|usd|us$|dollar|dollars|\u{a3}|gbp|pfund|pound|pounds|chf|fr|sfr|franken|\
    kr|dkk|sek|nok|pln|czk|\u{a5}|jpy|ct|cent|cents";

/// Whether a price in words is free for everybody; `None` where that is not said.
pub(super) fn is_free(text: &str) -> Option<bool> {
    let (words, costs) = words(text);
    if costs {
        return Some(false);
    }
    let (mut is_free, mut is_limited, mut is_paid) = (false, false, false);
    for clause in parted(&words, b'|') {
        match is_neutral(clause) {
            Some(says_free) => is_free |= says_free,
            None => {
                is_limited |= parted(clause, b' ').any(|word| begins(LIMITS, word));
                is_paid |= holds(PAID, clause);
            }
        }
    }
    match (is_free, is_limited || is_paid, is_paid) {
        (true, false, _) => Some(true),
        (false, _, true) => Some(false),
        _ => None,
    }
}

/// Whether a breath says that something is free; `None` if it says anything that is not understood.
fn is_neutral(clause: &str) -> Option<bool> {
    let mut rest = clause.trim_matches(' ');
    let mut is_free = false;
    while !rest.is_empty() {
        let free = longest(FREE, rest);
        let length = free.max(longest(NEUTRAL, rest));
        if length == 0 {
            return None;
        }
        is_free |= free == length;
        rest = rest.get(length..).unwrap_or_default().trim_matches(' ');
    }
    Some(is_free)
}

/// How long the longest of the listed phrases is with which the text begins.
fn longest(list: &str, text: &str) -> usize {
    let begins = |phrase: &&str| {
        let rest = text.strip_prefix(*phrase);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    parted(list, b'|').filter(begins).map(str::len).max().unwrap_or(0)
}

/// Whether one of the listed phrases stands anywhere in a clause.
fn holds(list: &str, clause: &str) -> bool {
    let mut rest = clause.trim_matches(' ');
    while !rest.is_empty() {
        if longest(list, rest) > 0 {
            return true;
        }
        rest = match rest.find(' ') {
            Some(at) => rest.get(at + 1..).unwrap_or_default(),
            None => "",
        };
    }
    false
}

/// Whether a word begins with one of the listed; short ones must be all of it.
fn begins(list: &str, word: &str) -> bool {
    const SHORT: usize = 3;
    parted(list, b'|').any(|listed| word == listed || listed.len() > SHORT && word.starts_with(listed))
}

/// The words in lower case with spaces between them and bars where a breath ends, each amount of nothing as
/// `gratis`; and whether there is an amount of more.
fn words(text: &str) -> (String, bool) {
    let mut words = String::new();
    let mut costs = false;
    let mut rest = text.trim();
    let is_number_alone = rest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b','));
    let mut after_currency = false;
    while let Some(letter) = rest.chars().next() {
        if letter.is_ascii_digit() {
            let number;
            (number, rest) = rest.split_at(number_length(rest));
            let is_zero = number.bytes().all(|byte| !matches!(byte, b'1'..=b'9'));
            let dash = [",-", ".-", ",\u{2013}", ".\u{2013}"]
                .iter()
                .find_map(|dash| rest.strip_prefix(dash));
            rest = dash.unwrap_or(rest);
            let (unit, behind) = word(rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']));
            let has_unit = is_currency(&unit);
            if has_unit {
                rest = behind;
            }
            let is_amount = has_unit || after_currency || dash.is_some() || is_number_alone;
            costs |= is_amount && !is_zero;
            words.push_str(if is_amount { "gratis" } else { number });
            words.push(' ');
            after_currency = false;
            continue;
        }
        let (one, behind) = word(rest);
        if one.is_empty() {
            let is_dash = letter == '-' && words.ends_with(' ') && behind.starts_with([' ', '\u{a0}']);
            if is_dash
                || matches!(
                    letter,
                    ',' | ';'
                        | '.'
                        | '!'
                        | '|'
                        | '/'
                        | '\n'
                        | '\u{b7}'
                        | '\u{2022}'
                        | '\u{2013}'
                        | '\u{2014}'
                )
            {
                words.push('|');
            }
            rest = behind;
            continue;
        }
        after_currency = is_currency(&one);
        if !after_currency {
            words.push_str(&one);
            words.push(' ');
        }
        rest = behind;
    }
    (words, costs)
}

fn is_currency(word: &str) -> bool {
    parted(CURRENCIES, b'|').any(|currency| currency == word)
}

/// How many bytes a number has at the front, with the marks between its digits.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if !(is_digit(length) || matches!(byte, b'.' | b',' | b'\'') && is_digit(length + 1)) {
            break;
        }
        length += 1;
    }
    length
}

/// The word at the front, folded, and what stands behind it; behind one character where there is none.
fn word(text: &str) -> (String, &str) {
    let mut word = String::new();
    let mut letters = text.chars();
    loop {
        let rest = letters.as_str();
        let plain = match letters.next() {
            Some(letter @ ('a'..='z' | 'A'..='Z')) => {
                word.push(letter.to_ascii_lowercase());
                continue;
            }
            Some('ä' | 'Ä') => "a",
            Some('ö' | 'Ö') => "o",
            Some('ü' | 'Ü') => "u",
            Some('ß' | 'ẞ') => "ss",
            Some('\u{300}'..='\u{36f}' | '\u{ad}') if !word.is_empty() => "",
            Some(sign @ ('$' | '\u{20ac}' | '\u{a3}' | '\u{a5}')) if word.is_empty() || word == "us" => {
                word.push(sign);
                return (word, letters.as_str());
            }
            _ if word.is_empty() => return (word, letters.as_str()),
            _ => return (word, rest),
        };
        word.push_str(plain);
    }
}

#[cfg(test)]
mod tests {
    use super::is_free;

    #[test]
    fn what_is_free_for_everybody_is_free() {
        for text in [
            "frei",
            "Frei!",
            "FREE",
            "kostenlos",
            "Kostenfrei",
            "gratis",
            "umsonst",
            "unentgeltlich",
            "gebührenfrei",
            "free of charge",
            "Free-of-charge",
            "Eintritt frei",
            "EINTRITT FREI",
            "Eintritt: frei",
            "Eintritt ist frei.",
            "Der Eintritt ist frei",
            "Freier Eintritt",
            "freier Eintritt für alle",
            "EINTRITT FREI FÜR ALLE",
            "Eintritt frei fu\u{308}r alle",
            "Eintritt frei fuer alle",
            "Teilnahme kostenlos",
            "Die Teilnahme ist kostenlos.",
            "kostenlose Teilnahme",
            "Kostenlose Veranstaltung",
            "Kostenloser Eintritt",
            "Eintritt frei, Spende erbeten",
            "Eintritt frei – Spenden willkommen",
            "Eintritt frei (Spende erbeten)",
            "Eintritt frei - um Spenden wird gebeten",
            "Eintritt frei, Spenden sind erwünscht",
            "kostenlos, Anmeldung erforderlich",
            "Kostenlos mit Anmeldung",
            "kostenfrei nach vorheriger Anmeldung",
            "Kostenlos. Anmeldung nicht erforderlich.",
            "kostenlos (max. 20 Teilnehmende)",
            "Kostenlos, begrenzte Plätze",
            "Kostenlos – wir freuen uns auf Sie!",
            "Eintritt frei / free admission",
            "kostenlos (free of charge)",
            "keine Kosten",
            "Kosten: keine",
            "kein Eintritt",
            "ohne Eintritt",
            "keine Teilnahmegebühr",
            "Free admission",
            "free entry",
            "Free event",
            "Admission: free",
            "Admission is free",
            "Entry is free for everyone",
            "Free for all",
            "free and open to all",
            "Participation is free of charge",
            "Attendance is free but registration is required",
            "Free, registration required",
            "Free with registration",
            "Free, donations welcome",
            "no charge",
            "at no cost",
            "No admission fee",
            "Free tickets",
            "It’s free",
            "0",
            "0,00",
            "0 €",
            "0€",
            "€0",
            "€ 0,00",
            "0 Euro",
            "0 EUR",
            "EUR 0",
            "0,- €",
            "0.– CHF",
            "CHF 0.00",
            "$0",
            "US$ 0",
            "£0",
            "0\u{a0}€",
            "Eintritt: 0 €",
            "0 € Eintritt",
            "free (0 €)",
            "Kostenlos (0,00 EUR)",
        ] {
            assert_eq!(is_free(text), Some(true), "{text}");
        }
    }

    #[test]
    fn what_costs_something_is_not() {
        for text in [
            "12",
            "12,50",
            "30 €",
            "€30",
            "ab 5 €",
            "12,-",
            "12,– €",
            "EUR 1.200,00",
            "$12",
            "10 Franken",
            "Barrierefrei, 12 €",
            "10 €, Mitglieder frei",
            "Mitglieder frei, Gäste 10 €",
            "free for members, 10 €",
            "Members free, others £5",
            "Kinder frei, Erwachsene 5 Euro",
            "0 € für Mitglieder, sonst 20 €",
            "Eintritt frei bis 20 Uhr, danach 5 €",
            "0–10 €",
            "0 bis 10 €",
            "Eintritt frei, Getränke 3 €",
            "kostenpflichtig",
            "Teilnahme kostenpflichtig",
            "nicht kostenlos",
            "Not free",
            "paid event",
            "Der Eintritt ist nicht frei.",
            "10€",
            "1 €",
            "2026",
        ] {
            assert_eq!(is_free(text), Some(false), "{text}");
        }
    }

    #[test]
    fn what_is_not_said_is_not_known() {
        for text in [
            "",
            " ",
            "freiwillig",
            "Freiwillige Spende",
            "Spende erbeten",
            "auf Anfrage",
            "Barrierefrei",
            "barrierefreier Zugang",
            "step-free access",
            "sugar-free",
            "Freie Platzwahl",
            "freie Plätze",
            "Noch 5 freie Plätze",
            "Freikarten",
            "Freitag",
            "freedom",
            "freelance",
            "alkoholfrei",
            "für Mitglieder kostenlos",
            "Kostenlos für Mitglieder",
            "free for members",
            "Mitglieder: frei",
            "Mitglieder frei",
            "frei (Mitglieder)",
            "Eintritt frei / nur Mitglieder",
            "frei, sonst ermäßigt",
            "Eintritt frei (für Mitglieder)",
            "Eintritt frei – nur für Mitglieder",
            "kostenlos für alle Mitglieder",
            "Eintritt frei für Kinder",
            "Kinder unter 6 Jahren frei",
            "frei nach 18 Uhr",
            "Frei ab 18 Uhr",
            "free after 6 pm",
            "Eintritt frei bis 20 Uhr",
            "free on Sundays",
            "Frei, sonntags",
            "free with ticket",
            "free parking",
            "Free Wi-Fi",
            "kostenlose Parkplätze",
            "teilweise kostenlos",
            "partly free",
            "Eintritt frei, Getränke kostenpflichtig",
            "Free, with membership",
            "Free if you register early",
            "ab 0 €",
            "0 € für Mitglieder",
            "pay what you want",
            "gratuit",
            "siehe Webseite",
            "Eintritt",
            "Anmeldung erforderlich",
            "20 Uhr",
        ] {
            assert_eq!(is_free(text), None, "{text}");
        }
    }
}

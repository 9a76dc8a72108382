//! What an event costs: words, a number, or `{amount, currency, free, text}`.

use crate::event::{Price, Text};
use crate::feed::Reason;
use crate::feed::field::{Field, as_count, is_code};
use crate::feed::jscalendar::free;
use crate::feed::node::Node;
use crate::text::{Digits, primary_language};

pub(super) fn read(field: &Field<'_>) -> Option<Price> {
    match field.node {
        Node::Number(_) => amount(field, None),
        Node::Map(_) if is_object(field) => object(field),
        _ => worded(field),
    }
}

/// Whether it is an object of ours, as opposed to words in several languages.
fn is_object(field: &Field<'_>) -> bool {
    ["amount", "currency", "free", "text"]
        .iter()
        .any(|name| field.node.get(name).is_some())
}

fn object(field: &Field<'_>) -> Option<Price> {
    let currency = field.text_of("currency");
    let amount = field.child("amount").and_then(|field| amount(&field, currency));
    let text = field.child("text").and_then(|field| worded(&field));
    let free = field.child("free").map(|free| free.flag());
    if text.is_none() && amount.is_none() && free.is_none() {
        field.note(Reason::ExpectedPrice);
        return None;
    }
    let by_amount = amount.as_ref().and_then(|price| price.is_free);
    let by_text = text.as_ref().and_then(|price| price.is_free);
    let is_free = match (by_amount, by_text) {
        // Nothing for some, as the words go on to say.
        (Some(true), Some(false)) => Some(false),
        (by_amount, by_text) => by_amount.or(by_text),
    };
    Some(Price {
        is_free: free.or(is_free),
        text: text
            .and_then(|price| price.text)
            .or(amount.and_then(|price| price.text)),
    })
}

/// A price in words. Where there are several languages, any of them may say whether it is free: that must not
/// depend on who reads it.
fn worded(field: &Field<'_>) -> Option<Price> {
    let text = field.words()?;
    let others = field.pairs();
    let others = others
        .iter()
        .filter_map(|other| free::is_free(other.node.as_text()?));
    let is_free = free::is_free(&text.value).or_else(|| others.into_iter().next());
    let text = (!is_zero(&text.value)).then_some(text);
    Some(Price { is_free, text })
}

/// A number, or a number written as text, with its currency.
fn amount(field: &Field<'_>, currency: Option<String>) -> Option<Price> {
    let language = field.entry.language;
    let mut words = match field.node {
        Node::Number(number) => match digits(*number, language) {
            Some(digits) => digits,
            None => {
                field.note(Reason::ExpectedAmount);
                return None;
            }
        },
        _ => field.text()?,
    };
    if is_zero(&words) {
        return Some(Price {
            is_free: Some(true),
            text: None,
        });
    }
    let is_free = free::is_free(&words);
    if let Some(currency) = currency {
        words.push('\u{a0}');
        words.push_str(if is_code(&currency, "eur") {
            "€"
        } else {
            &currency
        });
    }
    Some(Price {
        is_free,
        text: Some(Text {
            value: words,
            language: None,
        }),
    })
}

fn is_zero(text: &str) -> bool {
    text.contains('0') && text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b','))
}

/// An amount with no or two decimals, without the standard library's formatting of floats (docs/size.md).
fn digits(number: f64, language: &str) -> Option<String> {
    let hundredths = as_count((number * 100.0).round())?;
    let mut digits = (hundredths / 100).digits();
    let rest = hundredths % 100;
    if rest > 0 {
        let has_point = ["en", "ja", "zh", "ko", "he", "th"].contains(&primary_language(language));
        digits.push(if has_point { '.' } else { ',' });
        if rest < 10 {
            digits.push('0');
        }
        digits.push_str(&rest.digits());
    }
    Some(digits)
}

//! The colours by which kinds of events are told apart.

use std::sync::Arc;

use crate::event::Event;
use crate::text::Digits;

/// The hues of our palette, in degrees, those that are told apart most easily in front. How light and how strong they are is the style's (`--_tone`), as that differs
/// between light and dark pages.
pub const HUES: [u16; 12] = [205, 15, 145, 280, 340, 45, 175, 240, 95, 310, 120, 190];

/// The colour of each type of the events, or of each value of another property, as a style has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Colours(Vec<(String, String)>);

impl Colours {
    /// The colours of what these events have as a type (`value` tells it): the first `color` that one of a type says,
    /// else a hue of the palette, by the alphabet. None where there is one type alone, which tells nothing apart.
    pub fn of(events: &[Arc<Event>], value: &dyn Fn(&Event) -> Option<&str>) -> Self {
        let mut types: Vec<(String, Option<&str>)> = Vec::new();
        for event in events {
            let Some(kind) = value(event) else { continue };
            let own = event.color.as_deref().filter(|color| is_colour(color));
            match types.binary_search_by(|(known, _)| known.as_str().cmp(kind)) {
                Ok(at) => types[at].1 = types[at].1.or(own),
                Err(at) => types.insert(at, (kind.to_owned(), own)),
            }
        }
        if types.len() < 2 {
            return Self::default();
        }
        let colour = |(at, (kind, own)): (usize, (String, Option<&str>))| {
            let hue = usize::from(HUES[at % HUES.len()]).digits();
            let colour = match own {
                Some(own) => mixed(own),
                None => ["hsl(", &hue, " var(--_tone))"].concat(),
            };
            (kind, colour)
        };
        Self(types.into_iter().enumerate().map(colour).collect())
    }

    /// No colours.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// A colour that the partner gives, as a style has it; `None` where it is none.
    pub fn given(color: &str) -> Option<String> {
        is_colour(color).then(|| mixed(color))
    }

    /// The colour of a type.
    pub fn of_value(&self, kind: &str) -> Option<&str> {
        let found = self.0.binary_search_by(|(known, _)| known.as_str().cmp(kind));
        Some(&self.0.get(found.ok()?)?.1)
    }
}

/// Half of it is the colour of words: so it is seen on any ground on which those are read.
fn mixed(color: &str) -> String {
    ["color-mix(in srgb, ", color, ", var(--_text))"].concat()
}

/// A name of CSS or `#` with hexadecimal digits (RFC 8984 §4.2.11 takes both): nothing that a style could take for more.
fn is_colour(text: &str) -> bool {
    match text.strip_prefix('#') {
        Some(digits) => {
            matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        }
        None => (3..=20).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_alphabetic()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Uid, When};
    use crate::time::{Date, DateRange};

    /// Those of events of these types, with the colours that they say.
    fn colours(events: &[(&str, Option<&str>)]) -> Colours {
        let event = |(kind, color): &(&str, Option<&str>)| {
            let day = Date::from_ymd_opt(2026, 5, 1).unwrap();
            let mut event = Event::new(Uid::new("uid"), "T", When::AllDay(DateRange::day(day)));
            event.types = (!kind.is_empty())
                .then(|| (*kind).to_owned())
                .into_iter()
                .collect();
            event.color = color.map(str::to_owned);
            Arc::new(event)
        };
        Colours::of(&events.iter().map(event).collect::<Vec<_>>(), &|event| {
            event.types.first().map(String::as_str)
        })
    }

    #[test]
    fn each_type_has_a_colour_that_other_events_do_not_change() {
        let found = colours(&[
            ("Talk", None),
            ("Camp", Some("url(https://evil.example)")),
            ("Camp", Some("Tomato")),
            ("Walk", Some("#0a0")),
            ("Talk", Some("#12345")),
        ]);
        assert_eq!(
            found.of_value("Camp"),
            Some("color-mix(in srgb, Tomato, var(--_text))")
        );
        assert_eq!(found.of_value("Talk"), Some("hsl(15 var(--_tone))"));
        assert_eq!(
            found.of_value("Walk"),
            Some("color-mix(in srgb, #0a0, var(--_text))")
        );
        assert_eq!(found.of_value("Feast"), None);
    }

    #[test]
    fn one_type_alone_needs_no_colour() {
        let found = colours(&[("Talk", None), ("Talk", Some("red")), ("", None)]);
        assert_eq!(found, Colours::default());
    }

    /// Linear light of one channel, 0 to 255 (WCAG 2.2).
    fn light(channel: f64) -> f64 {
        let part = channel / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    }

    fn luminance([red, green, blue]: [f64; 3]) -> f64 {
        0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)
    }

    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// `#rrggbb`, `#rgb`.
    fn hex(text: &str) -> [f64; 3] {
        let digits = text.trim_start_matches('#');
        let wide = digits.len() == 6;
        std::array::from_fn(|at| {
            let digits = if wide {
                &digits[2 * at..2 * at + 2]
            } else {
                &digits[at..=at].repeat(2)
            };
            f64::from(u8::from_str_radix(digits, 16).unwrap())
        })
    }

    fn hsl(hue: u16, saturation: f64, lightness: f64) -> [f64; 3] {
        let reach = saturation * lightness.min(1.0 - lightness);
        [0.0, 8.0, 4.0].map(|offset| {
            let turn = (offset + f64::from(hue) / 30.0) % 12.0;
            255.0 * (lightness - reach * (turn - 3.0).min(9.0 - turn).clamp(-1.0, 1.0))
        })
    }

    /// What the style says of a property, light and dark.
    fn both(property: &str) -> [&'static str; 2] {
        let style = include_str!("../../style/tokens.css");
        let mut found = style.lines().filter_map(|line| {
            let (name, value) = line.trim().split_once(": ")?;
            (name == property).then(|| value.trim_end_matches(';'))
        });
        [found.next().unwrap(), found.next().unwrap()]
    }

    /// The last colour in a value, `var(--lh-text, #182122)`.
    fn default(property: &str) -> [[f64; 3]; 2] {
        both(property).map(|value| {
            let digits = value.rsplit('#').next().unwrap();
            hex(digits.trim_end_matches(')'))
        })
    }

    #[test]
    fn every_colour_of_the_palette_is_seen_on_light_and_dark_pages() {
        let grounds = default("--_ground");
        for (tone, ground) in both("--_tone").into_iter().zip(grounds) {
            let parts: Vec<f64> = tone
                .split(' ')
                .map(|part| part.trim_end_matches('%').parse::<f64>().unwrap() / 100.0)
                .collect();
            for hue in HUES {
                let found = contrast(hsl(hue, parts[0], parts[1]), ground);
                // What is no text needs 3 (WCAG 1.4.11); these would do for text.
                assert!(found >= 4.5, "{hue} {tone}: {found}");
            }
        }
    }

    #[test]
    fn any_colour_of_a_feed_is_seen_on_light_and_dark_pages() {
        let (grounds, words) = (default("--_ground"), default("--_text"));
        for (ground, words) in grounds.into_iter().zip(words) {
            for own in [
                [255.0; 3],
                [0.0; 3],
                [255.0, 255.0, 0.0],
                [0.0, 0.0, 255.0],
                ground,
            ] {
                let mixed = std::array::from_fn(|at| (own[at] + words[at]) / 2.0);
                let found = contrast(mixed, ground);
                assert!(found >= 3.0, "{own:?} on {ground:?}: {found}");
            }
        }
    }
}

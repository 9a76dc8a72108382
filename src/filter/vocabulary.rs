//! The names of facets and of their values in the query language, in all languages at once: an address
//! or a preset means the same whatever the calendar's language is.

use crate::filter::Facet;

/// The facet of a folded name.
pub(super) fn facet_named(folded: &str) -> Option<Facet> {
    let is_name = |names: &&(Facet, &str)| words(names.1).any(|name| name == folded);
    FACETS.iter().find(is_name).map(|(facet, _)| *facet)
}

/// The values that a facet has beforehand, by name; none where the feed writes them.
pub(super) fn values_of(facet: Facet) -> impl Iterator<Item = &'static str> {
    let names = known(facet).iter();
    names.filter_map(|names| words(names).next())
}

/// The value that a folded name stands for, by the name that is written.
pub(super) fn value_named(facet: Facet, folded: &str) -> Option<&'static str> {
    let is_named = |names: &&&str| words(names).any(|name| name == folded);
    words(known(facet).iter().find(is_named)?).next()
}

/// The values that a folded beginning of a name may stand for: the visitor is still typing.
pub(super) fn values_begun(facet: Facet, folded: &str) -> impl Iterator<Item = &'static str> {
    let begins = move |names: &&&str| words(names).any(|name| name.starts_with(folded));
    known(facet)
        .iter()
        .filter(begins)
        .filter_map(|names| words(names).next())
}

/// The names of facets, folded; umlauts in each way to write them that folding keeps apart.
const FACETS: &[(Facet, &str)] = &[
    (Facet::Type, "type typ art kategorie category"),
    (Facet::Topic, "topic topics thema themen"),
    (Facet::Place, "place ort city stadt"),
    (
        Facet::Organizer,
        "organizer organiser veranstalter veranstalterin veranstaltende",
    ),
    (Facet::Language, "language sprache"),
    (Facet::Audience, "audience zielgruppe publikum"),
    (Facet::Source, "source quelle"),
    (Facet::Format, "format"),
    (Facet::Price, "price preis kosten"),
    (Facet::Weekday, "weekday wochentag"),
    (Facet::Time, "time zeit tageszeit uhrzeit"),
    (Facet::Registration, "registration anmeldung"),
    (Facet::Access, "access accessibility barrierefreiheit"),
    (Facet::Age, "age alter"),
    (Facet::When, "when wann datum date"),
];

/// The names of each value: the first is the one that is written, the others are understood.
fn known(facet: Facet) -> &'static [&'static str] {
    match facet {
        Facet::Format => &["on-site onsite vor-ort prasenz praesenz", "online", "hybrid"],
        Facet::Price => &["free kostenlos kostenfrei frei gratis", "paid kostenpflichtig"],
        Facet::Weekday => &[
            "mon monday montag",
            "tue tuesday dienstag",
            "wed wednesday mittwoch",
            "thu thursday donnerstag",
            "fri friday freitag",
            "sat saturday samstag sonnabend",
            "sun sunday sonntag",
        ],
        Facet::Time => &[
            "morning vormittag vormittags morgens",
            "afternoon nachmittag nachmittags",
            "evening abend abends",
            "night nacht nachts",
        ],
        Facet::Registration => &[
            "open offen moglich moeglich",
            "closed geschlossen",
            "not-needed nicht-notig nicht-noetig ohne",
        ],
        Facet::Access => &[
            "step-free stufenlos barrierefrei rollstuhl wheelchair",
            "sign-language gebardensprache gebaerdensprache",
            "captions untertitel subtitles",
            "audio-description audiodeskription",
            "hearing-loop horschleife hoerschleife",
            "quiet reizarm ruhig",
        ],
        Facet::Age => &[
            "children kinder familien families family familie",
            "youth jugendliche jugend teenagers",
            "adults erwachsene",
        ],
        Facet::When => &[
            "today heute",
            "tomorrow morgen",
            "this-week week woche diese-woche",
            "this-weekend weekend wochenende dieses-wochenende am-wochenende",
            "next-week nachste-woche naechste-woche",
            "this-month month monat diesen-monat dieser-monat",
            "next-month nachsten-monat naechsten-monat nachster-monat naechster-monat",
            "next-30-days 30-days 30-tage nachste-30-tage naechste-30-tage",
            "past vergangen vergangenes fruher frueher",
        ],
        _ => &[],
    }
}

fn words(names: &str) -> impl Iterator<Item = &str> {
    names.split_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn every_name_is_folded_and_stands_for_one_thing() {
        let facets: Vec<&str> = FACETS.iter().flat_map(|(_, names)| words(names)).collect();
        let of_values = Facet::ALL.map(|facet| known(facet).iter().flat_map(|names| words(names)).collect());
        for mut names in of_values.into_iter().chain([facets]) {
            for name in &names {
                assert_eq!(fold(name), *name);
            }
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
        }
    }

    #[test]
    fn every_facet_is_known_by_the_name_that_it_has_in_addresses() {
        for facet in Facet::ALL {
            assert_eq!(facet_named(facet.name()), Some(facet));
            assert_eq!(values_of(facet).next().is_none(), facet.is_free());
        }
        assert_eq!(facet_named("http"), None);
    }

    #[test]
    fn a_value_is_known_by_each_of_its_names() {
        for (facet, name, expected) in [
            (Facet::When, "heute", Some("today")),
            (Facet::Weekday, "donnerstag", Some("thu")),
            (Facet::Weekday, "d", None),
            (Facet::Price, "", None),
            (Facet::Place, "online", None),
        ] {
            assert_eq!(value_named(facet, name), expected, "{name}");
        }
        let begun: Vec<_> = values_begun(Facet::Weekday, "d").collect();
        assert_eq!(begun, ["tue", "thu"]);
    }
}

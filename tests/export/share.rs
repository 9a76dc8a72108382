//! What goes along when someone passes an event on.

use std::sync::Arc;

use lichthof::export::{file_name, selection_name, share_list, share_text};
use lichthof::filter::Facet;
use lichthof::i18n::PaperWords;

use super::icalendar::assembly;
use super::support::date;
use super::{event, first, timed_in, with_context};

#[test]
fn a_shared_text_has_title_date_and_place() {
    let shared = |event| with_context(|context| share_text(&first(&event), context));
    assert_eq!(
        shared(assembly()),
        "Mitgliederversammlung; mit Wahl, Bericht\n12.05.2026, 19:00 Uhr\nFestung Mark, Magdeburg"
    );
    let bare = event(
        "Rust-Abend",
        timed_in("Europe/Berlin", "2026-05-12T19:00", "PT2H"),
    );
    assert_eq!(shared(Arc::new(bare)), "Rust-Abend\n12.05.2026, 19:00 Uhr");
}

#[test]
fn what_is_chosen_is_named_as_one_would_say_it() {
    let chosen = [
        (Facet::Price, "kostenlos"),
        (Facet::Place, "Leipzig"),
        (Facet::Type, "Workshop"),
        (Facet::Place, "Halle (Saale)"),
        (Facet::When, "Nächster Monat"),
    ]
    .map(|(facet, name)| (facet, name.to_owned()));
    let words = PaperWords::of("de");
    assert_eq!(
        selection_name(&chosen, words),
        "Workshop in Leipzig, Halle (Saale), kostenlos, Nächster Monat"
    );
    assert_eq!(
        selection_name(&chosen[..2], PaperWords::of("en")),
        "Leipzig, kostenlos"
    );
    assert_eq!(selection_name(&[], words), "");
}

#[test]
fn a_shared_list_names_the_first_and_counts_the_rest() {
    let bare = Arc::new(event(
        "Rust-Abend",
        timed_in("Europe/Berlin", "2026-05-12T19:00", "PT2H"),
    ));
    let three = [first(&bare), first(&bare), first(&bare)];
    let text = with_context(|context| share_list(&three, 2, context));
    let line = "12.05.2026, 19:00 Uhr · Rust-Abend";
    assert_eq!(text, [line, line, "und 1 weitere"].join("\n"));
    assert_eq!(with_context(|context| share_list(&[], 2, context)), "");
}

#[test]
fn a_file_has_a_name_that_every_system_takes() {
    for (title, expected) in [
        ("Rust-Abend", "2026-05-12-rust-abend.ics"),
        ("  Über 100 % »Größe«! ", "2026-05-12-uber-100-grosse.ics"),
        ("../../etc/passwd\0", "2026-05-12-etc-passwd.ics"),
        ("日本語", "2026-05-12.ics"),
        ("", "2026-05-12.ics"),
    ] {
        assert_eq!(file_name(date("2026-05-12"), title), expected);
    }
    assert!(file_name(date("2026-05-12"), &"wort ".repeat(99)).len() <= 85);
}

//! How a calendar follows a feed, and what of a selection the feed is asked for.

use lichthof::export::{Extent, Follower, filled, subscription, web_address};
use lichthof::filter::Facet;

#[test]
fn a_calendar_subscribes_to_an_address_of_the_web() {
    for (address, expected) in [
        (
            "https://a.example/b.ics?c=d",
            Some("webcal://a.example/b.ics?c=d"),
        ),
        (" HTTP://a.example/b.ics ", Some("webcal://a.example/b.ics")),
        ("webcal://a.example/b.ics", Some("webcal://a.example/b.ics")),
        ("javascript://a.example/%0Aalert(1)", None),
        ("/b.ics", None),
        ("//a.example/b.ics", None),
        ("https://", None),
        ("https://a.example/\nb", None),
    ] {
        assert_eq!(subscription(address).as_deref(), expected, "{address}");
    }
}

#[test]
fn each_calendar_follows_in_its_own_way() {
    let address = "https://a.example/events.ics?type=Kurs&b=%C3%BC";
    let expected = [
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fa.example%2Fevents.ics%3Ftype%3DKurs%26b%3D%25C3%25BC",
        "https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fa.example%2Fevents.ics%3Ftype%3DKurs%26b%3D%25C3%25BC&name=Termine%20%26%20mehr",
        "https://outlook.office.com/calendar/0/addfromweb?url=https%3A%2F%2Fa.example%2Fevents.ics%3Ftype%3DKurs%26b%3D%25C3%25BC&name=Termine%20%26%20mehr",
        "webcal://a.example/events.ics?type=Kurs&b=%C3%BC",
    ];
    let found = Follower::ALL.map(|follower| follower.address(address, "Termine & mehr"));
    assert_eq!(found.each_ref().map(|found| found.as_deref()), expected.map(Some));
    for follower in Follower::ALL {
        assert_eq!(follower.address("javascript://a.example/%0Aalert(1)", ""), None);
    }
    assert_eq!(
        web_address("webcal://a.example/b.ics").as_deref(),
        Some("https://a.example/b.ics")
    );
}

#[test]
fn a_template_gets_what_is_chosen_and_loses_what_is_not() {
    let chosen = |values: &[(Facet, &str)]| -> Vec<(Facet, String)> {
        values
            .iter()
            .map(|(facet, value)| (*facet, (*value).to_owned()))
            .collect()
    };
    let workshop = chosen(&[(Facet::Type, "Workshop")]);
    let several = chosen(&[
        (Facet::Type, "Workshop & Kurs"),
        (Facet::Place, "Halle, Saale"),
        (Facet::Type, "Größe+1"),
    ]);
    let nothing = chosen(&[]);
    for (template, chosen, other, address, extent) in [
        (
            "https://a.example/e.ics",
            &nothing,
            false,
            "https://a.example/e.ics",
            Extent::All,
        ),
        (
            "https://a.example/e.ics",
            &workshop,
            false,
            "https://a.example/e.ics",
            Extent::All,
        ),
        (
            "https://a.example/e.ics?type={type}",
            &workshop,
            false,
            "https://a.example/e.ics?type=Workshop",
            Extent::Selection,
        ),
        // What is in another character set stays as it is.
        (
            "https://a.example/e.ics?ort=K%F6ln&type=%7Btype%7D",
            &workshop,
            false,
            "https://a.example/e.ics?ort=K%F6ln&type=Workshop",
            Extent::Selection,
        ),
        (
            "https://a.example/e.ics?type={type}",
            &workshop,
            true,
            "https://a.example/e.ics?type=Workshop",
            Extent::Part,
        ),
        (
            "https://a.example/e.ics?type={type}",
            &nothing,
            true,
            "https://a.example/e.ics",
            Extent::All,
        ),
        (
            "https://a.example/e.ics?key=1&art={type}&ort={place}&x={colour}#f",
            &several,
            false,
            "https://a.example/e.ics?key=1&art=Workshop%20%26%20Kurs,Gr%C3%B6%C3%9Fe%2B1&ort=Halle%2C%20Saale&x={colour}#f",
            Extent::Selection,
        ),
        (
            "https://a.example/e.ics?art={TYPE}&key=1",
            &several,
            false,
            "https://a.example/e.ics?art=Workshop%20%26%20Kurs,Gr%C3%B6%C3%9Fe%2B1&key=1",
            Extent::Part,
        ),
        (
            "https://a.example/e.ics?q={type}-{place}&when={when}",
            &workshop,
            false,
            "https://a.example/e.ics?q=Workshop-",
            Extent::Selection,
        ),
        // As some browsers write it.
        (
            "https://a.example/e.ics?type=%7Btype%7d&z=%7A",
            &workshop,
            false,
            "https://a.example/e.ics?type=Workshop&z=%7A",
            Extent::Selection,
        ),
        (
            "https://a.example/{type}.ics",
            &workshop,
            false,
            "https://a.example/{type}.ics",
            Extent::All,
        ),
        (
            "https://a.example/e.ics?{&{{type}",
            &nothing,
            false,
            "https://a.example/e.ics?{",
            Extent::All,
        ),
    ] {
        let found = filled(template, chosen, other);
        assert_eq!(found, (address.to_owned(), extent), "{template}");
    }
}

//! What partners add to links that leave their page.

use lichthof::export::leaving;

#[test]
fn links_that_leave_say_where_they_come_from() {
    let added = "utm_source=events&utm_medium=calendar";
    for (address, expected) in [
        (
            "https://a.example",
            "https://a.example?utm_source=events&utm_medium=calendar",
        ),
        (
            "HTTP://a.example/x?a=%20b&flag#top",
            "HTTP://a.example/x?a=%20b&flag&utm_source=events&utm_medium=calendar#top",
        ),
        (
            "https://a.example/x?",
            "https://a.example/x?utm_source=events&utm_medium=calendar",
        ),
        (
            "https://a.example/x?a&",
            "https://a.example/x?a&utm_source=events&utm_medium=calendar",
        ),
        // What is there stays, however it is spelled.
        (
            "https://a.example/x?utm_source=letter",
            "https://a.example/x?utm_source=letter&utm_medium=calendar",
        ),
        (
            "https://a.example/x?utm%5Fsource=letter&utm_medium",
            "https://a.example/x?utm%5Fsource=letter&utm_medium",
        ),
        // The page's own, and what is no page.
        ("https://own.example/x", "https://own.example/x"),
        ("https://own.example", "https://own.example"),
        ("https://own.example?x", "https://own.example?x"),
        (
            "https://own.example.evil.example/",
            "https://own.example.evil.example/?utm_source=events&utm_medium=calendar",
        ),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+49391", "tel:+49391"),
        ("#", "#"),
    ] {
        assert_eq!(
            leaving(address, added, "https://own.example"),
            expected,
            "{address}"
        );
    }
}

#[test]
fn what_a_partner_adds_may_be_written_in_any_way() {
    for (added, expected) in [
        ("?partner=17", "https://a.example/?partner=17"),
        (
            " a=1 & b = zwei Wörter ",
            "https://a.example/?a=1&b=zwei%20W%C3%B6rter",
        ),
        ("a=%C3%BC+x&a=2&&=3&c", "https://a.example/?a=%C3%BC%20x&c="),
        ("a=1#x", "https://a.example/?a=1%23x"),
        ("%FF=1&a=%FF", "https://a.example/"),
        ("", "https://a.example/"),
    ] {
        assert_eq!(leaving("https://a.example/", added, ""), expected, "{added}");
    }
}

//! What must hold for every state that a calendar keeps in the page's address.

use lichthof::app::{Address, ViewKind};
use lichthof::filter::{Facet, Query};
use lichthof::time::Date;
use proptest::option;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;

fn query() -> impl Strategy<Value = Query> {
    let value = prop_oneof!["[a-z&=+%#; ü]{0,8}", any::<String>()];
    let chosen = proptest::collection::vec((select(Facet::ALL.to_vec()), value), 0..5);
    ("[ -~äß]{0,20}", chosen, any::<bool>()).prop_map(|(text, chosen, starred)| Query {
        text: text.trim_ascii().to_owned(),
        chosen,
        starred,
    })
}

fn address() -> impl Strategy<Value = Address> {
    let date = (1..=9999, 1..=366u32).prop_filter_map("a day", |(year, day)| Date::from_yo_opt(year, day));
    (
        option::of(select(ViewKind::ALL.to_vec())),
        option::of(date),
        any::<bool>(),
        option::of(query()),
        option::of(any::<String>()),
        any::<bool>(),
    )
        .prop_map(|(view, date, past, query, event, shared)| Address {
            view,
            date,
            past,
            query,
            event,
            shared,
        })
}

/// Queries of a page with parameters of its own, of this calendar and of another.
fn page() -> impl Strategy<Value = String> {
    let segment = select(vec![
        "a=%20b",
        "flag",
        "",
        "x=1&x=2",
        "lh.view=week",
        "lh.q=alt",
        "lh.type=a",
        "lh.later=1",
        "b.view=year",
        "b.q=x",
        "%ZZ",
        "lh%2Edate=2026-01-01",
        "lh_place=Ort",
        "b_view=day",
    ]);
    proptest::collection::vec(segment, 0..6).prop_map(|segments| format!("?{}", segments.join("&")))
}

/// What is in the page's address already keeps its place: the order of values tells nothing.
fn sorted(mut address: Address) -> Address {
    if let Some(query) = &mut address.query {
        query.chosen.sort();
    }
    address
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_state_comes_back(address in address(), page in page()) {
        let read = Address::read(&address.write(&page, "lh"), "lh");
        prop_assert_eq!(sorted(read), sorted(address));
    }

    #[test]
    fn others_stay_byte_for_byte(address in address(), page in page()) {
        let written = address.write(&page, "lh");
        let nothing = Address::default();
        prop_assert_eq!(nothing.write(&written, "lh"), nothing.write(&page, "lh"));
        prop_assert_eq!(Address::read(&written, "b"), Address::read(&page, "b"));
    }

    #[test]
    fn two_calendars_keep_their_states_side_by_side(one in address(), other in address()) {
        let written = other.write(&one.write("?a", "lh"), "b");
        prop_assert_eq!(sorted(Address::read(&written, "lh")), sorted(one));
        prop_assert_eq!(sorted(Address::read(&written, "b")), sorted(other));
    }

    #[test]
    fn no_text_is_a_fault(query in any::<String>(), prefix in any::<String>()) {
        let read = Address::read(&query, &prefix);
        let _ = read.write(&query, &prefix);
    }
}

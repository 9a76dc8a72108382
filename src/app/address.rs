//! What the page's address says of a calendar: `?lh.view=month&lh.q=rust&lh.type=Vortrag`.

use crate::app::options::ViewKind;
use crate::app::parameters::{Parameter, parameters, with_parameters};
use crate::filter::{Facet, Query};
use crate::time::{Date, iso, parse_date};

/// The most values of facets that are read: an address can be made by anybody.
const MAX_VALUES: usize = 100;
/// The longest text that is read, in bytes.
const MAX_TEXT: usize = 500;

/// What an address says of a calendar; of what it does not say, the partner's attributes decide.
///
/// The parameters are `view`, `date`, `q`, `event`, `past`, `starred`, `shared` and the names of all facets, each behind the
/// calendar's name and a dot. A facet stands once for each of its values. Read is also an underscore in place of
/// the dot: PHP makes one of it, and some hosts write their addresses anew from that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The view.
    pub view: Option<ViewKind>,
    /// The day that grids are about.
    pub date: Option<Date>,
    /// True if the list shows what is past.
    pub past: bool,
    /// The search text and the chosen values; an empty query says that nothing is filtered.
    pub query: Option<Query>,
    /// What the dialog shows: [`crate::schedule::Occurrence::id`], or the uid alone.
    pub event: Option<String>,
    /// True if somebody has shared it: then a calendar reads it that keeps no state in the address.
    pub shared: bool,
}

impl Address {
    /// Reads a query (with or without its `?`). What cannot be used is passed over.
    pub fn read(query: &str, prefix: &str) -> Self {
        let mut address = Self::default();
        for (name, value) in parameters(query, &|name| own_name(name, prefix)) {
            address.take(name.get(prefix.len() + 1..).unwrap_or_default(), value);
        }
        address
    }

    /// The query with this in it and nothing else of the calendar: what is others' stays byte for byte.
    pub fn write(&self, query: &str, prefix: &str) -> String {
        let mut wanted: Vec<Parameter> = Vec::new();
        let mut add = |name: &str, value: &str| wanted.push(([prefix, ".", name].concat(), value.to_owned()));
        if let Some(view) = self.view {
            add("view", view.name());
        }
        if let Some(date) = self.date {
            add("date", &iso(date));
        }
        if self.past {
            add("past", "1");
        }
        if let Some(query) = &self.query {
            let text = query.text.trim_ascii();
            if !text.is_empty() || query.is_empty() {
                add("q", text);
            }
            if query.starred {
                add("starred", "1");
            }
            for (facet, value) in &query.chosen {
                add(facet.name(), value);
            }
        }
        if let Some(event) = &self.event {
            add("event", event);
        }
        if self.shared {
            add("shared", "1");
        }
        with_parameters(query, &wanted, &|name| own_name(name, prefix))
    }

    fn take(&mut self, name: &str, value: String) {
        match name {
            "view" => self.view = self.view.or_else(|| ViewKind::from_name(&value)),
            "date" => self.date = self.date.or_else(|| parse_date(&value)),
            "past" => self.past = true,
            "shared" => self.shared = true,
            "starred" => self.query.get_or_insert_default().starred = true,
            "event" if self.event.is_none() => self.event = Some(value),
            "event" => {}
            _ if value.len() > MAX_TEXT => {}
            "q" => {
                let query = self.query.get_or_insert_default();
                if query.text.is_empty() {
                    query.text = value;
                }
            }
            _ => {
                let query = self.query.get_or_insert_default();
                if let Some(facet) = Facet::from_name(name)
                    && query.chosen.len() < MAX_VALUES
                {
                    query.chosen.push((facet, value));
                }
            }
        }
    }
}

/// The name as the calendar writes it, if it is one of the calendar's. All others are left alone, such as those
/// of a later version.
fn own_name(name: &str, prefix: &str) -> Option<String> {
    let name = name.strip_prefix(prefix)?;
    let is_behind = matches!(name.as_bytes().first(), Some(b'.' | b'_'));
    let name = name.get(1..).filter(|_| is_behind)?;
    let is_facet = || Facet::from_name(name).is_some_and(|facet| facet.name() == name);
    let is_own = matches!(
        name,
        "view" | "date" | "q" | "event" | "past" | "starred" | "shared"
    ) || is_facet();
    is_own.then(|| [prefix, ".", name].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str, chosen: &[(Facet, &str)]) -> Option<Query> {
        let owned = |(facet, value): &(Facet, &str)| (*facet, (*value).to_owned());
        Some(Query {
            text: text.to_owned(),
            chosen: chosen.iter().map(owned).collect(),
            starred: false,
        })
    }

    #[test]
    fn all_that_it_says_is_read() {
        let read = Address::read(
            "?a=1&lh.view=week&lh.date=2026-05-12&lh.q=rust+abend&lh.type=Vortrag&lh.past\
             &lh.place=Halle%20(Saale)&lh.type=Kurs&lh.event=a;2026-05-12#x",
            "lh",
        );
        let chosen = [
            (Facet::Type, "Vortrag"),
            (Facet::Place, "Halle (Saale)"),
            (Facet::Type, "Kurs"),
        ];
        let expected = Address {
            view: Some(ViewKind::Week),
            date: Date::from_ymd_opt(2026, 5, 12),
            past: true,
            query: query("rust abend", &chosen),
            event: Some("a;2026-05-12#x".to_owned()),
            shared: false,
        };
        assert_eq!(read, expected);
    }

    #[test]
    fn an_underscore_for_the_dot_is_read_and_not_written() {
        let read = Address::read("?lh_view=week&lh_type=Kurs&lh_flag=1&lhview=year", "lh");
        let expected = Address {
            view: Some(ViewKind::Week),
            query: query("", &[(Facet::Type, "Kurs")]),
            ..Address::default()
        };
        assert_eq!(read, expected);
        let changed = Address {
            view: Some(ViewKind::Month),
            date: Date::from_ymd_opt(2026, 5, 12),
            ..Address::default()
        };
        assert_eq!(
            changed.write("?a=1&lh_view=week&lh_type=Kurs&lh_flag=1", "lh"),
            "?a=1&lh.view=month&lh_flag=1&lh.date=2026-05-12"
        );
        // A name may have underscores of its own, and be the beginning of another's.
        assert_eq!(
            Address::read("?my_cal_view=week", "my_cal").view,
            Some(ViewKind::Week)
        );
        for (given, prefix) in [
            ("?my_cal_view=week", "my"),
            ("?my_cal.view=week", "my"),
            ("?my_view=week", "m"),
        ] {
            assert_eq!(
                Address::read(given, prefix),
                Address::default(),
                "{given} {prefix}"
            );
        }
    }

    #[test]
    fn what_cannot_be_used_is_passed_over() {
        let long = ["?lh.q=", &"x".repeat(MAX_TEXT + 1)].concat();
        for given in [
            "?lh.view=agenda&lh.date=2026-13-01",
            "?other.view=month&lhx.view=month&lh.View=month&view=month",
            "?lh.colour=red&lh.=x&lh=y",
            &long,
        ] {
            assert_eq!(Address::read(given, "lh"), Address::default(), "{given}");
        }
        let many = ["?", &"lh.type=a&".repeat(1_000)].concat();
        let read = Address::read(&many, "lh").query.map(|query| query.chosen.len());
        assert_eq!(read, Some(MAX_VALUES));
    }

    #[test]
    fn an_empty_filter_is_told_from_none() {
        let nothing = Address {
            query: Some(Query::default()),
            ..Address::default()
        };
        assert_eq!(nothing.write("?a", "lh"), "?a&lh.q=");
        assert_eq!(Address::read("?a&lh.q=", "lh"), nothing);
        assert_eq!(Address::default().write("?a&lh.q=&lh.type=x", "lh"), "?a");
    }

    #[test]
    fn a_calendar_leaves_the_parameters_of_another_alone() {
        let address = Address {
            view: Some(ViewKind::Month),
            ..Address::default()
        };
        let query = "?b.view=week&lh.next=1&lh.view=list";
        assert_eq!(address.write(query, "lh"), "?b.view=week&lh.next=1&lh.view=month");
    }
}

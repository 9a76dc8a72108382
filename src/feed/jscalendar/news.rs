//! What is said of an event afterwards: the report, and how many came.

use crate::event::{Href, Link, Report, Text};
use crate::feed::Reason;
use crate::feed::field::{Field, address, as_count};
use crate::feed::jscalendar::link;
use crate::feed::jscalendar::people::name;
use crate::feed::node::Node;
use crate::text::Digits;
use crate::time::Zone;

/// A report: its text or address alone, or `{text, published, author, href, links}`.
/// `zone` is that of the event: a report that appeared at an instant did so on the day that it was there.
pub(super) fn report(field: &Field<'_>, zone: &Zone) -> Option<Report> {
    let parts = ["text", "published", "date", "author", "href", "url", "links"];
    if !parts.iter().any(|part| field.node.get(part).is_some()) {
        let words = field.prose()?;
        return Some(match address(&words.value) {
            Some(href) => Report {
                links: vec![whole(href)],
                ..Report::default()
            },
            None => Report {
                text: Some(words),
                ..Report::default()
            },
        });
    }
    let mut links = link::list(field);
    if let Some(href) = field.href_of(&["href", "url"]) {
        links.insert(0, whole(href));
    }
    let published = field.child("published").or_else(|| field.child("date"));
    let report = Report {
        text: field.child("text").and_then(|text| text.prose()),
        published: published.and_then(|published| published.date(zone)),
        author: field.child("author").and_then(|author| name(&author)),
        links,
    };
    (report != Report::default()).then_some(report)
}

/// The link to a report in full.
fn whole(href: Href) -> Link {
    Link {
        href,
        title: None,
        relation: None,
    }
}

/// How many came: words, a number, or `{count, text}`, of which the words say more.
pub(super) fn attendance(field: &Field<'_>) -> Option<Text> {
    match field.node {
        Node::Number(number) => {
            let count = as_count(*number);
            if count.is_none() {
                field.note(Reason::ExpectedCount);
            }
            Some(Text {
                value: count?.digits(),
                language: None,
            })
        }
        Node::Map(_) => match field.child("text") {
            Some(text) => text.words(),
            None => match field.child("count") {
                Some(count) => Some(Text {
                    value: count.count()?.digits(),
                    language: None,
                }),
                None => field.words(),
            },
        },
        _ => field.words(),
    }
}

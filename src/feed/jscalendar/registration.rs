//! How one registers: an address, or `{href, state, opens, closes, capacity, remaining}`.

use crate::event::{Registration, RegistrationState};
use crate::feed::Reason;
use crate::feed::field::{Field, is_code};
use crate::feed::node::Node;
use crate::time::{DateTime, ParsedDateTime, Zone, parse_date_time};

pub(super) fn read(field: &Field<'_>, zone: &Zone) -> Option<Registration> {
    if !matches!(field.node, Node::Map(_)) {
        return Some(Registration {
            href: Some(field.href()?),
            ..Registration::default()
        });
    }
    let registration = Registration {
        href: field.href_of(&["href", "url"]),
        state: field.child("state").and_then(|state| read_state(&state)),
        opens: field.child("opens").and_then(|opens| opens.civil(zone)),
        closes: field
            .child("closes")
            .and_then(|closes| read_closes(&closes, zone)),
        capacity: field.child("capacity").and_then(|capacity| capacity.count()),
        remaining: field.child("remaining").and_then(|remaining| remaining.count()),
    };
    (registration != Registration::default()).then_some(registration)
}

/// A date alone is the last day on which one can register.
fn read_closes(field: &Field<'_>, zone: &Zone) -> Option<DateTime> {
    let civil = field.civil(zone)?;
    match field.node.as_text().and_then(parse_date_time) {
        Some(ParsedDateTime::Date(_)) => civil.checked_add_days(chrono::Days::new(1)),
        _ => Some(civil),
    }
}

fn read_state(field: &Field<'_>) -> Option<RegistrationState> {
    let states = [
        ("open", RegistrationState::Open),
        ("closed", RegistrationState::Closed),
        ("full", RegistrationState::Full),
        ("soldout", RegistrationState::Full),
        ("waitinglist", RegistrationState::WaitingList),
        ("waitlist", RegistrationState::WaitingList),
        ("notneeded", RegistrationState::NotNeeded),
        ("notrequired", RegistrationState::NotNeeded),
        ("none", RegistrationState::NotNeeded),
    ];
    let text = field.node.as_text().unwrap_or_default();
    let state = states.iter().find(|(code, _)| is_code(text, code));
    if state.is_none() {
        field.note(Reason::ExpectedRegistration);
    }
    state.map(|&(_, state)| state)
}

//! How one registers, and whether one still can.

use super::detail::line;
use super::link::outward;
use super::markup::Node;
use super::state::State;
use crate::date::{Instant, Occurrence, RegistrationWindow};
use crate::event::{Registration, RegistrationState};
use crate::text::{DetailWords, IntlZones, fill};

/// The state in words, the dates, the capacity, and the way there while it is open.
pub fn registration(state: State, registration: &Registration, occurrence: &Occurrence) -> Node {
    let strings = state.strings();
    let detail_words = DetailWords::of(strings.tag());
    let now = state.now.get();
    let window = state
        .policy
        .with(|policy| RegistrationWindow::of(occurrence, policy, &IntlZones));
    let present = window.and_then(|window| window.state(now));
    let words = match present {
        Some(RegistrationState::Open) => Some(detail_words.registration_open),
        Some(RegistrationState::Closed) => Some(detail_words.registration_closed),
        Some(RegistrationState::Full) => Some(strings.registration_full),
        Some(RegistrationState::WaitingList) => Some(strings.registration_waiting),
        Some(RegistrationState::NotNeeded) => Some(detail_words.registration_not_needed),
        None => None,
    };
    let mut facts: Vec<String> = Vec::new();
    facts.extend(words.map(str::to_owned));
    let shut = Instant(i64::MIN);
    let (opens, closes) = window.map_or((shut, shut), |window| (window.opens, window.closes));
    for (date, at, template) in [
        (registration.opens, opens, detail_words.registration_opens),
        (registration.closes, closes, detail_words.registration_closes),
    ] {
        let date = date.and_then(|date| date.checked_add_signed(occurrence.ahead()));
        if let Some(date) = date.filter(|_| at > now) {
            facts.push(fill(template, &[&state.words.with(|words| words.moment(date))]));
        }
    }
    if let Some(capacity) = registration.capacity {
        facts.push(fill(detail_words.capacity, &[&(capacity as usize).to_string()]));
    }
    let can_register = present.is_some_and(RegistrationState::is_open);
    let link = registration.href.as_ref().filter(|_| can_register);
    let link = link.map(|href| outward(href, detail_words.register.to_owned(), "lh-button lh-primary"));
    Node::Many(vec![line("").child(facts.join(" · ")).into(), link.into()])
}

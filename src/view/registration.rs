//! How one registers, and whether one still can.

use super::detail::line;
use super::link::outward;
use super::markup::Node;
use super::state::State;
use crate::date::{DateTime, Instant, Occurrence, resolve};
use crate::event::{Registration, RegistrationState, When};
use crate::text::{DetailWords, IntlZones, fill};

/// The state in words, the dates, the capacity, and the way there while it is open.
pub fn registration(state: State, registration: &Registration, occurrence: &Occurrence) -> Node {
    let strings = state.strings();
    let detail_words = DetailWords::of(strings.tag());
    let now = state.now.get();
    let present = present_state(state, registration, occurrence, now);
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
    let dates = [
        (registration.opens, detail_words.registration_opens),
        (registration.closes, detail_words.registration_closes),
    ];
    for (date, template) in dates {
        let Some(at) = date.and_then(|date| date.checked_add_signed(occurrence.ahead())) else {
            continue;
        };
        if instant(state, occurrence, at) > now {
            facts.push(fill(template, &[&state.words.with(|words| words.moment(at))]));
        }
    }
    if let Some(capacity) = registration.capacity {
        facts.push(fill(detail_words.capacity, &[&(capacity as usize).to_string()]));
    }
    let can_register = matches!(
        present,
        None | Some(RegistrationState::Open | RegistrationState::WaitingList)
    ) && !occurrence.is_past(now);
    let link = registration.href.as_ref().filter(|_| can_register);
    let link = link.map(|href| outward(href, detail_words.register.to_owned(), "lh-button lh-primary"));
    Node::Many(vec![line("").child(facts.join(" · ")).into(), link.into()])
}

/// What the feed says, unless its own dates say that it is over or has not begun.
fn present_state(
    state: State,
    registration: &Registration,
    occurrence: &Occurrence,
    now: Instant,
) -> Option<RegistrationState> {
    let known = |date: Option<DateTime>| {
        let at = date?.checked_add_signed(occurrence.ahead())?;
        Some(instant(state, occurrence, at))
    };
    let is_before = |at| known(at).is_some_and(|at| at <= now);
    let is_after = |at| known(at).is_some_and(|at| at > now);
    let has_dates = registration.opens.is_some() || registration.closes.is_some();
    let is_shut = is_before(registration.closes) || is_after(registration.opens) || occurrence.is_past(now);
    match registration.state {
        Some(RegistrationState::Open | RegistrationState::WaitingList) | None if is_shut => {
            Some(RegistrationState::Closed)
        }
        None if has_dates => Some(RegistrationState::Open),
        given => given,
    }
}

/// Civil times of the registration are read in the event's zone.
fn instant(state: State, occurrence: &Occurrence, civil: DateTime) -> Instant {
    let floating = state.policy.with(|policy| policy.calendar_zone().clone());
    let zone = match &occurrence.event.when {
        When::Timed { zone, .. } => zone.clone(),
        _ => floating.clone(),
    };
    resolve(civil, &zone, &floating, &IntlZones).unwrap_or(Instant(civil.and_utc().timestamp()))
}

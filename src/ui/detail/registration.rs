//! How one registers, and whether one still can.

use chrono::Days;

use crate::app::State;
use crate::dom::{Node, Signal, reactive};
use crate::event::{Registration, RegistrationState};
use crate::i18n::{DetailWords, IntlZones, RowWords, counted, fill, isolated};
use crate::schedule::{Occurrence, RegistrationWindow};
use crate::time::{Instant, Time};
use crate::ui::detail::event::line;
use crate::ui::language::our_words;
use crate::ui::link::outward;

/// The state in words, the dates, the capacity, and the way there while it is open. They follow the clock, and
/// are built anew only when it changes them.
pub fn registration(state: State, registration: &Registration, occurrence: &Occurrence) -> Node {
    let href = registration.href.clone();
    let (registration, occurrence) = (registration.clone(), occurrence.clone());
    let present = Signal::derived(move || present(state, &registration, &occurrence));
    reactive(move || {
        let (words, can_register) = present.get();
        let link = href.as_ref().filter(|_| can_register);
        let name = DetailWords::of(state.strings().tag()).register();
        let link =
            link.map(|href| our_words(state, outward(state, href, "lh-button lh-primary")).child(name));
        vec![our_words(state, line("")).child(words).into(), link.into()]
    })
}

/// The words, and whether one can register.
fn present(state: State, registration: &Registration, occurrence: &Occurrence) -> (String, bool) {
    let strings = state.strings();
    let detail_words = DetailWords::of(strings.tag());
    let row_words = RowWords::of(strings.tag());
    let now = state.clock.now.get();
    let window = state
        .clock
        .policy
        .with(|policy| RegistrationWindow::of(occurrence, policy, &IntlZones));
    let present = window.and_then(|window| window.state(now));
    let words = match present {
        Some(RegistrationState::Open) => Some(detail_words.registration_open()),
        Some(RegistrationState::Closed) => Some(detail_words.registration_closed()),
        Some(RegistrationState::Full) => Some(row_words.registration_full()),
        Some(RegistrationState::WaitingList) => Some(row_words.registration_waiting()),
        Some(RegistrationState::NotNeeded) => Some(detail_words.registration_not_needed()),
        None => None,
    };
    let mut facts: Vec<String> = Vec::new();
    let shut = Instant(i64::MIN);
    let (opens, closes) = window.map_or((shut, shut), |window| (window.opens, window.closes));
    // What opens later is not said to be closed.
    facts.extend(
        words
            .filter(|_| opens <= now || present != Some(RegistrationState::Closed))
            .map(str::to_owned),
    );
    for (date, at, template) in [
        (registration.opens, opens, detail_words.registration_opens()),
        (registration.closes, closes, detail_words.registration_closes()),
    ] {
        let date = date.and_then(|date| date.checked_add_signed(occurrence.ahead()));
        if let Some(date) = date.filter(|_| at > now) {
            // An exclusive midnight is the end of the day before.
            let is_end = at == closes && date.time() == Time::MIN;
            let date = if is_end {
                date.checked_sub_days(Days::new(1))
            } else {
                Some(date)
            };
            let moment = state.words.with(|words| words.moment(date.unwrap_or_default()));
            facts.push(fill(template, &[&isolated(&moment)]));
        }
    }
    if let Some(capacity) = registration.capacity {
        facts.push(counted(
            detail_words.capacity(),
            detail_words.lang(),
            capacity as usize,
        ));
    }
    let can_register = present.is_some_and(RegistrationState::is_open);
    (facts.join(" · "), can_register)
}

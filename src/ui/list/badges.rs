//! What stands in a row besides title, time and place: that an event is cancelled or full, until when one can
//! register, when the next one of its series is. It comes with the rows (`ui::part`).

use crate::app::State;
use crate::dom::{Element, Node, button, classed};
use crate::event::{RegistrationState, Status, When};
use crate::i18n::{IntlZones, RowWords, counted, fill, isolated};
use crate::layout::shows_all_dates;
use crate::schedule::{Occurrence, RegistrationWindow};
use crate::ui::detail::more::{naming, series_title};
use crate::ui::language::our_words;

/// What else decides whether one goes.
pub fn badges(state: State, occurrence: &Occurrence) -> Vec<Node> {
    let event = &occurrence.event;
    let strings = state.strings();
    let row_words = RowWords::of(strings.tag());
    let mut badges: Vec<(&'static str, String)> = Vec::new();
    match event.status {
        Status::Cancelled => badges.push(("lh-badge lh-warning", strings.cancelled().to_owned())),
        // The words of a tentative period say "planned" themselves.
        Status::Tentative if !matches!(event.when, When::Tentative { .. }) => {
            badges.push(("lh-badge", strings.tentative().to_owned()));
        }
        _ => {}
    }
    if let Some(postponed) = &event.postponed {
        let from = postponed
            .previous_start
            .map(|from| state.words.with(|words| words.moment(from)));
        let words = from.map_or(strings.postponed().to_owned(), |from| {
            fill(RowWords::of(strings.tag()).postponed_from(), &[&isolated(&from)])
        });
        badges.push(("lh-badge lh-warning", words));
    }
    badges.extend(own_time(state, occurrence).map(|own| ("lh-badge", own)));
    if event.featured {
        badges.push(("lh-badge lh-accent", row_words.featured().to_owned()));
    }
    if event.status != Status::Cancelled {
        badges.extend(registration(state, occurrence).map(|words| ("lh-badge", words)));
    }
    let others = others_of_series(state, occurrence);
    if occurrence.recurrence_id.is_some() && others == 0 {
        badges.push(("lh-badge", series(state, occurrence)));
    }
    let told = |(class, words): (_, String)| Node::from(badge(state, class).child(words));
    let mut badges: Vec<Node> = badges.into_iter().map(told).collect();
    if others > 0 {
        badges.push(more_dates(state, occurrence, others));
    }
    badges
}

/// What says such a thing, in our words: `lh-badge` is among its classes.
pub fn badge(state: State, class: &'static str) -> Element {
    our_words(state, classed("span", class)).attr("part", "badge")
}

/// How many dates of its series the list leaves out beside it.
fn others_of_series(state: State, occurrence: &Occurrence) -> usize {
    let shows_all = || {
        state
            .filter
            .query
            .with(|query| shows_all_dates(occurrence, &query.text))
    };
    let folds = state.options.with(|options| options.folds_series);
    if occurrence.recurrence_id.is_none() || !folds || shows_all() {
        return 0;
    }
    let now = state.clock.now.get();
    let is_other = |other: &&Occurrence| {
        other.recurrence_id.is_some()
            && other.recurrence_id != occurrence.recurrence_id
            && other.event.uid == occurrence.event.uid
            && other.is_past(now) == occurrence.is_past(now)
    };
    state
        .catalog
        .left
        .with(|left| left.iter().filter(is_other).count())
}

/// "+11 more dates", as the way to them where visitors filter.
fn more_dates(state: State, occurrence: &Occurrence, number: usize) -> Node {
    let words = RowWords::of(state.strings().tag()).more_dates(number);
    if !state.options.with(|options| options.controls.filter) {
        return badge(state, "lh-badge").child(words).into();
    }
    let occurrence = occurrence.clone();
    our_words(state, button("lh-badge lh-more-dates"))
        .attr("part", "badge")
        .flag("data-more-dates", true)
        .on("click", move |_| {
            state.show_all_of(naming(&series_title(state, &occurrence)))
        })
        .child(words)
        .into()
}

/// When a hybrid event is for the visitor, where their clock is not the venue's.
pub fn own_time(state: State, occurrence: &Occurrence) -> Option<String> {
    let times = state
        .clock
        .policy
        .with(|policy| occurrence.on_visitors_clock(policy, &IntlZones))?;
    let day = occurrence.first_day();
    Some(state.words.with(|words| words.on_visitors_clock(times, day)))
}

/// Whether one can still register: "Register until 8 Dec", "12 places left". Nothing of what is past.
fn registration(state: State, occurrence: &Occurrence) -> Option<String> {
    let words = RowWords::of(state.strings().tag());
    let (now, today) = (state.clock.now.get(), state.clock.today.get());
    if occurrence.is_past(now) {
        return None;
    }
    let window = state
        .clock
        .policy
        .with(|policy| RegistrationWindow::of(occurrence, policy, &IntlZones))?;
    let given = occurrence.event.registration.as_ref()?;
    let Some(present) = window.state(now) else {
        return Some(counted(words.capacity(), words.lang(), given.capacity? as usize));
    };
    let changes = window.changes(now);
    let template = match (present, changes) {
        (RegistrationState::Full, _) => words.registration_full(),
        (RegistrationState::WaitingList, _) => words.registration_waiting(),
        (RegistrationState::Open, None) => words.registration_open(),
        (RegistrationState::Open, Some(_)) => words.registration_until(),
        (RegistrationState::Closed, None) => words.registration_closed(),
        (RegistrationState::Closed, Some(_)) => words.registration_from(),
        (RegistrationState::NotNeeded, _) => words.registration_not_needed(),
    };
    let date = changes.map(|at| {
        state.words.with(|words| match present.is_open() {
            true => words.until(at, today),
            false => words.near(at.date(), today),
        })
    });
    let mut text = fill(template, &[date.as_deref().unwrap_or_default()]);
    if let Some(left) = given.remaining.filter(|_| present == RegistrationState::Open) {
        // A line ends between both, not within what is left.
        text.push_str("\u{a0}· ");
        text.push_str(&words.places_left(left as usize).replace(' ', "\u{a0}"));
    }
    Some(text)
}

/// That it is one of a series, and when the next one is.
fn series(state: State, occurrence: &Occurrence) -> String {
    let words = RowWords::of(state.strings().tag());
    let next = state
        .catalog
        .all
        .with(|all| Some(all.next_of_series(occurrence)?.first_day()));
    next.map_or(words.recurs().to_owned(), |next| {
        let next = state.words.with(|words| words.near(next, occurrence.first_day()));
        fill(words.recurs_on(), &[&next])
    })
}

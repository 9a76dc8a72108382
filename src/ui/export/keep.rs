//! How one event is taken along: into the visitor's own calendar, or to somebody else. It comes with the
//! exports (`ui::part`).

use std::sync::Arc;

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use crate::app::State;
use crate::dom::{Element, Node, Shared, Signal, button, classed, el, reactive};
use crate::event::Event;
use crate::export::{Item, Service, calendar_link, file_name, icalendar, series_link, share_text};
use crate::i18n::ExportWords;
use crate::net::Loaded;
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::ui::export::at_once::outside;
use crate::ui::export::hand_over::{app_hint, can_share, copy, save, share};
use crate::ui::export::shown::in_context;
use crate::ui::link::address_of;

/// How long before the start one can be reminded, in minutes.
const ALARMS: [u32; 3] = [15, 60, 24 * 60];

/// The ways into a calendar: a file, or the web calendars that people use.
pub fn into_calendar(state: State, occurrence: Occurrence) -> Node {
    let words = ExportWords::of(state.strings().tag());
    let is_dated = occurrence.recurrence_id.is_some();
    let all_dates = Signal::new(false);
    let alarm: Signal<Option<u32>> = Signal::new(None);
    let file = {
        let occurrence = occurrence.clone();
        button("lh-button lh-primary")
            .flag("data-save", true)
            .on("click", move |_| {
                save_one(
                    state,
                    &occurrence,
                    all_dates.get_untracked(),
                    alarm.get_untracked(),
                );
            })
            .child(words.file())
    };
    classed("div", "lh-ways")
        .attr("lang", state.own_language())
        .attr("data-panel", "calendar")
        .child(is_dated.then(|| which_dates(state, all_dates)))
        .child(reminder(state, alarm))
        .child(classed("p", "lh-way-row").child(file))
        .child(app_hint(state))
        .child(classed("p", "lh-quiet").child(words.file_hint()))
        .child(reactive(move || services(state, &occurrence, all_dates.get())))
        .into()
}

/// This date of a series, or all of them.
fn which_dates(state: State, all_dates: Signal<bool>) -> Element {
    let words = ExportWords::of(state.strings().tag());
    let choice = |name: &'static str, all: bool, key: &'static str| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "lh-dates")
            .attr("data-dates", key)
            .checked(all_dates.get_untracked() == all)
            .on("change", move |_| all_dates.set(all));
        Node::from(classed("label", "lh-choice").child(input).child(name))
    };
    classed("fieldset", "lh-choices")
        .child(classed("legend", "lh-unseen").child(words.which_dates()))
        .child(choice(words.this_date(), false, "one"))
        .child(choice(words.all_dates(), true, "all"))
}

fn reminder(state: State, alarm: Signal<Option<u32>>) -> Element {
    let words = ExportWords::of(state.strings().tag());
    let names = [words.quarter_before(), words.hour_before(), words.day_before()];
    let option =
        |value: String, name: &'static str| Node::from(el("option").attr("value", value).child(name));
    let mut options = vec![option(String::new(), words.no_reminder())];
    let known = ALARMS.into_iter().zip(names);
    options.extend(known.map(|(minutes, name)| option((minutes as usize).digits(), name)));
    let select = classed("select", "lh-select")
        .flag("data-alarm", true)
        .on("change", move |event| {
            let select = event.target();
            let select = select.and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
            let chosen = select.and_then(|select| usize::try_from(select.selected_index()).ok());
            // The first is none.
            alarm.set(chosen.and_then(|chosen| ALARMS.get(chosen.wrapping_sub(1)).copied()));
        })
        .child(options);
    classed("label", "lh-choice")
        .child(classed("span", "lh-choice-name").child(words.reminder()))
        .child(select)
}

/// Saves this date as a file, without a reminder.
pub fn save_date(state: State, occurrence: &Occurrence) {
    save_one(state, occurrence, false, None);
}

fn save_one(state: State, occurrence: &Occurrence, all_dates: bool, alarm: Option<u32>) {
    let whole = whole(state, occurrence);
    let item = match all_dates {
        true => Item::Event(&whole),
        false => Item::Occurrence(occurrence),
    };
    let text = in_context(state, |context| icalendar(&[item], alarm, context));
    save(
        &file_name(occurrence.first_day(), &occurrence.event.title.value),
        &text,
    );
}

/// The event of all dates: a date that differs from its series has an event of its own.
fn whole(state: State, occurrence: &Occurrence) -> Arc<Event> {
    let uid = &occurrence.event.uid;
    let whole = |loaded: &Shared<Loaded>| loaded.events.iter().find(|event| event.uid == *uid).cloned();
    state
        .source
        .loaded
        .with_untracked(whole)
        .unwrap_or_else(|| Arc::clone(&occurrence.event))
}

/// Links that open with all fields filled in. A link can tell a series to Google alone.
fn services(state: State, occurrence: &Occurrence, all_dates: bool) -> Node {
    let words = ExportWords::of(state.strings().tag());
    let links: Vec<(&'static str, String)> = in_context(state, |context| match all_dates {
        true => series_link(&whole(state, occurrence), context)
            .map(|link| (Service::Google.name(), link))
            .into_iter()
            .collect(),
        false => Service::ALL
            .map(|service| (service.name(), calendar_link(service, occurrence, context)))
            .into(),
    });
    if links.is_empty() {
        return classed("p", "lh-quiet").child(words.series_by_file()).into();
    }
    let item = |(name, address): (&'static str, String)| {
        let link = outside("lh-button", address)
            .attr("data-service", name)
            .child(name);
        Node::from(el("li").child(link))
    };
    classed("ul", "lh-services")
        .child(links.into_iter().map(item).collect::<Vec<_>>())
        .into()
}

/// The ways to somebody else.
pub fn to_others(state: State, occurrence: Occurrence) -> Node {
    let words = ExportWords::of(state.strings().tag());
    let address = address_of(state, &occurrence).or_else(|| state.event_to_share(&occurrence.id()));
    let text = in_context(state, |context| share_text(&occurrence, context));
    let title = occurrence.event.title.value.clone();
    let result: Signal<Option<Copied>> = Signal::new(None);
    let sheet = can_share().then(|| {
        let (text, address) = (text.clone(), address.clone());
        button("lh-button lh-primary")
            .flag("data-share", true)
            .on("click", move |_| share(&title, &text, address.as_deref()))
            .child(words.share_by_system())
    });
    let link = address
        .clone()
        .map(|address| copier(words.copy_link(), "link", address, result));
    let mut whole = text;
    if let Some(address) = address {
        whole.push('\n');
        whole.push_str(&address);
    }
    classed("div", "lh-ways")
        .attr("lang", state.own_language())
        .attr("data-panel", "share")
        .child(classed("p", "lh-way-row").child(sheet).child(link).child(copier(
            words.copy_text(),
            "text",
            whole,
            result,
        )))
        .child(reactive(move || copied(state, result)))
        .into()
}

/// What became of a text that was to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It is in the clipboard.
    Done,
    /// The browser does not let the page.
    Refused(String),
}

/// A button that copies.
pub fn copier(
    name: &'static str,
    key: &'static str,
    text: String,
    result: Signal<Option<Copied>>,
) -> Element {
    button("lh-button")
        .attr("data-copy", key)
        .on("click", move |_| {
            let kept = text.clone();
            copy(text.clone(), move |is_done| {
                result.set(Some(if is_done {
                    Copied::Done
                } else {
                    Copied::Refused(kept)
                }));
            });
        })
        .child(name)
}

/// Says that it was copied; else shows what the visitor can copy by hand.
pub fn copied(state: State, result: Signal<Option<Copied>>) -> Node {
    let words = ExportWords::of(state.strings().tag());
    match result.get() {
        None => classed("p", "lh-quiet").attr("role", "status").into(),
        Some(Copied::Done) => classed("p", "lh-quiet")
            .attr("role", "status")
            .flag("data-copied", true)
            .child(words.copied())
            .into(),
        Some(Copied::Refused(text)) => el("label")
            .child(words.copy_by_hand())
            .child(
                classed("textarea", "lh-by-hand")
                    .flag("readonly", true)
                    .attr("rows", "3")
                    .child(text),
            )
            .into(),
    }
}

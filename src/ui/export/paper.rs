//! What is shown, on paper: all that is chosen as a programme, or the open dialog as itself. The same is printed by the
//! button and by the browser's own way. It comes with a part that is there before it is wanted (`ui::part`), as the
//! browser does not wait for anything when it prints.

use std::cell::{Cell, RefCell};

use chrono::Datelike;
use js_sys::{Array, Function, Reflect};
use leptos::prelude::{Mountable, Render, document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ShadowRoot, Window};

use crate::app::State;
use crate::dom::{Element, Node, Reference, classed, el, method};
use crate::export::{selection_name, title};
use crate::filter::Facet;
use crate::i18n::{DateStyle, PaperWords, fill};
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::time::Date;
use crate::ui::export::shown::shown;
use crate::ui::language::own_direction;
use crate::ui::list::entry::place_line;
use crate::ui::part;

const STYLE: &str = include_str!("paper.css");
/// On the calendar, while there is paper for it.
const MARK: &str = "data-paper";

thread_local! {
    /// Whether the visitor wants descriptions, programmes and addresses on paper.
    static IN_DETAIL: Cell<bool> = const { Cell::new(false) };
    static SHEET: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Whether paper has all that is said of the events.
pub fn is_in_detail() -> bool {
    IN_DETAIL.get()
}

/// Says whether paper shall have all that is said of the events.
pub fn print_in_detail(is_so: bool) {
    IN_DETAIL.set(is_so);
}

/// Puts paper into the calendar, which prints in its place, or takes it away. On the screen nothing changes.
pub fn paper(state: State, calendar: Reference, is_wanted: bool) {
    let Some(calendar) = calendar.get_untracked() else {
        return;
    };
    // One whose end the browser did not tell.
    while let Ok(Some(before)) = calendar.query_selector(".lh-paper") {
        before.remove();
    }
    // The name is valid: nothing else can fail.
    let _ = calendar.remove_attribute(MARK);
    if is_wanted {
        lay_paper(state, &calendar);
    }
}

fn lay_paper(state: State, calendar: &web_sys::Element) -> Option<()> {
    let place = document().create_element("div").ok()?;
    place.set_attribute("class", "lh-paper").ok()?;
    let open = calendar.query_selector("dialog[open] .lh-detail").ok().flatten();
    match open {
        Some(open) => {
            let copy = method(&open, "cloneNode", &JsValue::TRUE)?;
            place.append_child(&copy.dyn_into::<web_sys::Node>().ok()?).ok()?;
            let pictures = place.query_selector_all("img").ok()?;
            for position in 0..pictures.length() {
                // A copy that nobody sees would wait for ever.
                let picture = pictures.item(position)?.dyn_into::<web_sys::Element>().ok()?;
                let _ = picture.remove_attribute("loading");
            }
        }
        None => programme(state).build().mount(&place, None),
    }
    let root = calendar.get_root_node().dyn_into::<ShadowRoot>().ok()?;
    let sheet = SHEET.with_borrow_mut(|sheet| {
        if sheet.is_none() {
            *sheet = sheet_of(&window());
        }
        sheet.clone()
    })?;
    let name = JsValue::from_str("adoptedStyleSheets");
    let worn = Reflect::get(&root, &name).ok()?;
    if method(&worn, "includes", &sheet)?.is_falsy() {
        Reflect::set(&root, &name, &method(&worn, "concat", &sheet)?).ok()?;
    }
    calendar.append_child(&place).ok()?;
    calendar.set_attribute(MARK, "").ok()
}

/// The style of paper, as a sheet that the documents of this window can wear: a `style` element may be forbidden.
pub fn sheet_of(window: &Window) -> Option<JsValue> {
    let make: Function = Reflect::get(window, &JsValue::from_str("CSSStyleSheet"))
        .ok()?
        .dyn_into()
        .ok()?;
    let sheet = Reflect::construct(&make, &Array::new()).ok()?;
    method(&sheet, "replaceSync", &JsValue::from_str(STYLE))?;
    Some(sheet)
}

/// What is chosen by facets, search and stars, in words; `None` where nothing is.
pub fn chosen(state: State) -> Option<String> {
    let words = PaperWords::of(state.strings().tag());
    let query = state.filter.query.get();
    let filter = state.parts.filter();
    let named = |(facet, value): &(Facet, String)| match filter {
        Some(filter) => (*facet, (filter.value_name)(state, *facet, value)),
        None => (*facet, value.clone()),
    };
    let names: Vec<(Facet, String)> = query.chosen.iter().map(named).collect();
    let text = query.text.trim_ascii();
    let mut all = Vec::new();
    if !text.is_empty() {
        all.push(fill(words.quoted(), &[text]));
    }
    if !names.is_empty() {
        all.push(selection_name(&names, words));
    }
    if query.starred {
        all.push(state.strings().starred().to_owned());
    }
    let (first, others) = all.split_first()?;
    let joined = others
        .iter()
        .fold(first.clone(), |before, one| before + ", " + one);
    Some(joined)
}

/// All that is chosen, by month and day.
pub fn programme(state: State) -> Node {
    let shown = shown(state);
    let words = PaperWords::of(state.strings().tag());
    let today = state.date(state.clock.today.get_untracked(), DateStyle::Date);
    let past = state.navigation.view.get().period().is_none() && state.navigation.past.get();
    let about = [
        state.strings().count(shown.len(), past),
        fill(words.as_of(), &[&today]),
    ];
    let mut nodes: Vec<Node> = vec![
        own_direction(el("h1")).child(state.title()).into(),
        chosen(state)
            .map(|filters| classed("p", "filters").child(fill(words.filtered_by(), &[&filters])))
            .into(),
        classed("p", "about").child(about.join(" · ")).into(),
    ];
    let (mut month, mut before) = (None, None);
    let plan = part::planned(state, &shown);
    let whole = |occurrence: Occurrence| (occurrence, None, String::new());
    let all: Vec<(Occurrence, Option<Occurrence>, String)> = match plan {
        None => shown.into_iter().map(whole).collect(),
        Some(plan) => plan
            .into_iter()
            .map(|(one, note)| (one.occurrence, one.talk_of.map(|(event, _)| event), note))
            .collect(),
    };
    for (occurrence, talk_of, note) in &all {
        let day = occurrence.first_day();
        let own = (day.year(), day.month());
        if month != Some(own) {
            month = Some(own);
            nodes.push(el("h2").child(state.date(day, DateStyle::Month)).into());
        }
        let is_first = before != Some(day) && !occurrence.is_vague();
        before = Some(day);
        let entry = entry(state, occurrence, is_first.then_some(day));
        let event = talk_of.as_ref().map_or("", |event| &event.event.title.value);
        nodes.push(
            entry
                .child(line("plan", event))
                .child(line("plan overlap", note))
                .into(),
        );
    }
    Node::Many(nodes)
}

/// A line of its own, if it says anything.
fn line(class: &'static str, text: &str) -> Option<Element> {
    (!text.is_empty()).then(|| own_direction(classed("p", class)).child(text.to_owned()))
}

/// An event; the first of a day with its date.
fn entry(state: State, occurrence: &Occurrence, day: Option<Date>) -> Element {
    let details = IN_DETAIL.get().then(|| part::told(state, occurrence)).flatten();
    let [place, text, address] = details.unwrap_or_else(|| {
        let place = place_line(state, &occurrence.event).unwrap_or_default();
        [place, String::new(), String::new()]
    });
    let when = state.words.with(|words| words.short(occurrence, true));
    let date = day.map(|day| {
        Node::Many(vec![
            classed("span", "weekday")
                .child(state.date(day, DateStyle::WeekdayShort))
                .into(),
            classed("span", "day").child((day.day() as usize).digits()).into(),
        ])
    });
    el("article")
        .child(classed("p", "date").child(date))
        .child(classed("p", "when").child(when))
        .child(
            classed("div", "event")
                .child(own_direction(el("h3")).child(title(occurrence, state.strings())))
                .child(line("place", &place))
                .child(line("text", &text))
                .child(line("address", &address)),
        )
}

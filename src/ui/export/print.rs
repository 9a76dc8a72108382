//! What is shown, on paper: a programme by itself, with links written out. It comes with the exports
//! (`ui::part`).
//!
//! It is printed from a frame of its own: the partner's page has styles for its own words, and may cut
//! off what stands in it.

use chrono::Datelike;
use js_sys::{Array, Function, Reflect};
use leptos::prelude::{Mountable, Render};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Event, HtmlIFrameElement, Window};

use crate::app::State;
use crate::dom::{Listener, Node, after, classed, closest, el};
use crate::export::{body, place, title};
use crate::i18n::{DateStyle, ExportWords, fill};
use crate::schedule::Occurrence;
use crate::time::Date;
use crate::ui::export::selection::chosen;
use crate::ui::export::shown::{in_context, shown};
use crate::ui::language::own_direction;
use crate::ui::link::address_of;

const STYLE: &str = include_str!("print.css");
const CLASS: &str = "lh-print-frame";

/// Prints what the view shows.
pub fn print(state: State, event: &Event) {
    let Some(calendar) = closest(event, "section[part=calendar]") else {
        return;
    };
    // One whose end the browser did not tell.
    while let Ok(Some(before)) = calendar.query_selector(".lh-print-frame") {
        before.remove();
    }
    let frame = leptos::prelude::document().create_element("iframe");
    let Some(frame) = frame
        .ok()
        .and_then(|frame| frame.dyn_into::<HtmlIFrameElement>().ok())
    else {
        return;
    };
    for (name, value) in [("class", CLASS), ("aria-hidden", "true"), ("tabindex", "-1")] {
        // The names are valid: nothing else can fail.
        let _ = frame.set_attribute(name, value);
    }
    let content = programme(state);
    let heading = state.title();
    let language = state.language();
    let direction = if state.is_right_to_left() { "rtl" } else { "ltr" };
    let filling = frame.clone();
    // Some browsers put another empty document into the frame before they tell that it is there.
    once(&frame, "load", move || {
        let around = filling.content_document().zip(filling.content_window());
        if let Some((document, window)) = around {
            fill_document(&document, &window, content, &heading);
            if let Some(root) = document.document_element() {
                // The names are valid: nothing else can fail.
                let _ = root.set_attribute("lang", &language);
                let _ = root.set_attribute("dir", direction);
            }
            let frame = filling.clone();
            once(&window, "afterprint", move || {
                after(0, move || frame.remove());
            });
            after(0, move || {
                // Refused in sandboxed frames: then there is nothing to be done.
                let _ = window.focus();
                let _ = window.print();
            });
        }
    });
    // The calendar is an element that can take children.
    let _ = calendar.append_child(&frame);
}

/// Listens for the first event of this name.
fn once(target: &web_sys::EventTarget, name: &'static str, run: impl FnOnce() + 'static) {
    let run = std::cell::Cell::new(Some(run));
    let listener = Listener::new(target, name, move |_| {
        if let Some(run) = run.take() {
            run();
        }
    });
    // The frame goes, and its listeners with it.
    std::mem::forget(listener);
}

fn fill_document(document: &Document, window: &Window, content: Node, heading: &str) {
    document.set_title(heading);
    dress(document, window);
    if let Some(page) = document.body() {
        let mut built = content.build();
        built.mount(&page, None);
    }
}

/// A sheet made in the frame: one of the page's cannot be worn there, and a `style` element may be
/// forbidden.
fn dress(document: &Document, window: &Window) -> Option<()> {
    let make: Function = Reflect::get(window, &JsValue::from_str("CSSStyleSheet"))
        .ok()?
        .dyn_into()
        .ok()?;
    let sheet = Reflect::construct(&make, &Array::new()).ok()?;
    let replace: Function = Reflect::get(&sheet, &JsValue::from_str("replaceSync"))
        .ok()?
        .dyn_into()
        .ok()?;
    replace.call1(&sheet, &JsValue::from_str(STYLE)).ok()?;
    let worn = Array::of1(&sheet);
    Reflect::set(document, &JsValue::from_str("adoptedStyleSheets"), &worn).ok()?;
    Some(())
}

fn programme(state: State) -> Node {
    let shown = shown(state);
    let words = ExportWords::of(state.strings().tag());
    let today = state.date(state.clock.today.get_untracked(), DateStyle::Date);
    let about = [
        state.strings().count(shown.len(), false),
        fill(words.as_of, &[&today]),
    ];
    let mut nodes: Vec<Node> = vec![
        own_direction(el("h1")).child(state.title()).into(),
        chosen(state)
            .map(|filters| classed("p", "filters").child(fill(words.filtered_by, &[&filters])))
            .into(),
        classed("p", "about").child(about.join(" · ")).into(),
    ];
    let mut month = None;
    for occurrence in &shown {
        let day = occurrence.first_day();
        let own = (day.year(), day.month());
        if month != Some(own) {
            month = Some(own);
            nodes.push(el("h2").child(state.date(day, DateStyle::Month)).into());
        }
        nodes.push(entry(state, occurrence, day));
    }
    el("main").child(nodes).into()
}

fn entry(state: State, occurrence: &Occurrence, day: Date) -> Node {
    let (name, place, text) = in_context(state, |context| {
        (
            title(occurrence, context.strings),
            place(&occurrence.event, context.strings),
            body(occurrence, context),
        )
    });
    let line = |class: &'static str, text: String| {
        (!text.is_empty()).then(|| own_direction(classed("p", class)).child(text))
    };
    // The words of a vague date stand at the head of the text.
    let [weekday, number, when] = match occurrence.is_vague() {
        true => Default::default(),
        false => [
            state.date(day, DateStyle::WeekdayShort),
            (day.day() as usize).to_string(),
            state.words.with(|words| words.line(occurrence, None)),
        ],
    };
    el("article")
        .child(
            classed("p", "date")
                .attr("aria-hidden", "true")
                .child(classed("span", "weekday").child(weekday))
                .child(classed("span", "day").child(number)),
        )
        .child(
            classed("div", "event")
                .child(own_direction(el("h3")).child(name))
                .child(line("when", when))
                .child(line("place", place))
                .child(line("text", text))
                .child(line("address", address_of(state, occurrence).unwrap_or_default())),
        )
        .into()
}

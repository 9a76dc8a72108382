//! The tools above each view: search, the choice of view, the row of choices, and what they leave.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use crate::app::Part;
use crate::app::{Panel, State, ViewKind};
use crate::dom::{Node, Signal, after, button, classed, closest, effect, el, focus, reactive, truth};
use crate::filter::Query;
use crate::i18n::{fill, framed};
use crate::ui::choices::choices;
use crate::ui::language::our_words;
use crate::ui::part;

/// With more views than this their buttons become a list where there is little room.
const FEW_VIEWS: usize = 3;

/// How long the count stands still before it is said, in milliseconds: not at each key.
const PAUSE: u64 = 500;

/// Search and views in one row that wraps; choices, chips and the count below.
pub fn toolbar(state: State) -> Node {
    let count = Signal::derived(move || status(state));
    say_later(state, count);
    Node::Many(vec![
        classed("div", "lh-toolbar")
            .attr("part", "toolbar")
            .child(reactive(move || tools(state)))
            .child(reactive(move || views(state)))
            .into(),
        reactive(move || choices(state)),
        reactive(move || chips(state)),
        classed("div", "lh-summary")
            .child(
                our_words(state, classed("p", "lh-status"))
                    .attr("aria-hidden", "true")
                    .flag("data-status", true)
                    .child(reactive(move || match state.navigation.view.get().period() {
                        Some(period) => part::period_status(state, period, true),
                        None => count.get(),
                    })),
            )
            .child(
                our_words(state, classed("p", "lh-unseen"))
                    .attr("role", "status")
                    .flag("data-said", true)
                    .child(reactive(move || state.announcement.get())),
            )
            .child(part::legend(state, None))
            .child(reactive(move || clock_switch(state)))
            .child(reactive(move || taking(state)))
            .into(),
    ])
}

/// Lets those who listen hear the count once it stands still.
fn say_later(state: State, count: Signal<String>) {
    let latest = Rc::new(Cell::new(0));
    effect(move || {
        let words = count.get();
        let turn = latest.get() + 1;
        latest.set(turn);
        let latest = Rc::clone(&latest);
        let say = move || {
            if latest.get() == turn {
                state.announcement.set(words);
            }
        };
        after(if turn == 1 { 0 } else { PAUSE }, say);
    });
}

fn tools(state: State) -> Node {
    if !state.options.with(|options| options.controls.search) || is_empty(state) {
        return Node::Nothing;
    }
    search_tools(state)
}

/// The search field.
pub fn search_tools(state: State) -> Node {
    classed("div", "lh-tools")
        .attr("role", "search")
        .attr("lang", state.own_language())
        // Whoever comes near will want it.
        .on("pointerover", move |_| state.expect(Part::Filter))
        .on("focusin", move |_| state.expect(Part::Filter))
        .attr("aria-label", state.strings().filters())
        .child(search(state))
        .into()
}

/// What is filtered by: nothing while there is no filter.
fn chips(state: State) -> Node {
    if state.filter.query.with(Query::is_empty) {
        return Node::Nothing;
    }
    part::filter_content(state, move |filter| (filter.chips)(state))
}

/// Puts everything on the visitor's clock, and back. Only for those to whom it makes a difference.
fn clock_switch(state: State) -> Node {
    if !state.has_other_clock() {
        return Node::Nothing;
    }
    let is_own = state.clock.is_own.get();
    let zone = state.catalog.zone.get();
    let notice = (!zone.is_empty()).then(|| {
        our_words(state, classed("p", "lh-zone"))
            .flag("data-all-times", true)
            .child(fill(state.strings().all_times(), &[&zone]))
    });
    let switch = our_words(state, button("lh-view-button lh-clock"))
        .flag("data-own-clock", true)
        .attr("aria-pressed", truth(is_own))
        .on("click", move |_| state.clock.is_own.set(!is_own))
        .child(state.strings().my_zone());
    Node::Many(vec![notice.into(), switch.into()])
}

/// The starred events, and what can be taken along of those on show.
fn taking(state: State) -> Node {
    if !state.options.with(|options| options.controls.export) || is_empty(state) {
        return Node::Nothing;
    }
    let strings = state.strings();
    let is_open = move || state.filter.panel.get() == Some(Panel::Export);
    let opener = our_words(state, button("lh-quiet-button"))
        .flag("data-take", true)
        .reactive_attr("aria-expanded", move || truth(is_open()).into())
        .on("pointerover", move |_| state.expect(Part::Export))
        .on("click", move |_| {
            state.need(Part::Export);
            state
                .filter
                .panel
                .set(if is_open() { None } else { Some(Panel::Export) });
        })
        .child(strings.take());
    let panel = move || is_open().then(|| part::export_content(state, move |export| (export.panel)(state)));
    Node::Many(vec![
        reactive(move || starred(state)),
        classed("div", "lh-take")
            .flag("data-take-around", true)
            .child(opener)
            .child(reactive(panel))
            .into(),
    ])
}

/// Shows the starred events alone; there once one has a star.
fn starred(state: State) -> Node {
    let number = state.stars.count();
    let is_pressed = state.filter.query.with(|query| query.starred);
    if number == 0 && !is_pressed {
        return Node::Nothing;
    }
    our_words(state, button("lh-quiet-button lh-starred"))
        .flag("data-starred", true)
        .attr("aria-pressed", truth(is_pressed))
        .attr("aria-label", state.strings().starred())
        .on("click", move |_| {
            state.filter.query.update(|query| query.starred = !query.starred);
        })
        .child(classed("span", "lh-starred-name").child(state.strings().starred()))
        .into()
}

fn search(state: State) -> Node {
    let strings = state.strings();
    // The dots stand behind the word, in whichever direction the field is.
    let hint = match state.is_right_to_left() {
        true => framed(strings.search_hint()),
        false => strings.search_hint().to_owned(),
    };
    let text = move || state.filter.query.with(|query| query.text.clone());
    let field = el("input")
        .attr("class", "lh-search")
        .attr("type", "search")
        .attr("part", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("aria-label", strings.search())
        .attr("placeholder", hint)
        .content(text)
        .on("input", move |event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                state.filter.query.update(|query| query.text = input.value());
            }
        })
        // So does Enter.
        .on("change", move |_| {
            state.filter.done.set(text());
        });
    // Beside an empty field the style hides it.
    let clear = button("lh-search-clear")
        .flag("data-clear-search", true)
        .attr("aria-label", strings.clear_search())
        .attr("title", strings.clear_search())
        .on("click", move |event| {
            state.filter.query.update(|query| query.text.clear());
            if let Some(around) = closest(&event, ".lh-search-box") {
                focus(&around, "input");
            }
        });
    classed("div", "lh-search-box")
        .child(field)
        .child(clear)
        .child(reactive(move || part::suggestions(state)))
        .into()
}

fn views(state: State) -> Node {
    let (views, is_offered) = state
        .options
        .with(|options| (options.views.clone(), options.controls.views));
    // Nothing looks better in another view.
    if views.len() < 2 || !is_offered || is_empty(state) {
        return Node::Nothing;
    }
    let strings = state.strings();
    let label = |kind: ViewKind| match kind {
        ViewKind::List => strings.list(),
        ViewKind::Month => strings.month(),
        ViewKind::Week => strings.week(),
        ViewKind::Day => strings.day(),
        ViewKind::Year => strings.year(),
        ViewKind::Cards => strings.cards(),
    };
    let one = |&kind: &ViewKind| {
        let is_pressed = move || truth(state.navigation.view.get() == kind);
        button("lh-view-button")
            .attr("data-view-button", kind.name())
            .reactive_attr("aria-pressed", move || is_pressed().into())
            .on("click", move |_| state.navigation.view.set(kind))
            .child(label(kind))
            .into()
    };
    let buttons = classed("div", "lh-views")
        .attr("lang", state.own_language())
        .attr("role", "group")
        .attr("aria-label", strings.views())
        .child(views.iter().map(one).collect::<Vec<_>>());
    if views.len() <= FEW_VIEWS {
        return buttons.into();
    }
    // Where there is no room for the buttons.
    let option = |&kind: &ViewKind| el("option").attr("value", kind.name()).child(label(kind)).into();
    let options: Vec<Node> = views.iter().map(option).collect();
    let choice = classed("select", "lh-view-choice")
        .attr("lang", state.own_language())
        .attr("aria-label", strings.views())
        .content(move || state.navigation.view.get().name().to_owned())
        .on("change", move |event| {
            let select = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            let name = select.map(|select| select.value());
            let chosen = views.iter().find(|kind| name.as_deref() == Some(kind.name()));
            if let Some(kind) = chosen {
                state.navigation.view.set(*kind);
            }
        })
        .child(options);
    Node::Many(vec![buttons.attr("data-many", "").into(), choice.into()])
}

/// True where the feeds have no events at all: then there is nothing to look for and nothing to take along.
#[inline(never)]
fn is_empty(state: State) -> bool {
    state.source.loaded.with(|loaded| loaded.events.is_empty())
}

/// "24 events", with the period in front where one is shown: said when it changes.
fn status(state: State) -> String {
    let strings = state.strings();
    match state.navigation.view.get().period() {
        Some(period) => part::period_status(state, period, false),
        None => strings.count(state.count(), state.navigation.past.get()),
    }
}

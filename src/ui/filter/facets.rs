//! The values of facets, and the number of events behind each. It comes with
//! the filter's part (`ui::part`).

use wasm_bindgen::JsCast;
use web_sys::{Event, FocusOptions, HtmlElement};

use crate::app::{Panel, State};
use crate::dom::{Listener, Node, Reference, Signal, button, classed, closest, effect, el, hold, reactive};
use crate::filter::{Facet, FacetValue, Query};
use crate::i18n::{FilterWords, fill};
use crate::order::sort_positions;
use crate::text::{Digits, fold, split_once};
use crate::ui::filter::facet_days::days;
use crate::ui::filter::facet_words::{WEEKDAYS, facet_name, given_language, value_name};
use crate::ui::filter::panel::{close_by_escape, close_from_outside};
use crate::ui::filter::sheet::sheet;
use crate::ui::language::{our_words, own_direction};
use crate::ui::part;

/// How many values are shown at first, and how many more at each request.
const FEW_VALUES: usize = 12;

/// The facets on offer, in order: what the partner named, else what the data suggest, behind "when".
pub fn offered(state: State) -> Signal<Vec<Facet>> {
    // A text changes with each key, and no facet with it.
    let chosen = Signal::derived(move || state.filter.query.with(|query| query.chosen.clone()));
    Signal::derived(move || {
        let query = Query {
            chosen: chosen.get(),
            ..Query::default()
        };
        let listed = state.options.with(|options| options.facets.clone());
        let present = state.clock.present.get();
        let (index, scope) = (state.catalog.index.get(), state.catalog.scope.get());
        let mut facets = index.map_or_else(Vec::new, |index| index.facets(&query, &present, &scope, &listed));
        if listed.is_empty() && scope.len() > 1 {
            facets.retain(|facet| *facet != Facet::When);
            facets.insert(0, Facet::When);
        }
        facets
    })
}

/// What opens from the row of choices: the values of one facet, or the sheet of all.
pub fn popups(state: State) -> Node {
    let panel = move || match state.filter.panel.get() {
        Some(Panel::One(facet)) => panel(state, facet),
        _ => Node::Nothing,
    };
    Node::Many(vec![
        classed("div", "lh-below").child(reactive(panel)).into(),
        sheet(state),
    ])
}

/// How much of the next pill is seen beside the one that has the focus, in CSS pixels.
const NEXT: f64 = 24.0;

/// Firefox leaves a pill half hidden that gets the focus: the row goes sideways until all of it is seen.
pub fn bring_into_sight(event: &Event) {
    let Some((pill, row)) = closest(event, "button").zip(closest(event, ".lh-pill-row")) else {
        return;
    };
    let (pill, around) = (pill.get_bounding_client_rect(), row.get_bounding_client_rect());
    let behind = (pill.right() + NEXT - around.right()).max(0.0);
    let before = (pill.left() - NEXT - around.left()).min(0.0);
    let way = if behind > 0.0 { behind } else { before };
    row.set_scroll_left(row.scroll_left() + way as i32);
}

/// The values of one facet, below its pill. It takes the focus, as it stands behind all pills; Escape gives it back.
fn panel(state: State, facet: Facet) -> Node {
    close_from_outside(state, &["data-facet-button", "data-facet-panel"]);
    let reference: Reference = Signal::new(None);
    let start = Signal::new(String::new());
    effect(move || {
        let panel = reference.get();
        if let Some(panel) = panel.and_then(|panel| panel.dyn_into::<HtmlElement>().ok()) {
            open(state, facet, &panel, start);
        }
    });
    classed("div", "lh-panel")
        .attr("role", "group")
        .attr("tabindex", "-1")
        .attr("aria-label", facet_name(state, facet))
        .attr("data-facet-panel", facet.name())
        .reactive_attr("--_start", move || start.get().into())
        .reference(reference)
        .child(match facet {
            // The row has most of the days: what it has not comes first.
            Facet::When => classed("div", "lh-group-values").child(days(state, true)).into(),
            _ => values(state, facet),
        })
        .into()
}

/// Puts a panel below its pill, and the focus into it.
fn open(state: State, facet: Facet, panel: &HtmlElement, start: Signal<String>) {
    let around = |selector| panel.closest(selector).ok().flatten();
    let Some((row, calendar)) = around(".lh-below").zip(around(".lh-calendar")) else {
        return;
    };
    let pill = ["[data-facet-button=", facet.name(), "]"].concat();
    if let Some(pill) = calendar.query_selector(&pill).ok().flatten() {
        let (pill, row) = (pill.get_bounding_client_rect(), row.get_bounding_client_rect());
        let pixels = match state.is_right_to_left() {
            true => row.right() - pill.right(),
            false => pill.left() - row.left(),
        };
        start.set([&(pixels.max(0.0) as usize).digits(), "px"].concat());
    }
    hold(Listener::new(&calendar, "keydown", move |event| {
        close_by_escape(state, &event, ".lh-calendar", &pill);
    }));
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Focus fails only on elements that are gone.
    let _ = panel.focus_with_options(&options);
}

/// The values of a facet to choose from, each with the number of events behind it.
pub fn values(state: State, facet: Facet) -> Node {
    if facet == Facet::When {
        return days(state, false);
    }
    let values = Signal::derived(move || {
        let (query, present) = (state.filter.query.get(), state.clock.present.get());
        let (index, scope) = (state.catalog.index.get(), state.catalog.scope.get());
        let values = index.map_or_else(Vec::new, |index| index.values(facet, &query, &present, &scope));
        match facet {
            Facet::Weekday => from_first_day(values, present.first_day),
            // The times of a day keep their order, too.
            Facet::Time => values,
            _ => with_none_last(values),
        }
    });
    let typed = Signal::new(String::new());
    let most = Signal::new(FEW_VALUES);
    let field = move || {
        (values.with(Vec::len) > FEW_VALUES).then(|| {
            let words = FilterWords::of(state.strings().tag());
            classed("input", "lh-search lh-value-search")
                .attr("type", "search")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr(
                    "aria-label",
                    fill(words.find_value(), &[facet_name(state, facet)]),
                )
                .attr("placeholder", state.strings().search_hint())
                .on("input", move |event| {
                    let input = event.target();
                    let input = input.and_then(|input| input.dyn_into::<web_sys::HtmlInputElement>().ok());
                    if let Some(input) = input {
                        typed.set(input.value());
                    }
                })
        })
    };
    Node::Many(vec![
        reactive(field),
        reactive(move || {
            let typed = fold(&typed.get());
            let is_sought = |name: &str| typed.is_empty() || split_once(&fold(name), &typed).is_some();
            let named = values.get().into_iter().map(|value| {
                let name = value_name(state, facet, &value.label);
                (value, name)
            });
            rows(
                state,
                facet,
                named.filter(|(_, name)| is_sought(name)).collect(),
                most,
            )
        }),
    ])
}

/// The first of these values and a way to more; words where there are none.
pub fn rows(state: State, facet: Facet, values: Vec<(FacetValue, String)>, most: Signal<usize>) -> Node {
    let words = FilterWords::of(state.strings().tag());
    if values.is_empty() {
        return classed("p", "lh-quiet lh-no-value")
            .child(words.no_value())
            .into();
    }
    let shown = most.get();
    let left = values.len().saturating_sub(shown);
    // What is chosen is always there to be taken back.
    let is_shown = |(at, (value, _)): &(usize, (FacetValue, String))| *at < shown || value.is_chosen;
    let shown = values.into_iter().enumerate().filter(is_shown);
    let rows: Vec<Node> = shown
        .map(|(_, (value, name))| row(state, facet, value, name))
        .collect();
    let more = (left > 0).then(|| {
        our_words(state, button("lh-link-button"))
            .flag("data-more-values", true)
            .on("click", move |_| most.update(|most| *most += 4 * FEW_VALUES))
            .child(fill(words.more_values(), &[&left.digits()]))
    });
    Node::Many(vec![Node::Many(rows), more.into()])
}

fn row(state: State, facet: Facet, value: FacetValue, name: String) -> Node {
    let FacetValue {
        label,
        count,
        is_chosen,
    } = value;
    let (key, toggled) = (label.clone(), label.clone());
    let language = given_language(state, facet, &label);
    let input = el("input")
        .attr("type", "checkbox")
        .attr("data-facet-value", label)
        .checked(is_chosen)
        .on("change", move |_| {
            state.filter.query.update(|query| {
                query.toggle(facet, &toggled);
                if facet == Facet::When {
                    part_with_past(query, &toggled);
                }
            });
        });
    let colour = part::colour_of_value(state, facet, &key);
    classed("label", "lh-value")
        .flag("data-coloured", colour.is_some())
        .attr("--_kind", colour)
        .key(key)
        .flag("data-none", count == 0 && !is_chosen)
        .child(input)
        .child(
            own_direction(classed("span", "lh-value-label"))
                .attr("lang", language)
                .child(name),
        )
        .child(
            classed("span", "lh-value-count")
                .flag("data-count", true)
                .child(count.digits()),
        )
        .into()
}

/// A switch for what costs nothing, with the number of events that it would leave.
pub fn free_switch(state: State) -> Node {
    let (query, present) = (state.filter.query.get(), state.clock.present.get());
    let (index, scope) = (state.catalog.index.get(), state.catalog.scope.get());
    let values = index.map(|index| index.values(Facet::Price, &query, &present, &scope));
    let free = values.and_then(|values| values.into_iter().find(|value| value.label == FREE));
    let Some(free) = free else { return Node::Nothing };
    let switch = el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .flag("data-switch", true)
        .checked(free.is_chosen)
        .on("change", move |_| {
            state
                .filter
                .query
                .update(|query| query.toggle(Facet::Price, FREE))
        });
    classed("label", "lh-switch")
        .child(classed("span", "lh-group-facet").child(state.strings().free()))
        .child(classed("span", "lh-value-count").child(free.count.digits()))
        .child(switch)
        .into()
}

/// The value of "price" of what costs nothing.
const FREE: &str = "free";

/// What is over stands in a list of its own: it is chosen alone.
pub fn part_with_past(query: &mut Query, chosen: &str) {
    let is_past = |value: &str| value == PAST;
    query
        .chosen
        .retain(|(facet, value)| *facet != Facet::When || is_past(value) == is_past(chosen));
}

/// The value of "when" that asks for what is over.
pub const PAST: &str = "past";

/// Values that would leave nothing, behind those that leave something.
fn with_none_last(values: Vec<FacetValue>) -> Vec<FacetValue> {
    let is_some = |value: &FacetValue| value.count > 0 || value.is_chosen;
    let (mut some, none): (Vec<_>, Vec<_>) = values.into_iter().partition(is_some);
    some.extend(none);
    some
}

/// The days of the week as they come in this language.
fn from_first_day(values: Vec<FacetValue>, first: chrono::Weekday) -> Vec<FacetValue> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    let place = |at: usize| {
        let number = WEEKDAYS.iter().position(|name| *name == values[at].label);
        (number.unwrap_or_default() + 7 - first.num_days_from_monday() as usize) % 7
    };
    sort_positions(&mut order, &|a, b| place(a).cmp(&place(b)));
    order.into_iter().map(|at| values[at].clone()).collect()
}

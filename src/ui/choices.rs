//! The row of choices below the tools, there with the first events: days, the facets that probably part these events
//! best, and the way to all of them. What stands behind a facet comes with the filter's part (`ui::part`).
//!
//! Of single days today and tomorrow have a pill of their own. A Saturday stands first in what "Weekend" leaves, one
//! click away; pills for the days between would push the facets out of the row, and are in the panel of the date.

use crate::app::{Panel, Part, State};
use crate::dom::{Node, Reference, Signal, button, classed, el, reactive, truth};
use crate::filter::{Facet, first_look};
use crate::text::Digits;
use crate::ui::language::our_words;
use crate::ui::part;

/// The row; nothing where visitors do not filter.
pub fn choices(state: State) -> Node {
    match state.options.with(|options| options.controls.filter) {
        true => row(state),
        false => Node::Nothing,
    }
}

/// The row, wherever it stands; nothing where there is nothing to filter.
pub fn row(state: State) -> Node {
    let facets = state.options.with(|options| {
        state.source.loaded.with(|loaded| {
            if loaded.events.len() > 1 {
                first_look(&loaded.events, &options.facets)
            } else {
                Vec::new()
            }
        })
    });
    if facets.is_empty() {
        return Node::Nothing;
    }
    let strings = state.strings();
    let mut pills = Vec::new();
    for facet in facets {
        if facet == Facet::When {
            for (days, name) in [
                ("today", strings.today()),
                ("tomorrow", strings.tomorrow()),
                ("this-weekend", strings.weekend()),
                ("next-week", strings.next_week()),
                ("next-month", strings.next_month()),
            ] {
                pills.push(pill(state, None, facet, days, name));
            }
        }
        let opens = Some(Panel::One(facet));
        pills.push(match facet {
            Facet::When => pill(state, opens, facet, "", strings.date()),
            Facet::Price => pill(state, None, facet, "free", strings.free()),
            _ => pill(state, opens, facet, "", strings.facet(facet)),
        });
    }
    // Where the row goes sideways, what comes later moves nothing, however far somebody has gone along it.
    let place: Reference = Signal::new(None);
    pills.push(part::legend(state, Some(place)));
    // Whoever comes near will want it.
    let expect = move |_| state.expect(Part::Filter);
    let row = our_words(state, classed("div", "lh-pills"))
        .attr("role", "group")
        .attr("aria-label", strings.filters())
        .on("pointerover", expect)
        .on("focusin", move |event| {
            state.expect(Part::Filter);
            part::bring_into_sight(state, &event);
        })
        .child(classed("div", "lh-pill-row").reference(place).child(pills))
        .child(pill(
            state,
            Some(Panel::All),
            Facet::When,
            "",
            strings.all_filters(),
        ));
    Node::Many(vec![row.into(), reactive(move || popups(state))])
}

/// What opens the values of a facet, or the sheet with all facets: also those for which the row has no room. Or else a
/// value that one click chooses, in place of others of its facet, and another takes back. A choice makes no pill wider:
/// how many are chosen stands on its arrow or its corner, by the style.
fn pill(state: State, opens: Option<Panel>, facet: Facet, value: &'static str, name: &'static str) -> Node {
    let chosen = move || {
        let is_meant = |(of, chosen): &&(Facet, String)| {
            opens == Some(Panel::All) || *of == facet && (value.is_empty() || chosen == value)
        };
        state
            .filter
            .query
            .with(|query| query.chosen.iter().filter(is_meant).count())
    };
    let is_on = move || match opens {
        None => chosen() > 0,
        opens => state.filter.panel.get() == opens,
    };
    let (mark, told) = match opens {
        None => (("data-pill", value), "aria-pressed"),
        Some(Panel::All) => (("data-filter-button", ""), "aria-expanded"),
        Some(_) => (("data-facet-button", facet.name()), "aria-expanded"),
    };
    button("lh-pill")
        .attr(mark.0, mark.1)
        .reactive_attr(told, move || truth(is_on()).into())
        .reactive_attr("data-chosen", move || chosen().digits().into())
        .on("click", move |_| {
            let was_on = is_on();
            if opens.is_some() {
                state.need(Part::Filter);
                state.filter.panel.set(opens.filter(|_| !was_on));
                return;
            }
            if facet == Facet::When {
                // None of these days is over.
                state.show_past(false);
            }
            state.filter.query.update(|query| {
                query.free(facet);
                if !was_on {
                    query.chosen.push((facet, value.to_owned()));
                }
            });
        })
        .child(el("span").child(name))
        .into()
}

/// What opens from the row. The sheet is there as soon as its part is, as it opens and closes by itself.
fn popups(state: State) -> Node {
    let is_wanted = || {
        state
            .filter
            .panel
            .with(|panel| panel.is_some_and(|panel| panel != Panel::Export))
    };
    if state.parts.filter().is_none() && !is_wanted() {
        return Node::Nothing;
    }
    part::filter_content(state, move |filter| (filter.popups)(state))
}

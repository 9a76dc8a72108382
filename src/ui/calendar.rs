//! The root: a region with its tools, its view and its dialog.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Event, FocusOptions, HtmlElement, MouseEvent, ShadowRoot};

use crate::app::{Arrival, Part, Phase, State};
use crate::dom::{
    Element, Listener, Node, Reference, Signal, classed, closest, effect, hold, next_frame, reactive,
    window_height,
};
use crate::ui::language::our_words;
use crate::ui::list::fit;
use crate::ui::{message, part, toolbar};

/// The calendar in all its states.
pub fn calendar(state: State) -> Node {
    hold(Listener::new(&leptos::prelude::window(), "popstate", move |_| {
        state.follow_address()
    }));
    let root = state.root;
    follow_printing(state, root, true);
    follow_printing(state, root, false);
    fit::fit_first_page(state, root);
    effect(move || scroll_into_view(state, root));

    frame(state, "lh-calendar")
        .attr("part", "calendar")
        .attr("tabindex", "-1")
        .reference(root)
        .child(reactive(move || match state.source.phase.get() {
            Phase::Loading => message::loading(state),
            Phase::Failed => message::failed(state),
            Phase::Ready => ready(state),
        }))
        .into()
}

/// A region of this state: what says its language and direction, and hears what is done in it.
pub fn frame(state: State, class: &'static str) -> Element {
    classed("section", class)
        .reactive_attr("data-takes", move || {
            let takes = state.options.with(|options| options.controls.export);
            if takes { "yes".into() } else { "no".into() }
        })
        .reactive_attr("aria-label", move || state.title().into())
        .reactive_attr("lang", move || state.language().into())
        .reactive_attr("dir", move || {
            if state.is_right_to_left() { "rtl" } else { "ltr" }.into()
        })
        .on("click", move |event| take_click(state, &event))
        .on("pointerover", move |event| foresee(state, &event))
        .on("focusin", move |event| foresee(state, &event))
}

/// The dialog, from when something is first open. Once there, it stays: it closes by itself.
pub fn dialog(state: State) -> Node {
    let was_open = Cell::new(false);
    let has_dialog = Signal::derived(move || {
        was_open.set(was_open.get() || state.navigation.open.with(Option::is_some));
        was_open.get()
    });
    reactive(move || has_dialog.get().then(|| part::dialog(state)))
}

/// Has paper laid before the browser prints, or taken away behind that.
#[inline(never)]
fn follow_printing(state: State, root: Reference, begins: bool) {
    let name = if begins { "beforeprint" } else { "afterprint" };
    hold(Listener::new(&leptos::prelude::window(), name, move |_| {
        part::paper(state, root, begins)
    }));
}

fn ready(state: State) -> Node {
    // The browser does not wait for what it prints; the rows come first.
    state.expect(Part::Common);
    effect(move || {
        if state.parts.of(Part::Common).get() == Arrival::There {
            state.expect(Part::Reserve);
        }
    });
    Node::Many(vec![
        reactive(move || part::failed_partly(state)),
        reactive(move || message::gone(state)),
        dialog(state),
        toolbar::toolbar(state),
        reactive(move || part::view(state, state.navigation.view.get())),
        classed("div", "lh-kept")
            .attr("role", "status")
            .child(reactive(move || {
                part::kept_words(state)
                    .map(|words| our_words(state, classed("p", "lh-kept-words").child(words)))
            }))
            .into(),
        reactive(move || {
            state
                .options
                .with(|options| options.seo)
                .then(|| part::structured(state))
        }),
    ])
}

/// Whoever comes near an event's link may open it: what the dialog needs is on its way before the click.
fn foresee(state: State, event: &Event) {
    if closest(event, "a[data-opens]").is_some() {
        state.expect(Part::Dialog);
    }
}

/// Whoever follows a link to an event finds the calendar in sight, also when the dialog is closed.
fn scroll_into_view(state: State, root: Reference) {
    if !state.history.scrolls_into_view.get() {
        return;
    }
    let Some(calendar) = root.get_untracked() else {
        return;
    };
    let top = calendar.get_bounding_client_rect().top();
    if top < 0.0 || top > window_height() / 2.0 {
        calendar.scroll_into_view();
    }
}

/// One listener for the links of all events: a plain click opens the detail, any other click is
/// the browser's (a new tab, a new window, a download).
fn take_click(state: State, event: &Event) {
    keep_focus(event);
    let link = closest(event, "a[data-opens]");
    if let Some(uid) = link.and_then(|link| link.get_attribute("data-opens"))
        && is_plain(event)
        && !event.default_prevented()
    {
        event.prevent_default();
        state.open_event(&uid);
    }
}

/// Whether a click is meant for the page, not for the browser.
pub fn is_plain(event: &Event) -> bool {
    let mouse = event.dyn_ref::<MouseEvent>();
    mouse.is_some_and(|mouse| {
        mouse.button() == 0 && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key())
    })
}

/// A button that takes itself away (the last chip, "show more", "try again") would take the focus with
/// it, to the top of the partner's page: the calendar keeps it.
fn keep_focus(event: &Event) {
    let Some((button, calendar)) = closest(event, "button").zip(closest(event, "section[part=calendar]"))
    else {
        return;
    };
    next_frame(move || {
        let root = calendar.get_root_node().dyn_into::<ShadowRoot>();
        // By now it may have found another place, such as where it was before a dialog.
        let is_lost = root.is_ok_and(|root| root.active_element().is_none());
        if !button.is_connected()
            && is_lost
            && let Some(calendar) = calendar.dyn_ref::<HtmlElement>()
        {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Focus fails only on elements that are gone.
            let _ = calendar.focus_with_options(&options);
        }
    });
}

//! Markup of the kit and of `view!` nest in each other. What they look like, the browser tests see.

use leptos::prelude::*;
use lichthof::dom::{Node, el, reactive};

fn is_view(view: impl IntoView) -> AnyView {
    view.into_any()
}

#[test]
fn a_node_nests_in_view() {
    let words = || Node::from(String::from("words"));
    is_view(words());
    is_view(view! { <div>{words()}</div> });
    is_view(view! { <ul>{reactive(words)}<li>{Node::from(el("b").child("bold"))}</li></ul> });
    is_view(view! { <Show when=|| true>{words()}</Show> });
}

#[test]
fn view_nests_in_a_node() {
    let piece = || view! { <b>"bold"</b> }.into_any();
    let inner = el("p")
        .child(piece())
        .child(reactive(move || Node::from(piece())));
    is_view(view! { <div>{Node::from(inner)}</div> });
}

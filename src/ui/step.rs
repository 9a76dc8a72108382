//! The buttons that lead to what is before and after.

use crate::app::State;
use crate::dom::{Element, button};
use crate::time::Date;

/// A button that leads to a date, still without content; it cannot be pressed where there is none.
pub fn step(
    state: State,
    class: &'static str,
    flag: &'static str,
    label: &'static str,
    target: Option<Date>,
    go: impl Fn(Date) + 'static,
) -> Element {
    button(class)
        .attr("lang", state.own_language())
        .flag(flag, true)
        .attr("aria-label", label)
        .attr("title", label)
        .flag("disabled", target.is_none())
        .on("click", move |_| {
            if let Some(target) = target {
                go(target);
            }
        })
}

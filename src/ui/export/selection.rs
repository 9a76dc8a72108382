//! What is chosen, on its way to somebody else: by the system's share sheet, as a link, a letter, a text, or a code
//! for cameras. It comes with the exports (`ui::part`).

use crate::app::State;
use crate::dom::{Node, Signal, button, classed, reactive, truth};
use crate::export::share_list;
use crate::i18n::ExportWords;
use crate::text::{encode, parted};
use crate::ui::export::code::code;
use crate::ui::export::hand_over::{can_share, share};
use crate::ui::export::keep::{Copied, copied, copier};
use crate::ui::export::paper::chosen;
use crate::ui::export::shown::{in_context, shown};
use crate::ui::part;

/// How many events a text names: more is a programme, which one prints.
const NAMED: usize = 20;
/// The longest letter in bytes as its address has it: some mail programs take 2,083 of the whole.
const LETTER: usize = 1_600;

/// What somebody else gets.
#[derive(Clone, PartialEq)]
struct Selection {
    name: String,
    link: Option<String>,
    text: String,
    letter: String,
    starred: bool,
}

/// The ways of what is chosen.
pub fn selection(state: State) -> Node {
    // Not built anew with each minute.
    let selection = Signal::derived(move || {
        let (name, link) = (name(state), state.address_to_share());
        Selection {
            text: text(state, &name, link.as_deref(), NAMED),
            letter: letter(state, &name, link.as_deref()),
            starred: state.filter.query.with(|query| query.starred),
            name,
            link,
        }
    });
    let result: Signal<Option<Copied>> = Signal::new(None);
    let is_code_open = Signal::new(false);
    reactive(move || ways(state, selection.get(), result, is_code_open))
}

/// "Workshop in Leipzig, free: 7 events"; in a grid with its period.
fn name(state: State) -> String {
    let what = chosen(state).unwrap_or_else(|| state.title());
    match state.navigation.view.get().period() {
        Some(period) => [what, part::period_status(state, period, false)].join(", "),
        None => {
            let number = shown(state).len();
            let past = state.navigation.past.get();
            [what, state.strings().count(number, past)].join(": ")
        }
    }
}

/// What is chosen and the first of its events, with the link at the end.
fn text(state: State, name: &str, link: Option<&str>, most: usize) -> String {
    let list = in_context(state, |context| share_list(&shown(state), most, context));
    let mut text = [name, "\n", &list].concat();
    if let Some(link) = link {
        text.push_str("\n\n");
        text.push_str(link);
    }
    text
}

/// The address that opens a letter (RFC 6068), with as many events as fit.
fn letter(state: State, name: &str, link: Option<&str>) -> String {
    let mut most = NAMED;
    loop {
        let mut body = String::new();
        encode(
            &parted(&text(state, name, link, most), b'\n')
                .collect::<Vec<_>>()
                .join("\r\n"),
            &mut body,
        );
        if body.len() <= LETTER || most == 0 {
            let mut subject = String::new();
            encode(&state.title(), &mut subject);
            return ["mailto:?subject=", &subject, "&body=", &body].concat();
        }
        most -= 1;
    }
}

fn ways(
    state: State,
    selection: Selection,
    result: Signal<Option<Copied>>,
    is_code_open: Signal<bool>,
) -> Node {
    let words = ExportWords::of(state.strings().tag());
    let Selection {
        name,
        link,
        text,
        letter,
        starred,
    } = selection;
    let sheet = can_share().then(|| {
        let (name, link) = (name.clone(), link.clone());
        button("lh-button")
            .flag("data-share-shown", true)
            .on("click", move |_| {
                share(&state.title(), &name, link.as_deref());
            })
            .child(words.share_by_system())
    });
    let copy_link = link
        .clone()
        .map(|link| copier(words.copy_link(), "selection", link, result));
    let mail = classed("a", "lh-button")
        .attr("href", letter)
        .flag("data-mail", true)
        .child(words.mail());
    let code_button = link.is_some().then(|| {
        button("lh-button")
            .flag("data-code", true)
            .reactive_attr("aria-expanded", move || truth(is_code_open.get()).into())
            .on("click", move |_| is_code_open.set(!is_code_open.get_untracked()))
            .child(words.code())
    });
    let shows_code = move || {
        link.as_deref()
            .filter(|_| is_code_open.get())
            .map(|link| code(state, link))
    };
    classed("div", "lh-selection")
        .attr("role", "group")
        .attr("aria-label", words.share_selection())
        .child(classed("p", "lh-selection-title").child(words.share_selection()))
        .child(
            classed("p", "lh-quiet")
                .attr("lang", state.given_language())
                .flag("data-selection", true)
                .child(name),
        )
        .child(
            classed("p", "lh-way-row")
                .child(copy_link)
                .child(sheet)
                .child(mail)
                .child(copier(words.copy_text(), "selection-text", text, result))
                .child(code_button),
        )
        .child(starred.then(|| classed("p", "lh-quiet").child(words.stars_stay())))
        .child(reactive(shows_code))
        .child(reactive(move || copied(state, result)))
        .into()
}

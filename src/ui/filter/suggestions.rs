//! What is offered below the search field while somebody types: a list after the pattern "combobox" of the
//! ARIA Authoring Practices. It comes with the filter's part (`ui::part`).
//!
//! The focus stays in the field, which says by its attributes what is open and what is highlighted. The field
//! stands in the first file: those attributes, and what its keys do, are added here.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::app::{Part, State};
use crate::dom::{
    Listener, Node, Reference, Shared, Signal, after, classed, effect, el, hold, next_frame, reactive, truth,
};
use crate::filter::{Facet, Index, Offer, Query, Scopes, Suggestion};
use crate::i18n::{DateStyle, FilterWords, SearchWords, counted, fill};
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::ui::filter::facet_words::{facet_name, given_language, value_name};
use crate::ui::filter::search::{marked_at, settle};
use crate::ui::filter::sight::look;
use crate::ui::language::{isolate, our_words};

/// How long the list stands still before its length is said, in milliseconds.
const PAUSE: u64 = 500;

/// The list in the calendar's shadow root: there is no other by this name.
const LIST: &str = "lichthof-suggestions";
/// The rows, with their positions behind it.
const ROW: &str = "lichthof-suggestion-";

/// What was found for a query.
#[derive(Default)]
struct Offered {
    query: Query,
    /// In it stand the positions of what is offered.
    index: Option<Shared<Index>>,
    list: Vec<Suggestion>,
}

/// What is offered, and what of it is highlighted.
#[derive(Clone, Copy)]
struct Popup {
    /// True while the visitor types, until they are done or close the list.
    is_wanted: Signal<bool>,
    offered: Signal<Offered>,
    active: Signal<Option<usize>>,
    /// Counts what was typed: only the last of it is looked at.
    turn: Signal<usize>,
    /// What those hear who do not see the list.
    said: Signal<String>,
    field: Reference,
    /// True while there is a list.
    is_open: Signal<bool>,
}

/// The list, and what makes the field beside it a combobox.
pub fn suggestions(state: State) -> Node {
    let (is_wanted, offered) = (Signal::new(false), Signal::new(Offered::default()));
    let popup = Popup {
        is_wanted,
        offered,
        active: Signal::new(None),
        turn: Signal::new(0),
        said: Signal::new(String::new()),
        field: Signal::new(None),
        is_open: Signal::derived(move || {
            let is_typed = state.filter.query.with(|query| !query.text.is_empty());
            is_wanted.get() && is_typed && offered.with(|offered| !offered.list.is_empty())
        }),
    };
    let place: Reference = Signal::new(None);
    effect(move || popup.take_field(state, place));
    effect(move || popup.tell_field());
    classed("div", "lh-suggest")
        .reference(place)
        .child(reactive(move || popup.is_open.get().then(|| popup.list(state))))
        .child(
            our_words(state, classed("p", "lh-unseen"))
                .attr("role", "status")
                .child(reactive(move || popup.said.get())),
        )
        .into()
}

impl Popup {
    /// Listens to the field beside the list's place.
    fn take_field(self, state: State, place: Reference) {
        let Some(around) = place.get().and_then(|place| place.parent_element()) else {
            return;
        };
        let Some(field) = around.query_selector("input").ok().flatten() else {
            return;
        };
        let listen = |name: &'static str, take: fn(Self, State, &Event)| {
            hold(Listener::new(&field, name, move |event| {
                take(self, state, &event)
            }));
        };
        listen("beforeinput", |_, state, _| look(state));
        listen("input", |popup, state, _| popup.typed(state));
        listen("keydown", Self::take_key);
        listen("blur", |popup, _, _| popup.close());
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-haspopup", "listbox"),
            ("aria-controls", LIST),
        ] {
            // The names are ours and valid: nothing else can fail.
            let _ = field.set_attribute(name, value);
        }
        // Whoever has typed before this was there.
        let has_focus = around
            .query_selector("input:focus")
            .is_ok_and(|field| field.is_some());
        self.field.set(Some(field));
        let typed = state.filter.query.with_untracked(|query| query.text.clone());
        if has_focus && !typed.is_empty() {
            match state.filter.done.with_untracked(|done| *done == typed) {
                true => settle(state),
                false => self.typed(state),
            }
        }
    }

    /// Says by the field's attributes what is open and what is highlighted.
    fn tell_field(self) {
        let Some(field) = self.field.get() else { return };
        let (is_open, active) = (self.is_open.get(), self.active.get());
        // As above.
        let _ = field.set_attribute("aria-expanded", truth(is_open));
        let _ = match active.filter(|_| is_open) {
            Some(at) => field.set_attribute("aria-activedescendant", &row_name(at)),
            None => field.remove_attribute("aria-activedescendant"),
        };
    }

    /// Something was typed. The list of events is painted first.
    fn typed(self, state: State) {
        let turn = self.turn.get_untracked() + 1;
        self.turn.set(turn);
        self.is_wanted.set(true);
        self.active.set(None);
        let is_last = move || self.turn.is_alive() && self.turn.get_untracked() == turn;
        next_frame(move || {
            after(0, move || {
                if is_last() {
                    self.look(state);
                }
            });
        });
        after(PAUSE, move || {
            if is_last() {
                self.said.set(self.words(state));
            }
        });
    }

    /// Looks for what there is to offer, unless that is known.
    fn look(self, state: State) {
        let query = state.filter.query.get_untracked();
        let index = state.catalog.index.get_untracked();
        let is_known = |offered: &Offered| offered.query == query && offered.index == index;
        if !self.offered.with_untracked(is_known) {
            let list = suggested(state, &query);
            self.offered.set(Offered { query, index, list });
        }
    }

    /// "5 suggestions".
    fn words(self, state: State) -> String {
        let words = SearchWords::of(state.strings().tag());
        match self.is_open.get_untracked() {
            false => String::new(),
            true => counted(words.suggested(), words.lang(), self.count()),
        }
    }

    fn count(self) -> usize {
        self.offered.with_untracked(|offered| offered.list.len())
    }

    fn at(self, at: usize) -> Option<Suggestion> {
        self.offered
            .with_untracked(|offered| offered.list.get(at).cloned())
    }

    fn close(self) {
        self.is_wanted.set_if_new(false);
        self.active.set_if_new(None);
        self.said.set_if_new(String::new());
    }

    /// Escape closes the list, then empties the field, before it does anything else. Whoever presses Enter
    /// or Tab has done typing: what is highlighted is taken, else what the text means. Not so where the field
    /// loses the focus to a pointer: what is about to be pressed must not move, and the field's own button takes
    /// back what was typed.
    fn take_key(self, state: State, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        // Somebody chooses a character of a word.
        if key.is_composing() {
            return;
        }
        let is_open = self.is_open.get_untracked();
        let active = self.active.get_untracked().filter(|_| is_open);
        let is_done = match key.key().as_str() {
            "ArrowDown" => self.step(state, 1),
            "ArrowUp" => self.step(state, -1),
            "Home" => active.is_some() && self.highlight(0),
            "End" => active.is_some() && self.highlight(self.count().saturating_sub(1)),
            "Enter" => match active {
                Some(at) => {
                    self.take(state, at);
                    true
                }
                None => {
                    self.close();
                    settle(state);
                    false
                }
            },
            "Tab" => {
                let is_event = |at: usize| {
                    let is_event = |one: &Suggestion| matches!(one.offer, Offer::Event(_));
                    self.at(at).as_ref().is_some_and(is_event)
                };
                match active {
                    // A dialog would take the focus that is about to move on.
                    Some(at) if is_event(at) => self.close(),
                    Some(at) => self.take(state, at),
                    None => {
                        self.close();
                        settle(state);
                    }
                }
                false
            }
            "Escape" if is_open => {
                self.close();
                true
            }
            "Escape" if state.filter.query.with_untracked(|query| !query.text.is_empty()) => {
                state.filter.query.update(|query| query.text.clear());
                true
            }
            _ => false,
        };
        if is_done {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Highlights the next row, or the one before; behind the last and before the first is none. Opens the list where
    /// it is closed.
    fn step(self, state: State, by: isize) -> bool {
        if state.filter.query.with_untracked(|query| query.text.is_empty()) {
            return false;
        }
        self.look(state);
        self.is_wanted.set_if_new(true);
        let places = self.count() as isize + 1;
        // The place before the first row is that of none.
        let place = self.active.get_untracked().map_or(0, |at| at as isize + 1);
        let place = (place + by).rem_euclid(places.max(1));
        match usize::try_from(place - 1) {
            Ok(at) => self.highlight(at),
            Err(_) => {
                self.active.set(None);
                true
            }
        }
    }

    fn highlight(self, at: usize) -> bool {
        self.active.set(Some(at));
        next_frame(move || self.bring_into_sight(at));
        true
    }

    fn bring_into_sight(self, at: usize) {
        let field = self.field.get_untracked();
        let around = field.and_then(|field| field.parent_element());
        let find = |id: &str| {
            let around = around.as_ref()?;
            around.query_selector(&["#", id].concat()).ok().flatten()
        };
        let (Some(list), Some(row)) = (find(LIST), find(&row_name(at))) else {
            return;
        };
        let (row, room) = (row.get_bounding_client_rect(), list.get_bounding_client_rect());
        let below = row.bottom() - room.bottom();
        let above = row.top() - room.top();
        let by = if above < 0.0 { above } else { below.max(0.0) };
        list.set_scroll_top(list.scroll_top() + by as i32);
    }

    /// Takes what is offered.
    fn take(self, state: State, at: usize) {
        let chosen = self.at(at);
        self.close();
        let Some(Suggestion { offer, query, .. }) = chosen else {
            return;
        };
        match offer {
            Offer::Event(position) => {
                if let Some(occurrence) = occurrence(state, position) {
                    state.open_event(&occurrence.id());
                }
            }
            _ => state.filter.query.set(query),
        }
    }

    fn list(self, state: State) -> Node {
        let words = SearchWords::of(state.strings().tag());
        classed("div", "lh-suggestions")
            .attr("id", LIST)
            .attr("role", "listbox")
            .attr("aria-label", words.suggestions())
            // The focus stays in the field.
            .on("mousedown", |event| event.prevent_default())
            .child(reactive(move || self.rows(state)))
            .into()
    }

    fn rows(self, state: State) -> Vec<Node> {
        let list = self.offered.with(|offered| offered.list.clone());
        let mut before = "";
        let mut rows = Vec::new();
        for (at, one) in list.iter().enumerate() {
            let kind = kind_of(state, one);
            rows.push(self.row(state, at, one, kind, kind == before));
            before = kind;
        }
        rows
    }

    fn row(self, state: State, at: usize, one: &Suggestion, kind: &'static str, is_told: bool) -> Node {
        let takes_enter = matches!(one.offer, Offer::Phrase(_));
        let class = if is_told {
            "lh-suggested-kind lh-unseen"
        } else {
            "lh-suggested-kind"
        };
        let name = match &one.offer {
            Offer::Phrase(values) => {
                let mut names = values_names(state, values, &one.words);
                let text = one.query.text.trim_ascii();
                if !text.is_empty() {
                    let words = FilterWords::of(state.strings().tag());
                    names.push(isolate(fill(words.search_chip(), &[text])).into());
                }
                joined(names)
            }
            Offer::Values(values) => joined(values_names(state, values, &one.words)),
            Offer::Speaker(name) => isolate(marked(state, &one.words, name)).into(),
            Offer::Dates(position) | Offer::Event(position) => title(state, one, *position),
        };
        classed("div", "lh-suggestion")
            .key(row_name(at))
            .attr("id", row_name(at))
            .attr("role", "option")
            .attr("data-suggestion", data_name(one))
            .reactive_attr("aria-selected", move || {
                truth(self.active.get() == Some(at)).into()
            })
            .flag("data-enter", takes_enter)
            .on("pointerover", move |_| state.expect(Part::Dialog))
            .on("click", move |_| self.take(state, at))
            .child(our_words(state, classed("span", class)).child(kind))
            .child(classed("span", "lh-suggested-name").child(name))
            .child(count(state, one))
            .into()
    }
}

/// The row of the list at this position.
fn row_name(at: usize) -> String {
    [ROW, &at.digits()].concat()
}

/// What is offered for a query in the view on show.
fn suggested(state: State, query: &Query) -> Vec<Suggestion> {
    let Some(index) = state.catalog.index.get_untracked() else {
        return Vec::new();
    };
    let present = state.clock.present.get_untracked();
    let is_list = state.navigation.view.get_untracked().period().is_none();
    let is_past = state.navigation.past.get_untracked();
    let on_show = state.catalog.scope.get_untracked();
    let other = is_list.then(|| {
        let now = state.clock.now.get_untracked();
        state.catalog.scope_of(!is_past, now)
    });
    // Who looks at what is past by their own wish sees that, whatever the query asks for.
    let wants_past = is_list && is_past && !query.asks_for_past(&present);
    let other = other.as_deref().filter(|_| !wants_past).unwrap_or(&on_show);
    let scopes = match is_list && is_past && !wants_past {
        true => Scopes {
            coming: other,
            past: &on_show,
        },
        false => Scopes {
            coming: &on_show,
            past: other,
        },
    };
    index.suggest(query, &present, scopes)
}

fn occurrence(state: State, position: usize) -> Option<Occurrence> {
    let known = state.catalog.known;
    known.with_untracked(|known| known.get(position).cloned())
}

/// What kind of thing is offered.
fn kind_of(state: State, one: &Suggestion) -> &'static str {
    let words = SearchWords::of(state.strings().tag());
    match &one.offer {
        Offer::Phrase(values) => match values.as_slice() {
            [(facet, _)] if one.query.text.is_empty() => facet_name(state, *facet),
            _ => state.strings().filters(),
        },
        Offer::Values(values) => {
            let facet = values.first().map_or(Facet::When, |(facet, _)| *facet);
            facet_name(state, facet)
        }
        Offer::Speaker(_) => words.person(),
        Offer::Dates(_) => words.dates(),
        Offer::Event(_) => words.event(),
    }
}

/// The same for those who look into the page.
fn data_name(one: &Suggestion) -> &'static str {
    match &one.offer {
        Offer::Phrase(_) => "phrase",
        Offer::Values(values) => values.first().map_or("", |(facet, _)| facet.name()),
        Offer::Speaker(_) => "speaker",
        Offer::Dates(_) => "dates",
        Offer::Event(_) => "event",
    }
}

fn values_names(state: State, values: &[(Facet, String)], typed: &str) -> Vec<Node> {
    let name = |(facet, value): &(Facet, String)| {
        let language = given_language(state, *facet, value);
        let name = value_name(state, *facet, value);
        isolate(marked(state, typed, &name)).attr("lang", language).into()
    };
    values.iter().map(name).collect()
}

/// Names in a row.
fn joined(names: Vec<Node>) -> Node {
    let mut nodes: Vec<Node> = Vec::new();
    for name in names {
        if !nodes.is_empty() {
            nodes.push(Node::Text(" · ".into()));
        }
        nodes.push(name);
    }
    nodes.into()
}

/// A title, with its date where it is one event.
fn title(state: State, one: &Suggestion, position: usize) -> Node {
    let Some(occurrence) = occurrence(state, position) else {
        return Node::Nothing;
    };
    let title = isolate(marked(state, &one.words, &occurrence.event.title.value));
    let date = matches!(one.offer, Offer::Event(_)).then(|| {
        let date = state.date(occurrence.first_day(), DateStyle::Full);
        classed("span", "lh-suggested-date").child(date)
    });
    Node::Many(vec![title.into(), date.into()])
}

/// How many events there are once it is chosen.
fn count(state: State, one: &Suggestion) -> Option<Node> {
    if matches!(one.offer, Offer::Event(_)) {
        return None;
    }
    let said = our_words(state, classed("span", "lh-unseen")).child(state.strings().count(one.count, false));
    let count = classed("span", "lh-value-count")
        .child(el("span").attr("aria-hidden", "true").child(one.count.digits()))
        .child(said);
    Some(count.into())
}

/// A name with what was typed of it marked.
fn marked(state: State, typed: &str, name: &str) -> Node {
    let index = state.catalog.index.get_untracked();
    let ranges = index.map(|index| index.begun_marks(typed, name));
    marked_at(name, ranges.unwrap_or_default())
}

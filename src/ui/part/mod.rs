//! How the parts of the program are brought, and what they show (`app::part` has which there are).
//!
//! In the program that pages load (the feature `split`) the build cuts at the functions in `split`: what nothing
//! but they lead to goes into the file `lichthof-<part>.wasm`. What the rest of the program uses of a part
//! they give out as pointers, since a call by name would draw it back into the first file. Elsewhere all is
//! there from the first, by the same functions (`whole`).

#[cfg(feature = "split")]
mod split;
#[cfg(not(feature = "split"))]
mod whole;

use std::cell::Cell;

use wasm_bindgen::JsValue;

#[cfg(feature = "split")]
use split::fetch;
#[cfg(not(feature = "split"))]
use whole::fetch;

use crate::app::{
    Arrival, DIALOG, FILTER, FilterPart, Part, SeriesPart, Stars, State, ViewKind, gather_ahead, index,
    load_feeds, progress, take_feeds, take_filter, take_series,
};
use crate::dom::{Node, Reference, Scope, closest, reactive, spawn};
use crate::event::Event;
use crate::feed::bring_cleaning;
use crate::filter::{Facet, Index, Query, first_value};
use crate::layout::{Period, Selection};
use crate::net::{prepare_details, read_details, take_details};
use crate::schedule::{Horizon, Occurrence};
use crate::time::{Date, DateRange};
use crate::ui::companion::{self, mini_month};
use crate::ui::detail::dialog;
use crate::ui::export::plan::Plan;
use crate::ui::export::{keep, menu, paper, plan, print, shown, structured};
use crate::ui::feeds;
use crate::ui::filter::{chips, facet_words, facets, nothing, search, sight, suggestions, why};
use crate::ui::given;
use crate::ui::grid::{month, moves, period, time, ways, year};
use crate::ui::legend;
use crate::ui::list::{badges, beside, by_day, cards, colour, jump, star};
use crate::ui::message;
use crate::ui::unopened;

/// What the part [`Part::Export`] does.
#[derive(Clone, Copy)]
pub struct Export {
    /// The ways of what is shown: a file, paper, a subscription.
    pub panel: fn(State) -> Node,
    /// The ways of one event into a calendar.
    pub into_calendar: fn(State, Occurrence) -> Node,
    /// Saves one date as a file.
    save_date: fn(State, &Occurrence),
    /// The ways of one event to somebody else.
    pub to_others: fn(State, Occurrence) -> Node,
    /// What a row says of an event in a plan.
    notes: fn(State, &Occurrence) -> Node,
    /// The plan of occurrences, with what each part overlaps with in words.
    planned: fn(State, &[Occurrence]) -> Plan,
    /// What is said of an event, for paper.
    told: fn(State, &Occurrence) -> [String; 3],
    /// Data for search engines.
    structured: fn(State) -> Node,
}

/// What the part [`Part::Mini`] does.
#[derive(Clone, Copy)]
struct Mini {
    /// The mini month beside the list.
    mini_month: View,
    /// A month of which one takes days: for the filter, or to go there.
    picker: fn(State, bool) -> Node,
}

/// What the part [`Part::Companion`] does.
#[derive(Clone, Copy)]
struct Companions {
    /// What a companion shows.
    companion: View,
    /// Lets companions look for their calendars.
    changed: fn(Option<Scope>),
}

/// What the part [`Part::Feeds`] does.
#[derive(Clone, Copy)]
struct Feeds {
    /// Which feeds could not be read, and of when their last good copies are.
    failed_partly: View,
    /// What is said of them in passing.
    said: fn(State) -> Option<String>,
    /// The colour of a feed, by its name.
    colour: fn(&str) -> Option<String>,
    /// Of which months the counts are.
    of_loaded: View,
}

/// What the part [`Part::Period`] does.
#[derive(Clone, Copy)]
struct Frame {
    /// A grid with the period's name and tools, its keys and clicks.
    frame: fn(State, Period, View) -> Node,
    /// What the period on show is called, and how many events it has.
    status: fn(State, Period, bool) -> String,
    /// The days of the period on show.
    days: fn(State, Period) -> DateRange,
}

/// What the part [`Part::Moves`] does.
#[derive(Clone, Copy)]
pub struct Moves {
    /// Takes an event of a grid.
    take: fn(State, Period, &web_sys::Event),
    /// The months or years to choose from, around one.
    pub options: fn(State, Period, Date) -> Vec<Node>,
    /// The field for a date to go to.
    pub date_field: fn(State, Period, Date) -> Node,
    /// What a period without events offers.
    pub empty: View,
    /// What stands on weekdays that the grid leaves out.
    pub hidden: fn(State, Period) -> Node,
}

type View = fn(State) -> Node;

/// Finds a view among what has come.
type Find = fn(Loaded) -> Option<View>;

/// What the exports need: they write series, too.
const EXPORT: &[Part] = &[Part::Details, Part::Series, Part::Export];

/// What stands in rows, and above them, besides what is there at once.
#[derive(Clone, Copy)]
struct Common {
    badges: fn(State, &Occurrence) -> Vec<Node>,
    has_beside: fn(State, &Event) -> bool,
    toggle_star: fn(Stars, &str, Option<&str>),
    kept_words: fn(State) -> Option<String>,
    jump: fn(State, Date) -> Node,
    colour: fn(State, &Event) -> Option<String>,
    colour_of_value: fn(State, Facet, &str) -> Option<String>,
    legend: fn(State, Option<Reference>) -> Node,
}

/// What has to be there before it is wanted.
#[derive(Clone, Copy)]
struct Reserve {
    unopened: View,
    paper: fn(State, Reference, bool),
    leaving: fn(State, String) -> String,
    state: fn(State, &JsValue) -> JsValue,
}

/// What has come, for all calendars of the page.
#[derive(Clone, Copy)]
struct Loaded {
    common: Option<Common>,
    reserve: Option<Reserve>,
    /// What stands in a row of the details.
    beside: Option<fn(State, &Event) -> Node>,
    dialog: Option<View>,
    period: Option<Frame>,
    moves: Option<Moves>,
    month: Option<View>,
    time: Option<View>,
    year: Option<View>,
    cards: Option<View>,
    export: Option<Export>,
    mini: Option<Mini>,
    companion: Option<Companions>,
    feeds: Option<Feeds>,
}

thread_local! {
    static LOADED: Cell<Loaded> = const {
        Cell::new(Loaded {
            common: None,
            reserve: None,
            beside: None,
            dialog: None,
            period: None,
            moves: None,
            month: None,
            time: None,
            year: None,
            cards: None,
            export: None,
            mini: None,
            companion: None,
            feeds: None,
        })
    };
}

/// What a part brings: it puts that into its place.
type Brought = fn(&mut Loaded);

fn put_common(loaded: &mut Loaded) {
    loaded.common = Some(Common {
        badges: badges::badges,
        has_beside: beside::has_beside,
        toggle_star: Stars::toggle,
        kept_words: star::kept_words,
        jump: jump::jump,
        colour: colour::colour,
        colour_of_value: colour::of_value,
        legend: legend::legend,
    });
}

fn put_reserve(loaded: &mut Loaded) {
    loaded.reserve = Some(Reserve {
        unopened: unopened::unopened,
        paper: paper::paper,
        leaving: shown::leaving,
        state: given::state,
    });
}

fn put_shared(_: &mut Loaded) {}

fn put_details(loaded: &mut Loaded) {
    loaded.beside = Some(beside::beside);
    bring_cleaning();
    take_details(read_details);
    prepare_details();
}

fn put_dialog(loaded: &mut Loaded) {
    loaded.dialog = Some(dialog::dialog);
}

fn put_period(loaded: &mut Loaded) {
    loaded.period = Some(Frame {
        frame: period::frame,
        status: period::status,
        days: period::days,
    });
}

fn put_moves(loaded: &mut Loaded) {
    loaded.moves = Some(Moves {
        take: moves::take,
        options: ways::options,
        date_field: ways::date_field,
        empty: ways::empty,
        hidden: ways::hidden,
    });
}

fn put_month(loaded: &mut Loaded) {
    loaded.month = Some(month::month);
}

fn put_time(loaded: &mut Loaded) {
    loaded.time = Some(time::time);
}

fn put_year(loaded: &mut Loaded) {
    loaded.year = Some(year::year);
}

fn put_cards(loaded: &mut Loaded) {
    loaded.cards = Some(cards::cards);
}

fn put_filter(_: &mut Loaded) {
    take_filter(FilterPart {
        index,
        matches: Index::matches,
        parse: Query::parse,
        asks_for_past: Query::asks_for_past,
        asked_days: Query::asked_days,
        read_ahead: |loaded| Box::pin(gather_ahead(loaded)),
        marked: search::marked,
        why: why::why,
        suggestions: suggestions::suggestions,
        popups: facets::popups,
        bring_into_sight: facets::bring_into_sight,
        in_sight: sight::in_sight,
        chips: chips::chips,
        nothing: nothing::nothing,
        value_name: facet_words::value_name,
        first_value,
        has: Query::has,
        toggle: Query::toggle,
        tell_left: State::tell_left,
        typed_days: Index::typed_days,
    });
}

fn put_series(_: &mut Loaded) {
    take_series(SeriesPart {
        occurrences: Horizon::occurrences,
        find_far: State::find_far,
        far_dates: State::far_dates,
        by_next_dates: Selection::by_next_dates,
    });
}

fn put_export(loaded: &mut Loaded) {
    loaded.export = Some(Export {
        panel: menu::panel,
        into_calendar: keep::into_calendar,
        save_date: keep::save_date,
        to_others: keep::to_others,
        notes: plan::notes,
        planned: plan::with_words,
        told: print::told,
        structured: structured::structured,
    });
}

fn put_mini(loaded: &mut Loaded) {
    loaded.mini = Some(Mini {
        mini_month: mini_month::mini_month,
        picker: mini_month::picker,
    });
}

fn put_companion(loaded: &mut Loaded) {
    loaded.companion = Some(Companions {
        companion: companion::companion,
        changed: companion::changed,
    });
}

fn put_feeds(loaded: &mut Loaded) {
    take_feeds(load_feeds);
    loaded.feeds = Some(Feeds {
        failed_partly: feeds::failed_partly,
        said: feeds::said,
        colour: feeds::colour,
        of_loaded: feeds::of_loaded,
    });
}

/// Brings a part; true once it is there.
pub async fn bring(part: Part) -> bool {
    let made = fetch(part).await;
    if let Ok(bring) = &made {
        let mut loaded = LOADED.get();
        bring(&mut loaded);
        LOADED.set(loaded);
    }
    made.is_ok()
}

/// Does something as soon as a part is there.
fn once_there(part: Part, work: Box<dyn FnOnce()>) {
    spawn(async move {
        if bring(part).await {
            work();
        }
    });
}

/// The view on show, or what stands in its place until its parts are there.
pub fn view(state: State, kind: ViewKind) -> Node {
    let (parts, of): (&'static [Part], Find) = match kind {
        ViewKind::List => return by_day::list(state),
        ViewKind::Month => (&[Part::Period, Part::Month], |loaded| loaded.month),
        ViewKind::Week | ViewKind::Day => (&[Part::Period, Part::Time], |loaded| loaded.time),
        ViewKind::Year => (&[Part::Period, Part::Year], |loaded| loaded.year),
        // Their pictures are among the details.
        ViewKind::Cards => (&[Part::Details, Part::Cards], |loaded| loaded.cards),
    };
    late(state, parts, true, &|loaded| {
        let view = of(loaded)?;
        Some(match kind.period() {
            Some(period) => (loaded.period?.frame)(state, period, view),
            None => view(state),
        })
    })
}

/// What the period on show is called, unless that is seen already, and how many events it has; nothing until the part is
/// there that knows.
pub fn period_status(state: State, period: Period, is_seen: bool) -> String {
    state.parts.of(Part::Period).get();
    let frame = LOADED.get().period;
    frame.map_or_else(String::new, |frame| (frame.status)(state, period, is_seen))
}

/// The days of the period on show; `None` until the part is there that knows.
pub fn period_days(state: State, period: Period) -> Option<DateRange> {
    let frame = LOADED.get().period?;
    Some((frame.days)(state, period))
}

/// What leads through the periods, once its part is there, having asked for it; what reads it is built anew when
/// that comes.
pub fn moves(state: State) -> Option<Moves> {
    state.ask_once(&[Part::Moves]);
    LOADED.get().moves
}

/// Takes an event of a grid. What a visitor does with a day before the part has come that knows what it means, happens
/// once more then: what is in a shadow root forgets its target as soon as it is over.
pub fn take_move(state: State, period: Period, event: web_sys::Event) {
    if let Some(moves) = LOADED.get().moves {
        return (moves.take)(state, period, &event);
    }
    let selector = match event.type_().as_str() {
        "pointermove" => return,
        "pointerdown" | "pointerup" => "*",
        // Others have listeners of their own.
        _ => "[data-day] button, input",
    };
    if let Some(target) = closest(&event, selector) {
        state.need(Part::Moves);
        let again = move || {
            // Fails only while it is on its way, and it is not.
            let _ = target.dispatch_event(&event);
        };
        once_there(Part::Moves, Box::new(again));
    }
}

/// The dialog, or what stands in its place until its parts are there: nothing while nothing is to be open.
pub fn dialog(state: State) -> Node {
    let is_wanted = || state.navigation.open.with(Option::is_some);
    match progress(state, DIALOG) {
        Arrival::There => LOADED.get().dialog.map(|dialog| dialog(state)).into(),
        Arrival::Failed => match reserve(state) {
            Some(reserve) => (reserve.unopened)(state),
            None if is_wanted() => message::part_failed(state, false, move || state.ask_again(DIALOG)),
            None => Node::Nothing,
        },
        _ => is_wanted().then(|| message::part_pending(state)).into(),
    }
}

/// What the filter's part renders, or what stands in its place until it is there.
pub fn filter_content(state: State, content: impl Fn(&FilterPart) -> Node) -> Node {
    late(state, FILTER, false, &|_| state.parts.filter().map(&content))
}

/// What the exports' part renders, or what stands in its place until it is there.
pub fn export_content(state: State, content: impl Fn(Export) -> Node) -> Node {
    late(state, EXPORT, false, &|loaded| loaded.export.map(&content))
}

/// The mini month, or what stands in its place.
pub fn mini_month(state: State) -> Node {
    late(state, &[Part::Mini], false, &|loaded| {
        loaded.mini.map(|mini| (mini.mini_month)(state))
    })
}

/// What a companion shows, or what stands in its place.
pub fn companion(state: State) -> Node {
    late(state, &[Part::Companion], false, &|loaded| {
        loaded.companion.map(|part| (part.companion)(state))
    })
}

/// A month of which one takes days, below a field for them: for the filter, or to go there. Nothing until the part is
/// there, which whoever comes near asks for.
pub fn picker(state: State, is_filter: bool) -> Node {
    state.parts.of(Part::Mini).get();
    let mini = LOADED.get().mini;
    mini.map(|mini| (mini.picker)(state, is_filter)).into()
}

/// Lets companions look for their calendars, once there are any.
pub fn companions_changed(trapped: Option<Scope>) {
    if let Some(part) = LOADED.get().companion {
        (part.changed)(trapped);
    }
}

/// Data for search engines, as soon as their part is there. Visitors need not know of it.
pub fn structured(state: State) -> Node {
    exports(state).map(|export| (export.structured)(state)).into()
}

/// Saves one date as a file, as soon as the part is there that writes it; false where it could not be loaded.
pub async fn save_date(state: State, occurrence: &Occurrence) -> bool {
    for &part in EXPORT {
        state.need(part);
        if !bring(part).await {
            return false;
        }
    }
    let export = LOADED.get().export;
    export.is_some_and(|export| {
        (export.save_date)(state, occurrence);
        true
    })
}

/// What else a row says of an event where the visitor looks at what they have starred: their plan.
pub fn plan(state: State, occurrence: &Occurrence) -> Node {
    if !state.filter.query.with(|query| query.starred) {
        return Node::Nothing;
    }
    exports(state)
        .map(|export| (export.notes)(state, occurrence))
        .into()
}

/// The visitor's plan of these occurrences, in the order of time, each with what it overlaps with. `None` where they
/// do not look at what they have starred.
pub fn planned(state: State, occurrences: &[Occurrence]) -> Option<Plan> {
    let export = LOADED.get().export?;
    let is_plan = state.filter.query.with(|query| query.starred);
    is_plan.then(|| (export.planned)(state, occurrences))
}

/// What is said of an event, for paper: where it is, what it is about, where it can be read about. `None` while the
/// part is not there that knows.
pub fn told(state: State, occurrence: &Occurrence) -> Option<[String; 3]> {
    LOADED.get().export.map(|export| (export.told)(state, occurrence))
}

/// Puts paper into the calendar when the browser prints, and takes it away behind that.
pub fn paper(state: State, calendar: Reference, is_wanted: bool) {
    if let Some(reserve) = LOADED.get().reserve {
        (reserve.paper)(state, calendar, is_wanted);
    }
}

/// What leaves the calendar, as soon as the part is there: it comes by itself, once.
fn exports(state: State) -> Option<Export> {
    state.ask_once(EXPORT);
    LOADED.get().export.filter(|_| state.parts.are_there(EXPORT))
}

/// What else decides whether one goes: nothing until the part is there that knows.
pub fn badges(state: State, occurrence: &Occurrence) -> Vec<Node> {
    common(state).map_or_else(Vec::new, |common| (common.badges)(state, occurrence))
}

/// A small picture, where there is one, and how the description begins: nothing until the details are there, which are
/// asked for where there is something to show of them.
pub fn beside(state: State, event: &Event) -> Node {
    if !common(state).is_some_and(|common| (common.has_beside)(state, event)) {
        return Node::Nothing;
    }
    state.ask_once(&[Part::Details]);
    LOADED.get().beside.map(|beside| beside(state, event)).into()
}

/// Sets or takes the star of an event, as soon as the part is there that knows how.
pub fn toggle_star(state: State, uid: String) {
    let toggle = move || {
        if let Some(common) = LOADED.get().common {
            (common.toggle_star)(state.stars, &uid, None);
        }
    };
    once_there(Part::Common, Box::new(toggle));
}

/// What is said in passing, of stars and of feeds.
pub fn kept_words(state: State) -> Option<String> {
    (common(state)?.kept_words)(state)
}

/// The way to another month of the list, on the name of the one that begins with `first`.
pub fn jump(state: State, first: Date) -> Node {
    common(state).map(|common| (common.jump)(state, first)).into()
}

/// That some feeds could not be read while others could, and which: while the part is not there that knows, that it is so.
pub fn failed_partly(state: State) -> Node {
    if state.source.loaded.with(|loaded| loaded.failures.is_empty()) {
        return Node::Nothing;
    }
    match LOADED.get().feeds {
        Some(feeds) => (feeds.failed_partly)(state),
        None => message::failed(state),
    }
}

/// What there is to say of feeds in passing, where there are several; what reads it is built anew when that changes.
pub fn said_of_feeds(state: State) -> Option<String> {
    state.parts.of(Part::Feeds).get();
    (LOADED.get().feeds?.said)(state)
}

/// Of which months the counts are, where feeds come in windows; what reads it is built anew when that changes.
pub fn of_loaded(state: State) -> Node {
    state.parts.of(Part::Feeds).get();
    let feeds = LOADED.get().feeds;
    feeds.map(|feeds| (feeds.of_loaded)(state)).into()
}

/// The colour that the partner gives a feed.
pub fn colour_of_feed(name: &str) -> Option<String> {
    (LOADED.get().feeds?.colour)(name)
}

/// The colour of an event: none until the part is there that knows.
#[inline(never)]
pub fn colour(state: State, event: &Event) -> Option<String> {
    (common(state)?.colour)(state, event)
}

/// The colour of a value of a facet, if it is the one that colours.
pub fn colour_of_value(state: State, facet: Facet, value: &str) -> Option<String> {
    (common(state)?.colour_of_value)(state, facet, value)
}

/// What the colours stand for, beside the count or among the pills; nothing until the part is there that knows.
#[inline(never)]
pub fn legend(state: State, row: Option<Reference>) -> Node {
    reactive(move || common(state).map(|common| (common.legend)(state, row)))
}

/// The address of a link that leaves the page, with what the partner adds, once the part is there that adds it.
#[inline(never)]
pub fn leaving(state: State, address: String) -> String {
    if state.options.with(|options| options.link_parameters.is_none()) {
        return address;
    }
    match reserve(state) {
        Some(reserve) => (reserve.leaving)(state, address),
        None => address,
    }
}

/// What a calendar shows, having set what the page says of it, if it says anything: undefined until the part is there
/// that knows, which then sets it.
pub fn state(state: State, said: &JsValue) -> JsValue {
    if let Some(reserve) = LOADED.get().reserve {
        return (reserve.state)(state, said);
    }
    if *said != JsValue::UNDEFINED {
        let said = said.clone();
        let set = move || {
            self::state(state, &said);
        };
        once_there(Part::Reserve, Box::new(set));
    }
    JsValue::UNDEFINED
}

/// What the common part brings, having asked for it; what reads it is built anew when that comes.
fn common(state: State) -> Option<Common> {
    state.ask_once(&[Part::Common]);
    LOADED.get().common
}

/// What has to be there before it is wanted, having asked for it; what reads it is built anew when that comes.
fn reserve(state: State) -> Option<Reserve> {
    state.ask_once(&[Part::Reserve]);
    LOADED.get().reserve
}

/// A text with what is searched for marked in it: as it is until the filter's part is there.
#[inline(never)]
pub fn marked(state: State, text: &str) -> Node {
    match state.parts.filter() {
        Some(filter) => (filter.marked)(state, text.to_owned()),
        None => text.to_owned().into(),
    }
}

/// Why an event is in the list, where its row does not show it; in its dialog (`leads`) the way there.
pub fn why(state: State, occurrence: &Occurrence, leads: bool) -> Node {
    match state.parts.filter() {
        Some(filter) => (filter.why)(state, occurrence, leads),
        None => Node::Nothing,
    }
}

/// What is offered below the search field; nothing until the filter's part is there.
pub fn suggestions(state: State) -> Node {
    match state.parts.filter() {
        Some(filter) => (filter.suggestions)(state),
        None => Node::Nothing,
    }
}

/// Keeps a pill of the row of choices in sight that gets the focus, once the filter's part is there.
pub fn bring_into_sight(state: State, event: &web_sys::Event) {
    if let Some(filter) = state.parts.filter() {
        (filter.bring_into_sight)(event);
    }
}

/// What needs these parts, or what stands in its place: a sign of work while one is on its way, words and a
/// way to try again where one could not be loaded.
fn late(
    state: State,
    parts: &'static [Part],
    is_view: bool,
    content: &dyn Fn(Loaded) -> Option<Node>,
) -> Node {
    match progress(state, parts) {
        Arrival::There => content(LOADED.get()).into(),
        Arrival::Failed => message::part_failed(state, is_view, move || state.ask_again(parts)),
        _ => message::part_pending(state),
    }
}

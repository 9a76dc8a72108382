//! Lichthof as a Leptos component: any application of Leptos 0.8 that renders in the browser mounts a calendar in
//! its `view!`, without loader, element and parts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::{Weekday, WeekdaySet};
use js_sys::{Array, Function, Object, Reflect};
use leptos::callback::{Callable, UnsyncCallback};
use leptos::html::Div;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, HtmlDivElement, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use crate::app::{Controls, Images, Notice, Notify, Options, ViewKind};
use crate::dom::Listener;
use crate::embed::program::complain;
use crate::filter::Facet;
use crate::i18n::is_known;
use crate::net;
use crate::report::{Complaint, Expected};
use crate::schedule::ZoneMode;
use crate::time::{Date, ParsedDateTime, Zone};
use crate::ui;
use crate::ui::Mounted;

/// The style of all parts. The tokens come first, as what follows uses them, and print last, as it overrides
/// what precedes.
const STYLE: &str = concat!(
    ":host{display:flow-root;min-block-size:var(--lh-min-height,0)}.lh-root[hidden],slot[hidden]{display:none}",
    include_str!("../../style/tokens.css"),
    include_str!("../../style/calendar.css"),
    include_str!("../../style/common.css"),
    include_str!("../../style/reserve.css"),
    include_str!("../../style/mini.css"),
    include_str!("../../style/companion.css"),
    include_str!("../../style/cards.css"),
    include_str!("../../style/dialog.css"),
    include_str!("../../style/export.css"),
    include_str!("../../style/filter.css"),
    include_str!("../../style/period.css"),
    include_str!("../../style/month.css"),
    include_str!("../../style/time.css"),
    include_str!("../../style/year.css"),
    include_str!("../../style/themes.css"),
    include_str!("../../style/print.css"),
);

#[wasm_bindgen(module = "/src/embed/surroundings.js")]
extern "C" {
    fn language(host: &HtmlElement, elements: &Object) -> String;
    fn is_dark(host: &HtmlElement, find: &Function, elements: &Object) -> bool;
    fn protect(wrapper: &HtmlElement);
}

thread_local! {
    /// How many calendars there are: the last one takes the fetched feeds with it.
    static CALENDARS: Cell<usize> = const { Cell::new(0) };
    /// One sheet for all calendars.
    static SHEET: RefCell<Option<CssStyleSheet>> = const { RefCell::new(None) };
}

/// The feeds were read: at first, and whenever they have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ready {
    /// How many events were read from all feeds, past ones included, a series counted as one.
    pub events: usize,
    /// How many entries were refused, or repeat the uid of another.
    pub skipped: usize,
}

/// A visitor opens an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The event's own name in its feed.
    pub uid: String,
    /// Of a series, the start of the date, as its rule has it: `YYYY-MM-DDThh:mm`, of whole days
    /// `YYYY-MM-DD`.
    pub start: Option<String>,
}

/// A visitor sees something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The view.
    pub view: ViewKind,
    /// A day of what it shows.
    pub date: Date,
    /// What is filtered by, in the query language.
    pub filter: String,
}

/// A filter leaves other events than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// What is filtered by, in the query language.
    pub filter: String,
    /// The uids of the events that are left, the first 2,000 of them.
    pub uids: Vec<String>,
}

/// Something failed. The visitor is told by the calendar itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind of thing: `unreachable`, `status`, `unreadable`, `feed`, `part` or `state`, as in `lichthof-error`.
    pub kind: String,
    /// An English sentence for the application's developer.
    pub message: String,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the page declares by `color-scheme`, else as what lies behind the calendar is. Looked at when the
    /// calendar is mounted, whenever a prop changes, and when the visitor's system changes.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// An event calendar, in a shadow root of its own on a `<div>`.
///
/// Props that take signals are followed. Children, if any, are shown until there are events, and again where
/// nothing could be read; those with `slot="header"` and `slot="footer"` stand above and below the calendar from the
/// start, one with `slot="empty"` where there are no events. When its owner is cleaned up the calendar ends, with all its listeners, timers
/// and tasks. Only for rendering in the browser (`csr`): on a server it is an empty `<div>`.
///
/// ```no_run
/// use leptos::prelude::*;
/// use lichthof::{Calendar, Opening, ViewKind};
///
/// #[component]
/// fn Events() -> impl IntoView {
///     let view = RwSignal::new(ViewKind::List);
///     view! {
///         <h1>"What is on"</h1>
///         <button on:click=move |_| view.set(ViewKind::Month)>"Month"</button>
///         <Calendar
///             feeds=vec!["https://cluster.example/events.json".to_owned()]
///             view
///             on_open=|opening: Opening| {
///                 leptos::logging::log!("{}", opening.uid);
///                 true
///             }
///         />
///     }
/// }
/// ```
#[component]
pub fn Calendar(
    /// Addresses of the feeds, absolute or relative to the page, at most 20: `http`, `https`, `webcal` or
    /// `blob`, with `{year}` and `{month}`, or `{start}` and `{end}`, where a feed is asked for windows.
    #[prop(into)]
    feeds: Signal<Vec<String>>,
    /// The language, a BCP 47 tag. Default: that of the nearest element with `lang`, else the browser's.
    #[prop(into, optional)]
    language: MaybeProp<String>,
    /// The view: at first, and again whenever this changes. Default: the first of `views`.
    #[prop(into, optional)]
    view: MaybeProp<ViewKind>,
    /// The views on offer, in order. Default: all.
    #[prop(into, optional)]
    views: MaybeProp<Vec<ViewKind>>,
    /// The day to begin at, and to go to whenever this changes. Default: today.
    #[prop(into, optional)]
    date: MaybeProp<Date>,
    /// The first day of the week. Default: the language's custom.
    #[prop(into, optional)]
    first_day: MaybeProp<Weekday>,
    /// The weekdays that grids leave out; all seven are none. Default: none.
    #[prop(default = WeekdaySet::EMPTY)]
    hidden_days: WeekdaySet,
    /// Whether grids show ISO week numbers. Default: no.
    #[prop(optional)]
    week_numbers: bool,
    /// In whose time events are shown. Default: [`ZoneMode::Auto`].
    #[prop(into, optional)]
    timezone: MaybeProp<ZoneMode>,
    /// Light or dark. Default: [`Theme::Auto`].
    #[prop(into, optional)]
    theme: MaybeProp<Theme>,
    /// Ready sets of tokens by their names, separated by spaces: `compact`, `contrast`, `bootstrap`, `wordpress`,
    /// `plain`. What is set by `--lh-*` counts more. Default: none.
    #[prop(into, optional)]
    looks: MaybeProp<String>,
    /// What is filtered by, in the query language ([`crate::filter::language`]): at first, or, without `filter`
    /// among the controls, always. Default: nothing.
    #[prop(into, optional)]
    filter: MaybeProp<String>,
    /// The facets on offer, in order. Default: the data decide.
    #[prop(into, optional)]
    facets: MaybeProp<Vec<Facet>>,
    /// The facet by whose values events are coloured. Default: [`Facet::Type`].
    #[prop(into, optional)]
    color_by: MaybeProp<Facet>,
    /// What visitors get to work with. Default: all.
    #[prop(into, optional)]
    controls: MaybeProp<Controls>,
    /// The most occurrences in the list, 1 to 1,000, with no "more" behind them. Default: no limit.
    #[prop(into, optional)]
    max: MaybeProp<usize>,
    /// Whether list and tiles show a series by its next date alone. Default: no.
    #[prop(optional)]
    folds_series: bool,
    /// Whether German words say "Veranstaltung" instead of "Termin". Default: no.
    #[prop(optional)]
    says_events: bool,
    /// The level of the calendar's outermost headings, 1 to 6. Default: 2.
    #[prop(default = 2)]
    heading_level: u8,
    /// How feeds are read that are in no format of their own: JSON of our fields and the paths to theirs; or how
    /// schedules of conferences are: `talks` or `event`. Default: by what is in them.
    #[prop(into, optional)]
    reading: MaybeProp<String>,
    /// How often the feeds are asked for anew, in minutes, while the page is in sight. Default: never.
    #[prop(optional)]
    refresh: Option<u32>,
    /// Whether the last good copy of each feed is kept in the browser, for visits without a network. Default: no.
    #[prop(optional)]
    keep: bool,
    /// Whose images are shown. Default: [`Images::Feed`].
    #[prop(optional)]
    images: Images,
    /// Whether the page gets the coming events as data for search engines. Default: no.
    #[prop(optional)]
    seo: bool,
    /// The time at which the clock stands still, for previews and tests. Default: it runs.
    #[prop(into, optional)]
    now: MaybeProp<ParsedDateTime>,
    /// Where one can subscribe to the events, addresses separated by spaces, with `{type}` and the like for what is
    /// chosen. Default: what the feeds name.
    #[prop(into, optional)]
    icalendar: MaybeProp<String>,
    /// What links that leave the page get into their query: `utm_source=events&utm_medium=calendar`. Default: nothing.
    #[prop(into, optional)]
    link_parameters: MaybeProp<String>,
    /// What the region is called. Default: the feed's title, else "Events".
    #[prop(into, optional)]
    label: MaybeProp<String>,
    /// The prefix of the calendar's parameters in the page's address (1 to 32 letters, digits, `_` or `-`), where
    /// it keeps view, day, filter and the open event. No two calendars of a page may have the same. Default:
    /// none, and the address is left alone.
    #[prop(into, optional)]
    name: MaybeProp<String>,
    /// Called when the feeds were read.
    #[prop(into, optional)]
    on_ready: Option<UnsyncCallback<(Ready,)>>,
    /// Called when a visitor opens an event, in the midst of the click; true lets the calendar open it, false
    /// leaves it to the application.
    #[prop(into, optional)]
    on_open: Option<UnsyncCallback<(Opening,), bool>>,
    /// Called when the visitor sees another view, day or filter.
    #[prop(into, optional)]
    on_change: Option<UnsyncCallback<(Change,)>>,
    /// Called when a filter leaves other events than before.
    #[prop(into, optional)]
    on_filter: Option<UnsyncCallback<(Left,)>>,
    /// Called when something failed.
    #[prop(into, optional)]
    on_error: Option<UnsyncCallback<(Failure,)>>,
    /// What is shown until there are events.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let living: Rc<RefCell<Option<Living>>> = Rc::default();
    let callbacks = Callbacks {
        ready: on_ready,
        open: on_open,
        change: on_change,
        filter: on_filter,
        error: on_error,
    };

    let here = Rc::clone(&living);
    Effect::new(move |_| {
        let mut options = Options {
            keeps_state: true,
            companion: None,
            feeds: feeds.get(),
            language: language.get().unwrap_or_default(),
            words: String::new(),
            view: view.get(),
            views: views.get().unwrap_or_default(),
            filter: filter.get().filter(|filter| !filter.trim().is_empty()),
            facets: facets.get().unwrap_or_default(),
            color_by: color_by.get().unwrap_or(Facet::Type),
            controls: controls.get().unwrap_or(Controls::ALL),
            date: date.get(),
            first_day: first_day.get(),
            hidden_days,
            week_numbers,
            timezone: timezone.get().unwrap_or_default(),
            max: max.get(),
            folds_series,
            says_events,
            heading_level,
            images,
            seo,
            now: now.get(),
            reading: reading.get(),
            icalendar: icalendar.get(),
            link_parameters: link_parameters.get(),
            care: None,
            label: label.get(),
            name: name.get(),
        };
        // As `care` in surroundings.js says it.
        let is_plain = |feed: &String| !feed.contains(['{', '%']) && !feed.starts_with("webcal:");
        let has_more = options.feeds.len() > 1 || !options.feeds.iter().all(is_plain);
        options.care = (refresh.is_some() || keep || has_more).then(String::new);
        let theme = theme.get().unwrap_or_default();
        let looks = looks.get().unwrap_or_default();
        let Some(host) = place.get() else { return };
        // Valid names.
        if let Some(minutes) = refresh {
            let _ = host.set_attribute("refresh", &minutes.to_string());
        }
        let _ = host.toggle_attribute_with_force("keep", keep);
        // The sets ask for it.
        let _ = host.set_attribute("theme", &looks);
        untrack(|| {
            let options = checked(options, &host);
            let known = here.borrow().as_ref().map(|living| Rc::clone(&living.mounted));
            match known {
                // No borrow is held while the calendar works: it may call back.
                Some(mounted) => mounted.update(options),
                None => {
                    let living = Living::begin(&host, options, callbacks);
                    *here.borrow_mut() = living;
                }
            }
            if let Some(living) = here.borrow().as_ref() {
                living.look.follow(theme);
            }
        });
    });

    let living = SendWrapper::new(living);
    on_cleanup(move || drop(living.borrow_mut().take()));

    view! { <div class="lichthof" node_ref=place>{children.map(|children| children())}</div> }
}

/// Whom a calendar tells.
#[derive(Clone, Copy)]
struct Callbacks {
    ready: Option<UnsyncCallback<(Ready,)>>,
    open: Option<UnsyncCallback<(Opening,), bool>>,
    change: Option<UnsyncCallback<(Change,)>>,
    filter: Option<UnsyncCallback<(Left,)>>,
    error: Option<UnsyncCallback<(Failure,)>>,
}

impl Callbacks {
    /// A callback whose owner is gone hears nothing.
    fn hear(self, notice: Notice<'_>) -> bool {
        match notice {
            Notice::Rendered | Notice::Failed => {}
            Notice::Ready { events, skipped } => later(self.ready, Ready { events, skipped }),
            Notice::Open { uid, start } => {
                let opening = Opening {
                    uid: uid.to_owned(),
                    start: start.map(str::to_owned),
                };
                let answer = self.open.and_then(|open| untrack(|| open.try_run((opening,))));
                return answer.unwrap_or(true);
            }
            Notice::Change { view, date, filter } => {
                let filter = filter.to_owned();
                later(self.change, Change { view, date, filter });
            }
            Notice::Filter { filter, uids } => {
                let filter = filter.to_owned();
                let uids = Array::from(uids);
                let uids = uids.iter().filter_map(|uid| uid.as_string()).collect();
                later(self.filter, Left { filter, uids });
            }
            Notice::Error { kind, message } => later(
                self.error,
                Failure {
                    kind: kind.to_owned(),
                    message: message.to_owned(),
                },
            ),
        }
        true
    }
}

/// Calls back once the calendar has done its work: the application may take it away.
fn later<T: 'static>(callback: Option<UnsyncCallback<(T,)>>, told: T) {
    if let Some(callback) = callback {
        queue_microtask(move || {
            callback.try_run((told,));
        });
    }
}

/// A calendar on the page, until this is dropped.
struct Living {
    mounted: Rc<Mounted>,
    look: Rc<Look>,
    _system: Option<Listener>,
}

impl Living {
    fn begin(host: &HtmlDivElement, options: Options, callbacks: Callbacks) -> Option<Self> {
        let (wrapper, slot) = furnish(host)?;
        let look = Rc::new(Look {
            host: host.clone(),
            wrapper: wrapper.clone(),
            theme: Cell::new(Theme::Auto),
        });
        let full = wrapper.clone();
        let notify = Notify::new(move |notice| {
            if matches!(notice, Notice::Rendered | Notice::Failed) {
                let is_full = notice == Notice::Rendered;
                slot.set_hidden(is_full);
                // A valid name.
                let _ = full.toggle_attribute_with_force("data-full", is_full);
            }
            callbacks.hear(notice)
        });
        // The application's owner cleans up what is below it before it says so: effects of the calendar would run
        // on with signals that are gone. So the calendar has an owner of its own, which ends with it.
        let owner = Owner::current();
        if let Some(owner) = owner.clone() {
            owner.unset();
        }
        let mounted = ui::mount(wrapper, options, notify);
        if let Some(owner) = owner {
            owner.set();
        }
        let mounted = Rc::new(mounted?);
        CALENDARS.set(CALENDARS.get() + 1);
        let follow = Rc::clone(&look);
        let system = window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten();
        let system = system.map(|system| Listener::new(&system, "change", move |_| follow.look()));
        Some(Self {
            mounted,
            look,
            _system: system,
        })
    }
}

impl Drop for Living {
    fn drop(&mut self) {
        CALENDARS.set(CALENDARS.get() - 1);
        if CALENDARS.get() == 0 {
            net::forget();
        }
    }
}

/// Light or dark, as the calendar is to be at present.
struct Look {
    host: HtmlDivElement,
    wrapper: HtmlElement,
    theme: Cell<Theme>,
}

impl Look {
    fn follow(&self, theme: Theme) {
        self.theme.set(theme);
        self.look();
    }

    fn look(&self) {
        let is_dark = match self.theme.get() {
            Theme::Light => false,
            Theme::Dark => true,
            Theme::Auto => {
                let document = document();
                let find = Reflect::get(&document, &JsValue::from_str("querySelector"));
                let find = find.ok().and_then(|find| find.dyn_into::<Function>().ok());
                find.is_some_and(|find| is_dark(&self.host, &find.bind0(&document), &elements(&self.host)))
            }
        };
        // A valid name.
        let _ = self
            .wrapper
            .set_attribute("data-theme", if is_dark { "dark" } else { "light" });
    }
}

/// The prototype from which the browser's own properties of elements can be read.
fn elements(host: &HtmlDivElement) -> Object {
    Object::get_prototype_of(host)
}

/// Gives the host its shadow root, in it the styles, what the calendar is mounted in and the slot for the
/// application's own content, between those for what stands above and below.
fn furnish(host: &HtmlDivElement) -> Option<(HtmlElement, HtmlElement)> {
    let root: ShadowRoot = match host.shadow_root() {
        Some(root) => root,
        None => host
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .ok()?,
    };
    root.set_adopted_style_sheets(&Array::of1(&sheet()?.into()));
    let wrapper: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    wrapper.set_class_name("lh-root");
    protect(&wrapper);
    let slot: HtmlElement = document().create_element("slot").ok()?.dyn_into().ok()?;
    let [header, footer] = ["header", "footer"].map(|name| {
        let slot = document().create_element("slot").ok()?;
        // A valid name.
        let _ = slot.set_attribute("name", name);
        Some(slot)
    });
    root.replace_children_with_node_4(&header?.into(), &wrapper, &slot, &footer?.into());
    Some((wrapper, slot))
}

fn sheet() -> Option<CssStyleSheet> {
    let known = SHEET.with_borrow(Clone::clone);
    known.or_else(|| {
        let sheet = CssStyleSheet::new().ok()?;
        sheet.replace_sync(STYLE).ok()?;
        SHEET.set(Some(sheet.clone()));
        Some(sheet)
    })
}

/// The options, made safe: what cannot be used leaves its default, and the console is told.
fn checked(options: Options, host: &HtmlDivElement) -> Options {
    // Invalid tags are passed over, as they are where the page has them.
    if !options.language.is_empty() {
        let _ = host.set_attribute("lang", &options.language);
    } else {
        let _ = host.remove_attribute("lang");
    }
    // The style asks for it: no month stands beside a few events.
    let _ = host.toggle_attribute_with_force("max", options.max.is_some());
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let absolute = |feed: &String| {
        // The braces of `{start}` and `{end}` stay as they are.
        let url = web_sys::Url::new_with_base(feed.trim(), &base).ok()?;
        Some(url.href().replace("%7B", "{").replace("%7D", "}"))
    };
    let feeds = options.feeds.iter();
    let feeds: Vec<String> = feeds
        .map(|feed| absolute(feed).unwrap_or_else(|| feed.split_ascii_whitespace().collect()))
        .collect();
    let feeds = feeds.join(" ");
    let (read, mut complaints) = Options::read(&|attribute| match attribute {
        "feed" => Some(feeds.clone()),
        "name" => options.name.clone(),
        _ => None,
    });
    let timezone = match options.timezone {
        ZoneMode::Named(Zone::Named(name)) if !is_known(&Zone::Named(name.clone())) => {
            complaints.push(Complaint {
                attribute: "timezone",
                value: name.to_string(),
                expected: Expected::KnownZone,
            });
            ZoneMode::Auto
        }
        timezone => timezone,
    };
    complain(complaints);
    let views = match options.views {
        views if views.is_empty() => read.views,
        views => views,
    };
    let language = language(host, &elements(host));
    Options {
        feeds: read.feeds,
        words: [&*language, if options.says_events { "-events" } else { "" }].concat(),
        language,
        view: options.view.filter(|view| views.contains(view)),
        views,
        hidden_days: Some(options.hidden_days)
            .filter(|days| *days != WeekdaySet::ALL)
            .unwrap_or(WeekdaySet::EMPTY),
        timezone,
        max: options.max.map(|max| max.clamp(1, 1_000)),
        heading_level: options.heading_level.clamp(1, 6),
        name: read.name,
        ..options
    }
}

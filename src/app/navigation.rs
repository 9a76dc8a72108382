//! Where the visitor is: the view, its period, and what is open.

use std::sync::Arc;

use crate::app::address::Address;
use crate::app::filter::Filter;
use crate::app::options::{Options, ViewKind};
use crate::app::part::Arrivals;
use crate::dom::Signal;
use crate::filter::Present;
use crate::time::Date;

/// How many occurrences the list shows at first, and how many more at each request.
pub const PAGE: usize = 20;

/// What the dialog shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// One event in full, by its uid.
    Event(Arc<str>),
    /// All events of a day.
    Day(Date),
}

/// Where the visitor is.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// The view on show.
    pub view: Signal<ViewKind>,
    /// The day that grids are about: its month, week or year is shown.
    pub day: Signal<Option<Date>>,
    /// True while the list shows what is past.
    pub past: Signal<bool>,
    /// True while the visitor wants the past, whatever the query asks for.
    pub(super) wants_past: Signal<bool>,
    /// The most occurrences that the list shows now.
    pub limit: Signal<usize>,
    /// What the dialog shows.
    pub open: Signal<Option<Open>>,
    /// True where the event of the address, or one that the page wanted to open, is in no feed.
    pub gone: Signal<bool>,
    /// An event that the page wanted to open and that is not there: months may be missing.
    pub sought: Signal<Option<Open>>,
    /// A day of the month that small months beside the view show.
    pub leafed: Signal<Option<Date>>,
}

impl Navigation {
    /// Begins where the page's address says, else where the partner does.
    pub(super) fn new(
        address: &Address,
        options: &Options,
        parts: Arrivals,
        filter: Filter,
        present: Signal<Present>,
    ) -> Self {
        let wants_past = Signal::new(address.past);
        let past = Signal::derived(move || {
            wants_past.get()
                || parts.filter().is_some_and(|part| {
                    filter
                        .query
                        .with(|query| (part.asks_for_past)(query, &present.get()))
                })
        });
        Self {
            view: Signal::new(view_of(address, options)),
            day: Signal::new(day_of(address, options)),
            past,
            wants_past,
            limit: Signal::new(PAGE),
            open: Signal::new(None),
            gone: Signal::new(false),
            sought: Signal::new(None),
            leafed: Signal::new(None),
        }
    }

    /// Goes where the page's address says.
    pub(super) fn follow(self, address: &Address, options: &Options) {
        self.view.set_if_new(view_of(address, options));
        self.day.set_if_new(day_of(address, options));
        self.wants_past.set_if_new(address.past);
    }

    /// Which time a view shows: what comes, or what is past; `None` where it shows a period.
    pub(super) fn past_of_list(self) -> Option<bool> {
        self.view.get().period().is_none().then(|| self.past.get())
    }

    /// Opens all events of a day.
    pub fn open_day(self, day: Date) {
        self.open.set(Some(Open::Day(day)));
    }

    /// Closes the dialog.
    pub fn close(self) {
        self.open.set(None);
    }

    /// Shows the period of a day. List and cards have none: then the view changes to the first that has
    /// one, where the partner offers one.
    pub(super) fn go_to(self, day: Date, options: &Options) {
        if self.view.get_untracked().period().is_none() {
            let has_period = |view: &ViewKind| view.period().is_some();
            if let Some(view) = options.views.iter().copied().find(has_period) {
                self.view.set(view);
            }
        }
        self.day.set(Some(day));
    }

    /// Takes what the partner has changed of where one begins.
    pub(super) fn update(self, before: &Options, options: &Options) {
        if options.view != before.view || !options.views.contains(&self.view.get_untracked()) {
            self.view.set(options.first_view());
        }
        if options.date != before.date {
            self.day.set(options.date);
        }
    }

    /// Shows more of the list.
    pub fn show_more(self) {
        self.limit.update(|limit| *limit += PAGE);
    }
}

fn view_of(address: &Address, options: &Options) -> ViewKind {
    let view = address.view.filter(|view| options.views.contains(view));
    view.unwrap_or(options.first_view())
}

fn day_of(address: &Address, options: &Options) -> Option<Date> {
    address.date.or(options.date)
}

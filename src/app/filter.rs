//! What the visitor filters by.

use crate::dom::Signal;
use crate::filter::{Facet, Query};

/// What of the tools is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// All of them, in the sheet.
    All,
    /// The values of one, below its button.
    One(Facet),
    /// None: what is shown can be taken along.
    Export,
}

/// What the visitor filters by, and what of the tools is open.
#[derive(Clone, Copy)]
pub struct Filter {
    /// Search text and facets.
    pub query: Signal<Query>,
    /// Which facets' values are on show.
    pub panel: Signal<Option<Panel>>,
    /// The search text with which somebody was done last: what reads it may come later.
    pub done: Signal<String>,
    /// How many rows of the list are in sight, while a key is taken: the others come when these are painted.
    pub sight: Signal<Option<usize>>,
    /// The filter that the partner lets visitors begin with, once that has been seen to.
    begun: Signal<Option<Query>>,
    /// By what the events are known that were left when the page was last told; 0 before that.
    pub(super) left: Signal<usize>,
}

impl Filter {
    /// Begins with what the page's address says, if it says anything.
    pub(super) fn new(address: Option<Query>) -> Self {
        Self {
            panel: Signal::new(None),
            left: Signal::new(0),
            done: Signal::new(String::new()),
            sight: Signal::new(None),
            begun: Signal::new(address.as_ref().map(|_| Query::default())),
            query: Signal::new(address.unwrap_or_default()),
        }
    }

    /// What visitors begin with: of nothing else does the address say anything.
    pub(super) fn begun(self) -> Query {
        self.begun.get_untracked().unwrap_or_default()
    }

    /// Lets the visitor begin with the partner's filter; false if the address or they themselves have said
    /// otherwise by now.
    pub(super) fn begin_with(self, preset: Query) -> bool {
        let is_said = self.begun.get_untracked().is_some();
        self.begun.set(Some(preset.clone()));
        let begins = !is_said && self.query.with_untracked(Query::is_empty);
        if begins {
            self.query.set(preset);
        }
        begins
    }

    /// Begins again, with another filter of the partner's.
    pub(super) fn reset(self) {
        self.clear();
        self.begun.set(None);
    }

    /// Takes all filters off.
    pub fn clear(self) {
        self.query.set(Query::default());
    }
}

//! How what has come differs from what was there.

use std::sync::Arc;

use crate::event::{Event, Uid};
use crate::order::sorted_positions;

/// How many events have changed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// They were not there.
    pub new: usize,
    /// They say something else of when, where or whether.
    pub changed: usize,
    /// They are not there any more.
    pub gone: usize,
}

/// How two lists of events differ, by their uids.
pub(super) fn changes_between(before: &[Arc<Event>], after: &[Arc<Event>]) -> Changes {
    let sorted = |events: &[Arc<Event>]| -> Vec<usize> {
        let uid = |at: usize| -> &Uid { &events[at].uid };
        sorted_positions(events.len(), &|a, b| uid(a).cmp(uid(b)))
    };
    let (old, new) = (sorted(before), sorted(after));
    let mut changes = Changes::default();
    let (mut at_old, mut at_new) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let pair = (
            at_old.peek().map(|at| &before[**at]),
            at_new.peek().map(|at| &after[**at]),
        );
        let order = match pair {
            (Some(old), Some(new)) => old.uid.cmp(&new.uid),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return changes,
        };
        match order {
            std::cmp::Ordering::Less => {
                changes.gone += 1;
                at_old.next();
            }
            std::cmp::Ordering::Greater => {
                changes.new += 1;
                at_new.next();
            }
            std::cmp::Ordering::Equal => {
                if let (Some(old), Some(new)) = pair {
                    changes.changed += usize::from(differs(old, new));
                }
                at_old.next();
                at_new.next();
            }
        }
    }
}

/// Whether a visitor has to hear of it.
fn differs(old: &Event, new: &Event) -> bool {
    old.title != new.title
        || old.when != new.when
        || old.status != new.status
        || old.place != new.place
        || old.registration != new.registration
}

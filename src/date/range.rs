//! Ranges of whole days.

use super::Date;

/// One or more whole days: `start` included, `end` not. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    start: Date,
    end: Date,
}

impl DateRange {
    /// The days from `start` up to, but without, `end`; `None` if that is no day at all.
    pub fn new(start: Date, end: Date) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The first day.
    pub fn start(self) -> Date {
        self.start
    }

    /// The day after the last one.
    pub fn end(self) -> Date {
        self.end
    }

    /// The last day.
    pub fn last(self) -> Date {
        self.end.pred_opt().unwrap_or(self.start)
    }
}

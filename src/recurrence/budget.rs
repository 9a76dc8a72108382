//! The bound of every expansion.

/// How much one expansion has looked at. A feed is hostile input: a rule may give nothing in a
/// thousand years, or 86,400 times a day.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    spent: u32,
    is_exhausted: bool,
}

impl Budget {
    /// The most candidates (days and times of day) that one expansion looks at: with them a daily
    /// rule comes some 130 years far.
    pub(crate) const MAX: u32 = 100_000;

    /// How many candidates were looked at.
    pub(crate) fn spent(&self) -> u32 {
        self.spent
    }

    /// True if there would have been more to look at.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.is_exhausted
    }

    /// Takes one candidate; `None` if there are no more to be had.
    pub(crate) fn spend(&mut self) -> Option<()> {
        if self.spent >= Self::MAX {
            self.is_exhausted = true;
            return None;
        }
        self.spent += 1;
        Some(())
    }
}

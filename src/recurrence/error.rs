//! What is wrong with a recurrence rule.

use std::fmt;

use crate::error::reasons;

/// A rule that is not read, told so that a publisher can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    fault: RuleFault,
    /// The part or value concerned, as the feed or the standard writes it.
    part: String,
}

reasons! {
    /// What is wrong with a rule.
    pub enum RuleFault {
        NotAPart = "not-a-rule-part": "a rule is made of parts such as FREQ=WEEKLY, with a semicolon between them",
        UnknownPart = "unknown-rule-part": "a recurrence rule has no such part",
        PartTwice = "rule-part-twice": "a part may stand only once in a rule",
        OutOfRange = "rule-value-out-of-range": "the part cannot have this value (RFC 5545, section 3.3.10)",
        NoFrequency = "no-frequency": "a rule needs a frequency: DAILY, WEEKLY, MONTHLY or YEARLY",
        UnknownFrequency = "unknown-frequency": "expected the frequency DAILY, WEEKLY, MONTHLY or YEARLY",
        TooFrequent = "too-frequent": "events that recur more often than daily are not shown: only the first date is",
        TwoLimits = "two-limits": "a rule ends after a number of occurrences or at a date, not both",
    }
}

impl RuleError {
    /// Neither a name nor a value: a part is `NAME=value`.
    pub(super) fn not_a_part(part: &str) -> Self {
        Self::of(RuleFault::NotAPart, part)
    }

    /// A part that no standard knows.
    pub(super) fn unknown(part: &str) -> Self {
        Self::of(RuleFault::UnknownPart, part)
    }

    /// A part that stands there twice.
    pub(super) fn twice(part: &str) -> Self {
        Self::of(RuleFault::PartTwice, part)
    }

    /// A value that cannot be read, or is not among those that the part can have.
    pub fn out_of_range(part: &str) -> Self {
        Self::of(RuleFault::OutOfRange, part)
    }

    /// There is no frequency.
    pub fn no_frequency() -> Self {
        Self::of(RuleFault::NoFrequency, "FREQ")
    }

    /// The frequency has another name than DAILY, WEEKLY, MONTHLY and YEARLY, in any case of letters.
    pub fn frequency(name: &str) -> Self {
        let is_too_frequent = ["HOURLY", "MINUTELY", "SECONDLY"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known));
        let fault = if is_too_frequent {
            RuleFault::TooFrequent
        } else {
            RuleFault::UnknownFrequency
        };
        Self::of(fault, name)
    }

    /// A rule with a count and a last date.
    pub fn two_limits() -> Self {
        Self::of(RuleFault::TwoLimits, "COUNT, UNTIL")
    }

    /// The part or value concerned, such as `BYMONTH` or `HOURLY`.
    pub fn part(&self) -> &str {
        &self.part
    }

    /// What is wrong with it.
    pub fn fault(&self) -> RuleFault {
        self.fault
    }

    fn of(fault: RuleFault, part: &str) -> Self {
        Self {
            fault,
            part: part.to_owned(),
        }
    }
}

/// English, for the console: `HOURLY: events that …`.
impl fmt::Display for RuleError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.part)?;
        out.write_str(": ")?;
        out.write_str(self.fault.text())
    }
}

impl std::error::Error for RuleError {}

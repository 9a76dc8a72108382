//! What is wrong with a recurrence rule.

use std::fmt;

/// A rule that is not read, told so that a publisher can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    kind: Kind,
    /// The part or value concerned, as the feed or the standard writes it.
    part: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    NotAPart,
    Unknown,
    Twice,
    OutOfRange,
    NoFrequency,
    UnknownFrequency,
    TooFrequent,
    TwoLimits,
}

impl RuleError {
    /// Neither a name nor a value: a part is `NAME=value`.
    pub(super) fn not_a_part(part: &str) -> Self {
        Self::of(Kind::NotAPart, part)
    }

    /// A part that no standard knows.
    pub(super) fn unknown(part: &str) -> Self {
        Self::of(Kind::Unknown, part)
    }

    /// A part that stands there twice.
    pub(super) fn twice(part: &str) -> Self {
        Self::of(Kind::Twice, part)
    }

    /// A value that cannot be read, or is not among those that the part can have.
    pub fn out_of_range(part: &str) -> Self {
        Self::of(Kind::OutOfRange, part)
    }

    /// There is no frequency.
    pub fn no_frequency() -> Self {
        Self::of(Kind::NoFrequency, "FREQ")
    }

    /// The frequency has another name than DAILY, WEEKLY, MONTHLY and YEARLY, in any case of letters.
    pub fn frequency(name: &str) -> Self {
        let is_too_frequent = ["HOURLY", "MINUTELY", "SECONDLY"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known));
        let kind = if is_too_frequent {
            Kind::TooFrequent
        } else {
            Kind::UnknownFrequency
        };
        Self::of(kind, name)
    }

    /// A rule with a count and a last date.
    pub fn two_limits() -> Self {
        Self::of(Kind::TwoLimits, "COUNT, UNTIL")
    }

    /// The part or value concerned, such as `BYMONTH` or `HOURLY`.
    pub fn part(&self) -> &str {
        &self.part
    }

    /// What is wrong, an English sentence without the part.
    pub fn reason(&self) -> &'static str {
        match self.kind {
            Kind::NotAPart => "a rule is made of parts such as FREQ=WEEKLY, with a semicolon between them",
            Kind::Unknown => "a recurrence rule has no such part",
            Kind::Twice => "a part may stand only once in a rule",
            Kind::OutOfRange => "the part cannot have this value (RFC 5545, section 3.3.10)",
            Kind::NoFrequency => "a rule needs a frequency: DAILY, WEEKLY, MONTHLY or YEARLY",
            Kind::UnknownFrequency => "expected the frequency DAILY, WEEKLY, MONTHLY or YEARLY",
            Kind::TooFrequent => {
                "events that recur more often than daily are not shown: only the first date is"
            }
            Kind::TwoLimits => "a rule ends after a number of occurrences or at a date, not both",
        }
    }

    /// True for a frequency that the standards know and a calendar of events does not need: HOURLY,
    /// MINUTELY and SECONDLY.
    pub fn is_too_frequent(&self) -> bool {
        self.kind == Kind::TooFrequent
    }

    fn of(kind: Kind, part: &str) -> Self {
        Self {
            kind,
            part: part.to_owned(),
        }
    }
}

/// English, for the console: `HOURLY: events that …`.
impl fmt::Display for RuleError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.part)?;
        out.write_str(": ")?;
        out.write_str(self.reason())
    }
}

impl std::error::Error for RuleError {}

//! How well a search fits.

/// How well a word of the search fits an event, the best last. The list stays in the order of time, since
/// that is what a calendar is read by; the rank tells apart what was meant from what may have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A word that is one slip of the finger away.
    Slip,
    /// Within a word.
    Part,
    /// How a word begins.
    Beginning,
    /// A word as it is.
    Word,
}

//! How exact a tentative date is meant.

/// The unit in which a tentative period is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DatePrecision {
    /// "12 May 2019 (planned)".
    #[default]
    Day,
    /// "May 2019 (planned)".
    Month,
    /// "2nd quarter 2019 (planned)".
    Quarter,
    /// "2019 (planned)".
    Year,
}

//! All parts are there from the first: for programs that no build of ours cuts.

use std::convert::Infallible;
use std::future::{Ready, ready};

use crate::app::Part;
use crate::ui::part::{
    Brought, put_cards, put_common, put_companion, put_details, put_dialog, put_export, put_feeds,
    put_filter, put_mini, put_month, put_moves, put_period, put_reserve, put_series, put_shared, put_time,
    put_year,
};

/// What a part brings.
pub fn fetch(part: Part) -> Ready<Result<Brought, Infallible>> {
    ready(Ok(match part {
        Part::Common => put_common,
        Part::Reserve => put_reserve,
        Part::Shared => put_shared,
        Part::Details => put_details,
        Part::Dialog => put_dialog,
        Part::Period => put_period,
        Part::Month => put_month,
        Part::Moves => put_moves,
        Part::Time => put_time,
        Part::Year => put_year,
        Part::Cards => put_cards,
        Part::Filter => put_filter,
        Part::Series => put_series,
        Part::Export => put_export,
        Part::Mini => put_mini,
        Part::Companion => put_companion,
        Part::Feeds => put_feeds,
    }))
}

//! Each part comes in a file of its own, cut out of the program by the build (docs/build.md).

use std::pin::Pin;

use split_runtime::SplitLoaderError;
use wasm_split_helpers::wasm_split;

use crate::app::Part;
use crate::ui::part::{
    Brought, put_cards, put_common, put_companion, put_details, put_dialog, put_export, put_feeds,
    put_filter, put_mini, put_month, put_moves, put_period, put_reserve, put_series, put_shared, put_time,
    put_year,
};

/// What a part brings, once it has come.
type Made = Result<Brought, SplitLoaderError>;

#[wasm_split(common, fallible, wasm_split_path = split_runtime)]
fn fetch_common() -> Made {
    Ok(put_common)
}

#[wasm_split(reserve, fallible, wasm_split_path = split_runtime)]
fn fetch_reserve() -> Made {
    Ok(put_reserve)
}

#[wasm_split(shared, fallible, wasm_split_path = split_runtime)]
fn fetch_shared() -> Made {
    Ok(put_shared)
}

#[wasm_split(details, fallible, wasm_split_path = split_runtime)]
fn fetch_details() -> Made {
    Ok(put_details)
}

#[wasm_split(dialog, fallible, wasm_split_path = split_runtime)]
fn fetch_dialog() -> Made {
    Ok(put_dialog)
}

#[wasm_split(period, fallible, wasm_split_path = split_runtime)]
fn fetch_period() -> Made {
    Ok(put_period)
}

#[wasm_split(month, fallible, wasm_split_path = split_runtime)]
fn fetch_month() -> Made {
    Ok(put_month)
}

#[wasm_split(moves, fallible, wasm_split_path = split_runtime)]
fn fetch_moves() -> Made {
    Ok(put_moves)
}

#[wasm_split(time, fallible, wasm_split_path = split_runtime)]
fn fetch_time() -> Made {
    Ok(put_time)
}

#[wasm_split(year, fallible, wasm_split_path = split_runtime)]
fn fetch_year() -> Made {
    Ok(put_year)
}

#[wasm_split(cards, fallible, wasm_split_path = split_runtime)]
fn fetch_cards() -> Made {
    Ok(put_cards)
}

#[wasm_split(filter, fallible, wasm_split_path = split_runtime)]
fn fetch_filter() -> Made {
    Ok(put_filter)
}

#[wasm_split(series, fallible, wasm_split_path = split_runtime)]
fn fetch_series() -> Made {
    Ok(put_series)
}

#[wasm_split(export, fallible, wasm_split_path = split_runtime)]
fn fetch_export() -> Made {
    Ok(put_export)
}

#[wasm_split(mini, fallible, wasm_split_path = split_runtime)]
fn fetch_mini() -> Made {
    Ok(put_mini)
}

#[wasm_split(companion, fallible, wasm_split_path = split_runtime)]
fn fetch_companion() -> Made {
    Ok(put_companion)
}

#[wasm_split(feeds, fallible, wasm_split_path = split_runtime)]
fn fetch_feeds() -> Made {
    Ok(put_feeds)
}

/// Fetches a part.
pub fn fetch(part: Part) -> Pin<Box<dyn Future<Output = Made>>> {
    match part {
        Part::Common => Box::pin(fetch_common()),
        Part::Reserve => Box::pin(fetch_reserve()),
        Part::Shared => Box::pin(fetch_shared()),
        Part::Details => Box::pin(fetch_details()),
        Part::Dialog => Box::pin(fetch_dialog()),
        Part::Period => Box::pin(fetch_period()),
        Part::Month => Box::pin(fetch_month()),
        Part::Moves => Box::pin(fetch_moves()),
        Part::Time => Box::pin(fetch_time()),
        Part::Year => Box::pin(fetch_year()),
        Part::Cards => Box::pin(fetch_cards()),
        Part::Filter => Box::pin(fetch_filter()),
        Part::Series => Box::pin(fetch_series()),
        Part::Export => Box::pin(fetch_export()),
        Part::Mini => Box::pin(fetch_mini()),
        Part::Companion => Box::pin(fetch_companion()),
        Part::Feeds => Box::pin(fetch_feeds()),
    }
}

//! What leaves the calendar: files, links, paper, data for search engines.

pub(super) mod at_once;
pub(super) mod code;
pub(super) mod hand_over;
pub(super) mod keep;
pub(super) mod menu;
pub(super) mod paper;
pub(super) mod plan;
pub(super) mod print;
pub(super) mod selection;
pub(super) mod shown;
pub(super) mod structured;
mod subscribe;

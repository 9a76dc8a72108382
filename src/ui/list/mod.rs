//! The list and the tiles: what comes, one entry after the other.

pub(super) mod badges;
pub(super) mod beside;
pub(super) mod by_day;
pub(super) mod cards;
pub(super) mod colour;
pub(super) mod entry;
pub(super) mod extra;
pub(super) mod fit;
pub(super) mod jump;
pub(super) mod star;

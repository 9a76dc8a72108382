//! The dialog: one event in full, or the events of a day.

pub(super) mod beside;
pub(super) mod dialog;
pub(super) mod event;
pub(super) mod more;
pub(super) mod place;
pub(super) mod programme;
pub(super) mod prose;
pub(super) mod registration;
pub(super) mod series;
pub(super) mod talk;

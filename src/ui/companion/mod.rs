//! What stands beside the list. It comes with a part of its own (`ui::part`).

pub(super) mod mini_month;

//! Pacing: how often and when a number may be rung, whatever list it is on.

use super::Id;
use super::record::record;

record! {
    /// The rules of a desk or of one list; what is not set is as [`standard`] or the desk has it.
    Pacing in field {
        /// The list it is for; nothing for the whole desk.
        1 list: Ref,
        /// Minutes between two calls to one number.
        2 gap: Int,
        /// Calls to one number in a day at most.
        3 per_day: Int,
        /// Tries of one customer on one list at most, 1–20.
        4 tries: Int,
        /// Minutes after midnight when calling begins, where the customer is.
        5 opens: Int,
        /// Minutes after midnight when calling ends, where the customer is.
        6 closes: Int,
        /// Calls at weekends too.
        7 weekends: Flag,
        /// Calls on public holidays too.
        8 holidays: Flag,
        /// Tries again at the same time of day too.
        9 any_part: Flag,
        /// Calls at night too, for the wide world; else never from 21:00 to 8:00.
        10 nights: Flag,
    }
}

/// The rules a desk starts with.
#[must_use]
pub fn standard() -> Pacing {
    Pacing {
        gap: Some(60),
        per_day: Some(2),
        tries: Some(6),
        opens: Some(9 * 60),
        closes: Some(18 * 60),
        ..Pacing::default()
    }
}

/// The id of the rules of a list, or of the desk: the same everywhere.
#[must_use]
pub fn id_of(list: Option<Id>) -> Id {
    Id::of_parts(&[b"pacing", list.unwrap_or_default().as_bytes()])
}

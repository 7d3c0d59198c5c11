//! Pacing: how often and when a number may be rung, whatever list it is on.

use super::record::{record, whole};
use super::{Id, Write};

record! {
    /// The rules of a desk or of one list; what is not set is as [`standard`] or the desk has it.
    Pacing in field {
        /// The list it is for; nothing for the whole desk.
        1 list: Ref,
        /// Minutes between two calls to one number.
        2 gap: Lapse,
        /// Calls to one number in a day at most.
        3 per_day: Int,
        /// Tries of one customer on one list at most, 1–20.
        4 tries: Int,
        /// Minutes after midnight when calling begins, where the customer is.
        5 opens: Clock,
        /// Minutes after midnight when calling ends, where the customer is.
        6 closes: Clock,
        /// Calls at weekends too.
        7 weekends: Flag,
        /// Calls on public holidays too.
        8 holidays: Flag,
        /// Tries again at the same time of day too.
        9 any_part: Flag,
        /// Calls at night too, for the wide world; else never from 21:00 to 8:00.
        10 nights: Flag,
        /// Consumers are contacted only where they agreed to it: a channel, or `all`. The desk's alone.
        11 consent: Choice,
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

/// The rules of that list's own, or the desk's. One that was given back, or whose making was undone,
/// counts as none.
#[must_use]
pub fn own(records: &[Pacing], list: Option<Id>) -> Option<&Pacing> {
    let id = id_of(list);
    let blank = Pacing { id, ..Pacing::default() };
    records.iter().find(|record| record.id == id && !record.gone && **record != blank)
}

/// The rules in force on a list, or on the desk: the standard ones under the desk's record under the
/// list's.
#[must_use]
pub fn in_force(records: &[Pacing], list: Option<Id>) -> Pacing {
    let desk = own(records, None).map_or_else(standard, |desk| desk.over(&standard()));
    let lists = list.and_then(|list| own(records, Some(list)));
    lists.map_or_else(|| desk.clone(), |lists| lists.over(&desk))
}

/// Nobody is called before or after, whatever the hours are set to, unless nights are allowed.
const NIGHT: (i64, i64) = (8 * 60, 21 * 60);
/// Where the second and the third part of a day begin.
const PARTS: [i64; 2] = [12 * 60 + 30, 15 * 60 + 30];

impl Pacing {
    /// These rules; a number that is not set is as there. Whether calls are made on days and at
    /// times out of the ordinary stands in a record one way or the other.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        Self {
            gap: self.gap.or(base.gap),
            per_day: self.per_day.or(base.per_day),
            tries: self.tries.or(base.tries),
            opens: self.opens.or(base.opens),
            closes: self.closes.or(base.closes),
            ..self.clone()
        }
    }

    /// Says whether there is a minute of a working day at which calls are made.
    #[must_use]
    pub fn ever_opens(&self) -> bool {
        (0..24 * 60).any(|minute| self.opens_at(minute, true))
    }

    /// The write that makes it this desk's own, every field of it. Never a creation: two desks that
    /// change the same rules write fields of one record.
    #[must_use]
    pub fn put_on(&self) -> Write {
        whole(self)
    }

    /// Says whether calls are made at that minute of a day, on which work is done or not.
    #[must_use]
    pub fn opens_at(&self, minute: i64, works: bool) -> bool {
        let within = |(from, to): (i64, i64)| (from..to).contains(&minute);
        let own = (self.opens.unwrap_or(0), self.closes.unwrap_or(24 * 60));
        works && within(own) && (self.nights || within(NIGHT))
    }
}

impl Pacing {
    /// Minutes after midnight at which calls may begin, or another part of the day does.
    pub(super) fn turns(&self) -> impl Iterator<Item = u32> {
        let own = [self.opens.unwrap_or(0), NIGHT.0];
        own.into_iter().chain(PARTS).filter_map(|minute| u32::try_from(minute).ok())
    }
}

/// Which part of the day a minute belongs to: morning, early afternoon, late afternoon.
#[must_use]
pub fn part(minute: i64) -> u8 {
    PARTS.iter().map(|begins| u8::from(minute >= *begins)).sum()
}

//! The inquiry: what somebody asked of us, or complained of, and how far the answer is.
//!
//! What was done about it are its steps, see [`super::inquiry_step`]. What is alike is `similar`'s.

use super::inquiry_step::InquiryStep;
use super::page::{Line, Page};
use super::record::record;
use super::{Change, Deed};

const DAY: i64 = 86_400_000;
/// An open one that is so many days old is marked.
const OLD: i64 = 3;

record! {
    /// A question, a request or a complaint: 問い合わせ.
    Inquiry in field {
        /// Whose.
        1 customer: Ref,
        /// Who asked.
        2 person: Ref,
        /// When it came: 問い合わせ日時.
        3 received_at: Moment,
        /// Minutes east of UTC where that was.
        4 zone: Int,
        /// How it came: 経路.
        5 channel: Choice,
        /// What it is about: see `KINDS`. 問い合わせ種別.
        6 kind: Choice,
        /// What was asked: 問い合わせ内容.
        7 text: Long,
        /// How far it is: see `STATUSES`. 問い合わせ状況.
        8 status: Choice,
        /// クレーム・トラブル.
        9 complaint: Flag,
        /// What it came from: 原因.
        10 cause: Long,
        /// How well we answered: 担当者の対応.
        11 review: Long,
        /// Who looks after it.
        12 owner: Ref,
        /// When it was closed.
        13 closed_at: Moment,
        /// The call it came up in.
        14 activity: Ref,
        /// Why they may be called to sell although the complaint is open.
        15 cleared_why: Text,
    }
}

/// What an inquiry can be about.
pub const KINDS: &[&str] = &[
    "question",
    "catalogue",
    "estimate",
    "order",
    "delivery",
    "billing",
    "repair",
    "cancel",
    "opinion",
    "other",
];

/// How far it can be, in order.
pub const STATUSES: &[&str] = &["new", "doing", "waiting", "done"];

impl Inquiry {
    /// Says whether it waits for an answer.
    #[must_use]
    pub fn open(&self) -> bool {
        !self.gone && self.status != "done"
    }

    /// Says whether it is a complaint that keeps anybody from selling to them.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.complaint && self.open() && self.cleared_why.is_empty()
    }

    /// Whole days since it came, up to when it was closed.
    #[must_use]
    pub fn days(&self, now: i64) -> i64 {
        let until = self.closed_at.filter(|_| !self.open()).unwrap_or(now);
        self.received_at.map_or(0, |at| (until - at).max(0) / DAY)
    }

    /// Says whether it has been open for too long.
    #[must_use]
    pub fn is_old(&self, now: i64) -> bool {
        self.open() && self.days(now) >= OLD
    }

    /// The same at another status, new where none is said; the day it closes goes with it.
    #[must_use]
    pub fn moved(&self, status: &str, now: i64) -> Self {
        let status = if status.is_empty() { STATUSES[0] } else { status };
        let closed_at = (status == "done").then(|| self.closed_at.unwrap_or(now));
        Self { status: status.to_owned(), closed_at, ..self.clone() }
    }

    /// The status behind its own, or before it.
    #[must_use]
    pub fn beside(&self, ahead: bool) -> Option<&'static str> {
        let at = STATUSES.iter().position(|status| *status == self.status).unwrap_or(0);
        let at = if ahead { at.checked_add(1) } else { at.checked_sub(1) };
        at.and_then(|at| STATUSES.get(at)).copied()
    }

    /// The change from how it was to this.
    #[must_use]
    pub fn change(&self, was: &Self, whose: &str) -> Change {
        Change::new(Deed::EditInquiry, whose).turn(was, self)
    }
}

/// An inquiry with whose it is and what was done about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handled {
    /// The inquiry.
    pub inquiry: Inquiry,
    /// Whose.
    pub line: Line,
    /// What was done, in order.
    pub steps: Vec<InquiryStep>,
    /// What its owner is called; empty for nobody.
    pub owner: String,
}

impl Page {
    /// The open inquiries, the oldest first.
    pub fn open_inquiries(&self) -> impl Iterator<Item = &Inquiry> {
        self.inquiries.iter().rev().filter(|inquiry| inquiry.open())
    }

    /// The complaint that keeps anybody from selling to them, if one does.
    #[must_use]
    pub fn complaint(&self) -> Option<&Inquiry> {
        self.open_inquiries().find(|inquiry| inquiry.stops())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_stops_until_it_is_done_or_cleared_with_a_reason() {
        let complaint = Inquiry { complaint: true, status: "new".into(), ..Inquiry::default() };
        assert!(complaint.stops());
        assert!(!complaint.moved("done", 5).stops());
        assert!(!Inquiry { cleared_why: "they asked for the quote".into(), ..complaint.clone() }.stops());
        assert!(!Inquiry { complaint: false, ..complaint }.stops());
    }

    #[test]
    fn its_age_stands_still_once_it_is_closed() {
        let inquiry = Inquiry { received_at: Some(0), status: "new".into(), ..Inquiry::default() };
        assert_eq!((inquiry.days(4 * DAY), inquiry.is_old(4 * DAY), inquiry.is_old(DAY)), (4, true, false));
        let done = inquiry.moved("done", 2 * DAY);
        assert_eq!((done.days(9 * DAY), done.is_old(9 * DAY)), (2, false));
        assert_eq!(done.moved("doing", 9 * DAY).closed_at, None);
        assert_eq!((done.beside(true), done.beside(false)), (None, Some("waiting")));
    }
}

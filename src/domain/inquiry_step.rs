//! The step of an inquiry: one thing that was done about it, or said.
//!
//! Steps are only added; how an inquiry was answered is what they say in order.

use super::inquiry::Inquiry;
use super::record::record;
use super::{Change, Deed};

record! {
    /// What was done: 対応履歴.
    InquiryStep in field {
        /// About which inquiry.
        1 inquiry: Ref,
        /// Whose it is.
        2 customer: Ref,
        /// When.
        3 at: Moment,
        /// Minutes east of UTC where that was.
        4 zone: Int,
        /// By whom.
        5 rep: Ref,
        /// Over which channel.
        6 channel: Choice,
        /// What was done or said.
        7 text: Long,
    }
}

impl InquiryStep {
    /// The change that adds it; one that was new is being worked on from then.
    #[must_use]
    pub fn change(&self, inquiry: &Inquiry, whose: &str) -> Change {
        let change = Change::new(Deed::AddInquiryStep, whose).add(self);
        if inquiry.status != "new" {
            return change;
        }
        change.turn(inquiry, &inquiry.moved("doing", self.at.unwrap_or_default()))
    }
}

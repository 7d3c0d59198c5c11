//! The activity: a call, a mail, a visit, a note; a fact that happened.
//!
//! A correction is a later write of a field; the first wording stays in the log.

use super::record::record;

record! {
    /// Something that happened with a customer.
    Activity in field {
        /// With whom.
        1 customer: Ref,
        /// Which person, if one is known.
        2 person: Ref,
        /// `call`, `mail`, `note`, …: see `CHANNELS`.
        3 kind: Choice,
        /// When.
        4 at: Moment,
        /// Minutes east of UTC where it was logged.
        5 zone: Int,
        /// An outcome's code; calls only.
        6 outcome: Choice,
        /// 0–5, how far the call got.
        7 reach: Int,
        /// Seconds, where a timer ran.
        8 duration: Int,
        /// `out` or `in`.
        9 direction: Choice,
        /// The number or address used, as dialled.
        10 number: Text,
        /// What was said.
        11 note: Long,
        /// The rep who did it.
        12 rep: Ref,
        /// A mail's subject.
        13 subject: Text,
        /// The deal it was about.
        14 deal: Ref,
        /// The call list it was called from.
        15 list: Ref,
        /// The pacing rule that was overridden for it.
        16 overrode: Choice,
        /// What became of a message sent to many: see `RESPONSES`.
        17 response: Choice,
    }
}

/// What can become of a message, the least first.
pub const RESPONSES: &[&str] = &["sent", "opened", "clicked", "replied", "bounced", "unsubscribed"];

/// One way of being in touch.
#[derive(Debug, PartialEq, Eq)]
pub struct Channel {
    /// The code `kind` holds.
    pub code: &'static str,
    /// Counts as contact for "last contact"; a note does not.
    pub contact: bool,
}

/// Every channel, in the order menus show them.
pub const CHANNELS: &[Channel] = &[
    Channel { code: "call", contact: true },
    Channel { code: "mail", contact: true },
    Channel { code: "note", contact: false },
    Channel { code: "visit", contact: true },
    Channel { code: "meeting", contact: true },
    Channel { code: "line", contact: true },
    Channel { code: "chat", contact: true },
    Channel { code: "sns", contact: true },
    Channel { code: "sms", contact: true },
    Channel { code: "fax", contact: true },
    Channel { code: "letter", contact: true },
    Channel { code: "web", contact: false },
];

impl Activity {
    /// Says whether they were in touch by it: a note and a look at a page are no contact.
    #[must_use]
    pub fn is_contact(&self) -> bool {
        channel(&self.kind).is_none_or(|channel| channel.contact)
    }
}

/// The channel of that code.
#[must_use]
pub fn channel(code: &str) -> Option<&'static Channel> {
    CHANNELS.iter().find(|channel| channel.code == code)
}

/// How much it tells that this became of a message; the word of a later list outweighs a lighter one.
#[must_use]
pub fn weight(response: &str) -> Option<usize> {
    RESPONSES.iter().position(|known| *known == response)
}

//! The block: do not call. Any live block on any member or on the number blocks.

use super::record::record;

record! {
    /// A wish, or a rule, not to be contacted. Lifted by a field, never removed.
    Block in field {
        /// The customer it covers, if one.
        1 customer: Ref,
        /// The person it covers, if only one.
        2 person: Ref,
        /// The number or address it covers, in normal form, with or without a customer.
        3 address: Text,
        /// `call`, `mail`, `fax`, `letter`, `line`; empty for every channel.
        4 channel: Choice,
        /// Why: in the customer's words where possible.
        5 reason: Text,
        /// When it was asked for.
        6 since: Moment,
        /// Until when; nothing for good.
        7 until: Moment,
        /// Who took it down.
        8 rep: Ref,
        /// When it was lifted.
        9 lifted_at: Moment,
        /// Why it was lifted.
        10 lifted_why: Text,
    }
}

impl Block {
    /// Says whether it holds at `now` for `channel`.
    #[must_use]
    pub fn holds(&self, channel: &str, now: i64) -> bool {
        self.stands(now) && (self.channel.is_empty() || self.channel == channel)
    }

    /// Says whether it holds at `now` for any channel.
    #[must_use]
    pub fn stands(&self, now: i64) -> bool {
        !self.gone && self.lifted_at.is_none() && self.until.is_none_or(|until| now < until)
    }

    /// When it ends by itself, Unix milliseconds; the end of time where it is for good.
    #[must_use]
    pub fn ends(&self) -> i64 {
        self.until.unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_for_its_channel_until_its_day() {
        let block = Block { channel: "call".into(), until: Some(10), ..Block::default() };
        assert!(block.holds("call", 9));
        assert!(!block.holds("call", 10));
        assert!(!block.holds("mail", 9));
        let lifted = Block { lifted_at: Some(5), ..Block::default() };
        assert!(!lifted.holds("call", 9));
    }
}

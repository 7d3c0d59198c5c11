//! The block: do not call. Any live block on any member or on the number blocks.

use std::collections::HashSet;

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

/// The reason of a block that an erasure left.
pub const ERASED: &str = "erased";

/// Stands before the hash of an address.
const HASHED: &str = "h:";
/// Bytes of the hash.
const SIZE: usize = 16;
/// What the hash is of; never changes.
const CONTEXT: &str = "salesdesk 2026-11 address of somebody erased";

/// The address in a form that can be compared and not read: what an erasure leaves of it. One in
/// this form stays as it is.
#[must_use]
pub fn suppressed(address: &str) -> String {
    if suppression(address).is_some() {
        return address.to_owned();
    }
    let hash = blake3::derive_key(CONTEXT, address.as_bytes());
    hash[..SIZE].iter().fold(HASHED.to_owned(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The bytes of the hash, where an address is one.
#[must_use]
pub fn suppression(address: &str) -> Option<[u8; SIZE]> {
    let hex = address.strip_prefix(HASHED).filter(|hex| hex.len() == 2 * SIZE && hex.is_ascii())?;
    let mut bytes = [0; SIZE];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

/// Addresses that are blocked, some of them as hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    all: HashSet<String>,
    hashed: bool,
}

impl FromIterator<String> for Addresses {
    fn from_iter<I: IntoIterator<Item = String>>(addresses: I) -> Self {
        let all: HashSet<String> = addresses.into_iter().collect();
        let hashed = all.iter().any(|address| suppression(address).is_some());
        Self { all, hashed }
    }
}

impl Addresses {
    /// Says whether an address is among them.
    #[must_use]
    pub fn contains(&self, address: &str) -> bool {
        self.all.contains(address) || (self.hashed && self.all.contains(&suppressed(address)))
    }
}

impl Block {
    /// Says whether it is on that number or address, in normal form.
    #[must_use]
    pub fn is_on(&self, address: &str) -> bool {
        let hashed = suppression(&self.address).is_some();
        !self.address.is_empty()
            && (self.address == address || (hashed && self.address == suppressed(address)))
    }

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

    #[test]
    fn a_hashed_address_is_still_the_address_and_nobody_elses() {
        let block = Block { address: suppressed("+81312345678"), ..Block::default() };
        assert!(block.is_on("+81312345678") && block.is_on(&block.address));
        assert!(!block.is_on("+81312345679") && !block.is_on(""));
        assert_eq!(suppressed(&block.address), block.address);
        assert_eq!(suppression("h:zz345678901234567890123456789012"), None);
        assert!(!Block::default().is_on(""));
    }
}

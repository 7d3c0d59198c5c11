//! The consent: that somebody said we may contact them over a channel, or took it back.
//!
//! Each time is a record of its own, so that its history stands; the newest counts. Taking it back also
//! puts a block on, which is what stops every path, and which stays where somebody is erased.

use chrono::{NaiveDate, NaiveTime};

use super::block::Block;
use super::page::Page;
use super::record::record;
use super::{Change, Deed, Id, blocking};

record! {
    /// A yes to being contacted, or its end: 同意.
    Consent in field {
        /// Whose.
        1 customer: Ref,
        /// The person's alone.
        2 person: Ref,
        /// Over which channel: see `CHANNELS`.
        3 channel: Choice,
        /// `given` or `withdrawn`.
        4 state: Choice,
        /// Where it was said: a form, a fair, a newsletter.
        5 source: Text,
        /// What was agreed to: the words or their version.
        6 wording: Text,
        /// When it was given.
        7 obtained_on: Date,
        /// The last day it holds; nothing for good.
        8 expires_on: Date,
        /// When it was taken back.
        9 withdrawn_on: Date,
        /// Who took it down.
        10 rep: Ref,
    }
}

/// Channels somebody can agree to.
pub const CHANNELS: &[&str] = &["call", "mail", "line", "fax", "sms", "letter"];
/// What a team can have consumers agree to first: one of those, or every one.
pub const NEEDED: &[&str] = &["call", "mail", "line", "fax", "sms", "letter", "all"];
/// What a consent can be.
pub const STATES: &[&str] = &["given", "withdrawn"];

/// The reason of a block that a withdrawal put on.
pub const WITHDRAWN: &str = "withdrawn";

impl Consent {
    /// The day it was said.
    #[must_use]
    pub fn day(&self) -> &str {
        if self.withdrawn() { &self.withdrawn_on } else { &self.obtained_on }
    }

    /// Says whether it is the end of one.
    #[must_use]
    pub fn withdrawn(&self) -> bool {
        self.state == WITHDRAWN
    }

    /// Says whether it is a yes that holds at that moment.
    #[must_use]
    pub fn holds(&self, now: i64) -> bool {
        now < self.until()
    }

    /// Until when it lets somebody be contacted, Unix milliseconds: the beginning of time where it does
    /// not. Its last day is one of UTC, whoever looks.
    #[must_use]
    pub fn until(&self) -> i64 {
        if self.withdrawn() {
            return i64::MIN;
        }
        let day = self.expires_on.parse::<NaiveDate>().ok().and_then(|day| day.succ_opt());
        day.map_or(i64::MAX, |next| next.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
    }

    /// The block that a withdrawal puts on; the same on every desk.
    #[must_use]
    fn block(&self, now: i64) -> Block {
        Block {
            id: Id::of_parts(&[b"withdrawn", self.id.as_bytes()]),
            customer: self.customer,
            person: self.person,
            channel: self.channel.clone(),
            reason: WITHDRAWN.to_owned(),
            since: Some(now),
            rep: self.rep,
            ..Block::default()
        }
    }

    /// The change that takes it down on a page: a withdrawal blocks, a yes that holds lifts what
    /// withdrawals of the same one blocked; not where something newer is known.
    #[must_use]
    pub fn change(&self, page: &Page, now: i64) -> Change {
        let deed = if self.withdrawn() { Deed::WithdrawConsent } else { Deed::GiveConsent };
        let mut change = Change::new(deed, &page.customer.name).add(self);
        let known = page.consent(self.person, &self.channel);
        if known.is_some_and(|known| known.day() > self.day()) {
            return change;
        }
        if self.withdrawn() {
            return change.add(&self.block(now));
        }
        if !self.holds(now) {
            return change;
        }
        let theirs = |block: &&Block| {
            block.reason == WITHDRAWN
                && block.stands(now)
                && block.channel == self.channel
                && (block.person == self.person || page.customer.kind == "person")
        };
        let lifted = blocking::lift(page.blocks.iter().filter(theirs), "", "", now);
        change.writes.extend(lifted.writes);
        change
    }
}

impl Page {
    /// What was said last about a channel, for the whole customer or the person; the newest day counts,
    /// and of one day what was taken down last.
    #[must_use]
    pub fn consent(&self, person: Option<Id>, channel: &str) -> Option<&Consent> {
        let alone = self.customer.kind == "person";
        let theirs = |consent: &&Consent| alone || consent.person.is_none() || consent.person == person;
        newest(self.consents.iter().filter(theirs), channel)
    }

    /// Says whether they must have agreed before they are contacted over a channel.
    #[must_use]
    pub fn must_agree_to(&self, channel: &str) -> bool {
        self.customer.kind == "person" && (self.must_agree == "all" || self.must_agree == channel)
    }
}

/// What was said last over a channel.
pub fn newest<'a>(consents: impl Iterator<Item = &'a Consent>, channel: &str) -> Option<&'a Consent> {
    let said = consents.filter(|consent| consent.channel == channel);
    said.max_by_key(|consent| (consent.day(), consent.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Noun;
    use crate::domain::customer::Customer;

    fn page(kind: &str) -> Page {
        let customer = Customer { id: Id::mint(1), kind: kind.into(), ..Customer::default() };
        Page { customer, ..Page::default() }
    }

    fn said(page: &Page, n: i64, state: &str, day: &str) -> Consent {
        let mut consent = Consent {
            id: Id::mint(n),
            customer: Some(page.customer.id),
            channel: "mail".into(),
            state: state.into(),
            ..Consent::default()
        };
        let place = if state == "given" { &mut consent.obtained_on } else { &mut consent.withdrawn_on };
        day.clone_into(place);
        consent
    }

    #[test]
    fn the_newest_word_counts_whenever_it_was_taken_down() {
        let mut page = page("company");
        page.consents.push(said(&page, 5, "withdrawn", "2026-03-01"));
        page.consents.push(said(&page, 6, "given", "2026-01-01"));
        assert!(page.consent(None, "mail").is_some_and(Consent::withdrawn));
        page.consents.push(said(&page, 7, "given", "2026-03-01"));
        assert!(page.consent(None, "mail").is_some_and(|consent| !consent.withdrawn()));
        assert_eq!(page.consent(None, "call"), None);
    }

    #[test]
    fn a_yes_holds_through_its_last_day() {
        let page = page("person");
        let yes = Consent { expires_on: "2026-03-01".into(), ..said(&page, 1, "given", "2026-01-01") };
        let midnight = 1_772_409_600_000;
        assert!(yes.holds(midnight - 1) && !yes.holds(midnight));
        assert!(said(&page, 1, "given", "2020-01-01").holds(i64::MAX - 1));
        assert!(!said(&page, 1, "withdrawn", "2020-01-01").holds(0));
    }

    #[test]
    fn a_withdrawal_blocks_its_channel_and_the_next_yes_lifts_that() {
        let mut page = page("company");
        let no = said(&page, 1, "withdrawn", "2026-03-01");
        let change = no.change(&page, 10);
        assert_eq!(
            change.writes.iter().map(|write| write.noun).collect::<Vec<_>>(),
            [Noun::Consent, Noun::Block]
        );
        page.blocks.push(no.block(10));
        page.blocks.push(Block { reason: "asked".into(), channel: "mail".into(), ..no.block(10) });
        let lifted = said(&page, 2, "given", "2026-03-02").change(&page, 20);
        assert_eq!(lifted.writes.iter().filter(|write| write.noun == Noun::Block).count(), 1);
    }

    #[test]
    fn a_yes_that_ended_lifts_no_block() {
        let mut page = page("company");
        page.blocks.push(said(&page, 1, "withdrawn", "2026-03-01").block(10));
        let late = Consent { expires_on: "2026-03-05".into(), ..said(&page, 2, "given", "2026-03-02") };
        let lifts = |now| late.change(&page, now).writes.iter().any(|write| write.noun == Noun::Block);
        assert!(lifts(20) && !lifts(1_900_000_000_000));
    }

    #[test]
    fn a_yes_of_the_company_leaves_what_one_of_its_people_withdrew() {
        let mut page = page("company");
        let hers = Consent { person: Some(Id::mint(9)), ..said(&page, 1, "withdrawn", "2026-03-01") };
        page.blocks.push(hers.block(10));
        let change = said(&page, 2, "given", "2026-03-02").change(&page, 20);
        assert!(change.writes.iter().all(|write| write.noun != Noun::Block));
    }
}

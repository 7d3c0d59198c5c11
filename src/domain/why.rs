//! Why somebody may be contacted over a channel, or why not: one ground, the weightiest.
//!
//! It explains what `contact` and the pacing decide and decides nothing itself.

use chrono::{DateTime, FixedOffset};

use super::Id;
use super::block::Block;
use super::consent::Consent;
use super::contact::{Refusal, may_contact_first, refused_whole};
use super::day::midnight;
use super::pacing::Pacing;
use super::page::Page;
use super::rules::{Now, limit};
use super::stage::StageFlag;
use super::zone::Zone;

const MINUTE: i64 = 60_000;

/// Why they may be contacted, or may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// This block forbids it.
    Blocked(Box<Block>),
    /// They must agree first: what they said last, if anything.
    NotAgreed(Option<Box<Consent>>),
    /// A complaint has been open for so many days.
    Complaint(i64),
    /// Every number or address is known not to work.
    Dead,
    /// There is none for that channel.
    NoAddress,
    /// Not before then, as agreed with them or after a refusal.
    Rests(i64),
    /// Not before then: they were rung a moment ago.
    Gap(i64),
    /// They were rung often enough today.
    PerDay,
    /// It is not the time of day for calls where they are.
    Hours,
    /// They agreed to it.
    Agreed(Box<Consent>),
    /// They buy from us.
    Buys,
    /// A business needs no consent.
    Business,
    /// A consumer who never refused, where no rule asks for consent.
    NotRefused,
}

impl Ground {
    /// Says whether they may be contacted.
    #[must_use]
    pub const fn allows(&self) -> bool {
        matches!(self, Self::Agreed(_) | Self::Buys | Self::Business | Self::NotRefused)
    }

    /// Its code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Blocked(_) => "blocked",
            Self::NotAgreed(None) => "no_consent",
            Self::NotAgreed(Some(_)) => "consent_ended",
            Self::Complaint(_) => "complaint",
            Self::Dead => "dead",
            Self::NoAddress => "no_address",
            Self::Rests(_) => "rests",
            Self::Gap(_) => "gap",
            Self::PerDay => "per_day",
            Self::Hours => "hours",
            Self::Agreed(_) => "consent",
            Self::Buys => "existing_business",
            Self::Business => "business",
            Self::NotRefused => "not_refused",
        }
    }
}

/// The block of that person alone that holds over a channel.
fn refused_by<'a>(page: &'a Page, person: Option<Id>, channel: &str, now: i64) -> Option<&'a Block> {
    let theirs = |block: &&Block| block.person.is_some() && block.person == person;
    page.blocks.iter().filter(theirs).find(|block| block.holds(channel, now))
}

/// Why they, or `person` there, may be contacted over `channel`, whatever the time of day.
#[must_use]
pub fn why(page: &Page, person: Option<Id>, channel: &str, now: i64) -> Ground {
    let leave = match refused_whole(page, channel, now) {
        Some(refusal) => Err(refusal),
        None if channel == "letter" => match refused_by(page, person, channel, now) {
            Some(block) => Err(Refusal::Blocked(Box::new(block.clone()))),
            None => Ok(()),
        },
        None => may_contact_first(page, person, channel, now).map(|_| ()),
    };
    match leave {
        Err(Refusal::Blocked(block)) => return Ground::Blocked(block),
        Err(Refusal::NotAgreed(said)) => return Ground::NotAgreed(said),
        Err(Refusal::Dead) => return Ground::Dead,
        Err(Refusal::NotThatChannel | Refusal::NotTheirs) => return Ground::NoAddress,
        Ok(()) => {}
    }
    if let Some(complaint) = page.complaint().filter(|_| channel == "call") {
        return Ground::Complaint(complaint.days(now));
    }
    if let Some(said) = page.consent(person, channel).filter(|said| said.holds(now)) {
        return Ground::Agreed(Box::new(said.clone()));
    }
    let won = page.deals.iter().any(|deal| page.pipelines.flag(deal) == StageFlag::Won);
    if won || page.purchase_count > 0 || page.customer.lifecycle == "customer" {
        Ground::Buys
    } else if page.customer.kind == "person" {
        Ground::NotRefused
    } else {
        Ground::Business
    }
}

/// The same at this moment: a call also keeps to the hours and to what was rung, as far back as the
/// activities of the page go.
#[must_use]
pub fn why_now(
    page: &Page,
    person: Option<Id>,
    channel: &str,
    now: DateTime<FixedOffset>,
    pacing: &Pacing,
) -> Ground {
    let ground = why(page, person, channel, now.timestamp_millis());
    if !ground.allows() || channel != "call" {
        return ground;
    }
    paced(page, now, pacing).unwrap_or(ground)
}

/// What of the pacing keeps a call from being made now.
fn paced(page: &Page, now: DateTime<FixedOffset>, pacing: &Pacing) -> Option<Ground> {
    let ms = now.timestamp_millis();
    if let Some(until) = page.customer.rest_until.filter(|until| ms < *until) {
        return Some(Ground::Rests(until));
    }
    let local = Now::at(now, pacing).local(Zone::read(&page.customer.zone));
    if !pacing.opens_at(local.minute, local.works) {
        return Some(Ground::Hours);
    }
    let made = |activity: &&super::activity::Activity| activity.kind == "call" && activity.direction != "in";
    let calls: Vec<i64> =
        page.activities.iter().filter(made).filter_map(|call| call.at).filter(|at| *at <= ms).collect();
    if calls.iter().filter(|at| **at >= midnight(now, 0)).count() >= limit(pacing.per_day) {
        return Some(Ground::PerDay);
    }
    let again = calls.iter().max()?.saturating_add(pacing.gap.unwrap_or(0).saturating_mul(MINUTE));
    (again > ms).then_some(Ground::Gap(again))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact_point::ContactPoint;
    use crate::domain::customer::Customer;
    use crate::domain::inquiry::Inquiry;
    use crate::domain::pacing::standard;

    fn page(kind: &str) -> Page {
        let customer = Customer { id: Id::mint(1), kind: kind.into(), ..Customer::default() };
        let phone = ContactPoint { kind: "phone".into(), raw: "03-1".into(), ..ContactPoint::default() };
        Page { customer, contact_points: vec![phone], ..Page::default() }
    }

    fn code(page: &Page, at: &str) -> &'static str {
        let now = DateTime::parse_from_rfc3339(at).unwrap();
        why_now(page, None, "call", now, &standard()).code()
    }

    const NOON: &str = "2026-11-27T11:00:00+09:00";

    #[test]
    fn the_weightiest_ground_is_given() {
        let mut page = page("company");
        assert_eq!(code(&page, NOON), "business");
        assert_eq!(code(&page, "2026-11-27T06:00:00+09:00"), "hours");
        page.customer.lifecycle = "customer".into();
        assert_eq!(code(&page, NOON), "existing_business");
        page.inquiries.push(Inquiry { complaint: true, status: "new".into(), ..Inquiry::default() });
        assert_eq!(code(&page, NOON), "complaint");
        page.blocks.push(Block { customer: Some(page.customer.id), ..Block::default() });
        assert_eq!(code(&page, NOON), "blocked");
    }

    #[test]
    fn a_consumer_who_must_agree_is_called_only_while_they_do() {
        let mut page = page("person");
        assert_eq!(code(&page, NOON), "not_refused");
        page.must_agree = "call".into();
        assert_eq!(code(&page, NOON), "no_consent");
        let yes = Consent { channel: "call".into(), state: "given".into(), ..Consent::default() };
        page.consents.push(Consent { obtained_on: "2026-01-01".into(), ..yes.clone() });
        assert_eq!(code(&page, NOON), "consent");
        let ended = "2026-11-26".to_owned();
        page.consents.push(Consent { obtained_on: "2026-02-01".into(), expires_on: ended, ..yes });
        assert_eq!(code(&page, NOON), "consent_ended");
    }

    #[test]
    fn the_rules_of_pacing_are_named() {
        let mut page = page("company");
        let call = |at: &str| crate::domain::activity::Activity {
            kind: "call".into(),
            at: DateTime::parse_from_rfc3339(at).ok().map(|at| at.timestamp_millis()),
            ..Default::default()
        };
        page.activities.push(call("2026-11-27T10:30:00+09:00"));
        assert_eq!(code(&page, NOON), "gap");
        page.activities.push(call("2026-11-27T09:05:00+09:00"));
        assert_eq!(code(&page, NOON), "per_day");
        page.customer.rest_until = Some(i64::MAX);
        assert_eq!(code(&page, NOON), "rests");
    }
    #[test]
    fn a_letter_to_somebody_who_is_blocked_themselves_is_refused() {
        let mut page = page("company");
        let her = Id::mint(7);
        let block = Block { customer: Some(page.customer.id), person: Some(her), ..Block::default() };
        page.blocks.push(block);
        assert_eq!(why(&page, Some(her), "letter", 0).code(), "blocked");
        assert_eq!(why(&page, None, "letter", 0).code(), "business");
    }
}

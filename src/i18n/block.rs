//! Words for a block: over which channel, on whom, until when, why; and who took it down.
//!
//! The screen and `salesdesk show` say it alike.

use chrono::{DateTime, FixedOffset};

use super::{Lang, Text, format, label};
use crate::domain::block::{Block, ERASED, suppression};
use crate::domain::consent::WITHDRAWN;
use crate::domain::page::Page;

/// `do not call 03-1234-5678 until Tue 25 Nov: asked us to wait`. A block on the whole customer of
/// the page does not name them.
#[must_use]
pub fn says(block: &Block, page: Option<&Page>, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let mut words = match block.channel.as_str() {
        "" => Text::BlockedEverywhere.words(lang).to_owned(),
        "call" => Text::BlockedCalls.words(lang).to_owned(),
        channel => Text::BlockedChannel.fill(lang, &[("channel", label::choice(channel, lang))]),
    };
    let whom = whom(block, page, lang);
    if !whom.is_empty() {
        words = format!("{words} {whom}");
    }
    if let Some(until) = block.until {
        words += &Text::BlockedUntil.fill(lang, &[("day", &ending(until, now, lang))]);
    }
    let reason = match block.reason.as_str() {
        ERASED => Text::BlockErased.words(lang),
        WITHDRAWN => Text::BlockWithdrawn.words(lang),
        reason => reason,
    };
    if reason.is_empty() { words } else { format!("{words}: {reason}") }
}

/// When it was taken down, and by whom where that is known: `20 Nov KW`.
#[must_use]
pub fn source(block: &Block, page: &Page, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let since = block.since.map(|since| format::brief(format::local(since, now), now, lang));
    format!("{} {}", since.unwrap_or_default(), page.initials(block.rep)).trim().to_owned()
}

/// The number or address it is on, where it can be read.
#[must_use]
pub fn address(block: &Block, lang: Lang) -> &str {
    if suppression(&block.address).is_some() { Text::ErasedAddress.words(lang) } else { &block.address }
}

fn whom(block: &Block, page: Option<&Page>, lang: Lang) -> String {
    let person = block.person.and_then(|id| page?.person(id));
    if let Some(person) = person {
        return person.name();
    }
    if block.customer.is_some() && block.customer == page.map(|page| page.customer.id) {
        return String::new();
    }
    let mut points = page.into_iter().flat_map(|page| &page.contact_points);
    let point = points.find(|point| block.is_on(point.dialled()));
    point.map_or_else(|| address(block, lang).to_owned(), |point| point.raw.clone())
}

/// The day it ends, or the time where that is today.
fn ending(until: i64, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let at = format::local(until, now);
    if at.date_naive() == now.date_naive() { format::time(at) } else { format::day(at, now, lang) }
}

//! Words for why somebody may be contacted, or may not: one line.

use chrono::{DateTime, FixedOffset};

use super::{Lang, Text, block, format, label};
use crate::domain::page::Page;
use crate::domain::why::Ground;

/// `may call: they agreed on 2026-03-01 (web form)`.
#[must_use]
pub fn says(ground: &Ground, page: &Page, channel: &str, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let may = if ground.allows() { Text::MayContact } else { Text::MayNotContact };
    let may = may.fill(lang, &[("channel", label::choice(channel, lang))]);
    format!("{may}{}", because(ground, page, now, lang))
}

/// The ground alone.
#[must_use]
pub fn because(ground: &Ground, page: &Page, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let until = |ms: i64| format::moment(format::local(ms, now), now, lang);
    match ground {
        Ground::Blocked(held) => block::says(held, Some(page), now, lang),
        Ground::NotAgreed(None) => Text::WhyNoConsent.words(lang).to_owned(),
        Ground::NotAgreed(Some(said)) => {
            let day = if said.withdrawn() { said.day() } else { &said.expires_on };
            Text::AgreementEnded.fill(lang, &[("day", day)])
        }
        Ground::Complaint(days) => Text::WhyComplaint.fill(lang, &[("n", &format::days(*days, lang))]),
        Ground::Dead => Text::NumberIsDead.words(lang).to_owned(),
        Ground::NoAddress => Text::WhyNoAddress.words(lang).to_owned(),
        Ground::Rests(at) => Text::WhyRests.fill(lang, &[("when", &until(*at))]),
        Ground::Gap(at) => Text::WhyGap.fill(lang, &[("when", &until(*at))]),
        Ground::PerDay => Text::ReasonPerDay.words(lang).to_owned(),
        Ground::Hours => Text::ReasonHours.words(lang).to_owned(),
        Ground::Agreed(said) => {
            let words = Text::WhyAgreed.fill(lang, &[("day", said.day())]);
            if said.source.is_empty() { words } else { format!("{words} ({})", said.source) }
        }
        Ground::Buys => Text::WhyBuys.words(lang).to_owned(),
        Ground::Business => Text::WhyBusiness.words(lang).to_owned(),
        Ground::NotRefused => Text::WhyNotRefused.words(lang).to_owned(),
    }
}

//! Words for what waits for a look after desks met: what happened, what either side says, whose it is.
//!
//! The review screen and the command line say the same.

use super::review::{Here, value};
use super::{Lang, Text, field, format, label};
use crate::domain::review::{Clash, Hand, Item, What};
use crate::domain::{Noun, Value};

/// Whom an item is about: the customer, else the record, else nobody in particular.
#[must_use]
pub fn whom(item: &Item, lang: Lang) -> String {
    match &item.what {
        What::Forked { .. } => Text::ReviewTwoCopies.words(lang).to_owned(),
        What::Overwritten { noun, of, .. } if item.name.is_empty() => of_record(*noun, of, lang),
        What::Shared { other_name, .. } => format!("{} / {other_name}", item.name),
        _ => item.name.clone(),
    }
}

/// What happened, in a few words.
#[must_use]
pub fn what(item: &Item, lang: Lang) -> String {
    match &item.what {
        What::Overwritten { noun, of, fields, .. } => {
            let names: Vec<&str> = fields.iter().map(|clash| name(*noun, clash, lang)).collect();
            let names = names.join(if lang == Lang::Ja { "、" } else { ", " });
            if *noun == Noun::Customer || item.name.is_empty() {
                return names;
            }
            format!("{}: {names}", of_record(*noun, of, lang))
        }
        What::WorkedOnDeleted { .. } => Text::ReviewWorkedOn.words(lang).to_owned(),
        What::Shared { address, .. } => Text::ReviewShared.fill(lang, &[("address", address)]),
        What::ErasedAndMerged { .. } => Text::ReviewErased.words(lang).to_owned(),
        What::Forked { .. } => Text::ReviewForked.fill(lang, &[("rep", &rep(&item.name, lang))]),
    }
}

/// What a field of a clash is called.
#[must_use]
pub fn name(noun: Noun, clash: &Clash, lang: Lang) -> &'static str {
    noun.field(clash.code).map_or("", |known| field::label(noun, known.name, lang))
}

/// What stands in a field, and what lost.
#[must_use]
pub fn sides(noun: Noun, clash: &Clash, here: Here<'_>) -> [String; 2] {
    let said = |side: &Value, named: &str| {
        let known = noun.field(clash.code).map_or("", |known| known.name);
        let words = if named.is_empty() { value(noun, known, side, here) } else { named.to_owned() };
        if words.is_empty() { Text::ReviewNothing.words(here.lang).to_owned() } else { words }
    };
    [said(&clash.stands, &clash.names[0]), said(&clash.lost, &clash.names[1])]
}

/// Who it was, and when.
#[must_use]
pub fn hand(hand: &Hand, here: Here<'_>) -> (String, String) {
    let at = format::moment(format::local(hand.at, here.now), here.now, here.lang);
    (rep(&hand.by, here.lang), at)
}

/// What somebody did to a deleted customer.
#[must_use]
pub fn work(channel: &str, note: &str, lang: Lang) -> String {
    let channel = label::choice(channel, lang);
    let note = note.lines().next().unwrap_or_default();
    if note.is_empty() { channel.to_owned() } else { format!("{channel}: {note}") }
}

fn rep(name: &str, lang: Lang) -> String {
    if name.is_empty() { Text::ReviewSomebody.words(lang).to_owned() } else { name.to_owned() }
}

fn of_record(noun: Noun, of: &str, lang: Lang) -> String {
    let of = of.lines().next().unwrap_or_default();
    format!("{} {of}", label::noun(noun, lang)).trim_end().to_owned()
}

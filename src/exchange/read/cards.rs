//! vCard 2.1, 3.0 and 4.0: a row a card, under the words a Google address book uses, which are
//! known above columns; what has no such word keeps its own.
//!
//! Readings come from `SOUND;X-IRMC-N`, `X-PHONETIC-…` and `SORT-AS`. `calcard` reads the grammar.

use std::io::{Read, Seek};

use calcard::common::{IanaString as _, IanaType, PartialDateTime};
use calcard::vcard::{
    VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty as Property, VCardType,
    VCardValue,
};
use calcard::{Entry, Parser};

use super::entries::{Entries, Facts, Grammar};
use crate::exchange::error::Error;

const GRAMMAR: Grammar = Grammar { names: &["VCARD"], facts };

/// Reads a file of cards; `forced` is what the user says of the encoding.
pub fn open<R: Read + Seek + Send + 'static>(file: R, forced: Option<&str>) -> Result<Entries, Error> {
    Entries::of(file, &GRAMMAR, forced)
}

fn facts(text: &str) -> Option<Facts> {
    let mut parser = Parser::new(text);
    let card = loop {
        match parser.entry() {
            Entry::VCard(card) => break card,
            Entry::Eof => return None,
            _ => {}
        }
    };
    let mut facts = Facts::default();
    card.entries.iter().for_each(|entry| property(&mut facts, &card, entry));
    Some(facts)
}

// Where columns stand: the name, the company, how to reach them, where they are, the rest.
const NAME: u8 = 0;
const COMPANY: u8 = 10;
const REACH: u8 = 20;
const PLACE: u8 = 30;
const REST: u8 = 40;
const OWN: u8 = 50;

/// Names of people in parts, and where a reading of each goes.
const NAMES: &[(&str, Option<&str>)] = &[
    ("Last Name", Some("Phonetic Last Name")),
    ("First Name", Some("Phonetic First Name")),
    ("Middle Name", Some("Phonetic Middle Name")),
    ("Name Prefix", None),
    ("Name Suffix", None),
];

fn property(facts: &mut Facts, card: &VCard, entry: &VCardEntry) {
    let text = text(entry);
    match &entry.name {
        Property::Fn => facts.put(NAME, "Contact Person", &text),
        Property::N => {
            names(facts, &parts(entry));
            readings(facts, &sort_as(entry));
        }
        Property::Org => organisation(facts, card, entry),
        Property::Title => facts.put(COMPANY + 2, "Organization Title", &text),
        Property::Tel => telephone(facts, card, entry, &text),
        Property::Email => {
            facts.number(REACH + 3, "E-mail", &[("Label", &label(card, entry)), ("Value", &text)]);
        }
        Property::Url => {
            facts.number(REACH + 4, "Website", &[("Label", &label(card, entry)), ("Value", &text)]);
        }
        Property::Adr => address(facts, card, entry),
        Property::Bday => facts.put(REST, "Birthday", &text),
        Property::Note => facts.put(REST + 2, "Notes", &text),
        Property::Categories => facts.put(REST + 1, "Labels", &text),
        Property::Sound if has(entry, "X-IRMC-N") => readings(facts, &parts(entry)),
        Property::Photo | Property::Logo | Property::Sound | Property::Key => {
            facts.leave_out(entry.name.as_str().to_owned());
        }
        Property::Version | Property::Prodid | Property::Rev | Property::Begin | Property::End => {}
        Property::Other(name) => other(facts, &name.to_ascii_uppercase(), entry, &text),
        own => facts.put(OWN, own.as_str(), &text),
    }
}

fn other(facts: &mut Facts, name: &str, entry: &VCardEntry, text: &str) {
    match name {
        "X-PHONETIC-LAST-NAME" => facts.put(NAME + 1, "Phonetic Last Name", text),
        "X-PHONETIC-FIRST-NAME" => facts.put(NAME + 1, "Phonetic First Name", text),
        "X-PHONETIC-MIDDLE-NAME" => facts.put(NAME + 1, "Phonetic Middle Name", text),
        "X-PHONETIC-ORG" => facts.put(COMPANY + 1, "Company Kana", text),
        "SOUND" if has(entry, "X-IRMC-N") => readings(facts, &parts(entry)),
        "X-ABLABEL" => {}
        own => facts.put(OWN, own, text),
    }
}

fn names(facts: &mut Facts, parts: &[String]) {
    for (part, (name, _)) in parts.iter().zip(NAMES) {
        facts.put(NAME, name, part);
    }
}

fn readings(facts: &mut Facts, parts: &[String]) {
    for (part, name) in parts.iter().zip(NAMES.iter().filter_map(|(_, reading)| *reading)) {
        facts.put(NAME + 1, name, part);
    }
}

/// The first company is the customer; a person's others stand beside it.
fn organisation(facts: &mut Facts, card: &VCard, entry: &VCardEntry) {
    if card.property(&Property::Org).is_some_and(|first| !std::ptr::eq(first, entry)) {
        return facts.put(COMPANY + 3, "Other organization", &text(entry));
    }
    let parts = parts(entry);
    let Some((company, departments)) = parts.split_first() else { return };
    facts.put(COMPANY, "Organization Name", company);
    facts.put(COMPANY + 1, "Organization Department", departments.join(" ").trim());
    if let Some(reading) = sort_as(entry).first() {
        facts.put(COMPANY + 1, "Company Kana", reading);
    }
}

fn telephone(facts: &mut Facts, card: &VCard, entry: &VCardEntry, text: &str) {
    let is = |kind: &VCardType| types(entry).any(|one| one == IanaType::Iana(kind));
    let (rank, kind) = match () {
        () if is(&VCardType::Fax) => (REACH + 2, "Fax Number"),
        () if is(&VCardType::Cell) => (REACH + 1, "Mobile Phone"),
        () => (REACH, "Phone"),
    };
    let number = text.strip_prefix("tel:").unwrap_or(text);
    facts.number(rank, kind, &[("Label", &label(card, entry)), ("Value", number)]);
}

/// The address at work, or the only one, in parts; any other whole, beside it.
fn address(facts: &mut Facts, card: &VCard, entry: &VCardEntry) {
    let works = |entry: &VCardEntry| types(entry).any(|one| one == IanaType::Iana(&VCardType::Work));
    let all = || card.properties(&Property::Adr);
    let main = all().find(|entry| works(entry)).or_else(|| all().next());
    let parts = parts(entry);
    let part = |at: usize| parts.get(at).map_or("", String::as_str);
    if main.is_some_and(|main| std::ptr::eq(main, entry)) {
        let street = [part(2), part(1), part(0)].join(" ");
        let named = [("Postal Code", part(5)), ("Region", part(4)), ("City", part(3)), ("Street", &street)];
        let country = [("Country", part(6))];
        for (at, (name, text)) in (0..).zip(named.into_iter().chain(country)) {
            facts.put(PLACE + at, &format!("Address 1 - {name}"), text);
        }
    } else {
        let whole = [5, 4, 3, 2, 1, 0, 6].map(part);
        let whole = whole.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        let name = format!("Other address {}", label(card, entry));
        facts.put(PLACE + 9, name.trim(), &whole);
    }
}

fn types(entry: &VCardEntry) -> impl Iterator<Item = IanaType<&VCardType, &str>> {
    entry.parameters(&VCardParameterName::Type).filter_map(VCardParameterValue::as_type)
}

/// Says whether a word stands among the types, where version 2.1 puts anything.
fn has(entry: &VCardEntry, word: &str) -> bool {
    let typed =
        types(entry).any(|one| matches!(one, IanaType::Other(text) if text.eq_ignore_ascii_case(word)));
    typed
        || entry.params.iter().any(
            |param| matches!(&param.name, VCardParameterName::Other(name) if name.eq_ignore_ascii_case(word)),
        )
}

/// What somebody called it: the label of its group, or its types but for what its column says.
fn label(card: &VCard, entry: &VCardEntry) -> String {
    let named = entry.group.as_ref().and_then(|group| {
        let of_group = |other: &&VCardEntry| other.group.as_ref() == Some(group);
        let mut labels = card.entries.iter().filter(of_group).filter(
            |other| matches!(&other.name, Property::Other(name) if name.eq_ignore_ascii_case("X-ABLabel")),
        );
        labels.next().map(text)
    });
    if let Some(named) = named {
        return named.trim_start_matches("_$!<").trim_end_matches(">!$_").to_owned();
    }
    let said = types(entry).filter_map(|one| match one {
        IanaType::Iana(VCardType::Voice | VCardType::Cell | VCardType::Fax) | IanaType::Other(_) => None,
        IanaType::Iana(kind) => Some(kind.as_str()),
    });
    let words = said.map(|word| word[..1].to_ascii_uppercase() + &word[1..].to_ascii_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

/// The readings a name or a company is sorted by, part by part.
fn sort_as(entry: &VCardEntry) -> Vec<String> {
    let said = entry.parameters(&VCardParameterName::SortAs).filter_map(|value| value.as_text());
    said.flat_map(|text| text.split([';', ','])).map(|part| part.trim().to_owned()).collect()
}

/// The values of an entry, each as text; those of one part with a comma between.
fn parts(entry: &VCardEntry) -> Vec<String> {
    let whole: Vec<String> = entry.values.iter().map(value).collect();
    match whole.as_slice() {
        // A property whose structure the grammar does not know is one text.
        [one] if one.contains(';') => one.split(';').map(str::to_owned).collect(),
        _ => whole,
    }
}

fn text(entry: &VCardEntry) -> String {
    let values = entry.values.iter().map(value).filter(|text| !text.is_empty());
    values.collect::<Vec<_>>().join(", ")
}

fn value(value: &VCardValue) -> String {
    match value {
        VCardValue::Component(parts) => parts.join(","),
        VCardValue::PartialDateTime(date) => self::date(date),
        VCardValue::Integer(number) => number.to_string(),
        VCardValue::Float(number) => number.to_string(),
        VCardValue::Binary(_) => String::new(),
        other => other.as_text().unwrap_or_default().to_owned(),
    }
}

/// A date as ISO 8601, a year that nobody gave as two dashes.
fn date(date: &PartialDateTime) -> String {
    let year = date.year.map_or_else(|| "--".to_owned(), |year| format!("{year:04}-"));
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{year}{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}{month:02}"),
        _ => year.trim_end_matches('-').to_owned(),
    }
}

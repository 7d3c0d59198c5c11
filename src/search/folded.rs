//! A customer's searchable text, folded and laid out as the book keeps it.
//!
//! Folding is the cost of building a book, and needs nothing but the source: many threads can do
//! it at once and hand the results to one.

use super::column::push_field;
use super::held::packed;
use super::rank::{Kind, PARTS};
use super::shelf::{Facts, NEVER, NEVER_DUE};
use super::source::Source;
use crate::domain::Id;
use crate::domain::fold::{self, fold, is_kana, number_forms, plain, romaji_of_plain};

/// One customer, ready to be put into a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    pub(super) id: Id,
    /// A record for each part.
    pub(super) records: [Vec<u8>; PARTS],
    /// What is held in fields.
    pub(super) held: Vec<u8>,
    pub(super) facts: Facts,
}

impl Folded {
    /// Folds a customer. Pure, and the slow half of building a book: about 5 µs.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let mut fields = fields_of(source);
        fields.sort_by_key(|&(kind, _)| kind);
        let mut records: [Vec<u8>; PARTS] = Default::default();
        for (kind, text) in fields {
            push_field(&mut records[kind.row().part as usize], kind, &text);
        }
        let facts = [
            source.next_at.unwrap_or(NEVER_DUE),
            source.last_at.unwrap_or(NEVER),
            source.blocked_until.unwrap_or(NEVER),
        ];
        Self { id: source.id, records, held: packed(&source.held), facts }
    }
}

/// Every field of a customer, folded, in no order.
pub(super) fn fields_of(source: &Source) -> Vec<(Kind, String)> {
    let mut fields = Vec::with_capacity(24);
    push_names(&mut fields, &source.name, &source.kana);
    source.others.iter().for_each(|other| push_names(&mut fields, &other.name, &other.kana));
    push_people(&mut fields, source);
    for number in &source.numbers {
        fields.extend(number_forms(&number.raw, &number.normal).into_iter().map(|form| (Kind::PHONE, form)));
    }
    for (kind, texts) in [
        (Kind::MAIL, &source.mails),
        (Kind::CODE, &source.codes),
        (Kind::PLACE, &source.places),
        (Kind::TAG, &source.tags),
        (Kind::NOTE, &source.notes),
        (Kind::STAGE, &source.stages),
    ] {
        fields.extend(texts.iter().map(|text| (kind, fold(text))));
    }
    for (kind, text) in
        [(Kind::KIND, &source.kind), (Kind::RANK, &source.rank), (Kind::LIFECYCLE, &source.lifecycle)]
    {
        fields.push((kind, fold(text)));
    }
    fields.extend(source.owner.map(|owner| (Kind::OWNER, owner_text(owner))));
    fields.retain(|(_, text)| !text.is_empty());
    fields
}

/// How an owner stands in the text: by id, for a name can change.
pub(super) fn owner_text(owner: Id) -> String {
    fold(&owner.to_string())
}

type Fields = Vec<(Kind, String)>;

/// The name, its reading, and the readings its own kana give.
fn push_names(fields: &mut Fields, name: &str, kana: &str) {
    let name = fold::Named::of(name);
    let kana = fold::Named::of(kana);
    for (kind, named) in [(Kind::NAME, &name), (Kind::KANA, &kana)] {
        push_joined(fields, kind, named.core.clone());
        fields.extend(named.whole.clone().map(|whole| (Kind::WHOLE, whole)));
    }
    push_romaji(fields, Kind::READING, &kana.plain);
    for run in name.plain.split(|c| !is_kana(c)).filter(|run| run.chars().nth(1).is_some()) {
        let run = (Kind::READING, romaji_of_plain(run));
        if !fields.contains(&run) {
            fields.push(run);
        }
    }
}

fn push_people(fields: &mut Fields, source: &Source) {
    for person in &source.people {
        push_joined(fields, Kind::PERSON, fold(&person.name));
        push_joined(fields, Kind::PERSON, fold(&person.kana));
        push_romaji(fields, Kind::PERSON_READING, &plain(&person.kana));
    }
}

/// A field, and once more without the spaces inside Japanese: 田中 太郎 is 田中太郎.
fn push_joined(fields: &mut Fields, kind: Kind, text: String) {
    let joined = joined(&text);
    fields.push((kind, text));
    fields.extend(joined.map(|joined| (kind, joined)));
}

/// A reading in romaji, in words and in one.
fn push_romaji(fields: &mut Fields, kind: Kind, plain: &str) {
    fields.extend(joined(plain).map(|joined| (kind, romaji_of_plain(&joined))));
    fields.push((kind, romaji_of_plain(plain)));
}

/// The text without the spaces beside characters that are not ASCII; `None` where it has none.
fn joined(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let beside = [out.chars().next_back(), rest.peek().copied()];
        if c != ' ' || beside.into_iter().flatten().all(|c| c.is_ascii()) {
            out.push(c);
        }
    }
    (out != text).then_some(out)
}

//! Words for a plan: what becomes of a row, where a column goes, what changes.
//!
//! A field is named as `--map` names it, and put into words here; the review screen and the command
//! line say the same.

use chrono::{DateTime, FixedOffset};

use super::{Lang, Text, field, format, ground, label};
use crate::domain::choices::{LEAVE_OUT, OWN_FIELD};
use crate::domain::contact_point::KINDS;
use crate::domain::plan::{End, Note, Question, Verdict};
use crate::domain::planned::{PlannedRow, Turn};
use crate::domain::record::GONE;
use crate::domain::{Kind, Noun, Value, amount};

/// Where values are read.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    /// In which language.
    pub lang: Lang,
    /// When.
    pub now: DateTime<FixedOffset>,
    /// The currency of plain amounts.
    pub currency: &'a str,
}

/// The end a row meets, in a word.
#[must_use]
pub const fn end(end: End, lang: Lang) -> &'static str {
    match end {
        End::New => Text::EndNew,
        End::Update => Text::EndUpdate,
        End::Same => Text::EndSame,
        End::Skipped => Text::EndSkipped,
        End::Alike => Text::EndAlike,
        End::Rejected => Text::EndRejected,
    }
    .words(lang)
}

/// A choice that is no field: what rows are about, what is done with duplicates, an order of dates.
#[must_use]
pub fn choice(code: &str, lang: Lang) -> &str {
    let text = match code {
        "customers" => Text::AboutCustomers,
        "people" => Text::AboutPeople,
        "deals" => Text::AboutDeals,
        "purchases" => Text::AboutPurchases,
        "activities" => Text::AboutActivities,
        "visits" => Text::AboutVisits,
        "subscriptions" => Text::AboutSubscriptions,
        "products" => Text::AboutProducts,
        "inquiries" => Text::AboutInquiries,
        "consents" => Text::AboutConsents,
        "mailings" => Text::AboutMailings,
        "blocks" => Text::AboutBlocks,
        "reps" => Text::AboutReps,
        "update-empty" => Text::DuplicateUpdate,
        "skip" => Text::DuplicateSkip,
        "overwrite" => Text::DuplicateOverwrite,
        "new" => Text::DuplicateNew,
        "" => Text::KeyEvery,
        "dmy" => Text::DatesDayFirst,
        "mdy" => Text::DatesMonthFirst,
        "ymd" => Text::DatesYearFirst,
        "common" => Text::YearsCommon,
        "reiwa" => Text::YearsReiwa,
        "heisei" => Text::YearsHeisei,
        "showa" => Text::YearsShowa,
        other => return other,
    };
    text.words(lang)
}

/// Where a column goes, in the words of the screen.
#[must_use]
pub fn target(name: &str, lang: Lang) -> String {
    if let Some(own) = name.strip_prefix(OWN_FIELD) {
        return format!("{}: {own}", label::noun(Noun::CustomField, lang));
    }
    if let Some(system) = name.strip_prefix("external:").or_else(|| name.strip_prefix("id:")) {
        return format!("{}: {system}", label::noun(Noun::ExternalId, lang));
    }
    if let Some((noun, known)) = name.split_once('.') {
        return of_noun(noun, known, lang).unwrap_or_else(|| name.to_owned());
    }
    match name {
        LEAVE_OUT => Text::LeftOut.words(lang).to_owned(),
        "tag" => label::noun(Noun::Tag, lang).to_owned(),
        "owner" => field::label(Noun::Customer, "owner", lang).to_owned(),
        "parent" => field::label(Noun::Customer, "parent", lang).to_owned(),
        "label" => Text::LabelOfNumber.words(lang).to_owned(),
        other => match other.strip_prefix("person_") {
            Some(kind) => format!("{} {}", label::noun(Noun::Person, lang), label::choice(kind, lang)),
            None => label::choice(other, lang).to_owned(),
        },
    }
}

/// A field of a noun; that of the customer needs no noun before it.
fn of_noun(table: &str, known: &str, lang: Lang) -> Option<String> {
    let noun = *Noun::ALL.iter().find(|noun| noun.table() == table)?;
    let name = noun.fields().iter().find(|field| field.name == known)?.name;
    let words = field::label(noun, name, lang);
    Some(if noun == Noun::Customer {
        words.to_owned()
    } else {
        format!("{} {words}", label::noun(noun, lang))
    })
}

/// Everywhere a column of rows about that can go, the likeliest first: as `--map` names it.
#[must_use]
pub fn targets(about: &str) -> Vec<String> {
    let own = match about {
        "deals" => Some(Noun::Deal),
        "purchases" => Some(Noun::Purchase),
        "activities" | "visits" | "mailings" => Some(Noun::Activity),
        "inquiries" => Some(Noun::Inquiry),
        "consents" => Some(Noun::Consent),
        "subscriptions" => Some(Noun::Subscription),
        "products" => Some(Noun::Product),
        _ => None,
    };
    let points = KINDS.iter().map(|kind| (*kind).to_owned());
    let theirs = KINDS.iter().map(|kind| format!("person_{kind}"));
    let nouns = own.into_iter().chain([Noun::Customer, Noun::Person]);
    let mut all: Vec<String> =
        points.chain(["tag", "owner", "parent"].map(str::to_owned)).chain(theirs).collect();
    let at = if own.is_some() { 0 } else { all.len() };
    let of = |noun: Noun| {
        let fields = noun.fields().iter().filter(|field| field.code != GONE && field.kind != Kind::Ref);
        fields.map(move |field| format!("{}.{}", noun.table(), field.name))
    };
    all.splice(at..at, nouns.flat_map(of));
    // Who it is about comes first of all.
    all.sort_by_key(|name| u8::from(name != "customer.name"));
    all
}

/// A value as people read it; references stay out.
#[must_use]
pub fn value(noun: Noun, name: &str, value: &Value, here: Here<'_>) -> String {
    let kind = noun.fields().iter().find(|field| field.name == name).map(|field| field.kind);
    match (kind, value) {
        (Some(Kind::Moment), Value::Int(ms)) => {
            format::moment(format::local(*ms, here.now), here.now, here.lang)
        }
        (Some(Kind::Money), Value::Int(minor)) => amount::show(*minor, here.currency),
        (Some(Kind::Choice), Value::Text(code)) => label::choice(code, here.lang).to_owned(),
        (Some(Kind::Flag), Value::Int(flag)) => if *flag == 0 { "-" } else { "+" }.to_owned(),
        (_, Value::Int(number)) => number.to_string(),
        (_, Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// A field before and after: `Industry: food`, `Rank: B > A`.
#[must_use]
pub fn turn(turn: &Turn, here: Here<'_>) -> String {
    let of = |known: &Value| value(turn.noun, turn.field, known, here);
    let (was, becomes) = (of(&turn.was), of(&turn.becomes));
    let name = target(&turn.target, here.lang);
    if was.is_empty() { format!("{name}: {becomes}") } else { format!("{name}: {was} > {becomes}") }
}

/// What becomes of a row, in a line: what changes, whom it looks like, or why it cannot go in.
#[must_use]
pub fn row(row: &PlannedRow, here: Here<'_>) -> String {
    match &row.verdict {
        Verdict::Rejected(why) => label::refusal(why, here.lang),
        Verdict::Alike(likely) => {
            let grounds: Vec<&str> =
                likely.grounds.iter().map(|one| ground::label(*one, here.lang)).collect();
            let why = grounds.join(ground::between(here.lang));
            Text::LooksLike.fill(here.lang, &[("name", &likely.name), ("why", &why)])
        }
        Verdict::Skipped => Text::IsThere.words(here.lang).to_owned(),
        Verdict::Same => String::new(),
        Verdict::New | Verdict::Update => {
            // The name and what follows from it stand in the row already.
            let told = row.turns.iter().filter(|turn| {
                !matches!(turn.target.as_str(), "customer.name" | "customer.kind" | "person.full_name")
            });
            told.map(|known| turn(known, here)).collect::<Vec<_>>().join("; ")
        }
    }
}

/// What of a file is in no row.
#[must_use]
pub fn note(note: &Note, lang: Lang) -> String {
    let count = |n: u64| format::count(usize::try_from(n).unwrap_or(usize::MAX));
    match note {
        Note::Sheet(name) => Text::NoteSheet.fill(lang, &[("name", name)]),
        Note::HiddenSheet(name) => Text::NoteHiddenSheet.fill(lang, &[("name", name)]),
        Note::OtherSheet(name) => Text::NoteOtherSheet.fill(lang, &[("name", name)]),
        Note::Furigana => Text::NoteFurigana.words(lang).to_owned(),
        Note::NoCurrency => Text::NoteNoCurrency.words(lang).to_owned(),
        Note::CellErrors { count: n, first } => {
            Text::NoteCellErrors.fill(lang, &[("n", &count(*n)), ("first", first)])
        }
        Note::LeftOut { what, count: n } => {
            Text::NoteLeftOut.fill(lang, &[("what", what), ("n", &count(*n))])
        }
    }
}

/// What has to be said before an import.
#[must_use]
pub fn question(question: &Question, lang: Lang) -> String {
    let (text, column, sample) = match question {
        Question::DateOrder { column, sample } => (Text::AsksDateOrder, column, sample),
        Question::Era { column, sample } => (Text::AsksEra, column, sample),
    };
    text.fill(lang, &[("column", column), ("sample", sample)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_a_column_can_go_into_has_words_in_both_languages() {
        for about in ["customers", "people", "deals", "purchases", "activities"] {
            for name in targets(about) {
                for lang in [Lang::En, Lang::Ja] {
                    let words = target(&name, lang);
                    assert!(
                        !words.is_empty()
                            && !words.contains('_')
                            && !words.contains(name.split_once('.').map_or("_", |_| name.as_str())),
                        "{name}: {words}"
                    );
                }
            }
        }
    }

    #[test]
    fn who_it_is_about_is_the_first_choice() {
        assert_eq!(targets("customers")[0], "customer.name");
    }
}

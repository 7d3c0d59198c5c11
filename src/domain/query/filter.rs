//! Filters of a search line: `rank:A`, `期限:今日`. Their names and values are the tables here.
//!
//! A filter without a value yet, or with one that means nothing, is left out and said so; it never
//! empties the list.

use std::collections::HashSet;
use std::sync::Arc;

use super::asked::{self, Asked};
use super::token::Compare;
use super::{Facet, Word};
use crate::domain::custom_field::CustomField;
use crate::domain::fold::{digits, fold};
use crate::domain::{Id, tag};

/// A condition on customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// True where it keeps those that do *not* meet it (`-tag:x`).
    pub without: bool,
    /// What is asked.
    pub test: Test,
}

/// What a filter asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// When the next step is due.
    Due(Due),
    /// Whether a live block forbids calling.
    Blocked(bool),
    /// One of the words stands somewhere in that facet.
    Holds(Facet, Vec<Word>),
    /// The facet is one of the folded texts.
    Is(Facet, Vec<String>),
    /// A question about a field or about what they are worth: the search answers what it holds itself,
    /// the book the rest, and nobody meets that until it is settled.
    Asked(Asked),
    /// One of these customers.
    Among(Arc<HashSet<Id>>),
}

/// When a next step is due, as a filter names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// On this calendar day, passed or not.
    Today,
    /// Its time has passed.
    Overdue,
    /// From today to the end of the week.
    Week,
    /// There is one.
    Any,
    /// There is none.
    None,
}

/// How the words after a filter's colon are read.
#[derive(Clone, Copy)]
enum Reads {
    Due,
    YesNo,
    Text(Facet),
    Digits,
    Word(Facet),
    Choice(Facet, &'static [(&'static str, &'static str)]),
}

struct Row {
    code: &'static str,
    names: &'static [&'static str],
    reads: Reads,
}

const fn row(code: &'static str, names: &'static [&'static str], reads: Reads) -> Row {
    Row { code, names, reads }
}

/// Every filter: its code, its other names, and how its value is read.
const FILTERS: &[Row] = &[
    row("due", &["next", "期限", "次回", "予定"], Reads::Due),
    row("rank", &["ランク", "見込み", "見込みランク"], Reads::Word(Facet::Rank)),
    row("tag", &["tags", "タグ"], Reads::Text(Facet::Tag)),
    row("phone", &["tel", "number", "電話", "電話番号", "番号"], Reads::Digits),
    row("mail", &["email", "e-mail", "メール", "アドレス"], Reads::Text(Facet::Mail)),
    row("kind", &["type", "種別", "区分"], Reads::Choice(Facet::Kind, KINDS)),
    row("city", &["place", "address", "region", "住所", "所在地", "地域"], Reads::Text(Facet::Place)),
    row("owner", &["rep", "担当", "担当者"], Reads::Text(Facet::Owner)),
    row("life", &["lifecycle", "status", "状態"], Reads::Choice(Facet::Lifecycle, LIFECYCLES)),
    row("stage", &["phase", "フェーズ", "段階", "ステージ"], Reads::Choice(Facet::Stage, STAGES)),
    row("name", &["名前", "名称", "会社", "会社名"], Reads::Text(Facet::Name)),
    row("kana", &["reading", "読み", "カナ", "フリガナ"], Reads::Text(Facet::Kana)),
    row("person", &["people", "人", "氏名"], Reads::Text(Facet::Person)),
    row("note", &["notes", "メモ", "備考"], Reads::Text(Facet::Note)),
    row("code", &["id", "コード", "顧客コード"], Reads::Text(Facet::Code)),
    row("blocked", &["block", "架電禁止", "禁止"], Reads::YesNo),
];

/// A typed value, and the code it stands for; the codes themselves first.
const KINDS: &[(&str, &str)] = &[
    ("company", "company"),
    ("person", "person"),
    ("法人", "company"),
    ("会社", "company"),
    ("個人", "person"),
];

const LIFECYCLES: &[(&str, &str)] = &[
    ("prospect", "prospect"),
    ("customer", "customer"),
    ("lapsed", "lapsed"),
    ("unfit", "unfit"),
    ("見込み", "prospect"),
    ("新規", "prospect"),
    ("既存", "customer"),
    ("顧客", "customer"),
    ("離脱", "lapsed"),
    ("休眠", "lapsed"),
    ("対象外", "unfit"),
];

const STAGES: &[(&str, &str)] = &[
    ("lead", "lead"),
    ("approach", "approach"),
    ("hearing", "hearing"),
    ("proposal", "proposal"),
    ("quote", "quote"),
    ("negotiation", "negotiation"),
    ("verbal", "verbal"),
    ("won", "won"),
    ("lost", "lost"),
    ("hold", "hold"),
    ("リード", "lead"),
    ("アプローチ", "approach"),
    ("ヒアリング", "hearing"),
    ("提案", "proposal"),
    ("見積", "quote"),
    ("交渉", "negotiation"),
    ("商談", "negotiation"),
    ("内諾", "verbal"),
    ("口頭", "verbal"),
    ("受注", "won"),
    ("失注", "lost"),
    ("保留", "hold"),
];

const DUES: &[(&str, Due)] = &[
    ("today", Due::Today),
    ("overdue", Due::Overdue),
    ("late", Due::Overdue),
    ("week", Due::Week),
    ("none", Due::None),
    ("no", Due::None),
    ("any", Due::Any),
    ("yes", Due::Any),
    ("今日", Due::Today),
    ("本日", Due::Today),
    ("期限切れ", Due::Overdue),
    ("超過", Due::Overdue),
    ("遅れ", Due::Overdue),
    ("今週", Due::Week),
    ("なし", Due::None),
    ("無し", Due::None),
    ("あり", Due::Any),
];

const YES_NO: &[(&str, bool)] = &[
    ("yes", true),
    ("true", true),
    ("1", true),
    ("はい", true),
    ("あり", true),
    ("no", false),
    ("false", false),
    ("0", false),
    ("いいえ", false),
    ("なし", false),
];

/// A filter as far as it is typed: its code, and its test where the value means something.
pub(super) struct Typed {
    pub(super) code: &'static str,
    pub(super) test: Option<Test>,
    /// What it was understood as, in codes.
    pub(super) value: String,
    /// Those who do not meet it are meant.
    pub(super) without: bool,
}

/// The code of the filter of that name, among those that the search itself answers.
#[must_use]
pub fn facet_named(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    let row = FILTERS
        .iter()
        .find(|row| row.code == folded || row.names.iter().any(|alias| fold(alias) == folded))?;
    Some(row.code)
}

/// Reads `name:value` or `name>=value`; `None` where no filter has that name.
pub(super) fn read(name: &str, compare: Compare, value: &str, own: &[CustomField]) -> Option<Typed> {
    let folded = fold(name);
    let is_row = |row: &&Row| row.code == folded || row.names.iter().any(|alias| fold(alias) == folded);
    if let Some(row) = FILTERS.iter().find(is_row).filter(|_| compare == Compare::Is) {
        let (test, value) = row.reads.test(value);
        return Some(Typed { code: row.code, test, value, without: false });
    }
    let asked::Read { code, asked, without } = asked::read(name, compare, value, own)?;
    let value = if asked.is_some() { fold(value) } else { String::new() };
    Some(Typed { code, test: asked.map(Test::Asked), value, without })
}

impl Reads {
    fn test(self, value: &str) -> (Option<Test>, String) {
        match self {
            Self::Due => one(value, DUES, |due| (Test::Due(due), due.code())),
            Self::YesNo => one(value, YES_NO, |yes| (Test::Blocked(yes), if yes { "yes" } else { "no" })),
            Self::Text(facet) => holds(facet, value),
            Self::Digits if digits(value).is_empty() => (None, String::new()),
            Self::Digits => holds(Facet::Phone, value),
            Self::Word(facet) => some(listed(value), |any| Test::Is(facet, any)),
            Self::Choice(Facet::Stage, table) => {
                // A stage of a pipeline of one's own answers to its code.
                let known = chosen(value, table);
                let any = if known.is_empty() { listed(value) } else { known };
                some(any, |any| Test::Is(Facet::Stage, any))
            }
            Self::Choice(facet, table) => some(chosen(value, table), |any| Test::Is(facet, any)),
        }
    }
}

impl Due {
    /// Its name in a search line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Overdue => "overdue",
            Self::Week => "week",
            Self::Any => "any",
            Self::None => "none",
        }
    }
}

/// The one value meant: the whole word, else the first it begins.
fn one<T: Copy>(
    value: &str,
    table: &[(&str, T)],
    test: impl Fn(T) -> (Test, &'static str),
) -> (Option<Test>, String) {
    match matching(&fold(value), table).first() {
        Some(&found) => {
            let (test, code) = test(found);
            (Some(test), code.to_owned())
        }
        None => (None, String::new()),
    }
}

fn holds(facet: Facet, value: &str) -> (Option<Test>, String) {
    let values = listed(value);
    let meant = values.iter().filter(|_| facet == Facet::Tag).filter_map(|value| tag::code_of(value));
    let any: Vec<_> = values.iter().map(String::as_str).chain(meant).map(Word::value).collect();
    (if any.is_empty() { None } else { Some(Test::Holds(facet, any)) }, values.join(","))
}

fn some(any: Vec<String>, test: impl Fn(Vec<String>) -> Test) -> (Option<Test>, String) {
    let value = any.join(",");
    (if any.is_empty() { None } else { Some(test(any)) }, value)
}

/// The folded values between commas.
fn listed(value: &str) -> Vec<String> {
    value.split([',', '、', '，', '､']).map(fold).filter(|part| !part.is_empty()).collect()
}

/// The codes meant by each value between commas, half-typed ones included.
fn chosen(value: &str, table: &[(&str, &str)]) -> Vec<String> {
    let mut codes: Vec<String> =
        listed(value).iter().flat_map(|part| matching(part, table)).map(str::to_owned).collect();
    codes.dedup();
    codes
}

/// The rows a folded value names; where none does, those it begins.
fn matching<T: Copy>(value: &str, table: &[(&str, T)]) -> Vec<T> {
    let rows = |fits: &dyn Fn(&str) -> bool| -> Vec<T> {
        table.iter().filter(|(typed, _)| fits(&fold(typed))).map(|&(_, found)| found).collect()
    };
    let whole = rows(&|typed| typed == value);
    if whole.is_empty() && !value.is_empty() { rows(&|typed| typed.starts_with(value)) } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{customer, stage};

    #[test]
    fn no_two_filters_share_a_name() {
        let mut names: Vec<_> = FILTERS
            .iter()
            .flat_map(|row| row.names.iter().chain([&row.code]))
            .map(|name| fold(name))
            .collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn every_choice_is_one_the_domain_knows() {
        let known = |table: &[(&str, &str)], codes: &[&str]| {
            codes.iter().all(|code| table.contains(&(code, code)))
                && table.iter().all(|row| codes.contains(&row.1))
        };
        assert!(known(KINDS, customer::KINDS));
        assert!(known(LIFECYCLES, customer::LIFECYCLES));
        let stages: Vec<_> = stage::STANDARD.iter().map(|stage| stage.code).collect();
        assert!(known(STAGES, &stages));
    }
}

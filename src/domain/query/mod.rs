//! A search line: words and filters.
//!
//! `Query::parse` never fails: what is no filter is words. Words and values come out folded, ready
//! for the search; what each filter was understood as comes out as hints for the screen.

mod asked;
mod facet;
mod filter;
mod names;
mod token;
mod word;

pub use asked::{About, Asked, Bound, CREDIT, Sort, kind_of as own_kind};
pub use facet::Facet;
pub use filter::{Due, Filter, Test, facet_named};
pub use names::{Measure, QUESTION, field};
pub use token::Compare;
pub use word::{Skeleton, Word};

use std::collections::HashSet;
use std::sync::Arc;

use self::token::Token;
use super::Id;
use super::custom_field::CustomField;
use super::fold::{Named, fold, is_number, sought_forms, words};

/// A search line as understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Each must match somewhere.
    pub words: Vec<Word>,
    /// None may match.
    pub without: Vec<Word>,
    /// Where the whole line is one number typed in pieces: its digits, in each form to look for.
    pub number: Vec<String>,
    /// Each must be met.
    pub filters: Vec<Filter>,
    /// What comes first, where the line says so; else who matches best.
    pub sort: Option<Sort>,
    /// What each typed filter was understood as, in the order typed.
    pub hints: Vec<Hint>,
}

/// What a typed filter was understood as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// As typed, the colon included.
    pub typed: String,
    /// The filter's code, such as `due`.
    pub filter: &'static str,
    /// Its value in codes, such as `today`; empty where the filter is left out for want of one.
    pub value: String,
    /// True for `-filter:value`.
    pub without: bool,
}

impl Query {
    /// Reads a line, however much of it is typed yet.
    #[must_use]
    pub fn parse(line: &str) -> Self {
        Self::parse_with(line, &[])
    }

    /// The same where the desk has fields of its own, which are filters by their names.
    #[must_use]
    pub fn parse_with(line: &str, own: &[CustomField]) -> Self {
        let mut query = Self::default();
        let rest = query.take_filters(token::tokens(line), own);
        query.number = number(&rest);
        if !query.number.is_empty() {
            query.words = rest.iter().flat_map(|token| Word::all(&token.typed)).collect();
            return query;
        }
        query.read_words(&rest);
        query
    }

    /// Says whether a line can hold a filter at all, so that the desk's own fields matter.
    #[must_use]
    pub fn may_filter(line: &str) -> bool {
        line.contains(token::SIGNS)
    }

    /// The first part of a line that looks like a filter and means nothing, as typed.
    #[must_use]
    pub fn meaningless(line: &str, own: &[CustomField]) -> Option<String> {
        let query = Self::parse_with(line, own);
        if let Some(hint) = query.hints.iter().find(|hint| hint.value.is_empty()) {
            return Some(hint.typed.clone());
        }
        let known = |token: &Token| query.hints.iter().any(|hint| hint.typed == token.typed);
        let strange = |token: &Token| {
            let named =
                |name: &str| name.chars().all(|c| c.is_alphabetic() || matches!(c, '_' | '.' | '-' | 'ー'));
            token.filter().is_some_and(|(name, _, value)| named(name) && !value.starts_with("//"))
        };
        token::tokens(line).into_iter().find(|token| strange(token) && !known(token)).map(|token| token.typed)
    }

    /// Says whether it asks for nothing: the opening list.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty() && self.without.is_empty() && self.filters.is_empty() && self.number.is_empty()
    }

    /// Says whether a filter by owner is not settled yet.
    #[must_use]
    pub fn asks_for_owner(&self) -> bool {
        self.filters.iter().any(|filter| matches!(filter.test, Test::Holds(Facet::Owner, _)))
    }

    /// Settles filters by owner on the reps they mean, each known by name and id: who has changed
    /// their name is still the same.
    pub fn settle_owners(&mut self, reps: &[(String, Id)]) {
        for filter in &mut self.filters {
            if let Test::Holds(Facet::Owner, words) = &filter.test {
                let meant = |name: &str| words.iter().any(|word| fold(name).contains(&word.text));
                let ids = reps.iter().filter(|(name, _)| meant(name)).map(|(_, id)| fold(&id.to_string()));
                filter.test = Test::Is(Facet::Owner, ids.collect());
            }
        }
    }

    /// Settles what is asked of the book itself on the customers `meeting` finds; what it leaves is the
    /// search's to answer.
    ///
    /// # Errors
    /// Whatever `meeting` fails with.
    pub fn settle_asked<E>(
        &mut self,
        mut meeting: impl FnMut(&Asked) -> Result<Option<Arc<HashSet<Id>>>, E>,
    ) -> Result<(), E> {
        for filter in &mut self.filters {
            if let Test::Asked(asked) = &filter.test
                && let Some(customers) = meeting(asked)?
            {
                filter.test = Test::Among(customers);
            }
        }
        Ok(())
    }

    /// Says in which currency amounts are that say none.
    pub fn count_in(&mut self, home: &str) {
        for filter in &mut self.filters {
            if let Test::Asked(Asked { bound: Bound::Amount(_, of), .. }) = &mut filter.test {
                home.clone_into(of);
            }
        }
    }

    fn take_filters(&mut self, tokens: Vec<Token>, own: &[CustomField]) -> Vec<Token> {
        let mut rest = Vec::new();
        for token in tokens {
            if let Some(hint) = self.take_sort(&token, own) {
                self.hints.push(hint);
                continue;
            }
            match token.filter().and_then(|(name, compare, value)| filter::read(name, compare, value, own)) {
                Some(read) => {
                    let without = token.without;
                    let left_out = without || read.without;
                    self.filters.extend(read.test.map(|test| Filter { without: left_out, test }));
                    self.hints.push(Hint {
                        typed: token.typed,
                        filter: read.code,
                        value: read.value,
                        without,
                    });
                }
                None => rest.push(token),
            }
        }
        rest
    }

    fn take_sort(&mut self, token: &Token, own: &[CustomField]) -> Option<Hint> {
        let (name, _, value) = token.filter()?;
        SORT.contains(&fold(name).as_str()).then_some(())?;
        let read = asked::sort(value, own);
        self.sort = read.map(|(_, sort)| sort).or(self.sort);
        let value = read.map(|(code, _)| code.to_owned()).unwrap_or_default();
        Some(Hint { typed: token.typed.clone(), filter: SORT[0], value, without: false })
    }

    fn read_words(&mut self, tokens: &[Token]) {
        let mut free = String::new();
        for token in tokens {
            if token.without {
                self.without.extend(Word::all(&token.text));
            } else if token.phrase {
                self.words.extend(Word::phrase(&token.text));
            } else {
                free = free + &token.text + " ";
            }
        }
        let named = Named::half_typed(&free);
        self.words.extend(words(&named.plain).map(Word::of_plain));
    }
}

/// What orders an answer, folded.
const SORT: [&str; 4] = ["sort", "order", "並び", "並べ替え"];

/// The digits of a line that is one number in several pieces, else nothing.
fn number(tokens: &[Token]) -> Vec<String> {
    let pieces: Vec<_> = tokens.iter().map(|token| fold(&token.typed)).collect();
    if pieces.len() < 2 || !pieces.iter().all(|piece| is_number(piece)) {
        return Vec::new();
    }
    sought_forms(&pieces.concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(query: &Query) -> Vec<&str> {
        query.words.iter().map(|word| word.text.as_str()).collect()
    }

    fn only_test(line: &str) -> Option<Test> {
        let mut query = Query::parse(line);
        assert!(query.words.is_empty(), "{line}: {:?}", query.words);
        query.filters.pop().map(|filter| filter.test)
    }

    #[test]
    fn words_and_filters_part() {
        let query = Query::parse("田中　rank:A due:today Osaka");
        assert_eq!(texts(&query), ["田中", "osaka"]);
        assert_eq!(query.filters.len(), 2);
        assert_eq!(query.hints[1].value, "today");
    }

    #[test]
    fn a_filter_reads_in_both_languages_and_any_width() {
        let is = |facet, any: &[&str]| Some(Test::Is(facet, any.iter().map(|&s| s.to_owned()).collect()));
        let holds =
            |facet, any: &[&str]| Some(Test::Holds(facet, any.iter().map(|s| Word::value(s)).collect()));
        for (line, test) in [
            ("due:today", Some(Test::Due(Due::Today))),
            ("ｄｕｅ：ｔｏｄａｙ", Some(Test::Due(Due::Today))),
            ("期限:今日", Some(Test::Due(Due::Today))),
            ("期限：期限切れ", Some(Test::Due(Due::Overdue))),
            ("due:week", Some(Test::Due(Due::Week))),
            ("due:none", Some(Test::Due(Due::None))),
            ("due:ov", Some(Test::Due(Due::Overdue))),
            ("rank:a,B", is(Facet::Rank, &["a", "b"])),
            ("ランク：Ａ、Ｂ", is(Facet::Rank, &["a", "b"])),
            ("tag:展示会", holds(Facet::Tag, &["展示会"])),
            ("タグ:\"展示 会\"", holds(Facet::Tag, &["展示 会"])),
            ("phone:12-34", holds(Facet::Phone, &["12-34"])),
            ("電話:１２３４", holds(Facet::Phone, &["1234"])),
            ("mail:info@a.example", holds(Facet::Mail, &["info@a.example"])),
            ("kind:company", is(Facet::Kind, &["company"])),
            ("種別:個人", is(Facet::Kind, &["person"])),
            ("住所:大阪", holds(Facet::Place, &["大阪"])),
            ("life:pros", is(Facet::Lifecycle, &["prospect"])),
            ("状態:既存", is(Facet::Lifecycle, &["customer"])),
            ("フェーズ:見積", is(Facet::Stage, &["quote"])),
            ("stage:won,lost", is(Facet::Stage, &["won", "lost"])),
            ("名前:さくら", holds(Facet::Name, &["さくら"])),
            ("読み:サクラ", holds(Facet::Kana, &["さくら"])),
            ("メモ:見積", holds(Facet::Note, &["見積"])),
            ("blocked:yes", Some(Test::Blocked(true))),
        ] {
            assert_eq!(only_test(line), test, "{line}");
        }
    }

    #[test]
    fn a_filter_without_a_meaning_is_left_out_and_said_so() {
        for line in ["rank:", "due:xyz", "phone:", "phone:abc", "kind:zzz", "tag:\"\"", "rank:,"] {
            assert_eq!(only_test(line), None, "{line}");
            assert_eq!(Query::parse(line).hints[0].value, "", "{line}");
        }
    }

    #[test]
    fn an_unknown_filter_is_words() {
        assert_eq!(texts(&Query::parse("foo:bar 12:30")), ["foo:bar", "12:30"]);
        assert_eq!(texts(&Query::parse("https://a.example")), ["https://a.example"]);
    }

    #[test]
    fn quotes_keep_words_together_and_a_dash_leaves_out() {
        let query = Query::parse("\"smith jo\" -osaka -tag:x acme");
        assert_eq!(texts(&query), ["smith jo", "acme"]);
        assert_eq!(query.without[0].text, "osaka");
        assert!(query.filters[0].without);
        assert!(Query::parse("-").is_empty());
    }

    #[test]
    fn a_number_in_pieces_is_one_number_too() {
        assert_eq!(Query::parse("090 1234 5678").number, ["09012345678"]);
        assert_eq!(Query::parse("+81 3 1234").number, ["8131234", "031234"]);
        assert_eq!(Query::parse("03 -1234").number, ["031234"]);
        assert!(Query::parse("090").number.is_empty());
        assert!(Query::parse("090 田中").number.is_empty());
    }

    #[test]
    fn a_legal_form_goes_unless_it_is_all_there_is() {
        assert_eq!(texts(&Query::parse("株式会社さくら")), ["さくら"]);
        assert_eq!(texts(&Query::parse("㈱ さくら")), ["さくら"]);
        assert_eq!(texts(&Query::parse("Acme Co., Ltd.")), ["acme"]);
        assert_eq!(texts(&Query::parse("㈱")), ["株式会社"]);
        assert_eq!(texts(&Query::parse("株式")), ["株式"]);
    }

    #[test]
    fn an_owner_is_meant_by_any_part_of_a_name() {
        let reps =
            [("川島 Kei".to_owned(), Id::from_bytes([1; 16])), ("Mori".to_owned(), Id::from_bytes([2; 16]))];
        let settled = |line: &str| {
            let mut query = Query::parse(line);
            query.settle_owners(&reps);
            query.filters.remove(0).test
        };
        let ids = |ids: &[u8]| {
            let ids = ids.iter().map(|id| fold(&Id::from_bytes([*id; 16]).to_string()));
            Test::Is(Facet::Owner, ids.collect())
        };
        assert_eq!(settled("owner:kei"), ids(&[1]));
        assert_eq!(settled("担当:川島,mori"), ids(&[1, 2]));
        assert_eq!(settled("owner:nobody"), ids(&[]));
    }

    #[test]
    fn nothing_typed_asks_for_nothing() {
        assert!(Query::parse(" 　").is_empty());
    }

    proptest! {
        #[test]
        fn no_line_panics(line in any::<String>()) {
            let _ = Query::parse(&line);
        }

        #[test]
        fn no_line_of_our_own_letters_panics(line in "[a-z:\"\\-+0-9 　：、,期限ランク株式会社(㈱ｶ)ー]{0,30}") {
            let query = Query::parse(&line);
            prop_assert!(query.words.iter().all(|word| !word.text.is_empty()));
        }
    }
}

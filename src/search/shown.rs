//! A match as it stands in the record: the clause that was found, unfolded.
//!
//! The scan answers with folded words; for the few rows on the screen the raw ones read better.

use crate::domain::fold::{digits, fold, romaji};
use crate::domain::query::{Query, Word};

/// Characters shown at most.
const WIDTH: usize = 40;

/// The first clause among `texts` that one of the query's words stands in; `None` where the match
/// runs over a border that clauses do not keep.
#[must_use]
pub fn shown(query: &Query, texts: &[String]) -> Option<String> {
    let clauses = texts.iter().flat_map(|text| text.split(['\n', '。', '、', '.', ',', ';']));
    let clause = clauses.map(str::trim).find(|clause| !clause.is_empty() && stands_in(query, clause))?;
    Some(clause.chars().take(WIDTH).collect())
}

fn stands_in(query: &Query, clause: &str) -> bool {
    let folded = fold(clause);
    let spelt = romaji(clause);
    let numbers = digits(clause);
    let word = |word: &Word| {
        folded.contains(&word.text)
            || word.skeleton.as_ref().is_some_and(|skeleton| spelt.contains(&skeleton.text))
            || word.digits.iter().any(|sought| numbers.contains(sought.as_str()))
    };
    query.words.iter().any(word) || query.number.iter().any(|sought| numbers.contains(sought.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_is_shown_as_it_was_written() {
        let texts = ["先週の展示会で話した。カタログを送る、来週また".to_owned()];
        assert_eq!(shown(&Query::parse("かたろぐ"), &texts).as_deref(), Some("カタログを送る"));
        let names = ["田中 一郎  タナカ イチロウ".to_owned()];
        assert_eq!(shown(&Query::parse("ichiro"), &names).as_deref(), Some("田中 一郎  タナカ イチロウ"));
        assert_eq!(shown(&Query::parse("zzz"), &names), None);
    }
}

//! Inquiries that are alike: by what they are about and the pairs of letters they share.
//!
//! Pure, and without a dictionary: two letters side by side serve Japanese as well as English.

use std::collections::HashSet;

use super::Id;
use super::fold::fold;
use super::inquiry::Inquiry;

/// Less alike than this per cent is not alike.
const LEAST: u32 = 18;
/// So much per cent of what is typed must be in another.
const HELD: usize = 60;
/// Of one kind counts so much more.
const SAME_KIND: u32 = 15;

/// What is being written down of an inquiry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// What it is about.
    pub kind: String,
    /// In which words.
    pub text: String,
    /// Which one it is, where it is there already.
    pub but: Option<Id>,
}

/// What an inquiry is compared by.
#[derive(Debug)]
pub struct Print {
    kind: String,
    pairs: HashSet<[char; 2]>,
}

impl Print {
    /// That of a kind and words.
    #[must_use]
    pub fn of(kind: &str, text: &str) -> Self {
        let folded = fold(text);
        let letters = |word: &str| {
            let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
            letters.windows(2).map(|two| [two[0], two[1]]).collect::<Vec<_>>()
        };
        Self { kind: kind.to_owned(), pairs: folded.split_whitespace().flat_map(letters).collect() }
    }

    /// How alike two are, in per cent; nothing where they are not.
    #[must_use]
    pub fn alike(&self, other: &Self) -> Option<u32> {
        let shared = self.pairs.intersection(&other.pairs).count();
        let all = self.pairs.len() + other.pairs.len();
        let score = u32::try_from(200 * shared / all.max(1)).unwrap_or(100);
        let kind = if !self.kind.is_empty() && self.kind == other.kind { SAME_KIND } else { 0 };
        (shared > 0 && score + kind >= LEAST).then(|| (score + kind).min(100))
    }
}

/// The `most` that have most of the words in them that are being written down, of one kind and the newest
/// first among equals: what is typed is the beginning of more.
#[must_use]
pub fn begun<'a>(
    sought: &Sought,
    all: impl IntoIterator<Item = &'a Inquiry>,
    most: usize,
) -> Vec<&'a Inquiry> {
    let own = Print::of(&sought.kind, &sought.text);
    let held = |inquiry: &Inquiry| {
        let pairs = Print::of("", &inquiry.text).pairs;
        100 * own.pairs.intersection(&pairs).count() / own.pairs.len().max(1)
    };
    let others = all.into_iter().filter(|inquiry| Some(inquiry.id) != sought.but);
    let mut found: Vec<(usize, &Inquiry)> =
        others.map(|inquiry| (held(inquiry), inquiry)).filter(|(held, _)| *held >= HELD).collect();
    found.sort_by_key(|(held, inquiry)| {
        std::cmp::Reverse((*held, inquiry.kind == sought.kind, inquiry.received_at, inquiry.id))
    });
    found.into_iter().take(most).map(|(_, inquiry)| inquiry).collect()
}

/// The `most` that are most like the print, the likest and then the newest first, each with how alike it
/// is in per cent; never `but`.
#[must_use]
pub fn similar<'a>(
    print: &Print,
    but: Option<Id>,
    all: impl IntoIterator<Item = &'a Inquiry>,
    most: usize,
) -> Vec<(&'a Inquiry, u32)> {
    let others = all.into_iter().filter(|inquiry| Some(inquiry.id) != but && !inquiry.text.is_empty());
    let mut found: Vec<(&Inquiry, u32)> = others
        .filter_map(|inquiry| Some((inquiry, print.alike(&Print::of(&inquiry.kind, &inquiry.text))?)))
        .collect();
    found.sort_by_key(|(inquiry, score)| std::cmp::Reverse((*score, inquiry.received_at, inquiry.id)));
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inquiry(n: u64, kind: &str, text: &str) -> Inquiry {
        let id = Id::of_parts(&[&n.to_le_bytes()]);
        Inquiry { id, kind: kind.into(), text: text.into(), ..Inquiry::default() }
    }

    #[test]
    fn what_shares_words_is_alike_in_both_languages_and_the_kind_counts() {
        let all = [
            inquiry(1, "delivery", "納期が遅れている。いつ届くのか"),
            inquiry(2, "question", "納期はいつになりますか"),
            inquiry(3, "delivery", "カタログを送ってほしい"),
            inquiry(4, "billing", "The invoice shows the wrong amount"),
        ];
        let found = |kind: &str, text: &str| -> Vec<Id> {
            similar(&Print::of(kind, text), None, &all, 9).into_iter().map(|(one, _)| one.id).collect()
        };
        assert_eq!(found("delivery", "納期が遅れています。いつ届きますか"), [all[0].id, all[1].id]);
        assert_eq!(found("billing", "wrong amount on an INVOICE"), [all[3].id]);
        assert_eq!(found("", ""), []);
    }

    #[test]
    fn a_few_words_that_are_typed_find_what_has_most_of_them_and_the_kind_alone_finds_nothing() {
        let all = [
            inquiry(1, "delivery", "納期が遅れている。先月注文した品物はいつ届くのか"),
            inquiry(2, "question", "How do we change the ribbon of the printer?"),
            inquiry(3, "delivery", "The delivery is late again"),
        ];
        let found = |kind: &str, text: &str, but| -> Vec<Id> {
            let sought = Sought { kind: kind.into(), text: text.into(), but };
            begun(&sought, &all, 9).into_iter().map(|one| one.id).collect()
        };
        assert_eq!(found("question", "納期が", None), [all[0].id]);
        assert_eq!(found("question", "The delivery", None), [all[2].id]);
        assert_eq!(found("delivery", "The delivery", Some(all[2].id)), []);
        assert_eq!(found("delivery", "", None), []);
    }

    #[test]
    fn it_is_never_like_itself() {
        let one = inquiry(1, "other", "same words");
        assert!(similar(&Print::of("other", "same words"), Some(one.id), [&one], 9).is_empty());
    }
}

//! How alike two names are: a consumer's word by word in either order, a company's as a whole.

use super::branch::{self, Branches};
use super::reason::{Ground, Reason};

/// Words that make no two names alike.
const EMPTY: &[&str] = &["the", "of", "and", "a", "de", "la", "le", "des", "les", "el"];
/// A word shorter than this makes no two names alike; in bytes, so that two kanji do.
const WORD: usize = 4;
/// From so many per cent on names of companies are alike, and what that adds.
const ALIKE: &[(u8, i16)] = &[(95, 45), (88, 35), (80, 25), (72, 12)];
/// Under so many per cent names have nothing in common.
const NOTHING: u8 = 55;

/// What the names of two companies say.
pub(super) fn of_companies(a: &str, b: &str, say: &mut impl FnMut(Reason)) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    if a == b {
        return say(Reason::whole(Ground::SameName));
    }
    match branch::compared(a, b) {
        Branches::Other => {
            say(Reason::whole(Ground::SameName));
            return say(Reason::whole(Ground::OtherBranch));
        }
        Branches::Part => {
            say(Reason::whole(Ground::SameName));
            return say(Reason::whole(Ground::Branch));
        }
        Branches::Nothing => {}
    }
    let percent = alike(a, b);
    if let Some((_, points)) = ALIKE.iter().find(|(least, _)| percent >= *least) {
        return say(Reason::part(Ground::NameAlike, *points, percent));
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let known = |word: &&str| word.len() >= WORD && !EMPTY.contains(word);
    let has = |word: &str| long.split(' ').any(|other| other == word);
    if short.split(' ').any(|word| known(&word))
        && short.split(' ').all(|word| EMPTY.contains(&word) || has(word))
    {
        return say(Reason::part(Ground::NameInside, Ground::NameInside.points(), percent));
    }
    if short.split(' ').filter(known).any(has) {
        return say(Reason::part(Ground::NameWord, Ground::NameWord.points(), percent));
    }
    if percent < NOTHING {
        say(Reason::part(Ground::OtherName, Ground::OtherName.points(), percent));
    }
}

/// How alike two texts are, blanks apart, 0–100.
fn alike(a: &str, b: &str) -> u8 {
    let [a, b] = [a, b].map(|text| text.replace(' ', ""));
    let likeness = strsim::normalized_damerau_levenshtein(&a, &b).max(strsim::sorensen_dice(&a, &b));
    percent(likeness)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of one, times a hundred"
)]
fn percent(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).floor() as u8
}

/// How alike two words of a consumer's name are, best first: at most so many slips, at least so
/// many characters, and what that adds.
const SLIPS: &[(usize, usize, i16)] = &[(1, 4, 24), (2, 5, 18), (3, 6, 9)];

/// What the names of two consumers say.
pub(super) fn of_persons(a: &str, b: &str, say: &mut impl FnMut(Reason)) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let [one, other] = [a, b].map(|name| name.split(' ').take(2).collect::<Vec<&str>>());
    let whole =
        |words: &[&str]| words.len() > 1 || words.iter().any(|word| word.len() >= 9 && !word.is_ascii());
    if a.replace(' ', "") == b.replace(' ', "") {
        let ground = if whole(&one) || whole(&other) { Ground::SamePersonName } else { Ground::SameNamePart };
        return say(Reason::whole(ground));
    }
    let points = match (&one[..], &other[..]) {
        ([a, b], [c, d]) => (word(a, c) + word(b, d)).max(word(a, d) + word(b, c)),
        ([one], both) | (both, [one]) => both.iter().map(|other| word(one, other)).max().unwrap_or(0),
        _ => 0,
    };
    let most = Ground::SamePersonName.points();
    match points {
        1.. => say(Reason::part(Ground::NameAlike, points.min(most), alike(a, b))),
        0 => {}
        _ => say(Reason::part(Ground::OtherPersonName, points, alike(a, b))),
    }
}

fn word(a: &str, b: &str) -> i16 {
    if a == b {
        return Ground::SameNamePart.points();
    }
    let slips = strsim::osa_distance(a, b);
    let length = a.chars().count().max(b.chars().count());
    if length >= WORD && strsim::jaro_winkler(a, b) >= 0.92 {
        return SLIPS[0].2;
    }
    let found = SLIPS.iter().find(|(most, least, _)| slips <= *most && length >= *least);
    found.map_or(Ground::OtherPersonName.points(), |(.., points)| *points)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(people: bool, a: &str, b: &str) -> i16 {
        let mut sum = 0;
        let mut say = |reason: Reason| sum += reason.points;
        if people {
            of_persons(a, b, &mut say);
        } else {
            of_companies(a, b, &mut say);
        }
        sum
    }

    #[test]
    fn names_that_are_not_one_never_add_up() {
        for (a, b) in
            [("walter", "sawyer"), ("salesforce", "datadog"), ("さくら 大阪支店", "さくら 京都支店")]
        {
            assert!(points(false, a, b) < 20, "{a} {b}");
            assert!(points(true, a, b) < 20, "{a} {b}");
        }
        assert!(points(false, "salesforce", "datadog") < 0);
        assert_eq!(points(true, "robert smith", "mary jones"), 2 * Ground::OtherPersonName.points());
    }

    #[test]
    fn slips_swapped_and_missing_words_count_for_a_consumer() {
        let whole = Ground::SamePersonName.points();
        assert_eq!(points(true, "isla hall", "hall isla"), whole);
        assert_eq!(points(true, "山田 太郎", "山田太郎"), whole);
        assert_eq!(points(true, "hall", "isla hall"), Ground::SameNamePart.points());
        assert!((30..=whole).contains(&points(true, "theodore mosrir", "theodore morris")));
        assert!(points(true, "john smith", "mary smith") < 10);
    }

    #[test]
    fn a_companys_name_counts_as_a_whole() {
        assert_eq!(points(false, "さくら", "さくら"), Ground::SameName.points());
        assert!(points(false, "stripe", "stripes") >= 25);
        assert_eq!(points(false, "katsu", "restaurant katsu"), Ground::NameInside.points());
        assert!(points(false, "さくら", "さくら大阪支店") < super::super::WORTH_A_LOOK.into());
    }
}

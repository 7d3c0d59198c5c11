//! Addresses: one spelling for 一丁目２番３号 and 1-2-3, for `Street` and `St.`; and how alike two are.
//!
//! What stands behind the number of the house (a building, a floor) is left out: it is written or not.

use crate::domain::fold::fold;

/// How two addresses stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// One house.
    Same,
    /// The same numbers, and the street spelt otherwise.
    Alike,
    /// Two houses.
    Other,
}

/// What the words of an address are cut to; what stands for nothing goes.
const WORDS: &[(&str, &str)] = &[
    ("street", "st"),
    ("avenue", "ave"),
    ("av", "ave"),
    ("boulevard", "blvd"),
    ("blv", "blvd"),
    ("road", "rd"),
    ("drive", "dr"),
    ("place", "pl"),
    ("highway", "hwy"),
    ("parkway", "pkwy"),
    ("square", "sq"),
    ("lane", "ln"),
    ("court", "ct"),
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
    ("ninth", "9th"),
    ("tenth", "10th"),
    ("n", ""),
    ("s", ""),
    ("e", ""),
    ("w", ""),
    ("ne", ""),
    ("nw", ""),
    ("se", ""),
    ("sw", ""),
    ("north", ""),
    ("south", ""),
    ("east", ""),
    ("west", ""),
];

/// Behind these words stands where a house is, not which it is.
const ASIDE: &[&str] = &["between", "near", "at", "off", "suite", "ste", "apt", "floor"];

/// The marks between the numbers of a Japanese address, a longer one before its beginning.
const MARKS: &[&str] = &["番地の", "丁目", "番地", "番", "号", "の", "ノ"];

/// The address in one spelling.
#[must_use]
pub(super) fn folded(region: &str, city: &str, address: &str) -> String {
    if address.trim().is_empty() {
        return String::new();
    }
    let address = fold(address);
    if address.chars().any(is_east_asian) {
        let [region, city, address] =
            [&fold(region), &fold(city), &address].map(|text| text.replace(' ', ""));
        let bare = address.strip_prefix(region.as_str()).unwrap_or(&address);
        let bare = without_prefecture(bare);
        let city = without_prefecture(&city);
        let whole = if bare.starts_with(city) { bare.to_owned() } else { format!("{city}{bare}") };
        return house(&numbered(&whole));
    }
    latin(&address)
}

const fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

fn latin(address: &str) -> String {
    let bare = address.replace(['.', '#'], " ");
    let words = bare.split_whitespace().take_while(|word| !ASIDE.contains(word));
    let words =
        words.map(|word| WORDS.iter().find(|(long, _)| *long == word).map_or(word, |(_, short)| short));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Without 都道府県, which is written or not.
fn without_prefecture(address: &str) -> &str {
    if let Some(rest) = address.strip_prefix("京都府") {
        return rest;
    }
    let end = address.char_indices().skip(2).take(2).find(|(_, c)| "都道府県".contains(*c));
    // A city may be called so too: 京都市 has its 都 earlier, 府中市 its 府.
    end.map_or(address, |(at, c)| &address[at + c.len_utf8()..])
}

/// With 一丁目２番３号 as `1-2-3`.
fn numbered(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(c) = rest.chars().next() {
        let run: String = rest.chars().take_while(|c| kanji_digit(*c).is_some()).collect();
        let behind = &rest[run.len()..];
        if !run.is_empty() && MARKS[..5].iter().any(|mark| behind.starts_with(mark)) {
            out.push_str(&value(&run).to_string());
            rest = behind;
            continue;
        }
        let mark =
            MARKS.iter().find(|mark| out.ends_with(|c: char| c.is_ascii_digit()) && rest.starts_with(**mark));
        if let Some(mark) = mark {
            out.push('-');
            rest = &rest[mark.len()..];
            continue;
        }
        if !(c == '-' && out.ends_with('-')) {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

fn kanji_digit(c: char) -> Option<u32> {
    let at = "〇一二三四五六七八九".chars().position(|digit| digit == c);
    at.and_then(|at| u32::try_from(at).ok()).or(match c {
        '十' => Some(10),
        '百' => Some(100),
        _ => None,
    })
}

/// 二十三 and 二三 are 23.
fn value(run: &str) -> u32 {
    let (mut sum, mut here) = (0_u32, 0_u32);
    for digit in run.chars().filter_map(kanji_digit) {
        if digit >= 10 {
            sum = sum.saturating_add(digit.saturating_mul(here.max(1)));
            here = 0;
        } else {
            here = here.saturating_mul(10).saturating_add(digit);
        }
    }
    sum.saturating_add(here)
}

/// As far as the number of the house.
fn house(address: &str) -> String {
    let Some(first) = address.find(|c: char| c.is_ascii_digit()) else { return address.to_owned() };
    let number = address[first..].find(|c: char| !(c.is_ascii_digit() || c == '-'));
    let end = number.map_or(address.len(), |at| first + at);
    address[..end].trim_end_matches('-').to_owned()
}

/// How two folded addresses stand to each other; nothing where one of them is not known.
#[must_use]
pub(super) fn compared(a: &str, b: &str) -> Option<Places> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let numbers = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_ascii_digit() || *c == '-' || *c == ' ')
            .collect::<String>()
            .trim()
            .to_owned()
    };
    let numbered = !numbers(short).is_empty();
    if a == b || (numbered && long.ends_with(short) && short.starts_with(is_east_asian)) {
        return Some(Places::Same);
    }
    let first = |text: &str| numbers(text).split(' ').next().unwrap_or_default().to_owned();
    let alike = numbered && first(a) == first(b) && strsim::sorensen_dice(a, b) >= 0.6;
    Some(if alike { Places::Alike } else { Places::Other })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_has_one_spelling() {
        for address in [
            "丸の内1-2-3",
            "丸の内一丁目２番３号",
            "丸の内１丁目２－３",
            "丸の内1丁目2番地3",
            "丸の内 1-2-3 第一ビル5F",
            "東京都千代田区丸の内１ー２ー３",
        ] {
            assert_eq!(folded("東京都", "千代田区", address), "千代田区丸の内1-2-3", "{address}");
        }
        assert_eq!(folded("", "", "京都市二十三番地"), "京都市23");
        assert_eq!(folded("京都府", "京都市", "一番町5"), folded("", "京都市", "1番町５"));
        assert_eq!(folded("", "", "747 Ninth Avenue  between 50th and 51st"), folded("", "", "747 9th Ave."));
        assert_eq!(folded("東京都", "港区", ""), "");
    }

    #[test]
    fn the_same_house_with_or_without_its_city_is_the_same_and_the_next_is_not() {
        let whole = folded("東京都", "千代田区", "丸の内1-2-3");
        assert_eq!(compared(&whole, &folded("", "", "丸の内1-2-3")), Some(Places::Same));
        assert_eq!(compared(&whole, &folded("東京都", "千代田区", "丸の内1-2-4")), Some(Places::Other));
        assert_eq!(compared("3130 piedmont rd", "3130 piedmontt rd"), Some(Places::Alike));
        assert_eq!(compared(&whole, ""), None);
    }
}

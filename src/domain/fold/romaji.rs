//! Romaji: one Latin skeleton for a reading, however it is written.
//!
//! Hepburn, Kunrei and keyboard spellings meet; long vowels count once; n before b, m and p is n.
//! Made of the book's readings and of what is typed, so `tanak` and `たなk` find たなか.

use wana_kana::ConvertJapanese;

use super::plain::plain;

/// Spellings of one sound, longest first.
const SOUNDS: &[(&str, &str)] = &[
    ("dzu", "zu"),
    ("sy", "sh"),
    ("ty", "ch"),
    ("cy", "ch"),
    ("zy", "j"),
    ("jy", "j"),
    ("dy", "j"),
    ("si", "shi"),
    ("ti", "chi"),
    ("tu", "tsu"),
    ("hu", "fu"),
    ("zi", "ji"),
    ("di", "ji"),
    ("du", "zu"),
    ("wo", "o"),
    ("v", "b"),
];

/// The skeleton of a reading, or of typed Latin letters. Letters, digits and spaces only.
#[must_use]
pub fn romaji(kana: &str) -> String {
    romaji_of_plain(&plain(kana))
}

/// The skeleton of text that is plain already: small kana must still be small.
#[must_use]
pub fn romaji_of_plain(plain: &str) -> String {
    let latin = if plain.is_ascii() { plain.to_owned() } else { plain.to_romaji() };
    let kept = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == ' ';
    once(&sounds(&latin.chars().filter(kept).collect::<String>()))
}

/// Every sound in Hepburn. The input is ASCII.
fn sounds(latin: &str) -> String {
    let mut out = String::with_capacity(latin.len() + 4);
    let mut rest = latin;
    while !rest.is_empty() {
        let (one, _) = rest.split_at(1);
        let (from, to) =
            SOUNDS.iter().copied().find(|(from, _)| rest.starts_with(from)).unwrap_or((one, one));
        out.push_str(to);
        rest = &rest[from.len()..];
    }
    out
}

/// Long vowels and n once, `tch` as `cch`, `mb` as `nb`.
fn once(hepburn: &str) -> String {
    let mut out = String::with_capacity(hepburn.len());
    let mut letters = hepburn.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        out.push(match (c, next) {
            ('m', 'b' | 'm' | 'p') => 'n',
            ('t', 'c') => 'c',
            _ => c,
        });
        match c {
            'a' | 'i' | 'e' | 'u' | 'n' => while letters.next_if_eq(&c).is_some() {},
            'o' => skip_long_o(&mut letters),
            _ => {}
        }
    }
    out
}

/// After an o: what only makes it long (`ou`, `oo`, and `oh` unless a vowel follows).
fn skip_long_o(letters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while letters.next_if(|c| matches!(c, 'o' | 'u')).is_some() {}
    let after = letters.clone().nth(1);
    if letters.peek() == Some(&'h') && !after.is_some_and(|c| "aiueo".contains(c)) {
        letters.next();
    }
}

/// A reading as it is mostly written: `たなか` and `tanaka` are `タナカ`.
#[must_use]
pub fn katakana(text: &str) -> String {
    plain(text).to_katakana()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_reading_has_one_skeleton() {
        for row in [
            &["サトウ", "さとう", "satou", "sato", "satoh", "satō", "Satô", "サトー"][..],
            &["オオノ", "ohno", "ono", "Ōno", "oono"],
            &["シマヅ", "shimazu", "simazu", "shimadu"],
            &["チバ", "chiba", "tiba"],
            &["ツチヤ", "tsuchiya", "tutiya"],
            &["フジイ", "fujii", "huzii", "fuji"],
            &["シンバシ", "shimbashi", "shinbashi", "sinbasi"],
            &["ホンマ", "homma", "honma"],
            &["マッチ", "macchi", "matchi", "matti"],
            &["コンノ", "konno", "kon'no"],
            &["シャチョウ", "shachou", "syatyou", "shacho"],
            &["ジュン", "jun", "zyun", "jyun"],
            &["シンイチ", "shin'ichi", "shinichi", "sin-iti"],
            &["ユウコ", "yuuko", "yūko", "yuko"],
            &["タナカ　ヒロシ", "tanaka hiroshi", "tanaka hirosi"],
        ] {
            let first = romaji(row[0]);
            assert!(row.iter().all(|text| romaji(text) == first), "{row:?} {first}");
        }
    }

    #[test]
    fn a_half_typed_reading_begins_the_whole() {
        for (typed, reading) in [
            ("tanak", "タナカ"),
            ("たなk", "タナカ"),
            ("ｔａｎａｋ", "タナカ"),
            ("satoh", "サトウ"),
            ("toh", "トウホク"),
            ("konn", "コンノ"),
            ("homm", "ホンマ"),
            ("sy", "シャチョウ"),
            ("mac", "マッチ"),
            ("matc", "マッチ"),
        ] {
            assert!(romaji(reading).starts_with(&romaji(typed)), "{typed} {reading}");
        }
    }

    #[test]
    fn a_small_tsu_counts() {
        assert_ne!(romaji("ハタ"), romaji("ハッタ"));
    }
}

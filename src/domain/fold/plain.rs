//! Character by character: NFKC, lower case, hiragana, one dash, one space, one kanji shape.
//!
//! Brackets and small kana survive here, because legal forms and romaji are read from them.

use unicode_normalization::{UnicodeNormalization, char::decompose_canonical};

use super::{is_kana, variants::one_shape};
use crate::domain::scan::is_nfkc;

/// Text with its characters unified, brackets and small kana as they are: what romaji is read from.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if is_nfkc(text) {
        text.chars().for_each(|c| push(&mut out, c));
    } else {
        text.chars().filter(|&c| !is_unseen(c)).nfkc().for_each(|c| push(&mut out, c));
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

fn push(out: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' | '\u{3041}'..='\u{3094}' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '\u{30a1}'..='\u{30f6}' => out.push(hiragana(c)),
        '\u{3095}' => out.push('か'),
        '\u{3096}' => out.push('け'),
        '々' => out.push(repeated(out)),
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            out.push(one_shape(c));
        }
        _ if is_space(c) => push_space(out),
        _ if is_unseen(c) || is_silent(c) => {}
        _ if is_dash(c) => out.push(if out.chars().next_back().is_some_and(is_kana) { 'ー' } else { '-' }),
        '!'..='~' => out.push(c),
        _ => push_bare(out, c),
    }
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Anything else: lower case, and Latin letters without their marks.
fn push_bare(out: &mut String, c: char) {
    for lower in c.to_lowercase() {
        match lower {
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                decompose_canonical(lower, |part| {
                    if !is_silent(part) {
                        out.push(part);
                    }
                });
            }
            _ if is_silent(lower) => {}
            _ => out.push(lower),
        }
    }
}

const fn hiragana(katakana: char) -> char {
    match katakana {
        'ヵ' => 'か',
        'ヶ' => 'け',
        _ => match char::from_u32(katakana as u32 - 0x60) {
            Some(c) => c,
            None => katakana,
        },
    }
}

/// What 々 stands for: the kanji before it.
fn repeated(out: &str) -> char {
    out.chars().next_back().filter(|&c| c >= '\u{3400}' && !matches!(c, '\u{ff00}'..)).unwrap_or('々')
}

/// The large kana of a small one: old data has no small ones.
pub(super) const fn large(c: char) -> char {
    match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        _ => c,
    }
}

/// Spaces, and marks that only part words.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '"' | '、' | '。' | '・' | '･' | '“' | '”' | '\u{2022}')
}

/// Spaces and brackets: what parts words once legal forms are read.
pub(super) const fn is_gap(c: char) -> bool {
    matches!(
        c,
        ' ' | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | '「'
            | '」'
            | '『'
            | '』'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '〈'
            | '〉'
            | '《'
            | '》'
    )
}

/// Every dash, minus, wave and long mark.
const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '~' | 'ー' | '\u{ad}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{223c}'
                | '\u{301c}'
                | '\u{3030}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{ff5e}'
                | '─'
                | '━'
    )
}

/// Marks on letters and apostrophes, which people leave out as often as not.
const fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\'' | '`' | '\u{b4}' | '\u{2018}'..='\u{201b}' | '\u{2032}')
}

/// Controls, joiners, direction marks, variation selectors: what nobody sees.
const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{34f}' | '\u{61c}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

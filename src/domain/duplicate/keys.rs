//! The keys a card is filed under: whoever shares one is compared, whoever shares none is not.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::card::Card;
use super::weigh::{LOCAL, ROLES};

/// Characters at either end of a company's name that are a key together with the city.
const ENDS: usize = 3;

fn key(kind: u8, parts: (&str, &str)) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, parts).hash(&mut hasher);
    hasher.finish()
}

/// What names one customer and hardly another: numbers, mail, the corporate number, the whole name, the
/// reading.
fn strong_keys(card: &Card, mut take: impl FnMut(u64)) {
    card.numbers().for_each(|number| take(key(1, (number, ""))));
    card.mails().for_each(|mail| take(key(2, (mail, ""))));
    if !card.corporate().is_empty() {
        take(key(3, (card.corporate(), "")));
    }
    if !card.name().is_empty() {
        take(key(4, (&ordered(card.name()), "")));
    }
    if !card.reading().is_empty() {
        take(key(5, (card.reading(), "")));
    }
}

/// Every key of a card.
pub fn keys(card: &Card, mut take: impl FnMut(u64)) {
    strong_keys(card, &mut take);
    for mail in card.mails() {
        let (local, domain) = mail.split_once('@').unwrap_or((mail, ""));
        if local.len() >= LOCAL && !ROLES.contains(&local) {
            take(key(6, (local, "")));
            take(key(7, (domain, start(local, 1))));
        }
    }
    if !card.place().is_empty() {
        take(key(8, (card.place(), "")));
    }
    if card.person { of_person(card, take) } else { of_company(card, take) }
}

fn of_person(card: &Card, mut take: impl FnMut(u64)) {
    let (birth, city) = (card.birth(), card.city());
    for word in card.name().split(' ').filter(|word| !word.is_empty()) {
        if !birth.is_empty() {
            take(key(9, (birth, start(word, 1))));
            take(key(10, (word, birth.get(..4).unwrap_or_default())));
        }
        if !city.is_empty() && !birth.is_empty() {
            take(key(11, (word, start(city, 3))));
        }
    }
    if !birth.is_empty() && !city.is_empty() {
        take(key(12, (birth, start(city, 2))));
    }
}

fn of_company(card: &Card, mut take: impl FnMut(u64)) {
    let bare = card.name().replace(' ', "");
    let near = if card.city().is_empty() { card.postcode() } else { card.city() };
    if bare.chars().count() > ENDS {
        take(key(13, (start(&bare, ENDS + 1), near)));
        take(key(14, (end(&bare, ENDS + 1), near)));
    }
    if let Some(sound) = sound(&bare) {
        take(key(15, (&sound, "")));
    }
}

/// What an odd letter, a vowel or a doubled sound leaves as it is: the consonants of a Latin name or of the
/// reading.
fn sound(bare: &str) -> Option<String> {
    if !bare.is_ascii() {
        return None;
    }
    let mut sound = String::new();
    for c in bare.chars().filter(|c| c.is_ascii_alphanumeric() && !"aeiouyh".contains(*c)) {
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    (sound.len() >= 4).then_some(sound)
}

/// The words in the order of letters: first and last name may stand either way.
fn ordered(name: &str) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    words.sort_unstable();
    words.concat()
}

/// The first `count` characters.
fn start(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The last `count` characters.
fn end(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(at, _)| &text[at..])
}

/// What a block of too many is sorted by: the name, the city.
#[must_use]
pub(super) fn sorts(card: &Card) -> [u32; 2] {
    let short = |kind: u8, text: &str| (key(kind, (text, "")) >> 32) as u32;
    let near = if card.place().is_empty() { card.city() } else { card.place() };
    [short(20, &ordered(card.name())), short(21, near)]
}

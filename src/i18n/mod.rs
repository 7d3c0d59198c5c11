//! Every word a person reads, in English and Japanese, and the ways to write dates and money.
//!
//! A phrase is a [`Text`]; a value of the domain is put into words by [`label`]. The language is
//! a parameter everywhere: there is no global.

pub mod block;
pub mod cell;
pub mod day_report;
pub mod field;
pub mod format;
pub mod ground;
pub mod handbook;
pub mod label;
pub mod lang;
pub mod own;
pub mod report;
pub mod review;
pub mod rules;
pub mod standing;
pub mod table;
pub mod template;
pub mod to_review;
pub mod why;

pub use lang::Lang;
pub use table::Text;

impl Text {
    /// The phrase with its `{named}` places filled.
    #[must_use]
    pub fn fill(self, lang: Lang, places: &[(&str, &str)]) -> String {
        let mut rest = self.words(lang);
        let mut filled = String::with_capacity(rest.len());
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else { break };
            filled.push_str(before);
            filled.push_str(places.iter().find(|(place, _)| *place == name).map_or("", |(_, words)| words));
            rest = tail;
        }
        filled + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(words: &str) -> Vec<&str> {
        let mut found: Vec<_> =
            words.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn both_languages_have_the_same_places() {
        for text in Text::ALL {
            assert_eq!(places(text.words(Lang::En)), places(text.words(Lang::Ja)), "{text:?}");
        }
    }

    #[test]
    fn a_filled_place_is_not_read_again() {
        let filled = Text::UndoneDeed.fill(Lang::En, &[("what", "{what}")]);
        assert!(filled.contains("{what}"));
    }
}

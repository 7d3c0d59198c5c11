//! The question: one line of a questionnaire, asked during a call and answered by a key.
//!
//! A questionnaire is all questions that bear its name. What somebody answered is an `answer`.

use super::fold::fold;
use super::record::{record, whole};
use super::{Id, Write};

record! {
    /// A question of a questionnaire.
    Question in field {
        /// The questionnaire it belongs to, by name.
        1 survey: Text,
        /// What reports and filters call it.
        2 code: Text,
        /// The words of the question.
        3 words: Text,
        /// How it is answered: a code out of `KINDS`.
        4 kind: Choice,
        /// What can be answered, one a line, its key before a blank: `1 within a month`.
        5 choices: Long,
        /// Where it stands; smaller first.
        6 position: Int,
    }
}

/// How a question can be answered: one choice, several, yes or no, a figure from 0 to 10, words.
pub const KINDS: &[&str] = &["choice", "multi", "flag", "score", "text"];

/// The keys choices get that name none.
const KEYS: &str = "123456789abcdefghijklmoprstuvwxyz";

/// Something that can be answered, with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The key.
    pub key: char,
    /// The words.
    pub words: String,
}

impl Question {
    /// The question of that code in that questionnaire: the same on every desk.
    #[must_use]
    pub fn called(survey: &str, code: &str) -> Self {
        let id = Id::of_parts(&[b"question", fold(survey).as_bytes(), fold(code).as_bytes()]);
        Self { id, survey: survey.to_owned(), code: code.to_owned(), ..Self::default() }
    }

    /// The write that has it there as it says, also after it was deleted.
    #[must_use]
    pub fn put_there(&self) -> Write {
        whole(self)
    }

    /// What can be answered, each with a key of its own; none for words and figures.
    #[must_use]
    pub fn options(&self) -> Vec<Pick> {
        let mut options: Vec<Pick> = Vec::new();
        for line in self.choices.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let stated = line.split_once(' ').filter(|(key, _)| key.chars().count() == 1);
            let stated = stated.and_then(|(key, words)| Some((key.chars().next()?, words.trim())));
            let free = |options: &[Pick], key: char| options.iter().all(|other| other.key != key);
            let next = || KEYS.chars().find(|key| free(&options, *key));
            let (key, words) = match stated.filter(|(key, _)| key.is_ascii_alphanumeric()) {
                Some((key, words)) if free(&options, key.to_ascii_lowercase()) => {
                    (Some(key.to_ascii_lowercase()), words)
                }
                Some((_, words)) => (next(), words),
                None => (next(), line),
            };
            options.extend(key.map(|key| Pick { key, words: words.to_owned() }));
        }
        options
    }
}

/// What stands for a code wherever a question bears it, in whatever spelling.
#[must_use]
pub fn code_id(code: &str) -> Id {
    Id::of_parts(&[b"question_code", fold(code).as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_has_the_key_it_names_and_else_the_next_that_is_free() {
        let question = Question { choices: "y yes\nno\n1 later\n1 never".into(), ..Question::default() };
        let options = question.options();
        let keys: Vec<(char, &str)> =
            options.iter().map(|option| (option.key, option.words.as_str())).collect();
        assert_eq!(keys, [('y', "yes"), ('1', "no"), ('2', "later"), ('3', "never")]);
    }
}

//! The path of a file or a folder: typed, completed by Tab, or chosen from what is there. Typed to import,
//! to write a report, and to say where desks meet.

use std::path::PathBuf;

use super::field::Field;
use super::msg::FoundFile;
use crate::keys::{Action, Key};

/// Files that one key each chooses.
const KEYS: usize = 9;

/// The line, and what is below it.
#[derive(Debug, Default)]
pub struct Path {
    /// The line.
    pub field: Field,
    /// Files that begin as typed, or the newest where nothing is typed.
    pub files: Vec<FoundFile>,
    /// The one under the cursor; nothing while it is in the line.
    pub at: Option<usize>,
    /// They were looked for.
    pub looked: bool,
}

/// What a key comes to.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing more.
    Nothing,
    /// The line is left.
    Close,
    /// Files are looked for.
    Look(String),
    /// That is the one.
    Take(PathBuf),
}

impl Path {
    /// A line with a path in it.
    pub(super) fn of(text: &str) -> Self {
        Self { field: Field::line().with(text), ..Self::default() }
    }

    pub(super) fn act(&mut self, action: Action) -> Next {
        match action {
            Action::Back => return Next::Close,
            Action::Accept => return self.accept(),
            Action::Complete => return self.complete(),
            Action::Down => {
                let last = self.files.len().checked_sub(1);
                self.at = last.map(|last| self.at.map_or(0, |at| (at + 1).min(last)));
            }
            Action::Up => self.at = self.at.and_then(|at| at.checked_sub(1)),
            _ => {}
        }
        Next::Nothing
    }

    pub(super) fn type_key(&mut self, key: Key) -> Next {
        if let Some(file) = self.keyed(key) {
            return self.take(file);
        }
        let before = self.field.revision();
        self.field.key(&key);
        if self.field.revision() == before { Next::Nothing } else { Next::Look(self.field.text().to_owned()) }
    }

    /// The file of a digit, as long as nothing is typed.
    fn keyed(&self, key: Key) -> Option<usize> {
        let digit = key.as_command().written()?.to_digit(10)?;
        let at = usize::try_from(digit).ok()?.checked_sub(1)?;
        (self.field.is_empty() && at < self.files.len().min(KEYS)).then_some(at)
    }

    pub(super) fn found(&mut self, typed: &str, files: Vec<FoundFile>) {
        if typed == self.field.text() {
            (self.files, self.at, self.looked) = (files, None, true);
        }
    }

    fn accept(&mut self) -> Next {
        match self.at {
            Some(at) => self.take(at),
            None => Next::Take(bare(self.field.text())),
        }
    }

    /// Opens a file; a folder is gone into.
    fn take(&mut self, at: usize) -> Next {
        let Some(file) = self.files.get(at) else { return Next::Nothing };
        let path = file.path.clone();
        self.field.set_text(&path);
        self.at = None;
        if path.ends_with('/') { Next::Look(path) } else { Next::Take(PathBuf::from(path)) }
    }

    /// Writes what all that are found begin with.
    fn complete(&mut self) -> Next {
        if self.field.is_empty() && self.at.is_none() {
            self.at = (!self.files.is_empty()).then_some(0);
            return Next::Nothing;
        }
        let common = match self.at {
            Some(at) => self.files[at].path.clone(),
            None => common(&self.files),
        };
        if common.chars().count() <= self.field.text().chars().count() && self.at.is_none() {
            return self.act(Action::Down);
        }
        self.field.set_text(&common);
        self.at = None;
        Next::Look(common)
    }
}

/// What all paths begin with.
fn common(files: &[FoundFile]) -> String {
    let Some((first, rest)) = files.split_first() else { return String::new() };
    let mut common: Vec<char> = first.path.chars().collect();
    for file in rest {
        let alike = common.iter().zip(file.path.chars()).take_while(|(a, b)| **a == *b).count();
        common.truncate(alike);
    }
    common.into_iter().collect()
}

/// The path as a shell would leave it after a drag and drop: no quotes, no `file://`.
fn bare(typed: &str) -> PathBuf {
    let bare = typed.trim().trim_matches(['\'', '"']);
    PathBuf::from(bare.strip_prefix("file://").unwrap_or(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> FoundFile {
        FoundFile { path: path.into(), bytes: 1, at: 1 }
    }

    #[test]
    fn tab_writes_what_the_found_have_in_common_and_then_goes_through_them() {
        let mut path = Path::default();
        path.field.set_text("li");
        path.found("li", vec![file("list-a.csv"), file("list-b.csv")]);
        assert_eq!(path.act(Action::Complete), Next::Look("list-".into()));
        path.found("list-", vec![file("list-a.csv"), file("list-b.csv")]);
        path.act(Action::Complete);
        assert_eq!(path.at, Some(0));
        assert_eq!(path.act(Action::Accept), Next::Take("list-a.csv".into()));
    }

    #[test]
    fn an_answer_to_what_was_typed_before_is_dropped() {
        let mut path = Path::default();
        path.field.set_text("ab");
        path.found("a", vec![file("a.csv")]);
        assert!(path.files.is_empty() && !path.looked);
    }

    #[test]
    fn a_digit_chooses_only_while_nothing_is_typed() {
        let mut path = Path::default();
        path.found("", vec![file("a.csv"), file("b/")]);
        assert_eq!(path.type_key(Key::char('3')), Next::Look("3".into()));
        path.field.set_text("");
        assert_eq!(path.type_key(Key::char('2')), Next::Look("b/".into()));
        assert_eq!(bare(" 'file:///tmp/a b.csv' "), PathBuf::from("/tmp/a b.csv"));
    }
}

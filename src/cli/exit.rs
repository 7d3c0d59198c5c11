//! How a command ends: the exit codes scripts rely on, and which error means which.

use std::io;

use crate::domain::{Invalid, Trouble};
use crate::i18n::{Lang, Text, label};
use crate::store;

/// What the exit code says. Codes are never given another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Exit {
    /// Nothing was done.
    Failure = 1,
    /// The command line does not make sense.
    Usage = 2,
    /// No such record, or several.
    NotFound = 3,
    /// Some of it was done.
    Partly = 4,
    /// Another program holds the book.
    Busy = 5,
    /// A decision is needed and nobody may be asked.
    Undecided = 6,
    /// The terminal went away.
    HungUp = 129,
    /// Ctrl-C.
    Interrupted = 130,
    /// Told to end.
    Terminated = 143,
}

/// A command's own refusal, in words of the chosen language.
#[derive(Debug, thiserror::Error)]
#[error("{words}")]
struct Refusal {
    exit: Exit,
    words: String,
}

/// A refusal on its way out.
pub(super) fn refuse(exit: Exit, words: impl Into<String>) -> anyhow::Error {
    Refusal { exit, words: words.into() }.into()
}

/// The exit code an error stands for, and its sentence; `None` where the reader of our output has
/// seen enough and closed the pipe.
pub(super) fn told(error: &anyhow::Error, lang: Lang) -> Option<(Exit, String)> {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        let closed = error.kind() == io::ErrorKind::BrokenPipe;
        return (!closed).then(|| (Exit::Failure, error.to_string()));
    }
    if let Some(Refusal { exit, words }) = error.downcast_ref() {
        return Some((*exit, words.clone()));
    }
    if let Some(invalid) = error.downcast_ref::<Invalid>() {
        return Some((Exit::Usage, format!("{}: {}", invalid.field, label::why(&invalid.why, lang))));
    }
    if let Some(store::Error::Cancelled) = error.downcast_ref() {
        return Some((Exit::Interrupted, Text::Cancelled.words(lang).to_owned()));
    }
    Some(match error.downcast_ref::<Trouble>() {
        Some(trouble) => (exit_of(trouble), label::trouble(trouble, lang)),
        None => (Exit::Failure, format!("{error:#}")),
    })
}

const fn exit_of(trouble: &Trouble) -> Exit {
    match trouble {
        Trouble::Busy => Exit::Busy,
        Trouble::NotFound(_) | Trouble::Erased(_) | Trouble::Ambiguous { .. } => Exit::NotFound,
        _ => Exit::Failure,
    }
}

//! Which record of a noun a person means: its name, an id or the beginning of one, its name in another
//! spelling, or how that begins.

use super::Result;
use super::open::Desk;
use crate::domain::fold::fold;
use crate::domain::{Id, Record, Trouble};

/// The one of `all` that is meant.
///
/// # Errors
/// Refuses where it is none, or several.
pub(super) fn meant<R: Record>(desk: &Desk, given: &str, all: &[R], name: impl Fn(&R) -> &str) -> Result<Id> {
    let given = given.trim();
    let folded = fold(given);
    let named = |means: &dyn Fn(&str) -> bool| -> Vec<Id> {
        all.iter().filter(|one| means(name(one))).map(Record::id).collect()
    };
    let mut found = named(&|name| name == given);
    if found.is_empty() {
        found = desk.ids_beginning(R::NOUN, given)?;
    }
    if found.is_empty() && !folded.is_empty() {
        found = named(&|name| fold(name) == folded);
    }
    if found.is_empty() && !folded.is_empty() {
        found = named(&|name| fold(name).starts_with(&folded));
    }
    match found.as_slice() {
        [] => Err(Trouble::NotFound(given.to_owned()).into()),
        [id] => Ok(*id),
        several => {
            let meant = all.iter().filter(|one| several.contains(&one.id()));
            let candidates = meant.map(|one| format!("{} {}", one.id(), name(one))).collect();
            Err(Trouble::Ambiguous { name: given.to_owned(), candidates }.into())
        }
    }
}

//! Reminding once a day of what dates of the book say, on a connection of its own.
//!
//! The rules come from the settings; what they come to is `store::reminder`'s.

use super::Bench;
use crate::app::msg::Reply;
use crate::domain::Trouble;
use crate::domain::custom_field::CustomField;
use crate::domain::reminder::{Rule, Written};
use crate::store::Result;

/// The rules as they are written, and in which file.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// One a row.
    pub written: Vec<Written>,
    /// The file.
    pub path: String,
}

impl Rules {
    /// The rules that are understood.
    ///
    /// # Errors
    /// [`Trouble::NoDate`] where one names no date.
    pub fn understood(&self, own: &[CustomField]) -> std::result::Result<Vec<Rule>, Trouble> {
        let one = |written: &Written| {
            let (path, field) = (self.path.clone(), written.field.clone());
            written.rule(own).ok_or(Trouble::NoDate { path, line: written.line, field })
        };
        self.written.iter().map(one).collect()
    }
}

/// Reminds, unless that was done today; says what came of it where there is something to say.
pub fn daily(bench: &Bench, rules: &Rules) -> Option<Reply> {
    if rules.written.is_empty() {
        return None;
    }
    match remind(bench, rules) {
        Ok(Some(0) | None) => None,
        Ok(Some(count)) => Some(Reply::Reminded(count)),
        Err(error) => Some(Reply::Failed { ticket: None, trouble: bench.trouble(&error) }),
    }
}

fn remind(bench: &Bench, rules: &Rules) -> Result<Option<usize>> {
    let now = (bench.clock)();
    let mut desk = bench.to_write()?;
    if !desk.wants_reminding(now)? {
        return Ok(None);
    }
    let understood = rules.understood(&desk.all_own_fields()?)?;
    let found = desk.remind(&understood, now, bench.callback)?;
    Ok(Some(found.made.len()))
}

//! The lines of a pasted list that put nobody on it, for people and for programs.

use serde_json::{Value as Json, json};

use super::source::Found;
use crate::cli::exit::{Exit, refuse};
use crate::cli::session::Session;
use crate::i18n::{Text, format, label};

/// Lines shown to people; programs are told of all.
const SHOWN: usize = 20;

impl Found {
    /// The rejected lines for programs.
    pub(super) fn rejects_json(&self, session: &Session) -> Json {
        let each = self.rejects.iter().map(|reject| {
            json!({ "line": reject.line, "text": reject.text, "why": label::doubt(&reject.why, session.lang) })
        });
        each.collect()
    }

    /// The first rejected lines for people.
    pub(super) fn tell_rejects(&self, session: &Session) {
        for reject in self.rejects.iter().take(SHOWN) {
            let line = reject.line.to_string();
            let why = label::doubt(&reject.why, session.lang);
            let places = [("line", line.as_str()), ("text", &reject.text), ("why", &why)];
            session.remark(&Text::LineRejected.fill(session.lang, &places));
        }
        if let Some(more) = self.rejects.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            session.remark(&Text::MoreRejected.fill(session.lang, &[("n", &format::count(more))]));
        }
    }

    /// Ends a command that left lines out.
    pub(super) fn partly(&self, session: &Session) -> anyhow::Result<()> {
        if self.rejects.is_empty() {
            return Ok(());
        }
        if !session.json {
            self.tell_rejects(session);
        }
        let n = format::count(self.rejects.len());
        Err(refuse(Exit::Partly, Text::LinesLeftOut.fill(session.lang, &[("n", &n)])))
    }
}

//! `salesdesk keys`: every key of the screen, with the config's own in place; as Markdown too.

use std::fmt::Write as _;

use clap::Args;
use serde_json::{Value as Json, json};

use super::out::{self, Table};
use super::session::Session;
use crate::domain::outcome::{Outcome, standard};
use crate::i18n::{Text, label};
use crate::keys::Keymap;
use crate::keys::table::{Context, ROWS, Row};
use crate::store::Desk;

/// List every key of the screen
#[derive(Args, Debug)]
pub(super) struct Keys {
    /// As Markdown tables
    #[arg(long)]
    markdown: bool,
}

impl Keys {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let (keymap, _) = Keymap::new(&session.config.keys);
        if session.json {
            return out::json(&ROWS.iter().map(|row| json(session, &keymap, row)).collect());
        }
        if self.markdown {
            return out::raw(markdown(session, &keymap).as_bytes());
        }
        for context in Context::ALL {
            let mut table = Table::indented();
            for row in rows(*context) {
                table.row([&keys(&keymap, row), row.text.words(session.lang), row.action.name()]);
            }
            out::say(context.text().words(session.lang))?;
            table.print()?;
        }
        out::say(Text::KeysOfOutcomes.words(session.lang))?;
        let mut table = Table::indented();
        for outcome in outcomes(session) {
            table.row([&outcome.key, label::outcome(&outcome, session.lang), &outcome.code]);
        }
        table.print()
    }
}

/// The outcomes of the book, where there is one that can be read.
fn outcomes(session: &Session) -> Vec<Outcome> {
    let book = &session.paths.book;
    let own = book.exists().then(|| Desk::open_to_read(book).and_then(|desk| desk.outcomes()).ok());
    own.flatten().unwrap_or_else(standard)
}

fn rows(context: Context) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.context == context)
}

fn keys(keymap: &Keymap, row: &Row) -> String {
    let keys = keymap.all(row.context, row.action);
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn json(session: &Session, keymap: &Keymap, row: &Row) -> Json {
    let keys: Vec<_> = keymap.all(row.context, row.action).iter().map(ToString::to_string).collect();
    json!({
        "context": format!("{:?}", row.context).to_lowercase(),
        "keys": keys,
        "action": row.action.name(),
        "text": row.text.words(session.lang),
    })
}

fn markdown(session: &Session, keymap: &Keymap) -> String {
    let mut text = String::new();
    for context in Context::ALL {
        let _ = write!(text, "### {}\n\n| | |\n|---|---|\n", context.text().words(session.lang));
        for row in rows(*context) {
            let keys = keymap.all(row.context, row.action);
            let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(text, "| {} | {} |", keys.join(" "), row.text.words(session.lang));
        }
        text.push('\n');
    }
    let _ = write!(text, "### {}\n\n| | | |\n|---|---|---|\n", Text::KeysOfOutcomes.words(session.lang));
    for outcome in standard() {
        let (label, code) = (label::outcome(&outcome, session.lang), &outcome.code);
        let _ = writeln!(text, "| `{}` | {label} | `{code}` |", outcome.key);
    }
    text
}

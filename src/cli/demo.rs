//! `salesdesk demo`: the desk on a book of its own, with invented customers.

use std::fs;
use std::path::Path;

use clap::Args;
use serde_json::json;

use super::out;
use super::session::{Session, has_terminal};
use crate::domain::{Deed, Trouble, demo};
use crate::i18n::Text;

/// Open the desk on a demo book; your own is not touched
#[derive(Args, Debug)]
pub(super) struct Demo {
    /// Make the demo book anew
    #[arg(long)]
    reset: bool,
}

impl Demo {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let book = &session.paths.demo;
        let fresh = self.reset || !book.exists();
        if fresh {
            make(session, book)?;
        }
        if has_terminal() && !session.json {
            return super::open_the_desk(session, book, true, None);
        }
        if !fresh {
            return super::open_the_desk(session, book, true, None);
        }
        let file = book.display().to_string();
        if session.json {
            return out::json(&json!({ "book": file, "customers": demo::CUSTOMERS }));
        }
        out::say(&Text::DemoMade.fill(session.lang, &[("file", &file)]))
    }
}

/// Makes the demo book, in the place of an older one.
fn make(session: &Session, book: &Path) -> anyhow::Result<()> {
    for ending in ["db", "db-wal", "db-shm"] {
        let file = book.with_extension(ending);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                let trouble = Trouble::File { path: file.display().to_string(), why: error.to_string() };
                return Err(trouble.into());
            }
            _ => {}
        }
    }
    let mut desk = session.open(book)?;
    let rep = desk.rep();
    // Set-up is nothing to take back: undo begins with what the visitor does.
    let fill = |desk: &mut crate::store::Desk| {
        let mut bulk = desk.bulk(Deed::Setup, "demo", session.ms())?;
        bulk.push(&demo::writes(session.now, rep))?;
        bulk.finish()
    };
    session.stored(fill(&mut desk))?;
    Ok(())
}

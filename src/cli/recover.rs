//! `salesdesk recover`: a damaged book made good again from the newest sound copy and from what the
//! damaged file still tells. The file itself is kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::{Value as Json, json};

use super::out;
use super::secret::Opening;
use super::session::Session;
use crate::domain::synced::Synced;
use crate::exchange::bring_in::Watch;
use crate::exchange::sync::{self, Options};
use crate::i18n::{Text, format};
use crate::store::{self, Desk, Recovered};

/// Make a damaged book good again; the damaged file is kept
#[derive(Args, Debug)]
pub(super) struct Recover {
    /// Begin with this copy instead of the newest sound one
    #[arg(long, value_name = "COPY")]
    from: Option<PathBuf>,
    /// Then sync with this folder, which brings back what was exchanged
    #[arg(long, value_name = "DIR")]
    sync: Option<PathBuf>,
    #[command(flatten)]
    opening: Opening,
}

impl Recover {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let book = &session.paths.book;
        session.unlock(book)?;
        let done = store::recover(book, self.from.as_deref(), &session.rep_name(), session.now);
        let Some(recovered) = session.stored(done)? else {
            let book = book.display().to_string();
            if session.json {
                return out::json(&json!({ "sound": true }));
            }
            return out::say(&Text::BookSound.fill(session.lang, &[("book", &book)]));
        };
        // Opening it gives the recovered book an origin of its own.
        let mut desk = session.desk()?;
        let synced = self.sync.as_deref().map(|dir| sync_with(session, &mut desk, dir, &self.opening));
        if session.json {
            let mut facts = facts(&recovered);
            if let Some(Ok(synced)) = &synced {
                facts["synced"] = json!(synced.changes);
            }
            out::json(&facts)?;
        } else {
            out::say(&told(session, &recovered).join("\n"))?;
        }
        match synced.transpose()? {
            // Of the two results of one command only the first is for programs.
            Some(synced) if !session.json => super::sync::told(session, &synced),
            _ => Ok(()),
        }
    }
}

/// Brings back what the folder holds of this desk's own and of others', and tells it the rest.
fn sync_with(session: &Session, desk: &mut Desk, dir: &Path, opening: &Opening) -> anyhow::Result<Synced> {
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let key = super::sync::key(session, opening, dir)?.map(Arc::new);
    let options = Options { key, digest: true, ..Options::default() };
    let synced = sync::run(desk, dir, &options, session.ms(), &mut watch);
    synced.map_err(|error| super::secret::refusal(session, dir, error))
}

fn facts(recovered: &Recovered) -> Json {
    let until = recovered.until.and_then(chrono::DateTime::from_timestamp_millis);
    json!({
        "sound": false,
        "from": recovered.copy.as_ref().map(|copy| copy.display().to_string()),
        "brought": recovered.brought,
        "lost": recovered.lost,
        "torn": recovered.torn,
        "until": until.map(|until| until.to_rfc3339()),
        "kept": recovered.aside.display().to_string(),
    })
}

fn told(session: &Session, recovered: &Recovered) -> Vec<String> {
    let lang = session.lang;
    let n = format::count(recovered.brought);
    let mut said = vec![match &recovered.copy {
        Some(copy) => Text::RecoveredFrom.fill(lang, &[("copy", &copy.display().to_string()), ("n", &n)]),
        None => Text::RecoveredAlone.fill(lang, &[("n", &n)]),
    }];
    if let Some(until) = recovered.until {
        said.push(Text::RecoveredUntil.fill(lang, &[("when", &session.moment(until))]));
    }
    if recovered.lost > 0 {
        said.push(Text::RecoverLost.fill(lang, &[("n", &format::count(recovered.lost))]));
    }
    if recovered.torn {
        said.push(Text::RecoverTorn.words(lang).to_owned());
    }
    let aside = recovered.aside.display().to_string();
    said.push(Text::RecoveredAside.fill(lang, &[("file", &aside)]));
    said
}

//! What the last sync came to, for whoever opens the desk next. Of this desk alone, and told to
//! nobody. Files that were not read are looked at again by the next one and not remembered.

use serde::{Deserialize, Serialize};

use super::Result;
use super::open::Desk;
use crate::domain::synced::{Sender, Synced, Told};

/// Where it is noted.
const NAME: &str = "synced";

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Noted {
    at: i64,
    place: String,
    files: usize,
    imported: usize,
    changes: usize,
    published: usize,
    relayed: usize,
    clock_ahead: Option<i64>,
    /// Rep, changes, newest.
    from: Vec<(String, usize, i64)>,
}

impl Desk {
    /// Remembers what a sync came to.
    pub fn note_synced(&self, told: &Told) -> Result<()> {
        let synced = &told.synced;
        let noted = Noted {
            at: told.at,
            place: told.place.clone(),
            files: synced.files,
            imported: synced.imported,
            changes: synced.changes,
            published: synced.published,
            relayed: synced.relayed,
            clock_ahead: synced.clock_ahead,
            from: synced.from.iter().map(|one| (one.rep.clone(), one.changes, one.newest)).collect(),
        };
        self.note(NAME, &serde_json::to_string(&noted).unwrap_or_default())
    }

    /// What the last sync came to, and what waits for a look now; nothing where there was none.
    pub fn last_synced(&self) -> Result<Option<Told>> {
        let Some(noted) = self.noted(NAME)? else { return Ok(None) };
        let Ok(noted) = serde_json::from_str::<Noted>(&noted) else { return Ok(None) };
        let from = noted.from.into_iter().map(|(rep, changes, newest)| Sender { rep, changes, newest });
        let synced = Synced {
            files: noted.files,
            imported: noted.imported,
            changes: noted.changes,
            published: noted.published,
            relayed: noted.relayed,
            clock_ahead: noted.clock_ahead,
            from: from.collect(),
            review: self.review_count()?,
            ..Synced::default()
        };
        Ok(Some(Told { at: noted.at, place: noted.place, synced }))
    }
}

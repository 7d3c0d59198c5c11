//! The team marker: whose place a folder is. Written once; a folder without one, or with another's,
//! is left alone.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::names::{ORIGINS, ROOT, TEAM};
use crate::domain::synced::NoPlace;
use crate::domain::{Id, Trouble};
use crate::exchange::error::Error;
use crate::exchange::write::file;
use crate::store::Desk;

/// The form of places this version makes and reads.
const FORMAT: u32 = 1;

/// The marker's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Team {
    /// The form of the place.
    pub(super) format: u32,
    /// Whose it is.
    pub(super) id: String,
    /// Files in it must be locked.
    #[serde(default)]
    pub(super) encrypted: bool,
}

impl Team {
    pub(super) fn id(&self) -> Result<Id, Error> {
        self.id.parse().map_err(|_| refused(Path::new(TEAM), NoPlace::Marker))
    }
}

/// The team of a place, joined by a desk that has none.
///
/// # Errors
/// Refuses a place that is not there, is not a folder, is no team's (unless `init`), or another's.
pub(super) fn enter(desk: &mut Desk, dir: &Path, init: bool, now: i64) -> Result<Team, Error> {
    let team = match found(dir)? {
        Some(team) => team,
        None if init => make(desk, dir, now)?,
        None => return Err(refused(dir, NoPlace::NoTeam)),
    };
    if !ours(desk, dir, &team)? {
        desk.join(team.id()?)?;
    }
    Ok(team)
}

/// The team of a place, which a desk without one does not join by looking.
pub(super) fn look(desk: &Desk, dir: &Path) -> Result<Team, Error> {
    let team = found(dir)?.ok_or_else(|| refused(dir, NoPlace::NoTeam))?;
    ours(desk, dir, &team).map(|_| team)
}

fn found(dir: &Path) -> Result<Option<Team>, Error> {
    if !dir.is_dir() {
        let why = if dir.exists() { NoPlace::NotFolder } else { NoPlace::Missing };
        return Err(refused(dir, why));
    }
    read(dir)
}

/// Says whether the desk is of that team; one of another is refused.
fn ours(desk: &Desk, dir: &Path, team: &Team) -> Result<bool, Error> {
    match desk.team()? {
        Some(ours) if ours != team.id()? => Err(refused(dir, NoPlace::OtherTeam)),
        ours => Ok(ours.is_some()),
    }
}

fn read(dir: &Path) -> Result<Option<Team>, Error> {
    let path = dir.join(ROOT).join(TEAM);
    match fs::read_to_string(&path) {
        Ok(text) => {
            let team: Team = toml::from_str(&text).map_err(|_| refused(&path, NoPlace::Marker))?;
            // Nothing is written open where others lock.
            if team.format > FORMAT || team.encrypted {
                return Err(refused(dir, NoPlace::Newer));
            }
            Ok(Some(team))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(path.display().to_string())(error)),
    }
}

fn make(desk: &Desk, dir: &Path, now: i64) -> Result<Team, Error> {
    let root = dir.join(ROOT);
    let folder = root.join(ORIGINS);
    fs::create_dir_all(&folder).map_err(Error::io(folder.display().to_string()))?;
    let id = desk.team()?.unwrap_or_else(|| Id::mint(now));
    let team = Team { format: FORMAT, id: id.to_string(), encrypted: false };
    let text = toml::to_string(&team).map_err(|_| refused(&root, NoPlace::Marker))?;
    let written =
        file::write(&root.join(TEAM), false, |out| out.write_all(text.as_bytes()).map_err(Error::io(TEAM)));
    match written {
        // Somebody was quicker: theirs counts.
        Err(Error::Exists(_)) => read(dir)?.ok_or_else(|| refused(&root, NoPlace::Marker)),
        other => other.map(|()| team),
    }
}

/// What was wrong with a place.
fn refused(path: &Path, why: NoPlace) -> Error {
    Error::Store(Trouble::Place { path: path.display().to_string(), why }.into())
}

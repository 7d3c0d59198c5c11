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
pub(super) fn enter(
    desk: &mut Desk,
    dir: &Path,
    init: bool,
    encrypted: bool,
    now: i64,
) -> Result<Team, Error> {
    if !dir.is_dir() {
        let why = if dir.exists() { NoPlace::NotFolder } else { NoPlace::Missing };
        return Err(refused(dir, why));
    }
    let team = match read(dir)? {
        Some(team) => team,
        None if init => make(desk, dir, encrypted, now)?,
        None => {
            return Err(refused(dir, NoPlace::NoTeam));
        }
    };
    match desk.team()? {
        Some(ours) if ours != team.id()? => Err(refused(dir, NoPlace::OtherTeam)),
        Some(_) => Ok(team),
        None => desk.join(team.id()?).map(|()| team).map_err(Error::from),
    }
}

fn read(dir: &Path) -> Result<Option<Team>, Error> {
    let path = dir.join(ROOT).join(TEAM);
    match fs::read_to_string(&path) {
        Ok(text) => {
            let team: Team = toml::from_str(&text).map_err(|_| refused(&path, NoPlace::Marker))?;
            if team.format > 1 {
                return Err(refused(dir, NoPlace::Newer));
            }
            Ok(Some(team))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(path.display().to_string())(error)),
    }
}

fn make(desk: &Desk, dir: &Path, encrypted: bool, now: i64) -> Result<Team, Error> {
    let root = dir.join(ROOT);
    let folder = root.join(ORIGINS);
    fs::create_dir_all(&folder).map_err(Error::io(folder.display().to_string()))?;
    let id = desk.team()?.unwrap_or_else(|| Id::mint(now));
    let team = Team { format: 1, id: id.to_string(), encrypted };
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

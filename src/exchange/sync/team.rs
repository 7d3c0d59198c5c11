//! The team marker: whose place a folder is. Written once; a folder without one, or with another's,
//! is left alone.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::door::{self, Door};
use super::folder;
use super::names::{ORIGINS, ROOT, TEAM};
use super::run::Options;
use crate::domain::synced::NoPlace;
use crate::domain::{Id, Trouble};
use crate::exchange::error::Error;
use crate::exchange::locked::{Key, TeamKey};
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

/// The team of a place, joined by a desk that has none, and its door.
///
/// # Errors
/// Refuses a place that is not there, is not a folder, is no team's (unless `init`), or another's, and
/// a locked one without its key. Nothing was changed then.
pub(super) fn enter(desk: &mut Desk, dir: &Path, options: &Options, now: i64) -> Result<(Team, Door), Error> {
    let Some(team) = found(dir)? else {
        let makes = options.init && !options.dry_run;
        return if makes { make(desk, dir, options, now) } else { Err(refused(dir, NoPlace::NoTeam)) };
    };
    let joined = ours(desk, dir, &team)?;
    let door = door(desk, dir, &team, options)?;
    if let Some(file) = options.keep.as_deref().filter(|_| !options.dry_run) {
        door.keep(file)?;
    }
    if !joined && !options.dry_run {
        desk.join(team.id()?)?;
    }
    Ok((team, door))
}

/// The door of a place that is there; with a new key where that is asked for.
fn door(desk: &mut Desk, dir: &Path, team: &Team, options: &Options) -> Result<Door, Error> {
    if !team.encrypted {
        let asked = options.lock.is_some();
        return if asked { Err(refused(dir, NoPlace::Open)) } else { known(desk, dir, Door::Open, options) };
    }
    let root = dir.join(ROOT);
    let key = options.key.as_deref().ok_or_else(|| refused(dir, NoPlace::Locked))?;
    let door = Door::unlocked(&root, key)?.ok_or_else(|| refused(dir, NoPlace::Keyless))?;
    let door = known(desk, dir, door, options)?;
    match (&options.lock, door) {
        (Some(lock), Door::Locked(key)) if options.rekey && !options.dry_run => {
            let (door, _) = Door::locked(&root, key.renewed(), lock)?;
            kept_in_mind(desk, dir, door)
        }
        (_, door) => Ok(door),
    }
}

/// A door that is locked as this desk knows it from the last time, if there was one.
fn known(desk: &mut Desk, dir: &Path, door: Door, options: &Options) -> Result<Door, Error> {
    let before = desk.place_key(&named(dir)?)?;
    let marks = door.marks();
    if before.is_some_and(|mark| !marks.contains(&mark)) && !options.trust {
        return Err(refused(dir, NoPlace::OtherKey));
    }
    if options.dry_run || before.as_ref() == marks.first() { Ok(door) } else { kept_in_mind(desk, dir, door) }
}

fn kept_in_mind(desk: &mut Desk, dir: &Path, door: Door) -> Result<Door, Error> {
    desk.note_place_key(&named(dir)?, door.marks().first().copied())?;
    Ok(door)
}

/// A place as a desk keeps it in mind.
fn named(dir: &Path) -> Result<String, Error> {
    let whole = fs::canonicalize(dir).map_err(Error::io(dir.display().to_string()))?;
    Ok(whole.display().to_string())
}

/// How a place is locked: how the file begins that holds its key. Nothing where it is open or no
/// place.
pub fn lock_of(dir: &Path) -> Result<Option<Vec<u8>>, Error> {
    match found(dir)? {
        Some(team) if team.encrypted => {
            let beginning = door::beginning(&dir.join(ROOT))?;
            beginning.map(Some).ok_or_else(|| refused(dir, NoPlace::Keyless))
        }
        _ => Ok(None),
    }
}

/// The key in a key file, where a place is locked and there is one.
pub fn key_in(dir: &Path, key_file: Option<&Path>) -> Result<Option<Arc<Key>>, Error> {
    match key_file {
        Some(file) if lock_of(dir)?.is_some() => Ok(Some(Arc::new(Key::in_file(file)?))),
        _ => Ok(None),
    }
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
            if team.format > FORMAT {
                return Err(refused(dir, NoPlace::Newer));
            }
            Ok(Some(team))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(path.display().to_string())(error)),
    }
}

fn make(desk: &mut Desk, dir: &Path, options: &Options, now: i64) -> Result<(Team, Door), Error> {
    if options.lock.is_none() {
        known(desk, dir, Door::Open, options)?;
    }
    let root = dir.join(ROOT);
    let folder = root.join(ORIGINS);
    fs::create_dir_all(&folder).map_err(Error::io(folder.display().to_string()))?;
    let (door, keys) = match &options.lock {
        Some(lock) => Door::locked(&root, TeamKey::make(), lock)?,
        None => (Door::Open, Vec::new()),
    };
    let id = desk.team()?.unwrap_or_else(|| Id::mint(now));
    let team = Team { format: FORMAT, id: id.to_string(), encrypted: options.lock.is_some() };
    let text = toml::to_string(&team).map_err(|_| refused(&root, NoPlace::Marker))?;
    if folder::put(&root.join(TEAM), text.as_bytes())? {
        desk.join(team.id()?)?;
        options.keep.as_deref().map_or(Ok(()), |file| door.keep(file))?;
        return Ok((team, kept_in_mind(desk, dir, door)?));
    }
    // Somebody was quicker: theirs counts.
    for key in keys {
        fs::remove_file(&key).map_err(Error::io(key.display().to_string()))?;
    }
    enter(desk, dir, &Options { init: false, ..options.clone() }, now)
}

/// What was wrong with a place.
pub(super) fn refused(path: &Path, why: NoPlace) -> Error {
    Error::Store(Trouble::Place { path: path.display().to_string(), why }.into())
}

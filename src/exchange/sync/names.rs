//! What files and folders of a shared place are called: lower case, short, the same on every system.
//!
//! A name is a hint that spares a look; what counts is what is in a file.

use std::path::{Component, Path, PathBuf};

use super::header::{Header, hex};
use crate::store::Hash;

/// The folder that holds everything.
pub(super) const ROOT: &str = "salesdesk-v1";
/// The file that says whose it is.
pub(super) const TEAM: &str = "TEAM";
/// The folder of the origins' folders.
pub(super) const ORIGINS: &str = "o";
/// How the names of snapshots begin.
const STATE: &str = "snap-";
/// The folder of keys.
pub(super) const KEYS: &str = "keys";

/// Where a segment lies, below [`ROOT`].
pub(super) fn of(header: &Header, id: &Hash) -> String {
    let id = short(id);
    let file = format!("s-{:012}-{:012}-l{}-{id}.sds", header.lo, header.hi, header.level);
    format!("{ORIGINS}/{}/{file}", header.origin)
}

/// Where a snapshot lies that was made on a day, below [`ROOT`].
pub(super) fn of_state(origin: u64, now: i64, id: &Hash) -> String {
    let day = chrono::DateTime::from_timestamp_millis(now).unwrap_or_default().format("%Y%m%d");
    format!("{ORIGINS}/{}/{STATE}{day}-{}.sds", hex(origin), short(id))
}

/// Says whether a file is called as snapshots are.
pub(super) fn is_state(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|file| file.starts_with(STATE))
}

/// The part of an id that is in a name.
fn short(id: &Hash) -> String {
    use std::fmt::Write as _;
    id[..8].iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Says whether a file is nobody's business: hidden, half written, or a program's own.
pub(super) fn passed_over(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return true };
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    name.starts_with(['.', '~'])
        || ["tmp", "part", "partial", "crdownload"].iter().any(|half| ending.eq_ignore_ascii_case(half))
        || path.components().any(|part| matches!(part, Component::Normal(n) if n == KEYS))
        || name == TEAM
}

/// The number of a file that holds the team's key: `k0001.age`, and whatever copies are called.
pub(super) fn key_number(path: &Path) -> Option<u32> {
    let number = path.file_stem()?.to_str()?.strip_prefix('k')?.get(..4)?;
    let ours = path.extension()? == "age" && number.bytes().all(|byte| byte.is_ascii_digit());
    ours.then(|| number.parse().ok()).flatten()
}

/// A path below [`ROOT`] as names are kept: with `/` on every system.
pub(super) fn below(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// The file of that name.
pub(super) fn path(root: &Path, name: &str) -> PathBuf {
    name.split('/').fold(root.to_owned(), |path, part| path.join(part))
}

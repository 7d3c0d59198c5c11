//! Files that can be imported: the newest ones at hand, or those that begin as typed.
//!
//! Looks into one folder, or into two where nothing is typed, and never below. A path is written as
//! the user would: beginning with `~` in the home folder, without a folder in the current one.

use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::app::msg::FoundFile;

/// Ends of the names of files that can be imported.
const KINDS: &[&str] =
    &["csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xls", "ods", "vcf", "vcard", "ics", "jsonl"];
/// Files that are told of.
const MOST: usize = 50;
/// The newest files that are told of.
const NEWEST: usize = 9;
/// Names looked at in one folder.
const NAMES: usize = 20_000;

/// The newest files where nothing is typed, else those that begin as typed.
pub(super) fn files(typed: &str) -> Vec<FoundFile> {
    if typed.trim().is_empty() {
        return newest(&[("", Path::new(".")), ("~/Downloads/", &home().join("Downloads"))]);
    }
    beginning(typed)
}

/// The path that is meant: `~` is the home folder.
pub(in crate::work) fn meant(path: &Path) -> PathBuf {
    path.strip_prefix("~").map_or_else(|_| path.to_owned(), |rest| home().join(rest))
}

fn home() -> PathBuf {
    std::env::var_os("HOME").map_or_else(PathBuf::new, PathBuf::from)
}

fn newest(folders: &[(&str, &Path)]) -> Vec<FoundFile> {
    let all = folders.iter().flat_map(|(shown, folder)| {
        entries(folder).filter_map(|entry| found(shown, &entry).filter(|file| !file.path.ends_with('/')))
    });
    let mut all: Vec<FoundFile> = all.collect();
    all.sort_by_key(|file| std::cmp::Reverse(file.at));
    all.truncate(NEWEST);
    all
}

fn beginning(typed: &str) -> Vec<FoundFile> {
    let bare = typed.trim_start().trim_start_matches(['\'', '"']);
    let (shown, name) = bare.rfind('/').map_or(("", bare), |at| bare.split_at(at + 1));
    let folder = if shown.is_empty() { PathBuf::from(".") } else { meant(Path::new(shown)) };
    let name = name.to_lowercase();
    let begins = |entry: &DirEntry| {
        let there = entry.file_name().to_string_lossy().to_lowercase();
        there.starts_with(&name) && (!there.starts_with('.') || name.starts_with('.'))
    };
    let mut all: Vec<FoundFile> =
        entries(&folder).filter(begins).filter_map(|entry| found(shown, &entry)).collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all.truncate(MOST);
    all
}

fn entries(folder: &Path) -> impl Iterator<Item = DirEntry> + use<> {
    fs::read_dir(folder).into_iter().flatten().take(NAMES).filter_map(Result::ok)
}

/// A file that can be imported, or a folder.
fn found(shown: &str, entry: &DirEntry) -> Option<FoundFile> {
    let path = entry.path();
    let about = fs::metadata(&path).ok()?;
    let name = entry.file_name().into_string().ok()?;
    let kind = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    if !(about.is_dir() || about.is_file() && KINDS.contains(&kind.as_str())) {
        return None;
    }
    let since = about.modified().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    let at = since.and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or(0);
    let end = if about.is_dir() { "/" } else { "" };
    Some(FoundFile { path: format!("{shown}{name}{end}"), bytes: about.len(), at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_can_be_imported_and_folders_are_told_of() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["list.csv", "List2.XLSX", "list.png", "other.csv", ".list.csv"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join("lists")).unwrap();
        let typed = format!("{}/li", folder.path().display());
        let shown = |file: FoundFile| file.path[typed.len() - 2..].to_owned();
        let names: Vec<String> = files(&typed).into_iter().map(shown).collect();
        assert_eq!(names, ["List2.XLSX", "list.csv", "lists/"]);
        let mut all: Vec<String> =
            newest(&[("in/", folder.path())]).into_iter().map(|file| file.path).collect();
        all.sort();
        assert_eq!(all, ["in/.list.csv", "in/List2.XLSX", "in/list.csv", "in/other.csv"]);
    }

    #[test]
    fn a_tilde_is_the_home_folder() {
        assert_eq!(meant(Path::new("/a/~/b")), PathBuf::from("/a/~/b"));
        assert!(meant(Path::new("~/b.csv")).ends_with("b.csv"));
        assert!(!meant(Path::new("~/b.csv")).starts_with("~"));
    }
}

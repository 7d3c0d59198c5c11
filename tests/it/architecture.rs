//! Who may know whom: the layers, checked against every `crate::` path in the source.

use std::fs;
use std::path::{Path, PathBuf};

use salesdesk::domain::outcome::standard;

/// Each layer, the layers it may name, and words it must not contain.
const LAYERS: &[(&str, &[&str], &[&str])] = &[
    (
        "domain",
        &[],
        &["rusqlite", "ratatui", "crossterm", "std::fs", "Utc::now", "Local::now", "SystemTime::now"],
    ),
    ("i18n", &["domain"], &["rusqlite", "ratatui", "crossterm"]),
    ("keys", &["i18n"], &["rusqlite", "ratatui"]),
    ("search", &["domain"], &["rusqlite", "ratatui", "crossterm", "std::fs"]),
    ("store", &["domain", "search"], &["ratatui", "crossterm"]),
    ("exchange", &["domain", "store"], &["rusqlite", "ratatui", "crossterm"]),
    (
        "app",
        &["domain", "i18n", "keys"],
        &["rusqlite", "crossterm", "std::fs", "std::thread", "Utc::now", "Local::now"],
    ),
    ("work", &["app", "store", "search", "exchange", "domain"], &["rusqlite", "ratatui"]),
    ("tui", &["app", "work", "keys", "i18n", "domain", "config", "paths"], &["rusqlite"]),
    (
        "cli",
        &["domain", "store", "search", "exchange", "keys", "i18n", "config", "paths", "tui", "work"],
        &["rusqlite", "ratatui"],
    ),
];

/// The only file of `app` that may name the text area's crate, and the screen's.
const FIELD: &str = "app/field.rs";

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The part of a file that ships: tests may read files of samples.
fn without_tests<'a>(path: &Path, source: &'a str) -> &'a str {
    let parent = fs::read_to_string(path.with_file_name("mod.rs")).unwrap_or_default();
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if parent.contains(&format!("#[cfg(test)]\nmod {name};")) {
        return "";
    }
    source.split("#[cfg(test)]\nmod ").next().unwrap_or(source)
}

/// The first names after `crate::`, those in a group of a `use` too.
fn named(source: &str) -> Vec<String> {
    let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let group = rest.strip_prefix('{').map(|group| group.split('}').next().unwrap_or_default());
        for path in group.map_or_else(|| vec![rest], |group| group.split(',').collect()) {
            let name: String = path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            names.push(name);
        }
    }
    names
}

#[test]
fn every_layer_knows_only_those_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (layer, may, must_not) in LAYERS {
        let mut found = Vec::new();
        files(&root.join(layer), &mut found);
        assert!(!found.is_empty(), "{layer} has no files");
        for path in found {
            let source = fs::read_to_string(&path).unwrap();
            let source = without_tests(&path, &source);
            let short = path.strip_prefix(&root).unwrap().display().to_string();
            for name in named(source) {
                let own =
                    name == *layer || name.is_empty() || LAYERS.iter().all(|(known, ..)| *known != name);
                if !own && !may.contains(&name.as_str()) {
                    wrong.push(format!("{short} uses {name}"));
                }
            }
            for word in must_not.iter().filter(|_| short != FIELD) {
                if source.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(word)) {
                    wrong.push(format!("{short} names {word}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let silent: Vec<_> =
        found.iter().filter(|path| !fs::read_to_string(path).unwrap().starts_with("//!")).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

/// Behaviour is in an outcome's flags: a code is data, named where the data is and nowhere else.
#[test]
fn no_code_asks_for_an_outcome_by_its_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let data = ["domain/outcome/rows.rs", "domain/demo/talk.rs", "domain/demo/past.rs"];
    let mut found = Vec::new();
    files(&root, &mut found);
    found.retain(|path| !data.iter().any(|name| path.ends_with(name)));
    // FAX is also what a fax is called.
    let mut wrong = Vec::new();
    for path in found {
        let source = fs::read_to_string(&path).unwrap();
        let source = without_tests(&path, &source);
        for outcome in standard().iter().filter(|outcome| outcome.code != "FAX") {
            if source.contains(&format!("\"{}\"", outcome.code)) {
                wrong.push(format!("{} names {}", path.display(), outcome.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

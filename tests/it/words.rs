//! Every word on the screen: safe in any terminal, and said somewhere.

use std::fs;
use std::path::{Path, PathBuf};

use salesdesk::domain::outcome::standard;
use salesdesk::domain::{Deed, Noun, typed};
use salesdesk::i18n::{Lang, Text, field, label};
use salesdesk::tui::view::parts::{ASCII, UNICODE};
use unicode_width::UnicodeWidthChar;

/// Glyphs of rules and bars, which stand alone and may be of any width; and `¥`-like data glyphs
/// are not listed here because they come from data.
fn frames() -> String {
    [UNICODE, ASCII]
        .iter()
        .flat_map(|set| [set.across, set.down, set.full].into_iter().chain(set.eighths).chain(set.heights))
        .collect()
}

/// The glyphs of a text that some terminals draw in one cell and others in two.
fn doubtful(text: &str) -> String {
    let frames = frames();
    text.chars().filter(|c| c.width() != c.width_cjk() && !frames.contains(*c)).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn files_under(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder), &mut found);
    found
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let source = fs::read_to_string(path).unwrap();
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    lines.join("\n")
}

#[test]
fn no_phrase_holds_a_glyph_of_doubtful_width() {
    let mut wrong = Vec::new();
    for lang in [Lang::En, Lang::Ja] {
        for text in Text::ALL {
            wrong.push((format!("{text:?} {lang:?}"), doubtful(text.words(lang))));
        }
        for noun in Noun::ALL {
            wrong.push((format!("{noun:?} {lang:?}"), doubtful(label::noun(*noun, lang))));
            for known in noun.fields() {
                let name = format!("{noun:?}.{} {lang:?}", known.name);
                wrong.push((name.clone(), doubtful(field::label(*noun, known.name, lang))));
                for code in typed::choices(*noun, known.name) {
                    wrong.push((format!("{name} {code}"), doubtful(label::choice(code, lang))));
                }
            }
        }
        for deed in Deed::all() {
            wrong.push((format!("{deed:?} {lang:?}"), doubtful(label::deed(deed, lang))));
        }
        for outcome in standard() {
            wrong.push((format!("{} {lang:?}", outcome.code), doubtful(label::outcome(&outcome, lang))));
        }
    }
    wrong.retain(|(_, glyphs)| !glyphs.is_empty());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_literal_of_a_view_holds_a_glyph_of_doubtful_width() {
    let mut wrong = Vec::new();
    for path in files_under("tui/view").into_iter().chain(files_under("i18n")) {
        for line in code(&path).lines() {
            let glyphs = doubtful(line);
            if !glyphs.is_empty() {
                wrong.push(format!("{}: {glyphs}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_phrase_is_said_somewhere() {
    let mut all = String::new();
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n/table.rs");
    for path in files_under("").iter().filter(|path| **path != table) {
        all.push_str(&code(path));
    }
    let said = |text: &Text| {
        let name = format!("Text::{text:?}");
        all.match_indices(&name)
            .any(|(at, _)| !all[at + name.len()..].starts_with(|c: char| c.is_alphanumeric()))
    };
    let silent: Vec<&Text> = Text::ALL.iter().filter(|text| !said(text)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn a_doubtful_glyph_is_recognised() {
    assert_eq!(doubtful("a…b·c“d”─█ 田 ｶ ¥ ❯ ✓"), "…·“”");
}

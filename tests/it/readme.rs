//! The READMEs' key tables are made from the table of keys. `UPDATE=1` writes them anew.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

const BEGIN: &str = "<!-- keys: begin";
const END: &str = "<!-- keys: end -->";

fn made(lang: &str) -> String {
    let mut command = Command::cargo_bin("salesdesk").unwrap();
    let output = command.args(["keys", "--markdown", "--lang", lang]).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn check(file: &str, lang: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap();
    let begin = text.find(BEGIN).unwrap();
    let from = begin + text[begin..].find('\n').unwrap() + 1;
    let to = text.find(END).unwrap();
    let fresh =
        format!("{}\n{}\n{}", &text[..from], made(lang).trim(), &text[to..]).replace("-->\n\n\n", "-->\n\n");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), fresh, "run `UPDATE=1 cargo test readme`");
}

#[test]
fn the_english_readme_lists_the_keys_there_are() {
    check("README.md", "en");
}

#[test]
fn the_japanese_readme_lists_the_keys_there_are() {
    check("README.ja.md", "ja");
}

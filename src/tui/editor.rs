//! Opens a text in the rep's own editor and takes back what they made of it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus};

use thiserror::Error;

use super::input::Keyboard;
use super::terminal::Terminal;
use super::view::parts::safe;
use crate::work::signals::pretend_continued;

/// Why the editor gave nothing back.
#[derive(Debug, Error)]
pub enum Failed {
    /// `$VISUAL` or `$EDITOR` cannot be split into words.
    #[error("`{0}` is no command line")]
    NoCommand(String),
    /// The editor could not be started.
    #[error("`{0}` did not start: {1}")]
    NotStarted(String, io::Error),
    /// It ended with an error.
    #[error("`{0}` gave the text up: {1}")]
    GaveUp(String, ExitStatus),
    /// The file could not be written or read.
    #[error("the text could not be handed over: {0}")]
    File(#[from] io::Error),
    /// The file is no longer UTF-8.
    #[error("the editor wrote something other than UTF-8")]
    NotText,
}

/// Lets the rep edit `text`, which is about `about`, in a file in `dir` (theirs alone). Nothing if they changed
/// nothing or the editor ended with an error. Keys and screen are the editor's meanwhile; [`Signal::Continue`]
/// follows, with which the loop takes them back.
///
/// [`Signal::Continue`]: crate::work::signals::Signal::Continue
pub fn edit(
    terminal: &mut Terminal,
    keyboard: &Keyboard,
    text: &str,
    about: &str,
    dir: &Path,
) -> Result<Option<String>, Failed> {
    let words = command_line(["VISUAL", "EDITOR"].map(|name| std::env::var(name).ok()))?;
    let pause = keyboard.pause();
    terminal.leave();
    let edited = revise(&words, text, about, dir);
    // Not entered here: a Ctrl-C meant for the editor may still be on its way, and goes before this.
    pretend_continued()?;
    drop(pause);
    match edited {
        Err(Failed::GaveUp(..)) => Ok(None),
        edited => edited,
    }
}

/// The same without a screen to hand over, at the prompt of a shell; an editor that ends with an error is one.
pub fn edit_here(text: &str, about: &str, dir: &Path) -> Result<Option<String>, Failed> {
    let words = command_line(["VISUAL", "EDITOR"].map(|name| std::env::var(name).ok()))?;
    revise(&words, text, about, dir)
}

/// The editor's command line: the first of `named` that is not blank, or vi.
fn command_line(named: [Option<String>; 2]) -> Result<Vec<String>, Failed> {
    let line =
        named.into_iter().flatten().find(|line| !line.trim().is_empty()).unwrap_or_else(|| "vi".into());
    shell_words::split(&line).ok().filter(|words| !words.is_empty()).ok_or(Failed::NoCommand(line))
}

fn revise(words: &[String], text: &str, about: &str, dir: &Path) -> Result<Option<String>, Failed> {
    let mut file = tempfile::Builder::new().prefix("note-").suffix(".md").tempfile_in(dir)?;
    writeln!(file, "{}", heading(about))?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let (program, arguments) = words.split_first().expect("a command line has at least one word");
    let status = Command::new(program).args(arguments).arg(file.path()).status();
    let status = status.map_err(|error| Failed::NotStarted(program.clone(), error))?;
    if !status.success() {
        return Err(Failed::GaveUp(program.clone(), status));
    }
    // Read by its name: many editors put a new file in the old one's place.
    let edited = String::from_utf8(fs::read(file.path())?).map_err(|_| Failed::NotText)?;
    let edited = without_heading(&edited);
    let edited = if text.ends_with('\n') { edited } else { edited.strip_suffix('\n').unwrap_or(edited) };
    Ok((edited != text).then(|| edited.to_owned()))
}

/// The first line, a comment saying what the text is about.
fn heading(about: &str) -> String {
    format!("<!-- {} -->", safe(about).replace("--", "- -"))
}

fn without_heading(text: &str) -> &str {
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("<!--") && first.trim_end().ends_with("-->") => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revised(editor: &str, text: &str) -> Result<Option<String>, Failed> {
        let dir = tempfile::tempdir().unwrap();
        let result =
            revise(&command_line([None, Some(editor.into())]).unwrap(), text, "田中製作所 -->\n", dir.path());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        result
    }

    #[test]
    fn what_the_editor_saves_comes_back_without_the_heading() {
        assert_eq!(revised("sed -i 's/Monday/火曜/'", "call Monday").unwrap().as_deref(), Some("call 火曜"));
        assert_eq!(revised("sed -i '$a more'", "one\n").unwrap().as_deref(), Some("one\nmore\n"));
    }

    #[test]
    fn an_editor_that_changes_nothing_is_told_from_one_that_fails() {
        assert_eq!(revised("true", "text").unwrap(), None);
        let failed = revised("sh -c 'echo other >\"$0\"; exit 1'", "text");
        assert!(matches!(failed, Err(Failed::GaveUp(name, _)) if name == "sh"));
    }

    #[test]
    fn an_editor_that_is_not_there_is_named() {
        assert!(
            matches!(revised("/nowhere/ed -w", "x"), Err(Failed::NotStarted(name, _)) if name == "/nowhere/ed")
        );
        assert!(matches!(command_line([Some("vim '".into()), None]), Err(Failed::NoCommand(_))));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(matches!(revised(r#"sh -c 'printf "\377" >"$0"'"#, "x"), Err(Failed::NotText)));
    }

    #[test]
    fn visual_comes_before_editor_and_vi_last() {
        assert_eq!(command_line([Some("code -w".into()), Some("nano".into())]).unwrap(), ["code", "-w"]);
        assert_eq!(command_line([Some(" ".into()), None]).unwrap(), ["vi"]);
    }

    #[test]
    fn an_editor_that_drops_the_heading_loses_no_text() {
        assert_eq!(without_heading("first\nsecond"), "first\nsecond");
        assert_eq!(without_heading(&format!("{}\nfirst", heading("a --> b"))), "first");
    }
}

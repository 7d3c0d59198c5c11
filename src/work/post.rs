//! Hands a mail over: to the mail program of this machine, to a configured command, or as a file.
//!
//! The command is split into words before anything is filled in, and no shell reads it. The address
//! comes from a [`Clearance`] alone.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, FixedOffset};

use crate::domain::contact::Clearance;
use crate::domain::letter::{Letter, file_name};
use crate::exchange::write::eml::eml;

/// How a mail leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'a> {
    /// As a `mailto:` link; as a file where it is too long for one.
    Link,
    /// By a command with `{file}`, `{to}` or `{subject}` in it.
    Command(&'a str),
    /// As an `.eml` file there, or in the folder for mails.
    File(Option<&'a Path>),
}

/// Why it stays.
#[derive(Debug)]
pub enum Stays {
    /// The command could not be run or ended with an error.
    Command(String, String),
    /// No file could be written there.
    File(PathBuf, io::Error),
    /// Nothing opens such links here.
    Link(io::Error),
}

/// Hands a mail over; the file it became, if it did. Files without a place of their own go to `folder`.
pub fn post(
    letter: &Letter,
    cleared: &Clearance,
    way: Way<'_>,
    folder: &Path,
    now: DateTime<FixedOffset>,
) -> Result<Option<PathBuf>, Stays> {
    let file = |given: Option<&Path>| {
        let own = || folder.join(file_name(cleared.customer(), now));
        let path = given.map_or_else(own, Path::to_owned);
        write(&path, &eml(letter, cleared, now)).map_err(|error| Stays::File(path.clone(), error))?;
        Ok(path)
    };
    match (way, letter.link(cleared)) {
        (Way::Link, Some(link)) => open::that_detached(link).map(|()| None).map_err(Stays::Link),
        (Way::Link, None) => file(None).map(Some),
        (Way::File(given), _) => file(given).map(Some),
        (Way::Command(command), _) => {
            let path = file(None)?;
            run(command, &path, letter, cleared)?;
            Ok(Some(path))
        }
    }
}

/// The file is there whole or not at all, and is never put over another.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

fn run(command: &str, path: &Path, letter: &Letter, cleared: &Clearance) -> Result<(), Stays> {
    let refused = |why: String| Stays::Command(command.to_owned(), why);
    let words = filled(command, &path.display().to_string(), letter, cleared).map_err(refused)?;
    let (program, arguments) = words.split_first().ok_or_else(|| refused("no command".to_owned()))?;
    let ended = Command::new(program).args(arguments).status().map_err(|error| refused(error.to_string()))?;
    if ended.success() { Ok(()) } else { Err(refused(ended.to_string())) }
}

/// The command's words with everything filled in. What comes out of the book can be no option of it.
fn filled(command: &str, path: &str, letter: &Letter, cleared: &Clearance) -> Result<Vec<String>, String> {
    let words = shell_words::split(command).map_err(|error| error.to_string())?;
    let fill = |word: String| {
        let whole = word
            .replace("{file}", path)
            .replace("{to}", cleared.address())
            .replace("{subject}", &letter.subject);
        let option = whole.starts_with('-') && !word.starts_with('-');
        if option { Err(format!("`{whole}` begins like an option")) } else { Ok(whole) }
    };
    words.into_iter().map(fill).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;
    use crate::domain::contact::may_contact_first;
    use crate::domain::contact_point::{ContactPoint, typed};
    use crate::domain::page::Page;

    #[test]
    fn what_comes_out_of_the_book_is_one_word_and_no_option() {
        let point = ContactPoint { id: Id::mint(2), ..typed("mail", "a@x.example", "JP") };
        let page = Page { contact_points: vec![point], ..Page::default() };
        let cleared = may_contact_first(&page, None, "mail", 0).unwrap();
        let letter = Letter::new("two words; rm -rf $HOME", "");
        let words =
            filled("mailer --subject={subject} -a {file} {to}", "/tmp/a b", &letter, &cleared).unwrap();
        assert_eq!(words, ["mailer", "--subject=two words; rm -rf $HOME", "-a", "/tmp/a b", "a@x.example"]);
        let letter = Letter::new("--config=/evil", "");
        assert!(filled("mailer {subject}", "f", &letter, &cleared).is_err());
        assert!(filled("mailer '", "f", &letter, &cleared).is_err());
    }
}

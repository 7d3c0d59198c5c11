//! `salesdesk encrypt` and `decrypt`: the book itself under a key, and open again. Only in builds with
//! the feature `sqlcipher`.
//!
//! The key is random and lies beside the book, locked by a passphrase or for recipients.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::exit::{Exit, refuse};
use super::out;
use super::secret::{self, Locking, Opening, Passphrase};
use super::session::Session;
use crate::domain::Trouble;
use crate::exchange::locked;
use crate::exchange::write::file;
use crate::i18n::Text;
use crate::store::{self, BookKey};

/// Encrypt the book on the disk
#[derive(Args, Debug)]
pub(super) struct Encrypt {
    #[command(flatten)]
    locking: Locking,
    #[command(flatten)]
    passphrase: Passphrase,
}

/// Write an encrypted book open again
#[derive(Args, Debug)]
pub(super) struct Decrypt {}

/// What opens the book, with every command.
#[derive(Args, Clone, Debug, Default)]
#[expect(clippy::struct_field_names, reason = "a field is called as its flag is")]
pub(super) struct BookOpening {
    /// Read the passphrase of the encrypted book from this open descriptor
    #[arg(long, global = true, value_name = "N", conflicts_with = "book_passphrase_file")]
    book_passphrase_fd: Option<u32>,
    /// Read the passphrase of the encrypted book from the first line of this file
    #[arg(long, global = true, value_name = "FILE")]
    book_passphrase_file: Option<PathBuf>,
    /// Open the encrypted book with this key file
    #[arg(long, global = true, value_name = "FILE")]
    book_key_file: Option<PathBuf>,
}

impl BookOpening {
    fn opening(&self) -> Opening {
        let passphrase = Passphrase::of(self.book_passphrase_fd, self.book_passphrase_file.clone());
        Opening::of(passphrase, self.book_key_file.clone())
    }

    /// Makes the key of an encrypted book known. Others need none.
    pub(super) fn unlock(&self, session: &Session, book: &std::path::Path) -> anyhow::Result<()> {
        if !store::is_encrypted(book) || store::has_key() {
            return Ok(());
        }
        let path = store::key_file(book);
        let shut = |error| secret::refusal(session, &path, error);
        let bytes = secret::read(&path, 1 << 20)?;
        let first = &bytes[..bytes.len().min(64)];
        let key = self.opening().key(session, &book.display().to_string(), first)?;
        let key = zeroize::Zeroizing::new(locked::unlock(&bytes, &key, 64).map_err(shut)?);
        let damaged = || shut(crate::domain::shut::Shut::Damaged.into());
        store::set_key(BookKey::of(&key).ok_or_else(damaged)?);
        Ok(())
    }
}

impl Encrypt {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let book = &session.paths.book;
        let name = book.display().to_string();
        let path = store::key_file(book);
        if path.exists() {
            let why = Text::KeyThere.words(session.lang).to_owned();
            return Err(Trouble::File { path: path.display().to_string(), why }.into());
        }
        let desk = session.desk()?;
        let Some(lock) = self.locking.lock(session, &self.passphrase, &name)? else {
            let words = Text::EncryptHow.words(session.lang);
            return Err(refuse(Exit::Undecided, words));
        };
        let key = BookKey::make()?;
        let shut = |error| secret::refusal(session, &path, error);
        let wrapped = locked::lock(key.bytes(), &lock).map_err(shut)?;
        let put = |out: &mut (dyn std::io::Write + Send)| {
            out.write_all(&wrapped).map_err(crate::exchange::Error::io(path.display().to_string()))
        };
        file::write(&path, false, put).map_err(shut)?;
        let encrypted = desk.encrypt(&key, session.ms());
        if encrypted.is_err() {
            // The book is open as before: a key of nothing would only confuse.
            let _ = fs::remove_file(&path);
        }
        let aside = session.stored(encrypted)?.display().to_string();
        if session.json {
            return out::json(&json!({ "book": name, "key": path.display().to_string(), "kept": aside }));
        }
        let key = path.display().to_string();
        out::say(&Text::Encrypted.fill(session.lang, &[("book", &name), ("key", &key), ("aside", &aside)]))
    }
}

impl Decrypt {
    #[expect(clippy::unused_self, reason = "every verb is run the same way")]
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let book = &session.paths.book;
        let name = book.display().to_string();
        if !store::is_encrypted(book) {
            return Err(refuse(Exit::Failure, Text::NotEncrypted.fill(session.lang, &[("book", &name)])));
        }
        let aside = session.stored(session.desk()?.decrypt(session.ms()))?;
        let key = store::key_file(&aside);
        fs::rename(store::key_file(book), &key)
            .map_err(|error| Trouble::File { path: key.display().to_string(), why: error.to_string() })?;
        let (aside, key) = (aside.display().to_string(), key.display().to_string());
        if session.json {
            return out::json(&json!({ "book": name, "kept": aside, "key": key }));
        }
        out::say(&Text::Decrypted.fill(session.lang, &[("book", &name), ("aside", &aside), ("key", &key)]))
    }
}

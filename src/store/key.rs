//! The key of an encrypted book: known once to the whole process, given to every connection before it
//! reads a page. Where the key comes from is the command line's; it lies beside the book, locked.
//!
//! Encryption itself is SQLCipher's, in builds with the feature `sqlcipher`. Others say what they met.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::Result;
use crate::domain::Trouble;

/// How a file that SQLite wrote begins, unless it is encrypted.
const OPEN: &[u8; 16] = b"SQLite format 3\0";

/// Where the key of a book lies, locked.
#[must_use]
pub fn key_file(book: &Path) -> PathBuf {
    let mut name = book.as_os_str().to_owned();
    name.push(".key");
    name.into()
}

/// Says whether a book is encrypted: its key lies beside it, and it does not begin as an open one.
#[must_use]
pub fn is_encrypted(book: &Path) -> bool {
    is_shut(book) && key_file(book).exists()
}

/// Says whether a file is neither empty nor an open book.
pub(super) fn is_shut(file: &Path) -> bool {
    let mut first = Vec::new();
    let read = File::open(file).and_then(|file| file.take(16).read_to_end(&mut first));
    read.is_ok() && !first.is_empty() && !OPEN.starts_with(&first)
}

#[cfg(not(feature = "sqlcipher"))]
pub(super) fn apply(_conn: &Connection, file: &Path) -> Result<()> {
    if is_encrypted(file) { Err(Trouble::Encrypted(file.display().to_string()).into()) } else { Ok(()) }
}

#[cfg(feature = "sqlcipher")]
pub use known::{BookKey, has_key, set_key};
#[cfg(feature = "sqlcipher")]
pub(super) use known::{apply, clause};

#[cfg(feature = "sqlcipher")]
mod known {
    use std::fmt::{self, Write as _};
    use std::sync::OnceLock;

    use zeroize::Zeroizing;

    use super::{Connection, Path, Result, Trouble, is_encrypted, is_shut};

    /// The key of this process's book.
    static KEY: OnceLock<BookKey> = OnceLock::new();

    /// A book's key: random, so that opening costs no work.
    #[derive(Clone)]
    pub struct BookKey(Zeroizing<[u8; 32]>);

    impl BookKey {
        /// A key out of its locked file; nothing where these bytes are none.
        #[must_use]
        pub fn of(bytes: &[u8]) -> Option<Self> {
            Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
        }

        /// A new one, of the system's randomness.
        ///
        /// # Errors
        /// Where the system gives none.
        pub fn make() -> std::io::Result<Self> {
            let mut bytes = Zeroizing::new([0; 32]);
            let mut filled = 0;
            while filled < bytes.len() {
                let flags = rustix::rand::GetRandomFlags::empty();
                filled += rustix::rand::getrandom(&mut bytes[filled..], flags)?;
            }
            Ok(Self(bytes))
        }

        /// What is locked into the file.
        #[must_use]
        pub fn bytes(&self) -> &[u8] {
            self.0.as_slice()
        }
    }

    impl fmt::Debug for BookKey {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("BookKey(..)")
        }
    }

    /// Makes the key known to every connection from now on. A process opens one encrypted book: the
    /// first key stays.
    pub fn set_key(key: BookKey) {
        let _ = KEY.set(key);
    }

    /// Says whether a key is known.
    #[must_use]
    pub fn has_key() -> bool {
        KEY.get().is_some()
    }

    /// The key as SQLCipher reads it: raw, so that nothing is derived.
    pub(in crate::store) fn clause(key: &BookKey) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(80));
        text.push_str("x'");
        for byte in key.bytes() {
            write!(text, "{byte:02x}").expect("memory takes it");
        }
        text.push('\'');
        text
    }

    pub(in crate::store) fn apply(conn: &Connection, file: &Path) -> Result<()> {
        if !is_shut(file) {
            return Ok(());
        }
        let Some(key) = KEY.get() else {
            let known = is_encrypted(file);
            return if known { Err(Trouble::Keyless(file.display().to_string()).into()) } else { Ok(()) };
        };
        let key = clause(key);
        let pragmas =
            Zeroizing::new(format!("PRAGMA cipher_memory_security = ON; PRAGMA key = \"{}\";", key.as_str()));
        Ok(conn.execute_batch(&pragmas)?)
    }
}

/// Gives an encrypted book room for its open pages: each costs its cipher when it is read again.
pub(super) fn make_room(conn: &Connection, file: &Path) -> Result<()> {
    if cfg!(feature = "sqlcipher") && is_encrypted(file) {
        conn.execute_batch("PRAGMA cache_size = -65536")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_book_is_encrypted_where_its_key_lies_beside_it_and_its_first_bytes_are_not_sqlites() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("book.db");
        for (bytes, key, encrypted) in [
            (&b""[..], true, false),
            (b"SQLite format 3\0 and so on", true, false),
            (b"Dear all, this is a letter", false, false),
            (b"\x8f\x02\xaa\x11 something else", true, true),
        ] {
            fs::write(&book, bytes).unwrap();
            let _ = fs::remove_file(key_file(&book));
            if key {
                fs::write(key_file(&book), "locked").unwrap();
            }
            assert_eq!(is_encrypted(&book), encrypted, "{bytes:?}");
        }
    }

    #[cfg(not(feature = "sqlcipher"))]
    #[test]
    fn an_encrypted_book_is_told_as_one_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("book.db");
        let bytes = [0x8f; 4_096];
        fs::write(&book, bytes).unwrap();
        fs::write(key_file(&book), "locked").unwrap();
        let opened = crate::store::Desk::open(&book, "Kawai", 1);
        let Err(crate::store::Error::Trouble(why)) = opened else { panic!("it was opened") };
        assert_eq!(why, Trouble::Encrypted(book.display().to_string()));
        assert_eq!(fs::read(&book).unwrap(), bytes);
    }
}

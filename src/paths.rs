//! Where the book, the config, the log and the drafts live. `XDG_*` first, on every system.
//!
//! `salesdesk paths` prints these; `--db` and `SALESDESK_DB` override the book.

use std::env;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The places this program keeps things in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The book.
    pub book: PathBuf,
    /// The demo's book: never the real one.
    pub demo: PathBuf,
    /// The config file.
    pub config: PathBuf,
    /// Drafts, one file a session.
    pub drafts: PathBuf,
    /// Log files, one a day, and crash reports.
    pub logs: PathBuf,
    /// How far each book had come, one small file a book.
    pub desks: PathBuf,
}

impl Paths {
    /// Where the drafts of one book are kept: a note about one book's customer is no other book's.
    #[must_use]
    pub fn drafts_of(&self, book: &Path) -> PathBuf {
        let whole = std::path::absolute(book).unwrap_or_else(|_| book.to_owned());
        let name = blake3::hash(whole.as_os_str().as_encoded_bytes()).to_hex();
        self.drafts.join(&name[..16])
    }

    /// Where mails that are handed over as files go: beside the book.
    #[must_use]
    pub fn mails(&self) -> PathBuf {
        crate::store::mails_of(&self.book)
    }

    /// The places for this user; `book` overrides where the book is.
    #[must_use]
    pub fn find(book: Option<PathBuf>) -> Self {
        let own = ProjectDirs::from("", "", "salesdesk");
        let home = own.as_ref().map_or_else(|| PathBuf::from("."), |dirs| dirs.data_dir().to_owned());
        let data = xdg("XDG_DATA_HOME").unwrap_or_else(|| home.clone());
        let config = xdg("XDG_CONFIG_HOME")
            .or_else(|| own.as_ref().map(|dirs| dirs.config_dir().to_owned()))
            .unwrap_or_else(|| home.clone());
        let state = xdg("XDG_STATE_HOME")
            .or_else(|| own.as_ref().and_then(|dirs| dirs.state_dir().map(PathBuf::from)))
            .unwrap_or(home);
        Self {
            book: book.unwrap_or_else(|| data.join("book.db")),
            demo: data.join("demo.db"),
            config: env::var_os("SALESDESK_CONFIG").map_or_else(|| config.join("config.toml"), PathBuf::from),
            drafts: state.join("drafts"),
            logs: state.join("log"),
            desks: state.join("desks"),
        }
    }
}

fn xdg(name: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os(name)?);
    folder.is_absolute().then(|| folder.join("salesdesk"))
}

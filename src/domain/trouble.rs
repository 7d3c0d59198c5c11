//! What the world refused: a full disk, a busy or damaged book, a file that cannot be read.
//!
//! A plain value, so the state machine can hold it and `i18n` can put it into words with the way
//! out. What a user typed wrong is [`super::Invalid`].

/// Why something asked for could not be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Another program held the book for longer than we wait.
    #[error("another program is writing to the book; try again in a moment")]
    Busy,
    /// No room on the disk.
    #[error("the disk is full; nothing was changed. Free some room and do it again")]
    DiskFull,
    /// The disk would not take it, and does not say why in so many words.
    #[error(
        "the disk could not be written ({0}); nothing was changed. See whether it is full, and do it again"
    )]
    Disk(String),
    /// The file or its folder cannot be written.
    #[error("{0} cannot be written; check its permissions or choose another with --db")]
    ReadOnly(String),
    /// The book's pages do not hold together.
    #[error("{0} is damaged; run `salesdesk recover`: it keeps the file and brings back what can be read")]
    Damaged(String),
    /// The file is something else.
    #[error("{0} is not a salesdesk book; nothing was changed. Choose another with --db")]
    Foreign(String),
    /// The file was written by a newer version.
    #[error(
        "{path} was written by a newer salesdesk (format {theirs}, this one reads up to {ours}); \
         update salesdesk, or choose another book with --db"
    )]
    Newer {
        /// The book.
        path: String,
        /// Its format.
        theirs: i64,
        /// Ours.
        ours: i64,
    },
    /// The file lies on a network share, where SQLite's log is not safe.
    #[error(
        "{path} lies on a network file system ({kind}); keep the book on a local disk, \
         or give --unsafe-location to read it out where it is"
    )]
    Network {
        /// The book.
        path: String,
        /// The file system's name.
        kind: String,
    },
    /// The file lies in a folder that another program copies about while it is written.
    #[error(
        "{path} lies in a folder that {by} synchronises ({mark}); it would damage the book. Keep the book \
         elsewhere and exchange with `salesdesk sync`, or give --unsafe-location to read it out where it is"
    )]
    Synchronised {
        /// The book.
        path: String,
        /// Whose folder it is.
        by: String,
        /// What shows it.
        mark: String,
    },
    /// The file has several names, and a log beside each would tell another story.
    #[error(
        "{path} has {names} names (hard links); whoever opens it by another one would damage it. Remove the \
         others, or give --unsafe-location to read it out"
    )]
    Linked {
        /// The book.
        path: String,
        /// How many.
        names: u64,
    },
    /// A folder is no place to sync with.
    #[error("{path} {why}")]
    Place {
        /// The folder.
        path: String,
        /// Why.
        why: super::synced::NoPlace,
    },
    /// A rule for reminders names no date.
    #[error(
        "{path}, line {line}: `{field}` is no date of the book; name one such as deal.close_on, birth_date, \
         fiscal_month, expected (the next purchase), or a date field of your own. Nobody was reminded"
    )]
    NoDate {
        /// The config file.
        path: String,
        /// The line.
        line: usize,
        /// What it names.
        field: String,
    },
    /// A snapshot does not give back what it was made of.
    #[error("the snapshot did not give back this book and was not published; see `salesdesk doctor`")]
    Unproven,
    /// A key that does not open what is locked, or is none.
    #[error("{path}: {why}")]
    Shut {
        /// The key file, or what is locked.
        path: String,
        /// Why.
        why: super::shut::Shut,
    },
    /// The book is encrypted, and this program was built without the means to read it.
    #[error(
        "{0} is encrypted, and this salesdesk was built without what reads it; use one built with \
         `cargo build --release --features sqlcipher`"
    )]
    Encrypted(String),
    /// The book is encrypted, and nobody gave its key.
    #[error("{0} is encrypted and its key was not given; nothing was read")]
    Keyless(String),
    /// What would lie beside an encrypted book would not be encrypted.
    #[error("an encrypted book has no search file beside it; the search reads the book into memory")]
    OpenBeside,
    /// A file or folder could not be used.
    #[error("{path}: {why}")]
    File {
        /// Which.
        path: String,
        /// What the system said.
        why: String,
    },
    /// Nobody by that name.
    #[error("no customer answers to `{0}`; try `salesdesk find {0}`")]
    NotFound(String),
    /// Several by that name.
    #[error("`{name}` could be any of: {}", candidates.join(", "))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// The ids and names it could be.
        candidates: Vec<String>,
    },
    /// Whoever is meant was erased, Unix milliseconds.
    #[error("this customer was erased, and nothing of them is kept")]
    Erased(Option<i64>),
    /// The last action erased somebody.
    #[error("the last action erased a customer, which is never taken back")]
    NoWayBack,
    /// Nothing to take back or to do again.
    #[error("there is nothing to {0}")]
    Nothing(&'static str),
    /// Anything else, in its own words.
    #[error("{0}")]
    Other(String),
}

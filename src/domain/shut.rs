//! Why a locked file stays shut, and what is wrong with a key. Nothing was changed where one is given.
//!
//! A plain value, so that `i18n` can put it into words; locking itself is `exchange::locked`.

/// Why something could not be locked or opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Shut {
    /// A file that nobody locked.
    #[error("it is not locked, so there is nothing to open")]
    NotLocked,
    /// The passphrase does not open it.
    #[error(
        "the passphrase does not open it; if it is surely right, the file is damaged, so ask for it again"
    )]
    WrongPassphrase,
    /// No key at hand opens it.
    #[error("it was not locked for this key; give the passphrase or the key file it was locked for")]
    WrongKey,
    /// Cut, or other bytes than were written.
    #[error("it is damaged or not whole; take another copy of it")]
    Damaged,
    /// A lock this version does not know.
    #[error("it is locked in a way this version does not know; update salesdesk")]
    Newer,
    /// A passphrase lock made to keep the machine busy.
    #[error(
        "it wants 2^{0} rounds of work for its passphrase, more than any file of ours; it was not opened"
    )]
    TooHard(u8),
    /// More in it than there may be.
    #[error("there is more in it than the {0} bytes there may be; nothing of it was used")]
    TooLarge(u64),
    /// A line that is no recipient.
    #[error("line {0} is no recipient; write age1..., ssh-ed25519 or ssh-rsa keys, one a line")]
    NoRecipient(usize),
    /// A file of recipients without one.
    #[error("it names no recipient; write age1..., ssh-ed25519 or ssh-rsa keys, one a line")]
    NoRecipients,
    /// A key file that holds no key.
    #[error(
        "it holds no key; give an age identity (AGE-SECRET-KEY-1...) or an ssh-ed25519 or ssh-rsa private key"
    )]
    NoKey,
    /// A key file that is not its owner's alone.
    #[error("the key file can be read by others; nothing was opened. Take it from them: chmod 600")]
    Exposed,
    /// A key file under a passphrase, where nobody can be asked for it.
    #[error("the key file has a passphrase of its own; give one without, such as `sync --keep-key` writes")]
    Asks,
    /// A key of a kind that opens nothing.
    #[error("a key of this kind cannot open files; ssh-ed25519, ssh-rsa and age keys can")]
    KeyKind,
}

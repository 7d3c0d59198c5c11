//! What a sync came to: what came, from whom, what was published, and what waits for a look.

/// A file that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The file, as it lies in the place.
    pub name: String,
    /// Why, and what to do.
    pub why: Refused,
}

/// Whose changes came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// The rep, as their desk calls them.
    pub rep: String,
    /// How many changes were new.
    pub changes: usize,
    /// The newest of them, Unix milliseconds.
    pub newest: i64,
}

/// What a sync came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Files in the place.
    pub files: usize,
    /// Files read that were not known.
    pub imported: usize,
    /// Changes in them that were new to this desk.
    pub changes: usize,
    /// Of these, changes that only a newer version understands; kept for it.
    pub parked: usize,
    /// Files written.
    pub published: usize,
    /// Of these, files of other desks that the place lacked.
    pub relayed: usize,
    /// Files of ours taken away, because they held words of somebody erased since.
    pub withdrawn: usize,
    /// Files that may be read later: a newer version's, another team's, locked ones.
    pub held: Vec<Aside>,
    /// Files still on their way: tried again next time.
    pub incomplete: Vec<Aside>,
    /// Files that are no good.
    pub rejected: Vec<Aside>,
    /// Files that lie open in a locked place.
    pub bare: Vec<String>,
    /// From whom it came.
    pub from: Vec<Sender>,
    /// Writes read from state, which may have been known.
    pub joined: usize,
    /// The snapshot that was made, by its name.
    pub made: Option<String>,
    /// Files that were folded into larger ones.
    pub folded: usize,
    /// Files of one's own taken from the place, for a larger or newer one stands for them.
    pub removed: usize,
    /// Of these, history that only snapshots stand for now.
    pub dropped: usize,
    /// What waits for a look.
    pub review: usize,
    /// A copy of this desk had written under the same name; this one has a new one now.
    pub twin: bool,
    /// How many days others' clocks are ahead of this one, where that is more than one.
    pub clock_ahead: Option<i64>,
    /// The hash of the book; empty where nobody asked for it.
    pub digest: String,
}

impl Synced {
    /// Says whether a file has to be written anew where it is one's own.
    #[must_use]
    pub fn is_spoilt(&self, name: &str) -> bool {
        let locked = self.held.iter().filter(|aside| aside.why == Refused::Locked);
        let mut asides = self.rejected.iter().chain(&self.incomplete).chain(locked);
        asides.any(|aside| aside.name == name) || self.bare.iter().any(|bare| bare == name)
    }

    /// Notes that a spoilt file was written anew.
    pub fn made_good(&mut self, name: &str) {
        self.bare.retain(|bare| bare != name);
        self.held.retain(|aside| aside.name != name);
        self.rejected.retain(|aside| aside.name != name);
        self.incomplete.retain(|aside| aside.name != name);
    }

    /// Notes changes that came from a rep.
    pub fn note_from(&mut self, rep: &str, changes: usize, newest: i64) {
        match self.from.iter_mut().find(|sender| sender.rep == rep) {
            Some(sender) => {
                sender.changes += changes;
                sender.newest = sender.newest.max(newest);
            }
            None => self.from.push(Sender { rep: rep.to_owned(), changes, newest }),
        }
    }
}

/// A sync of this desk with a place, as it is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// When, Unix milliseconds.
    pub at: i64,
    /// With which place.
    pub place: String,
    /// What it came to.
    pub synced: Synced,
}

/// What is wrong with a file from another desk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Other bytes than ours.
    #[error("it is not a file of salesdesk")]
    Foreign,
    /// It ends too early, or is still being written.
    #[error("it is not whole yet; it will be tried again")]
    Cut,
    /// Its parts do not agree.
    #[error("it is damaged: {0}; ask for it again")]
    Damaged(&'static str),
    /// More than may be in one file.
    #[error("it is larger than any file of ours; nothing of it was read")]
    Large,
    /// Another team's.
    #[error("it belongs to another team ({0})")]
    OtherTeam(String),
    /// A newer version's, with a meaning this one does not know.
    #[error("salesdesk {0} wrote it; it is kept, update salesdesk to read it")]
    Newer(String),
    /// It is locked.
    #[error("it is locked for another key than the one at hand; it is left as it is")]
    Locked,
    /// It is locked, and cut or changed since; which of them cannot be told.
    #[error("it is damaged, or not whole yet; it will be tried again")]
    Unsound,
}

impl Refused {
    /// Says whether it is no fault of the file, and may be read by another version or desk.
    #[must_use]
    pub const fn held(&self) -> bool {
        matches!(self, Self::Newer(_) | Self::OtherTeam(_) | Self::Locked)
    }
}

/// Why a folder is not synced with. Nothing was read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    /// There is nothing.
    #[error("is not there; is the share or stick mounted?")]
    Missing,
    /// A file.
    #[error("is not a folder")]
    NotFolder,
    /// No team's.
    #[error("is no team's place; nothing was changed. If it should become one: salesdesk sync DIR --init")]
    NoTeam,
    /// Another team's.
    #[error("is another team's place; nothing was read or written")]
    OtherTeam,
    /// Made by a newer version.
    #[error("is a newer version's place; update salesdesk")]
    Newer,
    /// Locked, and nobody gave its key.
    #[error(
        "is locked; give its passphrase or --key-file FILE, or name a key file in the settings: [sync] key_file, made by `salesdesk sync DIR --keep-key FILE`. Nothing was read or written"
    )]
    Locked,
    /// Locked, and its keys are not there.
    #[error(
        "is locked, and its keys are missing; if it is still being copied, try again, else ask for salesdesk-v1/keys"
    )]
    Keyless,
    /// Not locked as it was.
    #[error(
        "is not locked with the key it was; somebody may have taken its lock away. Ask the team; if it is right so: --trust. Nothing was read or written"
    )]
    OtherKey,
    /// To be locked, and open already.
    #[error(
        "is an open place, and files that lie open are not locked afterwards; make another folder the place: salesdesk sync DIR --init --encrypt passphrase. Nothing was written"
    )]
    Open,
    /// Its marker cannot be read.
    #[error(
        "has a team marker that cannot be read; ask whoever made the place, or restore salesdesk-v1/TEAM"
    )]
    Marker,
}

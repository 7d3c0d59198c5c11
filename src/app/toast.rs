//! The one line that says what just happened, for a few seconds.

use crate::domain::block::Block;
use crate::domain::contact::Refusal;
use crate::domain::synced::Synced;
use crate::domain::{Deed, Trouble};
use crate::i18n::Text;

/// Milliseconds a good word stays.
const GOOD: i64 = 4_000;
/// Milliseconds a bad one stays.
const BAD: i64 = 12_000;

/// What just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A change is on the disk.
    Saved(Deed, String),
    /// A change is on the disk, and left a live prospect with no next step.
    Orphaned(Deed, String),
    /// A change of that field is on the disk, and so many words it holds do not fit it.
    Misfits(String, usize),
    /// An action was taken back.
    Undone(Deed, String, usize),
    /// An action was done again.
    Redone(Deed, String),
    /// A number was sent to the terminal's clipboard.
    Copied(String),
    /// A number was handed over to be called.
    Dialled(String),
    /// A mail was handed over: to whom, or the file it became.
    Posted(String),
    /// Something cannot be done here; which words say why.
    WhyNot(Text),
    /// This block forbids it.
    Blocked(Box<Block>),
    /// The world refused.
    Failed(Trouble),
    /// The search cannot be kept on the disk, and why.
    SearchInMemory(Trouble),
    /// So many entries of the list of that name were claimed.
    Claimed(String, usize),
    /// Other desks were told everything, and told this one.
    Synced(Box<Synced>),
    /// They could not be, and nobody had asked for it.
    NotSynced(Trouble),
    /// A plain sentence of the system's.
    Plain(String),
}

impl News {
    /// Why somebody is not contacted.
    #[must_use]
    pub fn refused(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Blocked(block) => Self::Blocked(block),
            refusal => Self::WhyNot(in_a_word(&refusal)),
        }
    }
}

/// Why somebody is not contacted, in a word; of a block there is more to tell.
pub(super) const fn in_a_word(refusal: &Refusal) -> Text {
    match refusal {
        Refusal::Blocked(_) => Text::CallBlocked,
        Refusal::NotAgreed(_) => Text::NotAgreed,
        Refusal::Dead => Text::NumberIsDead,
        Refusal::NotThatChannel | Refusal::NotTheirs => Text::NoNumber,
    }
}

/// News and when it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What happened.
    pub news: News,
    /// When it goes, Unix milliseconds.
    pub until: i64,
}

impl Toast {
    /// News as of `now`.
    #[must_use]
    pub const fn new(news: News, now: i64) -> Self {
        let bad = matches!(
            news,
            News::Blocked(_)
                | News::Orphaned(..)
                | News::Misfits(..)
                | News::Failed(_)
                | News::SearchInMemory(_)
                | News::Plain(_)
        );
        let stays = if bad { BAD } else { GOOD };
        Self { news, until: now + stays }
    }
}

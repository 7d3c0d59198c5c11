//! What an overlay may know of the world, and what it may ask of the program, when a key comes.
//!
//! Overlays build an [`Ask`]; `route` grants it. Neither knows the other's inside.

use chrono::{DateTime, FixedOffset};

use super::Setting;
use super::about::About;
use super::choose::Choose;
use super::import::Work;
use super::msg::{Draft, Effect, Go};
use super::purpose::Purpose;
use super::reports::Under;
use super::toast::News;
use super::views::Listed;
use crate::domain::inquiry::Handled;
use crate::domain::page::Page;
use crate::domain::similar::Sought;
use crate::domain::{Change, Id};
use crate::keys::Action;

/// What an overlay asks for.
#[derive(Debug, Default)]
pub struct Ask {
    /// Take the overlay away.
    pub close: bool,
    /// Make this change true; the overlay stays until it is on the disk.
    pub commit: Option<Change>,
    /// Effects to perform.
    pub effects: Vec<Effect>,
    /// Log a contact with this customer over this channel.
    pub log: Option<(Box<Page>, &'static str)>,
    /// An action for whatever lies beneath.
    pub act: Option<Action>,
    /// Select this customer on the desk.
    pub select: Option<Id>,
    /// A half-written text to put aside.
    pub park: Option<Draft>,
    /// A text that needs no keeping any more, by its key.
    pub drop: Option<String>,
    /// Go on with the draft that is put aside last.
    pub take_up: bool,
    /// Something to say.
    pub news: Option<News>,
    /// Go somewhere on the call list.
    pub go: Option<Go>,
    /// Put words that were put aside back.
    pub restore: bool,
    /// Find customers for what lies on top.
    pub seek: Option<String>,
    /// Find somebody in the book who is known by this; its id is the customer's it is about.
    pub alike: Option<Box<Page>>,
    /// Find what was asked before like this.
    pub similar: Option<Box<Sought>>,
    /// Count whom a change of the rules would move, on that list or on all.
    pub count: Option<(Option<Id>, Change)>,
    /// Plan or run the import that lies on top.
    pub import: Option<Work>,
    /// Take that import back.
    pub take_back: Option<Id>,
    /// Read the customers of the grid anew.
    pub grid: bool,
    /// Look at this view on the desk.
    pub look: Option<Box<Listed>>,
    /// Work the report that lies on top out again.
    pub report: bool,
    /// Read what lies under a figure.
    pub under: Option<Under>,
    /// Search the desk for this.
    pub find: Option<String>,
    /// The overlay that is taken away waits: Esc on the desk comes back to it.
    pub aside: bool,
    /// Lay this on top.
    pub open: Option<Opening>,
}

/// What can be laid on top.
#[derive(Debug)]
pub enum Opening {
    /// A line to type about a customer.
    Line {
        /// What it becomes.
        purpose: Purpose,
        /// Whom it is about.
        customer: Id,
        /// What they are called.
        name: String,
    },
    /// A form.
    Form(About),
    /// The form of that page's only deal.
    Deal(Box<Page>),
    /// The form of a new line of it.
    DealLine(Box<Page>),
    /// A few things to choose from.
    Choose(Choose),
    /// Whether somebody is to be erased for good.
    Erasing {
        /// Who.
        customer: Id,
        /// What they are called.
        name: String,
    },
    /// The form of an inquiry.
    Inquiry(Box<Handled>),
    /// The walk of a list: at that customer, or where it was left.
    Walk {
        /// The list.
        list: Id,
        /// The customer.
        at: Option<Id>,
    },
    /// The log of a call that came in, while a list is walked.
    Incoming {
        /// From whom.
        page: Box<Page>,
        /// The list.
        list: Option<Id>,
    },
}

impl Ask {
    /// Nothing.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// To be taken away.
    #[must_use]
    pub fn close() -> Self {
        Self { close: true, ..Self::default() }
    }

    /// That a change be made true.
    #[must_use]
    pub fn commit(change: Change) -> Self {
        Self { commit: Some(change), ..Self::default() }
    }

    /// That an effect be performed.
    #[must_use]
    pub fn effect(effect: Effect) -> Self {
        Self { effects: vec![effect], ..Self::default() }
    }

    /// To go somewhere on the call list.
    #[must_use]
    pub fn go(go: Go) -> Self {
        Self { go: Some(go), ..Self::default() }
    }

    /// That this be said.
    #[must_use]
    pub fn say(news: News) -> Self {
        Self { news: Some(news), ..Self::default() }
    }
}

/// What an overlay may know of the world when a key comes.
pub struct World<'a> {
    /// What stays the same.
    pub setting: &'a Setting,
    /// Now.
    pub now: DateTime<FixedOffset>,
}

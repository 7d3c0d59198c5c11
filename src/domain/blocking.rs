//! Putting blocks on and lifting them: what stands against somebody, and the change that follows.
//!
//! Whether somebody may be contacted is `contact`'s. The desk and the command line call it.

use super::block::{self, Block};
use super::contact::{covers, covers_customer};
use super::contact_point::ContactPoint;
use super::page::Page;
use super::{Change, Deed, Id, Noun, Value};

/// Who or what of a page is to be blocked, or free again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The customer, with every number.
    Customer,
    /// One person there.
    Person(Id),
    /// One number or address, whoever has it.
    Point(Id),
}

impl Whom {
    /// The contact point, if it is one of the page's.
    #[must_use]
    pub fn point(self, page: &Page) -> Option<&ContactPoint> {
        page.contact_points.iter().find(|point| Self::Point(point.id) == self)
    }

    /// The channel a block on it is for, unless told.
    #[must_use]
    pub fn channel(self, page: &Page) -> &'static str {
        self.point(page).and_then(ContactPoint::channel).unwrap_or("call")
    }

    /// What it is called.
    #[must_use]
    pub fn name(self, page: &Page) -> String {
        let person = page.people.iter().find(|person| Self::Person(person.id) == self);
        let point = self.point(page).map(|point| point.raw.clone());
        point
            .or_else(|| person.map(super::person::Person::name))
            .unwrap_or_else(|| page.customer.name.clone())
    }

    /// The block on it, for its channel and for good.
    #[must_use]
    pub fn block(self, page: &Page, now: i64, rep: Option<Id>) -> Block {
        let block = Block {
            id: Id::mint(now),
            channel: self.channel(page).to_owned(),
            since: Some(now),
            rep,
            ..Block::default()
        };
        match self {
            Self::Customer => Block { customer: Some(page.customer.id), ..block },
            Self::Person(id) => Block { customer: Some(page.customer.id), person: Some(id), ..block },
            Self::Point(_) => {
                let address = self.point(page).map(|point| point.dialled().to_owned());
                Block { address: address.unwrap_or_default(), ..block }
            }
        }
    }

    /// The blocks that stand against it at `now`: once lifted, it may be contacted again.
    #[must_use]
    pub fn standing(self, page: &Page, now: i64) -> Vec<&Block> {
        let reachable = self == Self::Customer && page.blocked(now).is_none();
        let against = |block: &&Block| match self {
            Self::Point(_) => self.point(page).is_some_and(|point| covers(block, page, point, None)),
            Self::Person(id) => block.person == Some(id) || covers_customer(block, page),
            Self::Customer => {
                let mut ringing = page.contact_points.iter().filter(|point| point.rings());
                covers_customer(block, page) || ringing.any(|point| covers(block, page, point, None))
            }
        };
        let channel = self.channel(page);
        let live = page.blocks.iter().filter(|block| !reachable && block.holds(channel, now));
        live.filter(against).collect()
    }
}

/// The change that lifts these blocks; nothing is removed.
#[must_use]
pub fn lift<'a>(blocks: impl IntoIterator<Item = &'a Block>, subject: &str, why: &str, now: i64) -> Change {
    blocks.into_iter().fold(Change::new(Deed::Unblock, subject), |change, block| {
        let why = (!why.is_empty()).then(|| (block::field::lifted_why, Value::Text(why.to_owned())));
        let fields = [(block::field::lifted_at, Value::Int(now))].into_iter().chain(why).collect();
        change.set(Noun::Block, block.id, fields)
    })
}

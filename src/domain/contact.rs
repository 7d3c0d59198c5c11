//! The hard stop: whether somebody may be contacted, and the proof of it.
//!
//! Nothing dials, writes or lists an address for calls or mail without a [`Clearance`], and only
//! [`may_contact`] makes one. Pure: the blocks are those of the page, the moment is the caller's.

use std::cmp::Reverse;

use super::Id;
use super::block::Block;
use super::consent::Consent;
use super::contact_point::ContactPoint;
use super::mail;
use super::page::Page;

/// Leave to contact one customer at one address over one channel, as things stood when it was asked for.
///
/// It cannot be made up:
///
/// ```compile_fail,E0451
/// use salesdesk::domain::{Id, contact::Clearance};
/// let forged = Clearance {
///     address: "+81312345678".into(),
///     channel: "call".into(),
///     customer: Id::mint(1),
///     point: Id::mint(2),
/// };
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearance {
    address: String,
    channel: String,
    customer: Id,
    point: Id,
}

impl Clearance {
    /// What to dial or write to, as [`ContactPoint::dialled`] gives it.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Over which channel.
    #[must_use]
    pub fn channel(&self) -> &str {
        &self.channel
    }

    /// Whom.
    #[must_use]
    pub const fn customer(&self) -> Id {
        self.customer
    }

    /// Which of their contact points.
    #[must_use]
    pub const fn point(&self) -> Id {
        self.point
    }

    /// Whose alone it is on a page, if it is somebody's.
    #[must_use]
    pub fn person(&self, page: &Page) -> Option<Id> {
        page.contact_points.iter().find(|point| point.id == self.point)?.person
    }
}

/// Why somebody may not be contacted there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This block covers them; of several, the one that holds longest.
    Blocked(Box<Block>),
    /// They must agree first and did not, or no longer do: what they said last.
    NotAgreed(Option<Box<Consent>>),
    /// The number or address is known not to work.
    Dead,
    /// No such contact goes there: a call to a mail address, a mail to what is not one address.
    NotThatChannel,
    /// It is not a contact point of theirs.
    NotTheirs,
}

/// Leave to contact the customer of `page` at `point` over `channel`, or why not. `person` is who
/// is asked for; the switchboard serves whoever is not blocked.
pub fn may_contact(
    page: &Page,
    point: &ContactPoint,
    person: Option<Id>,
    channel: &str,
    now: i64,
) -> Result<Clearance, Refusal> {
    if !page.contact_points.contains(point) {
        return Err(Refusal::NotTheirs);
    }
    if let Some(block) = block_on(page, point, person, channel, now) {
        return Err(Refusal::Blocked(Box::new(block.clone())));
    }
    if let Some(refusal) = not_agreed(page, person.or(point.person), channel, now) {
        return Err(refusal);
    }
    if !point.serves(channel) || (channel == "mail" && !mail::is_one(point.dialled())) {
        return Err(Refusal::NotThatChannel);
    }
    if point.gone || !point.works(channel) {
        return Err(Refusal::Dead);
    }
    Ok(Clearance {
        address: point.dialled().to_owned(),
        channel: channel.to_owned(),
        customer: page.customer.id,
        point: point.id,
    })
}

/// Why the customer as a whole may not be contacted over `channel`, whatever the address.
#[must_use]
pub fn refused_whole(page: &Page, channel: &str, now: i64) -> Option<Refusal> {
    let whole = page.blocks.iter().filter(|block| covers_customer(block, page) && block.holds(channel, now));
    let block = longest(whole).map(|block| Refusal::Blocked(Box::new(block.clone())));
    block.or_else(|| not_agreed(page, None, channel, now))
}

/// That they must have agreed and did not.
fn not_agreed(page: &Page, person: Option<Id>, channel: &str, now: i64) -> Option<Refusal> {
    let said = page.consent(person, channel);
    let missing = page.must_agree_to(channel) && !said.is_some_and(|said| said.holds(now));
    missing.then(|| Refusal::NotAgreed(said.cloned().map(Box::new)))
}

/// Leave to contact the customer, or `person` there, at the first point that may be used over
/// `channel`; or why there is none, before all a block. A person is contacted at their own points,
/// then at those of nobody in particular, never at another's.
pub fn may_contact_first(
    page: &Page,
    person: Option<Id>,
    channel: &str,
    now: i64,
) -> Result<Clearance, Refusal> {
    let mut why = Refusal::NotThatChannel;
    let alone = person.is_none() || page.customer.kind == "person";
    let reaches = |point: &&ContactPoint| alone || point.person.is_none() || point.person == person;
    let serve = page.contact_points.iter().filter(|point| point.serves(channel));
    let mut points: Vec<&ContactPoint> = serve.filter(reaches).collect();
    points.sort_by_key(|point| !alone && point.person.is_none());
    for point in points {
        match may_contact(page, point, person, channel, now) {
            Err(_) if matches!(why, Refusal::Blocked(_)) => {}
            Err(refusal) => why = refusal,
            cleared => return cleared,
        }
    }
    Err(why)
}

/// Leave for each of the customer's contact points that may be used over `channel`, in their order.
#[must_use]
pub fn may_contact_any(page: &Page, channel: &str, now: i64) -> Vec<Clearance> {
    let points = page.contact_points.iter();
    points.filter_map(|point| may_contact(page, point, None, channel, now).ok()).collect()
}

/// The page with nothing but what may be used over `channel`: the addresses there is leave for and
/// the people who are not blocked. Nothing where no address is left.
#[must_use]
pub fn cleared(mut page: Page, channel: &str, now: i64) -> Option<Page> {
    let leave = may_contact_any(&page, channel, now);
    page.contact_points.retain(|point| leave.iter().any(|cleared| cleared.point == point.id));
    let blocks = &page.blocks;
    let free =
        |person: Id| !blocks.iter().any(|block| block.person == Some(person) && block.holds(channel, now));
    page.people.retain(|person| free(person.id));
    (!leave.is_empty()).then_some(page)
}

impl Page {
    /// The block that forbids every call to them at `now`, if one does: on the customer, or on each
    /// number that rings. One number that may be called is enough for none.
    #[must_use]
    pub fn blocked(&self, now: i64) -> Option<&Block> {
        block_on_all(self, now)
    }
}

/// The block that forbids every call to the customer: one on them, or one on each number that
/// rings; of these, the one that ends first: then one of them may be called.
fn block_on_all(page: &Page, now: i64) -> Option<&Block> {
    let whole = page.blocks.iter().filter(|block| covers_customer(block, page) && block.holds("call", now));
    let ringing = page.contact_points.iter().filter(|point| point.rings());
    let each: Option<Vec<&Block>> = ringing.map(|point| block_on(page, point, None, "call", now)).collect();
    each.unwrap_or_default().into_iter().min_by_key(|block| block.ends()).or_else(|| longest(whole))
}

/// The longest block on `point`, or on contacting `person` there.
fn block_on<'a>(
    page: &'a Page,
    point: &ContactPoint,
    person: Option<Id>,
    channel: &str,
    now: i64,
) -> Option<&'a Block> {
    longest(
        page.blocks.iter().filter(|block| covers(block, page, point, person) && block.holds(channel, now)),
    )
}

/// Says whether a block is on `point`, or on contacting `person` there.
pub(super) fn covers(block: &Block, page: &Page, point: &ContactPoint, person: Option<Id>) -> bool {
    let on_person = block.person.is_some() && (block.person == person || block.person == point.person);
    let on_number = block.is_on(point.dialled());
    on_person || on_number || covers_customer(block, page)
}

/// A consumer is one person: a block on the one is a block on the other.
pub(super) fn covers_customer(block: &Block, page: &Page) -> bool {
    let whole = block.person.is_none() || page.customer.kind == "person";
    whole && block.customer == Some(page.customer.id)
}

fn longest<'a>(blocks: impl Iterator<Item = &'a Block>) -> Option<&'a Block> {
    blocks.min_by_key(|block| Reverse(block.ends()))
}

#[cfg(test)]
mod tests;

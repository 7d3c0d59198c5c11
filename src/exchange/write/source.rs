//! Who leaves the book: everybody or some, one dossier after the other, as often as a format asks.
//!
//! Customers are read page by page, so that the size of the book does not matter; what belongs to
//! nobody comes behind everybody.

use crate::domain::contact::cleared;
use crate::domain::dossier::Dossier;
use crate::domain::{Id, Noun};
use crate::exchange::bring_in::Watch;
use crate::exchange::error::Error;
use crate::store::{self, Desk};

/// Customers whose ids are read at once, and ownerless records that come together.
const PAGE: usize = 500;

/// Whose records leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// Everybody's, and those that are nobody's.
    #[default]
    Everybody,
    /// Theirs, in that order.
    These(Vec<Id>),
}

/// The stream of dossiers.
pub struct Source<'a> {
    /// The book.
    pub desk: &'a Desk,
    /// Whose records leave.
    pub who: &'a Who,
    /// The channel they must be allowed to be contacted over, if one was named.
    pub may: Option<&'a str>,
    /// The moment for that, Unix milliseconds.
    pub now: i64,
}

impl Source<'_> {
    /// Hands over every dossier; gives how many customers there were. `part` of `parts` passes is
    /// what the progress counts.
    pub fn each(
        &self,
        watch: &mut Watch<'_>,
        (part, parts): (u64, u64),
        take: &mut dyn FnMut(&Dossier) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        let all = self.count()?;
        let (mut seen, mut taken) = (0, 0);
        let mut one = |id: Id, watch: &mut Watch<'_>| {
            seen += 1;
            (watch.progress)(part * all + seen, parts * all);
            if (watch.stop)() {
                return Err(store::Error::Cancelled.into());
            }
            if let Some(dossier) = self.dossier(id)? {
                taken += 1;
                take(&dossier)?;
            }
            Ok::<(), Error>(())
        };
        match self.who {
            Who::These(ids) => ids.iter().try_for_each(|id| one(*id, watch))?,
            Who::Everybody => {
                let mut last = None;
                loop {
                    let ids = self.desk.customers_after(last, PAGE)?;
                    ids.iter().try_for_each(|id| one(*id, watch))?;
                    last = ids.last().copied();
                    if ids.len() < PAGE {
                        break;
                    }
                }
                self.ownerless(take)?;
            }
        }
        Ok(taken)
    }

    fn count(&self) -> Result<u64, Error> {
        Ok(match self.who {
            Who::These(ids) => ids.len() as u64,
            Who::Everybody => self.desk.customer_count()? as u64,
        })
    }

    fn dossier(&self, id: Id) -> Result<Option<Dossier>, Error> {
        let Some(dossier) = self.desk.dossier(id)? else { return Ok(None) };
        let Some(channel) = self.may else { return Ok(Some(dossier)) };
        let Some(page) = cleared(dossier.page, channel, self.now) else { return Ok(None) };
        let mut dossier = Dossier { page, ..dossier };
        forget_numbers(&mut dossier);
        Ok(Some(dossier))
    }

    /// Deals, purchases and activities without a customer. Nobody can be asked for leave there, and
    /// no number is among them.
    fn ownerless(&self, take: &mut dyn FnMut(&Dossier) -> Result<(), Error>) -> Result<(), Error> {
        for noun in [Noun::Deal, Noun::Purchase, Noun::Activity].into_iter().filter(|_| self.may.is_none()) {
            let mut last = None;
            loop {
                let (dossier, next) = self.desk.nobodys(noun, last, PAGE)?;
                if next.is_none() {
                    break;
                }
                last = next;
                take(&dossier)?;
            }
        }
        Ok(())
    }
}

/// Takes the numbers that were dialled out of the past where there is no leave for them.
fn forget_numbers(dossier: &mut Dossier) {
    let page = &mut dossier.page;
    for activity in &mut page.activities {
        if !page.contact_points.iter().any(|point| point.dialled() == activity.number) {
            activity.number.clear();
        }
    }
}

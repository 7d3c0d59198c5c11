//! The deals a figure of the pipeline counts: those of the report, told apart as its figures are.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset};

use super::Result;
use super::open::Desk;
use crate::domain::deal::Deal;
use crate::domain::pipeline::{Telling, ended_on};
use crate::domain::report::{Counted, DealsOpened, Offer};

impl Desk {
    /// The deals that a figure counts: at most so many, the largest first, and how many there are.
    pub fn opened_deals(
        &self,
        opened: &DealsOpened,
        most: usize,
        now: DateTime<FixedOffset>,
    ) -> Result<Counted<Offer>> {
        let (asked, pipelines) = (&opened.asked, self.pipelines()?);
        let mut deals = self.deals_asked(asked, now)?;
        let stale = self.stale(asked, &deals, &pipelines, now)?;
        let today = asked.as_of.unwrap_or_else(|| now.date_naive()).to_string();
        let telling = Telling {
            pipelines: &pipelines,
            range: &asked.range,
            today: &today,
            stale: &|deal| stale.contains(&deal.id),
        };
        deals.retain(|deal| opened.which.holds(deal, &telling));
        deals.sort_by(|a, b| (Reverse(a.amount), ended_on(a)).cmp(&(Reverse(b.amount), ended_on(b))));
        let count = deals.len();
        deals.truncate(most);
        let rows = deals.into_iter().map(|deal| self.offer(deal)).collect::<Result<_>>()?;
        Ok(Counted { rows, count })
    }

    /// A deal, and whose it is.
    pub(super) fn offer(&self, deal: Deal) -> Result<Offer> {
        let customer = deal.customer.map(|customer| self.shown_as(customer)).transpose()?.flatten();
        Ok(Offer { customer, deal })
    }
}

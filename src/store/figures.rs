//! The figures of every report with the names it takes to tell of them, each read at one moment.
//!
//! What is added up is `report`'s, `worth`'s and `deal`'s; here it is put together.

use std::collections::HashSet;
use std::collections::hash_map::Entry;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::open::Desk;
use super::{Result, read::many};
use crate::domain::call_list::CallList;
use crate::domain::custom_field::CustomField;
use crate::domain::deal::Deal;
use crate::domain::pipeline::{self, Moved, Named, Pipelines, Range, Step, laid};
use crate::domain::report::{
    Asked, AskedDeals, By, CallCounts, CallFigures, CustomerFigures, HourFigures, Key, Names,
    PipelineFigures, SalesFigures,
};
use crate::domain::sales::{SoldBy, While};
use crate::domain::sums::Sums;
use crate::domain::worth::Cuts;
use crate::domain::zone::zone;
use crate::domain::{Id, Value, day};

/// Days after which it is told what moved, unless asked for others.
const WEEK: u64 = 7;

impl Desk {
    /// What the calls asked for came to, with all that it takes to tell of them.
    pub fn call_figures(&self, asked: &Asked, by: Option<By>) -> Result<CallFigures> {
        let rows = by.map(|by| self.calls_by(asked, by)).transpose()?.unwrap_or_default();
        let total = match by {
            Some(_) => rows.iter().fold(CallCounts::default(), |mut all, (_, counts)| {
                all.join(counts);
                all
            }),
            None => self.calls(asked)?,
        };
        let named = rows.iter().filter_map(|(key, _)| if let Key::Whose(id) = key { *id } else { None });
        let names = self.names(named.chain(asked.rep).chain(asked.list))?;
        Ok(CallFigures { asked: *asked, by, total, rows, names })
    }

    /// The same by hour of the week; an hour of `least` attempts or more can be recommended.
    pub fn hour_figures(&self, asked: &Asked, least: u64) -> Result<HourFigures> {
        let names = self.names(asked.rep.into_iter().chain(asked.list))?;
        Ok(HourFigures { asked: *asked, hours: self.call_hours(asked)?, least, names })
    }

    /// What reps, call lists and customers are called, and every outcome.
    pub fn names(&self, ids: impl IntoIterator<Item = Id>) -> Result<Names> {
        let (outcomes, line) = (self.known_outcomes()?, self.narrowed_by());
        let mut names = Names { outcomes, line, ..Names::default() };
        for id in ids {
            if let Entry::Vacant(place) = names.ids.entry(id) {
                place.insert(self.name_of(id)?);
            }
        }
        Ok(names)
    }

    fn name_of(&self, id: Id) -> Result<String> {
        let rep = self.rep_name(Some(id))?;
        if !rep.is_empty() {
            return Ok(rep);
        }
        if let Some(list) = self.get::<CallList>(id)? {
            return Ok(list.name);
        }
        if let Some(own) = self.get::<CustomField>(id)? {
            return Ok(own.name);
        }
        Ok(self.shown_as(id)?.map(|(_, name)| name).unwrap_or_default())
    }

    /// What may be sold and what was, on a day.
    pub fn pipeline_figures(&self, asked: AskedDeals, now: DateTime<FixedOffset>) -> Result<PipelineFigures> {
        let last = asked.as_of.unwrap_or_else(|| now.date_naive());
        let week = || last.checked_sub_days(Days::new(WEEK)).unwrap_or(last);
        let since = asked.since.unwrap_or_else(week);
        let pipelines = self.pipelines()?;
        let of = |deals| self.asked_for(&asked, deals);
        let then = of(self.deals_at(ends_of(since, now))?);
        // What lines add up to is known of now only, and left out where days are held against one another.
        let bare = match asked.as_of {
            Some(_) => self.deals_asked(&asked, now)?,
            None => of(many(&self.conn, "WHERE t.gone IS NULL ORDER BY t.id", [])?),
        };
        let moved = Box::new(Moved::of(&since.to_string(), &then, &bare, &pipelines));
        let deals = if asked.as_of.is_some() { bare } else { self.deals_asked(&asked, now)? };
        let (stale, today) = (self.stale(&asked, &deals, &pipelines, now)?, last.to_string());
        let is_stale = |deal: &Deal| stale.contains(&deal.id);
        let whole = Box::new(pipeline::figures(&deals, &pipelines, &asked.range, &today, &is_stale));
        let rows = asked.by.map(|by| (by, laid(&deals, &pipelines, &asked.range, by)));
        let named = rows.iter().flat_map(|(_, rows)| rows).filter_map(|row| match row.name {
            Named::Whose(id) => id,
            Named::Word(_) | Named::Stage(_) => None,
        });
        let names = self.names(named.chain(asked.rep))?;
        Ok(PipelineFigures { asked, today, whole, moved, pipelines, rows, names })
    }

    /// The deals of a report, as they were on its day.
    pub(super) fn deals_asked(&self, asked: &AskedDeals, now: DateTime<FixedOffset>) -> Result<Vec<Deal>> {
        let deals = match asked.as_of {
            Some(date) => self.deals_at(ends_of(date, now))?,
            None => self.deals()?,
        };
        Ok(self.asked_for(asked, deals))
    }

    /// Those of some deals that a report is of.
    fn asked_for(&self, asked: &AskedDeals, mut deals: Vec<Deal>) -> Vec<Deal> {
        deals.retain(|deal| asked.rep.is_none() || deal.owner == asked.rep);
        deals.retain(|deal| self.counts(deal.customer));
        deals.retain(|deal| asked.pipeline.as_ref().is_none_or(|code| Step::of(deal).pipeline == *code));
        deals
    }

    /// Which of them wait for too long; of another day than today nobody knows.
    pub(super) fn stale(
        &self,
        asked: &AskedDeals,
        deals: &[Deal],
        pipelines: &Pipelines,
        now: DateTime<FixedOffset>,
    ) -> Result<HashSet<Id>> {
        if asked.as_of.is_some() {
            return Ok(HashSet::new());
        }
        let (paces, ms) = (self.paces()?, now.timestamp_millis());
        let waits = |deal: &&Deal| paces.get(&deal.id).is_some_and(|pace| pace.is_stale(deal, pipelines, ms));
        Ok(deals.iter().filter(waits).map(|deal| deal.id).collect())
    }

    /// What customers bought, who bought most first; `shown` of them by name.
    pub fn customer_figures(
        &self,
        range: Range,
        shown: usize,
        now: DateTime<FixedOffset>,
    ) -> Result<CustomerFigures> {
        let last = range.to.as_ref().and_then(|text| text.parse::<NaiveDate>().ok());
        let today = last.unwrap_or_else(|| now.date_naive());
        let asked = while_of(&range, now);
        let mut bought = self.bought(asked)?;
        // Somebody's marks are the same whoever else is looked at.
        let cuts = Cuts::of(&bought.worths, today);
        bought.worths.retain(|worth| self.counts(Some(worth.customer)));
        bought.nobodys.take_if(|_| !self.counts(None));
        let ever = !bought.worths.is_empty() || self.ever_sold()?;
        bought.worths.sort_by(|a, b| b.net.largest().cmp(&a.net.largest()).then(a.customer.cmp(&b.customer)));
        let names = self.names(bought.worths.iter().take(shown).map(|worth| worth.customer))?;
        let grid = Box::new(cuts.grid(&bought.worths, today));
        Ok(CustomerFigures { range, today, bought, cuts, grid, shown, ever, names })
    }

    /// What was sold, laid apart by something that was asked as `given`; at most so many rows.
    pub fn sales_figures(
        &self,
        range: Range,
        by: (SoldBy, String),
        most: usize,
        now: DateTime<FixedOffset>,
    ) -> Result<SalesFigures> {
        let mut rows = self.sold_by(while_of(&range, now), by.0)?;
        let net = rows.iter().fold(Sums::default(), |mut all, (_, sold)| {
            all.join(&sold.net);
            all
        });
        rows.truncate(most);
        let named = rows.iter().filter_map(|(key, _)| match key {
            Value::Ref(bytes) => Some(Id::from_bytes(*bytes)),
            _ => None,
        });
        let own = if let SoldBy::Own(_, field) = by.0 { Some(field) } else { None };
        let names = self.names(named.chain(own))?;
        let ever = !rows.is_empty() || self.ever_sold()?;
        Ok(SalesFigures { range, by, rows, net, ever, names })
    }
}

/// The last moment of a day, where somebody sits now.
fn ends_of(date: NaiveDate, now: DateTime<FixedOffset>) -> i64 {
    day::begins(date, *now.offset()).timestamp_millis().saturating_add(day::LENGTH - 1)
}

/// The moments of a range of days, where somebody sits now.
pub(super) fn while_of(range: &Range, now: DateTime<FixedOffset>) -> While {
    let begins =
        |text: &String| text.parse().map(|date| day::begins(date, *now.offset()).timestamp_millis()).ok();
    let from = range.from.as_ref().and_then(begins).unwrap_or(i64::MIN / 2);
    let to = range.to.as_ref().and_then(begins).map_or(i64::MAX / 2, |at| at.saturating_add(day::LENGTH));
    While { from, to, zone: zone(now) }
}

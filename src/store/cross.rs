//! What any field against any field comes to, added up over the records that are counted, one by one.
//!
//! A record is its customer's, a group of customers that are one its face's. Where a key stands is
//! `cross_key`'s, what keys mean `domain::report`'s.

use chrono::{DateTime, FixedOffset};
use foldhash::HashMap;
use rusqlite::Row;

use super::cross_key::{Known, Stands, Told, question};
use super::figures::while_of;
use super::group::Shown;
use super::open::Desk;
use super::{Result, columns};
use crate::domain::deal::Deal;
use crate::domain::pipeline::{Pipelines, Range, counts};
use crate::domain::question::code_id;
use crate::domain::report::{Axis, Common, Cross, CrossFigures, Limits, Outcomes, Piece, Tally, Valued};
use crate::domain::stage::StageFlag;
use crate::domain::{Id, Noun, Value};

impl Desk {
    /// What a field, or two against one another, come to.
    pub fn cross_figures(
        &self,
        asked: (Axis, Option<Axis>, Valued),
        range: Range,
        limits: Limits,
        now: DateTime<FixedOffset>,
    ) -> Result<CrossFigures> {
        let (rows, columns, value) = asked;
        let means = self.means(value)?;
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let pieces = self.pieces(asked, &range, &means, now)?;
        let cross = Cross::of(&pieces, rows, columns, limits);
        let keys = cross.rows.iter().map(|(common, _)| common).chain(&cross.columns);
        let named = keys.filter_map(|key| match key {
            Common::Known(Value::Ref(bytes)) => Some(Id::from_bytes(*bytes)),
            _ => None,
        });
        let own = [Some(rows), columns].into_iter().flatten();
        let own = own.filter_map(|axis| if let Axis::Own(_, field) = axis { Some(field) } else { None });
        let mut names = self.names(named.chain(own))?;
        for question in self.surveys()?.into_iter().flat_map(|survey| survey.questions) {
            names.ids.entry(code_id(&question.code)).or_insert(question.code);
        }
        Ok(CrossFigures { rows, columns, value, range, cross, pipelines: means.pipelines, names })
    }

    fn pieces(
        &self,
        asked: (Axis, Option<Axis>, Valued),
        range: &Range,
        means: &Means,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Piece>> {
        let apart = several(asked);
        let mut pieces = Pieces::default();
        let which = if apart { Told::Which } else { Told::Keys };
        let known = self.each_counted(asked, (range, now), means, which, &mut |_, record| {
            let who = if apart { record.id } else { None };
            for row in record.across {
                for column in record.down {
                    record.one.add_to(pieces.entry((who, *row, *column)).or_default());
                }
            }
        })?;
        let piece = |((who, row, column), tally)| Piece {
            row: known.key(row).clone(),
            column: known.key(column).clone(),
            who,
            tally,
        };
        Ok(pieces.into_iter().map(piece).collect())
    }

    /// Hands over every record that counts, with the numbers of its keys.
    pub(super) fn each_counted(
        &self,
        (rows, columns, value): (Axis, Option<Axis>, Valued),
        (range, now): (&Range, DateTime<FixedOffset>),
        means: &Means,
        told: Told,
        take: &mut dyn FnMut(&Known, &Record<'_>),
    ) -> Result<Known> {
        let asked = while_of(range, now);
        let mut known = Known::default();
        let mut stands = |axis| self.stands(axis, value.noun(), asked, &mut known, now);
        let keys = [stands(rows)?, columns.map_or(Ok(Stands::Here), stands)?];
        let shown = Shown::read(&self.conn)?;
        let told = if value == Valued::Deals { told.max(Told::Which) } else { told };
        let question = question(rows, columns, value, told);
        let mut statement = self.conn.prepare_cached(&question)?;
        let mut found = statement.query((asked.from, asked.to, asked.zone))?;
        let (mut across, mut down) = (Vec::new(), Vec::new());
        while let Some(row) = found.next()? {
            let Some(one) = means.one(value, row, range)? else { continue };
            let customer = row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes);
            if !self.counts(customer) {
                continue;
            }
            let whose = customer.and_then(|customer| shown.of(customer));
            keys[0].put(row, 0, whose, &mut known, &mut across)?;
            keys[1].put(row, 1, whose, &mut known, &mut down)?;
            let id = row.get::<_, Option<[u8; 16]>>(3)?.map(Id::from_bytes);
            take(&known, &Record { one, id, across: &across, down: &down });
        }
        Ok(known)
    }

    /// What tells what records come to.
    pub(super) fn means(&self, value: Valued) -> Result<Means> {
        let amounts = if value == Valued::Deals { self.amounts()? } else { HashMap::default() };
        Ok(Means { outcomes: self.known_outcomes()?, pipelines: self.pipelines()?, amounts })
    }

    /// What deals come to, those whose amount is that of their lines too.
    fn amounts(&self) -> Result<HashMap<Id, (i64, String)>> {
        let amount = |deal: Deal| Some((deal.id, (deal.amount?, deal.currency)));
        Ok(self.deals()?.into_iter().filter_map(amount).collect())
    }
}

/// What is added up: by who it is that counts once, and by the numbers of both keys.
type Pieces = HashMap<(Option<Id>, u32, u32), Tally>;

/// A record that counts.
pub(super) struct Record<'a> {
    one: One<'a>,
    /// Which, where that was asked.
    pub(super) id: Option<Id>,
    /// The numbers of its keys.
    pub(super) across: &'a [u32],
    pub(super) down: &'a [u32],
}

/// Says whether a record can stand in several places, and counts in each once.
fn several((rows, columns, value): (Axis, Option<Axis>, Valued)) -> bool {
    let several = |axis: Axis| {
        matches!(axis, Axis::Answer(..)) || (value.noun() == Noun::Customer && axis.noun() != Noun::Customer)
    };
    several(rows) || columns.is_some_and(several)
}

/// What it takes to tell what records come to.
pub(super) struct Means {
    outcomes: Outcomes,
    pipelines: Pipelines,
    amounts: HashMap<Id, (i64, String)>,
}

/// What a record comes to.
#[derive(Default)]
struct One<'a> {
    is_part: bool,
    sum: Option<(&'a str, i64)>,
}

impl One<'_> {
    fn add_to(&self, tally: &mut Tally) {
        tally.count += 1;
        tally.part += u64::from(self.is_part);
        if let Some((currency, minor)) = self.sum {
            tally.sums.add(currency, minor.into());
        }
    }
}

impl Means {
    /// What a row of the answer comes to; nothing where it is not within the range, or of no rate.
    fn one<'a>(&'a self, value: Valued, row: &'a Row<'_>, range: &Range) -> Result<Option<One<'a>>> {
        let mut one = One::default();
        match value {
            Valued::Deals | Valued::Won | Valued::Count(Noun::Deal) => {
                let text = |column| columns::words(row, column).to_owned();
                let deal = Deal { stage: text(4), pipeline: text(5), closed_on: text(6), ..Deal::default() };
                if !counts(&deal, &self.pipelines, range)
                    || (value == Valued::Won && self.pipelines.open(&deal))
                {
                    return Ok(None);
                }
                one.is_part = self.pipelines.flag(&deal) == StageFlag::Won;
                if value == Valued::Deals {
                    let amount = self.amounts.get(&Id::from_bytes(row.get(3)?));
                    one.sum = amount.map(|(minor, currency)| (currency.as_str(), *minor));
                }
            }
            Valued::Purchases => {
                one.sum = row.get::<_, Option<i64>>(5)?.map(|minor| (columns::words(row, 4), minor));
            }
            Valued::Connected => {
                let means = self.outcomes.means(columns::words(row, 4));
                one.is_part = means.connected;
                return Ok(means.attempt.then_some(one));
            }
            Valued::Count(_) => {}
        }
        Ok(Some(one))
    }
}

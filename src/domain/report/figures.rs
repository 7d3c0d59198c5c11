//! The figures of each report with all it takes to put them into words: what was asked, and names.
//!
//! `store` finds them, `i18n::report` makes a document of them. Nothing here knows a language.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::cross::{Axis, Cross, Valued};
use super::{Asked, By, CallCounts, Hours, Key, Outcomes};
use crate::domain::day_report::DayReport;
use crate::domain::pipeline::{self, Laid, Moved, Pipelines, Range};
use crate::domain::sales::{Bought, Sold, SoldBy};
use crate::domain::sums::Sums;
use crate::domain::worth::{Cuts, Grid, Worth};
use crate::domain::{Id, Value};

/// The figures of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figures {
    /// What calls came to.
    Calls(CallFigures),
    /// How far they got.
    Funnel(CallFigures),
    /// When people answer.
    BestTime(HourFigures),
    /// What may be sold, and what was.
    Pipeline(PipelineFigures),
    /// What customers bought.
    Customers(CustomerFigures),
    /// What was sold, laid apart.
    Sales(SalesFigures),
    /// Any field against any field.
    Cross(CrossFigures),
    /// What happened on a day.
    Day(NaiveDate, DayReport),
}

/// What figures speak of, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Reps, call lists, customers, and fields of the desk's own.
    pub ids: HashMap<Id, String>,
    /// Outcomes.
    pub outcomes: Outcomes,
    /// The search line whose customers they are of; empty for everybody.
    pub line: String,
}

impl Names {
    /// The search that finds whom another does among those they are of.
    #[must_use]
    pub fn among(&self, opens: String) -> String {
        if self.line.is_empty() { opens } else { format!("{} {opens}", self.line) }
    }

    /// What somebody is called; as much of the id as tells it apart where no name is known.
    #[must_use]
    pub fn of(&self, id: Id) -> String {
        match self.ids.get(&id).filter(|name| !name.is_empty()) {
            Some(name) => name.clone(),
            None => id.to_string().chars().take(23).collect(),
        }
    }
}

/// What calls came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallFigures {
    /// Which calls.
    pub asked: Asked,
    /// What they are laid apart by, where they are.
    pub by: Option<By>,
    /// All of them.
    pub total: CallCounts,
    /// Those that have something in common.
    pub rows: Vec<(Key, CallCounts)>,
    /// Who and what the rows are.
    pub names: Names,
}

/// When people answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HourFigures {
    /// Which calls.
    pub asked: Asked,
    /// By hour of the week.
    pub hours: Hours,
    /// The attempts an hour needs before it is recommended.
    pub least: u64,
    /// Whose calls.
    pub names: Names,
}

/// Which deals a report is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedDeals {
    /// When they ended; open ones always are.
    pub range: Range,
    /// Whose they are, where they are one rep's.
    pub rep: Option<Id>,
    /// Of this pipeline only, by its code.
    pub pipeline: Option<String>,
    /// What they are laid apart by, beside the whole.
    pub by: Option<pipeline::By>,
    /// As they were at the end of this day, as far as the log goes back.
    pub as_of: Option<NaiveDate>,
    /// Since the end of which day it is told what moved; a week ago unless told.
    pub since: Option<NaiveDate>,
}

/// What may be sold, and what was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PipelineFigures {
    /// Which deals.
    pub asked: AskedDeals,
    /// The day it is told on, an ISO date.
    pub today: String,
    /// All of them.
    pub whole: Box<pipeline::Figures>,
    /// What moved since an earlier day.
    pub moved: Box<Moved>,
    /// What their stages mean.
    pub pipelines: Pipelines,
    /// Those that have something in common.
    pub rows: Option<(pipeline::By, Vec<Laid>)>,
    /// Whose they are.
    pub names: Names,
}

/// What customers bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerFigures {
    /// When.
    pub range: Range,
    /// The day from which days are counted back.
    pub today: NaiveDate,
    /// By whom, who bought most first.
    pub bought: Bought,
    /// Where their marks part.
    pub cuts: Cuts,
    /// How many of them have each two marks.
    pub grid: Box<Grid>,
    /// So many of them are shown.
    pub shown: usize,
    /// Somebody bought something at some time.
    pub ever: bool,
    /// Who they are, as far as they are shown.
    pub names: Names,
}

impl CustomerFigures {
    /// Whoever has these marks of recency and frequency, who bought most first.
    pub fn marked(&self, r: u8, f: u8) -> impl Iterator<Item = &Worth> {
        let marked = move |worth: &&Worth| {
            self.cuts.marks(worth, self.today).is_some_and(|marks| (marks.r, marks.f) == (r, f))
        };
        self.bought.worths.iter().filter(marked)
    }
}

/// What was sold, laid apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SalesFigures {
    /// When.
    pub range: Range,
    /// By what, and how that was asked.
    pub by: (SoldBy, String),
    /// What lines have in common, and what they come to.
    pub rows: Vec<(Value, Sold)>,
    /// What all lines come to, those of rows that are not shown too.
    pub net: Sums,
    /// Somebody bought something at some time.
    pub ever: bool,
    /// Who the rows are.
    pub names: Names,
}

/// Any field against any field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossFigures {
    /// What the rows are.
    pub rows: Axis,
    /// What the columns are, where there are any.
    pub columns: Option<Axis>,
    /// What stands in the cells.
    pub value: Valued,
    /// When.
    pub range: Range,
    /// The table.
    pub cross: Cross,
    /// What stages mean.
    pub pipelines: Pipelines,
    /// Who the rows and columns are.
    pub names: Names,
}

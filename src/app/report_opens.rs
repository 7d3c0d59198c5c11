//! What each figure of a report opens: what it counts as a list, or customers as a search on the desk.

use super::ask::Ask;
use super::list::Cursor;
use super::reports::{Reports, Rows, Under};
use crate::domain::Id;
use crate::domain::pipeline::{Part, Which};
use crate::domain::report::{
    By, CellOpened, Common, CrossFigures, DealsOpened, Figure, Figures, Key, OneOf, Opened, PipelineFigures,
    Row, Stage, funnel,
};
use crate::domain::worth::{MARKS, Worth};
use crate::i18n::report;

/// Customers that are shown of those a figure counts.
const BUYERS: usize = 1_000;

/// What a figure opens.
pub(super) enum Opens {
    Calls(Box<Opened>),
    Deals(Box<DealsOpened>),
    Cell(Box<CellOpened>),
    Marked(u8, u8),
    Search(String),
    Customer(Id),
}

impl Reports {
    /// What the cursor can stand on, in the order of the rows: what opens something, and in a row where
    /// nothing does every cell, so that all of it can be reached.
    pub(super) fn targets(&self) -> Vec<(usize, usize, usize)> {
        let sections = self.document.iter().flat_map(|document| document.sections.iter().enumerate());
        let rows =
            sections.flat_map(|(at, section)| (0..section.rows.len()).map(move |row| (at, row, section)));
        let each = rows.flat_map(|(at, row, section)| {
            let cells = (0..section.rows[row].cells.len()).map(|column| (at, row, column));
            let open: Vec<_> = cells.clone().filter(|cell| self.opens(*cell).is_some()).collect();
            if open.is_empty() { cells.collect() } else { open }
        });
        each.collect()
    }

    /// What the figure there opens; nothing where it counts nothing.
    pub(super) fn opens(&self, (section, row, column): (usize, usize, usize)) -> Option<Opens> {
        let section = self.document.as_ref()?.sections.get(section)?;
        let (line, code) = (section.rows.get(row)?, section.columns.get(column)?.code.as_str());
        let cell = line.cells.get(column)?;
        if matches!(cell.figure, Figure::Nothing | Figure::Count(0)) {
            return None;
        }
        let calls = |asked, keys, stage| Some(Opens::Calls(Box::new(Opened { asked, keys, stage })));
        match (self.figures.as_deref()?, section.code) {
            (Figures::Calls(of), "calls") => {
                let by = of.by?;
                let stage = stage_of(code);
                let all = code == "calls" || column == 0;
                (all || stage.is_some()).then_some(())?;
                let key = of.rows.get(row).filter(|_| !line.total).map(|(key, _)| (by, key.clone()));
                calls(of.asked, key.into_iter().collect(), stage)
            }
            (Figures::Funnel(of), "stages") => {
                (code == "calls").then_some(())?;
                calls(of.asked, Vec::new(), Some(funnel(&of.total).get(row)?.stage))
            }
            (Figures::Funnel(of), "rows") => {
                let key = (of.by?, of.rows.get(row)?.0.clone());
                calls(of.asked, vec![key], Some(Stage::of_code(code)?))
            }
            (Figures::BestTime(of), "hours") => {
                let Figure::Words(hour) = &line.cells.first()?.figure else { return None };
                let weekday: u8 = code.parse().ok()?;
                let hour: u8 = hour.get(..2)?.parse().ok()?;
                let keys =
                    vec![(By::Weekday, Key::Part(weekday.checked_sub(1)?)), (By::Hour, Key::Part(hour))];
                calls(of.asked, keys, Some(Stage::Dialled))
            }
            (Figures::Customers(_), "rfm") => {
                let r = usize::from(MARKS).checked_sub(row)?;
                Some(Opens::Marked(u8::try_from(r).ok()?, u8::try_from(column).ok().filter(|f| *f > 0)?))
            }
            (Figures::Customers(of), "customers") => {
                let worth = of.bought.worths.get(row).filter(|_| !line.total)?;
                Some(Opens::Customer(worth.customer))
            }
            (Figures::Pipeline(of), section) => {
                let which = which(of, section, row, code, line.total)?;
                Some(Opens::Deals(Box::new(DealsOpened { asked: of.asked.clone(), which })))
            }
            (Figures::Cross(of), _) => Some(in_cell(of, line, row, column)),
            _ => {
                let line = cell.opens.clone().or_else(|| line.opens.clone())?;
                Some(Opens::Search(line))
            }
        }
    }

    pub(super) fn open(&mut self) -> Ask {
        match self.opens(self.at) {
            Some(Opens::Customer(id)) => Ask { select: Some(id), aside: true, ..Ask::close() },
            Some(Opens::Search(line)) => Ask { find: Some(line), aside: true, ..Ask::close() },
            Some(Opens::Calls(opened)) => self.lay_open(Under::Calls(opened)),
            Some(Opens::Deals(opened)) => self.lay_open(Under::Deals(opened)),
            Some(Opens::Cell(opened)) => self.lay_open(Under::Cell(opened)),
            Some(Opens::Marked(r, f)) => {
                let Some(Figures::Customers(of)) = self.figures.as_deref() else { return Ask::nothing() };
                let worths: Vec<Worth> = of.marked(r, f).take(BUYERS).cloned().collect();
                let count = of.marked(r, f).count();
                self.lay_open(Under::Buyers(worths, count))
            }
            None => Ask::nothing(),
        }
    }

    fn lay_open(&mut self, under: Under) -> Ask {
        self.rows = Some(Rows { title: self.title(), lies: None, cursor: Cursor::default() });
        Ask { under: Some(under), ..Ask::default() }
    }

    /// The figure under the cursor: its row and its column.
    fn title(&self) -> String {
        let section = self.document.as_ref().and_then(|document| document.sections.get(self.at.0));
        let row = section.and_then(|section| section.rows.get(self.at.1)).and_then(|row| row.cells.first());
        let row = row.map(|cell| report::shown(&cell.figure, self.lang)).unwrap_or_default();
        let column =
            section.and_then(|section| section.columns.get(self.at.2)).map(|column| column.head.clone());
        let column = column.filter(|_| self.at.2 > 0).unwrap_or_default();
        format!("{row}  {column}").trim().to_owned()
    }
}

/// What stands in a cell of any field against any field: a search where one finds it, else the records.
fn in_cell(of: &CrossFigures, line: &Row, row: usize, column: usize) -> Opens {
    let down = column.checked_sub(1).filter(|at| *at < of.cross.columns.len());
    let search = if down.is_some() { &line.cells[column].opens } else { &line.opens };
    if let Some(search) = search {
        return Opens::Search(search.clone());
    }
    let keys = || of.cross.rows.iter().map(|(key, _)| key.clone()).collect::<Vec<Common>>();
    Opens::Cell(Box::new(CellOpened {
        asked: (of.rows, of.columns, of.value),
        range: of.range.clone(),
        row: (!line.total).then(|| OneOf { shown: keys(), at: row }),
        column: down.map(|at| OneOf { shown: of.cross.columns.clone(), at }),
    }))
}

/// The deals a figure of the pipeline counts; nothing for one that counts none, as of what moved.
fn which(of: &PipelineFigures, section: &str, row: usize, code: &str, total: bool) -> Option<Which> {
    let month = |months: &mut dyn Iterator<Item = &String>| {
        if total { Some(None) } else { months.nth(row).map(|month| Some(month.clone())) }
    };
    match section {
        "stages" if total => Some(Which::Expected(None, Part::Open)),
        "stages" => Some(Which::Stage(of.whole.stages.get(row)?.0.clone())),
        "months" => Some(Which::Ended(month(&mut of.whole.months.keys())?, ended(code))),
        "forecast" => {
            let part = match code {
                "commit" => Part::Commit,
                "best" => Part::Best,
                _ => Part::Likely,
            };
            Some(Which::Expected(month(&mut of.whole.expected.keys())?, part))
        }
        "rows" => {
            let (by, rows) = of.rows.as_ref()?;
            let part = match code {
                "open" | "open_amount" => Part::Open,
                code if code == by.code() => Part::All,
                code => ended(code),
            };
            Some(Which::Laid(*by, rows.get(row)?.name.clone(), part))
        }
        _ => None,
    }
}

/// What of the deals that ended a column counts.
fn ended(code: &str) -> Part {
    match code {
        "won" | "won_amount" => Part::Won,
        "lost" => Part::Lost,
        _ => Part::Closed,
    }
}

/// The stage whose calls a column counts.
fn stage_of(code: &str) -> Option<Stage> {
    Some(match code {
        "attempts" => Stage::Dialled,
        "connected" => Stage::Connected,
        "deciders" => Stage::Decider,
        "talks" => Stage::Talk,
        "appointments" => Stage::Appointment,
        "won" => Stage::Won,
        _ => return None,
    })
}

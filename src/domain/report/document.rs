//! A report laid out once: sections of tables whose cells are typed, ready for every way to show it.
//!
//! The words are in it already, in one language: `i18n::report` makes it of figures. The screen, the
//! terminal, a page, a workbook and CSV draw the same one, so that no two of them can differ.

use crate::domain::sums::Sums;

/// A report laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Which report, by its code.
    pub code: &'static str,
    /// What it is called.
    pub title: String,
    /// The days it is about.
    pub period: String,
    /// What it was narrowed down to: what, and to which.
    pub narrowed: Vec<(String, String)>,
    /// How everything is counted, to be printed with it.
    pub definitions: Vec<String>,
    /// The tables; none where there is nothing to show.
    pub sections: Vec<Section>,
    /// What is said where there are none.
    pub empty: String,
}

/// A table under its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Which, by its code: no two sections of a report have the same.
    pub code: &'static str,
    /// Its heading; empty where the report's own says it.
    pub title: String,
    /// What its columns are.
    pub columns: Vec<Column>,
    /// Its rows, the totals last.
    pub rows: Vec<Row>,
    /// What is said under it.
    pub notes: Vec<String>,
    /// It is a view of what stands in another: in files of tables it comes last.
    pub overview: bool,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Which, by its code.
    pub code: String,
    /// What stands over it.
    pub head: String,
    /// Figures stand in it, to the right.
    pub figures: bool,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// One for each column; those at the end may be missing.
    pub cells: Vec<Cell>,
    /// How long its bar is, in thousandths of the longest.
    pub bar: Option<u16>,
    /// The search line that finds the customers it counts.
    pub opens: Option<String>,
    /// It adds up the others.
    pub total: bool,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub figure: Figure,
    /// How dark it is on a map, in thousandths of the darkest.
    pub shade: Option<u16>,
    /// The search line that finds the customers it counts, where it is another than the row's.
    pub opens: Option<String>,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Figure {
    /// Nothing.
    #[default]
    Nothing,
    /// Words: a name, a label, an hour.
    Words(String),
    /// So many.
    Count(u64),
    /// So many more, or less.
    Change(i64),
    /// Amounts, each in its currency.
    Money(Sums),
    /// A part of a whole; of none there is no rate.
    Rate(u64, u64),
    /// The beginning of an ISO date.
    Date(String),
    /// Seconds.
    Time(u64),
    /// Days.
    Days(i64),
}

impl Document {
    /// Its tables with something in them, the overviews last.
    pub fn tables(&self) -> impl Iterator<Item = &Section> {
        let of =
            |overview| move |section: &&Section| section.overview == overview && !section.rows.is_empty();
        self.sections.iter().filter(of(false)).chain(self.sections.iter().filter(of(true)))
    }
}

impl Section {
    /// A section of columns, the first of words and all others of figures.
    #[must_use]
    pub fn of(code: &'static str, columns: impl IntoIterator<Item = (impl Into<String>, String)>) -> Self {
        let column = |(at, (code, head)): (usize, (_, String))| Column {
            code: Into::into(code),
            head,
            figures: at > 0,
        };
        let columns = columns.into_iter().enumerate().map(column).collect();
        Self { code, columns, ..Self::default() }
    }

    /// Adds a row of cells.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Figure>) -> &mut Row {
        self.rows.push(Row { cells: cells.into_iter().map(Cell::from).collect(), ..Row::default() });
        self.rows.last_mut().expect("a row was added just now")
    }

    /// Adds a row that adds up the others.
    pub fn total(&mut self, cells: impl IntoIterator<Item = Figure>) {
        self.row(cells).total = true;
    }
}

impl Figure {
    /// Words, or nothing where there are none.
    #[must_use]
    pub fn words(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Nothing } else { Self::Words(words) }
    }
}

impl From<Figure> for Cell {
    fn from(figure: Figure) -> Self {
        Self { figure, ..Self::default() }
    }
}

/// `part` of `whole` in thousandths, at most all of it.
#[must_use]
pub fn share(part: u64, whole: u64) -> Option<u16> {
    super::permille(part.min(whole), whole).and_then(|share| u16::try_from(share).ok())
}

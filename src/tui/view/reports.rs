//! The reports: a page's tables with bars, shades and the cell under the cursor, its definitions at the
//! foot; or the calls that a figure counts, one row each.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::{bottom, each_row, top};
use super::{report_line, report_rows};
use crate::app::reports::{PAGES, Page, Reports};
use crate::app::wrap::{cells, wrap};
use crate::domain::report::{Cell, Document, Figure, Row, Section, Span as Days, permille};
use crate::i18n::{Text, format, report as words_of};
use crate::tui::theme::Role;

/// Rows of definitions, at most.
const DEFINITIONS: u16 = 4;
/// Cells of the longest bar, and of the shortest worth drawing.
const BARS: (usize, usize) = (30, 6);

/// Draws them.
pub(super) fn draw(pen: &mut Pen<'_>, reports: &Reports, area: Rect) -> Option<Position> {
    let Some(typing) = &reports.typing else {
        report(pen, reports, area);
        return None;
    };
    let (above, below) = bottom(area, report_line::height(typing, area));
    report(pen, reports, above);
    report_line::draw(pen, typing, below)
}

fn report(pen: &mut Pen<'_>, reports: &Reports, area: Rect) {
    if let Some(rows) = &reports.rows {
        report_rows::draw(pen, rows, area);
        return;
    }
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &tabs(reports, pen));
    let (line, rest) = top(rest, 1);
    pen.row(inset(line), &about(pen, reports));
    let Some(document) = &reports.document else { return };
    if document.sections.is_empty() {
        let (_, rest) = top(rest, 1);
        paragraph(pen, &nothing(pen, reports, document), rest);
        return;
    }
    let rest = definitions(pen, document, rest);
    body(pen, reports, document, rest);
}

/// That there is nothing, and what to do about it.
fn nothing(pen: &Pen<'_>, reports: &Reports, document: &Document) -> String {
    let asking = &reports.asking;
    let mut ways = Vec::new();
    if reports.has_more() {
        ways.push(if asking.page == Page::Day { Text::ReportOtherDay } else { Text::ReportOtherDays });
        ways.extend(asking.is_somebodys().then_some(Text::ReportEveryones));
        ways.extend((!asking.line.is_empty()).then_some(Text::ReportOtherCustomers));
    }
    let ways = ways.into_iter().map(|way| way.words(pen.lang()));
    [document.empty.as_str()].into_iter().chain(ways).collect::<Vec<_>>().join(" ")
}

pub(super) fn inset(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

fn tabs(reports: &Reports, pen: &Pen<'_>) -> Vec<Span> {
    let each = PAGES.iter().zip(1..).flat_map(|((page, text), key): (&(Page, Text), usize)| {
        let role = if *page == reports.asking.page { Role::Act } else { Role::Dim };
        [(Role::Accent, key.to_string()), (role, format!(" {}  ", text.words(pen.lang())))]
    });
    each.collect()
}

/// Of which days it is, of whose calls, and whether it is still read.
fn about(pen: &Pen<'_>, reports: &Reports) -> Vec<Span> {
    let lang = pen.lang();
    let asking = &reports.asking;
    let mut spans = Vec::new();
    if asking.page == Page::Cross {
        let title = reports.document.as_ref().map_or("", |document| &document.title);
        let value = reports.document.iter().flat_map(|document| &document.narrowed).next();
        let value = value.map(|(_, value)| format!("  {value}  ")).unwrap_or_default();
        spans.extend([(Role::Title, title.to_owned()), (Role::Text, value)]);
    }
    if asking.page != Page::Day && asking.is_dated() {
        spans.push((Role::Act, span_text(asking.span).words(lang).to_owned()));
    }
    let period = reports.document.as_ref().map_or("", |document| &document.period);
    spans.push((Role::Text, format!("  {period}")));
    if asking.is_somebodys() {
        let whose = if asking.mine { Text::MineAndNobodys } else { Text::Everyones };
        spans.push((Role::Dim, format!("  {}", whose.words(lang))));
    }
    if !asking.line.is_empty() {
        let of = Text::ColumnCustomers.words(lang);
        spans.push((Role::Due, format!("  {of}: {}", asking.line)));
    }
    if reports.waiting.is_some() {
        spans.push((Role::Due, format!("  {}", Text::Loading.words(lang))));
    }
    spans
}

const fn span_text(span: Days) -> Text {
    match span {
        Days::Today => Text::SpanToday,
        Days::Week => Text::SpanWeek,
        Days::Month => Text::SpanMonth,
        Days::Quarter => Text::SpanQuarter,
        Days::Year => Text::SpanYear,
        Days::All => Text::SpanAll,
        Days::Typed(..) => Text::SpanTyped,
    }
}

fn paragraph(pen: &mut Pen<'_>, words: &str, area: Rect) {
    let area = inset(area);
    for (row, range) in each_row(area).zip(wrap(words, usize::from(area.width).max(1))) {
        pen.put(row, Role::Dim, words[range].trim_end());
    }
}

/// How everything is counted, at the foot; answers with what is left above.
fn definitions(pen: &mut Pen<'_>, document: &Document, area: Rect) -> Rect {
    let words = document.definitions.join(" ");
    let lines = wrap(&words, usize::from(area.width.saturating_sub(2)).max(1)).len();
    let height = u16::try_from(lines).unwrap_or(DEFINITIONS).min(DEFINITIONS).min(area.height / 3);
    let (rest, foot) = bottom(area, height + 1);
    let (rule, foot) = top(foot, 1);
    pen.rule(rule, &[]);
    paragraph(pen, &words, foot);
    rest
}

/// A line of the page.
enum Line {
    Blank,
    Title(String),
    Head(usize),
    Row(usize, usize),
    Note(String),
}

fn body(pen: &mut Pen<'_>, reports: &Reports, document: &Document, area: Rect) {
    let width = usize::from(inset(area).width).max(1);
    let mut lines = Vec::new();
    for (at, section) in document.sections.iter().enumerate() {
        lines.push(if at == 0 && section.title.is_empty() {
            Line::Title(spark(pen, section))
        } else {
            Line::Blank
        });
        if !section.title.is_empty() {
            lines.push(Line::Title(section.title.clone()));
        }
        lines.push(Line::Head(at));
        lines.extend((0..section.rows.len()).map(|row| Line::Row(at, row)));
        for note in &section.notes {
            lines.extend(
                wrap(note, width).into_iter().map(|range| Line::Note(note[range].trim_end().to_owned())),
            );
        }
    }
    let here = |line: &Line| matches!(line, Line::Row(section, row) if (*section, *row) == (reports.at.0, reports.at.1));
    let at = lines.iter().position(here).unwrap_or(0);
    let height = usize::from(area.height).max(1);
    let last = !lines.iter().skip(at + 1).any(|line| matches!(line, Line::Row(..)));
    // What is said under the last row has no row to be reached by.
    let below = if last { lines.len().min(at + height) } else { at + 3 };
    let first = below.saturating_sub(height).min(lines.len().saturating_sub(height));
    let under = |nth: usize| if nth == reports.at.0 { reports.at.2 } else { 0 };
    let sections = document.sections.iter().enumerate();
    let tables: Vec<Table> =
        sections.map(|(nth, section)| Table::of(pen, section, width, under(nth))).collect();
    for (row, line) in each_row(area).zip(lines.into_iter().skip(first)) {
        match line {
            Line::Blank => {}
            Line::Title(title) => drop(pen.put(inset(row), Role::Title, &title)),
            Line::Note(note) => drop(pen.put(inset(row), Role::Dim, &note)),
            Line::Head(section) => tables[section].head(pen, &document.sections[section], row),
            Line::Row(section, nth) => {
                let selected = ((section, nth) == (reports.at.0, reports.at.1)).then_some(reports.at.2);
                tables[section].row(pen, &document.sections[section], nth, selected, row);
            }
        }
    }
}

/// The first column of counts as heights.
fn spark(pen: &Pen<'_>, section: &Section) -> String {
    let counts: Vec<u64> = counts(section).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    if counts.len() < 3 || most == 0 {
        return String::new();
    }
    let heights = &pen.look.glyphs.heights;
    let height = |count: &u64| {
        let at = usize::try_from(count * (heights.len() as u64 - 1) / most).unwrap_or(0);
        heights[at.min(heights.len() - 1)]
    };
    counts.iter().map(height).collect()
}

fn counts(section: &Section) -> impl Iterator<Item = u64> {
    section.rows.iter().filter(|row| !row.total).filter_map(|row| match row.cells.get(1)?.figure {
        Figure::Count(count) => Some(count),
        _ => None,
    })
}

/// Cells that the head of a column takes where all in full would not fit.
const HEAD: usize = 12;

/// How wide the columns of a section are.
struct Table {
    widths: Vec<usize>,
    gap: usize,
    bars: usize,
    most: u64,
    /// Amounts are rounded, for written out they would not fit.
    short: bool,
    /// The column that stands beside the first, so that the one under the cursor is seen.
    from: usize,
}

impl Table {
    fn of(pen: &Pen<'_>, section: &Section, width: usize, under: usize) -> Self {
        let whole = Self::laid(pen, section, width, false);
        if whole.fits(width, whole.widths.len()) {
            return whole;
        }
        let mut table = Self::laid(pen, section, width, true);
        while table.from < under && !table.fits(width, under + 1) {
            table.from += 1;
        }
        table
    }

    /// Says whether its columns before `end` fit.
    fn fits(&self, width: usize, end: usize) -> bool {
        let shown = self.shown().filter(|at| *at < end);
        // The marker takes two.
        shown.map(|at| self.widths[at] + self.gap).sum::<usize>() + 2 <= width + self.gap
    }

    /// The columns that are shown.
    fn shown(&self) -> impl Iterator<Item = usize> {
        (0..self.widths.len()).filter(|at| *at == 0 || *at >= self.from)
    }

    fn laid(pen: &Pen<'_>, section: &Section, width: usize, short: bool) -> Self {
        let wide = |at: usize| {
            let shown = section.rows.iter().filter_map(|row| row.cells.get(at));
            let shown = shown.map(|cell| cells(&words(pen, cell, short)));
            let head = cells(&section.columns[at].head);
            shown.chain([if short && at > 0 { head.min(HEAD) } else { head }]).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..section.columns.len()).map(wide).collect();
        if let Some(first) = widths.first_mut() {
            *first = (*first).min(width / 3);
        }
        let all: usize = widths.iter().sum::<usize>() + 1;
        let gaps = widths.len().saturating_sub(1);
        let gap = if all + gaps * 2 <= width { 2 } else { 1 };
        let left = width.saturating_sub(all + gaps * gap + 2);
        let heat = section.rows.iter().any(|row| row.cells.iter().any(|cell| cell.shade.is_some()));
        let bars = if left < BARS.1 || heat { 0 } else { left.min(BARS.0) };
        Self { widths, gap, bars, most: counts(section).max().unwrap_or(0), short, from: 1 }
    }

    fn head(&self, pen: &mut Pen<'_>, section: &Section, area: Rect) {
        let head =
            |at: usize| (Role::Dim, self.cell(at, &section.columns[at].head, section.columns[at].figures));
        let spans: Vec<Span> = self.shown().map(head).collect();
        pen.row(Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area }, &spans);
    }

    fn cell(&self, at: usize, words: &str, figures: bool) -> String {
        let side = if figures { Side::Right } else { Side::Left };
        let gap = if at == 0 { 0 } else { self.gap };
        format!("{}{}", " ".repeat(gap), pad(words, self.widths[at], side))
    }

    fn row(&self, pen: &mut Pen<'_>, section: &Section, nth: usize, selected: Option<usize>, area: Rect) {
        let row = &section.rows[nth];
        pen.marker(area, selected.is_some());
        let plain = if row.total { Role::Title } else { Role::Text };
        let mut spans: Vec<Span> = Vec::new();
        for at in self.shown() {
            let shown = row.cells.get(at).map(|cell| words(pen, cell, self.short)).unwrap_or_default();
            let role = if selected == Some(at) { Role::Selection } else { plain };
            spans.push((role, self.cell(at, &shown, section.columns[at].figures)));
        }
        if let Some(part) = self.bar(row) {
            let bar = pen.look.glyphs.bar(part, 1_000, u16::try_from(self.bars).unwrap_or(0));
            spans.push((Role::Bar, format!("  {bar}")));
        }
        let x = area.x + 2;
        let mut left = Rect { x, width: area.width.saturating_sub(2), ..area };
        for (role, text) in spans {
            let used = pen.put(left, role, &text);
            left.x += used;
            left.width = left.width.saturating_sub(used);
        }
    }

    /// How long its bar is, in thousandths: its own, else that of its first count.
    fn bar(&self, row: &Row) -> Option<u64> {
        if self.bars == 0 || row.total {
            return None;
        }
        let first = match row.cells.get(1)?.figure {
            Figure::Count(count) => permille(count, self.most),
            _ => None,
        };
        row.bar.map(u64::from).or(first)
    }
}

/// A cell in words, amounts rounded if `short`; on a map its shade and how many there were beside the rate.
fn words(pen: &Pen<'_>, cell: &Cell, short: bool) -> String {
    let shown = match &cell.figure {
        Figure::Money(sums) if short => format::short_sums(sums, pen.lang()),
        figure => words_of::shown(figure, pen.lang()),
    };
    match (cell.shade, &cell.figure) {
        (Some(shade), Figure::Rate(part, whole)) => {
            let rate = permille(*part, *whole)
                .map_or_else(|| "-".to_owned(), |rate| format!("{}%", (rate + 5) / 10));
            format!("{}{rate:>4} {whole:>3}", pen.look.glyphs.shade(shade.into(), 1_000))
        }
        (Some(shade), _) => format!("{} {shown}", pen.look.glyphs.shade(shade.into(), 1_000)),
        (None, _) => shown,
    }
}

//! Customers by how lately and how often they ordered, as a map: five marks of each, and how many have
//! both.

use super::shown::counted;
use crate::domain::report::{Cell, CustomerFigures, Figure, Section, share};
use crate::domain::worth::MARKS;
use crate::i18n::{Lang, Text};

/// The map; none where nobody has marks.
pub(super) fn grid(of: &CustomerFigures, lang: Lang) -> Option<Section> {
    let most = of.grid.iter().flatten().copied().max().filter(|most| *most > 0)?;
    let columns = (1..=MARKS).map(|f| (f.to_string(), format!("F{f} {}", orders(of, f))));
    let head = [("recency".to_owned(), Text::GridRecency.words(lang).to_owned())];
    let mut section = Section::of("rfm", head.into_iter().chain(columns));
    Text::GridTitle.words(lang).clone_into(&mut section.title);
    section.overview = true;
    for r in (1..=MARKS).rev() {
        let row = section.row([Figure::Words(format!("R{r} {}", days(of, r)))]);
        let counts = &of.grid[usize::from(r) - 1];
        row.cells.extend(counts.iter().map(|count| Cell {
            figure: Figure::Count(*count),
            shade: share(*count, most),
            opens: None,
        }));
    }
    section.notes.push(Text::GridLegend.fill(lang, &[("most", &counted(most))]));
    Some(section)
}

/// The days since the last order that give a mark of recency.
fn days(of: &CustomerFigures, mark: u8) -> String {
    match cut(&of.cuts.days, mark) {
        Cut::First => format!(">={}", of.cuts.days[0]),
        Cut::At(days) => format!("<{days}"),
        Cut::Nowhere => NOBODY.to_owned(),
    }
}

/// The orders that give a mark of frequency.
fn orders(of: &CustomerFigures, mark: u8) -> String {
    match cut(&of.cuts.orders, mark) {
        Cut::First => format!("<={}", of.cuts.orders[0]),
        Cut::At(orders) => format!(">{orders}"),
        Cut::Nowhere => NOBODY.to_owned(),
    }
}

/// Stands where a mark is nobody's.
const NOBODY: &str = "-";

/// Where a mark begins.
enum Cut<T> {
    /// Below all cuts.
    First,
    At(T),
    /// The next one begins there too: where many ordered as often, fewer than five marks are given.
    Nowhere,
}

fn cut<T: Copy + PartialEq>(cuts: &[T; 4], mark: u8) -> Cut<T> {
    match usize::from(mark).checked_sub(2) {
        None => Cut::First,
        Some(at) if cuts.get(at + 1) == Some(&cuts[at]) => Cut::Nowhere,
        Some(at) => Cut::At(cuts[at]),
    }
}

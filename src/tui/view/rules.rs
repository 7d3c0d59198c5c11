//! The settings of the rules: the outcomes as a table, the pacing below, and what the rule under the
//! cursor does in full.

use ratatui::layout::Rect;

use super::parts::{Side, columns, pad};
use super::pen::{Pen, Span};
use super::{bottom, each_row, top};
use crate::app::rules::{Counting, Rules};
use crate::app::wrap::cells;
use crate::domain::Noun;
use crate::domain::outcome::Outcome;
use crate::domain::rulebook::Rulebook;
use crate::i18n::{Text, label, rules as words};
use crate::keys::{Action, Context};
use crate::tui::theme::Role;

/// Cells of the key, of a number, and of the mark of an own rule.
const KEY: usize = 1;
const NUMBER: usize = 5;
const MARK: usize = 1;
/// Parts of the pacing in a row.
const ABREAST: usize = 3;
/// Rows of the pacing with its rule, and of what is told of the rule under the cursor.
const PACING: u16 = 4;
const TOLD: u16 = 2;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, rules: &Rules, area: Rect) {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let Some(book) = &rules.book else {
        pen.rule(heading, &[(Role::Title, Text::ContextRules.words(lang).to_owned())]);
        pen.put(Rect { x: rest.x + 2, ..rest }, Role::Dim, Text::Loading.words(lang));
        return;
    };
    let title = match &book.list {
        Some(list) => Text::RulesOfList.fill(lang, &[("name", &list.name)]),
        None => Text::RulesOfDesk.words(lang).to_owned(),
    };
    pen.rule(heading, &[(Role::Title, title)]);
    let (table, below) = bottom(rest, PACING + TOLD);
    let (pacing, told) = bottom(below, TOLD);
    outcomes(pen, rules, book, table);
    draw_pacing(pen, rules, book, pacing);
    tell(pen, rules, book, told);
}

/// Widths of label, waits and what an outcome does, for a row of `width` cells.
fn widths(pen: &Pen<'_>, book: &Rulebook, width: usize) -> [usize; 3] {
    let lang = pen.lang();
    let widest = |text: &dyn Fn(&Outcome) -> String| {
        book.outcomes.iter().map(|outcome| cells(&text(outcome))).max().unwrap_or(0)
    };
    let label = widest(&|outcome| label::outcome(outcome, lang).to_owned()).min(width / 3);
    let waits = widest(&|outcome| words::waits(outcome, lang));
    let waits = waits.max(cells(Text::RuleWaits.words(lang))).min(width / 4);
    let used = KEY + MARK + label + waits + 2 * NUMBER + 6;
    [label, waits, width.saturating_sub(used)]
}

fn outcomes(pen: &mut Pen<'_>, rules: &Rules, book: &Rulebook, area: Rect) {
    let lang = pen.lang();
    let (head, rest) = top(area, 1);
    let inset = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
    let [label, waits, does] = widths(pen, book, usize::from(inset(head).width));
    let line = |cells: [&str; 7]| {
        let [key, mark, name, wait, tries, day, what] = cells;
        columns(&[
            (key, KEY, Side::Left),
            (mark, MARK, Side::Left),
            (name, label, Side::Left),
            (wait, waits, Side::Left),
            (tries, NUMBER, Side::Right),
            (day, NUMBER, Side::Right),
            (what, does, Side::Left),
        ])
    };
    let text = |text: Text| text.words(lang);
    let heads = [Text::RuleOutcome, Text::RuleWaits, Text::RuleTries, Text::RulePerDay, Text::RuleDoes];
    let [name, wait, tries, day, what] = heads.map(text);
    pen.put(inset(head), Role::Dim, &line(["", "", name, wait, tries, day, what]));
    let first = rules.cursor.window(usize::from(rest.height), book.outcomes.len());
    for (row, (at, outcome)) in each_row(rest).zip(book.outcomes.iter().enumerate().skip(first)) {
        let selected = at == rules.cursor.at;
        pen.marker(row, selected);
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let mark = if book.is_own(outcome) { "*" } else { "" };
        let role = match outcome {
            _ if selected => Role::Selection,
            outcome if outcome.hidden => Role::Dim,
            _ if !mark.is_empty() => Role::Act,
            _ => Role::Text,
        };
        let cells = [
            &*outcome.key,
            mark,
            label::outcome(outcome, lang),
            &words::waits(outcome, lang),
            &number(outcome.tries),
            &number(outcome.per_day),
            &words::does(outcome, lang),
        ];
        pen.put(inset(row), role, &line(cells));
    }
}

fn draw_pacing(pen: &mut Pen<'_>, rules: &Rules, book: &Rulebook, area: Rect) {
    let lang = pen.lang();
    let here = rules.cursor.at >= book.outcomes.len();
    let (heading, rest) = top(area, 1);
    let mark = if book.paces_itself() { " *" } else { "" };
    let role = if here { Role::Selection } else { Role::Title };
    pen.rule(heading, &[(role, format!("{}{mark}", label::noun(Noun::Pacing, lang)))]);
    pen.marker(heading, here);
    let parts = words::pacing(&book.pacing, lang);
    let width = usize::from(area.width.saturating_sub(3)) / ABREAST;
    let name = parts.iter().map(|(name, _)| cells(name)).max().unwrap_or(0).min(width.saturating_sub(6));
    for (row, parts) in each_row(rest).zip(parts.chunks(ABREAST)) {
        let spans: Vec<Span> = parts
            .iter()
            .flat_map(|(label, value)| {
                let value = pad(value, width.saturating_sub(name + 1), Side::Left);
                [(Role::Dim, pad(label, name + 1, Side::Left)), (Role::Text, value)]
            })
            .collect();
        pen.row(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row }, &spans);
    }
}

/// What the rule under the cursor does in full, and what giving it back would do.
fn tell(pen: &mut Pen<'_>, rules: &Rules, book: &Rulebook, area: Rect) {
    let lang = pen.lang();
    let inset = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    let (first, second) = top(inset, 1);
    if let Some(outcome) = rules.outcome() {
        let role = if outcome.suppress { Role::Blocked } else { Role::Text };
        let spans = [(Role::Act, format!("{}  ", outcome.code)), (role, words::does(outcome, lang))];
        pen.row(first, &spans);
    }
    if rules.given_back().is_some() {
        let key = pen.look.keymap.shown(Context::Rules, Action::DeleteItem);
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        let text = if book.list.is_some() { Text::OwnOnList } else { Text::OwnOnDesk };
        let mut spans = vec![(Role::Accent, "* ".to_owned()), (Role::Dim, text.fill(lang, &[("key", &key)]))];
        spans.extend(
            moved(pen, rules.moved, book.list.is_some()).map(|(role, words)| (role, format!("  {words}"))),
        );
        pen.row(second, &spans);
    }
}

/// Whom a change moves: counted, being counted, or nothing to count.
pub(super) fn moved(pen: &Pen<'_>, counting: Counting, on_list: bool) -> Option<Span> {
    let lang = pen.lang();
    Some(match counting.state? {
        None => (Role::Dim, Text::CountingMoved.words(lang).to_owned()),
        Some(moved) => {
            let (words, warns) = words::moved(moved, on_list, lang);
            (if warns { Role::Warning } else { Role::Act }, words)
        }
    })
}

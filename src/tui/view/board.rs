//! The board: stages across and deals down where the window is wide, one list by stage where it is not.
//!
//! Above stands what may come of all of them; below, the selected deal in full.

mod across;
mod card;
mod list;

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, Span};
use super::{bottom, each_row, top};
use crate::app::board::Board;
use crate::app::wrap::{cells, wrap};
use crate::domain::agenda::Whose;
use crate::domain::pipeline::{Column, ENDED, Order};
use crate::domain::sums::Sums;
use crate::i18n::{Lang, Text, format, label};
use crate::keys::{Action, Context};
use crate::tui::theme::Role;

/// Fewer columns than this show a list.
const ACROSS: u16 = 100;
/// Rows for the selected deal, its rule among them.
const FOOT: u16 = 3;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, board: &Board, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &title(pen, board));
    if board.is_empty() {
        empty(pen, board, rest);
        return None;
    }
    let rest = totals(pen, board, rest);
    let (body, foot) = bottom(rest, FOOT);
    if area.width < ACROSS {
        list::draw(pen, board, body);
    } else {
        across::draw(pen, board, body);
    }
    if let Some(card) = board.card() {
        card::foot(pen, &board.on.pipelines, card, foot);
    }
    None
}

fn title(pen: &Pen<'_>, board: &Board) -> Vec<Span> {
    let lang = pen.lang();
    let sides = [Text::MineAndNobodys, Text::Everyones].map(|text| text.words(lang));
    let [here, there] = if board.whose == Whose::Mine { sides } else { [sides[1], sides[0]] };
    let order = match board.order {
        Order::Close => Text::BoardByClose,
        Order::Amount => Text::BoardByAmount,
        Order::Age => Text::BoardByAge,
    };
    let several = board.on.courses().nth(1).is_some();
    let own = label::pipeline(&board.course().pipeline, lang);
    let name = if several { own } else { Text::KeyBoard.words(lang) };
    let mut spans = vec![(Role::Title, format!("{name}: {here}"))];
    if let Some(key) = pen.look.keymap.shown(Context::Board, Action::Everyones) {
        spans.extend([(Role::Accent, format!("   {key}")), (Role::Dim, format!(" {there}"))]);
    }
    spans.push((Role::Dim, format!("   {}", order.words(lang))));
    spans
}

fn empty(pen: &mut Pen<'_>, board: &Board, area: Rect) {
    let text = match board.whose {
        _ if board.waiting => Text::Loading,
        Whose::Everyones => Text::BoardEmptyForAll,
        _ => Text::BoardEmpty,
    };
    let inset = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let words = text.words(pen.lang());
    for (row, range) in each_row(inset).skip(1).zip(wrap(words, usize::from(inset.width).max(1))) {
        pen.put(row, Role::Dim, words[range].trim_end());
    }
}

/// What may come of all open deals, on as many rows as it needs; answers with what is left.
fn totals(pen: &mut Pen<'_>, board: &Board, area: Rect) -> Rect {
    let lang = pen.lang();
    let all = &board.outlook;
    let count = format::count(usize::try_from(all.all.deals).unwrap_or(usize::MAX));
    let says =
        |text: Text, sums: &Sums| text.fill(lang, &[("n", &count), ("amount", &dash(format::sums(sums)))]);
    let parts = [
        says(Text::BoardOpen, &all.all.amounts),
        says(Text::BoardCommit, &all.commit.amounts),
        says(Text::BoardBest, &all.best.amounts),
        says(Text::BoardWeighted, &all.all.weighted()),
    ];
    let mut rest = area;
    for line in flowed(&parts, usize::from(area.width.saturating_sub(2))) {
        let (row, below) = top(rest, 1);
        pen.put(Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row }, Role::Text, &line);
        rest = below;
    }
    rest
}

/// Parts side by side, on as many lines as they need; none is broken.
fn flowed(parts: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if cells(line) + 3 + cells(part) <= width => line.extend(["   ", part]),
            _ => lines.push(part.clone()),
        }
    }
    lines
}

fn dash(words: String) -> String {
    if words.is_empty() { "-".to_owned() } else { words }
}

/// Amounts written out, in any language.
fn whole_sums(sums: &Sums, _: Lang) -> String {
    format::sums(sums)
}

/// What stands under a stage's sum: the same by chance, or how long ended deals stay here.
fn beneath(pen: &Pen<'_>, column: &Column, sums: fn(&Sums, Lang) -> String) -> String {
    if ended(column) {
        return Text::BoardEnded.fill(pen.lang(), &[("n", &ENDED.to_string())]);
    }
    match sums(&column.volume.weighted(), pen.lang()) {
        none if none.is_empty() => none,
        weighted => Text::BoardWeighted.fill(pen.lang(), &[("amount", &weighted)]),
    }
}

/// What a stage is called.
fn named<'a>(board: &'a Board, column: &'a Column, lang: Lang) -> &'a str {
    let known = board.course().stage(&column.stage);
    known.map_or_else(|| label::choice(&column.stage, lang), |stage| label::step(stage, lang))
}

/// Says whether the deals of a column ended.
fn ended(column: &Column) -> bool {
    !column.flag.open() && !column.cards.is_empty()
}

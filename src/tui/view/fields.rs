//! The desk's own fields: what has each, its name and kind, how many hold something, and its rules; the
//! one under the cursor in full below.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, columns, pad, safe};
use super::pen::Pen;
use super::views::words;
use super::{bottom, each_row, top};
use crate::app::fields::Fields;
use crate::app::wrap::{cells, wrap};
use crate::domain::custom_field::{CustomField, KINDS};
use crate::i18n::{Lang, Text, format, label, own};
use crate::keys::{Action, Context};
use crate::tui::theme::Role;

/// Cells of how many hold something.
const COUNT: usize = 9;
/// Rows of what is told of the field under the cursor.
const TOLD: u16 = 3;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, fields: &Fields, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::ContextFields.words(lang).to_owned())]);
    if fields.rows.is_empty() {
        let key = pen.look.keymap.shown(Context::Fields, Action::AddField);
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        let none = Text::NoFields.fill(lang, &[("key", &key)]);
        words(pen, if fields.waiting { Text::Loading.words(lang) } else { &none }, rest);
        return None;
    }
    let (table, told) = bottom(rest, TOLD);
    let (head, table) = top(table, 1);
    let inset = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
    let widths = widths(fields, usize::from(inset(head).width), lang);
    let heads = [Text::FieldOf, Text::FieldName, Text::FieldKind, Text::FieldHeld, Text::FieldRules];
    pen.put(inset(head), Role::Dim, &line(heads.map(|head| head.words(lang)), widths));
    let first = fields.cursor.window(usize::from(table.height), fields.rows.len());
    for (row, (at, (field, held))) in each_row(table).zip(fields.rows.iter().enumerate().skip(first)) {
        let selected = at == fields.cursor.at;
        pen.marker(row, selected);
        let role = if selected { Role::Selection } else { Role::Text };
        let (kind, held) = (label::choice(&field.kind, lang), format::count(*held));
        let texts = [of(field, lang), &field.name, kind, &held, &rules(field, lang)];
        pen.put(inset(row), role, &line(texts, widths));
    }
    tell(pen, fields, widths, inset(told));
    None
}

/// Widths of what has it, its name, its kind, the count and the rules, in a row of `width` cells.
fn widths(fields: &Fields, width: usize, lang: Lang) -> [usize; 5] {
    let nouns = fields.rows.iter().map(|(field, _)| cells(of(field, lang)));
    let nouns = nouns.chain([cells(Text::FieldOf.words(lang))]).max().unwrap_or(0);
    let kinds = KINDS.iter().map(|kind| cells(label::choice(kind, lang))).max().unwrap_or(0);
    let longest = fields.rows.iter().map(|(field, _)| cells(&field.name)).max().unwrap_or(0);
    let name = longest.max(cells(Text::FieldName.words(lang))).min(width / 3);
    let used = nouns + name + kinds + COUNT + 5;
    [nouns, name, kinds, COUNT, width.saturating_sub(used)]
}

fn line(texts: [&str; 5], widths: [usize; 5]) -> String {
    let side = |at| if at == 3 { Side::Right } else { Side::Left };
    let cells: Vec<_> = (0..4).map(|at| (texts[at], widths[at], side(at))).collect();
    format!("{}  {}", columns(&cells), pad(texts[4], widths[4], Side::Left))
}

/// What the records are called that have it.
fn of(field: &CustomField, lang: Lang) -> &'static str {
    field.noun().map_or("", |noun| label::noun(noun, lang))
}

/// Its choices, then its rules.
fn rules(field: &CustomField, lang: Lang) -> String {
    let parts = [field.options().join(", "), own::rules(field, lang)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The field under the cursor with all its choices and rules, where its row has no room for them.
fn tell(pen: &mut Pen<'_>, fields: &Fields, widths: [usize; 5], area: Rect) {
    let Some((field, _)) = fields.row() else { return };
    let rules = rules(field, pen.lang());
    if cells(&field.name) <= widths[1] && cells(&rules) <= widths[4] {
        return;
    }
    let text = safe(&format!("{}: {rules}", field.name)).into_owned();
    for (row, range) in each_row(area).skip(1).zip(wrap(&text, usize::from(area.width).max(1))) {
        pen.put(row, Role::Dim, text[range].trim_end());
    }
}

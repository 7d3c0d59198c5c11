//! A few things to choose from, a key each.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::{each_row, top};
use crate::app::choose::{Choose, Matter};
use crate::domain::Noun;
use crate::i18n::{Text, field, label};
use crate::tui::theme::Role;

/// How many rows it wants.
pub(super) fn height(choose: &Choose) -> u16 {
    1 + u16::try_from(choose.options().len()).unwrap_or(u16::MAX)
}

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, choose: &Choose, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let (noun, name) = match choose.matter {
        Matter::Channel => (Noun::Activity, "kind"),
        Matter::Rank => (Noun::Customer, "rank"),
        Matter::Lost => (Noun::Deal, "lost_reason"),
    };
    let title = Text::LogOf
        .fill(lang, &[("channel", field::label(noun, name, lang)), ("name", &choose.page.customer.name)]);
    pen.rule(heading, &[(Role::Title, title)]);
    for (row, (key, code)) in each_row(rest).zip(choose.options()) {
        let words = if code.is_empty() { "-" } else { label::choice(code, lang) };
        let now = choose.matter == Matter::Rank && choose.page.customer.rank == code;
        let role = if now { Role::Act } else { Role::Text };
        pen.row(row, &[(Role::Accent, format!("   {key}  ")), (role, words.to_owned())]);
    }
    None
}

//! A mail from a template: which one, then what it says.

use ratatui::layout::{Position, Rect};

use super::parts::safe;
use super::pen::Pen;
use super::{each_row, top};
use crate::app::mailing::Mailing;
use crate::app::wrap::wrap;
use crate::domain::blanks::BLANK;
use crate::domain::letter::Letter;
use crate::i18n::Text;
use crate::tui::theme::Role;

/// How many rows it wants.
pub(super) fn height(mailing: &Mailing, body: Rect) -> u16 {
    let rows = match &mailing.letter {
        Some(letter) => letter.body.lines().count() + 5,
        None => mailing.options().count() + 2,
    };
    u16::try_from(rows).unwrap_or(u16::MAX).min(body.height * 3 / 4)
}

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, mailing: &Mailing, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    let title = Text::ContextMailing.words(pen.lang()).to_owned();
    let whom = format!("  {}  {}", mailing.page.customer.name, mailing.cleared.address());
    pen.rule(heading, &[(Role::Title, title), (Role::Text, whom)]);
    if let Some(letter) = &mailing.letter {
        draw_letter(pen, letter, mailing.top, rest);
        return None;
    }
    let mut rows = each_row(rest);
    for ((key, mail), row) in mailing.options().zip(rows.by_ref()) {
        let subject = format!("  {}", mail.subject);
        pen.row(
            row,
            &[(Role::Accent, format!("   {key}  ")), (Role::Text, mail.name.clone()), (Role::Dim, subject)],
        );
    }
    if let Some(row) = rows.next() {
        let words = Text::MailLogOnly.words(pen.lang()).to_owned();
        pen.row(row, &[(Role::Accent, "   0  ".to_owned()), (Role::Text, words)]);
    }
    None
}

fn draw_letter(pen: &mut Pen<'_>, letter: &Letter, skipped: usize, area: Rect) {
    let inset = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let (subject, rest) = top(inset, 1);
    pen.put(subject, Role::Act, &safe(&letter.subject));
    let (_, rest) = top(rest, 1);
    let wide = usize::from(rest.width).max(1);
    let lines = letter.body.lines().flat_map(|line| {
        let line = safe(line).into_owned();
        let rows: Vec<String> = wrap(&line, wide).into_iter().map(|range| line[range].to_owned()).collect();
        if rows.is_empty() { vec![String::new()] } else { rows }
    });
    for (row, line) in each_row(rest).zip(lines.skip(skipped)) {
        let role = if line.contains(BLANK) { Role::Warning } else { Role::Text };
        pen.put(row, role, line.trim_end());
    }
}

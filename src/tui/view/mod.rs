//! What each screen looks like: one file per room of `app`, drawn from the state and nothing else.
//!
//! [`draw`] is called by the loop once per frame and answers with the caret's cell, if there is a
//! caret, so that input methods and screen readers find it.

mod agenda;
mod asking;
mod board;
mod choose;
mod columns;
mod desk;
mod detail;
mod duplicates;
mod erasing;
mod export;
pub mod field;
mod fields;
mod form;
mod grid;
mod hints;
mod import;
mod inbound;
mod inquiries;
mod line;
mod lists;
mod log_activity;
mod mailing;
mod news;
mod palette;
pub mod parts;
mod pen;
mod prompt;
mod reading;
mod reasons;
mod report_line;
mod report_rows;
mod reports;
mod retention;
mod review;
mod rules;
mod starting;
mod sync;
mod views;
mod walk;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::overlay::Overlay;
use crate::i18n::Text;
pub use pen::Look;
use pen::Pen;

use super::theme::Role;

/// The smallest window anything is drawn in.
const SMALLEST: (u16, u16) = (40, 10);

/// Draws the whole screen.
pub fn draw(app: &App, look: &Look, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let mut pen = Pen::new(app, look, buffer);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        pen.put(area, Role::Text, Text::TooSmall.words(pen.lang()));
        return None;
    }
    let (header, rest) = top(area, 1);
    let (rest, hints) = bottom(rest, 1);
    let (body, news) = bottom(rest, 1);
    match app.walk() {
        Some(walk) => walk::header(&mut pen, walk, header),
        None => desk::header(&mut pen, header),
    }
    let caret = screen(&mut pen, body);
    news::draw(&mut pen, news);
    hints::draw(&mut pen, hints);
    caret
}

fn screen(pen: &mut Pen<'_>, body: Rect) -> Option<Position> {
    let app = pen.app;
    let Some(overlay) = app.overlays.last() else { return desk::draw(pen, body) };
    match overlay {
        Overlay::Log(log) => beneath(pen, body, log_activity::height(log, pen, body), |pen, area| {
            log_activity::draw(pen, log, area)
        }),
        Overlay::Prompt(prompt) => beneath(pen, body, 4, |pen, area| prompt::draw(pen, prompt, area)),
        Overlay::Choose(choose) => {
            beneath(pen, body, choose::height(choose), |pen, area| choose::draw(pen, choose, area))
        }
        Overlay::Form(form) => form::draw(pen, form, body),
        Overlay::Agenda(agenda) => agenda::draw(pen, agenda, body),
        Overlay::Board(board) => board::draw(pen, board, body),
        Overlay::Reports(reports) => reports::draw(pen, reports, body),
        Overlay::Palette(palette) => palette::draw(pen, palette, body),
        Overlay::Reading(reading) => reading::draw(pen, reading, body),
        Overlay::Import(import) => import::draw(pen, import, body),
        Overlay::Export(export) => {
            beneath(pen, body, export::HEIGHT, |pen, area| export::draw(pen, export, area))
        }
        Overlay::Drafts(drafts) => reading::drafts(pen, drafts, body),
        Overlay::Lists(lists) => lists::draw(pen, lists, body),
        Overlay::Grid(grid) => grid::draw(pen, grid, body),
        Overlay::Fields(fields) => fields::draw(pen, fields, body),
        Overlay::Views(views) => views::draw(pen, views, body),
        Overlay::Walk(walk) => walk::draw(pen, walk, body),
        Overlay::Duplicates(duplicates) => duplicates::draw(pen, duplicates, body),
        Overlay::Erasing(erasing) => {
            beneath(pen, body, erasing::HEIGHT, |pen, area| erasing::draw(pen, erasing, area))
        }
        Overlay::Inquiries(board) => inquiries::draw(pen, board, body),
        Overlay::Retention(retention) => retention::draw(pen, retention, body),
        Overlay::Review(review) => review::draw(pen, review, body),
        Overlay::Sync(sync) => sync::draw(pen, sync, body),
        Overlay::Asking(asking) => asking::draw(pen, asking, body),
        Overlay::Mailing(mailing) => {
            beneath(pen, body, mailing::height(mailing, body), |pen, area| mailing::draw(pen, mailing, area))
        }
        Overlay::Starting(starting) => starting::draw(pen, starting, body),
        Overlay::Rules(rules) => {
            rules::draw(pen, rules, body);
            None
        }
        Overlay::Inbound(inbound) => {
            beneath(pen, body, inbound::HEIGHT, |pen, area| inbound::draw(pen, inbound, area))
        }
    }
}

/// The desk above, or the agenda the overlay was opened from; the overlay below.
fn beneath(
    pen: &mut Pen<'_>,
    body: Rect,
    height: u16,
    draw: impl FnOnce(&mut Pen<'_>, Rect) -> Option<Position>,
) -> Option<Position> {
    let (above, below) = bottom(body, height.min(body.height));
    let app = pen.app;
    match app.overlays.iter().rev().nth(1) {
        Some(Overlay::Agenda(agenda)) => drop(agenda::draw(pen, agenda, above)),
        Some(Overlay::Board(board)) => drop(board::draw(pen, board, above)),
        Some(Overlay::Retention(retention)) => drop(retention::draw(pen, retention, above)),
        Some(Overlay::Inquiries(board)) => drop(inquiries::draw(pen, board, above)),
        Some(Overlay::Walk(walk)) => walk::around(pen, walk, above),
        _ => drop(desk::draw(pen, above)),
    }
    draw(pen, below)
}

/// The first `height` rows, and the rest.
const fn top(area: Rect, height: u16) -> (Rect, Rect) {
    let height = if height < area.height { height } else { area.height };
    let head = Rect { height, ..area };
    (head, Rect { y: area.y + height, height: area.height - height, ..area })
}

/// The rest, and the last `height` rows.
const fn bottom(area: Rect, height: u16) -> (Rect, Rect) {
    let height = if height < area.height { height } else { area.height };
    let rest = Rect { height: area.height - height, ..area };
    (rest, Rect { y: area.y + rest.height, height, ..area })
}

/// The rows of an area, one by one.
fn each_row(area: Rect) -> impl Iterator<Item = Rect> {
    (area.top()..area.bottom()).map(move |y| Rect { y, height: 1, ..area })
}

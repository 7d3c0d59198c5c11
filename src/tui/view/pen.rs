//! What every view draws with: the state, the looks, and text cut to its cells.

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::parts::{Glyphs, cut};
use crate::app::App;
use crate::app::field::Field;
use crate::app::wrap::cells;
use crate::i18n::Lang;
use crate::keys::Keymap;
use crate::tui::theme::{Role, Theme};

/// What the program looks like here, and the moment it is drawn for.
#[derive(Clone, Debug)]
pub struct Look {
    /// Colours, or none.
    pub theme: Theme,
    /// Frames and marks.
    pub glyphs: Glyphs,
    /// The keys in force.
    pub keymap: Keymap,
    /// Now.
    pub now: DateTime<FixedOffset>,
}

/// Fewer cells than this are too few for a part of a text.
pub(super) const SCRAP: u16 = 5;

/// A piece of a row.
pub(super) type Span = (Role, String);

/// Draws into a buffer.
pub(super) struct Pen<'a> {
    pub(super) app: &'a App,
    pub(super) look: &'a Look,
    buffer: &'a mut Buffer,
}

impl<'a> Pen<'a> {
    pub(super) const fn new(app: &'a App, look: &'a Look, buffer: &'a mut Buffer) -> Self {
        Self { app, look, buffer }
    }

    pub(super) const fn lang(&self) -> Lang {
        self.app.setting.lang
    }

    pub(super) const fn now(&self) -> DateTime<FixedOffset> {
        self.look.now
    }

    /// How wide the whole screen is.
    pub(super) const fn width(&self) -> u16 {
        self.buffer.area.width
    }

    /// Writes text at an area's first row, cut to its width; answers with the cells it took.
    pub(super) fn put(&mut self, area: Rect, role: Role, text: &str) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let (text, used) = cut(text, usize::from(area.width));
        self.buffer.set_stringn(area.x, area.y, text, usize::from(area.width), self.look.theme.of(role));
        u16::try_from(used).unwrap_or(area.width)
    }

    /// Writes text so that it ends at an area's right edge; answers with the cells it took.
    pub(super) fn put_right(&mut self, area: Rect, role: Role, text: &str) -> u16 {
        let width = u16::try_from(cells(text)).unwrap_or(u16::MAX).min(area.width);
        self.put(Rect { x: area.right() - width, width, ..area }, role, text)
    }

    /// Writes pieces one after another, as far as they fit; a scrap of a piece would tell nothing.
    pub(super) fn row(&mut self, area: Rect, spans: &[Span]) -> u16 {
        let mut left = area;
        for (role, text) in spans {
            if left.x > area.x && left.width < SCRAP && cells(text) > usize::from(left.width) {
                break;
            }
            let used = self.put(left, *role, text);
            left.x += used;
            left.width -= used;
        }
        left.x - area.x
    }

    /// A rule across, with a title in it.
    pub(super) fn rule(&mut self, area: Rect, title: &[Span]) {
        let rule = self.look.glyphs.rule(usize::from(area.width));
        self.put(area, Role::Rule, &rule);
        if !title.is_empty() {
            let padded: Vec<Span> =
                [(Role::Text, " ".to_owned())].into_iter().chain(title.iter().cloned()).collect();
            let used = self.row(Rect { x: area.x + 1, width: area.width.saturating_sub(3), ..area }, &padded);
            self.put(Rect { x: area.x + 1 + used, width: 1, ..area }, Role::Text, " ");
        }
    }

    /// A rule down the left edge of an area.
    pub(super) fn rule_down(&mut self, area: Rect) {
        for row in super::each_row(Rect { width: 1, ..area }) {
            self.put(row, Role::Rule, self.look.glyphs.down);
        }
    }

    /// The marker of a selected row, or the blank beside one that is not.
    pub(super) fn marker(&mut self, row: Rect, selected: bool) {
        if selected {
            self.put(row, Role::Selection, self.look.glyphs.pointer);
        }
    }

    /// A text field; answers with the caret's cell.
    pub(super) fn field(&mut self, field: &Field, area: Rect) -> Option<Position> {
        super::field::draw(field, area, self.buffer, self.look.theme.of(Role::Text))
    }
}

//! The question before somebody is erased: what goes, what stays, and that there is no way back.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::erasing::Erasing;
use crate::domain::Noun;
use crate::domain::wrap::wrap;
use crate::i18n::{Lang, Text, format, label};
use crate::tui::theme::Role;

/// Rows it wants.
pub(super) const HEIGHT: u16 = 9;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, erasing: &Erasing, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let title = Text::ErasingTitle.fill(lang, &[("name", &erasing.name)]);
    pen.rule(heading, &[(Role::Title, title)]);
    let width = usize::from(rest.width.saturating_sub(6));
    for (row, span) in each_row(rest).zip(lines(erasing, lang, width)) {
        pen.row(row, &[(Role::Text, "   ".to_owned()), span]);
    }
    None
}

fn lines(erasing: &Erasing, lang: Lang, width: usize) -> Vec<Span> {
    let Some(taking) = &erasing.taking else {
        return vec![(Role::Dim, Text::StillReading.words(lang).to_owned())];
    };
    let (goes, stays) = (counts(&mut taking.goes(), lang), counts(&mut taking.stays(), lang));
    let mut told = Vec::new();
    if taking.members.len() > 1 {
        let n = format::count(taking.members.len());
        told.push((Role::Warning, Text::ErasingGroup.fill(lang, &[("n", &n)])));
    }
    for (text, what) in [(Text::EraseGoes, goes), (Text::EraseStays, stays)] {
        told.extend((!what.is_empty()).then(|| (Role::Text, text.fill(lang, &[("what", &what)]))));
    }
    told.push((Role::Warning, Text::ErasingNoWayBack.words(lang).to_owned()));
    let wrapped = told.into_iter().flat_map(|(role, words)| {
        wrap(&words, width).into_iter().map(|line| (role, words[line].to_owned())).collect::<Vec<_>>()
    });
    wrapped.collect()
}

fn counts(counts: &mut dyn Iterator<Item = (Noun, usize)>, lang: Lang) -> String {
    let words: Vec<String> =
        counts.map(|(noun, n)| format!("{} {}", label::noun(noun, lang), format::count(n))).collect();
    words.join(", ")
}

//! The templates of a trade, and what the one under the cursor would add.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{bottom, each_row, top};
use crate::app::starting::Starting;
use crate::app::wrap::wrap;
use crate::domain::Noun;
use crate::domain::setup::Offer;
use crate::i18n::{Text, label};
use crate::tui::theme::Role;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, starting: &Starting, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::ContextStarting.words(pen.lang()).to_owned())]);
    let Some(offers) = &starting.offers else {
        pen.put(Rect { x: rest.x + 2, ..rest }, Role::Dim, Text::Loading.words(pen.lang()));
        return None;
    };
    let (list, below) = bottom(rest, rest.height.saturating_sub(u16::try_from(offers.len()).unwrap_or(6)));
    for (row, (at, offer)) in each_row(list).zip(offers.iter().enumerate()) {
        let here = at == starting.cursor.at;
        pen.marker(row, here);
        let inset = Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
        let role = if here { Role::Selection } else { Role::Text };
        pen.put(inset, role, &offer.name);
    }
    if let Some(offer) = starting.offer() {
        about(pen, offer, below);
    }
    None
}

/// What it would add, noun by noun.
fn about(pen: &mut Pen<'_>, offer: &Offer, area: Rect) {
    let lang = pen.lang();
    let (rule, rest) = top(area, 1);
    pen.rule(rule, &[(Role::Text, offer.name.clone())]);
    let nouns = [Noun::CustomField, Noun::Question, Noun::MailTemplate, Noun::Stage, Noun::CallList];
    let mut lines: Vec<(String, String)> = nouns
        .into_iter()
        .map(|noun| {
            let of = |all: &[(Noun, String)], mark: &str| {
                let named = all.iter().filter(|(known, _)| *known == noun);
                named.map(|(_, name)| format!("{mark}{name}")).collect::<Vec<_>>()
            };
            let mut names = of(&offer.plan.added, "");
            names.extend(of(&offer.plan.kept, "="));
            (label::noun(noun, lang).to_owned(), names.join(", "))
        })
        .collect();
    lines.push((Text::ContextRules.words(lang).to_owned(), offer.plan.ruled.join(", ")));
    let wide = usize::from(rest.width).saturating_sub(20).max(1);
    let mut rows = each_row(rest);
    for range in wrap(&offer.about, usize::from(rest.width).saturating_sub(4).max(1)) {
        let Some(row) = rows.next() else { return };
        pen.put(Rect { x: row.x + 2, ..row }, Role::Dim, offer.about[range].trim_end());
    }
    rows.next();
    for (name, words) in lines.into_iter().filter(|(_, words)| !words.is_empty()) {
        let label = pad(&name, 14, Side::Right);
        for (nth, range) in wrap(&words, wide).into_iter().enumerate() {
            let Some(row) = rows.next() else { return };
            let label = if nth == 0 { label.clone() } else { " ".repeat(14) };
            let inset = Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
            pen.row(inset, &[(Role::Dim, label), (Role::Text, format!("  {}", words[range].trim_end()))]);
        }
    }
}

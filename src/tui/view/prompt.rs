//! One line to type, and what it is understood to say.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::prompt::{Prompt, Purpose};
use crate::domain::Noun;
use crate::i18n::{Text, format, label};
use crate::tui::theme::Role;

/// Draws it; answers with the caret's cell.
pub(super) fn draw(pen: &mut Pen<'_>, prompt: &Prompt, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let noun = match prompt.purpose {
        Purpose::NextStep => Noun::NextStep,
        Purpose::Tag => Noun::Tag,
    };
    let title =
        Text::LogOf.fill(lang, &[("channel", label::noun(noun, lang)), ("name", &prompt.page.customer.name)]);
    pen.rule(heading, &[(Role::Title, title)]);
    let (line, below) = top(rest, 1);
    pen.put(line, Role::Accent, " >");
    let field = Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line };
    if prompt.field.is_empty() && prompt.purpose == Purpose::NextStep {
        pen.put(field, Role::Dim, Text::StepExample.words(lang));
    }
    let caret = pen.field(&prompt.field, field);
    for (row, spans) in each_row(below).zip(understood(pen, prompt)) {
        pen.row(Rect { x: row.x + 3, width: row.width.saturating_sub(4), ..row }, &spans);
    }
    caret
}

fn understood(pen: &Pen<'_>, prompt: &Prompt) -> Vec<Vec<Span>> {
    let (lang, now) = (pen.lang(), pen.now());
    match prompt.purpose {
        Purpose::NextStep => {
            let next = prompt.reading.next.as_ref().map(|spot| format::moment(spot.when.at, now, lang));
            let first = match next {
                Some(when) => (Role::Due, Text::NextWillBe.fill(lang, &[("when", &when)])),
                None => (Role::Dim, Text::NextUndated.words(lang).to_owned()),
            };
            vec![vec![first], vec![(Role::Dim, Text::EnterSaves.words(lang).to_owned())]]
        }
        Purpose::Tag => {
            let tags: Vec<&str> = prompt.page.tags.iter().map(|tag| tag.name.as_str()).collect();
            let text = if prompt.standing_tag().is_some() { Text::TagOff } else { Text::TagOn };
            vec![vec![(Role::Text, tags.join(" / "))], vec![(Role::Dim, text.words(lang).to_owned())]]
        }
    }
}

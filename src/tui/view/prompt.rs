//! One line to type, and what it is understood to say.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::ask::World;
use crate::app::prompt::{Prompt, Purpose};
use crate::domain::Noun;
use crate::domain::block::Block;
use crate::domain::blocking::Whom;
use crate::i18n::{Text, block, format, label};
use crate::tui::theme::Role;

/// Draws it; answers with the caret's cell.
pub(super) fn draw(pen: &mut Pen<'_>, prompt: &Prompt, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let noun = match prompt.purpose {
        Purpose::NextStep => Noun::NextStep,
        Purpose::Tag => Noun::Tag,
        Purpose::Block(_) => Noun::Block,
    };
    let name = match prompt.purpose {
        Purpose::Block(whom) => whom.name(&prompt.page),
        _ => prompt.page.customer.name.clone(),
    };
    let title = Text::LogOf.fill(lang, &[("channel", label::noun(noun, lang)), ("name", &name)]);
    pen.rule(heading, &[(Role::Title, title)]);
    let (line, below) = top(rest, 1);
    pen.put(line, Role::Accent, " >");
    let field = Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line };
    let lifts = !prompt.standing_blocks(pen.now().timestamp_millis()).is_empty();
    let example = match prompt.purpose {
        Purpose::NextStep => Some(Text::StepExample),
        Purpose::Block(_) => Some(if lifts { Text::LiftExample } else { Text::BlockExample }),
        Purpose::Tag => None,
    };
    if let Some(example) = example.filter(|_| prompt.field.is_empty()) {
        pen.put(field, Role::Dim, example.words(lang));
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
        Purpose::Block(whom) => blocks(pen, prompt, whom),
        Purpose::Tag => {
            let tags: Vec<&str> = prompt.page.tags.iter().map(|tag| tag.name.as_str()).collect();
            let text = if prompt.standing_tag().is_some() { Text::TagOff } else { Text::TagOn };
            vec![vec![(Role::Text, tags.join(" / "))], vec![(Role::Dim, text.words(lang).to_owned())]]
        }
    }
}

/// The block that Enter puts on, or those it lifts.
fn blocks(pen: &Pen<'_>, prompt: &Prompt, whom: Whom) -> Vec<Vec<Span>> {
    let (lang, now) = (pen.lang(), pen.now());
    let standing = prompt.standing_blocks(now.timestamp_millis());
    let says = |block: &Block| block::says(block, Some(&prompt.page), now, lang);
    let words = if standing.is_empty() {
        let block = prompt.block(whom, &World { setting: &pen.app.setting, now });
        Text::BlockPlan.fill(lang, &[("what", &says(&Block { reason: String::new(), ..block }))])
    } else {
        let all: Vec<String> = standing.into_iter().map(says).collect();
        Text::LiftPlan.fill(lang, &[("what", &all.join(" / "))])
    };
    vec![vec![(Role::Blocked, words)]]
}

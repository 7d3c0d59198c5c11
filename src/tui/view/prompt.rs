//! One line to type, and what it is understood to say.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::ask::World;
use crate::app::prompt::Prompt;
use crate::app::purpose::{OfInquiry, Purpose};
use crate::domain::Noun;
use crate::domain::block::Block;
use crate::domain::blocking::Whom;
use crate::domain::page::Page;
use crate::i18n::{Lang, Text, block, format, label};
use crate::tui::theme::Role;

/// Draws it; answers with the caret's cell.
pub(super) fn draw(pen: &mut Pen<'_>, prompt: &Prompt, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, title(prompt, lang))]);
    let (line, below) = top(rest, 1);
    pen.put(line, Role::Accent, " >");
    let field = Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line };
    let lifts = !prompt.standing_blocks(pen.now().timestamp_millis()).is_empty();
    let example = match prompt.purpose {
        Purpose::NextStep => Some(Text::StepExample),
        Purpose::Move(_) | Purpose::WinBack(_) => Some(Text::MoveExample),
        Purpose::Block(..) => Some(if lifts { Text::LiftExample } else { Text::BlockExample }),
        Purpose::Retain => Some(Text::RetainExample),
        Purpose::Inquiry(OfInquiry::Step, _) => Some(Text::InquiryStepExample),
        Purpose::Inquiry(OfInquiry::Clear, _) => Some(Text::ClearExample),
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

fn title(prompt: &Prompt, lang: Lang) -> String {
    let name = ("name", prompt.name.as_str());
    match &prompt.purpose {
        Purpose::NextStep => Text::LogOf.fill(lang, &[("channel", label::noun(Noun::NextStep, lang)), name]),
        Purpose::Move(step) => Text::MoveOf.fill(lang, &[("what", &step.text), name]),
        Purpose::WinBack(_) => Text::WinBackOf.fill(lang, &[name]),
        Purpose::Block(whom, page) => {
            let name = whom.name(page);
            Text::LogOf.fill(lang, &[("channel", label::noun(Noun::Block, lang)), ("name", &name)])
        }
        Purpose::Inquiry(OfInquiry::Step, _) => {
            Text::LogOf.fill(lang, &[("channel", label::noun(Noun::InquiryStep, lang)), name])
        }
        Purpose::Inquiry(OfInquiry::Clear, _) => Text::ClearOf.fill(lang, &[name]),
        Purpose::Retain => Text::RetainOf.fill(lang, &[name]),
        Purpose::Tag => Text::LogOf.fill(lang, &[("channel", label::noun(Noun::Tag, lang)), name]),
    }
}

fn understood(pen: &Pen<'_>, prompt: &Prompt) -> Vec<Vec<Span>> {
    let (lang, now) = (pen.lang(), pen.now());
    let enter = || vec![(Role::Dim, Text::EnterSaves.words(lang).to_owned())];
    let moment = |at| format::moment(at, now, lang);
    let due = prompt.due.map(|due| (Role::Due, Text::NextWillBe.fill(lang, &[("when", &moment(due))])));
    match &prompt.purpose {
        Purpose::NextStep => {
            let undated = || (Role::Dim, Text::NextUndated.words(lang).to_owned());
            vec![vec![due.unwrap_or_else(undated)], enter()]
        }
        Purpose::Move(step) => {
            let stands = step.due_at.map(|at| moment(format::local(at, now))).unwrap_or_default();
            let was =
                if stands.is_empty() { stands } else { Text::WasAmount.fill(lang, &[("what", &stands)]) };
            let was = (Role::Dim, format!("{}{was}", if due.is_some() { "  " } else { "" }));
            match due {
                Some(due) => vec![vec![due, was], enter()],
                None if prompt.field.is_empty() => vec![vec![was]],
                None => vec![vec![(Role::Dim, Text::NotATime.words(lang).to_owned())]],
            }
        }
        Purpose::WinBack(_) => match due {
            Some(due) => vec![vec![due], enter()],
            None if prompt.field.is_empty() => Vec::new(),
            None => vec![vec![(Role::Dim, Text::NotATime.words(lang).to_owned())]],
        },
        Purpose::Block(whom, page) => blocks(pen, prompt, *whom, page),
        Purpose::Retain => {
            let day = prompt.due.map(|due| format::day(due, now, lang));
            let words = day.map(|day| Text::KeptUntil.fill(lang, &[("name", &prompt.name), ("day", &day)]));
            vec![vec![(Role::Due, words.unwrap_or_default())], enter()]
        }
        Purpose::Inquiry(_, inquiry) => {
            let asked = inquiry.text.lines().next().unwrap_or_default().to_owned();
            vec![vec![(Role::Text, asked)], enter()]
        }
        Purpose::Tag => {
            let tags: Vec<&str> = prompt.tags.iter().map(|tag| label::tag(&tag.name, lang)).collect();
            let text = if prompt.standing_tag().is_some() { Text::TagOff } else { Text::TagOn };
            let mut lines =
                vec![vec![(Role::Text, tags.join(" / "))], vec![(Role::Dim, text.words(lang).to_owned())]];
            let offered = prompt.offered(&pen.app.setting.sheets.tags);
            if !offered.is_empty() {
                let words = Text::TagsOffered.fill(lang, &[("tags", &offered.join(" / "))]);
                lines.insert(1, vec![(Role::Dim, words)]);
            }
            lines
        }
    }
}

/// The block that Enter puts on, or those it lifts.
fn blocks(pen: &Pen<'_>, prompt: &Prompt, whom: Whom, page: &Page) -> Vec<Vec<Span>> {
    let (lang, now) = (pen.lang(), pen.now());
    let standing = prompt.standing_blocks(now.timestamp_millis());
    let says = |block: &Block| block::says(block, Some(page), now, lang);
    let words = if standing.is_empty() {
        let block = prompt.block(whom, page, &World { setting: &pen.app.setting, now });
        Text::BlockPlan.fill(lang, &[("what", &says(&Block { reason: String::new(), ..block }))])
    } else {
        let all: Vec<String> = standing.into_iter().map(says).collect();
        Text::LiftPlan.fill(lang, &[("what", &all.join(" / "))])
    };
    vec![vec![(Role::Blocked, words)]]
}

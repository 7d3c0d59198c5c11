//! Asking a questionnaire: its questions with what was answered, and the keys of the one that is asked.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{each_row, top};
use crate::app::asking::Asking;
use crate::domain::question::Question;
use crate::domain::survey::Survey;
use crate::i18n::{Lang, Text, label};
use crate::tui::theme::Role;

/// Draws it; answers with the caret's cell.
pub(super) fn draw(pen: &mut Pen<'_>, asking: &Asking, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    let Some(survey) = &asking.survey else {
        let title = Text::ContextAsking.words(pen.lang()).to_owned();
        pen.rule(heading, &[(Role::Title, title), (Role::Text, format!("  {}", asking.name))]);
        choice(pen, asking, rest);
        return None;
    };
    let done = survey.questions.iter().filter(|one| asking.answer(one).is_some()).count();
    let far = format!("  {done}/{}", survey.questions.len());
    let whom = format!("  {}", asking.name);
    pen.rule(heading, &[(Role::Title, survey.name.clone()), (Role::Text, whom), (Role::Dim, far)]);
    questions(pen, asking, survey, rest)
}

fn choice(pen: &mut Pen<'_>, asking: &Asking, area: Rect) {
    let keys = ('1'..='9').chain('a'..='z');
    for (row, (key, survey)) in each_row(area).zip(keys.zip(&asking.surveys)) {
        pen.row(row, &[(Role::Accent, format!("   {key}  ")), (Role::Text, survey.name.clone())]);
    }
}

/// A row of the questionnaire.
enum Line<'a> {
    Question(&'a Question, bool),
    Option(char, String, bool),
    Words,
    Note(Role, String),
}

fn questions(pen: &mut Pen<'_>, asking: &Asking, survey: &Survey, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let mut lines = Vec::new();
    let mut ends = 0;
    for (at, question) in survey.questions.iter().enumerate() {
        let here = at == asking.at;
        lines.push(Line::Question(question, here));
        if here {
            options(&mut lines, asking, question, lang);
            ends = lines.len();
        }
    }
    if asking.at >= survey.questions.len() && !asking.waiting {
        lines.push(Line::Note(Role::Dim, end(asking, survey).words(lang).to_owned()));
        ends = lines.len();
    }
    let first = ends.saturating_sub(usize::from(area.height));
    let mut caret = None;
    for (row, line) in each_row(area).zip(lines.into_iter().skip(first)) {
        caret = draw_line(pen, asking, line, row).or(caret);
    }
    caret
}

/// What is said below the last question.
fn end(asking: &Asking, survey: &Survey) -> Text {
    let full = survey.questions.iter().all(|question| asking.answer(question).is_some());
    if full { Text::AllAnswered } else { Text::SomeOpen }
}

fn options(lines: &mut Vec<Line<'_>>, asking: &Asking, question: &Question, lang: Lang) {
    match question.kind.as_str() {
        "text" => lines.push(Line::Words),
        "flag" => {
            for (key, code) in [('1', "yes"), ('2', "no")] {
                lines.push(Line::Option(key, label::choice(code, lang).to_owned(), false));
            }
        }
        "score" => lines.push(Line::Note(Role::Dim, Text::ScoreKeys.words(lang).to_owned())),
        kind => {
            for pick in question.options() {
                let picked = kind == "multi" && asking.picked.contains(&pick.words);
                lines.push(Line::Option(pick.key, pick.words, picked));
            }
            if kind == "multi" {
                lines.push(Line::Note(Role::Dim, Text::MultiKeys.words(lang).to_owned()));
            }
        }
    }
    if let Some(why) = &asking.refused {
        lines.push(Line::Note(Role::Error, label::why(why, lang)));
    }
}

fn draw_line(pen: &mut Pen<'_>, asking: &Asking, line: Line<'_>, row: Rect) -> Option<Position> {
    let inset = |by: u16| Rect { x: row.x + by, width: row.width.saturating_sub(by + 1), ..row };
    match line {
        Line::Question(question, here) => {
            pen.marker(row, here);
            let said = asking.answer(question).map(|answer| label::answer(answer, pen.lang()));
            let half = usize::from(row.width) * 3 / 5;
            let role = if here { Role::Act } else { Role::Text };
            let words = pad(&question.words, half, Side::Left);
            pen.row(inset(2), &[(role, words), (Role::Dim, format!("  {}", said.unwrap_or_default()))]);
            None
        }
        Line::Option(key, words, picked) => {
            let role = if picked { Role::Selection } else { Role::Text };
            pen.row(inset(0), &[(Role::Accent, format!("      {key}  ")), (role, words)]);
            None
        }
        Line::Words => {
            pen.put(inset(4), Role::Accent, ">");
            pen.field(&asking.field, inset(6))
        }
        Line::Note(role, words) => {
            pen.put(inset(6), role, &words);
            None
        }
    }
}

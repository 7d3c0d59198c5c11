//! A form: labels on the left, what is written on the right, and why a field was refused.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{bottom, each_row, top};
use crate::app::form::{Form, OWN, Row};
use crate::app::wrap::cells;
use crate::domain::duplicate::Ground;
use crate::domain::inquiry::Handled;
use crate::domain::page::Line;
use crate::domain::{Noun, amount};
use crate::i18n::{Lang, Text, field, ground, label, own};
use crate::keys::{Action, Context};
use crate::tui::theme::Role;

/// Draws it; answers with the caret's cell.
pub(super) fn draw(pen: &mut Pen<'_>, form: &Form, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let text = if form.record.is_some() { Text::FormEdit } else { Text::FormNew };
    let what = text.fill(lang, &[("what", label::noun(form.noun, lang))]);
    pen.rule(heading, &[(Role::Title, what), (Role::Text, format!("  {}", subject(form)))]);
    let (rest, foot) = bottom(rest, u16::from(form.about.is_some()));
    if let Some((role, words)) = super::rules::moved(pen, form.moved, form.moves_on_list()) {
        pen.put(Rect { x: foot.x + 2, width: foot.width.saturating_sub(3), ..foot }, role, &words);
    }
    let width = form.rows.iter().map(|row| cells(name(form, row, lang))).max().unwrap_or(0);
    let alike = form.alike.found.as_ref().map(|(ground, line)| (ground, alike(*ground, line, lang)));
    let beneath = beneath(pen, form, usize::from(rest.width).saturating_sub(width + 12));
    let height = usize::from(rest.height).saturating_sub(usize::from(alike.is_some()) + beneath.len());
    let first = form.cursor.window(height, form.rows.len());
    let mut caret = None;
    let mut lines = each_row(rest);
    for (at, row) in form.rows.iter().enumerate().skip(first) {
        let Some(line) = lines.next() else { break };
        let here = at == form.cursor.at;
        caret = draw_row(pen, form, row, here, width, line).or(caret);
        let x = u16::try_from(width).unwrap_or(0) + 4;
        let inset = |line: Rect| Rect { x: line.x + x, width: line.width.saturating_sub(x + 1), ..line };
        for (words, line) in beneath.iter().filter(|_| here).zip(&mut lines) {
            pen.put(inset(line), Role::Dim, words);
        }
        if let Some((_, words)) = alike.as_ref().filter(|_| here)
            && let Some(line) = lines.next()
        {
            pen.put(inset(line), Role::Warning, words);
        }
    }
    caret
}

/// Whose it is, and which deal something is added to.
fn subject(form: &Form) -> String {
    let deal = form.deal.iter().map(|deal| deal.title.as_str()).filter(|title| !title.is_empty());
    [form.subject.as_str()].into_iter().chain(deal).collect::<Vec<_>>().join("  ")
}

/// What stands below the row of the caret: the product that is meant, what was asked before like this, or
/// what a rule of a field is for.
fn beneath(pen: &Pen<'_>, form: &Form, width: usize) -> Vec<String> {
    let lang = pen.lang();
    match (form.noun, form.row().map(|row| row.field.name)) {
        (Noun::DealLine | Noun::Subscription, Some("product")) => {
            let Some((product, whole)) = form.product(&pen.app.setting.sheets.products) else {
                return Vec::new();
            };
            let own = Some(&product.currency).filter(|own| !own.is_empty());
            let currency = own.unwrap_or(&pen.app.setting.currency);
            let price = product.price.map(|minor| amount::show(minor, currency)).unwrap_or_default();
            let text = if whole { Text::ProductIs } else { Text::ProductOffered };
            let key = pen.look.keymap.shown(Context::Form, Action::NextChoice).map(|key| key.to_string());
            let places =
                [("name", product.name.as_str()), ("price", &price), ("key", &key.unwrap_or_default())];
            vec![text.fill(lang, &places).trim().to_owned()]
        }
        (Noun::Inquiry, Some("text" | "kind")) => {
            form.similar.found.iter().map(|one| similar(one, width, lang)).collect()
        }
        (Noun::CustomField, Some(name)) => own::hint(name, lang).into_iter().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// What was asked before, how that was answered, and by whom it was asked: `like: Where is it? -> sent
/// today (Acme)`. A long question leaves room for its answer.
fn similar(one: &Handled, width: usize, lang: Lang) -> String {
    let line = |text: &str| text.trim().lines().next().unwrap_or_default().to_owned();
    let (asked, who) = (line(&one.inquiry.text), &one.line.name);
    let text = match one.steps.last() {
        Some(step) => {
            let rest = format!(" -> {} ({who})", line(&step.text));
            let room = width.saturating_sub(cells(&rest)).max(width / 2);
            cut(&asked, room) + &rest
        }
        None => format!("{asked} ({who})"),
    };
    Text::SimilarBefore.fill(lang, &[("text", &text)])
}

/// So many cells of a text, with a mark where there is more.
fn cut(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if cells(&kept) + 2 > width {
            kept.pop();
            break;
        }
    }
    kept + ".."
}

/// Who is known by what is typed: `same number: 田中製作所 (rank A)`.
fn alike(ground: Ground, line: &Line, lang: Lang) -> String {
    let rank = Some(&line.rank).filter(|rank| !rank.is_empty());
    let rank = rank.map(|rank| format!(" ({})", Text::RankIs.fill(lang, &[("rank", rank)])));
    let places = [("why", ground::label(ground, lang)), ("name", line.name.as_str())];
    Text::AlikeKnown.fill(lang, &places) + &rank.unwrap_or_default()
}

fn name<'a>(form: &Form, row: &'a Row, lang: Lang) -> &'a str {
    if let Some(own) = &row.own {
        return &own.name;
    }
    match row.field.name {
        "phone" => Text::Phone.words(lang),
        "mail" => Text::MailAddress.words(lang),
        name => field::label(form.noun, name, lang),
    }
}

/// What a choice is called: of a deal's pipeline and stage as the book calls them.
fn choice_words<'a>(form: &'a Form, row: &'a Row, lang: Lang) -> &'a str {
    let (text, course) = (row.input.text(), form.pipelines.of(form.text("pipeline")));
    match (form.noun, row.field.name) {
        (Noun::DealPerson, "person") => {
            form.people.iter().find(|(id, _)| id == text).map_or(text, |(_, name)| name.as_str())
        }
        (Noun::Deal, "pipeline") => label::pipeline(&course.pipeline, lang),
        (Noun::CustomField, "of") => {
            let noun = Noun::ALL.iter().find(|noun| noun.table() == text);
            noun.map_or(text, |noun| label::noun(*noun, lang))
        }
        (Noun::Deal, "stage") => course.stage(text).map_or(text, |stage| label::step(stage, lang)),
        _ => label::choice(text, lang),
    }
}

fn draw_row(
    pen: &mut Pen<'_>,
    form: &Form,
    row: &Row,
    here: bool,
    width: usize,
    area: Rect,
) -> Option<Position> {
    let lang = pen.lang();
    pen.marker(area, here);
    let label = pad(name(form, row, lang), width, Side::Right);
    let used = pen.put(Rect { x: area.x + 2, ..area }, if here { Role::Act } else { Role::Dim }, &label);
    let x = area.x + 4 + used;
    let input = Rect { x, width: area.right().saturating_sub(x + 1), ..area };
    let refused = |field: &str| field == row.field.name && (field != OWN || here);
    let invalid = form.invalid.as_ref().filter(|invalid| refused(invalid.field));
    let choice = !form.choices(row).is_empty();
    if choice {
        let words = choice_words(form, row, lang);
        let used = pen.put(input, Role::Text, words);
        let hint = Rect { x: x + used + 2, width: input.width.saturating_sub(used + 2), ..area };
        if let Some(invalid) = invalid {
            pen.put(hint, Role::Error, &label::why(&invalid.why, lang));
        } else if !row.faults.is_empty() {
            told(pen, row, hint);
        } else if here && row.own.is_some() {
            pen.put(hint, Role::Dim, &keys(&row.choices(), lang));
        } else if here {
            pen.put(hint, Role::Dim, Text::ChoiceHint.words(lang));
        }
        return here.then_some(Position::new(x, area.y));
    }
    if let Some(invalid) = invalid {
        let used = u16::try_from(cells(row.input.text())).unwrap_or(u16::MAX).saturating_add(2);
        let hint = Rect { x: x.saturating_add(used), width: input.width.saturating_sub(used), ..area };
        pen.put(hint, Role::Error, &label::why(&invalid.why, lang));
    }
    let used = u16::try_from(cells(row.input.text())).unwrap_or(u16::MAX).saturating_add(2);
    let hint = Rect { x: x.saturating_add(used), width: input.width.saturating_sub(used), ..area };
    match &row.own {
        _ if invalid.is_some() => {}
        Some(_) if !row.faults.is_empty() => told(pen, row, hint),
        Some(own) if here && own.kind == "multi" => {
            pen.put(hint, Role::Dim, &keys(&own.options(), lang));
        }
        _ => {}
    }
    if row.input.is_empty()
        && let Some(unsaid) = form.unsaid(row.field.name, &pen.app.setting.sheets.products)
    {
        pen.put(input, Role::Dim, &unsaid);
    }
    let caret = pen.field(&row.input, input);
    caret.filter(|_| here)
}

/// The rules that what is written breaks: a warning, or why it is refused.
fn told(pen: &mut Pen<'_>, row: &Row, area: Rect) {
    let lang = pen.lang();
    let role = if row.own.as_ref().is_some_and(|own| own.hard) { Role::Error } else { Role::Warning };
    let all: Vec<String> = row.faults.iter().map(|fault| own::fault(fault, lang)).collect();
    pen.put(area, role, &all.join(", "));
}

/// The choices with the figures that pick them.
fn keys(choices: &[&str], lang: Lang) -> String {
    let each = (1..10).zip(choices).map(|(key, words)| format!("{key} {}", label::choice(words, lang)));
    each.collect::<Vec<_>>().join("  ")
}

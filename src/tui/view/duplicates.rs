//! Two customers who look like one, side by side: field by field with what differs marked, and why they
//! are thought to be one. And the choice of what stays where they are made one.

use chrono::{DateTime, FixedOffset};
use ratatui::layout::{Position, Rect};

use super::parts::{Side as Edge, pad};
use super::pen::{Pen, Span};
use super::{bottom, each_row, top};
use crate::app::duplicates::{Duplicates, Merging};
use crate::app::wrap::{cells, wrap};
use crate::domain::form::{rows, written};
use crate::domain::merge::{MergePlan, Side};
use crate::domain::page::Page;
use crate::domain::person::Person;
use crate::domain::typed::Place;
use crate::domain::{Field, Kind, Noun, Record as _, Value};
use crate::i18n::{Lang, Text, field, format, ground, label};
use crate::tui::theme::Role;

/// Cells of the column of labels, at most.
const LABELS: usize = 16;
/// Lines the reasons may take.
const REASONS: u16 = 3;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, duplicates: &Duplicates, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &title(duplicates, lang));
    let Some(scan) = &duplicates.scan else {
        if duplicates.failed {
            return None;
        }
        let words = Text::LookingForDuplicates.fill(lang, &[("n", &duplicates.percent.to_string())]);
        put_in(pen, rest, Role::Dim, &words);
        return None;
    };
    if let Some(merging) = &duplicates.merging {
        merge(pen, merging, rest);
        return None;
    }
    let Some((double, plan)) = duplicates.double().zip(duplicates.plan.as_ref()) else {
        let words = match (scan.pairs.is_empty(), duplicates.waiting()) {
            (true, _) => Text::NoDuplicates,
            (_, true) => Text::Loading,
            _ => Text::NoPairsLeft,
        };
        put_in(pen, rest, Role::Dim, words.words(lang));
        return None;
    };
    let why: Vec<String> =
        double.reasons.iter().map(|reason| signed(reason.is_for(), &ground::words(reason, lang))).collect();
    let why = format!("{}: {}", Text::Because.words(lang), why.join("  "));
    let (body, foot) = bottom(rest, REASONS + 1);
    let seen = compared(plan, pen.now(), &pen.app.setting.currency, lang);
    table(pen, &seen, duplicates, body);
    let (rule, foot) = top(foot, 1);
    pen.rule(rule, &[]);
    let inset = Rect { x: foot.x + 2, width: foot.width.saturating_sub(4), ..foot };
    for (row, range) in each_row(inset).zip(wrap(&why, usize::from(inset.width).max(1))) {
        pen.put(row, Role::Text, why[range].trim_end());
    }
    None
}

/// What speaks for it bears a plus, what speaks against it a minus.
fn signed(is_for: bool, words: &str) -> String {
    format!("{}{words}", if is_for { "+ " } else { "- " })
}

fn title(duplicates: &Duplicates, lang: Lang) -> Vec<Span> {
    let text = if duplicates.merging.is_some() { Text::ContextMerging } else { Text::ContextDuplicates };
    let mut spans = vec![(Role::Title, text.words(lang).to_owned())];
    let Some((scan, double)) = duplicates.scan.as_ref().zip(duplicates.double()) else { return spans };
    let count = format::count;
    let [at, all, left] = [count(duplicates.at + 1), count(scan.pairs.len()), count(duplicates.left())];
    let places = [("at", at.as_str()), ("all", &all), ("left", &left)];
    spans.push((Role::Text, format!("  {}", Text::PairOf.fill(lang, &places))));
    let score = Text::LikenessIs.fill(lang, &[("n", &double.score.to_string())]);
    spans.push((Role::Dim, format!("  {score}")));
    spans
}

fn put_in(pen: &mut Pen<'_>, area: Rect, role: Role, words: &str) {
    pen.put(
        Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: 1 },
        role,
        words,
    );
}

/// A field of both.
pub(super) struct Seen {
    pub(super) label: &'static str,
    pub(super) sides: [String; 2],
}

impl Seen {
    /// Both say something, and not the same.
    pub(super) fn differs(&self) -> bool {
        self.sides[0] != self.sides[1] && self.sides.iter().all(|side| !side.is_empty())
    }
}

/// What either says, in the order of forms; then how to reach them, who is there, and what there was.
pub(super) fn compared(
    plan: &MergePlan,
    now: DateTime<FixedOffset>,
    currency: &str,
    lang: Lang,
) -> Vec<Seen> {
    let pages = [&plan.one, &plan.other];
    let place = Place { offset: *now.offset(), currency };
    let mut seen = Vec::new();
    let mut add = |label: &'static str, sides: [String; 2]| {
        if sides.iter().any(|side| !side.is_empty()) {
            seen.push(Seen { label, sides });
        }
    };
    let mut after = Vec::new();
    for known in rows(Noun::Customer, false).filter_map(|row| row.field) {
        let sides = [0, 1].map(|at| said(known, &pages[at].customer.get(known.code), place, lang));
        let line = (field::label(Noun::Customer, known.name, lang), sides);
        if matches!(known.name, "name" | "kana") { add(line.0, line.1) } else { after.push(line) }
    }
    let points = |kinds: &'static [&'static str]| {
        [0, 1].map(|at| {
            let points = pages[at].contact_points.iter().filter(|point| kinds.contains(&point.kind.as_str()));
            points.map(|point| point.raw.as_str()).collect::<Vec<_>>().join(", ")
        })
    };
    add(Text::Phone.words(lang), points(&["phone", "mobile", "fax"]));
    add(Text::MailAddress.words(lang), points(&["mail"]));
    add(label::choice("url", lang), points(&["url", "sns", "line"]));
    after.into_iter().for_each(|(label, sides)| add(label, sides));
    let people = |page: &Page| page.people.iter().map(Person::name).collect::<Vec<_>>().join(", ");
    add(label::noun(Noun::Person, lang), pages.map(people));
    let births = |page: &Page| {
        page.people.iter().map(|person| person.birth_date.clone()).collect::<Vec<_>>().join(", ")
    };
    add(field::label(Noun::Person, "birth_date", lang), pages.map(births));
    let tags = |page: &Page| {
        page.tags.iter().map(|tag| label::tag(&tag.name, lang).to_owned()).collect::<Vec<_>>().join(", ")
    };
    add(label::noun(Noun::Tag, lang), pages.map(tags));
    let past = |page: &Page| match page.activities.first().and_then(|last| last.at) {
        Some(at) => format!("{} ({})", page.activity_count, format::ago(format::local(at, now), now, lang)),
        None => String::new(),
    };
    add(label::noun(Noun::Activity, lang), pages.map(past));
    seen
}

fn said(known: &Field, value: &Value, place: Place<'_>, lang: Lang) -> String {
    if known.kind == Kind::Flag && value.is_null() {
        return String::new();
    }
    let text = written(known.kind, value, place);
    match known.kind {
        Kind::Choice | Kind::Flag => label::choice(&text, lang).to_owned(),
        _ => text.lines().next().unwrap_or_default().to_owned(),
    }
}

fn table(pen: &mut Pen<'_>, seen: &[Seen], duplicates: &Duplicates, area: Rect) {
    let labels = seen.iter().map(|row| cells(row.label)).max().unwrap_or(0).min(LABELS);
    let height = usize::from(area.height);
    let first = duplicates.top.min(seen.len().saturating_sub(height));
    for (line, row) in each_row(area).zip(seen.iter().skip(first)) {
        // A mark, so that colour is not the only sign.
        let (mark, role) = if row.differs() { ("*", Role::Act) } else { (" ", Role::Text) };
        let heads = if row.differs() { Role::Warning } else { Role::Dim };
        sides(pen, line, (heads, mark, row.label, labels), [(role, &row.sides[0]), (role, &row.sides[1])]);
        if std::ptr::eq(row, &raw const seen[0]) {
            let at = duplicates.side.map_or(0, |side| usize::from(side == Side::Other));
            let columns = columns(line, labels);
            pen.marker(Rect { x: columns[at].x - 2, width: 1, ..line }, true);
        }
    }
}

/// The two columns of values beside labels so wide.
fn columns(area: Rect, labels: usize) -> [Rect; 2] {
    let before = u16::try_from(labels).unwrap_or(u16::MAX).saturating_add(5);
    let room = area.width.saturating_sub(before + 1);
    let left = Rect { x: area.x + before, width: (room / 2).saturating_sub(3), ..area };
    [left, Rect { x: area.x + before + room / 2, width: room - room / 2, ..area }]
}

fn sides(
    pen: &mut Pen<'_>,
    area: Rect,
    (role, mark, label, labels): (Role, &str, &str, usize),
    values: [(Role, &str); 2],
) {
    pen.row(area, &[(role, format!("{mark} ")), (Role::Dim, pad(label, labels, Edge::Right))]);
    for (column, (role, value)) in columns(area, labels).into_iter().zip(values) {
        pen.put(column, role, value);
    }
}

fn merge(pen: &mut Pen<'_>, merging: &Merging, area: Rect) {
    let lang = pen.lang();
    let (head, rest) = top(area, 2);
    let fields = &merging.plan.fields;
    let words = if fields.is_empty() { Text::MergeNothing } else { Text::MergeWhich };
    pen.put(
        Rect { x: head.x + 2, width: head.width.saturating_sub(3), ..head },
        Role::Dim,
        words.words(lang),
    );
    let place = Place { offset: *pen.now().offset(), currency: &pen.app.setting.currency };
    let names: Vec<&str> =
        fields.iter().map(|row| field::label(Noun::Customer, row.field.name, lang)).collect();
    let labels = names.iter().map(|name| cells(name)).max().unwrap_or(0).min(LABELS);
    let first = merging.cursor.window(usize::from(rest.height), fields.len());
    for (line, (at, row)) in each_row(rest).zip(fields.iter().enumerate().skip(first)) {
        let here = at == merging.cursor.at;
        let look = |side: Side| {
            if row.pick == side { if here { Role::Selection } else { Role::Act } } else { Role::Dim }
        };
        let [left, right] = [&row.one, &row.other].map(|value| said(row.field, value, place, lang));
        let picked = columns(line, labels)[usize::from(row.pick == Side::Other)];
        let mark = if here { pen.look.glyphs.pointer } else { " " };
        sides(
            pen,
            line,
            (Role::Selection, mark, names[at], labels),
            [(look(Side::One), &left), (look(Side::Other), &right)],
        );
        let tick = pen.look.glyphs.tick;
        pen.put(Rect { x: picked.x - 2, width: 1, ..line }, Role::Won, tick);
    }
}

//! The agenda: what is overdue, today, later and undated, and the orphans; one row each.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, cut, pad};
use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::agenda::{Agenda, end_of_today};
use crate::app::wrap::cells;
use crate::domain::agenda::{Due, Orphan, Whose};
use crate::domain::next_step::Due as Standing;
use crate::domain::page::{Line as Customer, Tally};
use crate::i18n::{Text, format, label};
use crate::keys::{Action, Context};
use crate::tui::theme::Role;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, agenda: &Agenda, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &title(pen, agenda.whose));
    let lines = lines(pen, agenda);
    if lines.is_empty() {
        let text = if agenda.waiting { Text::Loading } else { Text::AgendaEmpty };
        put_at(pen, rest, 2, text.words(lang));
        return None;
    }
    let at = lines.iter().position(|line| line.is_at(agenda)).unwrap_or(0);
    let height = usize::from(rest.height).max(1);
    let first = (at + 2).saturating_sub(height).min(lines.len().saturating_sub(height));
    for (row, line) in each_row(rest).zip(lines.into_iter().skip(first)) {
        let selected = line.is_at(agenda);
        match line {
            Line::Section(section) => put_at(pen, row, 1, section.words(lang)),
            Line::Step(at) => draw_step(pen, &agenda.read.due[at], selected, row),
            Line::Orphan(at) => draw_orphan(pen, &agenda.read.orphans[at], selected, row),
            Line::More(more) => put_at(pen, row, 2, &Text::More.fill(lang, &[("n", &format::tally(more))])),
        }
    }
    None
}

/// Whose agenda it is, and the key to the other.
fn title(pen: &Pen<'_>, whose: Whose) -> Vec<Span> {
    let lang = pen.lang();
    let sides = [Text::MineAndNobodys, Text::Everyones].map(|text| text.words(lang));
    let [here, there] = if whose == Whose::Mine { sides } else { [sides[1], sides[0]] };
    let key = pen.look.keymap.shown(Context::Agenda, Action::Everyones);
    let title = (Role::Title, format!("{}: {here}", Text::Agenda.words(lang)));
    let turn = key.map(|key| [(Role::Accent, format!("   {key}")), (Role::Dim, format!(" {there}"))]);
    std::iter::once(title).chain(turn.into_iter().flatten()).collect()
}

fn put_at(pen: &mut Pen<'_>, row: Rect, x: u16, words: &str) {
    pen.put(Rect { x: row.x + x, width: row.width.saturating_sub(x), ..row }, Role::Dim, words);
}

/// A line on the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Section(Text),
    Step(usize),
    Orphan(usize),
    More(Tally),
}

impl Line {
    fn is_at(self, agenda: &Agenda) -> bool {
        match self {
            Self::Step(at) => at == agenda.cursor.at,
            Self::Orphan(at) => at + agenda.read.due.len() == agenda.cursor.at,
            Self::Section(_) | Self::More(_) => false,
        }
    }
}

fn lines(pen: &Pen<'_>, agenda: &Agenda) -> Vec<Line> {
    let (now, end) = (pen.now().timestamp_millis(), end_of_today(pen.now()));
    let mut lines = Vec::new();
    let mut last = None;
    for (at, row) in agenda.read.due.iter().enumerate() {
        let due = row.step.due(now, end);
        if last != Some(due) {
            lines.push(Line::Section(section(due)));
            last = Some(due);
        }
        lines.push(Line::Step(at));
    }
    let shown = agenda.read.orphans.len();
    if shown > 0 {
        lines.push(Line::Section(Text::SectionOrphans));
        lines.extend((0..shown).map(Line::Orphan));
    }
    let Tally { count, exact } = agenda.read.orphan_count;
    if count > shown {
        lines.push(Line::More(Tally { count: count - shown, exact }));
    }
    lines
}

const fn section(due: Standing) -> Text {
    match due {
        Standing::Overdue => Text::SectionOverdue,
        Standing::Today => Text::SectionToday,
        Standing::Later => Text::SectionLater,
        Standing::Undated => Text::SectionUndated,
    }
}

fn draw_step(pen: &mut Pen<'_>, row: &Due, selected: bool, area: Rect) {
    let (lang, now) = (pen.lang(), pen.now());
    let when =
        row.step.due_at.map(|at| format::moment(format::local(at, now), now, lang)).unwrap_or_default();
    let role = match row.step.due(now.timestamp_millis(), end_of_today(now)) {
        Standing::Overdue => Role::Overdue,
        Standing::Today => Role::Due,
        Standing::Later | Standing::Undated => Role::Dim,
    };
    let moved = row.step.moved.filter(|moved| *moved > 0);
    let moved = moved.map(|n| format!("  {}", Text::MovedTimes.fill(lang, &[("n", &n.to_string())])));
    let row = Cells {
        when: (role, when),
        line: &row.line,
        initials: &row.initials,
        kind: format!("{} ", pad(label::choice(&row.step.kind, lang), 10, Side::Left)),
        words: row.step.text.clone(),
        moved: moved.unwrap_or_default(),
    };
    draw_row(pen, row, selected, area);
}

fn draw_orphan(pen: &mut Pen<'_>, row: &Orphan, selected: bool, area: Rect) {
    let (lang, now) = (pen.lang(), pen.now());
    let ago = |at| format::ago(format::local(at, now), now, lang);
    let last = row.line.last_at.map(ago);
    let rank = Some(&row.line.rank).filter(|rank| !rank.is_empty());
    let rank = rank.map(|rank| Text::RankIs.fill(lang, &[("rank", rank)]));
    let row = Cells {
        when: (Role::Dim, last.unwrap_or_else(|| Text::New.words(lang).to_owned())),
        line: &row.line,
        initials: &row.initials,
        kind: String::new(),
        words: rank.unwrap_or_default(),
        moved: String::new(),
    };
    draw_row(pen, row, selected, area);
}

/// What a row says, from left to right.
struct Cells<'a> {
    when: Span,
    line: &'a Customer,
    initials: &'a str,
    kind: String,
    words: String,
    moved: String,
}

/// The words give way to how often the step was moved; the number stands where there is room.
fn draw_row(pen: &mut Pen<'_>, row: Cells<'_>, selected: bool, area: Rect) {
    pen.marker(area, selected);
    let (wide, name) = (area.width >= 100, usize::from(area.width / 3).min(32));
    if wide {
        let number = row.line.phones.first().map_or("", String::as_str);
        pen.put_right(Rect { width: area.width.saturating_sub(1), ..area }, Role::Dim, number);
    }
    let area = Rect { x: area.x + 2, width: area.width.saturating_sub(if wide { 19 } else { 3 }), ..area };
    let named = if selected { Role::Selection } else { Role::Text };
    let initials = if row.initials.is_empty() { String::new() } else { format!("  {}", row.initials) };
    let mut spans: Vec<Span> = vec![
        (row.when.0, pad(&row.when.1, 18, Side::Left)),
        (named, pad(&row.line.name, name, Side::Left)),
        (Role::Accent, initials),
        (Role::Dim, format!("  {}", row.kind)),
    ];
    let used: usize = spans.iter().map(|(_, text)| cells(text)).sum::<usize>() + cells(&row.moved);
    let (words, _) = cut(&row.words, usize::from(area.width).saturating_sub(used));
    spans.extend([(Role::Text, words), (Role::Dim, row.moved)]);
    pen.row(area, &spans);
}

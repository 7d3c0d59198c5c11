//! The board: stages across and deals down where the window is wide, one list by stage where it is not.
//!
//! Above stands what may come of all of them; below, the selected deal in full.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::{bottom, each_row, top};
use crate::app::board::Board;
use crate::app::wrap::{cells, wrap};
use crate::domain::agenda::Whose;
use crate::domain::deal::Deal;
use crate::domain::pipeline::{Card, Class, Column, ENDED, Order, Pipelines, class, ended_on};
use crate::domain::stage::StageFlag;
use crate::domain::sums::Sums;
use crate::domain::{Noun, amount};
use crate::i18n::{Lang, Text, field, format, label};
use crate::keys::{Action, Context};
use crate::tui::theme::Role;

/// Fewer columns than this show a list.
const ACROSS: u16 = 100;
/// Cells of a column of the board, at least.
const WIDE: u16 = 22;
/// Rows of a deal on the board.
const CARD: usize = 2;
/// Rows for the selected deal, its rule among them.
const FOOT: u16 = 3;
/// Currencies that have a row of their own above a column.
const CURRENCIES: usize = 3;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, board: &Board, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &title(pen, board));
    if board.is_empty() {
        empty(pen, board, rest);
        return None;
    }
    let rest = totals(pen, board, rest);
    let (body, foot) = bottom(rest, FOOT);
    if area.width < ACROSS {
        list(pen, board, body);
    } else {
        across(pen, board, body);
    }
    if let Some(card) = board.card() {
        draw_foot(pen, &board.on.pipelines, card, foot);
    }
    None
}

fn title(pen: &Pen<'_>, board: &Board) -> Vec<Span> {
    let lang = pen.lang();
    let sides = [Text::MineAndNobodys, Text::Everyones].map(|text| text.words(lang));
    let [here, there] = if board.whose == Whose::Mine { sides } else { [sides[1], sides[0]] };
    let order = match board.order {
        Order::Close => Text::BoardByClose,
        Order::Amount => Text::BoardByAmount,
        Order::Age => Text::BoardByAge,
    };
    let several = board.on.courses().nth(1).is_some();
    let own = label::pipeline(&board.course().pipeline, lang);
    let name = if several { own } else { Text::KeyBoard.words(lang) };
    let mut spans = vec![(Role::Title, format!("{name}: {here}"))];
    if let Some(key) = pen.look.keymap.shown(Context::Board, Action::Everyones) {
        spans.extend([(Role::Accent, format!("   {key}")), (Role::Dim, format!(" {there}"))]);
    }
    spans.push((Role::Dim, format!("   {}", order.words(lang))));
    spans
}

fn empty(pen: &mut Pen<'_>, board: &Board, area: Rect) {
    let text = match board.whose {
        _ if board.waiting => Text::Loading,
        Whose::Everyones => Text::BoardEmptyForAll,
        _ => Text::BoardEmpty,
    };
    let inset = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let words = text.words(pen.lang());
    for (row, range) in each_row(inset).skip(1).zip(wrap(words, usize::from(inset.width).max(1))) {
        pen.put(row, Role::Dim, words[range].trim_end());
    }
}

/// What may come of all open deals, on as many rows as it needs; answers with what is left.
fn totals(pen: &mut Pen<'_>, board: &Board, area: Rect) -> Rect {
    let lang = pen.lang();
    let all = &board.outlook;
    let count = format::count(usize::try_from(all.all.deals).unwrap_or(usize::MAX));
    let says =
        |text: Text, sums: &Sums| text.fill(lang, &[("n", &count), ("amount", &dash(format::sums(sums)))]);
    let parts = [
        says(Text::BoardOpen, &all.all.amounts),
        says(Text::BoardCommit, &all.commit.amounts),
        says(Text::BoardBest, &all.best.amounts),
        says(Text::BoardWeighted, &all.all.weighted()),
    ];
    let mut rest = area;
    for line in flowed(&parts, usize::from(area.width.saturating_sub(2))) {
        let (row, below) = top(rest, 1);
        pen.put(Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row }, Role::Text, &line);
        rest = below;
    }
    rest
}

/// Parts side by side, on as many lines as they need; none is broken.
fn flowed(parts: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if cells(line) + 3 + cells(part) <= width => line.extend(["   ", part]),
            _ => lines.push(part.clone()),
        }
    }
    lines
}

fn dash(words: String) -> String {
    if words.is_empty() { "-".to_owned() } else { words }
}

/// A row of the list form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Stage(usize),
    Deal(usize, usize),
}

fn list(pen: &mut Pen<'_>, board: &Board, area: Rect) {
    let mut lines = Vec::new();
    for (at, column) in board.columns.iter().enumerate().filter(|(_, column)| !column.cards.is_empty()) {
        lines.push(Line::Stage(at));
        lines.extend((0..column.cards.len()).map(|row| Line::Deal(at, row)));
    }
    let headings = board.columns.iter().map(|column| cells(&heading_of(board, column, pen.lang())));
    let heading = headings.max().unwrap_or(0);
    let height = usize::from(area.height).max(1);
    let here = lines.iter().position(|line| *line == Line::Deal(board.at.0, board.at.1)).unwrap_or(0);
    let first = (here + 2).saturating_sub(height).min(lines.len().saturating_sub(height));
    for (row, line) in each_row(area).zip(lines.into_iter().skip(first)) {
        match line {
            Line::Stage(at) => stage(pen, board, &board.columns[at], heading, row),
            Line::Deal(at, nth) => {
                deal(pen, &board.columns[at], nth, (at, nth) == board.at, row);
            }
        }
    }
}

/// A stage, and how many deals stand in it.
fn heading_of(board: &Board, column: &Column, lang: Lang) -> String {
    format!("{}  {}", named(board, column, lang), column.cards.len())
}

/// A stage and what it comes to.
fn stage(pen: &mut Pen<'_>, board: &Board, column: &Column, heading: usize, area: Rect) {
    let lang = pen.lang();
    let name = heading_of(board, column, lang);
    let name = pad(&name, heading.min(usize::from(area.width / 3)), Side::Left);
    let written = |sums: fn(&Sums, Lang) -> String| {
        [format!("  {}", sums(&column.volume.amounts, lang)), format!("  {}", beneath(pen, column, sums))]
    };
    let whole = written(whole_sums);
    let room = usize::from(area.width.saturating_sub(2)).saturating_sub(cells(&name));
    let fits = whole.iter().map(|words| cells(words)).sum::<usize>() <= room;
    let [amount, under] = if fits { whole } else { written(format::short_sums) };
    let spans = [(Role::Title, name), (Role::Text, amount), (Role::Dim, under)];
    pen.row(Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }, &spans);
}

/// Amounts written out, in any language.
fn whole_sums(sums: &Sums, _: Lang) -> String {
    format::sums(sums)
}

/// What stands under a stage's sum: the same by chance, or how long ended deals stay here.
fn beneath(pen: &Pen<'_>, column: &Column, sums: fn(&Sums, Lang) -> String) -> String {
    if ended(column) {
        return Text::BoardEnded.fill(pen.lang(), &[("n", &ENDED.to_string())]);
    }
    match sums(&column.volume.weighted(), pen.lang()) {
        none if none.is_empty() => none,
        weighted => Text::BoardWeighted.fill(pen.lang(), &[("amount", &weighted)]),
    }
}

fn deal(pen: &mut Pen<'_>, column: &Column, nth: usize, selected: bool, area: Rect) {
    let card = &column.cards[nth];
    pen.marker(area, selected);
    let name_role = if selected { Role::Selection } else { Role::Text };
    let width = usize::from(area.width).saturating_sub(3);
    let name = (width / 3).min(30);
    let (when_role, when) = when(pen, &card.deal, column.flag.open());
    let tail = 14 + 1 + 10 + 1 + 4 + 2;
    let title = width.saturating_sub(name + 1 + tail + 1);
    let initials = pad(&card.initials, 3, Side::Left);
    let spans = [
        (name_role, pad(&whom(card), name, Side::Left)),
        (Role::Dim, format!(" {} ", pad(&card.deal.title, title, Side::Left))),
        (Role::Text, format!("{} ", pad(&worth(&card.deal), 14, Side::Right))),
        (when_role, format!("{} ", pad(&when, 10, Side::Right))),
        (Role::Dim, initials),
        mark(card),
    ];
    pen.row(Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area }, &spans);
}

fn across(pen: &mut Pen<'_>, board: &Board, area: Rect) {
    let shown = usize::from(area.width / (WIDE + 1)).clamp(1, board.columns.len());
    let first = board.at.0.saturating_sub(shown / 2).min(board.columns.len() - shown);
    let width = area.width / u16::try_from(shown).unwrap_or(1);
    let visible = &board.columns[first..first + shown];
    let kinds = visible.iter().map(|column| column.volume.amounts.iter().count()).max().unwrap_or(0);
    let rows = kinds.clamp(1, CURRENCIES);
    let room = usize::from(width.saturating_sub(2));
    let wide = |column: &&Column| above(pen, column, rows, None).iter().any(|(_, words)| cells(words) > room);
    let short = visible.iter().find(wide).map(|_| pen.lang());
    for (nth, column) in visible.iter().enumerate() {
        let x = area.x + width * u16::try_from(nth).unwrap_or(0);
        if nth > 0 {
            pen.rule_down(Rect { x, width: 1, ..area });
        }
        let inset = Rect { x: x + 1, width: width.saturating_sub(1), ..area };
        let at = first + nth;
        let selected = (at == board.at.0).then_some(board.at.1);
        let above = above(pen, column, rows, short);
        draw_column(pen, named(board, column, pen.lang()), column, selected, above, inset);
    }
}

/// What a column comes to, and below it by chance, on so many rows each; rounded in a language if `short`.
fn above(pen: &Pen<'_>, column: &Column, rows: usize, short: Option<Lang>) -> Vec<(Role, String)> {
    let chance = |words: String| {
        if words.is_empty() { words } else { Text::BoardWeighted.fill(pen.lang(), &[("amount", &words)]) }
    };
    let weighted = if ended(column) { Sums::default() } else { column.volume.weighted() };
    let amounts = stacked(&column.volume.amounts, rows, short).map(|words| (Role::Text, words));
    let under = stacked(&weighted, rows, short).map(|words| (Role::Dim, chance(words)));
    let mut above: Vec<(Role, String)> = amounts.chain(under).collect();
    if ended(column) {
        above[rows].1 = beneath(pen, column, whole_sums);
    }
    above
}

fn draw_column(
    pen: &mut Pen<'_>,
    name: &str,
    column: &Column,
    selected: Option<usize>,
    above: Vec<(Role, String)>,
    area: Rect,
) {
    let mut rows = each_row(area);
    let Some(head) = rows.next() else { return };
    pen.put_right(head, Role::Text, &format!("{} ", column.cards.len()));
    let role = if selected.is_some() { Role::Act } else { Role::Title };
    pen.put(Rect { width: head.width.saturating_sub(5), ..head }, role, name);
    for (role, words) in above {
        let Some(row) = rows.next() else { return };
        pen.put(Rect { width: row.width.saturating_sub(1), ..row }, role, &words);
    }
    let Some(row) = rows.next() else { return };
    let rule = pen.look.glyphs.rule(usize::from(row.width.saturating_sub(1)));
    pen.put(row, Role::Rule, &rule);
    cards(pen, column, selected, &rows.collect::<Vec<_>>());
}

/// What a stage is called.
fn named<'a>(board: &'a Board, column: &'a Column, lang: Lang) -> &'a str {
    let known = board.course().stage(&column.stage);
    known.map_or_else(|| label::choice(&column.stage, lang), |stage| label::step(stage, lang))
}

/// Sums below one another on so many rows, rounded in a language if `short`; on the last what is left of
/// them.
fn stacked(sums: &Sums, rows: usize, short: Option<Lang>) -> impl Iterator<Item = String> {
    let each = sums.iter().map(|(currency, minor)| match short {
        Some(lang) => format::short_money(minor, currency, lang),
        None => format::money(minor, currency),
    });
    let each: Vec<String> = each.collect();
    (0..rows).map(move |nth| match each.get(nth..).unwrap_or_default() {
        left if nth + 1 == rows => left.join(" + "),
        left => left.first().cloned().unwrap_or_default(),
    })
}

/// Says whether the deals of a column ended.
fn ended(column: &Column) -> bool {
    !column.flag.open() && !column.cards.is_empty()
}

fn cards(pen: &mut Pen<'_>, column: &Column, selected: Option<usize>, rows: &[Rect]) {
    let all = column.cards.len();
    let fits = rows.len() / CARD;
    let more = all > fits;
    let shown = if more { rows.len().saturating_sub(1) / CARD } else { fits }.max(1);
    let first = selected.map_or(0, |at| (at + 1).saturating_sub(shown)).min(all.saturating_sub(shown));
    for (nth, card) in column.cards.iter().enumerate().skip(first).take(shown) {
        let at = (nth - first) * CARD;
        let (Some(name), Some(figures)) = (rows.get(at), rows.get(at + 1)) else { return };
        let here = selected == Some(nth);
        pen.marker(*name, here);
        let role = if here { Role::Selection } else { Role::Text };
        pen.put(Rect { x: name.x + 2, width: name.width.saturating_sub(3), ..*name }, role, &whom(card));
        let inset = Rect { x: figures.x + 2, width: figures.width.saturating_sub(3), ..*figures };
        let (when_role, when) = when(pen, &card.deal, column.flag.open());
        let (mark_role, mark) = mark(card);
        let used = pen.put(inset, Role::Dim, &worth(&card.deal));
        let right = Rect { x: inset.x + used, width: inset.width - used, ..inset };
        pen.put_right(right, mark_role, &mark);
        let right =
            Rect { width: right.width.saturating_sub(u16::try_from(cells(&mark)).unwrap_or(0)), ..right };
        if cells(&when) < usize::from(right.width) {
            pen.put_right(right, when_role, &when);
        }
    }
    let hidden = all.saturating_sub(first + shown);
    if let Some(row) = rows.last().filter(|_| more && hidden > 0) {
        let words = Text::BoardMore.fill(pen.lang(), &[("n", &format::count(hidden))]);
        pen.put(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..*row }, Role::Dim, &words);
    }
}

/// Who would buy, else what the deal is called.
fn whom(card: &Card) -> String {
    card.customer.as_ref().map_or_else(|| card.deal.title.clone(), |(_, name)| name.clone())
}

fn worth(deal: &Deal) -> String {
    deal.amount.map_or_else(|| "-".to_owned(), |minor| amount::show(minor, &deal.currency))
}

/// The mark of a deal that waits for too long.
fn mark(card: &Card) -> Span {
    if card.stale { (Role::Warning, " !".to_owned()) } else { (Role::Dim, String::new()) }
}

/// When it should end, or did.
fn when(pen: &Pen<'_>, deal: &Deal, open: bool) -> Span {
    let day = if open { &deal.close_on } else { ended_on(deal) };
    let today = pen.now().date_naive().to_string();
    let overdue = open && !day.is_empty() && *day < *today.get(..day.len()).unwrap_or(&today);
    (if overdue { Role::Overdue } else { Role::Dim }, brief(pen, day))
}

/// A day in short.
fn brief(pen: &Pen<'_>, iso: &str) -> String {
    let now = pen.now();
    match iso.parse::<NaiveDate>() {
        Ok(date) if date == now.date_naive() => Text::SectionToday.words(pen.lang()).to_owned(),
        Ok(date) => format::short_day(date, now, pen.lang()),
        Err(_) => iso.to_owned(),
    }
}

fn draw_foot(pen: &mut Pen<'_>, pipelines: &Pipelines, card: &Card, area: Rect) {
    let (rule, rest) = top(area, 1);
    pen.rule(rule, &[(Role::Act, whom(card))]);
    let mut rows = each_row(Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest });
    for parts in [figures(pen, pipelines, card), state(pen, pipelines, card)] {
        let Some(row) = rows.next() else { return };
        let spans: Vec<Span> = parts
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .enumerate()
            .map(|(nth, (role, words))| (role, if nth == 0 { words } else { format!("  {words}") }))
            .collect();
        pen.row(row, &spans);
    }
}

/// What it is, what it may come to, and when.
fn figures(pen: &Pen<'_>, pipelines: &Pipelines, card: &Card) -> Vec<Span> {
    let (lang, deal) = (pen.lang(), &card.deal);
    let open = pipelines.open(deal);
    let (role, when) = when(pen, deal, open);
    let text = if open { Text::BoardClose } else { Text::BoardEndedOn };
    let when = if when.is_empty() { when } else { text.fill(lang, &[("day", &when)]) };
    let title = if card.customer.is_some() { deal.title.clone() } else { String::new() };
    let chance = if open { format!("{}%", pipelines.chance(deal)) } else { String::new() };
    let class = match class(deal, pipelines) {
        _ if !open => "",
        Class::Commit => "commit",
        Class::Best => "best",
        Class::Possible => "possible",
        Class::Omitted => "omit",
    };
    let class = if class.is_empty() { "" } else { label::choice(class, lang) };
    vec![
        (Role::Text, title),
        (Role::Text, worth(deal)),
        (Role::Text, chance),
        (Role::Dim, class.to_owned()),
        (role, when),
    ]
}

/// Where it stands and for how long; of one that is lost why, and when to try again.
fn state(pen: &Pen<'_>, pipelines: &Pipelines, card: &Card) -> Vec<Span> {
    let (lang, deal) = (pen.lang(), &card.deal);
    let stands = Text::BoardStands.fill(lang, &[("n", &card.days.max(0).to_string())]);
    let mut parts = vec![(Role::Dim, label::stage(pipelines, deal, lang).to_owned()), (Role::Dim, stands)];
    if card.stale {
        parts.push((Role::Warning, Text::BoardStale.words(lang).to_owned()));
    }
    if pipelines.flag(deal) == StageFlag::Lost {
        let reason = label::choice(&deal.lost_reason, lang);
        let because = format!("{}: {reason}", field::label(Noun::Deal, "lost_reason", lang));
        let again = if deal.win_back_on.is_empty() {
            Text::BoardTryAgain.words(lang).to_owned()
        } else {
            Text::BoardTryOn.fill(lang, &[("day", &brief(pen, &deal.win_back_on))])
        };
        parts.extend([(Role::Text, because), (Role::Dim, again)]);
    }
    if !card.initials.is_empty() {
        parts.push((Role::Dim, card.initials.clone()));
    }
    parts
}

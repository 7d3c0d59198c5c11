//! The walk: how far the list is, whose turn it is and why, what is known of them, what to say, and
//! the keys with which the call ends.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, Span};
use super::{bottom, desk, detail, each_row, log_activity, reasons, top};
use crate::app::walk::Walk;
use crate::app::wrap::{cells, wrap};
use crate::domain::blanks;
use crate::domain::queue::Progress;
use crate::domain::standing::{Standing, Why, WhyNot};
use crate::domain::walk::{Pace, Stop};
use crate::i18n::{Text, format, label, standing};
use crate::tui::theme::Role;

/// Rows of the outcomes at most, as long as there are cells for more columns.
const MENU: u16 = 9;
/// Cells of the bar.
const BAR: u16 = 10;
/// From this width on the script stands beside the page.
const BESIDE: u16 = 100;
/// Rows of the script where it stands above the page.
const SCRIPT: u16 = 3;

/// Draws the header: the list, how far it is, and the pace.
pub(super) fn header(pen: &mut Pen<'_>, walk: &Walk, area: Rect) {
    let now = pen.now();
    let clock = format::moment(now, now, pen.lang());
    let clock = pen.put_right(Rect { width: area.width.saturating_sub(1), ..area }, Role::Dim, &clock);
    let known = match (&walk.stop, &walk.reasons) {
        (Some(stop), _) => Some((&stop.list, stop.progress, stop.pace)),
        (None, Some(reasons)) => Some((&reasons.dry.list, reasons.dry.progress, reasons.dry.pace)),
        (None, None) => None,
    };
    let Some((list, progress, pace)) = known else { return };
    let room = Rect { width: area.width.saturating_sub(clock + 2), ..area };
    let parts = [
        Some((Role::Title, format!(" {}", list.name))),
        pen.app
            .alerts
            .newest()
            .map(|due| (Role::Due, format!("  {}", desk::alert(pen, due, area.width >= BESIDE)))),
        Some((Role::Text, format!("  {}", how_far(pen, progress.called, progress.total)))),
        Some((Role::Text, format!("  {}", left(pen, progress)))),
        Some((Role::Bar, format!("  {}", bar(pen, progress)))),
        Some((Role::Dim, format!("  {}", pace_words(pen, pace, list.pace)))),
    ];
    pen.row(room, &fitting(parts.into_iter().flatten(), usize::from(room.width)));
}

/// As many parts as fit whole, the first ones rather than the last.
fn fitting(parts: impl Iterator<Item = Span>, width: usize) -> Vec<Span> {
    let mut used = 0;
    parts
        .filter(|(role, text)| {
            let fits = used + cells(text) <= width || *role == Role::Title;
            used += if fits { cells(text) } else { 0 };
            fits
        })
        .collect()
}

/// How many of a list are called.
pub(super) fn how_far(pen: &Pen<'_>, called: usize, total: usize) -> String {
    let places = [("n", &*format::count(called)), ("of", &*format::count(total))];
    Text::CalledOf.fill(pen.lang(), &places)
}

fn left(pen: &Pen<'_>, progress: Progress) -> String {
    Text::WalkLeft.fill(pen.lang(), &[("n", &format::count(progress.left))])
}

fn bar(pen: &Pen<'_>, progress: Progress) -> String {
    pen.look.glyphs.bar_of(progress.called, progress.total, BAR)
}

fn pace_words(pen: &Pen<'_>, pace: Pace, aim: Option<i64>) -> String {
    let rate = pace.connected * 100 / pace.calls.max(1);
    let hour = aim.map_or_else(|| pace.an_hour.to_string(), |aim| format!("{}/{aim}", pace.an_hour));
    let places = [("n", &*format::count(pace.calls)), ("rate", &rate.to_string()), ("hour", &hour)];
    Text::WalkToday.fill(pen.lang(), &places)
}

/// Draws the walk; answers with the caret's cell while words are typed.
pub(super) fn draw(pen: &mut Pen<'_>, walk: &Walk, area: Rect) -> Option<Position> {
    if let Some(reasons) = &walk.reasons {
        reasons::draw(pen, reasons, walk.stop.is_some(), area);
        return None;
    }
    let (Some(stop), Some(call)) = (&walk.stop, walk.on_screen()) else {
        reading(pen, walk, area);
        return None;
    };
    let height =
        log_activity::height(call, pen, Rect { height: MENU.min(area.height.saturating_sub(5)), ..area });
    let (above, below) = bottom(area, height.min(area.height.saturating_sub(4)));
    page(pen, walk, stop, above);
    log_activity::draw(pen, call, below)
}

/// What stays of the walk above something that lies on it.
pub(super) fn around(pen: &mut Pen<'_>, walk: &Walk, area: Rect) {
    match &walk.stop {
        Some(stop) => page(pen, walk, stop, area),
        None => reading(pen, walk, area),
    }
}

fn reading(pen: &mut Pen<'_>, walk: &Walk, area: Rect) {
    if walk.percent > 0 {
        let words = Text::ReadingList.fill(pen.lang(), &[("n", &walk.percent.to_string())]);
        pen.put(Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area }, Role::Dim, &words);
    }
}

fn page(pen: &mut Pen<'_>, walk: &Walk, stop: &Stop, area: Rect) {
    let inset = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    let (head, rest) = top(area, 2);
    pen.row(Rect { height: 1, ..inset }, &detail::title(pen, &stop.page));
    let why = turn(pen, stop);
    pen.row(Rect { y: head.y + 1, height: 1, ..inset }, &why);
    let rest = script(pen, walk, stop, rest);
    detail::below_title(pen, &stop.page, walk.top, rest);
}

/// Why it is their turn, or why it is not; and how often they were tried.
fn turn(pen: &Pen<'_>, stop: &Stop) -> Vec<Span> {
    let lang = pen.lang();
    let mut spans = match stop.standing {
        Some(Standing::Ready(why, _)) => {
            let role = if matches!(why, Why::CallbackDue(_)) { Role::Due } else { Role::Text };
            vec![
                (Role::Dim, format!("{} ", Text::WhyNow.words(lang))),
                (role, standing::why(why, pen.now(), lang)),
            ]
        }
        Some(Standing::Not(why_not)) => {
            let whose = if let WhyNot::Claimed(rep) = why_not { stop.page.initials(Some(rep)) } else { "" };
            let role = if matches!(why_not, WhyNot::Blocked(_)) { Role::Blocked } else { Role::Warning };
            vec![
                (Role::Dim, format!("{} ", Text::NotNow.words(lang))),
                (role, standing::why_not(why_not, whose, pen.now(), lang)),
            ]
        }
        None => vec![(Role::Warning, Text::NotOnTheList.words(lang).to_owned())],
    };
    let of = stop.most.map_or_else(|| "-".to_owned(), |most| most.to_string());
    let attempt = Text::Attempt.fill(lang, &[("n", &(stop.tries + 1).to_string()), ("of", &of)]);
    spans.push((Role::Dim, format!("  {attempt}")));
    if let Some(last) = stop.page.activities.iter().find(|activity| activity.kind == "call") {
        let outcome = stop.outcomes.iter().find(|outcome| outcome.code == last.outcome);
        let words = outcome.map_or(last.outcome.as_str(), |outcome| label::outcome(outcome, lang));
        let ago = format::ago(format::local(last.at.unwrap_or(0), pen.now()), pen.now(), lang);
        spans.push((
            Role::Dim,
            format!("  {}", Text::LastCall.fill(lang, &[("outcome", words), ("ago", &ago)])),
        ));
    }
    spans
}

/// Draws what to say; answers with the rest of the area.
fn script(pen: &mut Pen<'_>, walk: &Walk, stop: &Stop, area: Rect) -> Rect {
    if !walk.script || stop.list.script.trim().is_empty() {
        return area;
    }
    let words = blanks::fill(&stop.list.script, &stop.page, None, &pen.app.setting.rep_name);
    if area.width >= BESIDE {
        let width = area.width * 2 / 5;
        let side = Rect { x: area.right() - width, width, ..area };
        pen.rule_down(side);
        lines(pen, &words, Rect { x: side.x + 2, width: width.saturating_sub(3), ..side });
        return Rect { width: area.width - width, ..area };
    }
    let (above, rest) = top(area, SCRIPT.min(area.height / 3));
    lines(pen, &words, Rect { x: above.x + 2, width: above.width.saturating_sub(3), ..above });
    rest
}

fn lines(pen: &mut Pen<'_>, words: &str, area: Rect) {
    let ranges = wrap(words, usize::from(area.width).max(1));
    let more = ranges.len() > usize::from(area.height);
    for (row, range) in each_row(area).zip(ranges) {
        let last = row.y + 1 == area.bottom();
        let mark = if more && last { " .." } else { "" };
        pen.put(row, Role::Act, &format!("{}{mark}", words[range].trim_end()));
    }
}

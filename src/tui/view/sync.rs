//! Telling other desks everything: the place, the last sync (what came from whom, what went, what was
//! not read and why, what waits for a look), and how far the present one is.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::review::paragraph;
use super::{each_row, top};
use crate::app::sync::{Sync, Typing};
use crate::app::wrap::wrap;
use crate::domain::synced::{Aside, Sender, Synced, Told};
use crate::i18n::{Lang, Text, format, label};
use crate::keys::{Action, Context};
use crate::tui::theme::Role;

/// Cells of the column of labels.
const LABELS: usize = 13;
/// Cells of a bar.
const BAR: u16 = 16;
/// Cells of a rep's name.
const NAME: usize = 18;

/// Draws it; answers with the caret's cell while a place is typed.
pub(super) fn draw(pen: &mut Pen<'_>, sync: &Sync, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::ContextSync.words(pen.lang()).to_owned())]);
    let (_, rest) = top(rest, 1);
    if let Some(typing) = &sync.typing {
        return place(pen, typing, rest);
    }
    let lines = lines(pen, usize::from(rest.width).saturating_sub(LABELS + 5));
    let first = sync.top.min(lines.len().saturating_sub(usize::from(rest.height)));
    for (row, (label, spans)) in each_row(rest).zip(lines.into_iter().skip(first)) {
        let head = Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row };
        pen.put(head, Role::Dim, &pad(&label, LABELS, Side::Left));
        let at = u16::try_from(LABELS + 3).unwrap_or(0);
        pen.row(Rect { x: row.x + at, width: row.width.saturating_sub(at + 1), ..row }, &spans);
    }
    None
}

/// A label, and what stands beside it.
type Line = (String, Vec<Span>);

struct Lines {
    lines: Vec<Line>,
    width: usize,
}

impl Lines {
    fn add(&mut self, label: &str, spans: Vec<Span>) {
        self.lines.push((label.to_owned(), spans));
    }

    fn gap(&mut self) {
        self.add("", Vec::new());
    }

    /// Words that may be long.
    fn words(&mut self, label: &str, role: Role, words: &str) {
        for (at, range) in wrap(words, self.width.max(1)).into_iter().enumerate() {
            self.add(if at == 0 { label } else { "" }, vec![(role, words[range].trim_end().to_owned())]);
        }
    }
}

fn lines(pen: &Pen<'_>, width: usize) -> Vec<Line> {
    let (lang, state) = (pen.lang(), &pen.app.sync);
    let mut lines = Lines { lines: Vec::new(), width };
    the_place(pen, &mut lines);
    if let Some((done, of)) = state.running {
        lines.gap();
        let bar = pen.look.glyphs.bar(done, of, BAR);
        let count = if of == 0 { String::new() } else { format!("  {done} / {of}") };
        lines.add(Text::SyncRuns.words(lang), vec![(Role::Bar, bar), (Role::Dim, count)]);
    }
    if let Some(trouble) = &state.trouble {
        lines.gap();
        lines.words(Text::SyncWrong.words(lang), Role::Warning, &label::trouble(trouble, lang));
    }
    if let Some(told) = &state.last {
        lines.gap();
        lines.add(Text::SyncLast.words(lang), when(pen, told));
        lines.gap();
        came(pen, &told.synced, &mut lines);
        went(pen, &told.synced, &mut lines);
        wants_a_look(pen, &told.synced, &mut lines);
    } else if state.folder.is_some() {
        lines.gap();
        let never = (Role::Dim, Text::SyncNever.words(lang).to_owned());
        lines.add(Text::SyncLast.words(lang), vec![never]);
    }
    lines.lines
}

/// Where the team meets and how often, or what that would be good for.
fn the_place(pen: &Pen<'_>, lines: &mut Lines) {
    let (lang, state) = (pen.lang(), &pen.app.sync);
    let label = Text::SyncPlace.words(lang);
    let Some(folder) = &state.folder else {
        let key = pen.look.keymap.shown(Context::Sync, Action::SyncFolder);
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        lines.words(label, Role::Text, &Text::SyncNoFolder.fill(lang, &[("key", &key)]));
        lines.gap();
        lines.words("", Role::Dim, Text::SyncExplains.words(lang));
        return;
    };
    lines.words(label, Role::Act, &folder.display().to_string());
    let every = state.every.map(|every| Text::SyncEvery.fill(lang, &[("n", &every.to_string())]));
    let every = every.unwrap_or_else(|| Text::SyncByKey.words(lang).to_owned());
    lines.add("", vec![(Role::Dim, every)]);
}

/// When the last sync was, and with which place where that is another by now.
fn when(pen: &Pen<'_>, told: &Told) -> Vec<Span> {
    let (now, lang) = (pen.now(), pen.lang());
    let at = format::local(told.at, now);
    let ago = format!("  {}", format::ago(at, now, lang));
    let mut when = vec![(Role::Text, format::moment(at, now, lang)), (Role::Dim, ago)];
    if pen.app.sync.folder.as_ref().is_none_or(|folder| folder.display().to_string() != told.place) {
        when.push((Role::Dim, format!("  {}", told.place)));
    }
    when
}

/// What came, and from whom.
fn came(pen: &Pen<'_>, synced: &Synced, lines: &mut Lines) {
    let lang = pen.lang();
    let (changes, files) = (format::count(synced.changes), format::count(synced.imported));
    let came = match synced.changes {
        0 => (Role::Dim, Text::SyncNothingCame.words(lang).to_owned()),
        _ => (Role::Text, Text::SyncCameIs.fill(lang, &[("changes", &changes), ("files", &files)])),
    };
    lines.add(Text::SyncCame.words(lang), vec![came]);
    let most = synced.from.iter().map(|sender| sender.changes).max().unwrap_or(0);
    for sender in &synced.from {
        lines.add("", bar(pen, sender, most));
    }
}

/// What was written for others.
fn went(pen: &Pen<'_>, synced: &Synced, lines: &mut Lines) {
    let lang = pen.lang();
    let mut went = vec![match synced.published {
        0 => (Role::Dim, Text::SyncNothingWent.words(lang).to_owned()),
        files => (Role::Text, Text::SyncWentIs.fill(lang, &[("n", &format::count(files))])),
    }];
    if synced.relayed > 0 {
        let relayed = Text::SyncRelayed.fill(lang, &[("n", &format::count(synced.relayed))]);
        went.push((Role::Dim, format!("   {relayed}")));
    }
    lines.add(Text::SyncWent.words(lang), went);
}

/// What somebody should look at: overwrites, files, clocks.
fn wants_a_look(pen: &Pen<'_>, synced: &Synced, lines: &mut Lines) {
    let lang = pen.lang();
    if synced.review > 0 {
        lines.gap();
        lines.add(Text::SyncWaits.words(lang), vec![(Role::Due, format::count(synced.review))]);
    }
    aside(pen, Text::SyncNotRead, Role::Warning, &synced.rejected, lines);
    aside(pen, Text::SyncHeld, Role::Text, &synced.held, lines);
    aside(pen, Text::SyncOnItsWay, Role::Text, &synced.incomplete, lines);
    for (at, file) in synced.bare.iter().enumerate() {
        if at == 0 {
            lines.gap();
        }
        lines.words("", Role::Warning, &Text::SyncBareFile.fill(lang, &[("file", file)]));
    }
    let parked = Text::SyncParked.fill(lang, &[("n", &format::count(synced.parked))]);
    let days = synced.clock_ahead.unwrap_or(0).to_string();
    let clock = Text::SyncClock.fill(lang, &[("days", &days)]);
    for (said, label, words) in [
        (synced.parked > 0, "", parked.as_str()),
        (synced.twin, "", Text::SyncTwin.words(lang)),
        (synced.clock_ahead.is_some(), Text::SyncClockIs.words(lang), &clock),
    ] {
        if said {
            lines.gap();
            lines.words(label, Role::Warning, words);
        }
    }
}

/// Who sent how much.
fn bar(pen: &Pen<'_>, sender: &Sender, most: usize) -> Vec<Span> {
    let bar = pen.look.glyphs.bar_of(sender.changes, most, BAR);
    let newest = format::brief(format::local(sender.newest, pen.now()), pen.now(), pen.lang());
    let newest = Text::SyncNewest.fill(pen.lang(), &[("at", &newest)]);
    vec![
        (Role::Text, pad(&sender.rep, NAME, Side::Left)),
        (Role::Text, format!("{}  ", pad(&format::count(sender.changes), 7, Side::Right))),
        (Role::Bar, pad(&bar, usize::from(BAR), Side::Left)),
        (Role::Dim, format!("  {newest}")),
    ]
}

/// Files that were not read, each with the reason and the way out.
fn aside(pen: &Pen<'_>, text: Text, role: Role, asides: &[Aside], lines: &mut Lines) {
    if asides.is_empty() {
        return;
    }
    lines.gap();
    for (at, aside) in asides.iter().enumerate() {
        let head = if at == 0 { text.words(pen.lang()) } else { "" };
        lines.words(head, role, &aside.name);
        lines.words("", Role::Dim, &label::refused(&aside.why, pen.lang()));
    }
}

/// The line a place is typed in, and the folders that begin like it.
fn place(pen: &mut Pen<'_>, typing: &Typing, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (head, rest) = top(area, 1);
    pen.put(Rect { x: head.x + 2, ..head }, Role::Dim, Text::SyncTypePlace.words(lang));
    let (line, rest) = top(rest, 2);
    pen.put(line, Role::Accent, " >");
    let field = Rect { x: line.x + 3, width: line.width.saturating_sub(4), height: 1, ..line };
    let caret = pen.field(&typing.path.field, field);
    let tried = typing.tried.as_ref().map(|tried| tried.display().to_string()).unwrap_or_default();
    let said = match (&typing.refused, tried.is_empty()) {
        (Some(_), _) if typing.offers() => Some((Role::Due, Text::SyncOffer.fill(lang, &[("path", &tried)]))),
        (Some(trouble), _) => Some((Role::Warning, label::trouble(trouble, lang))),
        (None, false) => Some((Role::Dim, Text::SyncTrying.fill(lang, &[("path", &tried)]))),
        (None, true) => None,
    };
    if let Some((role, words)) = said {
        paragraph(pen, rest, role, &words);
        return caret;
    }
    if typing.path.looked && typing.path.files.is_empty() && !typing.path.field.is_empty() {
        pen.put(Rect { x: rest.x + 3, ..rest }, Role::Dim, Text::SyncNoSuchFolders.words(lang));
    }
    let first = typing.path.at.unwrap_or(0).saturating_sub(usize::from(rest.height.max(1)) - 1);
    for (row, (at, folder)) in each_row(rest).zip(typing.path.files.iter().enumerate().skip(first)) {
        let here = typing.path.at == Some(at);
        pen.marker(Rect { x: row.x + 1, ..row }, here);
        let role = if here { Role::Selection } else { Role::Text };
        pen.put(Rect { x: row.x + 3, width: row.width.saturating_sub(4), ..row }, role, &folder.path);
    }
    caret.filter(|_| typing.path.at.is_none())
}

/// What came, in a line: `3 changes from 鈴木, 2 to review`.
pub(super) fn news(synced: &Synced, lang: Lang) -> String {
    if synced.changes == 0 {
        return Text::SyncNoNews.words(lang).to_owned();
    }
    let between = if lang == Lang::Ja { "、" } else { ", " };
    let names: Vec<&str> = synced.from.iter().map(|sender| sender.rep.as_str()).collect();
    let places = [("changes", &*format::count(synced.changes)), ("from", &names.join(between))];
    let came = if synced.changes == 1 { Text::SyncNewsOne } else { Text::SyncNews }.fill(lang, &places);
    if synced.review == 0 {
        return came;
    }
    let n = format::count(synced.review);
    format!("{came}{between}{}", Text::SyncAndReview.fill(lang, &[("n", &n)]))
}

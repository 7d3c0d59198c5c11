//! What the reports ask of the rest of the program, what they are told, and the way back to what was
//! put aside while one of its rows is looked at on the desk.

use super::App;
use super::msg::Effect;
use super::overlay::Overlay;
use super::reports::{Reports, Under};
use super::toast::News;
use crate::i18n::Text;
use chrono::{DateTime, FixedOffset};

/// What waits while one of its rows is looked at on the desk, and what was searched for before.
#[derive(Debug)]
pub(super) struct Aside {
    overlay: Overlay,
    before: String,
}

impl App {
    /// The reports, as they were left where a row of them is looked at.
    pub(super) fn open_reports(&mut self) -> Vec<Effect> {
        if matches!(self.aside, Some(Aside { overlay: Overlay::Reports(_), .. })) {
            return self.back_from_aside();
        }
        self.overlays.push(Overlay::Reports(Box::new(Reports::new(self.setting.lang))));
        self.report_again().into_iter().collect()
    }

    /// Works the report that lies open out again, unless what a figure counts is being looked at.
    pub(super) fn report_again(&mut self) -> Option<Effect> {
        let ticket = self.ticket();
        self.reports().filter(|reports| reports.rows.is_none()).map(|reports| reports.load(ticket))
    }

    /// Reads what a figure counts.
    pub(super) fn open_figure(&mut self, under: Under) -> Option<Effect> {
        let ticket = self.ticket();
        let reports = self.reports()?;
        reports.waiting = Some(ticket);
        Some(Effect::OpenFigure { ticket, under, line: reports.asking.line.clone() })
    }

    /// The report was written: its line goes, and where it is is said whatever is looked at by now.
    pub(super) fn report_written(&mut self, path: &str, now: DateTime<FixedOffset>) {
        if let Some(reports) = self.reports() {
            reports.typing.take_if(|typing| typing.file().is_some());
        }
        self.say(News::Plain(Text::ReportWritten.fill(self.setting.lang, &[("file", path)])), now);
    }

    pub(super) fn reports(&mut self) -> Option<&mut Reports> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Reports(reports) => Some(&mut **reports),
            _ => None,
        })
    }

    /// Puts an overlay aside: Esc on the desk comes back to it.
    pub(super) fn put_aside(&mut self, overlay: Overlay, now: DateTime<FixedOffset>) {
        self.aside = Some(Aside { overlay, before: self.desk.search.text().to_owned() });
        self.say(News::Plain(Text::EscComesBack.words(self.setting.lang).to_owned()), now);
    }

    /// Back to what was put aside, with what was searched for then.
    pub(super) fn back_from_aside(&mut self) -> Vec<Effect> {
        let Some(Aside { overlay, before }) = self.aside.take() else { return Vec::new() };
        self.overlays.push(overlay);
        let mut effects = Vec::new();
        if self.desk.search.text() != before {
            effects.extend(self.find(&before));
        }
        let (now, ticket) = (self.now_ms, self.ticket());
        effects.extend(self.overlays.last_mut().and_then(|overlay| match overlay {
            Overlay::Reports(reports) if reports.rows.is_none() => Some(reports.load(ticket)),
            Overlay::Board(board) => Some(board.load_effect(now)),
            _ => None,
        }));
        effects
    }

    /// Searches the desk for this.
    pub(super) fn find(&mut self, line: &str) -> Vec<Effect> {
        self.desk.focus = super::desk::Focus::List;
        self.desk.search.set_text(line);
        self.searched()
    }
}

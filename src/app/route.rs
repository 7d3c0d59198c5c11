//! Who a key or a paste is for, and what becomes of what an overlay asks.
//!
//! Arms are one line each; what is thought about is in the desk, the overlays and `domain`.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::agenda::Agenda;
use super::ask::{Ask, Opening, World};
use super::board::Board;
use super::desk::{Focus, Then};
use super::erasing::Erasing;
use super::export::Export;
use super::form::Form;
use super::inbound::Inbound;
use super::log_activity::LogActivity;
use super::msg::Effect;
use super::overlay::Overlay;
use super::palette::Palette;
use super::prompt::Prompt;
use super::reading::{Matter, Reading};
use super::retention::Retention;
use super::starting::Starting;
use super::toast::News;
use crate::domain::{Change, Id, Noun};
use crate::i18n::Text;
use crate::keys::{Action, Context, Key};

/// Rows a page key moves by.
const PAGE: isize = 10;

impl App {
    pub(super) fn route(&mut self, action: Action, now: DateTime<FixedOffset>) -> Vec<Effect> {
        match action {
            Action::Palette => self.push(Overlay::Palette(Palette::new(&self.contexts()))),
            Action::Help => {
                self.push(Overlay::Reading(Reading::new(Matter::Help(self.contexts()), String::new())))
            }
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            Action::Cancel => self.cancel(now),
            Action::DayReport => {
                let matter = Matter::Day(now.date_naive(), None);
                self.push_with(
                    Overlay::Reading(Reading::new(matter, String::new())),
                    Effect::LoadDayReport(now),
                )
            }
            Action::Inbound => {
                let overlay = Overlay::Inbound(Box::new(Inbound::new(self.walk().map(|walk| walk.list))));
                self.push(overlay)
            }
            Action::Reports => self.open_reports(),
            Action::Rules => self.open_rules(),
            Action::Ask => self.open_asking(),
            Action::Templates => {
                let load = Starting::load(self.setting.lang);
                self.push_with(Overlay::Starting(Box::default()), load)
            }
            Action::ToReview => self.open_review(),
            Action::Inquiries => {
                let walked = self.walk().and_then(super::walk::Walk::customer);
                self.open_inquiries(walked.or_else(|| self.desk.page().map(|page| page.customer.id)))
            }
            Action::SyncFolder => self.type_sync_folder(),
            Action::History if self.walk().is_some() => self.walk_history(),
            Action::Undo | Action::Redo if self.undoes_here() => {
                self.walk_back(if action == Action::Undo { Effect::Undo } else { Effect::Redo })
            }
            _ if !self.overlays.is_empty() => self.ask_top(now, |overlay, world| overlay.act(action, world)),
            _ => self.on_desk(action, now),
        }
    }

    pub(super) fn type_key(&mut self, key: Key, now: DateTime<FixedOffset>) -> Vec<Effect> {
        if key.is_kana() && !self.writes() {
            self.say(News::WhyNot(Text::ImeIsOn), now);
            return Vec::new();
        }
        if !self.overlays.is_empty() {
            return self.ask_top(now, |overlay, world| overlay.type_key(key, world));
        }
        if self.desk.focus == Focus::Search {
            let before = self.desk.search.revision();
            self.desk.search.key(&key);
            self.aside = None;
            return if self.desk.search.revision() == before { Vec::new() } else { self.searched() };
        }
        self.ask_view(key)
    }

    /// Says whether what is typed becomes text.
    fn writes(&self) -> bool {
        // A name typed over a column chooses its field.
        let writes = |here: &Context| here.captures_text() || *here == Context::ReviewColumns;
        self.contexts().first().is_some_and(|here| writes(here) && *here != Context::Outcome)
    }

    pub(super) fn paste(&mut self, text: &str, now: DateTime<FixedOffset>) -> Vec<Effect> {
        if !self.overlays.is_empty() {
            return self.ask_top(now, |overlay, world| overlay.paste(text, world));
        }
        if self.desk.focus != Focus::Search {
            self.desk.focus = Focus::Search;
            self.desk.search.set_text("");
        }
        let line = text.lines().map(str::trim).find(|line| !line.is_empty());
        self.desk.search.insert(line.unwrap_or_default());
        self.searched()
    }

    fn on_desk(&mut self, action: Action, now: DateTime<FixedOffset>) -> Vec<Effect> {
        match action {
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.step(-PAGE),
            Action::PageDown => self.step(PAGE),
            Action::First => self.step(isize::MIN),
            Action::Last => self.step(isize::MAX),
            Action::Search => self.focus(Focus::Search),
            Action::FocusDetail => self.focus(Focus::Detail),
            Action::FocusList | Action::Accept => self.focus(Focus::List),
            Action::Back if self.aside.is_some() && self.desk.focus == Focus::List => self.back_from_aside(),
            Action::Back => self.clear_search(),
            Action::Walk => self.walk_view().unwrap_or_else(|| self.lists(true)),
            Action::Fields => self.open_fields(),
            Action::Views => self.open_views(),
            Action::Grid => self.open_grid(),
            Action::Lists => self.lists(false),
            Action::Agenda => self.open_agenda(now),
            Action::Retention => {
                let mut retention = Retention::of(self.setting.keep.clone(), now);
                let load = retention.load();
                self.push_with(Overlay::Retention(Box::new(retention)), load)
            }
            Action::Board => self.open_board(now),
            Action::AddCustomer => self.push_form(|_, _| Some(Form::new(Noun::Customer, None)), now),
            Action::Import => {
                self.push_with(Overlay::Import(Box::default()), Effect::FindFiles(String::new()))
            }
            Action::Duplicates => self.push_with(Overlay::Duplicates(Box::default()), Effect::FindDuplicates),
            Action::Export => {
                let export = Export::of(self.desk.search.text(), self.desk.tally, now);
                self.push(Overlay::Export(Box::new(export)))
            }
            Action::SwitchLanguage => self.switch_language(),
            Action::Undo => self.walk_back(Effect::Undo),
            Action::Redo => self.walk_back(Effect::Redo),
            Action::Sync => self.open_sync(),
            Action::Quit => vec![Effect::Quit],
            _ => self.on_customer(action, now),
        }
    }

    /// The agenda, with the cursor on what fell due last.
    fn open_agenda(&mut self, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let mut agenda = Agenda::of(self.alerts.newest().map(|due| due.step.id));
        let load = agenda.load_effect(now.timestamp_millis());
        self.push_with(Overlay::Agenda(agenda), load)
    }

    fn open_board(&mut self, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let mut board = Board::default();
        let load = board.load_effect(now.timestamp_millis());
        self.push_with(Overlay::Board(Box::new(board)), load)
    }

    pub(super) fn world(&self, now: DateTime<FixedOffset>) -> World<'_> {
        World { setting: &self.setting, now }
    }

    pub(super) fn push(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlays.push(overlay);
        Vec::new()
    }

    pub(super) fn push_with(&mut self, overlay: Overlay, effect: Effect) -> Vec<Effect> {
        self.overlays.push(overlay);
        vec![effect]
    }

    pub(super) fn ask_top(
        &mut self,
        now: DateTime<FixedOffset>,
        ask: impl FnOnce(&mut Overlay, &World<'_>) -> Ask,
    ) -> Vec<Effect> {
        let Some(mut overlay) = self.overlays.pop() else { return Vec::new() };
        let asked = ask(&mut overlay, &self.world(now));
        if asked.close && asked.aside {
            self.put_aside(overlay, now);
        } else if !asked.close {
            self.overlays.push(overlay);
        }
        self.grant(asked, now)
    }

    pub(super) fn grant(&mut self, ask: Ask, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let mut effects = ask.effects;
        if let Some((page, channel)) = ask.log {
            effects.extend(self.log(*page, channel, now));
        }
        if let Some(news) = ask.news {
            self.say(news, now);
        }
        if let Some(key) = ask.drop {
            self.parked.retain(|draft| draft.key != key);
            effects.push(Effect::DropDraft(key));
        }
        if let Some(draft) = ask.park {
            self.parked.retain(|known| known.key != draft.key);
            effects.push(Effect::KeepDraft(draft.clone()));
            self.parked.push(draft);
        }
        if ask.report {
            effects.extend(self.report_again());
        }
        if let Some(under) = ask.under {
            effects.extend(self.open_figure(under));
        }
        if let Some(line) = ask.find {
            effects.extend(self.find(&line));
        }
        if let Some(id) = ask.select {
            effects.extend(self.select(id));
        }
        if let Some((list, change)) = ask.count {
            effects.push(self.count_moved(list, change));
        }
        if let Some(work) = ask.import {
            effects.extend(self.work_on_import(work));
        }
        if let Some(batch) = ask.take_back {
            effects.extend(self.walk_back(Effect::UndoImport(batch)));
        }
        if ask.grid {
            effects.extend(self.grid_anew());
        }
        if let Some(view) = ask.look {
            effects.extend(self.look_at(*view, now));
        }
        if let Some(opening) = ask.open {
            effects.extend(self.open(opening, now));
        }
        if ask.restore {
            self.restore_parked(now);
        }
        if let Some(go) = ask.go {
            effects.push(self.go(go));
        }
        if let Some(draft) = ask.alike {
            effects.push(self.seek_alike(draft));
        }
        if let Some(sought) = ask.similar {
            effects.push(self.seek_similar(sought));
        }
        if let Some(line) = ask.seek {
            effects.push(self.seek(line));
        }
        if let Some(change) = ask.commit {
            effects.push(self.commit(change));
        }
        if ask.take_up {
            effects.extend(self.take_up(now));
        }
        if let Some(action) = ask.act {
            effects.extend(self.act_beneath(action, ask.select, now));
        }
        effects
    }

    /// Lays something on top; says what must be read for it.
    fn open(&mut self, opening: Opening, now: DateTime<FixedOffset>) -> Option<Effect> {
        match opening {
            Opening::Line { purpose, customer, name } => {
                self.overlays.push(Overlay::Prompt(Box::new(Prompt::on(purpose, customer, &name))));
                self.restore_parked(now);
            }
            Opening::Form(about) => self.open_form(about, now),
            Opening::Deal(page) => {
                let deal = page.deals.first().map(|deal| deal.id).unwrap_or_default();
                drop(self.push_form(|_, place| Form::edit(Noun::Deal, &page, deal, place), now));
            }
            Opening::DealLine(page) => {
                let deal = page.deals.first().map(|deal| deal.id).unwrap_or_default();
                drop(self.push_form(|_, place| Form::of_deal(Noun::DealLine, &page, deal, place), now));
            }
            Opening::Choose(choose) => self.overlays.push(Overlay::Choose(choose)),
            Opening::Erasing { customer, name } => {
                self.overlays.push(Overlay::Erasing(Box::new(Erasing::of(customer, name))));
                return Some(Effect::LoadTaking(customer));
            }
            Opening::Inquiry(one) => self.edit_inquiry(*one, now),
            Opening::Walk { list, at } => return Some(self.walk_along(list, at)),
            Opening::Incoming { page, list } => {
                let call = LogActivity::inbound(*page, list, &self.world(now));
                self.overlays.push(Overlay::Log(Box::new(call)));
            }
        }
        None
    }

    /// What an overlay that went asks of what lies beneath it: of that customer, once they are here.
    fn act_beneath(&mut self, action: Action, whom: Option<Id>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        match whom.filter(|id| self.desk.page().is_none_or(|page| page.customer.id != *id)) {
            Some(id) => {
                self.desk.then = Some((id, Then::Act(action)));
                Vec::new()
            }
            None => self.act(action, now),
        }
    }

    fn walk_back(&mut self, effect: Effect) -> Vec<Effect> {
        self.undoing = true;
        vec![effect]
    }

    pub(super) fn commit(&mut self, change: Change) -> Effect {
        let ticket = self.ticket();
        self.committing = Some(ticket);
        Effect::Commit { ticket, change }
    }

    pub(super) fn searched(&mut self) -> Vec<Effect> {
        self.desk.searched_anew();
        vec![self.search_again()]
    }

    fn clear_search(&mut self) -> Vec<Effect> {
        self.desk.focus = Focus::List;
        if self.desk.search.is_empty() {
            return Vec::new();
        }
        let here = self.desk.line().map(|line| line.id);
        self.desk.search.set_text("");
        self.desk.searched_anew();
        if let Some(id) = here {
            self.desk.look_for(id);
        }
        vec![self.search_again()]
    }

    fn focus(&mut self, focus: Focus) -> Vec<Effect> {
        self.desk.focus = focus;
        Vec::new()
    }

    fn step(&mut self, by: isize) -> Vec<Effect> {
        if self.desk.focus == Focus::Detail {
            let len = self.desk.items().len();
            self.desk.detail.step(by, len);
            return Vec::new();
        }
        let before = self.desk.cursor.at;
        self.desk.cursor.step(by, self.desk.lines.len());
        let mut effects = if self.desk.cursor.at == before { Vec::new() } else { self.load() };
        if self.desk.wants_more() {
            self.desk.stay();
            effects.push(self.search_again());
        }
        effects
    }

    pub(super) fn load(&mut self) -> Vec<Effect> {
        let id = self.desk.line().map(|line| line.id);
        id.map(|id| self.desk.load_effect(id)).into_iter().collect()
    }

    pub(super) fn select(&mut self, id: Id) -> Vec<Effect> {
        self.desk.focus = Focus::List;
        if let Some(at) = self.desk.lines.iter().position(|line| line.id == id) {
            self.desk.cursor.at = at;
            return self.load();
        }
        self.desk.search.set_text("");
        self.desk.searched_anew();
        self.desk.look_for(id);
        vec![self.search_again()]
    }

    fn cancel(&mut self, now: DateTime<FixedOffset>) -> Vec<Effect> {
        match self.overlays.last() {
            Some(_) => self.ask_top(now, |overlay, world| overlay.act(Action::Back, world)),
            None if self.desk.focus == Focus::Search => self.clear_search(),
            None => vec![Effect::Quit],
        }
    }

    fn switch_language(&mut self) -> Vec<Effect> {
        self.setting.lang = self.setting.lang.other();
        vec![Effect::KeepLanguage]
    }
}

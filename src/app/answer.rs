//! What an answer of a thread makes of the desk and of what lies on it.
//!
//! Called by `update` alone; who a key is for stands in `route`.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::agenda::Agenda;
use super::ask::Ask;
use super::board::Board;
use super::desk::Then;
use super::draft::Intent;
use super::msg::{Draft, Effect, Handover, Readiness, Reply, Ticket};
use super::overlay::Overlay;
use super::reading::{Matter, Reading};
use super::reports::Reports;
use super::retention::Retention;
use super::toast::{News, Toast};
use crate::domain::page::Page;
use crate::domain::{Deed, Id, Trouble};
use crate::i18n::Text;

impl App {
    pub(super) fn reply(&mut self, reply: Reply, now: DateTime<FixedOffset>) -> Vec<Effect> {
        match reply {
            Reply::Found { ticket, lines, .. } if self.is_for_inbound(ticket) => {
                return self.ask_top(now, |overlay, _| match overlay {
                    Overlay::Inbound(inbound) => inbound.found(ticket, lines),
                    _ => Ask::nothing(),
                });
            }
            Reply::Found { ticket, lines, tally } if self.is_for_grid(ticket) => {
                return self.grid_found(lines, Some(tally), now);
            }
            Reply::Cells { ticket, lines } if self.is_for_grid(ticket) => {
                return self.grid_found(lines, None, now);
            }
            Reply::OwnFields(own) => self.own_fields_read(own),
            Reply::Found { ticket, lines, tally } => {
                let newest = self.desk.found(ticket, lines, tally);
                return if newest { self.load() } else { Vec::new() };
            }
            Reply::Counted { ticket, count } => self.desk.counted(ticket, count),
            Reply::Search(readiness) => return self.search_is(readiness, now),
            Reply::DayReport(report) => {
                if let Some(Overlay::Reading(Reading { matter: Matter::Day(_, read), .. })) =
                    self.overlays.last_mut()
                {
                    *read = Some(report);
                }
            }
            Reply::Lists(lists) => return self.lists_read(lists, now),
            Reply::Reminded(count) => {
                let n = count.to_string();
                self.say(News::Plain(Text::Reminded.fill(self.setting.lang, &[("n", &n)])), now);
            }
            Reply::Fields(rows) => self.fields_read(rows),
            Reply::Views(rows) => return self.views_read(rows, now),
            Reply::ViewCounted { view, count } => self.view_counted(view, count),
            Reply::Rules { list, book } => return self.rules_read(list, book, now),
            Reply::List { list, taken } => return self.list_read(list, taken, now),
            Reply::Moved { ticket, moved } => self.moved(ticket, moved),
            Reply::MakingList(percent) => self.making_list(percent),
            Reply::ListMade { list, rejects } => return self.list_made(list, rejects, now),
            Reply::Claimed(list, count) => {
                self.say(News::Claimed(list, count), now);
                return vec![Effect::LoadLists];
            }
            Reply::NobodyListed(rejects) => self.nobody_listed(rejects, now),
            Reply::Walked { ticket, walked } => return self.walked(ticket, walked, now),
            Reply::Loaded(page) => return self.loaded(page, now),
            Reply::Agenda(read) => {
                if let Some(agenda) = self.agenda() {
                    agenda.read(*read);
                }
            }
            Reply::Board(on) => {
                if let Some(board) = self.board() {
                    board.read(*on);
                }
            }
            Reply::Report { ticket, figures } => {
                if let Some(reports) = self.reports() {
                    reports.read(ticket, figures);
                }
            }
            Reply::Opened { ticket, lies } => {
                if let Some(reports) = self.reports() {
                    reports.opened(ticket, lies);
                }
            }
            Reply::ReportWritten { path } => self.report_written(&path, now),
            Reply::WouldOverwrite if self.reports().and_then(Reports::writing).is_some() => {
                if let Some(writing) = self.reports().and_then(Reports::writing) {
                    writing.would_overwrite();
                }
            }
            Reply::FellDue(due) => return self.fell_due(due, now),
            Reply::History(entries) => {
                if let Some(Overlay::Reading(Reading { matter: matter @ Matter::History(_), .. })) =
                    self.overlays.last_mut()
                {
                    *matter = Matter::History(Some(entries));
                }
            }
            Reply::Taking(taking) => {
                return self.ask_top(now, |overlay, _| match overlay {
                    Overlay::Erasing(erasing) => erasing.counted(taking),
                    _ => Ask::nothing(),
                });
            }
            Reply::Erased(customers) => return self.erased(customers, now),
            Reply::Counts(counts) => return self.counted(counts, now),
            Reply::Desk { outcomes, rep, sheets } => {
                (self.setting.outcomes, self.setting.rep) = (outcomes, rep);
                self.setting.sheets = sheets;
            }
            Reply::Answers(customer, answers) => {
                if let Some(Overlay::Asking(asking)) = self.overlays.last_mut() {
                    asking.read(customer, answers);
                }
            }
            Reply::Offers(offers) => {
                return self.ask_top(now, |overlay, _| match overlay {
                    Overlay::Starting(starting) => starting.read(offers),
                    _ => Ask::nothing(),
                });
            }
            Reply::Committed { ticket, deed, subject, misfits } => {
                self.tell_saved(deed, subject, misfits, now);
                let mut effects = self.committed(ticket, now);
                effects.extend(self.follow(deed));
                return effects;
            }
            Reply::Undone { deed, subject, customer, kept, redo } => {
                let undone =
                    if redo { News::Redone(deed, subject) } else { News::Undone(deed, subject, kept) };
                self.say(undone, now);
                self.undoing = false;
                self.import_taken_back();
                self.review_turned_back(deed, redo);
                let mut effects = self.changed();
                effects.extend(self.walk_back_to(customer));
                effects.extend(self.decision_turned_back(deed, redo, now));
                effects.extend(self.follow(deed));
                return effects;
            }
            Reply::Changed => {
                if let Some(agenda) = self.agenda() {
                    agenda.stay();
                }
                let mut effects = self.changed();
                effects.extend(self.ruled_anew());
                return effects;
            }
            Reply::HandedOver(handover) => return self.handed_over(handover, now),
            Reply::Edited(Some(text)) => {
                return self.ask_top(now, |overlay, world| overlay.edited(&text, world));
            }
            Reply::Cells { .. } | Reply::Edited(None) => {}
            Reply::Drafts(drafts) => self.drafts_found(drafts),
            Reply::Failed { ticket, trouble } => self.failed(ticket, trouble, now),
            Reply::Planned { .. }
            | Reply::Progress { .. }
            | Reply::Imported(_)
            | Reply::ImportEnded { .. }
            | Reply::FilesFound { .. }
            | Reply::WouldOverwrite
            | Reply::Exported { .. } => {
                return self.ask_top(now, |overlay, _| match overlay {
                    Overlay::Sync(sync) => {
                        if let Reply::FilesFound { typed, files } = reply {
                            sync.found(&typed, files);
                        }
                        Ask::nothing()
                    }
                    Overlay::Reports(reports) => {
                        if let Reply::FilesFound { typed, files } = reply {
                            reports.found(&typed, files);
                        }
                        Ask::nothing()
                    }
                    Overlay::Import(import) => import.reply(reply),
                    Overlay::Export(export) => {
                        export.reply(reply);
                        Ask::nothing()
                    }
                    _ => Ask::nothing(),
                });
            }
            Reply::DuplicatesPace(percent) => {
                if let Some(Overlay::Duplicates(duplicates)) = self.overlays.last_mut() {
                    duplicates.percent = percent;
                }
            }
            Reply::Duplicates(scan) => {
                return self.ask_duplicates(now, |duplicates| duplicates.found(scan));
            }
            Reply::Pair { pair, plan } => {
                return self.ask_top(now, |overlay, _| match overlay {
                    Overlay::Duplicates(duplicates) => duplicates.loaded(pair, plan),
                    Overlay::Review(review) => review.loaded(pair, plan),
                    _ => Ask::nothing(),
                });
            }
            Reply::Inquiries(read) => self.inquiries_read(read),
            Reply::Retention(due, all) => {
                if let Some(retention) = self.retention() {
                    retention.read(due, all);
                }
            }
            Reply::Review(items) => return self.ask_review(now, |review| review.read(items)),
            Reply::SyncIs { .. }
            | Reply::SyncPace(..)
            | Reply::Synced { .. }
            | Reply::SyncFailed { .. }
            | Reply::SyncStopped => return self.sync_told(reply, now),
            Reply::Alike { ticket, found } => self.alike(ticket, found),
            Reply::Similar { ticket, found } => self.similar(ticket, found),
        }
        Vec::new()
    }

    /// The search has come further; where it can now say more, what is typed is looked for again.
    fn search_is(&mut self, readiness: Readiness, now: DateTime<FixedOffset>) -> Vec<Effect> {
        if let Readiness::Scanning(why) = &readiness {
            self.say(News::SearchInMemory(why.clone()), now);
        }
        let more = readiness != self.desk.readiness && !matches!(readiness, Readiness::Making(_));
        self.desk.readiness = readiness;
        if more {
            self.desk.stay();
            return vec![self.search_again()];
        }
        Vec::new()
    }

    /// Somebody is gone: what was begun about them goes too.
    fn erased(&mut self, customers: Vec<Id>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Erasing(_)));
        self.say(News::Plain(Text::ErasedForGood.words(self.setting.lang).to_owned()), now);
        let about = |draft: &Draft| {
            let whose = Intent::of_key(&draft.key).and_then(|intent| intent.customer());
            whose.is_some_and(|id| customers.contains(&id))
        };
        let (gone, left) = std::mem::take(&mut self.parked).into_iter().partition(about);
        self.parked = left;
        let gone: Vec<Draft> = gone;
        let mut effects: Vec<Effect> = gone.into_iter().map(|draft| Effect::DropDraft(draft.key)).collect();
        effects.push(Effect::ForgetDrafts(customers));
        effects.extend(self.changed());
        effects
    }

    fn committed(&mut self, ticket: Ticket, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.committing == Some(ticket) {
            self.committing = None;
            effects = self.ask_top(now, |overlay, _| overlay.committed());
        }
        effects.extend(self.changed());
        effects.extend(self.walk_looks_again());
        effects
    }

    fn failed(&mut self, ticket: Option<Ticket>, trouble: Trouble, now: DateTime<FixedOffset>) {
        self.refuse(trouble, now);
        if ticket.is_none() {
            self.undoing = false;
            self.desk.give_up();
        }
        if ticket == self.committing {
            self.committing = None;
        }
        if let Some(agenda) = self.agenda() {
            agenda.waiting = false;
        }
        if let Some(board) = self.board() {
            board.waiting = false;
        }
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.failed(ticket.is_some());
        }
    }

    /// What else is read again after a deed of that name.
    fn follow(&mut self, deed: Deed) -> Vec<Effect> {
        match deed {
            Deed::EditRules | Deed::EditList => self.ruled_anew(),
            Deed::ApplyTemplate | Deed::EditFields | Deed::EditQuestions | Deed::EditMails => {
                vec![Effect::LoadDesk]
            }
            _ => Vec::new(),
        }
    }

    /// The book is another than a moment ago: everything on the screen is read again.
    fn changed(&mut self) -> Vec<Effect> {
        self.desk.stay();
        let mut effects = vec![self.search_again()];
        effects.extend(self.load());
        let now = self.now_ms;
        effects.extend(self.agenda().map(|agenda| agenda.load_effect(now)));
        effects.extend(self.board().map(|board| board.load_effect(now)));
        effects.extend(self.report_again());
        effects.extend(self.pair_again());
        effects.extend(self.views_again());
        effects.extend(self.fields_again());
        effects.extend(self.grid_again());
        effects.extend(self.review_again());
        effects.extend(self.inquiries_again());
        effects.extend(self.retention().map(Retention::load));
        effects
    }

    /// The list of who is due for a look, if it is open.
    fn retention(&mut self) -> Option<&mut Retention> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Retention(retention) => Some(&mut **retention),
            _ => None,
        })
    }

    /// The agenda, if it is open.
    pub(super) fn agenda(&mut self) -> Option<&mut Agenda> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Agenda(agenda) => Some(agenda),
            _ => None,
        })
    }

    /// The board, if it is open.
    fn board(&mut self) -> Option<&mut Board> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Board(board) => Some(&mut **board),
            _ => None,
        })
    }

    fn loaded(&mut self, page: Option<Box<Page>>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        if let Some(Overlay::Inbound(inbound)) = self.overlays.last()
            && page.as_ref().is_some_and(|page| inbound.waits_for(page.customer.id))
        {
            let page = page.clone();
            return self.ask_top(now, |overlay, _| match (overlay, page) {
                (Overlay::Inbound(inbound), Some(page)) => inbound.loaded(page),
                _ => Ask::nothing(),
            });
        }
        match (&page, self.overlays.last_mut()) {
            (Some(page), Some(Overlay::Log(log))) if log.page.customer.id == page.customer.id => {
                log.page.blocks.clone_from(&page.blocks);
            }
            (Some(page), Some(Overlay::Mailing(mailing))) => mailing.refresh(page, now),
            _ => {}
        }
        self.desk.loaded(page);
        self.warn_of_an_orphan(now);
        match self.desk.due_then() {
            Some(Then::Act(action)) => self.act(action, now),
            Some(Then::TakeUp(intent)) => self.reopen(&intent, now),
            None => Vec::new(),
        }
    }

    /// What was just saved left a live prospect with nothing to be done: the news says so, and how to add it.
    fn warn_of_an_orphan(&mut self, now: DateTime<FixedOffset>) {
        let (Some(toast), Some(page)) = (&mut self.toast, self.desk.page()) else { return };
        let News::Saved(deed @ (Deed::Log | Deed::FinishNextStep), subject) = &toast.news else { return };
        let outcome = |code: &str| self.setting.outcomes.iter().find(|outcome| outcome.code == code);
        let reached = page.activities.first().and_then(|last| outcome(&last.outcome));
        let reached = *deed == Deed::FinishNextStep || reached.is_some_and(|outcome| outcome.connected);
        if reached
            && *subject == page.customer.name
            && page.orphan(&self.setting.outcomes, now.timestamp_millis())
        {
            let news = News::Orphaned(*deed, subject.clone());
            self.toast = Some(Toast::new(news, now.timestamp_millis()));
        }
    }

    fn handed_over(&mut self, handover: Handover, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let posted = matches!(handover, Handover::Posted(_));
        self.tell_of_handing(handover, now);
        if !matches!(self.overlays.last(), Some(Overlay::Mailing(_))) {
            return Vec::new();
        }
        self.ask_top(now, |overlay, world| match overlay {
            Overlay::Mailing(mailing) if posted => mailing.posted(world),
            Overlay::Mailing(mailing) => {
                mailing.kept();
                Ask::nothing()
            }
            _ => Ask::nothing(),
        })
    }

    fn tell_of_handing(&mut self, handover: Handover, now: DateTime<FixedOffset>) {
        // The walk copies each number by itself: what the last key did is the better news.
        let told = self
            .toast
            .as_ref()
            .is_some_and(|toast| matches!(toast.news, News::Saved(..) | News::Undone(..) | News::Redone(..)));
        if told && self.walk().is_some() && matches!(handover, Handover::Copied(_)) {
            return;
        }
        self.say(
            match handover {
                Handover::Copied(number) => News::Copied(number),
                Handover::Dialled(number) => News::Dialled(number),
                Handover::Posted(what) => News::Posted(what),
                Handover::Refused(why) => News::Plain(why),
            },
            now,
        );
    }
}

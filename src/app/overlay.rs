//! What can lie on the desk.
//!
//! An overlay sees only what it was given when it was pushed; the program routes keys to the
//! topmost one and does what it asks.

use super::agenda::Agenda;
use super::ask::{Ask, World};
use super::asking::Asking;
use super::board::Board;
use super::choose::Choose;
use super::duplicates::Duplicates;
use super::erasing::Erasing;
use super::export::Export;
use super::fields::Fields;
use super::form::Form;
use super::grid::Grid;
use super::import::Import;
use super::inbound::Inbound;
use super::inquiries::Inquiries;
use super::lists::Lists;
use super::log_activity::LogActivity;
use super::mailing::Mailing;
use super::palette::Palette;
use super::prompt::Prompt;
use super::purpose::Purpose;
use super::reading::{Drafts, Reading};
use super::reports::Reports;
use super::retention::Retention;
use super::review::Review;
use super::rules::Rules;
use super::starting::Starting;
use super::sync::Sync;
use super::views::Views;
use super::walk::Walk;
use crate::keys::{Action, Context, Key};

/// Something that lies on the desk.
#[derive(Debug)]
pub enum Overlay {
    /// Logging a call, a mail, a note.
    Log(Box<LogActivity>),
    /// One line to type: a next step, a tag.
    Prompt(Box<Prompt>),
    /// A few things to choose from, a key each.
    Choose(Choose),
    /// A record's fields.
    Form(Box<Form>),
    /// What is due.
    Agenda(Agenda),
    /// Deals by stage.
    Board(Box<Board>),
    /// Reports.
    Reports(Box<Reports>),
    /// Every action by name.
    Palette(Palette),
    /// A page to read.
    Reading(Reading),
    /// Importing a file.
    Import(Box<Import>),
    /// Exporting those found.
    Export(Box<Export>),
    /// Drafts of earlier sessions.
    Drafts(Drafts),
    /// The choice of call lists.
    Lists(Lists),
    /// Customers as a grid.
    Grid(Box<Grid>),
    /// The fields of the desk's own.
    Fields(Fields),
    /// The choice of views.
    Views(Views),
    /// Walking a call list.
    Walk(Box<Walk>),
    /// Somebody calls in.
    Inbound(Box<Inbound>),
    /// The settings of the rules.
    Rules(Box<Rules>),
    /// Customers who look like one.
    Duplicates(Box<Duplicates>),
    /// Whether somebody is to be erased.
    Erasing(Box<Erasing>),
    /// What customers ask and complain of.
    Inquiries(Box<Inquiries>),
    /// Who is due for a look by the rules of keeping.
    Retention(Box<Retention>),
    /// What desks wrote apart.
    Review(Box<Review>),
    /// Telling other desks everything.
    Sync(Box<Sync>),
    /// A questionnaire being asked.
    Asking(Box<Asking>),
    /// A mail being written.
    Mailing(Box<Mailing>),
    /// Templates of a trade.
    Starting(Box<Starting>),
}

impl Overlay {
    /// Where the keyboard is while it is on top.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Log(log) => log.context(),
            Self::Prompt(prompt) if prompt.purpose == Purpose::Tag => Context::TagLine,
            Self::Prompt(_) => Context::NoteLine,
            Self::Choose(_) => Context::Channel,
            Self::Form(_) => Context::Form,
            Self::Agenda(_) => Context::Agenda,
            Self::Board(_) => Context::Board,
            Self::Reports(reports) => reports.context(),
            Self::Palette(_) => Context::Palette,
            Self::Reading(_) => Context::Reading,
            Self::Import(import) => import.context(),
            Self::Export(_) => Context::Export,
            Self::Drafts(_) => Context::Draft,
            Self::Lists(_) => Context::Lists,
            Self::Fields(_) => Context::Fields,
            Self::Views(_) => Context::Views,
            Self::Grid(grid) => grid.context(),
            Self::Walk(walk) => walk.context(),
            Self::Inbound(_) => Context::Inbound,
            Self::Rules(_) => Context::Rules,
            Self::Duplicates(duplicates) => duplicates.context(),
            Self::Erasing(_) => Context::Erasing,
            Self::Inquiries(_) => Context::Inquiries,
            Self::Retention(_) => Context::Retention,
            Self::Review(_) => Context::ToReview,
            Self::Sync(sync) => sync.context(),
            Self::Asking(_) => Context::Asking,
            Self::Mailing(mailing) => mailing.context(),
            Self::Starting(_) => Context::Starting,
        }
    }

    /// Where the keyboard is besides, if anywhere.
    #[must_use]
    pub fn around(&self) -> Option<Context> {
        match self {
            Self::Import(import) => import.around(),
            _ => None,
        }
    }

    /// When its call timer was started, Unix milliseconds, if it shows one.
    #[must_use]
    pub fn timer_started(&self) -> Option<i64> {
        match self {
            Self::Log(log) => log.timer_started(),
            Self::Walk(walk) => walk.timer_started(),
            _ => None,
        }
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match self {
            Self::Log(log) => log.act(action, world),
            Self::Prompt(prompt) => prompt.act(action, world),
            Self::Choose(_) => Ask::close(),
            Self::Form(form) => form.act(action, world),
            Self::Agenda(agenda) => agenda.act(action, world),
            Self::Board(board) => board.act(action, world),
            Self::Reports(reports) => reports.act(action, world),
            Self::Palette(palette) => palette.act(action),
            Self::Reading(reading) => reading.act(action, world),
            Self::Import(import) => import.act(action, world),
            Self::Export(export) => export.act(action, world),
            Self::Drafts(drafts) => drafts.act(action),
            Self::Lists(lists) => lists.act(action),
            Self::Fields(fields) => fields.act(action),
            Self::Views(views) => views.act(action, world),
            Self::Grid(grid) => grid.act(action, world),
            Self::Walk(walk) => walk.act(action, world),
            Self::Inbound(inbound) => inbound.act(action, world),
            Self::Rules(rules) => rules.act(action, world),
            Self::Duplicates(duplicates) => duplicates.act(action),
            Self::Erasing(erasing) => erasing.act(action),
            Self::Inquiries(board) => board.act(action, world),
            Self::Retention(retention) => retention.act(action),
            Self::Review(review) => review.act(action),
            Self::Sync(sync) => sync.act(action),
            Self::Asking(asking) => asking.act(action, world),
            Self::Mailing(mailing) => mailing.act(action, world),
            Self::Starting(starting) => starting.act(action),
        }
    }

    pub(super) fn type_key(&mut self, key: Key, world: &World<'_>) -> Ask {
        match self {
            Self::Log(log) => log.type_key(key, world),
            Self::Prompt(prompt) => prompt.type_key(key, world),
            Self::Choose(choose) => choose.type_key(key, world),
            Self::Form(form) => form.type_key(key, world),
            Self::Palette(palette) => palette.type_key(key, world.setting.lang),
            Self::Import(import) => import.type_key(key, world),
            Self::Export(export) => export.type_key(key),
            Self::Walk(walk) => walk.type_key(key, world),
            Self::Inbound(inbound) => inbound.type_key(key),
            Self::Sync(sync) => sync.type_key(key),
            Self::Asking(asking) => asking.type_key(key, world),
            Self::Mailing(mailing) => mailing.type_key(key, world),
            Self::Views(views) => views.type_key(key),
            Self::Grid(grid) => grid.type_key(key),
            Self::Reports(reports) => reports.type_key(key, world),
            Self::Agenda(_)
            | Self::Board(_)
            | Self::Reading(_)
            | Self::Drafts(_)
            | Self::Lists(_)
            | Self::Fields(_)
            | Self::Rules(_)
            | Self::Review(_)
            | Self::Inquiries(_)
            | Self::Retention(_)
            | Self::Duplicates(_)
            | Self::Starting(_)
            | Self::Erasing(_) => Ask::nothing(),
        }
    }

    pub(super) fn paste(&mut self, text: &str, world: &World<'_>) -> Ask {
        match self {
            Self::Log(log) => log.paste(text, world),
            Self::Prompt(prompt) => prompt.paste(text, world),
            Self::Form(form) => form.paste(text, world),
            Self::Palette(palette) => palette.paste(text, world.setting.lang),
            Self::Import(import) => import.paste(text),
            Self::Export(export) => export.paste(text),
            Self::Lists(lists) => lists.paste(text, world),
            Self::Grid(grid) => grid.paste(text, world),
            Self::Walk(walk) => walk.paste(text, world),
            Self::Inbound(inbound) => inbound.paste(text),
            Self::Sync(sync) => sync.paste(text),
            Self::Asking(asking) => asking.paste(text),
            Self::Reports(reports) => reports.paste(text, world),
            Self::Choose(_)
            | Self::Agenda(_)
            | Self::Board(_)
            | Self::Reading(_)
            | Self::Drafts(_)
            | Self::Fields(_)
            | Self::Views(_)
            | Self::Rules(_)
            | Self::Review(_)
            | Self::Inquiries(_)
            | Self::Retention(_)
            | Self::Duplicates(_)
            | Self::Mailing(_)
            | Self::Starting(_)
            | Self::Erasing(_) => Ask::nothing(),
        }
    }

    /// Takes in the text that came back from the editor.
    pub(super) fn edited(&mut self, text: &str, world: &World<'_>) -> Ask {
        match self {
            Self::Log(log) => log.set_text(text, world),
            Self::Prompt(prompt) => prompt.set_text(text, world),
            Self::Form(form) => form.set_text(text, world),
            Self::Walk(walk) => walk.set_text(text, world),
            Self::Mailing(mailing) => mailing.set_text(text),
            _ => Ask::nothing(),
        }
    }

    /// A commit is on the disk: the overlay that waited for it goes, and its draft with it.
    pub(super) fn committed(&mut self) -> Ask {
        let (saving, drop) = match self {
            Self::Log(log) => (log.saving, log.draft_key()),
            Self::Prompt(prompt) => (prompt.saving, prompt.draft_key()),
            Self::Form(form) => (form.saving, form.draft_key()),
            Self::Walk(walk) => return walk.committed(),
            Self::Inbound(inbound) => return inbound.committed(),
            Self::Duplicates(duplicates) => return duplicates.committed(),
            Self::Review(review) => return review.committed(),
            Self::Asking(asking) => return asking.committed(),
            Self::Mailing(mailing) => return mailing.committed(),
            Self::Starting(starting) => return starting.committed(),
            Self::Grid(grid) => return grid.committed(),
            _ => return Ask::nothing(),
        };
        let select = if let Self::Form(form) = self { form.made } else { None };
        if saving { Ask { drop: Some(drop), select, ..Ask::close() } } else { Ask::nothing() }
    }

    /// Something failed: what was typed stays. `commit` tells that it was a change.
    pub(super) fn failed(&mut self, commit: bool) {
        match self {
            Self::Log(log) if commit => log.saving = false,
            Self::Form(form) if commit => form.saving = false,
            Self::Prompt(prompt) if commit => prompt.saving = false,
            Self::Board(board) => board.waiting = false,
            Self::Reports(reports) => reports.failed(),
            Self::Import(import) => import.failed(),
            Self::Duplicates(duplicates) => duplicates.failed(),
            Self::Inquiries(board) => board.waiting = false,
            Self::Retention(retention) => retention.waiting = false,
            Self::Review(review) => review.failed(),
            Self::Asking(asking) if commit => asking.failed(),
            Self::Mailing(mailing) if commit => mailing.failed(),
            Self::Starting(starting) => starting.failed(),
            Self::Export(export) => export.failed(),
            Self::Walk(walk) => walk.failed(commit),
            Self::Inbound(inbound) if commit => inbound.saving = false,
            Self::Erasing(erasing) => erasing.saving = false,
            Self::Lists(lists) => (lists.making, lists.waiting) = (None, false),
            Self::Fields(fields) => fields.waiting = false,
            Self::Views(views) => views.waiting = false,
            Self::Grid(grid) => grid.failed(commit),
            _ => {}
        }
    }
}

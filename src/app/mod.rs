//! The state machine: what is on the desk, and what each key, answer and minute makes of it.
//!
//! Pure. `update` takes what happened and the moment, and returns what must be done; it never
//! asks the clock, the book or the terminal. The desk lies beneath; overlays lie on it.

pub mod about;
pub mod agenda;
pub mod alerts;
pub mod alike;
mod answer;
pub mod ask;
pub mod asking;
pub mod board;
pub mod choose;
pub mod desk;
pub mod draft;
pub mod duplicates;
pub mod erasing;
pub mod export;
pub mod field;
pub mod fields;
pub mod form;
pub mod grid;
pub mod import;
pub mod inbound;
pub mod inquiries;
pub mod list;
pub mod lists;
pub mod log_activity;
pub mod mailing;
pub mod msg;
mod on_customer;
mod on_duplicates;
mod on_fields;
mod on_grid;
mod on_inquiries;
mod on_reports;
mod on_review;
mod on_rules;
mod on_sync;
mod on_views;
mod on_walk;
pub mod overlay;
pub mod palette;
pub mod path;
pub mod prompt;
pub mod purpose;
pub mod reading;
pub mod reasons;
pub mod report_cross;
pub mod report_file;
pub mod report_line;
mod report_opens;
pub mod report_rows;
pub mod reports;
mod resume;
pub mod retention;
pub mod review;
mod route;
pub mod rules;
pub mod similar;
mod snippets;
pub mod starting;
pub mod sync;
pub mod toast;
pub mod typing;
mod undo;
pub mod views;
pub mod walk;
mod why_not;
mod word;

pub use crate::domain::wrap;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use crate::domain::custom_field::CustomField;
use crate::domain::mail_template::MailTemplate;
use crate::domain::outcome::Outcome;
use crate::domain::product::Product;
use crate::domain::retention::Rule;
use crate::domain::survey::Survey;
use crate::domain::when::Habits;
use crate::domain::{Id, Trouble};
use crate::i18n::Lang;
use crate::keys::{Action, Context};
use alerts::Alerts;
use desk::Desk;
use msg::{Counts, Draft, Effect, Msg, Ticket};
use on_reports::Aside;
use overlay::Overlay;
use sync::Syncing;
use toast::{News, Toast};

/// What somebody set up on the desk to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// Fields of one's own.
    pub fields: Vec<CustomField>,
    /// Questionnaires.
    pub surveys: Vec<Survey>,
    /// Mail templates.
    pub mails: Vec<MailTemplate>,
    /// Tags that are offered.
    pub tags: Vec<String>,
    /// What is sold.
    pub products: Vec<Product>,
}

/// What stays the same while the program runs, but for the language.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The language of the screen.
    pub lang: Lang,
    /// Marks the demo book in the header.
    pub demo: bool,
    /// The currency of plain amounts.
    pub currency: String,
    /// Where numbers without a country code belong.
    pub region: String,
    /// When a day without a time is meant.
    pub habits: Habits,
    /// The outcomes in force.
    pub outcomes: Vec<Outcome>,
    /// Who sits here.
    pub rep: Option<Id>,
    /// What they are called.
    pub rep_name: String,
    /// The fields of one's own, the questionnaires and the mail templates there are.
    pub sheets: Sheets,
    /// What abbreviations in a note stand for.
    pub snippets: BTreeMap<String, String>,
    /// How long customers are kept.
    pub keep: Vec<Rule>,
}

/// The whole program's state.
#[derive(Debug)]
pub struct App {
    /// What stays the same.
    pub setting: Setting,
    /// The desk beneath.
    pub desk: Desk,
    /// What lies on it, the topmost last.
    pub overlays: Vec<Overlay>,
    /// What just happened.
    pub toast: Option<Toast>,
    /// The header's counts.
    pub counts: Counts,
    /// What fell due since the start.
    pub alerts: Alerts,
    /// What is known of telling other desks.
    pub sync: Syncing,
    /// Half-written texts of this session, put aside.
    pub parked: Vec<Draft>,
    /// When it was last told the time, Unix milliseconds.
    pub now_ms: i64,
    aside: Option<Aside>,
    tickets: u64,
    committing: Option<Ticket>,
    undoing: bool,
}

impl App {
    /// A desk with nothing read yet, and what to read first.
    #[must_use]
    pub fn new(setting: Setting) -> (Self, Vec<Effect>) {
        let mut app = Self {
            setting,
            desk: Desk::default(),
            overlays: Vec::new(),
            toast: None,
            counts: Counts::default(),
            alerts: Alerts::default(),
            sync: Syncing::default(),
            parked: Vec::new(),
            now_ms: 0,
            aside: None,
            tickets: 0,
            committing: None,
            undoing: false,
        };
        let search = app.search_again();
        (app, vec![search])
    }

    /// Takes in what happened at `now`, and says what must be done.
    pub fn update(&mut self, msg: Msg, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.now_ms, now.timestamp_millis());
        self.fade(now);
        let aged = self.watch(before, now);
        let mut effects = match msg {
            Msg::Act(action) => self.act(action, now),
            Msg::Type(key) => self.type_key(key, now),
            Msg::Paste(text) => self.paste(&text, now),
            Msg::Reply(reply) => self.reply(reply, now),
            Msg::Tick => self.walk_wakes(now),
        };
        effects.extend(aged);
        effects
    }

    /// Where the keyboard is, innermost first.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        let mut contexts = match self.overlays.last() {
            Some(overlay) => [overlay.context()].into_iter().chain(overlay.around()).collect(),
            None => self.desk.contexts(),
        };
        if !contexts.iter().any(|context| context.captures_text()) {
            contexts.push(Context::Global);
        }
        contexts.push(Context::Always);
        contexts
    }

    /// When something on the screen next changes by itself, Unix milliseconds.
    #[must_use]
    pub fn wakes_at(&self, now: DateTime<FixedOffset>) -> i64 {
        let ms = now.timestamp_millis();
        let minute = ms - ms.rem_euclid(60_000) + 60_000;
        let toast = self.toast.as_ref().map_or(i64::MAX, |toast| toast.until);
        let timer = self.overlays.last().and_then(Overlay::timer_started);
        let timer = timer.map_or(i64::MAX, |started| ms + 1000 - (ms - started).rem_euclid(1000));
        let walk = self.walk().and_then(walk::Walk::wakes_at).filter(|at| *at > ms).unwrap_or(i64::MAX);
        let due = self.counts.day.and_then(|day| day.next_due).unwrap_or(i64::MAX);
        minute.min(toast).min(timer).min(due).min(walk)
    }

    /// The walk, if one is under way.
    #[must_use]
    pub fn walk(&self) -> Option<&walk::Walk> {
        self.overlays.iter().find_map(|overlay| match overlay {
            Overlay::Walk(walk) => Some(&**walk),
            _ => None,
        })
    }

    /// Says whether what is shown is not about to be replaced: nothing is on its way to the disk, and
    /// what was asked for has come. On a walk what lies beneath is not looked at.
    #[must_use]
    pub fn settled(&self) -> bool {
        let here = self.walk().map_or_else(|| self.desk.settled(), |walk| !walk.waiting());
        here && self.committing.is_none()
    }

    /// Says what just happened.
    pub fn say(&mut self, news: News, now: DateTime<FixedOffset>) {
        self.toast = Some(Toast::new(news, now.timestamp_millis()));
    }

    /// Says that the world refused.
    pub fn refuse(&mut self, trouble: Trouble, now: DateTime<FixedOffset>) {
        self.say(News::Failed(trouble), now);
    }

    fn fade(&mut self, now: DateTime<FixedOffset>) {
        if self.toast.as_ref().is_some_and(|toast| toast.until <= now.timestamp_millis()) {
            self.toast = None;
        }
    }

    fn act(&mut self, action: Action, now: DateTime<FixedOffset>) -> Vec<Effect> {
        if let Some(why) = self.why_not(action) {
            let news = self.stopped(action).map_or(News::WhyNot(why), News::refused);
            self.say(news, now);
            return Vec::new();
        }
        self.toast = None;
        self.route(action, now)
    }

    pub(crate) fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    pub(crate) fn search_again(&mut self) -> Effect {
        let ticket = self.ticket();
        self.desk.search_effect(ticket)
    }
}

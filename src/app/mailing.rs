//! Writing a mail from a template: chosen by a key, shown with its blanks filled, handed over on Enter.
//!
//! There must be leave to write when it goes, not only when it was begun. It is logged once the mail
//! program has it, and does not go twice. What was changed and did not go, or went and is not logged,
//! is put aside.

use chrono::{DateTime, FixedOffset};

use super::ask::{Ask, World};
use super::draft::Intent;
use super::msg::{Draft, Effect};
use super::toast::News;
use crate::domain::contact::{Clearance, Refusal, may_contact};
use crate::domain::letter::Letter;
use crate::domain::logging::Logging;
use crate::domain::mail_template::MailTemplate;
use crate::domain::page::Page;
use crate::domain::{Change, Id};
use crate::i18n::Text;
use crate::keys::{Action, Context, Key};

/// A mail being written.
#[derive(Debug)]
pub struct Mailing {
    /// To whom.
    pub page: Box<Page>,
    /// Leave to write there, as things stood last.
    pub cleared: Clearance,
    /// With which person, if with one.
    person: Option<Id>,
    /// The templates.
    pub mails: Vec<MailTemplate>,
    /// The mail, once a template is chosen.
    pub letter: Option<Letter>,
    /// Rows of the mail above the window.
    pub top: usize,
    changed: bool,
    stage: Stage,
    /// What it was put aside under before, if it was.
    aside: Option<String>,
}

/// How far a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// It can be changed.
    Writing,
    /// On its way to the mail program.
    Handing,
    /// The mail program has it, and that is on its way to the disk.
    Saving,
    /// The mail program has it, and that is not on the disk.
    Handed,
}

impl Mailing {
    /// A choice of templates.
    #[must_use]
    pub fn of(page: Page, cleared: Clearance, person: Option<Id>, mails: Vec<MailTemplate>) -> Self {
        Self {
            person: person.or_else(|| cleared.person(&page)),
            page: Box::new(page),
            cleared,
            mails,
            letter: None,
            top: 0,
            changed: false,
            stage: Stage::Writing,
            aside: None,
        }
    }

    /// Where the keyboard is.
    #[must_use]
    pub const fn context(&self) -> Context {
        if self.letter.is_some() { Context::Mailing } else { Context::Channel }
    }

    /// The templates with their keys.
    pub fn options(&self) -> impl Iterator<Item = (char, &MailTemplate)> {
        ('1'..='9').chain('a'..='p').zip(&self.mails)
    }

    fn intent(&self) -> Intent {
        Intent::Mail {
            customer: self.page.customer.id,
            point: self.cleared.point(),
            person: self.person,
            handed: self.stage == Stage::Handed,
        }
    }

    /// Says whether a draft is of a mail to the same person at the same address.
    pub(super) fn is_meant(&self, intent: &Intent) -> bool {
        let Intent::Mail { customer, point, person, .. } = intent else { return false };
        (*customer, *point, *person) == (self.page.customer.id, self.cleared.point(), self.person)
    }

    /// The same with the mail that was put aside.
    pub(super) fn with_draft(mut self, intent: &Intent, draft: &Draft) -> Self {
        if matches!(intent, Intent::Mail { handed: true, .. }) {
            self.stage = Stage::Handed;
        }
        self.letter = Some(Letter::default().edited(&draft.text));
        self.aside = Some(draft.key.clone());
        self
    }

    /// Takes in how things stand with them by now.
    pub(super) fn refresh(&mut self, page: &Page, now: DateTime<FixedOffset>) {
        if page.customer.id == self.page.customer.id {
            page.clone_into(&mut self.page);
            if let Ok(cleared) = self.leave(now) {
                self.cleared = cleared;
            }
        }
    }

    /// Leave to write there, as things stand.
    fn leave(&self, now: DateTime<FixedOffset>) -> Result<Clearance, Refusal> {
        let points = &self.page.contact_points;
        let point = points.iter().find(|point| point.id == self.cleared.point()).ok_or(Refusal::NotTheirs)?;
        may_contact(&self.page, point, self.person, "mail", now.timestamp_millis())
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match (action, &self.letter) {
            (Action::Back, _) if matches!(self.stage, Stage::Handing | Stage::Saving) => Ask::nothing(),
            (Action::Back, Some(letter)) if self.changed || self.stage == Stage::Handed => {
                let said = self.stage == Stage::Handed || !letter.body.trim().is_empty();
                let draft = self.intent().draft(&self.page.customer.name, letter.text(), 0);
                Ask { drop: self.aside.clone(), park: said.then_some(draft), ..Ask::close() }
            }
            (Action::Back, _) => Ask::close(),
            (Action::EditOutside, Some(letter)) if self.stage == Stage::Writing => {
                let title = self.page.customer.name.clone();
                Ask::effect(Effect::EditOutside { title, text: letter.text() })
            }
            (Action::Accept, Some(_)) => match self.stage {
                Stage::Writing => self.hand(world),
                Stage::Handed => self.save(world),
                Stage::Handing | Stage::Saving => Ask::nothing(),
            },
            (Action::Down, Some(_)) => self.step(1),
            (Action::Up, Some(_)) => self.step(-1),
            _ => Ask::nothing(),
        }
    }

    /// To the mail program, if it may go there now.
    fn hand(&mut self, world: &World<'_>) -> Ask {
        let Some(letter) = &self.letter else { return Ask::nothing() };
        if letter.subject.is_empty() {
            return Ask::say(News::WhyNot(Text::MailNeedsSubjectHere));
        }
        match self.leave(world.now) {
            Ok(cleared) => {
                let letter = letter.clone();
                (self.cleared, self.stage) = (cleared.clone(), Stage::Handing);
                Ask::effect(Effect::Post { cleared, letter })
            }
            Err(refusal) => Ask::say(News::refused(refusal)),
        }
    }

    /// That it went, to the disk.
    fn save(&mut self, world: &World<'_>) -> Ask {
        let Some(letter) = &self.letter else { return Ask::nothing() };
        let change = self.change(letter, world);
        self.stage = Stage::Saving;
        Ask::commit(change)
    }

    fn step(&mut self, by: isize) -> Ask {
        let rows = self.letter.as_ref().map_or(0, |letter| letter.body.lines().count());
        self.top = self.top.saturating_add_signed(by).min(rows);
        Ask::nothing()
    }

    /// A template by its key; nought logs a mail without one.
    pub(super) fn type_key(&mut self, key: Key, world: &World<'_>) -> Ask {
        if self.letter.is_some() {
            return Ask::nothing();
        }
        let typed = key.as_command().written().map(|c| c.to_ascii_lowercase());
        if typed == Some('0') {
            return Ask { log: Some((self.page.clone(), "mail")), ..Ask::close() };
        }
        let chosen = self.options().find(|(key, _)| Some(*key) == typed).map(|(_, mail)| mail.clone());
        match chosen {
            Some(mail) => {
                self.letter = Some(Letter::of(&mail, &self.page, self.person, &world.setting.rep_name));
                Ask::nothing()
            }
            None => Ask::say(News::WhyNot(Text::NotAChoice)),
        }
    }

    pub(super) fn set_text(&mut self, text: &str) -> Ask {
        if let Some(letter) = &mut self.letter {
            *letter = letter.edited(text);
            (self.changed, self.top) = (true, 0);
        }
        Ask::nothing()
    }

    /// The mail program has it: it is logged.
    pub(super) fn posted(&mut self, world: &World<'_>) -> Ask {
        if self.stage == Stage::Handing { self.save(world) } else { Ask::nothing() }
    }

    /// It does not: everything stays.
    pub(super) fn kept(&mut self) {
        if self.stage == Stage::Handing {
            self.stage = Stage::Writing;
        }
    }

    fn change(&self, letter: &Letter, world: &World<'_>) -> Change {
        let points = &self.page.contact_points;
        let logging = Logging {
            page: &self.page,
            channel: "mail",
            direction: "out",
            outcome: None,
            reach: None,
            rank: None,
            list: None,
            overrode: None,
            person: self.person,
            number: points.iter().find(|point| point.id == self.cleared.point()),
            note: letter.body.trim_end(),
            at: None,
            duration: None,
            next: None,
            offer: None,
            stage: None,
            close: None,
            rep: world.setting.rep,
            now: world.now,
            habits: world.setting.habits,
        };
        letter.logged(logging.change())
    }

    pub(super) fn committed(&self) -> Ask {
        let done = Ask { drop: self.aside.clone(), ..Ask::close() };
        if self.stage == Stage::Saving { done } else { Ask::nothing() }
    }

    /// The mail program has it all the same: what is left to do is to log it.
    pub(super) fn failed(&mut self) {
        if self.stage == Stage::Saving {
            self.stage = Stage::Handed;
        }
    }
}

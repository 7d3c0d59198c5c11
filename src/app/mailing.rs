//! Writing a mail from a template: chosen by a key, shown with its blanks filled, handed over on Enter.
//!
//! It is logged once the mail program has it. What was changed and not handed over is put aside.

use super::ask::{Ask, World};
use super::draft::Intent;
use super::msg::Effect;
use super::toast::News;
use crate::domain::contact::Clearance;
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
    /// Leave to write there.
    pub cleared: Clearance,
    /// The templates.
    pub mails: Vec<MailTemplate>,
    /// The mail, once a template is chosen.
    pub letter: Option<Letter>,
    /// Rows of the mail above the window.
    pub top: usize,
    changed: bool,
    handing: bool,
    saving: bool,
}

impl Mailing {
    /// A choice of templates.
    #[must_use]
    pub fn of(page: Page, cleared: Clearance, mails: Vec<MailTemplate>) -> Self {
        Self {
            page: Box::new(page),
            cleared,
            mails,
            letter: None,
            top: 0,
            changed: false,
            handing: false,
            saving: false,
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
        let channel = "mail".to_owned();
        Intent::Log { customer: self.page.customer.id, channel, outcome: String::new(), list: None }
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        match (action, &self.letter) {
            (Action::Back, Some(letter)) if self.changed && !self.handing => {
                let draft = self.intent().draft(&self.page.customer.name, letter.text(), 0);
                Ask { park: Some(draft), ..Ask::close() }
            }
            (Action::Back, _) => Ask::close(),
            (Action::EditOutside, Some(letter)) => {
                let title = self.page.customer.name.clone();
                Ask::effect(Effect::EditOutside { title, text: letter.text() })
            }
            (Action::Accept, Some(letter)) if !self.handing => {
                if letter.subject.is_empty() {
                    return Ask::say(News::WhyNot(Text::MailNeedsSubjectHere));
                }
                self.handing = true;
                Ask::effect(Effect::Post { cleared: self.cleared.clone(), letter: letter.clone() })
            }
            (Action::Down, Some(_)) => self.step(1),
            (Action::Up, Some(_)) => self.step(-1),
            _ => Ask::nothing(),
        }
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
                self.letter = Some(Letter::of(&mail, &self.page, &world.setting.rep_name));
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
        let Some(letter) = self.letter.as_ref().filter(|_| self.handing) else { return Ask::nothing() };
        (self.handing, self.saving) = (false, true);
        Ask::commit(self.change(letter, world))
    }

    /// It does not: everything stays.
    pub(super) const fn kept(&mut self) {
        self.handing = false;
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
            person: None::<Id>,
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
        if self.saving { Ask { drop: Some(self.intent().key()), ..Ask::close() } } else { Ask::nothing() }
    }

    pub(super) const fn failed(&mut self) {
        (self.handing, self.saving) = (false, false);
    }
}

//! `salesdesk mail`: a mail from a template, its blanks filled, handed to a mail program and logged.
//!
//! Nothing leaves without leave to write to that address; what was handed over is an activity.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::exit::{Exit, refuse};
use super::out;
use super::session::Session;
use crate::domain::contact::{Clearance, Refusal, may_contact, may_contact_first};
use crate::domain::contact_point::ContactPoint;
use crate::domain::fold::fold;
use crate::domain::letter::Letter;
use crate::domain::logging::Logging;
use crate::domain::mail_template::MailTemplate;
use crate::domain::page::Page;
use crate::domain::{Change, Deed, Id, Noun, mail, typed};
use crate::i18n::{Text, block};
use crate::store::Desk;
use crate::work::post::{Stays, Way, post};

/// Write a mail from a template; keep the templates
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["customer", "list", "add", "drop"]))]
pub(super) struct Mail {
    /// To whom: an id, the beginning of one, a code, or system:id
    customer: Option<String>,
    /// The template; without one the mail begins empty
    #[arg(long, value_name = "NAME", requires = "customer")]
    template: Option<String>,
    /// To this address of theirs instead of the first
    #[arg(long, value_name = "ADDRESS", requires = "customer")]
    to: Option<String>,
    /// With which person: a name or an id
    #[arg(long, requires = "customer")]
    person: Option<String>,
    /// How it leaves, if not as the settings say
    #[arg(long, value_enum, requires = "customer")]
    how: Option<How>,
    /// The .eml file to write
    #[arg(long, value_name = "FILE", requires = "customer")]
    out: Option<PathBuf>,
    /// Edit it first in $VISUAL or $EDITOR
    #[arg(long, requires = "customer")]
    edit: bool,
    /// Only print it; nothing leaves, nothing is logged
    #[arg(long, requires = "customer")]
    dry_run: bool,
    /// List the templates
    #[arg(long)]
    list: bool,
    /// Add or replace a template of this name
    #[arg(long, value_name = "NAME", requires = "subject")]
    add: Option<String>,
    /// Its subject line, with blanks such as {name}
    #[arg(long, requires = "add")]
    subject: Option<String>,
    /// Its text; - reads it from standard input
    #[arg(long, requires = "add", default_value = "")]
    body: String,
    /// Drop this template
    #[arg(long, value_name = "NAME")]
    drop: Option<String>,
}

/// How a mail leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum How {
    /// Opened in the mail program of this machine
    Mailto,
    /// By mail_command of the settings
    Command,
    /// As an .eml file
    Eml,
}

impl Mail {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match (&self.customer, &self.add, &self.drop) {
            (Some(customer), ..) => self.write(session, &mut desk, customer),
            (_, Some(name), _) => self.put(session, &mut desk, name),
            (_, _, Some(name)) => {
                let template = named(session, &desk, name)?;
                let change =
                    Change::new(Deed::EditMails, &template.name).delete(Noun::MailTemplate, template.id);
                session.stored(desk.commit(&change, session.ms()))?;
                told(session, &template.name, Text::MailDropped)
            }
            _ => list(session, &desk),
        }
    }

    fn put(&self, session: &Session, desk: &mut Desk, name: &str) -> anyhow::Result<()> {
        let name = typed::clean_line(name).trim().to_owned();
        let body = super::session::text_or_stdin(&self.body)?;
        let subject = typed::clean_line(self.subject.as_deref().unwrap_or_default()).trim().to_owned();
        let template =
            MailTemplate { subject, body: typed::clean(&body).into_owned(), ..MailTemplate::called(&name) };
        let change = Change::new(Deed::EditMails, &name);
        session
            .stored(desk.commit(&Change { writes: vec![template.put_there()], ..change }, session.ms()))?;
        told(session, &name, Text::MailAdded)
    }

    fn write(&self, session: &Session, desk: &mut Desk, customer: &str) -> anyhow::Result<()> {
        let mut page = session.page(desk, customer, 50)?;
        let person = self.person.as_ref().map(|name| session.person(&page, name)).transpose()?;
        let mut cleared = self.cleared(session, &page, person)?;
        let whom = person.or_else(|| cleared.person(&page));
        let mut letter = match &self.template {
            Some(name) => Letter::of(&named(session, desk, name)?, &page, whom, &session.rep_name()),
            None => Letter::default(),
        };
        if self.edit {
            std::fs::create_dir_all(&session.paths.drafts)?;
            let edited = crate::tui::edit_here(&letter.text(), &page.customer.name, &session.paths.drafts)?;
            letter = edited.map_or_else(|| letter.clone(), |text| letter.edited(&text));
            // Whoever syncs meanwhile may have learnt that nothing goes there any more.
            page = session.page(desk, customer, 50)?;
            cleared = self.cleared(session, &page, person)?;
        }
        if letter.subject.is_empty() {
            return Err(refuse(Exit::Usage, Text::MailNeedsSubject.words(session.lang)));
        }
        if letter.has_blanks() {
            session.remark(Text::MailHasBlanks.words(session.lang));
        }
        if self.dry_run {
            return self.shown(session, &letter, &cleared, None, None);
        }
        let file = self.hand_over(session, &letter, &cleared)?;
        let change = letter.logged(logging(session, desk, &page, &cleared, whom, &letter).change());
        session.stored(desk.commit(&change, session.ms()))?;
        let activity = change.writes.iter().find(|write| write.noun == Noun::Activity).map(|write| write.id);
        self.shown(session, &letter, &cleared, file, activity)
    }

    /// Leave to write there, or why not.
    fn cleared(&self, session: &Session, page: &Page, person: Option<Id>) -> anyhow::Result<Clearance> {
        let cleared = match &self.to {
            None => may_contact_first(page, person, "mail", session.ms()),
            Some(given) => {
                let normal = mail::normal(given);
                let is =
                    |point: &&ContactPoint| point.raw == *given || Some(&point.normal) == normal.as_ref();
                match page.contact_points.iter().filter(|point| point.kind == "mail").find(is) {
                    Some(point) => may_contact(page, point, person, "mail", session.ms()),
                    None => Err(Refusal::NotTheirs),
                }
            }
        };
        cleared.map_err(|refusal| {
            let name = &page.customer.name;
            let says = match &refusal {
                Refusal::Blocked(one) => {
                    let why = block::says(one, Some(page), session.now, session.lang);
                    Text::MailBlocked.fill(session.lang, &[("name", name), ("why", &why)])
                }
                Refusal::NotAgreed(_) => {
                    let why = Text::NotAgreed.words(session.lang);
                    Text::MailBlocked.fill(session.lang, &[("name", name), ("why", why)])
                }
                Refusal::Dead => Text::MailDead.fill(session.lang, &[("name", name)]),
                Refusal::NotThatChannel | Refusal::NotTheirs => {
                    Text::MailNowhere.fill(session.lang, &[("name", name)])
                }
            };
            refuse(Exit::Failure, says)
        })
    }

    /// Hands it to a mail program, or writes the file.
    fn hand_over(
        &self,
        session: &Session,
        letter: &Letter,
        cleared: &Clearance,
    ) -> anyhow::Result<Option<PathBuf>> {
        let command = session.config.mail_command.trim();
        let usual = match (self.out.is_some(), command.is_empty()) {
            (true, _) => How::Eml,
            (_, false) => How::Command,
            (_, true) if crate::tui::remote() => How::Eml,
            _ => How::Mailto,
        };
        let way = match self.how.unwrap_or(usual) {
            How::Mailto => Way::Link,
            How::Command if command.is_empty() => {
                return Err(refuse(Exit::Usage, Text::MailNoCommand.words(session.lang)));
            }
            How::Command => Way::Command(command),
            How::Eml => Way::File(self.out.as_deref()),
        };
        post(letter, cleared, way, &session.paths.mails(), session.now).map_err(|stays| {
            let (text, what, why) = match stays {
                Stays::Command(command, why) => (Text::MailCommandFailed, command, why),
                Stays::Link(error) => (Text::MailCommandFailed, "mailto:".to_owned(), error.to_string()),
                Stays::File(path, error) => {
                    (Text::MailFileFailed, path.display().to_string(), error.to_string())
                }
            };
            let places = [("command", what.as_str()), ("path", &what), ("why", &why)];
            refuse(Exit::Failure, text.fill(session.lang, &places))
        })
    }

    fn shown(
        &self,
        session: &Session,
        letter: &Letter,
        cleared: &Clearance,
        file: Option<PathBuf>,
        activity: Option<Id>,
    ) -> anyhow::Result<()> {
        let file = file.map(|path| path.display().to_string());
        if session.json {
            return out::json(&json!({
                "to": cleared.address(), "subject": letter.subject, "body": letter.body, "file": file,
                "id": activity.map(|id| id.to_string()), "dry_run": self.dry_run,
            }));
        }
        if self.dry_run {
            return out::say(&format!("To: {}\n{}", cleared.address(), letter.text()));
        }
        out::say(
            &Text::MailGone.fill(session.lang, &[("to", cleared.address()), ("subject", &letter.subject)]),
        )?;
        file.map_or(Ok(()), |path| out::say(&path))
    }
}

/// The mail as what was sent.
fn logging<'a>(
    session: &Session,
    desk: &Desk,
    page: &'a Page,
    cleared: &Clearance,
    person: Option<Id>,
    letter: &'a Letter,
) -> Logging<'a> {
    Logging {
        page,
        channel: "mail",
        direction: "out",
        outcome: None,
        reach: None,
        rank: None,
        list: None,
        overrode: None,
        person,
        number: page.contact_points.iter().find(|point| point.id == cleared.point()),
        note: letter.body.trim_end(),
        at: None,
        duration: None,
        next: None,
        offer: None,
        stage: None,
        close: None,
        rep: desk.rep(),
        now: session.now,
        habits: session.habits(),
    }
}

fn told(session: &Session, name: &str, text: Text) -> anyhow::Result<()> {
    if session.json {
        return out::json(&json!({ "name": name }));
    }
    out::say(&text.fill(session.lang, &[("name", name)]))
}

/// The template that a name means, whole or by its beginning.
fn named(session: &Session, desk: &Desk, name: &str) -> anyhow::Result<MailTemplate> {
    let all = session.stored(desk.mail_templates())?;
    let word = fold(name);
    let exact = all.iter().find(|one| fold(&one.name) == word);
    let mut begun = all.iter().filter(|one| fold(&one.name).starts_with(&word));
    let only = begun.next().filter(|_| begun.next().is_none() && !word.is_empty());
    match exact.or(only) {
        Some(template) => Ok(template.clone()),
        None => Err(session.no_such(Noun::MailTemplate, name, all.into_iter().map(|one| one.name))),
    }
}

fn list(session: &Session, desk: &Desk) -> anyhow::Result<()> {
    let all = session.stored(desk.mail_templates())?;
    if session.json {
        return out::json(&super::json::Writer::new(session, desk).records(&all)?);
    }
    if all.is_empty() {
        session.remark(Text::NoMailTemplates.words(session.lang));
    }
    let mut table = out::Table::default();
    for template in &all {
        table.row([&template.name, &template.subject]);
    }
    table.print()
}

//! `salesdesk edit`: fields of a customer, of one of its people or contact points; numbers and tags.

use clap::Args;
use serde_json::json;

use super::add::refuse_nameless;
use super::out;
use super::own;
use super::reach;
use super::session::Session;
use super::set::Setting;
use crate::domain::contact_point::{self, ContactPoint};
use crate::domain::customer::Customer;
use crate::domain::page::Page;
use crate::domain::person::Person;
use crate::domain::tag::Tag;
use crate::domain::{Change, Deed, Id, Noun, Record, Trouble, Write};
use crate::i18n::{Text, format};
use crate::store::Desk;

/// Change a customer, its people, numbers and tags
#[derive(Args, Debug)]
pub(super) struct Edit {
    /// An id, the beginning of one, a code, or system:id
    customer: String,
    /// A field and what it should hold, nothing to empty it; may be given again
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<Setting>,
    /// Change this person instead: a name or an id
    #[arg(long)]
    person: Option<String>,
    /// Change this number or address instead: as written, or an id
    #[arg(long, conflicts_with = "person")]
    point: Option<String>,
    /// Add a phone number; may be given again
    #[arg(long, value_name = "NUMBER")]
    add_phone: Vec<String>,
    /// Add a mail address; may be given again
    #[arg(long, value_name = "ADDRESS")]
    add_mail: Vec<String>,
    /// Put a tag on (+WORD or WORD) or take it off (-WORD); may be given again
    #[arg(long, value_name = "±WORD", allow_hyphen_values = true)]
    tag: Vec<String>,
}

impl Edit {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let page = session.page(&desk, &self.customer, 0)?;
        let change =
            self.with_fields(session, &desk, &page, Change::new(self.deed(), &page.customer.name))?;
        let change = self.with_tags(&page, self.with_points(session, &page, change));
        let changed: usize = change.writes.iter().map(count).sum();
        if !change.is_empty() {
            session.stored(desk.commit(&change, session.ms()))?;
        }
        if session.json {
            return out::json(&json!({ "id": page.customer.id.to_string(), "changed": changed }));
        }
        let n = format::count(changed);
        out::say(&Text::ChangedFields.fill(session.lang, &[("name", &page.customer.name), ("n", &n)]))
    }

    fn deed(&self) -> Deed {
        match (self.set.is_empty(), self.tag.is_empty()) {
            (true, true) => Deed::AddContactPoint,
            (true, false) if self.add_phone.is_empty() && self.add_mail.is_empty() => Deed::Tag,
            _ => Deed::Edit,
        }
    }

    fn with_fields(
        &self,
        session: &Session,
        desk: &Desk,
        page: &Page,
        change: Change,
    ) -> anyhow::Result<Change> {
        if let Some(name) = &self.person {
            let id = session.person(page, name)?;
            let person = page.person(id).ok_or_else(|| Trouble::NotFound(name.clone()))?;
            let (ours, own) = own::parted::<Person>(session, desk, &self.set)?;
            let change = turned(session, desk, change, person, "", &ours)?;
            return own::put(session, desk, change, page.customer.id, id, &own);
        }
        if let Some(name) = &self.point {
            return self.with_point(session, desk, point(session, page, name)?, change);
        }
        let was = &page.customer;
        let (ours, own) = own::parted::<Customer>(session, desk, &self.set)?;
        let becomes = settled(session, desk, was, &was.currency, &ours)?;
        refuse_nameless(&becomes)?;
        own::put(session, desk, change.turn(was, &becomes), was.id, was.id, &own)
    }

    /// A number written differently has another normal form.
    fn with_point(
        &self,
        session: &Session,
        desk: &Desk,
        was: &ContactPoint,
        change: Change,
    ) -> anyhow::Result<Change> {
        let mut becomes = settled(session, desk, was, "", &self.set)?;
        if becomes.raw != was.raw {
            let typed = contact_point::typed(&becomes.kind, &becomes.raw, &session.config.region);
            becomes.normal = typed.normal;
        }
        Ok(change.turn(was, &becomes))
    }

    fn with_points(&self, session: &Session, page: &Page, change: Change) -> Change {
        let standing = page.contact_points.len();
        let points = reach::points(session, page.customer.id, &self.add_phone, &self.add_mail, standing);
        points.iter().fold(change, Change::add)
    }

    fn with_tags(&self, page: &Page, mut change: Change) -> Change {
        for given in &self.tag {
            let has = |word: &str| page.tags.iter().find(|tag| tag.name == word);
            if let Some(word) = given.strip_prefix('-') {
                change = has(word).into_iter().fold(change, |change, tag| change.delete(Noun::Tag, tag.id));
                continue;
            }
            let word = given.strip_prefix('+').unwrap_or(given).trim();
            if !word.is_empty() && has(word).is_none() {
                change.writes.push(Tag::on(page.customer.id, word).put_on());
            }
        }
        change
    }
}

/// Fields a write changes; a new record, and a tag put on or taken off, count as one.
fn count(write: &Write) -> usize {
    if write.new || matches!(write.noun, Noun::Tag | Noun::CustomValue) { 1 } else { write.fields.len() }
}

/// The change that makes these settings true of a record.
pub(super) fn turned<R: Record>(
    session: &Session,
    desk: &Desk,
    change: Change,
    was: &R,
    currency: &str,
    settings: &[Setting],
) -> anyhow::Result<Change> {
    Ok(change.turn(was, &settled(session, desk, was, currency, settings)?))
}

/// The record as these settings make it.
fn settled<R: Record>(
    session: &Session,
    desk: &Desk,
    was: &R,
    currency: &str,
    settings: &[Setting],
) -> anyhow::Result<R> {
    let mut becomes = was.clone();
    for setting in settings {
        let (code, value) = setting.read::<R>(session, desk, currency)?;
        becomes.put(code, value);
    }
    Ok(becomes)
}

fn point<'a>(session: &Session, page: &'a Page, name: &str) -> anyhow::Result<&'a ContactPoint> {
    let means = |point: &&ContactPoint| point.raw == name || point.normal == name || begins(point.id, name);
    let mut found = page.contact_points.iter().filter(means);
    if let (Some(point), None) = (found.next(), found.next()) {
        return Ok(point);
    }
    let all = page.contact_points.iter().map(|point| point.raw.clone());
    Err(session.no_such(Noun::ContactPoint, name, all))
}

fn begins(id: Id, name: &str) -> bool {
    name.len() >= 4 && id.to_string().starts_with(name)
}

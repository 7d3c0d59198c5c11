//! `salesdesk field`: fields of one's own: which there are, made, changed, dropped.
//!
//! Another kind keeps every word that was typed; whatever does not fit it is counted and told.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::out::{self, Table};
use super::own;
use super::session::Session;
use crate::domain::custom_field::{CustomField, OF};
use crate::domain::invalid::{Invalid, Why};
use crate::domain::{Change, Deed, Noun, typed};
use crate::i18n::{Text, format, label, own as words};
use crate::store::Desk;

mod rules;

/// Fields of your own; without a verb: all of them
#[derive(Args, Debug)]
pub(super) struct Fields {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(List),
    Add(Add),
    Change(Alter),
    Rename(Rename),
    Drop(Drop),
}

/// List them, with how many hold something
#[derive(Args, Debug, Default)]
struct List {
    /// Of these records only
    #[arg(long, value_parser = OF.to_vec())]
    on: Option<String>,
}

/// Add a field
#[derive(Args, Debug)]
struct Add {
    /// What it is called
    name: String,
    /// Which records have it
    #[arg(long, default_value = "customer", value_parser = OF.to_vec())]
    on: String,
    #[command(flatten)]
    rules: rules::Given,
}

/// Change what a field holds, or its rules; no value is lost
#[derive(Args, Debug)]
struct Alter {
    /// What it is called
    name: String,
    /// Which records have it, where several do
    #[arg(long, value_parser = OF.to_vec())]
    on: Option<String>,
    #[command(flatten)]
    rules: rules::Given,
    /// Only tell how many values would not fit
    #[arg(long)]
    dry_run: bool,
}

/// Call a field otherwise; what it holds stays
#[derive(Args, Debug)]
struct Rename {
    /// What it is called
    name: String,
    /// What it is to be called
    to: String,
    /// Which records have it, where several do
    #[arg(long, value_parser = OF.to_vec())]
    on: Option<String>,
}

/// Take a field away; undo brings it back with all it held
#[derive(Args, Debug)]
struct Drop {
    /// What it is called
    name: String,
    /// Which records have it, where several do
    #[arg(long, value_parser = OF.to_vec())]
    on: Option<String>,
}

impl Fields {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            None => List::default().run(session, &desk),
            Some(Verb::List(verb)) => verb.run(session, &desk),
            Some(Verb::Add(verb)) => verb.run(session, &mut desk),
            Some(Verb::Change(verb)) => verb.run(session, &mut desk),
            Some(Verb::Rename(verb)) => verb.run(session, &mut desk),
            Some(Verb::Drop(verb)) => verb.run(session, &mut desk),
        }
    }
}

impl List {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let mut fields = session.stored(desk.all_own_fields())?;
        fields.retain(|field| self.on.as_ref().is_none_or(|on| field.of == *on));
        let held = session.stored(desk.own_counts())?;
        let count = |field: &CustomField| held.get(&field.id).copied().unwrap_or(0);
        if session.json {
            let writer = Writer::new(session, desk);
            let all = fields.iter().map(|field| {
                let mut map = writer.record(field)?;
                map.insert("values".into(), json!(count(field)));
                Ok(Json::Object(map))
            });
            return out::json(&Json::Array(all.collect::<anyhow::Result<_>>()?));
        }
        if fields.is_empty() {
            session.remark(Text::NoOwnFields.words(session.lang));
        }
        let mut table = Table::with_numbers(3..4);
        for field in &fields {
            table.row([
                of(session, field),
                &field.name,
                label::choice(&field.kind, session.lang),
                &format::count(count(field)),
                &field.options().join(", "),
                &words::rules(field, session.lang),
            ]);
        }
        table.print()
    }
}

impl Add {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let all = session.stored(desk.all_own_fields())?;
        let blank = CustomField {
            of: self.on.clone(),
            name: self.name.clone(),
            kind: "text".to_owned(),
            ..CustomField::default()
        };
        let given = self.rules.on(&blank);
        let (field, change) = given.adding(&all).map_err(|invalid| refused(session, &given, &invalid))?;
        let (change, misfits) = session.stored(desk.refitted(change, own::here(session)))?;
        session.stored(desk.commit(&change, session.ms()))?;
        tell(session, desk, &field, Text::OwnAdded, misfits)
    }
}

impl Alter {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let was = own::named(session, desk, self.on.as_deref(), &self.name)?;
        let becomes = self.rules.on(&was);
        becomes.check_rules().map_err(|invalid| refused(session, &becomes, &invalid))?;
        let change = Change::new(Deed::EditFields, &was.name).turn(&was, &becomes);
        let (change, misfits) = session.stored(desk.refit(change, &becomes, own::here(session)))?;
        if !self.dry_run && !change.is_empty() {
            session.stored(desk.commit(&change, session.ms()))?;
        }
        let told = if self.dry_run { Text::OwnWouldChange } else { Text::OwnChanged };
        tell(session, desk, &becomes, told, misfits)
    }
}

impl Rename {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let was = own::named(session, desk, self.on.as_deref(), &self.name)?;
        let all = session.stored(desk.all_own_fields())?;
        let name = typed::clean_line(&self.to).trim().to_owned();
        let becomes = CustomField { name, ..was.clone() };
        becomes.check_name(&all).map_err(|invalid| refused(session, &becomes, &invalid))?;
        let change = Change::new(Deed::EditFields, &was.name).turn(&was, &becomes);
        if !change.is_empty() {
            session.stored(desk.commit(&change, session.ms()))?;
        }
        if session.json {
            return tell(session, desk, &becomes, Text::OwnChanged, 0);
        }
        let places = [("name", was.name.as_str()), ("to", &becomes.name)];
        out::say(&Text::OwnRenamed.fill(session.lang, &places))
    }
}

impl Drop {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let field = own::named(session, desk, self.on.as_deref(), &self.name)?;
        let held = session.stored(desk.own_counts())?.get(&field.id).copied().unwrap_or(0);
        let change = Change::new(Deed::EditFields, &field.name).delete(Noun::CustomField, field.id);
        session.stored(desk.commit(&change, session.ms()))?;
        if session.json {
            return out::json(&json!({ "id": field.id.to_string(), "hidden": held }));
        }
        let places = [("name", field.name.as_str()), ("n", &format::count(held))];
        out::say(&Text::OwnDropped.fill(session.lang, &places))
    }
}

/// What the records are called that have it.
fn of(session: &Session, field: &CustomField) -> &'static str {
    field.noun().map_or("", |noun| label::noun(noun, session.lang))
}

/// What cannot be so, with the way out on the command line.
fn refused(session: &Session, field: &CustomField, invalid: &Invalid) -> anyhow::Error {
    let lang = session.lang;
    let bound = if invalid.field == "high" { &field.high } else { &field.low };
    match &invalid.why {
        Why::FieldTaken(name) => refuse(Exit::Failure, Text::OwnTaken.fill(lang, &[("name", name)])),
        Why::Empty | Why::HoldsEquals | Why::BuiltIn(_) => {
            refuse(Exit::Usage, Text::OwnBadName.fill(lang, &[("given", &field.name)]))
        }
        Why::Boundless | Why::Breaks(_) => {
            refuse(Exit::Usage, Text::OwnBadBound.fill(lang, &[("given", bound)]))
        }
        Why::NoChoices => refuse(Exit::Usage, Text::OwnNeedsChoices.words(lang)),
        _ => invalid.clone().into(),
    }
}

fn tell(
    session: &Session,
    desk: &Desk,
    field: &CustomField,
    told: Text,
    misfits: usize,
) -> anyhow::Result<()> {
    if session.json {
        let mut map = Writer::new(session, desk).record(field)?;
        map.insert("misfits".into(), json!(misfits));
        return out::json(&Json::Object(map));
    }
    let kind = label::choice(&field.kind, session.lang);
    let on = of(session, field);
    out::say(&told.fill(session.lang, &[("name", &field.name), ("kind", kind), ("on", on)]))?;
    if misfits > 0 {
        let n = format::count(misfits);
        session.remark(&Text::OwnMisfits.fill(session.lang, &[("n", &n)]));
    }
    Ok(())
}

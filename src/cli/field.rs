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
        let cleaned = typed::clean_line(&self.name);
        let noun = noun(&self.on);
        let fields = session.stored(desk.own_fields(noun))?;
        refuse_name(session, noun, &fields, cleaned.trim())?;
        let blank = CustomField::called(noun, cleaned.trim(), "text").apart_from(&fields);
        let field = self.rules.on(session, &blank)?;
        let change = Change::new(Deed::EditFields, &field.name);
        let change = Change { writes: vec![field.put_there()], ..change };
        session.stored(desk.commit(&change, session.ms()))?;
        tell(session, desk, &field, Text::OwnAdded, 0)
    }
}

impl Alter {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let was = own::named(session, desk, self.on.as_deref(), &self.name)?;
        let becomes = self.rules.on(session, &was)?;
        let mut change = Change::new(Deed::EditFields, &was.name).turn(&was, &becomes);
        let mut misfits = 0;
        for value in session.stored(desk.own_values(was.id))? {
            let judged = becomes.judge(&value.raw, own::here(session)).unwrap_or_default();
            misfits += usize::from(!judged.faults.is_empty());
            if judged.normal != value.normal {
                let turned =
                    crate::domain::custom_value::CustomValue { normal: judged.normal, ..value.clone() };
                change = change.turn(&value, &turned);
            }
        }
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
        let (cleaned, noun) = (typed::clean_line(&self.to), noun(&was.of));
        let mut others = session.stored(desk.own_fields(noun))?;
        others.retain(|field| field.id != was.id);
        refuse_name(session, noun, &others, cleaned.trim())?;
        let becomes = CustomField { name: cleaned.trim().to_owned(), ..was.clone() };
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
    let noun = Noun::ALL.iter().copied().find(|noun| noun.table() == field.of);
    noun.map_or("", |noun| label::noun(noun, session.lang))
}

/// The noun of a table that can have fields of one's own.
fn noun(of: &str) -> Noun {
    Noun::ALL.iter().copied().find(|noun| noun.table() == of).unwrap_or(Noun::Customer)
}

/// A name that could be no setting, or is that of a built-in field or of another of these, cannot be one's own.
fn refuse_name(session: &Session, noun: Noun, others: &[CustomField], name: &str) -> anyhow::Result<()> {
    if others.iter().any(|field| field.is_called(name)) {
        return Err(refuse(Exit::Failure, Text::OwnTaken.fill(session.lang, &[("name", name)])));
    }
    if name.is_empty() || name.contains('=') || noun.fields().iter().any(|field| field.name == name) {
        let places = [("given", name)];
        return Err(refuse(Exit::Usage, Text::OwnBadName.fill(session.lang, &places)));
    }
    Ok(())
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

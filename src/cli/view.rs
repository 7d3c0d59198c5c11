//! `salesdesk view`: searches with a name, a key and columns; saved, shown, dropped.
//!
//! What they find is printed by `cli::find`.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::find;
use super::json::Writer;
use super::named;
use super::out::{self, Table};
use super::progress::with_pace;
use super::session::Session;
use crate::domain::view::{Fault, View};
use crate::domain::{Change, Id, typed};
use crate::i18n::{Lang, Text, format, label};
use crate::store::{Desk, Finder};

/// Saved searches: save, show, drop; without a verb: all of them
#[derive(Args, Debug)]
pub(super) struct Views {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List,
    Save(Save),
    Show(Show),
    Drop(Drop),
}

/// Save a search under a name, or change what is saved
#[derive(Args, Debug)]
struct Save {
    /// What it is called
    name: String,
    /// Words and filters, as on the search line; none keeps those saved
    query: Vec<String>,
    /// The digit that asks it on the desk, 1 to 9; 0 for none
    #[arg(long, value_name = "DIGIT", value_parser = clap::value_parser!(i64).range(0..=9))]
    key: Option<i64>,
    /// What is shown of each customer, with commas: name,rank,deal.amount
    #[arg(long, value_name = "NAMES")]
    columns: Option<String>,
    /// Call it that from now on
    #[arg(long, value_name = "NAME")]
    rename: Option<String>,
}

/// Show whoever answers a view, as find does
#[derive(Args, Debug)]
struct Show {
    /// The view: its name, an id or the beginning of one
    name: String,
    /// At most so many
    #[arg(long, default_value_t = 50, value_name = "N")]
    limit: usize,
}

/// Take a view away
#[derive(Args, Debug)]
struct Drop {
    /// The view: its name, an id or the beginning of one
    name: String,
}

impl Views {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            None | Some(Verb::List) => all(session, &desk),
            Some(Verb::Save(verb)) => verb.run(session, &mut desk),
            Some(Verb::Show(verb)) => find::show(session, &desk, &verb.name, verb.limit),
            Some(Verb::Drop(verb)) => verb.run(session, &mut desk),
        }
    }
}

/// Every view with how many answer it now, or what is wrong with it.
fn all(session: &Session, desk: &Desk) -> anyhow::Result<()> {
    let (views, own) = (session.stored(desk.views())?, session.stored(desk.all_own_fields())?);
    let mut counts = Vec::with_capacity(views.len());
    if !views.is_empty() {
        let mut finder = with_pace(session, |pace| Finder::ready(desk, pace))?;
        for view in &views {
            let fault = view.fault(&own);
            let mut asked = || finder.everybody(desk, &view.query, session.now, &|| true);
            let found = if fault.is_some() { None } else { session.stored(asked())? };
            counts.push((found.map(|found| found.len()), fault));
        }
    }
    if session.json {
        let writer = Writer::new(session, desk);
        let one = |(view, (count, fault)): (&View, &(Option<usize>, Option<Fault>))| {
            let mut map = writer.record(view)?;
            map.insert("count".into(), json!(count));
            map.insert("fault".into(), json!(fault.as_ref().map(|fault| label::fault(fault, Lang::En))));
            Ok(Json::Object(map))
        };
        let all = views.iter().zip(&counts).map(one).collect::<anyhow::Result<_>>()?;
        return out::json(&Json::Array(all));
    }
    if views.is_empty() {
        session.remark(Text::NoViewsYet.words(session.lang));
    }
    print(session, &views, &counts)
}

fn print(session: &Session, views: &[View], counts: &[(Option<usize>, Option<Fault>)]) -> anyhow::Result<()> {
    let mut table = Table::with_numbers(2..3);
    for (view, (count, fault)) in views.iter().zip(counts) {
        let key = view.key.map(|key| key.to_string()).unwrap_or_default();
        let count = count.map(format::count).unwrap_or_default();
        let fault = fault.as_ref().map(|fault| label::fault(fault, session.lang)).unwrap_or_default();
        table.row([&key, &view.name, &count, &view.query, &view.columns, &fault]);
    }
    table.print()
}

/// Refuses a view that cannot be asked as it was meant.
pub(super) fn refuse_faulty(session: &Session, desk: &Desk, view: &View) -> anyhow::Result<()> {
    let own = session.stored(desk.all_own_fields())?;
    match view.fault(&own) {
        None => Ok(()),
        Some(fault) => {
            let places = [("name", view.name.as_str()), ("fault", &label::fault(&fault, session.lang))];
            Err(refuse(Exit::Usage, Text::ViewRefused.fill(session.lang, &places)))
        }
    }
}

impl Save {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let all = session.stored(desk.views())?;
        let becomes = self.becomes(session, desk, &all)?;
        refuse_faulty(session, desk, &becomes)?;
        let change = View::kept(&becomes, &all);
        commit(session, desk, &change)?;
        if session.json {
            let changed: usize = change.writes.iter().map(|write| write.fields.len()).sum();
            let id = becomes.id.to_string();
            return out::json(&json!({ "id": id, "name": becomes.name, "changed": changed }));
        }
        out::say(&Text::ViewSaved.fill(session.lang, &[("name", &becomes.name)]))
    }

    fn becomes(&self, session: &Session, desk: &Desk, all: &[View]) -> anyhow::Result<View> {
        let line = |text: &str| typed::clean_line(text).trim().to_owned();
        let name = line(&self.name);
        let ours = |view: &&View| view.name == name && view.rep == desk.rep();
        let mut view = all.iter().find(ours).cloned().unwrap_or_else(|| View {
            id: Id::mint(session.ms()),
            name: name.clone(),
            rep: desk.rep(),
            ..View::default()
        });
        if let Some(name) = &self.rename {
            view.name = line(name);
        }
        if !self.query.is_empty() {
            view.query = line(&self.query.join(" "));
        }
        if let Some(key) = self.key {
            view.key = Some(key).filter(|key| *key > 0);
        }
        if let Some(columns) = &self.columns {
            view.columns = line(columns);
        }
        let taken = |other: &View| other.name == view.name && other.id != view.id && other.rep == view.rep;
        if all.iter().any(taken) {
            return Err(refuse(Exit::Failure, Text::ViewTaken.fill(session.lang, &[("name", &view.name)])));
        }
        if view.name.is_empty() {
            return Err(refuse(Exit::Usage, Text::ViewNameless.words(session.lang)));
        }
        Ok(view)
    }
}

impl Drop {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let view = named::view(session, desk, &self.name)?;
        commit(session, desk, &view.dropped())?;
        if session.json {
            return out::json(&json!({ "id": view.id.to_string(), "name": view.name }));
        }
        out::say(&Text::ListDropped.fill(session.lang, &[("name", &view.name)]))
    }
}

fn commit(session: &Session, desk: &mut Desk, change: &Change) -> anyhow::Result<()> {
    if !change.is_empty() {
        session.stored(desk.commit(change, session.ms()))?;
    }
    Ok(())
}

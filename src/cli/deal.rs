//! `salesdesk deal`: what customers may buy; added, moved along the pipeline, changed, listed.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::named;
use super::out::{self, Table};
use super::own;
use super::session::Session;
use super::set::Setting;
use super::show as page;
use crate::domain::amount;
use crate::domain::deal::{self, LOST_REASONS, win_back};
use crate::domain::pipeline::{Pace, Pipelines, STANDARD};
use crate::domain::stage::StageFlag;
use crate::domain::{Change, Deed, Id, Noun, Record as _, Trouble};
use crate::i18n::{Text, label};
use crate::store::Desk;

/// Deals: add, move, edit, list
#[derive(Args, Debug)]
pub(super) struct Deal {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Add(Add),
    Move(Move),
    Edit(Edit),
    Show(show::Show),
    Person(parts::Part),
    #[command(subcommand)]
    Line(parts::Line),
    List(List),
}

mod parts;
mod show;

pub(super) use show::{credit_json, credit_words};

/// Add a deal
#[derive(Args, Debug)]
struct Add {
    /// Who may buy: an id, the beginning of one, a code, or system:id
    customer: String,
    /// What it is called
    title: Vec<String>,
    /// How much, such as 120万 or $12k
    #[arg(long)]
    amount: Option<String>,
    /// The pipeline it goes through, if not the standard one
    #[arg(long, value_name = "NAME")]
    pipeline: Option<String>,
    /// Where it stands, if not at the beginning
    #[arg(long)]
    stage: Option<String>,
    /// Any other field; may be given again
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<Setting>,
}

/// Move a deal to another stage
#[derive(Args, Debug)]
struct Move {
    /// Its id, or the beginning of it
    id: String,
    /// Where it stands now
    stage: String,
    /// The pipeline it goes through from now on
    #[arg(long, value_name = "NAME")]
    pipeline: Option<String>,
    /// Why it was lost; needed for `lost`
    #[arg(long, value_parser = LOST_REASONS.to_vec())]
    reason: Option<String>,
    /// What was said about it
    #[arg(long)]
    note: Option<String>,
    /// When to try again; comes up on the agenda
    #[arg(long, value_name = "DAY")]
    win_back: Option<String>,
}

/// Change fields of a deal
#[derive(Args, Debug)]
struct Edit {
    /// Its id, or the beginning of it
    id: String,
    /// A field and what it should hold; may be given again
    #[arg(long, value_name = "FIELD=VALUE", required = true)]
    set: Vec<Setting>,
}

/// List deals, open ones unless told
#[derive(Args, Debug)]
struct List {
    /// Of one customer only
    customer: Option<String>,
    /// Closed ones too
    #[arg(long)]
    all: bool,
    /// In one stage only
    #[arg(long)]
    stage: Option<String>,
    /// In one pipeline only
    #[arg(long, value_name = "NAME")]
    pipeline: Option<String>,
}

impl Deal {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            Verb::Add(verb) => verb.run(session, &mut desk),
            Verb::Move(verb) => verb.run(session, &mut desk),
            Verb::Edit(verb) => verb.run(session, &mut desk),
            Verb::Show(verb) => verb.run(session, &desk),
            Verb::Person(verb) => verb.run(session, &mut desk),
            Verb::Line(verb) => verb.run(session, &mut desk),
            Verb::List(verb) => verb.run(session, &desk),
        }
    }
}

impl Add {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let page = session.page(desk, &self.customer, 0)?;
        let blank = deal::Deal {
            id: Id::mint(session.ms()),
            customer: Some(page.customer.id),
            title: self.title.join(" "),
            owner: desk.rep(),
            ..deal::Deal::default()
        };
        let pipelines = &page.pipelines;
        let mut deal = placed(session, pipelines, &blank, self.pipeline.as_deref(), self.stage.as_deref())?;
        if deal.title.is_empty() {
            deal.title.clone_from(&page.customer.name);
        }
        if let Some(amount) = &self.amount {
            offer(session, &mut deal, amount)?;
        }
        let (ours, own) = own::parted::<deal::Deal>(session, desk, &self.set)?;
        let deal = settled(session, desk, pipelines, &deal, &ours)?;
        refuse_lost_without_reason(session, pipelines, &deal)?;
        own::missing(session, desk, Noun::Deal, &own)?;
        let change = Change::new(Deed::AddDeal, &page.customer.name).add(&deal);
        let mut change = own::put(session, desk, change, page.customer.id, deal.id, &own)?;
        let lost = pipelines.flag(&deal) == StageFlag::Lost;
        change.writes.extend(win_back(None, &deal, lost, session.now));
        session.stored(desk.commit(&change, session.ms()))?;
        tell(session, desk, &deal)
    }
}

impl Move {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let (was, whom) = find(session, desk, &self.id)?;
        let pipelines = session.stored(desk.pipelines())?;
        let mut becomes = placed(session, &pipelines, &was, self.pipeline.as_deref(), Some(&self.stage))?;
        let lost = pipelines.flag(&becomes) == StageFlag::Lost;
        if let Some(reason) = &self.reason {
            becomes.lost_reason.clone_from(reason);
        }
        if let Some(note) = &self.note {
            (if lost { &mut becomes.lost_note } else { &mut becomes.note }).clone_from(note);
        }
        if let Some(day) = &self.win_back {
            let setting = Setting { field: "win_back_on".into(), text: day.clone() };
            let (code, value) = setting.read::<deal::Deal>(session, desk, &becomes.currency)?;
            becomes.put(code, value);
        }
        refuse_lost_without_reason(session, &pipelines, &becomes)?;
        commit(session, desk, &pipelines.turned(whom, &was, &becomes, session.now))?;
        tell(session, desk, &becomes)
    }
}

impl Edit {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let (was, whom) = find(session, desk, &self.id)?;
        let pipelines = session.stored(desk.pipelines())?;
        let (ours, own) = own::parted::<deal::Deal>(session, desk, &self.set)?;
        let becomes = settled(session, desk, &pipelines, &was, &ours)?;
        refuse_lost_without_reason(session, &pipelines, &becomes)?;
        let change = pipelines.turned(whom, &was, &becomes, session.now);
        let customer = was.customer.unwrap_or(was.id);
        commit(session, desk, &own::put(session, desk, change, customer, was.id, &own)?)?;
        tell(session, desk, &becomes)
    }
}

impl List {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let of = match &self.customer {
            Some(name) => Some(session.stored(desk.one_with(session.stored(desk.customer(name))?))?),
            None => None,
        };
        let pipelines = session.stored(desk.pipelines())?;
        let course = self.pipeline.as_ref().map(|given| named::pipeline(session, &pipelines, given));
        let course = course.transpose()?;
        let stage = match &self.stage {
            Some(given) => {
                Some(&named::stage(session, course.unwrap_or(pipelines.of(STANDARD)), given)?.code)
            }
            None => None,
        };
        let wanted = |deal: &deal::Deal| {
            (self.all || stage.is_some() || pipelines.open(deal))
                && stage.is_none_or(|stage| deal.stage == *stage)
                && course.is_none_or(|course| pipelines.of(&deal.pipeline) == course)
                && of.as_ref().is_none_or(|of| deal.customer.is_some_and(|whose| of.contains(&whose)))
        };
        let mut deals = session.stored(desk.deals())?;
        deals.retain(wanted);
        deals.sort_by_cached_key(|deal| {
            (pipelines.place(&deal.pipeline, &deal.stage), std::cmp::Reverse(deal.amount), deal.id)
        });
        if session.json {
            let paces = session.stored(desk.paces())?;
            let all = deals.iter().map(|deal| moving(session, desk, &pipelines, deal, paces.get(&deal.id)));
            return out::json(&Json::Array(all.collect::<anyhow::Result<_>>()?));
        }
        let mut table = Table::default();
        for deal in &deals {
            let id: String = deal.id.to_string().chars().take(23).collect();
            let amount = deal.amount.map(|minor| amount::show(minor, &deal.currency)).unwrap_or_default();
            let stage = label::stage(&pipelines, deal, session.lang);
            let chance = format!("{}%", pipelines.chance(deal));
            table.row([
                &name(session, desk, deal)?,
                &deal.title,
                &amount,
                stage,
                &chance,
                &deal.close_on,
                &id,
            ]);
        }
        table.print()
    }
}

/// A deal in a pipeline and a stage of it, by what they are called; it stays in its stage where none is
/// named and the pipeline has that too.
fn placed(
    session: &Session,
    pipelines: &Pipelines,
    deal: &deal::Deal,
    pipeline: Option<&str>,
    stage: Option<&str>,
) -> anyhow::Result<deal::Deal> {
    let mut placed = deal.clone();
    if let Some(given) = pipeline {
        let code = &named::pipeline(session, pipelines, given)?.pipeline.code;
        placed.pipeline = if code == STANDARD { String::new() } else { code.clone() };
    }
    let course = pipelines.of(&placed.pipeline);
    let stands = course.stage(&deal.stage).is_some() && pipelines.flag(&placed) == pipelines.flag(deal);
    let stage = match stage {
        Some(given) => &named::stage(session, course, given)?.code,
        None if stands => return Ok(placed),
        None => course.first(false),
    };
    Ok(pipelines.moved(&placed, stage, &today(session)))
}

/// A deal as these settings make it; one that changes its stage or pipeline is moved first, for what a
/// setting says of it goes over what the move brings.
fn settled(
    session: &Session,
    desk: &Desk,
    pipelines: &Pipelines,
    deal: &deal::Deal,
    settings: &[Setting],
) -> anyhow::Result<deal::Deal> {
    let place = |name: &str| settings.iter().rev().find(|one| one.field == name).map(|one| one.text.as_str());
    let (pipeline, stage) = (place("pipeline"), place("stage"));
    let mut becomes = match (pipeline, stage) {
        (None, None) => deal.clone(),
        _ => placed(
            session,
            pipelines,
            deal,
            pipeline.map(|given| if given.is_empty() { STANDARD } else { given }),
            stage,
        )?,
    };
    for setting in settings.iter().filter(|one| !["pipeline", "stage"].contains(&one.field.as_str())) {
        let (code, value) = setting.read::<deal::Deal>(session, desk, &becomes.currency)?;
        becomes.put(code, value);
    }
    Ok(becomes)
}

/// The amount as it was said, with its currency.
fn offer(session: &Session, deal: &mut deal::Deal, text: &str) -> anyhow::Result<()> {
    let own = session.config.currency.as_str();
    let said = amount::read(text, own)
        .ok_or_else(|| refuse(Exit::Usage, Text::NotAnAmount.fill(session.lang, &[("given", text)])))?;
    deal.amount = Some(said.minor);
    said.currency.clone_into(&mut deal.currency);
    Ok(())
}

fn refuse_lost_without_reason(
    session: &Session,
    pipelines: &Pipelines,
    deal: &deal::Deal,
) -> anyhow::Result<()> {
    if pipelines.flag(deal) == StageFlag::Lost && deal.lost_reason.is_empty() {
        let reasons = LOST_REASONS.join(", ");
        let words = Text::LostNeedsReason.fill(session.lang, &[("reasons", &reasons)]);
        return Err(refuse(Exit::Undecided, words));
    }
    Ok(())
}

fn today(session: &Session) -> String {
    session.now.date_naive().to_string()
}

fn commit(session: &Session, desk: &mut Desk, change: &Change) -> anyhow::Result<()> {
    if !change.is_empty() {
        session.stored(desk.commit(change, session.ms()))?;
    }
    Ok(())
}

/// The deal of that id and the customer's name.
fn find(session: &Session, desk: &Desk, given: &str) -> anyhow::Result<(deal::Deal, String)> {
    let id = session.record(desk, Noun::Deal, given)?;
    let deal: Option<deal::Deal> = session.stored(desk.get(id))?;
    let deal = deal.ok_or_else(|| Trouble::NotFound(given.to_owned()))?;
    let name = name(session, desk, &deal)?;
    Ok((deal, name))
}

fn name(session: &Session, desk: &Desk, deal: &deal::Deal) -> anyhow::Result<String> {
    let line = deal.customer.map(|customer| session.stored(desk.line(customer))).transpose()?.flatten();
    Ok(line.map(|line| line.name).unwrap_or_default())
}

fn json(session: &Session, desk: &Desk, deal: &deal::Deal) -> anyhow::Result<Json> {
    moving(session, desk, &session.stored(desk.pipelines())?, deal, None)
}

/// A deal, and how it moves where that is known.
fn moving(
    session: &Session,
    desk: &Desk,
    pipelines: &Pipelines,
    deal: &deal::Deal,
    pace: Option<&Pace>,
) -> anyhow::Result<Json> {
    let mut map = Writer::new(session, desk).record(deal)?;
    map.insert("name".into(), json!(name(session, desk, deal)?));
    map.insert("chance".into(), json!(pipelines.chance(deal)));
    map.insert("open".into(), json!(pipelines.open(deal)));
    if let Some(pace) = pace {
        map.insert("days_in_stage".into(), json!(pace.days(session.ms())));
        map.insert("stale".into(), json!(pace.is_stale(deal, pipelines, session.ms())));
    }
    Ok(Json::Object(map))
}

/// Says what a deal is now, and where its customer's credit does not go that far.
fn tell(session: &Session, desk: &Desk, deal: &deal::Deal) -> anyhow::Result<()> {
    let page = match deal.customer {
        Some(customer) => session.stored(desk.page(customer, 0))?,
        None => None,
    };
    page.iter().for_each(|page| show::warn_of_credit(session, page));
    if session.json {
        let Json::Object(mut map) = json(session, desk, deal)? else { return Ok(()) };
        map.insert("credit".into(), page.map_or(Json::Null, |page| show::credit_json(session, &page)));
        return out::json(&Json::Object(map));
    }
    let deed = label::noun(Noun::Deal, session.lang);
    out::say(&format!(
        "{deed} {}  {}",
        page::deal_line(session, &session.stored(desk.pipelines())?, deal),
        deal.id
    ))
}

//! `salesdesk pipeline`: the ways deals go, and the stages of each; shown, added, changed, dropped.
//!
//! The standard one is derived: nothing of it is in the book until somebody changes it.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::named;
use super::out::{self, Table};
use super::session::Session;
use crate::domain::pipeline::{self, Course, Pipelines, STANDARD};
use crate::domain::stage::{self, Stage};
use crate::domain::typed::clean_line;
use crate::domain::{Change, Deed};
use crate::i18n::{Text, label};
use crate::store::Desk;

mod steps;

/// Pipelines and their stages; without a verb: all of them
#[derive(Args, Debug)]
pub(super) struct Pipeline {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(List),
    Add(Add),
    Change(Relabel),
    Drop(Drop),
    #[command(subcommand)]
    Stage(steps::Verb),
}

/// List pipelines with their stages
#[derive(Args, Debug)]
struct List {}

/// Add a pipeline; it ends as the standard one does
#[derive(Args, Debug)]
struct Add {
    /// What it is called, such as renewal
    name: String,
    /// What it is called in Japanese
    #[arg(long, value_name = "NAME")]
    ja: Option<String>,
    /// Its first stages, in order, with commas between
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    stages: Vec<String>,
}

/// Call a pipeline otherwise, or put it elsewhere
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
struct Relabel {
    /// Which one: its code or what it is called
    name: String,
    /// Its English name
    #[arg(long, value_name = "NAME", group = "what")]
    en: Option<String>,
    /// Its Japanese name
    #[arg(long, value_name = "NAME", group = "what")]
    ja: Option<String>,
    /// Its place among others; the lowest comes first
    #[arg(long, value_name = "N", group = "what", allow_negative_numbers = true)]
    place: Option<i64>,
}

/// Offer a pipeline no more; deals in it stay where they are
#[derive(Args, Debug)]
struct Drop {
    /// Which one: its code or what it is called
    name: String,
}

impl Pipeline {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let all = session.stored(desk.pipelines())?;
        match &self.verb {
            None | Some(Verb::List(_)) => list(session, &desk, &all),
            Some(Verb::Add(verb)) => verb.run(session, &mut desk, &all),
            Some(Verb::Change(verb)) => verb.run(session, &mut desk, &all),
            Some(Verb::Drop(verb)) => verb.run(session, &mut desk, &all),
            Some(Verb::Stage(verb)) => verb.run(session, &mut desk, &all),
        }
    }
}

fn list(session: &Session, desk: &Desk, all: &Pipelines) -> anyhow::Result<()> {
    if session.json {
        let every = all.shown().map(|course| told(session, desk, course));
        return out::json(&Json::Array(every.collect::<anyhow::Result<_>>()?));
    }
    for (at, course) in all.shown().enumerate() {
        if at > 0 {
            out::say("")?;
        }
        print(session, desk, course)?;
    }
    Ok(())
}

/// A pipeline and its stages, a stage that was dropped only where deals stand in it.
fn print(session: &Session, desk: &Desk, course: &Course) -> anyhow::Result<()> {
    let lang = session.lang;
    let code = &course.pipeline.code;
    out::say(&format!("{}  {code}", label::pipeline(&course.pipeline, lang)))?;
    let mut table = Table::with_numbers(3..6);
    let heads = [Text::ByStage, Text::StageMeans, Text::StageChance, Text::StageStale, Text::ColumnDeals];
    let [stage, means, chance, stale, deals] = heads.map(|head| head.words(lang));
    table.row(["  ", stage, means, chance, stale, deals]);
    for stage in &course.stages {
        let count = session.stored(desk.deals_in(stage))?;
        if stage.gone && count == 0 {
            continue;
        }
        let name = label::step(stage, lang);
        let name = if name == stage.code { name.to_owned() } else { format!("{name} ({})", stage.code) };
        let chance = stage.probability.map(|percent| format!("{percent}%")).unwrap_or_default();
        let stale = stage.stale_days.map(|days| days.to_string()).unwrap_or_default();
        let means =
            if stage.gone { Text::StageDropped.words(lang) } else { label::choice(&stage.flag, lang) };
        table.row(["  ", &name, means, &chance, &stale, &count.to_string()]);
    }
    table.print()
}

fn told(session: &Session, desk: &Desk, course: &Course) -> anyhow::Result<Json> {
    let pipeline = &course.pipeline;
    let stages = course.stages.iter().map(|stage| {
        let deals = session.stored(desk.deals_in(stage))?;
        let mut map = steps::json(stage);
        map.insert("deals".into(), json!(deals));
        Ok(Json::Object(map))
    });
    Ok(json!({
        "code": pipeline.code,
        "en": pipeline.en,
        "ja": pipeline.ja,
        "position": pipeline.position,
        "dropped": pipeline.gone,
        "stages": stages.collect::<anyhow::Result<Vec<_>>>()?,
    }))
}

impl Add {
    fn run(&self, session: &Session, desk: &mut Desk, all: &Pipelines) -> anyhow::Result<()> {
        let name = name_of(session, &self.name)?;
        refuse_taken(session, all.named(&name).map(|course| course.pipeline.code.as_str()), &name)?;
        let code = name.to_lowercase();
        let ja = self.ja.as_deref().map(|ja| name_of(session, ja)).transpose()?.unwrap_or_default();
        let pipeline = pipeline::Pipeline { en: name.clone(), ja, ..pipeline::Pipeline::of(&code) };
        let mut change = Change::new(Deed::EditPipeline, &name);
        change.writes.push(pipeline.put_on());
        let mut course = Course::of(pipeline);
        for (at, given) in (1..).zip(&self.stages) {
            let name = name_of(session, given)?;
            let ours = stage::STANDARD.iter().find(|row| Some(row.code) == standard(&name).as_deref());
            refuse_taken(session, course.named(&name).map(|stage| stage.code.as_str()), &name)?;
            let stage = match ours {
                Some(row) => row.on(&code, at * 10),
                None => blank(&code, &name, at * 10),
            };
            change.writes.push(stage.put_on());
            course.stages.push(stage);
        }
        commit(session, desk, &change)?;
        told_of(session, desk, &code)
    }
}

/// The standard stage a word means.
fn standard(word: &str) -> Option<String> {
    Pipelines::default().of(STANDARD).named(word).map(|stage| stage.code.clone())
}

/// A stage of one's own that nothing more is said of.
fn blank(pipeline: &str, name: &str, position: i64) -> Stage {
    let code = name.to_lowercase();
    Stage {
        id: stage::id_of(pipeline, &code),
        pipeline: pipeline.to_owned(),
        en: name.to_owned(),
        code,
        position: Some(position),
        flag: stage::FLAGS[0].to_owned(),
        ..Stage::default()
    }
}

impl Relabel {
    fn run(&self, session: &Session, desk: &mut Desk, all: &Pipelines) -> anyhow::Result<()> {
        let mut pipeline = named::pipeline(session, all, &self.name)?.pipeline.clone();
        for (label, given) in [(&mut pipeline.en, &self.en), (&mut pipeline.ja, &self.ja)] {
            if let Some(given) = given {
                clean_line(given).trim().clone_into(label);
                let other = all.named(label).filter(|course| course.pipeline.code != pipeline.code);
                refuse_taken(session, other.map(|course| course.pipeline.code.as_str()), label)?;
            }
        }
        pipeline.position = self.place.or(pipeline.position);
        let mut change = Change::new(Deed::EditPipeline, label::pipeline(&pipeline, session.lang));
        change.writes.push(pipeline.put_on());
        commit(session, desk, &change)?;
        told_of(session, desk, &pipeline.code)
    }
}

impl Drop {
    fn run(&self, session: &Session, desk: &mut Desk, all: &Pipelines) -> anyhow::Result<()> {
        let course = named::pipeline(session, all, &self.name)?;
        if course.pipeline.code == STANDARD {
            return Err(refuse(Exit::Usage, Text::StandardStays.words(session.lang)));
        }
        let name = label::pipeline(&course.pipeline, session.lang);
        let mut change = Change::new(Deed::EditPipeline, name);
        change.writes.push(pipeline::Pipeline { gone: true, ..course.pipeline.clone() }.put_on());
        let mut deals = 0;
        for stage in &course.stages {
            deals += session.stored(desk.deals_in(stage))?;
        }
        commit(session, desk, &change)?;
        dropped(session, name, &course.pipeline.code, deals)
    }
}

/// Says what is offered no more, and how many deals stay in it.
fn dropped(session: &Session, name: &str, code: &str, deals: u64) -> anyhow::Result<()> {
    if session.json {
        return out::json(&json!({ "code": code, "dropped": true, "deals": deals }));
    }
    let text = if deals == 0 { Text::Dropped } else { Text::DroppedWithDeals };
    out::say(&text.fill(session.lang, &[("name", name), ("n", &deals.to_string())]))
}

/// A name as it can be typed again: one line, of some length, without a comma.
fn name_of(session: &Session, given: &str) -> anyhow::Result<String> {
    let name = clean_line(given).trim().to_owned();
    if name.is_empty() || name.chars().count() > 40 || name.contains([',', '、', '=']) {
        let words = Text::NotAPipelineName.fill(session.lang, &[("given", given)]);
        return Err(refuse(Exit::Usage, words));
    }
    Ok(name)
}

fn refuse_taken(session: &Session, by: Option<&str>, name: &str) -> anyhow::Result<()> {
    let Some(code) = by else { return Ok(()) };
    let words = Text::NameStandsFor.fill(session.lang, &[("name", name), ("code", code)]);
    Err(refuse(Exit::Usage, words))
}

fn commit(session: &Session, desk: &mut Desk, change: &Change) -> anyhow::Result<()> {
    session.stored(desk.commit(change, session.ms())).map(|_| ())
}

/// Shows a pipeline as it is now.
fn told_of(session: &Session, desk: &Desk, code: &str) -> anyhow::Result<()> {
    let all = session.stored(desk.pipelines())?;
    let course = all.of(code);
    if session.json { out::json(&told(session, desk, course)?) } else { print(session, desk, course) }
}

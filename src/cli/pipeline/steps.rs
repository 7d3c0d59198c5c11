//! `salesdesk pipeline stage`: one stage of a pipeline added, changed or dropped.

use clap::{Args, Subcommand};
use serde_json::{Map, Value as Json, json};

use super::{blank, commit, dropped, name_of, refuse_taken, told_of};
use crate::cli::exit::{Exit, refuse};
use crate::cli::named;
use crate::cli::session::Session;
use crate::domain::pipeline::{Course, Pipelines};
use crate::domain::stage::{FLAGS, STANDARD, Stage};
use crate::domain::{Change, Deed};
use crate::i18n::{Text, label};
use crate::store::Desk;

/// Add a stage, change it, or drop it
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Add(Add),
    Change(Alter),
    Drop(Drop),
}

/// Add a stage to a pipeline, before those that end it unless told
#[derive(Args, Debug)]
pub(super) struct Add {
    /// The pipeline
    pipeline: String,
    /// What the stage is called
    name: String,
    #[command(flatten)]
    what: What,
}

/// Change a stage of a pipeline
#[derive(Args, Debug)]
pub(super) struct Alter {
    /// The pipeline
    pipeline: String,
    /// The stage: its code or what it is called
    stage: String,
    /// Its English name
    #[arg(long, value_name = "NAME")]
    en: Option<String>,
    #[command(flatten)]
    what: What,
}

/// Offer a stage no more; deals in it stay there
#[derive(Args, Debug)]
pub(super) struct Drop {
    /// The pipeline
    pipeline: String,
    /// The stage: its code or what it is called
    stage: String,
}

/// What can be said of a stage.
#[derive(Args, Debug)]
struct What {
    /// Its Japanese name
    #[arg(long, value_name = "NAME")]
    ja: Option<String>,
    /// How probable a deal there is, in percent
    #[arg(long, value_name = "0-100", value_parser = clap::value_parser!(i64).range(0..=100))]
    probability: Option<i64>,
    /// What it means
    #[arg(long, value_parser = FLAGS.to_vec())]
    flag: Option<String>,
    /// Days after which a deal there is stale, 0 for never
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(0..=3_650))]
    stale: Option<i64>,
    /// The stage it stands behind; `first` for none
    #[arg(long, value_name = "STAGE")]
    after: Option<String>,
}

impl Verb {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk, all: &Pipelines) -> anyhow::Result<()> {
        match self {
            Self::Add(verb) => verb.run(session, desk, all),
            Self::Change(verb) => verb.run(session, desk, all),
            Self::Drop(verb) => verb.run(session, desk, all),
        }
    }
}

impl Add {
    fn run(&self, session: &Session, desk: &mut Desk, all: &Pipelines) -> anyhow::Result<()> {
        let course = named::pipeline(session, all, &self.pipeline)?;
        let name = name_of(session, &self.name)?;
        refuse_taken(session, course.named(&name).map(|stage| stage.code.as_str()), &name)?;
        let code = name.to_lowercase();
        let known = course.stage(&code).map(|stage| Stage { gone: false, ..stage.clone() });
        let stage = known.unwrap_or_else(|| blank(&course.pipeline.code, &name, 0));
        let last = course.shown().filter(|stage| stage.flag().open() && stage.flag != "hold").last();
        let after = self.what.after.is_none().then(|| last.map_or("first", |stage| stage.code.as_str()));
        make(session, desk, course, stage, &self.what, after)
    }
}

impl Alter {
    fn run(&self, session: &Session, desk: &mut Desk, all: &Pipelines) -> anyhow::Result<()> {
        let course = named::pipeline(session, all, &self.pipeline)?;
        let mut stage = named::stage(session, course, &self.stage)?.clone();
        if let Some(en) = &self.en {
            stage.en = name_of(session, en)?;
        }
        let fixed = STANDARD.iter().any(|row| row.code == stage.code);
        if fixed && self.what.flag.as_ref().is_some_and(|flag| *flag != stage.flag) {
            return Err(refuse(Exit::Usage, Text::StageMeaningStays.words(session.lang)));
        }
        make(session, desk, course, stage, &self.what, None)
    }
}

impl Drop {
    fn run(&self, session: &Session, desk: &mut Desk, all: &Pipelines) -> anyhow::Result<()> {
        let course = named::pipeline(session, all, &self.pipeline)?;
        let stage = named::stage(session, course, &self.stage)?;
        let others = |flag: &str| course.shown().any(|other| other.flag == flag && other.code != stage.code);
        if stage.flag != "hold" && !others(&stage.flag) {
            let means = label::choice(&stage.flag, session.lang);
            return Err(refuse(Exit::Usage, Text::LastStageOfItsKind.fill(session.lang, &[("flag", means)])));
        }
        let deals = session.stored(desk.deals_in(stage))?;
        let mut change = Change::new(Deed::EditPipeline, label::step(stage, session.lang));
        change.writes.push(Stage { gone: true, ..stage.clone() }.put_on());
        commit(session, desk, &change)?;
        dropped(session, label::step(stage, session.lang), &stage.code, deals)
    }
}

/// Makes a stage so, and puts it where it belongs; those behind it make room.
fn make(
    session: &Session,
    desk: &mut Desk,
    course: &Course,
    mut stage: Stage,
    what: &What,
    after: Option<&str>,
) -> anyhow::Result<()> {
    if let Some(ja) = &what.ja {
        stage.ja = name_of(session, ja)?;
    }
    for label in [&stage.en, &stage.ja].into_iter().filter(|label| !label.is_empty()) {
        let other = course.named(label).filter(|other| other.code != stage.code);
        refuse_taken(session, other.map(|other| other.code.as_str()), label)?;
    }
    stage.probability = what.probability.or(stage.probability);
    stage.stale_days = what.stale.or(stage.stale_days).filter(|days| *days > 0);
    stage.flag = what.flag.clone().unwrap_or(stage.flag);
    let mut change = Change::new(Deed::EditPipeline, label::step(&stage, session.lang));
    match what.after.as_deref().or(after) {
        Some(given) => change.writes.extend(laid(session, course, stage, given)?),
        None => change.writes.push(stage.put_on()),
    }
    commit(session, desk, &change)?;
    told_of(session, desk, &course.pipeline.code)
}

/// The writes that put a stage behind another: of it and of those whose place that changes.
fn laid(
    session: &Session,
    course: &Course,
    stage: Stage,
    after: &str,
) -> anyhow::Result<Vec<crate::domain::Write>> {
    let mut order: Vec<Stage> =
        course.stages.iter().filter(|other| other.code != stage.code).cloned().collect();
    let at = match after {
        "first" => 0,
        after => {
            let before = named::stage(session, course, after)?;
            order.iter().position(|other| other.code == before.code).map_or(0, |at| at + 1)
        }
    };
    let code = stage.code.clone();
    order.insert(at, stage);
    let placed =
        (1..).zip(order).map(|(at, other)| (other.position, Stage { position: Some(at * 10), ..other }));
    let moved = placed.filter(|(was, other)| other.code == code || *was != other.position);
    Ok(moved.map(|(_, other)| other.put_on()).collect())
}

pub(super) fn json(stage: &Stage) -> Map<String, Json> {
    let value = json!({
        "code": stage.code,
        "en": stage.en,
        "ja": stage.ja,
        "position": stage.position,
        "flag": stage.flag,
        "probability": stage.probability,
        "stale_days": stage.stale_days,
        "dropped": stage.gone,
    });
    if let Json::Object(map) = value { map } else { Map::new() }
}

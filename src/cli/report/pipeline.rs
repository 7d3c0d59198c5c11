//! `salesdesk report pipeline`: what stands in each stage, what ended how, what may come.

use clap::Args;

use super::super::named;
use super::super::session::Session;
use super::asking::{Days, Whose, one_day_of};
use crate::domain::pipeline::{BYS, By};
use crate::domain::report::{AskedDeals, Figures};
use crate::store::Desk;

/// Deals by stage, what was won and lost, the forecast
#[derive(Args, Debug)]
pub(super) struct PipelineReport {
    #[command(flatten)]
    days: Days,
    #[command(flatten)]
    whose: Whose,
    /// Of one rep only: a name, initials or an id
    #[arg(long, value_name = "NAME")]
    rep: Option<String>,
    /// Of one pipeline only
    #[arg(long, value_name = "NAME")]
    pipeline: Option<String>,
    /// As it was at the end of that day
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// What moved since the end of that day; of the last 7 days unless told
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// What to lay them apart by, beside the whole
    #[arg(long, value_parser = bys())]
    by: Option<String>,
}

fn bys() -> Vec<&'static str> {
    BYS.iter().map(|(code, _)| *code).collect()
}

impl PipelineReport {
    pub(super) fn figures(&self, session: &Session, desk: &Desk) -> anyhow::Result<Figures> {
        let range = self.days.range(session)?;
        self.whose.narrow(session, desk)?;
        let rep = self.rep.as_ref().map(|given| named::rep(session, desk, given)).transpose()?;
        let by = self.by.as_deref().and_then(By::of_code);
        let pipelines = session.stored(desk.pipelines())?;
        let of =
            self.pipeline.as_ref().map(|given| named::pipeline(session, &pipelines, given)).transpose()?;
        let of = of.map(|course| course.pipeline.code.clone());
        let date =
            |flag, given: &Option<String>| given.as_ref().map(|given| one_day_of(flag, given)).transpose();
        let (as_of, since) = (date("as-of", &self.as_of)?, date("since", &self.since)?);
        let asked = AskedDeals { range, rep, pipeline: of, by, as_of, since };
        Ok(Figures::Pipeline(session.stored(desk.pipeline_figures(asked, session.now))?))
    }
}

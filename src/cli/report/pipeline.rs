//! `salesdesk report pipeline`: what stands in each stage, what ended how, what may come; for people.

use clap::Args;

use super::super::named;
use super::super::out::{self, Table};
use super::super::session::Session;
use super::asking::Days;
use super::pipeline_json;
use super::text::{figure, paragraph};
use crate::domain::deal::Deal;
use crate::domain::pipeline::{
    self, BYS, By, Expected, Figures, Laid, Named, Pipelines, Range, Step, Volume, laid,
};
use crate::i18n::format::sums as money;
use crate::i18n::{Text, format, label};
use crate::store::Desk;
use crate::tui::glyphs;

/// The cells of the longest bar.
const LONG_BAR: u16 = 24;

/// Deals by stage, what was won and lost, the forecast
#[derive(Args, Debug)]
pub(super) struct PipelineReport {
    #[command(flatten)]
    days: Days,
    /// Of one rep only: a name, initials or an id
    #[arg(long, value_name = "NAME")]
    rep: Option<String>,
    /// Of one pipeline only
    #[arg(long, value_name = "NAME")]
    pipeline: Option<String>,
    /// What to lay them apart by, beside the whole
    #[arg(long, value_parser = bys())]
    by: Option<String>,
}

fn bys() -> Vec<&'static str> {
    BYS.iter().map(|(code, _)| *code).collect()
}

/// What was asked, and what it came to.
pub(super) struct Told {
    pub(super) range: Range,
    pub(super) today: String,
    pub(super) whole: Figures,
    pub(super) pipelines: Pipelines,
    pub(super) of: Option<String>,
    pub(super) rows: Option<(By, Vec<Laid>)>,
}

impl PipelineReport {
    pub(super) fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let range = self.days.range(session)?;
        let rep = self.rep.as_ref().map(|given| named::rep(session, desk, given)).transpose()?;
        let today = session.now.date_naive().to_string();
        let mut deals: Vec<Deal> = session.stored(desk.deals())?;
        let pipelines = session.stored(desk.pipelines())?;
        let of =
            self.pipeline.as_ref().map(|given| named::pipeline(session, &pipelines, given)).transpose()?;
        let of = of.map(|course| course.pipeline.code.clone());
        deals.retain(|deal| rep.is_none() || deal.owner == rep);
        deals.retain(|deal| of.as_ref().is_none_or(|code| Step::of(deal).pipeline == *code));
        let paces = session.stored(desk.paces())?;
        let is_stale = |deal: &Deal| {
            paces.get(&deal.id).is_some_and(|pace| pace.is_stale(deal, &pipelines, session.ms()))
        };
        let whole = pipeline::figures(&deals, &pipelines, &range, &today, &is_stale);
        let by = self.by.as_deref().and_then(By::of_code);
        let rows = by.map(|by| (by, laid(&deals, &pipelines, &range, by)));
        let told = Told { range, today, whole, pipelines, of, rows };
        if session.json {
            return out::json(&pipeline_json::pipeline(session, desk, &told)?);
        }
        told.print(session, desk)
    }
}

impl Told {
    fn print(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let lang = session.lang;
        out::say(Text::ReportPipeline.words(lang))?;
        paragraph(Text::PipelineDefinition.words(lang))?;
        out::say("")?;
        if self.whole.stages.is_empty() {
            return out::say(Text::NoDeals.words(lang));
        }
        self.stages(session)?;
        self.ends(session)?;
        self.forecast(session)?;
        match &self.rows {
            Some((by, rows)) => self.rows_of(session, desk, *by, rows),
            None => Ok(()),
        }
    }

    fn stages(&self, session: &Session) -> anyhow::Result<()> {
        let lang = session.lang;
        let mut table = Table::with_numbers(1..4);
        let heads =
            [Text::ColumnDeals, Text::ColumnAmount, Text::ColumnWeighted].map(|head| head.words(lang));
        table.cells([Text::ByStage.words(lang), heads[0], heads[1], heads[2]].map(str::to_owned));
        let most = self.whole.stages.iter().map(|(_, volume)| volume.deals).max().unwrap_or(1);
        let glyphs = glyphs(&session.config);
        for (step, volume) in &self.whole.stages {
            let open = self.pipelines.flag(&step.deal()).open();
            let weighted = if open { money(&volume.weighted()) } else { String::new() };
            table.cells([
                self.step(session, step),
                figure(volume.deals),
                money(&volume.amounts),
                weighted,
                glyphs.bar(volume.deals, most, LONG_BAR),
            ]);
        }
        let open = &self.whole.open;
        table.cells([
            Text::OpenDeals.words(lang).to_owned(),
            figure(open.deals),
            money(&open.amounts),
            money(&open.weighted()),
        ]);
        table.print()?;
        out::say("")
    }

    /// What ended, month by month.
    fn ends(&self, session: &Session) -> anyhow::Result<()> {
        let lang = session.lang;
        let ended = &self.whole.ended;
        if ended.win_rate().is_none() {
            return Ok(());
        }
        let mut table = Table::with_numbers(1..5);
        let heads =
            [Text::ByMonth, Text::ColumnWon, Text::ColumnAmount, Text::ColumnLost, Text::ColumnWinRate];
        table.cells(heads.map(|head| head.words(lang).to_owned()));
        let most = self.whole.months.values().map(|month| month.won.amounts.largest()).max().unwrap_or(1);
        let glyphs = glyphs(&session.config);
        for (month, of) in &self.whole.months {
            let [won, amounts, lost, rate] = ended_cells(of);
            let bar = glyphs.bar(part(of.won.amounts.largest()), part(most), LONG_BAR);
            table.cells([name_or_none(session, month), won, amounts, lost, rate, bar]);
        }
        let [won, amounts, lost, rate] = ended_cells(ended);
        table.cells([Text::Total.words(lang).to_owned(), won, amounts, lost, rate]);
        table.print()?;
        if let Some(days) = self.whole.days_to_win {
            out::say(&Text::DaysToWin.fill(lang, &[("days", &days.to_string())]))?;
        }
        self.reasons(session)?;
        out::say("")
    }

    fn reasons(&self, session: &Session) -> anyhow::Result<()> {
        let lang = session.lang;
        let told = |(code, volume): &(String, Volume)| {
            let reason =
                if code.is_empty() { Text::NoneOfThem.words(lang) } else { label::choice(code, lang) };
            format!("{reason} {}", figure(volume.deals))
        };
        let reasons: Vec<String> = self.whole.lost_reasons.iter().map(told).collect();
        if reasons.is_empty() {
            return Ok(());
        }
        paragraph(&Text::LostBecause.fill(lang, &[("reasons", &reasons.join(" · "))]))
    }

    fn forecast(&self, session: &Session) -> anyhow::Result<()> {
        let lang = session.lang;
        if self.whole.open.deals == 0 {
            return Ok(());
        }
        let mut table = Table::with_numbers(1..6);
        let heads = [
            Text::ByExpected,
            Text::ColumnDeals,
            Text::ColumnAmount,
            Text::ColumnWeighted,
            Text::ColumnCommit,
            Text::ColumnBest,
        ];
        table.cells(heads.map(|head| head.words(lang).to_owned()));
        for (month, of) in &self.whole.expected {
            table.cells([name_or_none(session, month)].into_iter().chain(expected_cells(of)));
        }
        let all = pipeline::expected(self.whole.expected.values());
        table.cells([Text::Total.words(lang).to_owned()].into_iter().chain(expected_cells(&all)));
        table.print()?;
        paragraph(Text::ForecastDefinition.words(lang))?;
        let overdue = &self.whole.overdue;
        for (text, volume) in [(Text::OverdueDeals, overdue), (Text::StaleDeals, &self.whole.stale)] {
            if volume.deals > 0 {
                let places = [("n", &*figure(volume.deals)), ("amount", &*money(&volume.amounts))];
                out::say(&text.fill(lang, &places))?;
            }
        }
        Ok(())
    }

    /// A stage by its label, and its pipeline's where there are several.
    fn step(&self, session: &Session, step: &Step) -> String {
        stage(session, &self.pipelines, step, self.of.is_none())
    }

    /// Deals laid apart, a row for each.
    fn rows_of(&self, session: &Session, desk: &Desk, by: By, rows: &[Laid]) -> anyhow::Result<()> {
        let lang = session.lang;
        out::say("")?;
        let mut table = Table::with_numbers(1..7);
        let heads = [
            by_text(by),
            Text::OpenDeals,
            Text::ColumnAmount,
            Text::ColumnWon,
            Text::ColumnAmount,
            Text::ColumnLost,
            Text::ColumnWinRate,
        ];
        table.cells(heads.map(|head| head.words(lang).to_owned()));
        for row in rows {
            let [won, amounts, lost, rate] = ended_cells(&row.ended);
            let open = [figure(row.open.deals), money(&row.open.amounts)];
            let name = name_or_none(session, &said(session, desk, &self.pipelines, by, &row.name)?);
            table.cells([name].into_iter().chain(open).chain([won, amounts, lost, rate]));
        }
        table.print()
    }
}

/// A stage by its label, after its pipeline's where that is told too and there are several.
fn stage(session: &Session, pipelines: &Pipelines, step: &Step, apart: bool) -> String {
    let deal = step.deal();
    let words = label::stage(pipelines, &deal, session.lang);
    if !apart || pipelines.shown().nth(1).is_none() {
        return words.to_owned();
    }
    format!("{} / {words}", label::pipeline(&pipelines.of(&step.pipeline).pipeline, session.lang))
}

/// What the deals of a row have in common, in words; empty where they have nothing.
pub(super) fn said(
    session: &Session,
    desk: &Desk,
    pipelines: &Pipelines,
    by: By,
    name: &Named,
) -> anyhow::Result<String> {
    Ok(match name {
        Named::Whose(None) => String::new(),
        Named::Whose(id @ Some(_)) if by == By::Owner => session.stored(desk.rep_name(*id))?,
        Named::Whose(Some(id)) => session.stored(desk.line(*id))?.map(|line| line.name).unwrap_or_default(),
        Named::Word(code) if by == By::Pipeline => {
            label::pipeline(&pipelines.of(code).pipeline, session.lang).to_owned()
        }
        Named::Word(word) => label::choice(word, session.lang).to_owned(),
        Named::Stage(step) => stage(session, pipelines, step, true),
    })
}

fn name_or_none(session: &Session, name: &str) -> String {
    if name.is_empty() { Text::NoneOfThem.words(session.lang).to_owned() } else { name.to_owned() }
}

fn ended_cells(of: &pipeline::Ended) -> [String; 4] {
    let rate = of.win_rate().map(|rate| rate / 1_000);
    [figure(of.won.deals), money(&of.won.amounts), figure(of.lost.deals), format::percent(rate)]
}

fn expected_cells(of: &Expected) -> [String; 5] {
    [
        figure(of.all.deals),
        money(&of.all.amounts),
        money(&of.all.weighted()),
        money(&of.commit.amounts),
        money(&of.best.amounts),
    ]
}

pub(super) fn bounded(minor: i128) -> i64 {
    i64::try_from(minor).unwrap_or(if minor < 0 { i64::MIN } else { i64::MAX })
}

fn part(minor: i128) -> u64 {
    u64::try_from(minor).unwrap_or_default()
}

const fn by_text(by: By) -> Text {
    match by {
        By::Stage => Text::ByStage,
        By::Pipeline => Text::ByPipeline,
        By::Owner => Text::ByOwner,
        By::Product => Text::ByProduct,
        By::Source => Text::BySource,
        By::Kind => Text::ByKind,
        By::Customer => Text::ByCustomer,
        By::Month => Text::ByMonth,
        By::Reason => Text::ByReason,
        By::Competitor => Text::ByCompetitor,
    }
}

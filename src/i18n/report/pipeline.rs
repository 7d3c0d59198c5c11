//! The pipeline: what stands in each stage, what ended how and when, what may come, deals laid apart.

use super::shown::counted;
use super::{customers_of, heads, moves, or_none, period};
use crate::domain::Noun;
use crate::domain::pipeline::{self, By, Ended, Expected, Figures, Named, Pipelines, Step, Volume};
use crate::domain::report::{Document, Figure, PipelineFigures, Section, share};
use crate::domain::sums::Sums;
use crate::i18n::{Lang, Text, format, label};

/// Deals in figures.
pub(super) fn pipeline(of: &PipelineFigures, lang: Lang) -> Document {
    let rep = of.asked.rep.map(|rep| (label::noun(Noun::Rep, lang).to_owned(), of.names.of(rep)));
    let course = of.asked.pipeline.as_ref().map(|code| {
        (
            Text::ByPipeline.words(lang).to_owned(),
            label::pipeline(&of.pipelines.of(code).pipeline, lang).to_owned(),
        )
    });
    let mut document = Document {
        code: "pipeline",
        title: Text::ReportPipeline.words(lang).to_owned(),
        period: period(&of.asked.range, lang),
        narrowed: rep.into_iter().chain(course).chain(customers_of(&of.names.line, lang)).collect(),
        definitions: vec![Text::PipelineDefinition.words(lang).to_owned()],
        empty: Text::NoDeals.words(lang).to_owned(),
        ..Document::default()
    };
    if let Some(date) = of.asked.as_of {
        document.narrowed.push((Text::AsOf.words(lang).to_owned(), format::whole_day(date, lang)));
        document.definitions.push(Text::AsOfDefinition.words(lang).to_owned());
    }
    if of.whole.stages.is_empty() {
        return document;
    }
    document.sections.push(stages(of, lang));
    document.sections.extend(ends(&of.whole, lang));
    document.sections.extend(forecast(&of.whole, lang));
    document.sections.extend(moves::sections(&of.moved, lang));
    document.sections.extend(apart(of, lang));
    document
}

fn stages(of: &PipelineFigures, lang: Lang) -> Section {
    let whole = &of.whole;
    let columns = [
        ("stage", Text::ByStage),
        ("deals", Text::ColumnDeals),
        ("amount", Text::ColumnAmount),
        ("weighted", Text::ColumnWeighted),
    ];
    let mut section = Section::of("stages", heads(columns, lang));
    let most = whole.stages.iter().map(|(_, volume)| volume.deals).max().unwrap_or(1);
    for (step, volume) in &whole.stages {
        let open = of.pipelines.flag(&step.deal()).open();
        let weighted = if open { sums(volume.weighted()) } else { Figure::Nothing };
        let name = Figure::words(stage(&of.pipelines, step, of.asked.pipeline.is_none(), lang));
        let row = section.row([name, Figure::Count(volume.deals), sums(volume.amounts.clone()), weighted]);
        row.bar = share(volume.deals, most);
    }
    let open = &whole.open;
    let name = Figure::words(Text::OpenDeals.words(lang));
    section.total([name, Figure::Count(open.deals), sums(open.amounts.clone()), sums(open.weighted())]);
    section
}

/// A stage by its label, after its pipeline's where that is told too and there are several.
pub(super) fn stage(pipelines: &Pipelines, step: &Step, apart: bool, lang: Lang) -> String {
    let deal = step.deal();
    let words = label::stage(pipelines, &deal, lang);
    if !apart || pipelines.shown().nth(1).is_none() {
        return words.to_owned();
    }
    format!("{} / {words}", label::pipeline(&pipelines.of(&step.pipeline).pipeline, lang))
}

/// What ended, month by month.
fn ends(whole: &Figures, lang: Lang) -> Option<Section> {
    whole.ended.win_rate()?;
    let columns = [
        ("month", Text::ByMonth),
        ("won", Text::ColumnWon),
        ("won_amount", Text::ColumnAmount),
        ("lost", Text::ColumnLost),
        ("win_rate", Text::ColumnWinRate),
    ];
    let mut section = Section::of("months", heads(columns, lang));
    let most = whole.months.values().map(|month| month.won.amounts.largest()).max().unwrap_or(1);
    for (month, of) in &whole.months {
        let row = section.row([Figure::Words(or_none(month, lang))].into_iter().chain(ended(of)));
        row.bar = share(part(of.won.amounts.largest()), part(most));
    }
    section.total([Figure::words(Text::Total.words(lang))].into_iter().chain(ended(&whole.ended)));
    if let Some(days) = whole.days_to_win {
        section.notes.push(Text::DaysToWin.fill(lang, &[("days", &format::days(days, lang))]));
    }
    section.notes.extend(reasons(whole, lang));
    Some(section)
}

fn reasons(whole: &Figures, lang: Lang) -> Option<String> {
    let told = |(code, volume): &(String, Volume)| {
        format!("{} {}", or_none(label::choice(code, lang), lang), counted(volume.deals))
    };
    let reasons: Vec<String> = whole.lost_reasons.iter().map(told).collect();
    (!reasons.is_empty()).then(|| Text::LostBecause.fill(lang, &[("reasons", &reasons.join(" / "))]))
}

fn forecast(whole: &Figures, lang: Lang) -> Option<Section> {
    (whole.open.deals > 0).then_some(())?;
    let columns = [
        ("expected", Text::ByExpected),
        ("deals", Text::ColumnDeals),
        ("amount", Text::ColumnAmount),
        ("weighted", Text::ColumnWeighted),
        ("commit", Text::ColumnCommit),
        ("best", Text::ColumnBest),
    ];
    let mut section = Section::of("forecast", heads(columns, lang));
    for (month, of) in &whole.expected {
        section.row([Figure::Words(or_none(month, lang))].into_iter().chain(expected(of)));
    }
    let all = pipeline::expected(whole.expected.values());
    section.total([Figure::words(Text::Total.words(lang))].into_iter().chain(expected(&all)));
    section.notes.push(Text::ForecastDefinition.words(lang).to_owned());
    for (text, volume) in [(Text::OverdueDeals, &whole.overdue), (Text::StaleDeals, &whole.stale)] {
        if volume.deals > 0 {
            let places = [("n", &*counted(volume.deals)), ("amount", &*format::sums(&volume.amounts))];
            section.notes.push(text.fill(lang, &places));
        }
    }
    Some(section)
}

/// Deals laid apart, a row for each.
fn apart(of: &PipelineFigures, lang: Lang) -> Option<Section> {
    let (by, rows) = of.rows.as_ref()?;
    let columns = [
        (by.code(), by_text(*by)),
        ("open", Text::OpenDeals),
        ("open_amount", Text::ColumnAmount),
        ("won", Text::ColumnWon),
        ("won_amount", Text::ColumnAmount),
        ("lost", Text::ColumnLost),
        ("win_rate", Text::ColumnWinRate),
    ];
    let mut section = Section::of("rows", heads(columns, lang));
    for row in rows {
        let name = match &row.name {
            Named::Whose(id) => id.map(|id| of.names.of(id)).unwrap_or_default(),
            Named::Word(code) if *by == By::Pipeline => {
                label::pipeline(&of.pipelines.of(code).pipeline, lang).to_owned()
            }
            Named::Word(word) => label::choice(word, lang).to_owned(),
            Named::Stage(step) => stage(&of.pipelines, step, true, lang),
        };
        let open = [Figure::Count(row.open.deals), sums(row.open.amounts.clone())];
        let name = [Figure::Words(or_none(&name, lang))];
        section.row(name.into_iter().chain(open).chain(ended(&row.ended)));
    }
    Some(section)
}

fn ended(of: &Ended) -> [Figure; 4] {
    let all = of.won.deals + of.lost.deals;
    [
        Figure::Count(of.won.deals),
        sums(of.won.amounts.clone()),
        Figure::Count(of.lost.deals),
        Figure::Rate(of.won.deals, all),
    ]
}

fn expected(of: &Expected) -> [Figure; 5] {
    [
        Figure::Count(of.all.deals),
        sums(of.all.amounts.clone()),
        sums(of.all.weighted()),
        sums(of.commit.amounts.clone()),
        sums(of.best.amounts.clone()),
    ]
}

/// Amounts, or nothing where there are none.
pub(super) fn sums(sums: Sums) -> Figure {
    if sums.is_empty() { Figure::Nothing } else { Figure::Money(sums) }
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

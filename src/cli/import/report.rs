//! What became of an imported file, for people and for programs.

use std::path::PathBuf;

use serde_json::{Map, Value as Json, json};

use super::rows;
use crate::cli::out::{self, Table};
use crate::cli::session::Session;
use crate::domain::plan::{ColumnUse, End, ImportPlan};
use crate::exchange::bring_in::Outcome;
use crate::i18n::{Text, format, review};

/// What became of one file.
pub(super) struct Report {
    /// Which file.
    pub(super) file: PathBuf,
    /// What was read and what became of it.
    pub(super) outcome: Outcome,
    /// It was only a plan.
    pub(super) dry_run: bool,
}

/// The report for programs; of a plan with its first rows, where those are not told already.
pub(super) fn json(session: &Session, report: &Report, with_rows: bool) -> Json {
    let Report { file, outcome, dry_run } = report;
    let Outcome { plan, batch, rejects_file } = outcome;
    let counts = plan.counts;
    let mut map: Map<String, Json> = Map::new();
    map.insert("file".into(), json!(file.display().to_string()));
    map.insert("batch".into(), json!(batch.map(|batch| batch.to_string())));
    map.insert("encoding".into(), json!(plan.encoding));
    map.insert("rows".into(), json!(counts.rows));
    map.insert("added".into(), json!(counts.added));
    map.insert("updated".into(), json!(counts.updated));
    map.insert("unchanged".into(), json!(counts.unchanged));
    map.insert("duplicates".into(), json!(counts.duplicates + counts.alike));
    map.insert("rejected".into(), json!(counts.rejected));
    map.insert("rejects_file".into(), json!(rejects_file.as_ref().map(|path| path.display().to_string())));
    map.insert("blocked".into(), json!(counts.blocked));
    map.insert("kept_as_note".into(), json!(counts.kept_as_note));
    map.insert("zeros_restored".into(), json!(counts.zeros_restored));
    let verdicts: Map<String, Json> =
        End::ALL.iter().map(|end| (end.code().to_owned(), json!(counts.of(*end)))).collect();
    map.insert("verdicts".into(), Json::Object(verdicts));
    map.insert("without_customer".into(), json!(counts.without_customer));
    map.insert("customers_made".into(), json!(counts.customers_made));
    map.insert("columns".into(), plan.columns.iter().map(column).collect());
    shape(plan, &mut map);
    map.insert("dry_run".into(), json!(dry_run));
    if *dry_run && with_rows {
        map.insert("judged".into(), plan.rows.of(None).map(|row| rows::json(session, row)).collect());
    }
    Json::Object(map)
}

fn column(column: &ColumnUse) -> Json {
    json!({
        "header": column.header, "field": column.field, "confidence": column.confidence,
        "samples": column.samples,
    })
}

/// What was found out of the file.
fn shape(plan: &ImportPlan, map: &mut Map<String, Json>) {
    map.insert("kind".into(), json!(plan.kind));
    map.insert("sheet".into(), json!(plan.sheet));
    map.insert("guessed".into(), json!(plan.guessed));
    map.insert("header_line".into(), json!(plan.header_line));
    map.insert("as".into(), json!(plan.about));
    map.insert("as_confidence".into(), json!(plan.about_confidence));
    map.insert("preset".into(), json!(plan.preset));
    map.insert("remembered".into(), json!(plan.remembered));
    map.insert("asks".into(), plan.asks.iter().map(|asks| json!(asks.to_string())).collect());
    map.insert("blank".into(), json!(plan.blank));
    let left_out = plan.left_out.iter().map(|(line, words)| json!({ "line": line, "text": words }));
    map.insert("left_out".into(), left_out.collect());
    map.insert("sheets".into(), json!(plan.sheets));
    map.insert("notes".into(), plan.notes.iter().map(|note| json!(note.to_string())).collect());
}

/// What was found out of a file, and where each column would go.
pub(super) fn print_shape(session: &Session, plan: &ImportPlan) -> anyhow::Result<()> {
    let lang = session.lang;
    let mut told = vec![plan.kind.to_owned(), plan.encoding.to_owned()];
    told.extend(plan.guessed.then(|| Text::PlanGuessed.words(lang).to_owned()));
    told.extend(plan.sheet.clone());
    told.extend(plan.header_line.map(|line| Text::PlanHeader.fill(lang, &[("line", &line.to_string())])));
    told.extend((!plan.about.is_empty()).then(|| review::choice(plan.about, lang).to_owned()));
    told.extend(plan.preset.map(str::to_owned));
    told.extend(plan.remembered.then(|| Text::PlanRemembered.words(lang).to_owned()));
    out::say(&told.join(", "))?;
    let mut table = Table::indented();
    for column in &plan.columns {
        let sure = if column.confidence > 0 { format!("{}%", column.confidence) } else { String::new() };
        let field = column.field.as_deref().map(|field| review::target(field, lang));
        let code = column.field.as_deref().unwrap_or("-");
        table.row([&column.header, &field.unwrap_or_default(), code, &sure, &column.samples.join(" | ")]);
    }
    table.print()?;
    for asks in &plan.asks {
        out::say(&review::question(asks, lang))?;
    }
    for note in &plan.notes {
        out::say(&review::note(note, lang))?;
    }
    for (line, words) in &plan.left_out {
        out::say(&Text::PlanLeftOut.fill(lang, &[("line", &line.to_string()), ("words", words)]))?;
    }
    Ok(())
}

/// The report for people.
pub(super) fn print(session: &Session, report: &Report) -> anyhow::Result<()> {
    let count = |number: u64| format::count(usize::try_from(number).unwrap_or(usize::MAX));
    let Report { file, outcome, .. } = report;
    let Outcome { plan, batch, rejects_file } = outcome;
    let counts = plan.counts;
    let places = [
        ("file", file.display().to_string()),
        ("rows", count(counts.rows)),
        ("encoding", plan.encoding.to_owned()),
        ("added", count(counts.added)),
        ("updated", count(counts.updated)),
        ("unchanged", count(counts.unchanged + counts.duplicates)),
        ("rejected", count(counts.rejected)),
    ];
    let places = places.each_ref().map(|(name, words)| (*name, words.as_str()));
    out::say(&Text::ImportCame.fill(session.lang, &places))?;
    if counts.blocked > 0 {
        out::say(&Text::ImportBlocked.fill(session.lang, &[("n", &count(counts.blocked))]))?;
    }
    if counts.alike > 0 {
        out::say(&Text::ImportAlike.fill(session.lang, &[("n", &count(counts.alike))]))?;
    }
    if let Some(path) = rejects_file {
        let file = path.display().to_string();
        out::say(&Text::RejectsIn.fill(session.lang, &[("file", &file)]))?;
    }
    match batch {
        Some(batch) => out::say(&Text::ImportUndo.fill(session.lang, &[("batch", &batch.to_string())])),
        None => Ok(()),
    }
}

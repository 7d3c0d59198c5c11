//! What became of an imported file, for people and for programs.

use std::path::PathBuf;

use serde_json::{Map, Value as Json, json};

use crate::cli::out::{self, Table};
use crate::cli::session::Session;
use crate::domain::plan::ColumnUse;
use crate::exchange::bring_in::Outcome;
use crate::i18n::{Text, format};

/// What became of one file.
pub(super) struct Report {
    /// Which file.
    pub(super) file: PathBuf,
    /// What was read and what became of it.
    pub(super) outcome: Outcome,
    /// It was only a plan.
    pub(super) dry_run: bool,
}

/// The report for programs.
pub(super) fn json(report: &Report) -> Json {
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
    map.insert("duplicates".into(), json!(counts.duplicates));
    map.insert("rejected".into(), json!(counts.rejected));
    map.insert("rejects_file".into(), json!(rejects_file.as_ref().map(|path| path.display().to_string())));
    map.insert("blocked".into(), json!(counts.blocked));
    map.insert("kept_as_note".into(), json!(counts.kept_as_note));
    map.insert("zeros_restored".into(), json!(counts.zeros_restored));
    map.insert("without_customer".into(), json!(counts.without_customer));
    map.insert("customers_made".into(), json!(counts.customers_made));
    map.insert("as".into(), json!(plan.about));
    map.insert("as_confidence".into(), json!(plan.about_confidence));
    map.insert("preset".into(), json!(plan.preset));
    map.insert("asks".into(), plan.asks.iter().map(|ask| json!(ask.to_string())).collect());
    let column = |column: &ColumnUse| json!({ "header": column.header, "field": column.field, "confidence": column.confidence });
    map.insert("columns".into(), plan.columns.iter().map(column).collect());
    map.insert("dry_run".into(), json!(dry_run));
    if *dry_run {
        let rejected =
            plan.rejected.iter().map(|row| json!({ "line": row.line, "why": row.why.to_string() }));
        map.insert("guessed".into(), json!(plan.guessed));
        map.insert("rejected_rows".into(), rejected.collect());
    }
    Json::Object(map)
}

/// Where each column would go.
pub(super) fn print_columns(columns: &[ColumnUse]) -> anyhow::Result<()> {
    let mut table = Table::default();
    for column in columns {
        let sure = format!("{}%", column.confidence);
        table.row([&column.header, column.field.as_deref().unwrap_or("-"), &sure]);
    }
    table.print()
}

/// The report for people.
pub(super) fn print(session: &Session, report: &Report) -> anyhow::Result<()> {
    let count = |number: u64| format::count(usize::try_from(number).unwrap_or(usize::MAX));
    let Report { file, outcome, dry_run } = report;
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
    if let Some(path) = rejects_file {
        let file = path.display().to_string();
        out::say(&Text::RejectsIn.fill(session.lang, &[("file", &file)]))?;
    }
    for ask in &plan.asks {
        out::say(&ask.to_string())?;
    }
    for row in plan.rejected.iter().filter(|_| *dry_run) {
        out::say(&format!("{}: {}", row.line, row.why))?;
    }
    match batch {
        Some(batch) => out::say(&Text::ImportUndo.fill(session.lang, &[("batch", &batch.to_string())])),
        None => Ok(()),
    }
}

//! The rows of a plan: for people in columns, for programs as an object each.

use serde_json::{Value as Json, json};

use crate::cli::out;
use crate::cli::session::Session;
use crate::domain::plan::{End, ImportPlan, Verdict};
use crate::domain::planned::{PlannedRow, Turn};
use crate::domain::safe::{cells, cut};
use crate::domain::{Value, amount};
use crate::i18n::review::{self, Here};
use crate::i18n::{Text, format};

/// Rows of each end that a plan without `--rows` shows.
const FIRST: usize = 10;
/// Cells of the line, of the verdict and of the name.
const LINE: usize = 7;
const VERDICT: usize = 10;
const NAME: usize = 28;

/// Prints one row: a line, or an object.
pub(super) fn print(session: &Session, row: &PlannedRow) -> anyhow::Result<()> {
    if session.json {
        return out::json(&json(session, row));
    }
    let here = Here { lang: session.lang, now: session.now, currency: &session.config.currency };
    let line = format!("{:>LINE$}", row.line);
    let verdict = padded(review::end(row.verdict.end(), session.lang), VERDICT);
    let name = padded(&row.name, NAME);
    out::say(format!("{line}  {verdict}  {name}  {}", review::row(row, here).replace('\n', " ")).trim_end())
}

/// Prints the first rows of each end.
pub(super) fn print_first(session: &Session, plan: &ImportPlan) -> anyhow::Result<()> {
    let mut shown = [0; End::ALL.len()];
    for row in plan.rows.of(None) {
        let shown = &mut shown[row.verdict.end() as usize];
        *shown += 1;
        if *shown <= FIRST {
            print(session, row)?;
        }
    }
    let first = |end: &End| plan.counts.of(*end).min(FIRST as u64);
    let more = plan.counts.rows.saturating_sub(End::ALL.iter().map(first).sum());
    if more > 0 && plan.rows.count(None) > 0 {
        let n = format::count(usize::try_from(more).unwrap_or(usize::MAX));
        out::say(&Text::PlanMoreRows.fill(session.lang, &[("n", &n)]))?;
    }
    Ok(())
}

fn padded(text: &str, width: usize) -> String {
    let (text, _) = cut(text, width);
    let blanks = width.saturating_sub(cells(&text));
    text + &" ".repeat(blanks)
}

/// One row for programs.
pub(super) fn json(session: &Session, row: &PlannedRow) -> Json {
    let (why, customer) = match &row.verdict {
        Verdict::Rejected(why) => (Some(why.to_string()), None),
        Verdict::Alike(likely) => {
            let grounds: Vec<&str> = likely.grounds.iter().map(|ground| ground.code()).collect();
            (Some(grounds.join(", ")), Some(likely.customer.to_string()))
        }
        _ => (None, None),
    };
    json!({
        "line": row.line, "verdict": row.verdict.end().code(), "name": row.name, "why": why,
        "customer": customer,
        "changes": row.turns.iter().map(|turn| change(session, turn)).collect::<Vec<_>>(),
        "cells": row.cells,
    })
}

fn change(session: &Session, turn: &Turn) -> Json {
    let plain = |value: &Value| match value {
        Value::Text(text) => json!(text),
        Value::Int(minor) if money(turn) => json!(amount::plain(*minor, &session.config.currency)),
        Value::Int(number) => json!(number),
        Value::Null | Value::Ref(_) => Json::Null,
    };
    json!({ "field": turn.target, "was": plain(&turn.was), "becomes": plain(&turn.becomes) })
}

fn money(turn: &Turn) -> bool {
    let fields = turn.noun.fields().iter();
    fields.clone().any(|field| field.name == turn.field && field.kind == crate::domain::Kind::Money)
}

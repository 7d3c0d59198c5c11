//! `inquiry similar` and `inquiry handbook`: how such things were answered before.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value as Json, json as value};

use super::{find, json};
use crate::cli::export;
use crate::cli::out;
use crate::cli::session::Session;
use crate::domain::inquiry::{Handled, Inquiry, KINDS};
use crate::exchange::write::file;
use crate::i18n::{Text, handbook, label};
use crate::store::Desk;

/// So many are shown beside a new one.
const BESIDE: usize = 3;

/// Find past inquiries like these words, and their answers
#[derive(Args, Debug)]
pub(in crate::cli) struct Similar {
    /// What is asked
    text: Vec<String>,
    /// Like this inquiry: its id, or the beginning of it
    #[arg(long, value_name = "ID", conflicts_with = "text")]
    like: Option<String>,
    /// What it is about
    #[arg(long, value_parser = KINDS.to_vec())]
    kind: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
}

/// Write past inquiries and their answers as a handbook
#[derive(Args, Debug)]
pub(in crate::cli) struct Handbook {
    /// The file to write; standard output unless told
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "out")]
    force: bool,
}

impl Similar {
    pub(super) fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let like = self.like.as_ref().map(|id| find(session, desk, id)).transpose()?;
        let like = like.map(|found| found.inquiry).unwrap_or_default();
        let kind = self.kind.as_ref().unwrap_or(&like.kind);
        let text = if self.text.is_empty() { like.text.clone() } else { self.text.join(" ") };
        let found = session.stored(desk.similar_inquiries(kind, &text, Some(like.id), self.limit))?;
        if session.json {
            let scored = |(one, score): &(Handled, u32)| {
                let mut told = json(session, desk, one)?;
                told["score"] = value!(score);
                anyhow::Ok(told)
            };
            return out::json(&Json::Array(found.iter().map(scored).collect::<anyhow::Result<_>>()?));
        }
        if found.is_empty() {
            session.remark(Text::NoSimilar.words(session.lang));
        }
        show(session, &found)
    }
}

impl Handbook {
    pub(super) fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let all = session.stored(desk.inquiries(usize::MAX >> 1))?;
        let text = handbook::markdown(&all, session.now, session.lang);
        let Some(path) = &self.out else { return out::say(text.trim_end()) };
        let written = file::write(path, self.force, |out| {
            out.write_all(text.as_bytes()).map_err(crate::exchange::Error::io(path.display().to_string()))
        });
        written.map_err(|error| export::refusal(session, error))
    }
}

/// Those like an inquiry that were answered, behind what is said of itself.
pub(super) fn show_alike(session: &Session, desk: &Desk, inquiry: &Inquiry) -> anyhow::Result<()> {
    let found = desk.similar_inquiries(&inquiry.kind, &inquiry.text, Some(inquiry.id), BESIDE);
    let mut found = session.stored(found)?;
    found.retain(|(one, _)| !one.steps.is_empty());
    if !found.is_empty() {
        out::say(Text::SimilarTitle.words(session.lang))?;
    }
    show(session, &found)
}

fn show(session: &Session, found: &[(Handled, u32)]) -> anyhow::Result<()> {
    for (one, score) in found {
        let kind = label::choice(&one.inquiry.kind, session.lang);
        let text = one.inquiry.text.lines().next().unwrap_or_default();
        out::say(&format!("{score:3}%  {kind}  {text}"))?;
        for step in &one.steps {
            out::say(&format!("      {}", step.text.replace('\n', "\n      ")))?;
        }
    }
    Ok(())
}

//! `salesdesk ask import`: answers from a CSV file, a line a customer, a column a question.
//!
//! A line with an answer that means nothing is left out whole; the same file again changes nothing.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::cli::exit::{Exit, refuse};
use crate::cli::import;
use crate::cli::out;
use crate::cli::session::Session;
use crate::domain::answer::Answer;
use crate::domain::question::Question;
use crate::domain::survey::{Asking, Said, Survey};
use crate::domain::{Change, Deed, Id};
use crate::exchange::answered::{Row, rows};
use crate::exchange::pasted;
use crate::i18n::{Lang, Text, format, label};
use crate::store::Desk;

/// Take in answers: a line a customer, a column a question's code
#[derive(Args, Debug)]
pub(super) struct Import {
    /// The questionnaire
    name: String,
    /// The file; - for standard input
    file: PathBuf,
    /// Its encoding, where it cannot be told
    #[arg(long)]
    encoding: Option<String>,
    /// Only tell what it would bring
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let survey = super::named(session, desk, &self.name)?;
        let refused = |error| import::refusal(session, &self.file, error);
        let text =
            pasted::text(&self.file, pasted::LARGEST, self.encoding.as_deref(), session.lang == Lang::Ja)
                .map_err(refused)?;
        let rows = rows(desk, &text, &survey, &session.config.region).map_err(refused)?;
        if rows.is_empty() {
            let codes: Vec<&str> = survey.questions.iter().map(|one| one.code.as_str()).collect();
            let places = [("codes", &*codes.join(", "))];
            return Err(refuse(Exit::Failure, Text::NoAnswerColumns.fill(session.lang, &places)));
        }
        let mut change = Change::new(Deed::Answer, &survey.name);
        let (mut kept, mut same, mut rejects) = (0, 0, Vec::new());
        for row in &rows {
            match read(session, desk, &survey, row)? {
                Ok(Some(writes)) => {
                    kept += 1;
                    change.writes.extend(writes.writes);
                }
                Ok(None) => same += 1,
                Err(why) => rejects.push((row.line, row.named.clone(), why)),
            }
        }
        if !self.dry_run && !change.is_empty() {
            session.stored(desk.commit(&change, session.ms()))?;
        }
        if session.json {
            let told: Vec<_> = rejects
                .iter()
                .map(|(line, text, why)| json!({ "line": line, "text": text, "why": why }))
                .collect();
            out::json(&json!({
                "name": survey.name, "dry_run": self.dry_run, "customers": kept, "unchanged": same, "rejects": told,
            }))?;
        } else {
            let places =
                [("name", survey.name.as_str()), ("n", &format::count(kept)), ("same", &format::count(same))];
            out::say(&Text::AnswersTaken.fill(session.lang, &places))?;
            for (line, text, why) in &rejects {
                session.remark(&format!("{}:{line}: {why}: {text}", self.file.display()));
            }
        }
        if rejects.is_empty() {
            return Ok(());
        }
        let n = rejects.len().to_string();
        Err(refuse(Exit::Partly, Text::AnswersLeftOut.fill(session.lang, &[("n", &n)])))
    }
}

/// The change of a row, nothing where all of it stands; or why it is left out.
fn read(
    session: &Session,
    desk: &Desk,
    survey: &Survey,
    row: &Row,
) -> anyhow::Result<Result<Option<Change>, String>> {
    let customer = match &row.customer {
        Ok(customer) => *customer,
        Err(doubt) => return Ok(Err(label::doubt(doubt, session.lang))),
    };
    let mut said = Vec::new();
    for (at, text) in &row.answers {
        let question = &survey.questions[*at];
        match question.read(text) {
            Ok(read) => said.push((question, read)),
            Err(why) => return Ok(Err(format!("{}: {}", question.code, label::why(&why, session.lang)))),
        }
    }
    let before = session.stored(desk.answers_of(customer))?;
    if said.iter().all(|(question, said)| stands(&before, question, said)) {
        return Ok(Ok(None));
    }
    let (round, _) = survey.round(&before, true);
    let asking = Asking { customer, person: None::<Id>, rep: desk.rep(), now: session.now };
    Ok(Ok(Some(survey.answered(&said, round, asking, &survey.name))))
}

/// Says whether that is the newest answer already.
fn stands(before: &[Answer], question: &Question, said: &Said) -> bool {
    let newest = before
        .iter()
        .filter(|answer| answer.question == Some(question.id))
        .max_by_key(|answer| (answer.round, answer.at));
    newest.is_some_and(|answer| {
        (&answer.choice, &answer.text, answer.score) == (&said.choice, &said.text, said.score)
    })
}

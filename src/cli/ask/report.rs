//! `salesdesk ask report`: how often each answer was given, with bars.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::cli::out::{self, Table};
use crate::cli::session::Session;
use crate::domain::question::Question;
use crate::domain::survey::{Count, count};
use crate::i18n::{Text, format, label};
use crate::store::Desk;

/// Count what was answered; of each customer the newest answer
#[derive(Args, Debug)]
pub(super) struct Counted {
    /// The questionnaire
    name: String,
    /// Only this question
    #[arg(long, value_name = "CODE")]
    question: Option<String>,
}

/// How wide the longest bar is, in cells.
const BAR: usize = 24;
/// So many free answers are shown; JSON has them all.
const WORDS: usize = 10;

impl Counted {
    pub(super) fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let survey = super::named(session, desk, &self.name)?;
        let asked: Vec<&Question> = match &self.question {
            Some(code) => vec![super::question(session, &survey, code)?],
            None => survey.questions.iter().collect(),
        };
        let mut counted = Vec::with_capacity(asked.len());
        for question in asked {
            let answers = session.stored(desk.answers_to(question.id))?;
            counted.push((question, count(question, &answers)));
        }
        if session.json {
            let all: Vec<Json> = counted.iter().map(|(question, count)| told(question, count)).collect();
            return out::json(&json!({ "name": survey.name, "questions": all }));
        }
        out::say(&survey.name)?;
        counted.iter().try_for_each(|(question, count)| print(session, question, count))
    }
}

fn told(question: &Question, count: &Count) -> Json {
    let bars: Vec<Json> =
        count.bars.iter().map(|(words, times)| json!({ "answer": words, "count": times })).collect();
    json!({
        "code": question.code, "words": question.words, "kind": question.kind,
        "answered": count.answered, "answers": bars,
        "sum": (question.kind == "score").then_some(count.sum), "texts": count.words,
    })
}

fn print(session: &Session, question: &Question, count: &Count) -> anyhow::Result<()> {
    let n = format::count(count.answered);
    let mut head = Text::AnsweredBy.fill(session.lang, &[("n", &n)]);
    if question.kind == "score" && count.answered > 0 {
        let tenths = count.sum * 10 / i64::try_from(count.answered).unwrap_or(1);
        let mean = format!("{}.{}", tenths / 10, tenths % 10);
        head = format!("{head}, {}", Text::MeanScore.fill(session.lang, &[("n", &mean)]));
    }
    out::say(&format!("\n{}  {}  ({head})", question.code, question.words))?;
    let most = count.bars.iter().map(|(_, times)| *times).max().unwrap_or(0).max(1);
    let mut table = Table::with_numbers(1..3);
    for (words, times) in &count.bars {
        let share = (times * 100).checked_div(count.answered).unwrap_or(0);
        let bar = "#".repeat((times * BAR).div_ceil(most));
        table.row([
            &format!("  {}", label::choice(words, session.lang)),
            &times.to_string(),
            &format!("{share}%"),
            &bar,
        ]);
    }
    table.print()?;
    for words in count.words.iter().take(WORDS) {
        out::say(&format!("  {words}"))?;
    }
    Ok(())
}

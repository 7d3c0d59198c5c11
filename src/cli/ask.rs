//! `salesdesk ask`: questionnaires; which there are, made, answered, shown, counted.
//!
//! A half-filled one is its answers so far; answering goes on where it stopped.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::out::{self, Table};
use super::session::Session;
use super::set::Setting;
use crate::domain::fold::fold;
use crate::domain::question::{KINDS, Question};
use crate::domain::survey::{Asking, Survey};
use crate::domain::{Change, Deed, Invalid, Noun, own, typed};
use crate::i18n::{Text, format, label};
use crate::store::Desk;

mod import;
mod report;

/// Questionnaires: make, answer, show, count; without a verb: all
#[derive(Args, Debug)]
pub(super) struct Ask {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// All questionnaires
    List,
    Add(Add),
    Drop(Drop),
    Answer(Answer),
    Import(import::Import),
    Show(Show),
    Report(report::Counted),
}

/// Add a question to a questionnaire, or change it
#[derive(Args, Debug)]
struct Add {
    /// The questionnaire, made where there is none
    name: String,
    /// What reports and filters call the question: `q.CODE`
    code: String,
    /// Its words
    words: String,
    /// How it is answered
    #[arg(long = "type", default_value = "choice", value_parser = KINDS.to_vec())]
    kind: String,
    /// What can be answered, with commas between; a key first: `1 yes,2 no`
    #[arg(long, value_name = "A,B,C")]
    choices: Option<String>,
    /// Where it stands; smaller first
    #[arg(long, value_name = "N")]
    position: Option<i64>,
}

/// Drop a questionnaire, or one question; answers stay
#[derive(Args, Debug)]
struct Drop {
    /// The questionnaire
    name: String,
    /// Only this question
    code: Option<String>,
}

/// Answer a questionnaire for a customer, all of it or a part
#[derive(Args, Debug)]
struct Answer {
    /// Whose answers: an id, a code, or system:id
    customer: String,
    /// The questionnaire
    name: String,
    /// A question's code and the answer: a key, a choice, words
    #[arg(value_name = "CODE=ANSWER")]
    answers: Vec<Setting>,
    /// Who answered: a person's name or id
    #[arg(long)]
    person: Option<String>,
    /// Begin anew where it is full
    #[arg(long)]
    again: bool,
}

/// Show a questionnaire, or what a customer answered
#[derive(Args, Debug)]
struct Show {
    /// A questionnaire
    name: String,
    /// A customer: their answers
    customer: Option<String>,
}

impl Ask {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            None | Some(Verb::List) => all(session, &desk),
            Some(Verb::Add(verb)) => verb.run(session, &mut desk),
            Some(Verb::Drop(verb)) => verb.run(session, &mut desk),
            Some(Verb::Import(verb)) => verb.run(session, &mut desk),
            Some(Verb::Answer(verb)) => verb.run(session, &mut desk),
            Some(Verb::Show(verb)) => verb.run(session, &desk),
            Some(Verb::Report(verb)) => verb.run(session, &desk),
        }
    }
}

/// The questionnaire that a name means.
pub(super) fn named(session: &Session, desk: &Desk, name: &str) -> anyhow::Result<Survey> {
    let mut all = session.stored(desk.surveys())?;
    let word = fold(name);
    match all.iter().position(|survey| fold(&survey.name) == word) {
        Some(at) => Ok(all.swap_remove(at)),
        None => Err(session.no_such(Noun::Question, name, all.into_iter().map(|survey| survey.name))),
    }
}

fn all(session: &Session, desk: &Desk) -> anyhow::Result<()> {
    let surveys = session.stored(desk.surveys())?;
    if session.json {
        let writer = Writer::new(session, desk);
        let each = surveys.iter().map(|survey| {
            let questions = writer.records(&survey.questions)?;
            Ok(json!({ "name": survey.name, "questions": questions }))
        });
        return out::json(&Json::Array(each.collect::<anyhow::Result<_>>()?));
    }
    if surveys.is_empty() {
        session.remark(Text::NoSurveys.words(session.lang));
    }
    let mut table = Table::default();
    for survey in &surveys {
        let n = format::count(survey.questions.len());
        let codes: Vec<&str> = survey.questions.iter().map(|one| one.code.as_str()).collect();
        table.row([&survey.name, &Text::Questions.fill(session.lang, &[("n", &n)]), &codes.join(" ")]);
    }
    table.print()
}

impl Add {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let line = |text: &str| typed::clean_line(text).trim().to_owned();
        let (name, code) = (line(&self.name), line(&self.code));
        for (field, text) in [("survey", &name), ("code", &code)] {
            if text.is_empty() || text.contains(['=', '.', ' ', '　']) && field == "code" {
                return Err(Invalid::new(field, crate::domain::invalid::Why::Empty).into());
            }
        }
        let survey =
            session.stored(desk.surveys())?.into_iter().find(|survey| fold(&survey.name) == fold(&name));
        let name = survey.as_ref().map_or(name, |survey| survey.name.clone());
        let last = survey.iter().flat_map(|survey| &survey.questions).filter_map(|one| one.position).max();
        let stands = survey.as_ref().and_then(|survey| survey.question(&code)?.position);
        let choices =
            self.choices.as_deref().map(|choices| own::split(choices).collect::<Vec<_>>().join("\n"));
        let question = Question {
            words: line(&self.words),
            kind: self.kind.clone(),
            choices: choices.unwrap_or_default(),
            position: self.position.or(stands).or_else(|| Some(last.unwrap_or(0) + 1)),
            ..Question::called(&name, &code)
        };
        if matches!(question.kind.as_str(), "choice" | "multi") && question.options().is_empty() {
            return Err(refuse(Exit::Usage, Text::OwnNeedsChoices.words(session.lang)));
        }
        let change = Change::new(Deed::EditQuestions, &name);
        let change = Change { writes: vec![question.put_there()], ..change };
        session.stored(desk.commit(&change, session.ms()))?;
        if session.json {
            return out::json(&Json::Object(Writer::new(session, desk).record(&question)?));
        }
        out::say(&Text::QuestionAdded.fill(session.lang, &[("name", &name), ("code", &code)]))
    }
}

impl Drop {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let survey = named(session, desk, &self.name)?;
        let gone: Vec<&Question> = match &self.code {
            Some(code) => vec![question(session, &survey, code)?],
            None => survey.questions.iter().collect(),
        };
        let change = gone.iter().fold(Change::new(Deed::EditQuestions, &survey.name), |change, one| {
            change.delete(Noun::Question, one.id)
        });
        session.stored(desk.commit(&change, session.ms()))?;
        let n = format::count(gone.len());
        if session.json {
            return out::json(&json!({ "name": survey.name, "dropped": gone.len() }));
        }
        out::say(&Text::QuestionsDropped.fill(session.lang, &[("name", &survey.name), ("n", &n)]))
    }
}

fn question<'a>(session: &Session, survey: &'a Survey, code: &str) -> anyhow::Result<&'a Question> {
    let codes = survey.questions.iter().map(|one| one.code.clone());
    survey.question(code).ok_or_else(|| session.no_such(Noun::Question, code, codes))
}

impl Answer {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let page = session.page(desk, &self.customer, 0)?;
        let survey = named(session, desk, &self.name)?;
        let before = session.stored(desk.answers_of(page.customer.id))?;
        let (round, _) = survey.round(&before, self.again);
        let mut said = Vec::new();
        for setting in &self.answers {
            let question = question(session, &survey, &setting.field)?;
            let read = question.read(&setting.text).map_err(|why| {
                refuse(Exit::Usage, format!("{}: {}", question.code, label::why(&why, session.lang)))
            })?;
            said.push((question, read));
        }
        let asking = Asking {
            customer: page.customer.id,
            person: self.person.as_ref().map(|name| session.person(&page, name)).transpose()?,
            rep: desk.rep(),
            now: session.now,
        };
        let change = survey.answered(&said, round, asking, &page.customer.name);
        if !change.is_empty() {
            session.stored(desk.commit(&change, session.ms()))?;
        }
        let answers = session.stored(desk.answers_of(page.customer.id))?;
        let (_, open) = survey.round(&answers, false);
        let codes: Vec<&str> = open.iter().map(|one| one.code.as_str()).collect();
        if session.json {
            return out::json(&json!({
                "customer": page.customer.id.to_string(), "name": survey.name, "round": round,
                "answered": said.len(), "open": codes,
            }));
        }
        let n = format::count(said.len());
        let places = [("name", survey.name.as_str()), ("whom", &page.customer.name), ("n", &n)];
        out::say(&Text::Answered.fill(session.lang, &places))?;
        if !open.is_empty() {
            session.remark(&Text::StillOpen.fill(session.lang, &[("codes", &codes.join(", "))]));
        }
        Ok(())
    }
}

impl Show {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let survey = named(session, desk, &self.name)?;
        match &self.customer {
            None => questions(session, desk, &survey),
            Some(customer) => {
                let page = session.page(desk, customer, 0)?;
                answers(session, desk, &survey, page.customer.id)
            }
        }
    }
}

fn questions(session: &Session, desk: &Desk, survey: &Survey) -> anyhow::Result<()> {
    if session.json {
        let questions = Writer::new(session, desk).records(&survey.questions)?;
        return out::json(&json!({ "name": survey.name, "questions": questions }));
    }
    out::say(&survey.name)?;
    for question in &survey.questions {
        let kind = label::choice(&question.kind, session.lang);
        let options = question.options();
        out::say(&format!("\n{}  {}", question.code, question.words))?;
        let mut table = Table::indented();
        for pick in &options {
            table.row([&pick.key.to_string(), &pick.words]);
        }
        if options.is_empty() {
            table.row([kind]);
        }
        table.print()?;
    }
    Ok(())
}

fn answers(
    session: &Session,
    desk: &Desk,
    survey: &Survey,
    customer: crate::domain::Id,
) -> anyhow::Result<()> {
    let answers = session.stored(desk.answers_of(customer))?;
    if session.json {
        let ours: Vec<_> = answers
            .into_iter()
            .filter(|answer| survey.questions.iter().any(|one| Some(one.id) == answer.question))
            .collect();
        return out::json(&Writer::new(session, desk).records(&ours)?);
    }
    let mut table = Table::default();
    for question in &survey.questions {
        let newest = answers.iter().find(|answer| answer.question == Some(question.id));
        let words = newest.map_or_else(|| "-".to_owned(), |answer| label::answer(answer, session.lang));
        let at = newest.and_then(|answer| answer.at).map(|at| session.moment(at)).unwrap_or_default();
        table.row([&question.code, &question.words, &words, &at]);
    }
    table.print()
}

//! Templates of a trade: what a desk of that trade starts with, as a TOML file anybody can write.
//!
//! Read whole or refused with the line and the column; nothing here touches a book. What is shipped
//! is in `shipped`, how it reads in `part`.

mod part;
mod shipped;

use crate::domain::call_list;
use crate::domain::custom_field::CustomField;
use crate::domain::fold::fold;
use crate::domain::invalid::Why;
use crate::domain::mail_template::MailTemplate;
use crate::domain::outcome::{self, Outcome};
use crate::domain::pacing::Pacing;
use crate::domain::pipeline::Pipeline;
use crate::domain::query::Query;
use crate::domain::question::Question;
use crate::domain::record::field_named;
use crate::domain::setup::{Ending, Reason, Setup, Wrong};
use crate::domain::stage::{self, Stage, StageFlag};
use crate::domain::tag::Tag;
use crate::domain::typed::{self, Place};
use crate::domain::{Field, Id, Noun, Record, Value, lapse, quantity};
use part::{Part, Said, Template};

pub use shipped::{GUIDE, SHIPPED, Shipped, shipped};

/// The largest file that is read.
pub const LARGEST: u64 = 1 << 20;

/// Reads a template, in Japanese or in English.
pub fn read(text: &str, japanese: bool) -> Result<Setup, Wrong> {
    let template: Template = toml::from_str(text).map_err(|error| {
        let (line, column) = place(text, error.span().map_or(0, |span| span.start));
        Wrong { line, column, about: String::new(), why: Reason::Unread(error.message().to_owned()) }
    })?;
    let reading = Reading { text, japanese };
    let setup = Setup {
        name: reading.line(&template.name),
        about: reading.line(&template.about),
        fields: reading.fields(&template)?,
        questions: reading.questions(&template)?,
        mails: reading.mails(&template)?,
        pipelines: reading.pipelines(&template)?,
        stages: reading.stages(&template)?,
        endings: reading.endings(&template)?,
        pacing: reading.pacing(&template)?,
        lists: reading.lists(&template)?,
        tags: reading.tags(&template)?,
    };
    if setup.name.is_empty() {
        return Err(reading.wrong(0, "name", Reason::Value(Why::Empty)));
    }
    Ok(setup)
}

/// The line and the character at a byte.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at.min(text.len())).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// A template as it is read.
struct Reading<'a> {
    text: &'a str,
    japanese: bool,
}

impl Reading<'_> {
    fn wrong(&self, at: usize, about: &str, why: Reason) -> Wrong {
        let (line, column) = place(self.text, at);
        Wrong { line, column, about: about.to_owned(), why }
    }

    fn words(&self, said: &Said<String>) -> String {
        typed::clean(said.of(self.japanese).map_or("", String::as_str)).trim().to_owned()
    }

    fn line(&self, said: &Said<String>) -> String {
        typed::clean_line(&self.words(said)).trim().to_owned()
    }

    /// A name, which must be there and nowhere else.
    fn name(
        &self,
        said: &Said<String>,
        part: &Part<impl Sized>,
        about: &str,
        taken: &mut Vec<String>,
    ) -> Result<String, Wrong> {
        let name = self.line(said);
        let at = part.span().start;
        if name.is_empty() {
            return Err(self.wrong(at, about, Reason::Value(Why::Empty)));
        }
        if taken.contains(&fold(&name)) {
            return Err(self.wrong(at, about, Reason::Twice));
        }
        taken.push(fold(&name));
        Ok(name)
    }

    fn choices(&self, said: &Said<Vec<String>>) -> String {
        let each = said.of(self.japanese).into_iter().flatten();
        each.map(|line| typed::clean_line(line).trim().to_owned()).collect::<Vec<_>>().join("\n")
    }

    fn fields(&self, template: &Template) -> Result<Vec<CustomField>, Wrong> {
        let mut taken = Vec::new();
        let mut fields = Vec::new();
        for (position, part) in (1..).zip(&template.field) {
            let said = part.get_ref();
            let noun = Noun::ALL
                .iter()
                .copied()
                .find(|noun| noun.table() == said.on.table())
                .unwrap_or(Noun::Customer);
            let name = self.name(&said.name, part, "field.name", &mut taken)?;
            let refused = |about: &str, why| Err(self.wrong(part.span().start, about, why));
            if name.contains('=') || noun.fields().iter().any(|field| field.name == name) {
                return refused("field.name", Reason::Value(Why::NameTaken(name)));
            }
            let field = CustomField {
                choices: self.choices(&said.choices),
                required: said.required,
                pattern: typed::clean_line(&said.pattern).into_owned(),
                low: said.low.clone(),
                high: said.high.clone(),
                longest: said.longest,
                hard: said.hard,
                position: Some(position),
                ..CustomField::called(noun, &name, said.kind.code())
            };
            if field.kind == "choice" && field.options().is_empty() {
                return refused("field.choices", Reason::Value(Why::Empty));
            }
            let bounds = |bound: &String| match field.kind.as_str() {
                "number" | "money" => quantity::read(bound).is_some(),
                "date" => typed::date(bound).is_some(),
                _ => false,
            };
            if let Some(bound) =
                [&field.low, &field.high].into_iter().find(|bound| !bound.is_empty() && !bounds(bound))
            {
                return refused("field.low", Reason::NoBound(bound.clone()));
            }
            fields.push(field);
        }
        Ok(fields)
    }

    fn questions(&self, template: &Template) -> Result<Vec<Question>, Wrong> {
        let (mut surveys, mut questions) = (Vec::new(), Vec::new());
        for part in &template.survey {
            let survey = self.name(&part.get_ref().name, part, "survey.name", &mut surveys)?;
            let mut codes = Vec::new();
            for (position, asked) in (1..).zip(&part.get_ref().question) {
                let said = asked.get_ref();
                let at = asked.span().start;
                let code = Said::One(said.code.clone());
                let code = self.name(&code, asked, "question.code", &mut codes)?;
                if code.contains(['.', '=', ' ', ':']) {
                    return Err(self.wrong(at, "question.code", Reason::Value(Why::NoSuchField(code))));
                }
                let question = Question {
                    words: self.line(&said.words),
                    kind: said.kind.code().to_owned(),
                    choices: self.choices(&said.choices),
                    position: Some(position),
                    ..Question::called(&survey, &code)
                };
                let choice = matches!(question.kind.as_str(), "choice" | "multi");
                if question.words.is_empty() || choice && question.options().is_empty() {
                    let about = if question.words.is_empty() { "question.words" } else { "question.choices" };
                    return Err(self.wrong(at, about, Reason::Value(Why::Empty)));
                }
                questions.push(question);
            }
        }
        Ok(questions)
    }

    fn mails(&self, template: &Template) -> Result<Vec<MailTemplate>, Wrong> {
        let mut taken = Vec::new();
        let each = template.mail.iter().map(|part| {
            let said = part.get_ref();
            let name = self.name(&said.name, part, "mail.name", &mut taken)?;
            let (subject, body) = (self.line(&said.subject), self.words(&said.body));
            if subject.is_empty() {
                return Err(self.wrong(part.span().start, "mail.subject", Reason::Value(Why::Empty)));
            }
            Ok(MailTemplate { subject, body, ..MailTemplate::called(&name) })
        });
        each.collect()
    }

    fn pipelines(&self, template: &Template) -> Result<Vec<Pipeline>, Wrong> {
        let mut taken = Vec::new();
        let each = (1..).zip(&template.pipeline).map(|(position, part)| {
            let said = part.get_ref();
            let code = self.name(&Said::One(said.code.clone()), part, "pipeline.code", &mut taken)?;
            let (en, ja) = (said.en.clone(), said.ja.clone());
            Ok(Pipeline { en, ja, position: Some(position * 10), ..Pipeline::of(&code) })
        });
        each.collect()
    }

    fn stages(&self, template: &Template) -> Result<Vec<Stage>, Wrong> {
        let mut stages = Vec::new();
        for part in &template.pipeline {
            let pipeline = part.get_ref().code.trim();
            let mut taken = Vec::new();
            for (position, part) in (1..).zip(&part.get_ref().stage) {
                let said = part.get_ref();
                let code = self.name(&Said::One(said.code.clone()), part, "stage.code", &mut taken)?;
                if said.probability.is_some_and(|percent| !(0..=100).contains(&percent)) {
                    let why = Reason::Value(Why::Outside(0, 100));
                    return Err(self.wrong(part.span().start, "stage.probability", why));
                }
                stages.push(Stage {
                    id: stage::id_of(pipeline, &code),
                    pipeline: pipeline.to_owned(),
                    code,
                    en: said.en.clone(),
                    ja: said.ja.clone(),
                    position: Some(position * 10),
                    flag: StageFlag::Open.code().to_owned(),
                    probability: said.probability,
                    stale_days: said.stale_days,
                    ..Stage::default()
                });
            }
        }
        Ok(stages)
    }

    fn lists(&self, template: &Template) -> Result<Vec<call_list::CallList>, Wrong> {
        let mut taken = Vec::new();
        let surveys: Vec<String> =
            template.survey.iter().map(|part| self.line(&part.get_ref().name)).collect();
        let mut lists = Vec::new();
        for part in &template.list {
            let (said, at) = (part.get_ref(), part.span().start);
            let name = self.name(&said.name, part, "list.name", &mut taken)?;
            let query = self.line(&said.query);
            let parsed = Query::parse(&query);
            if said.live && (parsed.words.is_empty() && parsed.filters.is_empty()) {
                return Err(self.wrong(at, "list.query", Reason::Value(Why::NoSearch(query))));
            }
            let survey = self.line(&said.survey);
            if !survey.is_empty() && !surveys.contains(&survey) {
                return Err(self.wrong(at, "list.survey", Reason::NoSurvey(survey)));
            }
            lists.push(call_list::CallList {
                id: call_list::id_of(&name, None, 0),
                made_from: "search".to_owned(),
                live: said.live,
                script: self.words(&said.script),
                everyones: said.everyones,
                pace: said.pace,
                event: said.event,
                made_at: Some(0),
                name,
                query,
                survey,
                ..call_list::CallList::default()
            });
        }
        Ok(lists)
    }

    fn tags(&self, template: &Template) -> Result<Vec<Tag>, Wrong> {
        let mut taken = Vec::new();
        let each = template.tag.iter().map(|part| {
            let name = self.name(&part.get_ref().name, part, "tag.name", &mut taken)?;
            if name.contains([',', '、', '，', ';']) {
                return Err(self.wrong(part.span().start, "tag.name", Reason::Parts(name)));
            }
            Ok(Tag::offered(&name))
        });
        each.collect()
    }

    fn endings(&self, template: &Template) -> Result<Vec<Ending>, Wrong> {
        let standard = outcome::standard();
        let known = |code: &str| standard.iter().any(|one| one.code == code);
        let (mut taken, mut keys) = (Vec::new(), Vec::new());
        let mut endings = Vec::new();
        for part in &template.outcome {
            let (said, at) = (part.get_ref(), part.span().start);
            let code = Said::One(said.code.clone());
            let code = self.name(&code, part, "outcome.code", &mut taken)?;
            if !known(&code) && !known(&said.like) {
                let named = if said.like.is_empty() { &code } else { &said.like };
                return Err(self.wrong(at, "outcome.like", Reason::NoOutcome(named.clone())));
            }
            if !said.key.is_empty() && keys.contains(&said.key.to_lowercase()) {
                return Err(self.wrong(at, "outcome.key", Reason::Twice));
            }
            keys.push(said.key.to_lowercase());
            let texts = [
                ("en", &said.en),
                ("ja", &said.ja),
                ("key", &said.key),
                ("delay", &said.delay),
                ("delays", &said.delays),
            ];
            let mut says = Vec::new();
            for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
                says.push(self.put::<Outcome>(at, "outcome", name, text)?);
            }
            if lapse::says_working(&said.delay) || lapse::says_working(&said.delays) {
                says.push((outcome::field::working, Value::Int(1)));
            }
            let numbers = [("tries", said.tries), ("per_day", said.per_day), ("cool_days", said.cool_days)];
            for (name, number) in numbers.into_iter().filter_map(|(name, number)| Some((name, number?))) {
                says.push(self.put::<Outcome>(at, "outcome", name, &number.to_string())?);
            }
            if let Some(hidden) = said.hidden {
                says.push((outcome::field::hidden, if hidden { Value::Int(1) } else { Value::Null }));
            }
            endings.push(Ending { code, like: said.like.clone(), says });
        }
        Ok(endings)
    }

    fn pacing(&self, template: &Template) -> Result<Option<Pacing>, Wrong> {
        let Some(part) = &template.pacing else { return Ok(None) };
        let (said, at) = (part.get_ref(), part.span().start);
        let mut pacing = Pacing {
            id: Id::default(),
            weekends: said.weekends,
            holidays: said.holidays,
            ..Pacing::default()
        };
        let texts = [("gap", &said.gap), ("opens", &said.opens), ("closes", &said.closes)];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            let (code, value) = self.put::<Pacing>(at, "pacing", name, text)?;
            pacing.put(code, value);
        }
        (pacing.per_day, pacing.tries) = (said.per_day, said.tries);
        Ok(Some(pacing))
    }

    /// A value as it would be typed for that field.
    fn put<R: Record>(&self, at: usize, of: &str, name: &str, text: &str) -> Result<(u16, Value), Wrong> {
        let about = format!("{of}.{name}");
        let refused = |why| self.wrong(at, &about, Reason::Value(why));
        let field: &'static Field =
            field_named(R::FIELDS, name).ok_or_else(|| refused(Why::NoSuchField(name.to_owned())))?;
        let offset = chrono::FixedOffset::east_opt(0).expect("nought is an offset");
        let place = Place { offset, currency: "JPY" };
        let value = typed::value(field, &[], text, place).map_err(|invalid| refused(invalid.why))?;
        Ok((field.code, value))
    }
}

#[cfg(test)]
mod tests;

//! What a desk of some trade starts with, and the one change that makes a desk so.
//!
//! Pure: read from a file by `exchange::template`. What is there already stays as it is, so that
//! applying twice changes nothing; only rules are brought to what the template says.

use super::call_list::CallList;
use super::custom_field::CustomField;
use super::fold::fold;
use super::invalid::{Invalid, Why};
use super::mail_template::MailTemplate;
use super::outcome::Outcome;
use super::pacing::Pacing;
use super::pipeline::{Course, Pipeline, Pipelines};
use super::question::Question;
use super::record::{filled, whole};
use super::rulebook::Rulebook;
use super::stage::Stage;
use super::tag::Tag;
use super::{Change, Deed, Noun, Record, Value};

/// What a template holds, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// What the trade is called.
    pub name: String,
    /// A sentence about it.
    pub about: String,
    /// Fields of one's own.
    pub fields: Vec<CustomField>,
    /// Questions of questionnaires.
    pub questions: Vec<Question>,
    /// Mail templates.
    pub mails: Vec<MailTemplate>,
    /// Ways deals go.
    pub pipelines: Vec<Pipeline>,
    /// Their stages.
    pub stages: Vec<Stage>,
    /// Call lists.
    pub lists: Vec<CallList>,
    /// Tags that are offered.
    pub tags: Vec<Tag>,
    /// How calls can end.
    pub endings: Vec<Ending>,
    /// How often anybody is called.
    pub pacing: Option<Pacing>,
}

/// What a template says of an outcome: what it does not say stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// The outcome's code.
    pub code: String,
    /// The code of the outcome that a new one behaves like.
    pub like: String,
    /// What it holds besides.
    pub says: Vec<(u16, Value)>,
}

/// What is wrong with a template, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What it is about; nothing where the file is no template at all.
    pub about: String,
    /// Why it cannot stand.
    pub why: Reason,
}

/// Why a template cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It does not read as one: the reader's own words.
    Unread(String),
    /// A value was refused.
    Value(Why),
    /// The same thing stands there twice.
    Twice,
    /// There is no such outcome, and none it is to be like.
    NoOutcome(String),
    /// There is no such questionnaire in the template.
    NoSurvey(String),
    /// A tag with what parts tags in it.
    Parts(String),
    /// A bound that bounds nothing of that kind.
    NoBound(String),
}

/// What stands on the desk that a template is laid over. Live records only.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Fields of one's own.
    pub fields: Vec<CustomField>,
    /// Questions.
    pub questions: Vec<Question>,
    /// Mail templates.
    pub mails: Vec<MailTemplate>,
    /// Ways deals go.
    pub pipelines: Pipelines,
    /// Call lists.
    pub lists: Vec<CallList>,
    /// Tags that are offered.
    pub tags: Vec<Tag>,
    /// The rules of the desk.
    pub book: Rulebook,
}

/// What applying a template does.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The change.
    pub change: Change,
    /// What is added, by noun: its name.
    pub added: Vec<(Noun, String)>,
    /// What is there already and stays.
    pub kept: Vec<(Noun, String)>,
    /// Rules that change, by code.
    pub ruled: Vec<String>,
}

/// A template as it is offered.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What the trade is called.
    pub name: String,
    /// A sentence about it.
    pub about: String,
    /// What applying it would do.
    pub plan: Plan,
}

impl Setup {
    /// What laying it over a desk does. `keys` are those that mean something else on the walk.
    pub fn plan(&self, on: &Standing, keys: &[&str]) -> Result<Plan, Invalid> {
        let change = Change::new(Deed::ApplyTemplate, &self.name);
        let mut plan = Plan { change, added: Vec::new(), kept: Vec::new(), ruled: Vec::new() };
        plan.lay(&self.fields, |one| &one.name, |field| on.fields.iter().any(|known| known.id == field.id));
        plan.lay(&self.questions, |one| &one.code, |one| on.questions.iter().any(|known| known.id == one.id));
        plan.lay(&self.mails, |one| &one.name, |one| on.mails.iter().any(|known| known.id == one.id));
        let course = |code: &str| on.pipelines.shown().find(|course| course.pipeline.code == code);
        plan.lay(&self.pipelines, |one| &one.code, |one| course(&one.code).is_some());
        plan.lay(
            &self.stages,
            |one| &one.code,
            |one| {
                let shown = |course: &Course| course.shown().any(|stage| stage.code == one.code);
                course(&one.pipeline).is_some_and(shown)
            },
        );
        plan.lay(
            &self.lists,
            |one| &one.name,
            |one| on.lists.iter().any(|known| fold(&known.name) == fold(&one.name)),
        );
        plan.lay(&self.tags, |one| &one.name, |one| on.tags.iter().any(|known| known.id == one.id));
        let mut book = on.book.clone();
        for ending in &self.endings {
            let change = ending.change(&book, keys)?;
            book = book.with(&change);
            plan.rule(change, &ending.code);
        }
        if let Some(pacing) = &self.pacing {
            plan.rule(on.book.pace(&paced(&on.book.pacing, pacing))?, "pacing");
        }
        Ok(plan)
    }
}

impl Plan {
    fn lay<R: Record>(&mut self, records: &[R], name: fn(&R) -> &String, there: impl Fn(&R) -> bool) {
        for record in records {
            let told = (R::NOUN, name(record).clone());
            if there(record) {
                self.kept.push(told);
                continue;
            }
            self.change.writes.push(whole(record));
            self.added.push(told);
        }
    }

    fn rule(&mut self, change: Change, code: &str) {
        if !change.is_empty() {
            self.change.writes.extend(change.writes);
            self.ruled.push(code.to_owned());
        }
    }
}

impl Ending {
    fn change(&self, book: &Rulebook, keys: &[&str]) -> Result<Change, Invalid> {
        let was = book.outcome(&self.code);
        let like = book.outcome(&self.like);
        let blank = like.map(|like| Outcome {
            code: self.code.clone(),
            key: String::new(),
            position: None,
            ..like.clone()
        });
        let unknown = || Invalid::new("code", Why::NoSuchField(self.code.clone()));
        let mut becomes = was.cloned().or(blank).ok_or_else(unknown)?;
        for (code, value) in &self.says {
            becomes.put(*code, value.clone());
        }
        let key = was.map_or_else(String::new, |was| was.key.clone());
        match book.put(becomes.clone(), keys) {
            // The desk gave the key away: the outcome goes by the one it had.
            Err(Invalid { why: Why::KeyTaken { .. }, .. }) => book.put(Outcome { key, ..becomes }, keys),
            made => made,
        }
    }
}

/// The pacing with what a template says of it.
fn paced(was: &Pacing, says: &Pacing) -> Pacing {
    let mut becomes = was.clone();
    for (code, value) in filled(says) {
        becomes.put(code, value);
    }
    becomes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outcome;
    use crate::domain::rulebook::after;

    fn setup() -> Setup {
        let says = vec![
            (outcome::field::en, Value::Text("Asked for a trial".into())),
            (outcome::field::key, Value::Text("y".into())),
        ];
        Setup {
            name: "SaaS".into(),
            fields: vec![CustomField::called(Noun::Customer, "Plan", "text")],
            mails: vec![MailTemplate::called("Hello")],
            endings: vec![
                Ending { code: "TRIAL".into(), like: "TALK".into(), says },
                Ending {
                    code: "NA".into(),
                    like: String::new(),
                    says: vec![(outcome::field::tries, Value::Int(4))],
                },
            ],
            ..Setup::default()
        }
    }

    #[test]
    fn what_is_there_stays_and_applying_again_changes_nothing() {
        let mut on = Standing { book: Rulebook::new(None, Vec::new(), Vec::new()), ..Standing::default() };
        let plan = setup().plan(&on, &[]).unwrap();
        assert_eq!((plan.added.len(), plan.kept.len(), plan.ruled.len()), (2, 0, 2));
        on.fields = after(Vec::new(), &plan.change);
        on.mails = after(Vec::new(), &plan.change);
        on.book = Rulebook::new(None, after(Vec::new(), &plan.change), Vec::new());
        assert_eq!(on.book.outcome("TRIAL").unwrap().key, "y");
        assert_eq!(on.book.outcome("NA").unwrap().tries, Some(4));
        let again = setup().plan(&on, &[]).unwrap();
        assert!(again.change.is_empty(), "{again:?}");
        assert_eq!(again.kept.len(), 2);
    }

    #[test]
    fn two_new_endings_have_a_key_and_a_place_each() {
        let mut setup = setup();
        let more = Ending { code: "DEMO".into(), ..setup.endings[0].clone() };
        setup.endings.push(more);
        let on = Standing { book: Rulebook::new(None, Vec::new(), Vec::new()), ..Standing::default() };
        let plan = setup.plan(&on, &[]).unwrap();
        let book = Rulebook::new(None, after(Vec::new(), &plan.change), Vec::new());
        let (trial, demo) = (book.outcome("TRIAL").unwrap(), book.outcome("DEMO").unwrap());
        assert_eq!((trial.key.as_str(), demo.key.as_str()), ("y", ""));
        assert!(trial.position < demo.position);
    }

    #[test]
    fn a_key_the_desk_gave_away_is_not_taken_back() {
        let mut taken = outcome::standard().remove(0);
        taken.key = "y".into();
        let on = Standing { book: Rulebook::new(None, vec![taken], Vec::new()), ..Standing::default() };
        let plan = setup().plan(&on, &[]).unwrap();
        let book = Rulebook::new(None, after(vec![], &plan.change), Vec::new());
        assert_eq!(book.outcome("TRIAL").unwrap().key, "");
    }
}

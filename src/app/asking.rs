//! Asking a questionnaire: one question at a time, answered by a key, each answer kept at once.
//!
//! So a call that ends in the middle leaves what was said, and asking goes on there the next time.

use super::ask::{Ask, World};
use super::field::Field;
use super::msg::Effect;
use super::toast::News;
use crate::domain::Id;
use crate::domain::answer::Answer;
use crate::domain::invalid::Why;
use crate::domain::page::Page;
use crate::domain::question::Question;
use crate::domain::survey::{Asking as Who, Said, Survey};
use crate::i18n::Text;
use crate::keys::{Action, Key};

/// Asking.
#[derive(Debug)]
pub struct Asking {
    /// Whom.
    pub customer: Id,
    /// What they are called.
    pub name: String,
    /// The questionnaires to choose from.
    pub surveys: Vec<Survey>,
    /// The one that is asked, once chosen.
    pub survey: Option<Survey>,
    /// What they have answered, the newest first.
    pub answers: Vec<Answer>,
    /// The round under way.
    pub round: i64,
    /// The question that is asked; past the last where all are answered.
    pub at: usize,
    /// What is typed as an answer in words.
    pub field: Field,
    /// What is chosen so far of several.
    pub picked: Vec<String>,
    /// Why an answer was refused.
    pub refused: Option<Why>,
    /// The answers are on their way here.
    pub waiting: bool,
    /// An answer is on its way to the disk: it, and what comes after it.
    saving: Option<(Answer, After)>,
}

/// What comes after an answer.
#[derive(Clone, Copy, Debug)]
enum After {
    /// The next question that is open.
    Open,
    /// The question so many further.
    Step(isize),
    /// Nothing: asking ends.
    End,
}

impl Asking {
    /// Asks the only questionnaire, or that of the list; else lets choose.
    #[must_use]
    pub fn of(page: &Page, surveys: Vec<Survey>, named: &str) -> Self {
        let survey = match surveys.as_slice() {
            [only] => Some(only.clone()),
            all => all.iter().find(|survey| survey.name == named).cloned(),
        };
        Self {
            customer: page.customer.id,
            name: page.customer.name.clone(),
            surveys,
            survey,
            answers: Vec::new(),
            round: 1,
            at: 0,
            field: Field::line(),
            picked: Vec::new(),
            refused: None,
            waiting: true,
            saving: None,
        }
    }

    /// What must be read for it.
    #[must_use]
    pub const fn load(&self) -> Effect {
        Effect::LoadAnswers(self.customer)
    }

    /// The question that is asked.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.survey.as_ref()?.questions.get(self.at)
    }

    /// What was answered to a question in this round.
    #[must_use]
    pub fn answer(&self, question: &Question) -> Option<&Answer> {
        let here =
            |answer: &&Answer| answer.question == Some(question.id) && answer.round == Some(self.round);
        self.answers.iter().find(here)
    }

    /// Takes in what they have answered.
    pub(super) fn read(&mut self, customer: Id, answers: Vec<Answer>) {
        if customer == self.customer {
            (self.answers, self.waiting) = (answers, false);
            self.go_on();
        }
    }

    /// To the first question that is open.
    fn go_on(&mut self) {
        let Some(survey) = &self.survey else { return };
        let (round, open) = survey.round(&self.answers, false);
        let first = open.first().and_then(|first| survey.questions.iter().position(|one| one.id == first.id));
        (self.round, self.at) = (round, first.unwrap_or(survey.questions.len()));
        self.turn();
    }

    /// Nothing typed and nothing chosen for the question that is asked now.
    fn turn(&mut self) {
        (self.field, self.refused) = (Field::line(), None);
        self.picked = self.chosen();
    }

    fn step(&mut self, by: isize) -> Ask {
        let len = self.survey.as_ref().map_or(0, |survey| survey.questions.len());
        self.at = self.at.saturating_add_signed(by).min(len);
        self.turn();
        Ask::nothing()
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match action {
            // What is typed or chosen is kept: moving and leaving throw nothing away.
            Action::NextField if self.unsaved() => self.say(world, After::Step(1)),
            Action::PreviousField if self.unsaved() => self.say(world, After::Step(-1)),
            Action::Back if self.unsaved() => self.say(world, After::End),
            Action::NextField => self.step(1),
            Action::PreviousField => self.step(-1),
            Action::Accept => self.accept(world),
            Action::Back => Ask::close(),
            _ => Ask::nothing(),
        }
    }

    fn in_words(&self) -> bool {
        self.question().is_some_and(|question| question.kind == "text")
    }

    /// Says whether something is typed or chosen that is not on the disk.
    fn unsaved(&self) -> bool {
        let Some(question) = self.question() else { return false };
        match question.kind.as_str() {
            "text" => !self.field.is_empty(),
            "multi" => !self.picked.is_empty() && self.picked != self.chosen(),
            _ => false,
        }
    }

    /// What is chosen of the question that is asked, as the disk has it.
    fn chosen(&self) -> Vec<String> {
        let answer = self.question().and_then(|question| self.answer(question));
        answer.map(|answer| answer.choice.lines().map(str::to_owned).collect()).unwrap_or_default()
    }

    fn accept(&mut self, world: &World<'_>) -> Ask {
        match self.question() {
            None if self.survey.is_some() => self.again(),
            Some(question) if question.kind == "text" && self.field.is_empty() => self.step(1),
            Some(question) if question.kind == "multi" && self.picked.is_empty() => self.step(1),
            Some(question) if matches!(question.kind.as_str(), "text" | "multi") => {
                self.say(world, After::Open)
            }
            _ => Ask::nothing(),
        }
    }

    /// A questionnaire that is full begins anew; else back to what is open.
    fn again(&mut self) -> Ask {
        if let Some(survey) = &self.survey {
            let (round, open) = survey.round(&self.answers, true);
            let first = open.first().map(|first| first.id);
            let at = survey.questions.iter().position(|one| Some(one.id) == first);
            (self.round, self.at) = (round, at.unwrap_or(0));
            self.turn();
        }
        Ask::nothing()
    }

    pub(super) fn type_key(&mut self, key: Key, world: &World<'_>) -> Ask {
        let typed = key.as_command().written();
        let Some(question) = self.question() else {
            return if self.survey.is_none() { self.choose(typed) } else { Ask::nothing() };
        };
        match question.kind.as_str() {
            "text" => {
                self.field.key(&key);
                Ask::nothing()
            }
            "multi" => {
                self.toggle(typed);
                Ask::nothing()
            }
            _ => typed.map_or_else(Ask::nothing, |typed| self.press(typed, world)),
        }
    }

    fn choose(&mut self, typed: Option<char>) -> Ask {
        let at = typed.and_then(|typed| typed.to_digit(36)).and_then(|digit| digit.checked_sub(1));
        let chosen = at.and_then(|at| self.surveys.get(usize::try_from(at).ok()?));
        if let Some(survey) = chosen.cloned() {
            self.survey = Some(survey);
            self.go_on();
            return Ask::nothing();
        }
        Ask::say(News::WhyNot(Text::NotAChoice))
    }

    /// One key is the answer.
    fn press(&mut self, typed: char, world: &World<'_>) -> Ask {
        let Some(question) = self.question() else { return Ask::nothing() };
        let text = match (question.kind.as_str(), typed) {
            ("score", 't') => "10".to_owned(),
            ("flag", '1') => "yes".to_owned(),
            ("flag", '2') => "no".to_owned(),
            (_, typed) => typed.to_string(),
        };
        self.field = Field::line().with(&text);
        self.say(world, After::Open)
    }

    fn toggle(&mut self, typed: Option<char>) {
        let options = self.question().map(Question::options).unwrap_or_default();
        let Some(pick) =
            typed.and_then(|typed| options.iter().find(|pick| pick.key == typed.to_ascii_lowercase()))
        else {
            return;
        };
        match self.picked.iter().position(|words| *words == pick.words) {
            Some(at) => drop(self.picked.remove(at)),
            None => self.picked.push(pick.words.clone()),
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Ask {
        if self.in_words() {
            self.field.insert(text);
        }
        Ask::nothing()
    }

    /// Keeps the answer that is typed or chosen.
    fn say(&mut self, world: &World<'_>, after: After) -> Ask {
        if self.saving.is_some() {
            return Ask::nothing();
        }
        let (Some(survey), Some(question)) = (&self.survey, self.question()) else { return Ask::nothing() };
        let said = if question.kind == "multi" {
            Ok(Said { choice: self.picked.join("\n"), ..Said::default() })
        } else {
            question.read(self.field.text())
        };
        let said = match said {
            Ok(said) => said,
            Err(why) => {
                if !self.in_words() {
                    self.field = Field::line();
                }
                self.refused = Some(why);
                return Ask::nothing();
            }
        };
        let who = Who { customer: self.customer, person: None, rep: world.setting.rep, now: world.now };
        let answer = Answer {
            choice: said.choice.clone(),
            text: said.text.clone(),
            score: said.score,
            at: Some(world.now.timestamp_millis()),
            ..Answer::of(self.customer, question.id, self.round)
        };
        let change = survey.answered(&[(question, said)], self.round, who, &self.name);
        self.saving = Some((answer, after));
        Ask::commit(change)
    }

    /// An answer is on the disk: on to what comes after it.
    pub(super) fn committed(&mut self) -> Ask {
        let Some((answer, after)) = self.saving.take() else { return Ask::nothing() };
        self.answers.retain(|known| known.id != answer.id);
        self.answers.insert(0, answer);
        match after {
            After::End => return Ask::close(),
            After::Step(by) => return self.step(by),
            After::Open => {}
        }
        let Some(survey) = &self.survey else { return Ask::nothing() };
        let open = (self.at + 1..survey.questions.len())
            .chain(0..self.at)
            .find(|at| self.answer(&survey.questions[*at]).is_none());
        match open {
            Some(at) => {
                self.at = at;
                self.turn();
                Ask::nothing()
            }
            None => Ask::close(),
        }
    }

    pub(super) fn failed(&mut self) {
        self.saving = None;
    }
}

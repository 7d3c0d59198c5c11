//! The questionnaire: its questions in order, what an answer to one means, and how far somebody is.
//!
//! Pure. Which questions there are and what was answered is `store`'s.

use super::answer::Answer;
use super::fold::fold;
use super::invalid::Why;
use super::own::split;
use super::question::{Pick, Question};
use super::typed::{self, Place};
use super::{Change, Deed, Field, Id, Kind, Value, zone};

/// All questions that bear one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// What it is called.
    pub name: String,
    /// In order.
    pub questions: Vec<Question>,
}

/// What an answer says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The words of what was chosen, of several one a line.
    pub choice: String,
    /// What was said in words.
    pub text: String,
    /// The figure.
    pub score: Option<i64>,
}

/// Who answers, who asks and when.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    /// The customer.
    pub customer: Id,
    /// Who there.
    pub person: Option<Id>,
    /// The rep.
    pub rep: Option<Id>,
    /// When.
    pub now: chrono::DateTime<chrono::FixedOffset>,
}

impl Question {
    /// What was typed as an answer: a choice's key or words, a figure, yes or no.
    pub fn read(&self, text: &str) -> Result<Said, Why> {
        let cleaned = typed::clean(text);
        let text = cleaned.trim();
        if text.is_empty() {
            return Err(Why::Empty);
        }
        if typed::card_number(text) {
            return Err(Why::CardNumber);
        }
        let options = self.options();
        let chosen = |text: &str| {
            pick(&options, text).map(|pick| pick.words.clone()).ok_or_else(|| {
                let all: Vec<String> =
                    options.iter().map(|pick| format!("{} {}", pick.key, pick.words)).collect();
                Why::NotAChoice(text.to_owned(), all.join(", "))
            })
        };
        match self.kind.as_str() {
            "choice" => Ok(Said { choice: chosen(text)?, ..Said::default() }),
            "multi" => {
                let each: Vec<String> = split(text).map(chosen).collect::<Result<_, _>>()?;
                Ok(Said { choice: each.join("\n"), ..Said::default() })
            }
            "flag" => {
                let yes = yes(text)?;
                let choice = if yes { "yes" } else { "no" }.to_owned();
                Ok(Said { choice, score: Some(i64::from(yes)), ..Said::default() })
            }
            "score" => match typed::value(&FIGURE, &[], text, NOWHERE) {
                Ok(Value::Int(figure @ 0..=10)) => Ok(Said { score: Some(figure), ..Said::default() }),
                _ => Err(Why::Outside(0, 10)),
            },
            _ => Ok(Said { text: text.to_owned(), ..Said::default() }),
        }
    }
}

const FIGURE: Field = Field { code: 1, name: "score", kind: Kind::Int };
const FLAG: Field = Field { code: 1, name: "flag", kind: Kind::Flag };
const NOWHERE: Place<'static> = Place { offset: OFFSET, currency: "JPY" };
const OFFSET: chrono::FixedOffset = match chrono::FixedOffset::east_opt(0) {
    Some(offset) => offset,
    None => panic!("nought is an offset"),
};

fn yes(text: &str) -> Result<bool, Why> {
    let value = typed::value(&FLAG, &[], text, NOWHERE).map_err(|invalid| invalid.why)?;
    Ok(value == Value::Int(1))
}

/// By its key, else its words in any spelling, else the only words that begin so.
fn pick<'a>(options: &'a [Pick], text: &str) -> Option<&'a Pick> {
    let word = fold(text);
    let by_key = options.iter().find(|pick| fold(&pick.key.to_string()) == word);
    let exact = || options.iter().find(|pick| fold(&pick.words) == word);
    let only = || {
        let mut begun = options.iter().filter(|pick| fold(&pick.words).starts_with(&word));
        begun.next().filter(|_| begun.next().is_none())
    };
    by_key.or_else(exact).or_else(only)
}

impl Survey {
    /// Questions by questionnaire, in order.
    #[must_use]
    pub fn all(mut questions: Vec<Question>) -> Vec<Self> {
        questions.sort_by(|a, b| {
            let place = |one: &Question| (one.position.is_none(), one.position);
            a.survey.cmp(&b.survey).then(place(a).cmp(&place(b))).then(a.code.cmp(&b.code))
        });
        let mut all: Vec<Self> = Vec::new();
        for question in questions {
            match all.last_mut().filter(|last| fold(&last.name) == fold(&question.survey)) {
                Some(last) => last.questions.push(question),
                None => all.push(Self { name: question.survey.clone(), questions: vec![question] }),
            }
        }
        all
    }

    /// The question of that code, in any spelling.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions.iter().find(|question| fold(&question.code) == fold(code))
    }

    /// The round that is under way, or with `again` the next once that is full; and what is open in it.
    #[must_use]
    pub fn round<'a>(&'a self, answers: &[Answer], again: bool) -> (i64, Vec<&'a Question>) {
        let ours = |answer: &&Answer| self.questions.iter().any(|one| Some(one.id) == answer.question);
        let last = answers.iter().filter(ours).filter_map(|answer| answer.round).max().unwrap_or(1);
        let answered = |question: &&Question| {
            answers.iter().any(|answer| answer.question == Some(question.id) && answer.round == Some(last))
        };
        let open: Vec<&Question> = self.questions.iter().filter(|one| !answered(one)).collect();
        if open.is_empty() && again { (last + 1, self.questions.iter().collect()) } else { (last, open) }
    }

    /// The change that has these answered.
    #[must_use]
    pub fn answered(&self, said: &[(&Question, Said)], round: i64, asking: Asking, whom: &str) -> Change {
        let mut change = Change::new(Deed::Answer, whom);
        for (question, said) in said {
            let answer = Answer {
                person: asking.person,
                choice: said.choice.clone(),
                text: said.text.clone(),
                score: said.score,
                at: Some(asking.now.timestamp_millis()),
                zone: Some(zone::zone(asking.now)),
                rep: asking.rep,
                ..Answer::of(asking.customer, question.id, round)
            };
            change.writes.push(answer.put_there());
        }
        change
    }
}

/// What the answers to a question come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many answered.
    pub answered: usize,
    /// What was chosen or the figure, and how often; in the order of the question, then of number.
    pub bars: Vec<(String, usize)>,
    /// The sum of the figures.
    pub sum: i64,
    /// What was said in words.
    pub words: Vec<String>,
}

/// Counts the newest answer of each customer to a question.
#[must_use]
pub fn count(question: &Question, answers: &[Answer]) -> Count {
    let mut count = Count::default();
    let options: Vec<String> = match question.kind.as_str() {
        "flag" => vec!["yes".to_owned(), "no".to_owned()],
        _ => question.options().into_iter().map(|pick| pick.words).collect(),
    };
    count.bars = options.into_iter().map(|words| (words, 0)).collect();
    for answer in answers.iter().filter(|answer| answer.question == Some(question.id)) {
        count.answered += 1;
        count.sum += answer.score.unwrap_or(0);
        let figure =
            (question.kind == "score").then_some(answer.score).flatten().map(|score| score.to_string());
        let chosen = answer.choice.lines().map(str::to_owned).chain(figure);
        for words in chosen {
            match count.bars.iter_mut().find(|(known, _)| *known == words) {
                Some((_, times)) => *times += 1,
                None => count.bars.push((words, 1)),
            }
        }
        if !answer.text.is_empty() {
            count.words.push(answer.text.clone());
        }
    }
    if question.kind == "score" {
        count.bars.sort_by_key(|(figure, _)| figure.parse::<i64>().unwrap_or(0));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(code: &str, kind: &str) -> Question {
        let blank = Question::called("Needs", code);
        Question { kind: kind.into(), choices: "1 now\n2 this year\n3 never".into(), ..blank }
    }

    #[test]
    fn an_answer_is_a_key_words_or_their_beginning_and_nothing_else() {
        let when = question("when", "choice");
        for typed in ["2", "２", "This Year", "this"] {
            assert_eq!(when.read(typed).unwrap().choice, "this year", "{typed}");
        }
        assert!(matches!(when.read("n"), Err(Why::NotAChoice(..))), "two begin so");
        assert!(when.read("9").is_err() && when.read(" ").is_err());
        assert_eq!(question("m", "multi").read("1, 3").unwrap().choice, "now\nnever");
        assert_eq!(question("s", "score").read("７").unwrap().score, Some(7));
        assert!(question("s", "score").read("11").is_err());
        let yes = question("y", "flag").read("はい").unwrap();
        assert_eq!((yes.choice.as_str(), yes.score), ("yes", Some(1)));
    }

    #[test]
    fn a_half_filled_round_is_resumed_and_a_full_one_begun_again_only_when_asked() {
        let survey =
            Survey { name: "Needs".into(), questions: vec![question("a", "text"), question("b", "text")] };
        let who = Id::from_bytes([1; 16]);
        let a = Answer::of(who, survey.questions[0].id, 1);
        let b = Answer::of(who, survey.questions[1].id, 1);
        let open = |answers: &[Answer], again| {
            let (round, open) = survey.round(answers, again);
            (round, open.iter().map(|one| one.code.clone()).collect::<Vec<_>>())
        };
        assert_eq!(open(&[], false), (1, vec!["a".into(), "b".into()]));
        assert_eq!(open(std::slice::from_ref(&a), true), (1, vec!["b".into()]));
        assert_eq!(open(&[a.clone(), b.clone()], false), (1, vec![]));
        assert_eq!(open(&[a, b], true), (2, vec!["a".into(), "b".into()]));
    }

    #[test]
    fn bars_stand_in_the_order_of_the_choices_and_figures_rise() {
        let (when, score) = (question("when", "choice"), question("s", "score"));
        let said = |question: &Question, n: u8, said: Said| Answer {
            choice: said.choice,
            score: said.score,
            ..Answer::of(Id::from_bytes([n; 16]), question.id, 1)
        };
        let answers: Vec<Answer> =
            (1..4).map(|n| said(&when, n, when.read(if n == 1 { "3" } else { "1" }).unwrap())).collect();
        assert_eq!(
            count(&when, &answers).bars,
            [("now".to_owned(), 2), ("this year".to_owned(), 0), ("never".to_owned(), 1)]
        );
        let figures: Vec<Answer> = [9, 3, 9]
            .iter()
            .zip(1..)
            .map(|(figure, n)| said(&score, n, Said { score: Some(*figure), ..Said::default() }))
            .collect();
        let counted = count(&Question { choices: String::new(), ..score }, &figures);
        assert_eq!((counted.bars, counted.sum), (vec![("3".to_owned(), 1), ("9".to_owned(), 2)], 21));
    }
}

//! The rules as the settings show them, and what a change of one makes: a [`Change`], or why not.
//!
//! For the whole desk or for one call list. The screen and the command line ask the same here; who
//! would stand elsewhere is the queue's to tell.

use super::call_list::CallList;
use super::invalid::{Invalid, Why};
use super::outcome::{self, Outcome, in_force, known};
use super::pacing::{self, Pacing};
use super::{Change, Deed, Id, Noun, Record};

/// No more tries than this make sense.
const MOST_TRIES: i64 = 20;
/// Characters of a code that is made of a label.
const CODE: usize = 8;

/// The rules that hold somewhere.
#[derive(Clone, Debug, Default)]
pub struct Rulebook {
    /// The call list; nothing for the whole desk.
    pub list: Option<CallList>,
    /// Every outcome known there, the hidden too, in menu order, with the keys that hold.
    pub outcomes: Vec<Outcome>,
    /// The pacing in force there.
    pub pacing: Pacing,
    records: Vec<Outcome>,
    pacings: Vec<Pacing>,
}

impl Rulebook {
    /// The rules on a list, or on the desk, given every record of either noun.
    #[must_use]
    pub fn new(list: Option<CallList>, records: Vec<Outcome>, pacings: Vec<Pacing>) -> Self {
        let id = list.as_ref().map(|list| list.id);
        let shown = in_force(records.clone(), id);
        let mut outcomes = known(records.clone(), id);
        outcomes.retain(|outcome| !outcome.gone);
        for outcome in &mut outcomes {
            let shown = shown.iter().find(|one| one.code == outcome.code);
            if let Some(shown) = shown {
                outcome.key.clone_from(&shown.key);
            }
        }
        Self { pacing: pacing::in_force(&pacings, id), list, outcomes, records, pacings }
    }

    /// The rules as they are after a change.
    #[must_use]
    pub fn with(&self, change: &Change) -> Self {
        let records = after(self.records.clone(), change);
        Self::new(self.list.clone(), records, after(self.pacings.clone(), change))
    }

    fn id(&self) -> Option<Id> {
        self.list.as_ref().map(|list| list.id)
    }

    /// The outcome of that code, in any case.
    #[must_use]
    pub fn outcome(&self, code: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.code.eq_ignore_ascii_case(code.trim()))
    }

    /// Says whether the rule of an outcome is this list's, or this desk's, own.
    #[must_use]
    pub fn is_own(&self, outcome: &Outcome) -> bool {
        let here = |record: &Outcome| {
            let held = !record.gone && !record.code.trim().is_empty();
            held && record.id == outcome.id && record.list == self.id()
        };
        self.records.iter().any(here)
    }

    /// Says whether the pacing is this list's, or this desk's, own.
    #[must_use]
    pub fn paces_itself(&self) -> bool {
        pacing::own(&self.pacings, self.id()).is_some()
    }

    /// Says whether an outcome suppresses whatever its record says: only its names and its key change.
    #[must_use]
    pub fn is_fixed(&self, outcome: &Outcome) -> bool {
        self.beneath(&outcome.code).is_some_and(|beneath| beneath.suppress)
    }

    /// What would hold without this list's, or this desk's, own rule.
    fn beneath(&self, code: &str) -> Option<Outcome> {
        let all = match self.list {
            Some(_) => known(self.records.clone(), None),
            None => outcome::standard(),
        };
        all.into_iter().find(|one| one.code == code)
    }

    /// The change that makes an outcome so: one of this code, or a new one where it has none yet.
    /// `keys` are those that mean something else on the walk.
    pub fn put(&self, becomes: Outcome, keys: &[&str]) -> Result<Change, Invalid> {
        let becomes = self.placed(becomes);
        let was = self.outcomes.iter().find(|outcome| outcome.code == becomes.code);
        self.check(was, &becomes, keys)?;
        let change = Change::new(Deed::EditRules, self.subject(&becomes.code));
        let same = |was: &Outcome| Outcome { id: becomes.id, list: becomes.list, ..was.clone() } == becomes;
        Ok(match was {
            Some(was) if same(was) => change,
            _ => Change { writes: vec![becomes.put_on()], ..change },
        })
    }

    /// The outcome with the id of its record here, and a code and a place where it has none.
    fn placed(&self, becomes: Outcome) -> Outcome {
        let list = self.id();
        let last = self.outcomes.iter().filter_map(|outcome| outcome.position).max().unwrap_or(0);
        let code = if becomes.code.is_empty() { self.new_code(&becomes) } else { becomes.code.clone() };
        let id = match list {
            _ if self.is_own(&becomes) => becomes.id,
            Some(list) => outcome::id_on(list, &code),
            None => outcome::id_of(&code),
        };
        Outcome { id, list, code, position: becomes.position.or(Some(last + 1)), gone: false, ..becomes }
    }

    /// A code nobody has, made of the label.
    fn new_code(&self, outcome: &Outcome) -> String {
        let word: String = outcome.en.chars().filter(char::is_ascii_alphanumeric).take(CODE).collect();
        let word = if word.is_empty() { "OWN".to_owned() } else { word.to_ascii_uppercase() };
        let taken = |code: &str| {
            let all = self.records.iter().chain(&self.outcomes);
            all.into_iter().any(|known| known.code.trim().eq_ignore_ascii_case(code))
        };
        let numbered = (2..).map(|n| format!("{word}{n}"));
        let free = std::iter::once(word.clone()).chain(numbered).find(|code| !taken(code));
        free.unwrap_or_default()
    }

    fn check(&self, was: Option<&Outcome>, becomes: &Outcome, keys: &[&str]) -> Result<(), Invalid> {
        if becomes.en.is_empty() && becomes.ja.is_empty() {
            return Err(Invalid::new("en", Why::Empty));
        }
        let shown = |was: &Outcome| was.key == becomes.key && (!was.hidden || becomes.hidden);
        if !was.is_some_and(shown) {
            self.check_key(becomes, keys)?;
        }
        if let Some(was) = was.filter(|was| self.is_fixed(was)) {
            return unchanged(was, becomes);
        }
        for (field, number, least, most) in [
            ("tries", becomes.tries, 1, MOST_TRIES),
            ("per_day", becomes.per_day, 1, MOST_TRIES),
            ("cool_days", becomes.cool_days, 1, 36_500),
            ("reach", becomes.reach, 0, 5),
        ] {
            within(field, number, least, most)?;
        }
        match becomes.delay {
            Some(minutes) if minutes <= 0 => Err(Invalid::new("delay", Why::NotALapse(minutes.to_string()))),
            _ => Ok(()),
        }
    }

    fn check_key(&self, becomes: &Outcome, keys: &[&str]) -> Result<(), Invalid> {
        let refuse = |why: fn(String) -> Why| Err(Invalid::new("key", why(becomes.key.clone())));
        let key = becomes.key.as_str();
        if key.is_empty() {
            return Ok(());
        }
        if key.chars().count() != 1 || !key.chars().all(|c| c.is_ascii_graphic()) {
            return refuse(Why::NotAKey);
        }
        if keys.contains(&key) {
            return refuse(Why::KeyOfTheWalk);
        }
        let other = |one: &&Outcome| one.key == key && one.code != becomes.code && !one.hidden;
        if let Some(other) = self.outcomes.iter().find(other) {
            let [en, ja] = [(&other.en, &other.ja), (&other.ja, &other.en)].map(|(own, else_)| {
                let named = [own, else_].into_iter().find(|name| !name.is_empty());
                named.unwrap_or(&other.code).clone()
            });
            return Err(Invalid::new("key", Why::KeyTaken { key: becomes.key.clone(), en, ja }));
        }
        let kept = outcome::standard().iter().any(|one| one.suppress && one.key == key);
        if kept && !becomes.suppress { refuse(Why::KeyKept) } else { Ok(()) }
    }

    /// The change that gives an outcome back: to the desk's rule, or to that a desk starts with. One
    /// there is none beneath is taken away. Nothing where the rule is not an own one.
    #[must_use]
    pub fn given_back(&self, outcome: &Outcome) -> Option<Change> {
        let change = Change::new(Deed::EditRules, self.subject(&outcome.code));
        self.is_own(outcome).then(|| change.delete(Noun::Outcome, outcome.id))
    }

    /// The change that makes the pacing so.
    pub fn pace(&self, becomes: &Pacing) -> Result<Change, Invalid> {
        within("gap", becomes.gap, 0, 24 * 60)?;
        within("per_day", becomes.per_day, 1, MOST_TRIES)?;
        within("tries", becomes.tries, 1, MOST_TRIES)?;
        let list = self.id();
        let becomes = Pacing { id: pacing::id_of(list), list, gone: false, ..becomes.clone() };
        let beneath = self.pacing_beneath();
        let [opens, closes] = [becomes.opens.or(beneath.opens), becomes.closes.or(beneath.closes)];
        if opens.zip(closes).is_some_and(|(opens, closes)| opens >= closes) {
            return Err(Invalid::new("closes", Why::EndsFirst));
        }
        let change = Change::new(Deed::EditRules, self.subject(""));
        let same = Pacing { id: becomes.id, list, gone: false, ..self.pacing.clone() } == becomes;
        Ok(if same { change } else { Change { writes: vec![becomes.put_on()], ..change } })
    }

    fn pacing_beneath(&self) -> Pacing {
        match self.list {
            Some(_) => pacing::in_force(&self.pacings, None),
            None => pacing::standard(),
        }
    }

    /// The change that gives the pacing back; nothing where it is not an own one.
    #[must_use]
    pub fn pacing_given_back(&self) -> Option<Change> {
        let change = Change::new(Deed::EditRules, self.subject(""));
        self.paces_itself().then(|| change.delete(Noun::Pacing, pacing::id_of(self.id())))
    }

    /// What a change is about: the outcome, and the list where it holds on one.
    fn subject(&self, code: &str) -> String {
        let name = self.list.as_ref().map_or("", |list| &list.name);
        [code, name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

fn within(field: &'static str, number: Option<i64>, least: i64, most: i64) -> Result<(), Invalid> {
    match number {
        Some(number) if !(least..=most).contains(&number) => {
            Err(Invalid::new(field, Why::Outside(least, most)))
        }
        _ => Ok(()),
    }
}

/// What may change of an outcome that suppresses.
const FREE: &[&str] = &["key", "en", "ja", "asks", "position", "list", "gone"];

fn unchanged(was: &Outcome, becomes: &Outcome) -> Result<(), Invalid> {
    let other =
        |field: &&super::Field| !FREE.contains(&field.name) && was.get(field.code) != becomes.get(field.code);
    match Outcome::FIELDS.iter().find(other) {
        Some(field) => Err(Invalid::new(field.name, Why::Fixed)),
        None => Ok(()),
    }
}

/// These records as a change leaves them; one it makes is among them.
#[must_use]
pub fn after<R: Record>(mut records: Vec<R>, change: &Change) -> Vec<R> {
    for write in change.writes.iter().filter(|write| write.noun == R::NOUN) {
        let at = records.iter().position(|record| record.id() == write.id).unwrap_or_else(|| {
            let mut record = R::default();
            record.set_id(write.id);
            records.push(record);
            records.len() - 1
        });
        for (code, value) in &write.fields {
            records[at].put(*code, value.clone());
        }
    }
    records
}

#[cfg(test)]
mod tests;

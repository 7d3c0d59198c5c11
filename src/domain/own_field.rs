//! What may be a field of one's own: its name, its rules, and the change that adds it or turns it.
//!
//! Called by its form on the screen and by `salesdesk field`; what is typed into one is judged in
//! `own`, and what records hold is brought along by the store.

use super::custom_field::CustomField;
use super::invalid::{Invalid, Why};
use super::own::{Fault, split};
use super::{Change, Deed, Noun, quantity, typed};

/// The most characters a rule can allow.
const LONGEST: i64 = 100_000;

impl CustomField {
    /// The noun it belongs to.
    #[must_use]
    pub fn noun(&self) -> Option<Noun> {
        Noun::ALL.iter().copied().find(|noun| noun.table() == self.of)
    }

    /// The same with its words as they are kept: in one line without blanks around, and choices that it
    /// had not before a line each.
    #[must_use]
    pub fn tidied(mut self, was: &Self) -> Self {
        if self.choices != was.choices {
            self.choices = a_line_each(&self.choices);
        }
        for words in [&mut self.name, &mut self.pattern, &mut self.low, &mut self.high] {
            *words = typed::clean_line(words).trim().to_owned();
        }
        self.longest = self.longest.filter(|longest| *longest != 0);
        self
    }

    /// Refuses a name that could be no setting, or is that of a built-in field or of another of these.
    pub fn check_name(&self, others: &[Self]) -> Result<(), Invalid> {
        let name = self.name.as_str();
        let same = |other: &Self| other.of == self.of && other.id != self.id && other.is_called(name);
        let built_in = |noun: Noun| noun.fields().iter().any(|field| field.name == name);
        let why = if others.iter().any(same) {
            Why::FieldTaken(name.to_owned())
        } else if name.is_empty() {
            Why::Empty
        } else if name.contains('=') {
            Why::HoldsEquals
        } else if self.noun().is_some_and(built_in) {
            Why::BuiltIn(name.to_owned())
        } else {
            return Ok(());
        };
        Err(Invalid::new("name", why))
    }

    /// Refuses rules that could never be met, or mean nothing for the kind.
    pub fn check_rules(&self) -> Result<(), Invalid> {
        for (field, bound) in [("low", &self.low), ("high", &self.high)] {
            self.check_bound(bound).map_err(|why| Invalid::new(field, why))?;
        }
        if self.kind == "choice" && self.options().is_empty() {
            return Err(Invalid::new("choices", Why::NoChoices));
        }
        if self.longest.is_some_and(|longest| !(1..=LONGEST).contains(&longest)) {
            return Err(Invalid::new("longest", Why::Outside(1, LONGEST)));
        }
        Ok(())
    }

    fn check_bound(&self, bound: &str) -> Result<(), Why> {
        let read = match self.kind.as_str() {
            _ if bound.is_empty() => true,
            "number" | "money" => quantity::read(bound).is_some(),
            "date" => typed::date(bound).is_some(),
            _ => return Err(Why::Boundless),
        };
        if read { Ok(()) } else { Err(Why::Breaks(Fault::NotOf(self.kind.clone()))) }
    }

    /// The field as it is added beside all there are, and the change that adds it.
    pub fn adding(&self, all: &[Self]) -> Result<(Self, Change), Invalid> {
        self.check_name(all)?;
        self.check_rules()?;
        let noun = self.noun().unwrap_or(Noun::Customer);
        let id = Self::called(noun, &self.name, &self.kind).apart_from(all).id;
        let field = Self { id, ..self.clone() };
        let change = Change::new(Deed::EditFields, &field.name);
        let change = Change { writes: vec![field.put_there()], ..change };
        Ok((field, change))
    }

    /// The change that has it be what it was not; what stays as it is, is not checked again.
    pub fn turning(&self, was: &Self, all: &[Self]) -> Result<Change, Invalid> {
        if self.name != was.name {
            self.check_name(all)?;
        }
        let named = Self { name: self.name.clone(), position: self.position, ..was.clone() };
        if *self != named {
            self.check_rules()?;
        }
        Ok(Change::new(Deed::EditFields, &was.name).turn(was, self))
    }
}

/// Choices as they were typed: with commas between them, or a line each.
fn a_line_each(typed: &str) -> String {
    let typed = typed::clean(typed);
    let typed = typed.trim();
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let choices: Vec<&str> = if typed.contains('\n') { lines.collect() } else { split(typed).collect() };
    choices.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, kind: &str) -> CustomField {
        CustomField { name: name.into(), of: "customer".into(), kind: kind.into(), ..CustomField::default() }
    }

    fn why<T>(refused: Result<T, Invalid>) -> Option<Why> {
        refused.err().map(|invalid| invalid.why)
    }

    #[test]
    fn a_name_is_refused_that_another_bears_a_built_in_field_has_or_no_setting_could_be() {
        let (plan, _) = of("Plan", "text").adding(&[]).unwrap();
        let all = [plan.clone()];
        assert_eq!(why(of("ＰＬＡＮ", "text").adding(&all)), Some(Why::FieldTaken("ＰＬＡＮ".into())));
        assert_eq!(why(of("name", "text").adding(&all)), Some(Why::BuiltIn("name".into())));
        assert_eq!(why(of("a=b", "text").adding(&all)), Some(Why::HoldsEquals));
        assert_eq!(why(of("", "text").adding(&all)), Some(Why::Empty));
        assert!(CustomField { of: "deal".into(), ..of("Plan", "text") }.adding(&all).is_ok());
        assert!(plan.check_name(&all).is_ok(), "it is its own name");
    }

    #[test]
    fn rules_are_refused_that_mean_nothing_for_the_kind_or_cannot_be_met() {
        let low = |kind: &str, low: &str| CustomField { low: low.into(), ..of("x", kind) }.check_rules();
        assert_eq!(low("text", "3"), Err(Invalid::new("low", Why::Boundless)));
        assert_eq!(
            low("number", "few"),
            Err(Invalid::new("low", Why::Breaks(Fault::NotOf("number".into()))))
        );
        assert!([low("number", "1,000"), low("date", "2026"), low("text", "")].iter().all(Result::is_ok));
        assert_eq!(why(of("x", "choice").check_rules()), Some(Why::NoChoices));
        let long = |longest| CustomField { longest: Some(longest), ..of("x", "text") };
        let long = |longest| long(longest).tidied(&CustomField::default()).check_rules();
        assert_eq!((why(long(-1)), why(long(0))), (Some(Why::Outside(1, LONGEST)), None));
    }

    #[test]
    fn what_is_typed_is_kept_in_one_form_and_choices_a_line_each() {
        let kept = |was: &CustomField, choices: &str| {
            CustomField { choices: choices.into(), ..of(" Plan\t", "choice") }.tidied(was)
        };
        let plan = kept(&of("", "choice"), " 無料、Team, Pro,");
        assert_eq!((plan.name.as_str(), plan.choices.as_str()), ("Plan", "無料\nTeam\nPro"));
        let lines = kept(&plan, "Yes, at once\n\n No ");
        assert_eq!(lines.choices, "Yes, at once\nNo");
        let one = CustomField { choices: "Yes, at once".into(), ..plan };
        assert_eq!(kept(&one, "Yes, at once").choices, "Yes, at once", "nobody typed it");
    }

    #[test]
    fn a_field_is_renamed_whose_rules_nobody_would_accept_today() {
        let was = CustomField { id: crate::domain::Id::mint(1), low: "3".into(), ..of("Plan", "text") };
        let renamed = CustomField { name: "Tier".into(), ..was.clone() };
        assert_eq!(renamed.turning(&was, std::slice::from_ref(&was)).unwrap().writes[0].fields.len(), 1);
        let hard = CustomField { hard: true, ..was.clone() };
        assert_eq!(why(hard.turning(&was, std::slice::from_ref(&was))), Some(Why::Boundless));
        assert!(was.turning(&was, &[]).unwrap().is_empty());
    }
}

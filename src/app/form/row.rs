//! One row of a form: a field of the record or one of one's own, and what is written in it.

use crate::app::field::Field;
use crate::domain::Kind;
use crate::domain::custom_field::CustomField;
use crate::domain::form::FieldRow;
use crate::domain::own::{Fault, split};

/// One row of a form.
#[derive(Debug)]
pub struct Row {
    /// Which field.
    pub field: FieldRow,
    /// What is written in it.
    pub input: Field,
    /// The field of one's own it is, if it is one.
    pub own: Option<CustomField>,
    /// The rules of it that what is written breaks.
    pub faults: Vec<Fault>,
    pub(super) was: String,
}

impl Row {
    pub(super) fn new(field: FieldRow, was: &str) -> Self {
        let input = if field.kind() == Kind::Long { Field::lines() } else { Field::line() };
        Self::holding(input.with(was), field)
    }

    /// What the field makes of what it is given is what nobody has touched.
    fn holding(input: Field, field: FieldRow) -> Self {
        Self { was: input.text().to_owned(), input, field, own: None, faults: Vec::new() }
    }

    /// The row of a field of one's own.
    pub(super) fn of_own(own: &CustomField, was: &str) -> Self {
        let field = FieldRow { name: OWN, field: None, choices: &[] };
        let input = if own.kind == "text" { Field::lines() } else { Field::line() };
        Self { own: Some(own.clone()), ..Self::holding(input.with(was), field) }
    }

    /// What it is called in drafts.
    pub(super) fn name(&self) -> &str {
        self.own.as_ref().map_or(self.field.name, |own| &own.name)
    }

    /// The codes or words it can hold, where it is a choice.
    #[must_use]
    pub fn choices(&self) -> Vec<&str> {
        match &self.own {
            Some(own) if own.kind == "flag" => vec!["yes", "no"],
            Some(own) if own.kind == "choice" => own.options(),
            Some(_) => Vec::new(),
            None => self.field.choices.to_vec(),
        }
    }

    /// A figure picks a choice of one's own: the only one, or one more of several.
    pub(super) fn pick(&mut self, typed: Option<char>) -> bool {
        let Some(own) = &self.own else { return false };
        let at = typed.and_then(|typed| typed.to_digit(10)).and_then(|digit| digit.checked_sub(1));
        let options = if own.kind == "flag" { vec!["yes", "no"] } else { own.options() };
        let Some(word) = at.and_then(|at| options.get(usize::try_from(at).ok()?)) else { return false };
        let text = if own.kind == "multi" {
            let mut held: Vec<&str> = split(self.input.text()).collect();
            match held.iter().position(|one| one == word) {
                Some(at) => drop(held.remove(at)),
                None => held.push(word),
            }
            held.join(", ")
        } else {
            (*word).to_owned()
        };
        self.input.set_text(&text);
        true
    }

    pub(super) fn touched(&self) -> bool {
        self.input.text() != self.was
    }
}

/// What rows of fields of one's own are called among the others.
pub const OWN: &str = "own";

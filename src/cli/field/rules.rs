//! What `salesdesk field add` and `change` say of a field: its kind, its choices, its rules.

use clap::Args;

use crate::domain::custom_field::{CustomField, KINDS};

/// What is said of a field; what is not said stays as it is.
#[derive(Args, Debug)]
pub(super) struct Given {
    /// What it holds; yesno is flag
    #[arg(long = "type", value_name = "TYPE", value_parser = kinds())]
    kind: Option<String>,
    /// What can be chosen, with commas between
    #[arg(long, value_name = "A,B,C")]
    choices: Option<String>,
    /// It should not stay empty
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "yes", value_parser = ["yes", "no"])]
    required: Option<String>,
    /// What it looks like: # a digit, @ a letter, * anything
    #[arg(long, value_name = "PATTERN")]
    pattern: Option<String>,
    /// The least a number, an amount or a date should be
    #[arg(long, value_name = "LEAST", allow_hyphen_values = true)]
    low: Option<String>,
    /// The most
    #[arg(long, value_name = "MOST", allow_hyphen_values = true)]
    high: Option<String>,
    /// So many characters at most; 0 for any
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=100_000))]
    longest: Option<i64>,
    /// Refuse what breaks these rules instead of warning
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "yes", value_parser = ["yes", "no"])]
    hard: Option<String>,
    /// Where it stands among the others; smaller first
    #[arg(long, value_name = "N")]
    position: Option<i64>,
}

fn kinds() -> Vec<&'static str> {
    KINDS.iter().copied().chain(["yesno"]).collect()
}

impl Given {
    /// The field as it is said to be; whether it may be so is not asked here.
    pub(super) fn on(&self, was: &CustomField) -> CustomField {
        let mut field = was.clone();
        if let Some(kind) = &self.kind {
            field.kind = if kind == "yesno" { "flag".to_owned() } else { kind.clone() };
        }
        for (given, own) in [
            (&self.choices, &mut field.choices),
            (&self.pattern, &mut field.pattern),
            (&self.low, &mut field.low),
            (&self.high, &mut field.high),
        ] {
            if let Some(text) = given {
                own.clone_from(text);
            }
        }
        for (given, own) in [(&self.required, &mut field.required), (&self.hard, &mut field.hard)] {
            if let Some(text) = given {
                *own = text == "yes";
            }
        }
        field.longest = self.longest.or(field.longest);
        field.position = self.position.or(field.position);
        field.tidied(was)
    }
}

//! What a form is about where it is no part of a customer's page: a rule, the pacing, a call list.
//!
//! It says which fields are shown, what stands in them, and what saving them makes true. Made by what
//! lies beneath the form; the form asks it.

use crate::domain::call_list::CallList;
use crate::domain::custom_field::{self, CustomField};
use crate::domain::form::FieldRow;
use crate::domain::invalid::{Invalid, Why};
use crate::domain::outcome::Outcome;
use crate::domain::own::split;
use crate::domain::query::Query;
use crate::domain::rulebook::Rulebook;
use crate::domain::view::View;
use crate::domain::{Change, Id, Noun, Record, Value, lapse};
use crate::i18n::{Lang, Text, label};
use crate::keys::table::walk_keys;

/// Fields of an outcome that suppresses which can be changed.
const OF_FIXED: &[&str] = &["en", "ja", "key", "asks"];

/// What a form is about.
#[derive(Debug)]
pub enum About {
    /// An outcome; a new one where it has no code.
    Outcome {
        /// The rules it is one of.
        book: Box<Rulebook>,
        /// As it was.
        was: Box<Outcome>,
    },
    /// The pacing.
    Pacing(Box<Rulebook>),
    /// A call list.
    List {
        /// As it was.
        was: Box<CallList>,
        /// What other lists are called.
        taken: Vec<String>,
    },
    /// A view; a new one where it is not among all there are.
    View {
        /// As it was.
        was: Box<View>,
        /// The views there are.
        all: Vec<View>,
    },
    /// A field of the desk's own; a new one where it is not among all there are.
    OwnField {
        /// As it was.
        was: Box<CustomField>,
        /// The fields there are.
        all: Vec<CustomField>,
    },
}

impl About {
    /// What kind of record.
    #[must_use]
    pub const fn noun(&self) -> Noun {
        match self {
            Self::Outcome { .. } => Noun::Outcome,
            Self::Pacing(_) => Noun::Pacing,
            Self::List { .. } => Noun::CallList,
            Self::View { .. } => Noun::View,
            Self::OwnField { .. } => Noun::CustomField,
        }
    }

    /// Which; nothing for a new one.
    #[must_use]
    pub fn record(&self) -> Option<Id> {
        match self {
            Self::Outcome { was, .. } => Some(was.id).filter(|_| !was.code.is_empty()),
            Self::Pacing(book) => Some(crate::domain::pacing::id_of(book.list.as_ref().map(|list| list.id))),
            Self::List { was, .. } => Some(was.id),
            Self::View { was, all } => Some(was.id).filter(|id| all.iter().any(|view| view.id == *id)),
            Self::OwnField { was, all } => Some(was.id).filter(|id| all.iter().any(|field| field.id == *id)),
        }
    }

    /// What stands in the heading.
    #[must_use]
    pub fn subject(&self, lang: Lang) -> String {
        match self {
            Self::View { was, .. } => return was.name.clone(),
            Self::OwnField { was, .. } => return own_subject(was, lang),
            _ => {}
        }
        let list = self.list_of().map_or(Text::WholeDesk.words(lang), |list| &list.name);
        let own = match self {
            Self::Outcome { was, .. } => label::outcome(was, lang),
            _ => "",
        };
        [own, list].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    }

    fn list_of(&self) -> Option<&CallList> {
        match self {
            Self::Outcome { book, .. } | Self::Pacing(book) => book.list.as_ref(),
            Self::List { was, .. } => Some(was),
            Self::View { .. } | Self::OwnField { .. } => None,
        }
    }

    /// The list it holds on; nothing for every one.
    #[must_use]
    pub fn list(&self) -> Option<Id> {
        self.list_of().map(|list| list.id)
    }

    /// A field's value.
    #[must_use]
    pub fn get(&self, code: u16) -> Value {
        match self {
            Self::Outcome { was, .. } => was.get(code),
            Self::Pacing(book) => book.pacing.get(code),
            Self::List { was, .. } => was.get(code),
            Self::View { was, .. } => was.get(code),
            Self::OwnField { was, .. } => in_a_line(was, code),
        }
    }

    /// Says whether a field is shown.
    #[must_use]
    pub fn shows(&self, field: &FieldRow) -> bool {
        match self {
            Self::Outcome { book, was } if book.is_fixed(was) => OF_FIXED.contains(&field.name),
            Self::OwnField { .. } => field.name != "of" || self.record().is_none(),
            _ => true,
        }
    }

    /// Says whether these fields bear on who is called: then it is counted whom a change moves.
    #[must_use]
    pub fn bears_on_calls(&self, touched: &[&str]) -> bool {
        match self {
            Self::Outcome { .. } | Self::Pacing(_) => true,
            Self::List { .. } => touched.contains(&"everyones"),
            Self::View { .. } | Self::OwnField { .. } => false,
        }
    }

    /// What saving makes true: `values` are those of fields that were changed, `words` all that is
    /// written in the form.
    pub fn change(&self, values: Vec<(u16, Value)>, words: &str) -> Result<Change, Invalid> {
        match self {
            Self::Outcome { book, was } => {
                let mut becomes = filled(was.as_ref(), values);
                becomes.working |= lapse::says_working(words);
                book.put(becomes, &walk_keys())
            }
            Self::Pacing(book) => book.pace(&filled(&book.pacing, values)),
            Self::List { was, taken } => list(was, taken, &filled(was.as_ref(), values)),
            Self::View { was, all } => view(&filled(was.as_ref(), values), all),
            Self::OwnField { was, all } => {
                let becomes = filled(was.as_ref(), values).tidied(was);
                match self.record() {
                    Some(_) => becomes.turning(was, all),
                    None => becomes.adding(all).map(|(_, change)| change),
                }
            }
        }
    }
}

/// `Plan  customer`; nothing for a new one.
fn own_subject(field: &CustomField, lang: Lang) -> String {
    let noun = field.noun().filter(|_| !field.name.is_empty()).map(|noun| label::noun(noun, lang));
    [field.name.as_str(), noun.unwrap_or_default()].join("  ").trim().to_owned()
}

/// A value of a field of one's own; its choices stand in one line, unless one of them could not be told
/// from two there.
fn in_a_line(field: &CustomField, code: u16) -> Value {
    let lines: Vec<&str> = field.choices.lines().collect();
    if code == custom_field::field::choices && split(&field.choices).eq(lines.iter().copied()) {
        return Value::Text(lines.join(", "));
    }
    field.get(code)
}

fn filled<R: Record>(was: &R, values: Vec<(u16, Value)>) -> R {
    let mut becomes = was.clone();
    values.into_iter().for_each(|(code, value)| becomes.put(code, value));
    becomes
}

/// A field of the desk's own may be asked for: what it is called is checked where it is asked.
fn view(becomes: &View, all: &[View]) -> Result<Change, Invalid> {
    let same =
        |other: &View| other.name == becomes.name && other.rep == becomes.rep && other.id != becomes.id;
    if becomes.name.is_empty() {
        return Err(Invalid::new("name", Why::Empty));
    }
    if all.iter().any(same) {
        return Err(Invalid::new("name", Why::ViewTaken(becomes.name.clone())));
    }
    if becomes.key.is_some_and(|key| !(1..=9).contains(&key)) {
        return Err(Invalid::new("key", Why::Outside(1, 9)));
    }
    let query = Query::parse(&becomes.query);
    if query.is_empty() || query.hints.iter().any(|hint| hint.value.is_empty()) {
        return Err(Invalid::new("query", Why::NoSearch(becomes.query.clone())));
    }
    Ok(View::kept(becomes, all))
}

fn list(was: &CallList, taken: &[String], becomes: &CallList) -> Result<Change, Invalid> {
    if becomes.name.is_empty() {
        return Err(Invalid::new("name", Why::Empty));
    }
    if becomes.name != was.name && taken.contains(&becomes.name) {
        return Err(Invalid::new("name", Why::NameTaken(becomes.name.clone())));
    }
    if becomes.pace.is_some_and(|pace| !(1..=1_000).contains(&pace)) {
        return Err(Invalid::new("pace", Why::Outside(1, 1_000)));
    }
    if was.live && !becomes.live {
        return Err(Invalid::new("live", Why::WouldEmpty));
    }
    let query = Query::parse(&becomes.query);
    let means = !query.is_empty() && query.hints.iter().all(|hint| !hint.value.is_empty());
    if becomes.live && !means {
        return Err(Invalid::new("query", Why::NoSearch(becomes.query.clone())));
    }
    Ok(was.turned(becomes))
}

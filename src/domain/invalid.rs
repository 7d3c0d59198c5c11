//! What a user can put right: which field, and why it was refused.
//!
//! The world's refusals (a full disk, a bad file) are the store's and the exchange's errors.

use super::own::Fault;

/// A value that was typed or read and cannot stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {why}")]
pub struct Invalid {
    /// The field's name, as in its noun's table.
    pub field: &'static str,
    /// What is wrong with it.
    pub why: Why,
}

/// Why a value was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Something must stand here.
    #[error("must not be empty")]
    Empty,
    /// A rule of a field of one's own that is kept.
    #[error("breaks the rule of the field")]
    Breaks(Fault),
    /// Not a whole number.
    #[error("`{0}` is not a whole number")]
    NotANumber(String),
    /// Not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[error("`{0}` is not a date such as 2026-11-21")]
    NotADate(String),
    /// Not a moment in time.
    #[error("`{0}` is not a time such as 2026-11-21T14:30:00+09:00")]
    NotAMoment(String),
    /// Not yes or no.
    #[error("`{0}` is neither yes nor no")]
    NotAFlag(String),
    /// Not one of the set.
    #[error("`{0}` is not one of {1}")]
    NotAChoice(String, String),
    /// Not an id.
    #[error("`{0}` is not an id")]
    NotAnId(String),
    /// An amount in another currency than the record's.
    #[error("`{0}` is not an amount in {1}")]
    OtherCurrency(String, String),
    /// Looks like a payment card, which is never stored.
    #[error("looks like a card number, which is never stored")]
    CardNumber,
    /// Not a lapse of time.
    #[error("`{0}` is not a time to wait such as 20m, 4h or 3 working days")]
    NotALapse(String),
    /// Not a time of day.
    #[error("`{0}` is not a time of day such as 9:00")]
    NotAClock(String),
    /// Less or more than makes sense.
    #[error("must be from {0} to {1}")]
    Outside(i64, i64),
    /// Calling would end before it begins.
    #[error("calling must end after it begins")]
    EndsFirst,
    /// Not one key that can be typed.
    #[error("`{0}` is not one letter, digit or sign")]
    NotAKey(String),
    /// Another outcome has the key.
    #[error("`{key}` is the key of {en}")]
    KeyTaken {
        /// The key.
        key: String,
        /// What the other is called.
        en: String,
        /// And in Japanese.
        ja: String,
    },
    /// The key does something else on the walk.
    #[error("`{0}` does something else on the walk")]
    KeyOfTheWalk(String),
    /// The key is kept for what suppresses.
    #[error("`{0}` is kept for do not call and complaints")]
    KeyKept(String),
    /// What suppresses keeps all that it does.
    #[error("cannot be changed: do not call and complaints keep all they do")]
    Fixed,
    /// Another has the name.
    #[error("there is a call list `{0}` already")]
    NameTaken(String),
    /// Whoever answers a live list's search now would be lost.
    #[error("would empty the list; `salesdesk list edit --live no` keeps those who are on it now")]
    WouldEmpty,
    /// A search line without meaning.
    #[error("`{0}` is no search for anybody")]
    NoSearch(String),
    /// A view of one's own has the name.
    #[error("you have a view `{0}` already")]
    ViewTaken(String),
    /// Another field of one's own has the name.
    #[error("there is a field `{0}` already")]
    FieldTaken(String),
    /// A built-in field has the name.
    #[error("`{0}` is a built-in field")]
    BuiltIn(String),
    /// A setting ends its name at the first `=`.
    #[error("must not hold =")]
    HoldsEquals,
    /// What it holds has no least and no most.
    #[error("only a number, an amount or a date has one")]
    Boundless,
    /// Nothing could be chosen.
    #[error("say what can be chosen")]
    NoChoices,
    /// It is shown here and changed elsewhere.
    #[error("is only shown here; change it on the customer's page")]
    OnlyShown,
    /// Nothing there can hold it yet.
    #[error("there is nobody and nothing yet to hold it; add the person or the deal first")]
    NoRecord,
    /// No such field.
    #[error("there is no field `{0}`")]
    NoSuchField(String),
}

impl Invalid {
    /// Says what is wrong with a field.
    #[must_use]
    pub const fn new(field: &'static str, why: Why) -> Self {
        Self { field, why }
    }
}

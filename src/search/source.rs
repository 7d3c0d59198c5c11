//! What the store hands in of a customer: raw strings, as they stand in the records.
//!
//! Deleted records are left out by the store; an empty string means nothing known.

use super::held::Held;
use crate::domain::Id;

/// Everything about one customer that can be searched, filtered or sorted by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Which customer.
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// Its reading.
    pub kana: String,
    /// What else they were called before they turned out to be one.
    pub others: Vec<Named>,
    /// `company` or `person`.
    pub kind: String,
    /// `A`–`D`.
    pub rank: String,
    /// `prospect`, `customer` or `lapsed`.
    pub lifecycle: String,
    /// The rep who looks after them.
    pub owner: Option<Id>,
    /// Its people, and who signs for it.
    pub people: Vec<Named>,
    /// Phones, mobiles and faxes, dead ones too.
    pub numbers: Vec<Number>,
    /// Mail addresses, sites and handles.
    pub mails: Vec<String>,
    /// The house's code and every external id.
    pub codes: Vec<String>,
    /// Region, city and address.
    pub places: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its notes and those of its activities, newest first.
    pub notes: Vec<String>,
    /// The stages of its deals.
    pub stages: Vec<String>,
    /// What they hold in fields that filters ask for.
    pub held: Vec<Held>,
    /// When the first open next step is due, Unix milliseconds.
    pub next_at: Option<i64>,
    /// When they were last in touch, Unix milliseconds.
    pub last_at: Option<i64>,
    /// Until when a block forbids calling, Unix milliseconds.
    pub blocked_until: Option<i64>,
}

/// Somebody's name and its reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// In one piece, family and given name parted by a space.
    pub name: String,
    /// Its reading, likewise.
    pub kana: String,
}

/// A phone number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// As it was typed.
    pub raw: String,
    /// Its normal form, `+81…`; empty where none is.
    pub normal: String,
}

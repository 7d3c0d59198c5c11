//! What happened to a customer's records, one commit at a time. Assembled by `store` from the log.

use super::{Deed, Id, Noun, Value};

/// One commit that touched a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its place in the log.
    pub seq: i64,
    /// The action it belongs to.
    pub action: Id,
    /// When, Unix milliseconds.
    pub at: i64,
    /// The rep's name.
    pub rep: String,
    /// What was done.
    pub deed: Deed,
    /// What the action was about.
    pub subject: String,
    /// The fields it changed on this customer's records.
    pub changes: Vec<FieldChange>,
}

/// One field's change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// What kind of record.
    pub noun: Noun,
    /// Which record.
    pub id: Id,
    /// Which field, by name.
    pub field: &'static str,
    /// What it was.
    pub was: Value,
    /// What it became.
    pub becomes: Value,
}

//! What a field can hold, and how Rust types turn into it and back.
//!
//! There are no floats: money is minor units, percentages are whole.

use serde::{Deserialize, Serialize};

use super::Id;

/// One field's content, as stored, logged and compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Nothing known.
    #[default]
    Null,
    /// A number, a flag (0/1) or a moment (Unix milliseconds).
    Int(i64),
    /// Words, a choice's code, or an ISO date (possibly partial).
    Text(String),
    /// Another record.
    Ref([u8; 16]),
}

impl Value {
    /// The words, or nothing.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }

    /// Says whether nothing is known.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// A Rust type that can stand in a record.
pub trait Cell: Sized {
    /// The value to store.
    fn to_value(&self) -> Value;
    /// Reads a stored value; one of another type counts as nothing known.
    fn from_value(value: Value) -> Self;
}

impl Cell for String {
    fn to_value(&self) -> Value {
        if self.is_empty() { Value::Null } else { Value::Text(self.clone()) }
    }

    fn from_value(value: Value) -> Self {
        match value {
            Value::Text(text) => text,
            _ => Self::new(),
        }
    }
}

impl Cell for Option<i64> {
    fn to_value(&self) -> Value {
        self.map_or(Value::Null, Value::Int)
    }

    fn from_value(value: Value) -> Self {
        match value {
            Value::Int(number) => Some(number),
            _ => None,
        }
    }
}

impl Cell for bool {
    fn to_value(&self) -> Value {
        if *self { Value::Int(1) } else { Value::Null }
    }

    fn from_value(value: Value) -> Self {
        matches!(value, Value::Int(number) if number != 0)
    }
}

impl Cell for Option<Id> {
    fn to_value(&self) -> Value {
        self.map_or(Value::Null, |id| Value::Ref(*id.as_bytes()))
    }

    fn from_value(value: Value) -> Self {
        match value {
            Value::Ref(bytes) => Some(Id::from_bytes(bytes)),
            _ => None,
        }
    }
}

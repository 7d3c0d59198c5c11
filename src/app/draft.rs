//! What a draft's key says: which screen was open, on which customer, how far.
//!
//! `log|customer|channel|outcome|list` for a note line,
//! `mail|customer|point|person|handed` for a mail to be sent or, `handed`, only to be logged,
//! `step|customer` for a next step, `move|customer|step` for another time of one, `tag|customer`,
//! `retain|customer` for until when they are kept,
//! `inquiry|customer|step|inquiry` (or `clear`) for what was done about one,
//! `block|customer|whom|record` for why somebody is blocked or free again,
//! `form|noun|customer|record` for a form (its text: one `field<TAB>value` a line).

use super::msg::Draft;
use super::purpose::OfInquiry;
use crate::domain::blocking::Whom;
use crate::domain::{Id, Noun};

/// What a half-written text was to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// A logged contact.
    Log {
        /// With whom.
        customer: Id,
        /// Over which channel.
        channel: String,
        /// How it ended; empty where it had none.
        outcome: String,
        /// On which call list.
        list: Option<Id>,
    },
    /// A mail.
    Mail {
        /// To whom.
        customer: Id,
        /// Where.
        point: Id,
        /// With which person.
        person: Option<Id>,
        /// A mail program has it: it is only to be logged.
        handed: bool,
    },
    /// A next step.
    Step {
        /// For whom.
        customer: Id,
    },
    /// Another time for a next step.
    Move {
        /// For whom.
        customer: Id,
        /// Which.
        step: Id,
    },
    /// A tag.
    Tag {
        /// For whom.
        customer: Id,
    },
    /// Until when they are kept.
    Retain {
        /// Who.
        customer: Id,
    },
    /// A block, or why it is lifted.
    Block {
        /// Of this customer.
        customer: Id,
        /// Of them, or of a person or number there.
        whom: Whom,
    },
    /// What was done about an inquiry, or why they may be called all the same.
    Inquiry {
        /// Whose.
        customer: Id,
        /// Which.
        inquiry: Id,
        /// Which of the two.
        what: OfInquiry,
    },
    /// A new or changed record.
    Form {
        /// What kind.
        noun: Noun,
        /// Whose; nothing for a new customer.
        customer: Option<Id>,
        /// Which; nothing for a new one.
        record: Option<Id>,
    },
}

impl Intent {
    /// The key that says so.
    #[must_use]
    pub fn key(&self) -> String {
        let id = |id: &Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
        match self {
            Self::Log { customer, channel, outcome, list } => {
                format!("log|{customer}|{channel}|{outcome}|{}", id(list))
            }
            Self::Mail { customer, point, person, handed } => {
                format!("mail|{customer}|{point}|{}|{}", id(person), if *handed { "handed" } else { "" })
            }
            Self::Step { customer } => format!("step|{customer}"),
            Self::Move { customer, step } => format!("move|{customer}|{step}"),
            Self::Tag { customer } => format!("tag|{customer}"),
            Self::Retain { customer } => format!("retain|{customer}"),
            Self::Block { customer, whom } => match whom {
                Whom::Customer => format!("block|{customer}|customer|"),
                Whom::Person(id) => format!("block|{customer}|person|{id}"),
                Whom::Point(id) => format!("block|{customer}|point|{id}"),
            },
            Self::Inquiry { customer, inquiry, what: OfInquiry::Step } => {
                format!("inquiry|{customer}|step|{inquiry}")
            }
            Self::Inquiry { customer, inquiry, what: OfInquiry::Clear } => {
                format!("inquiry|{customer}|clear|{inquiry}")
            }
            Self::Form { noun, customer, record } => {
                format!("form|{}|{}|{}", noun.table(), id(customer), id(record))
            }
        }
    }

    /// Reads a key back; `None` for one this version does not know.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let mut parts = key.split('|');
        match (parts.next()?, parts.next()?) {
            ("log", customer) => Some(Self::Log {
                customer: customer.parse().ok()?,
                channel: parts.next()?.to_owned(),
                outcome: parts.next()?.to_owned(),
                list: parts.next().and_then(|list| list.parse().ok()),
            }),
            ("mail", customer) => Some(Self::Mail {
                customer: customer.parse().ok()?,
                point: parts.next()?.parse().ok()?,
                person: parts.next()?.parse().ok(),
                handed: parts.next()? == "handed",
            }),
            ("step", customer) => Some(Self::Step { customer: customer.parse().ok()? }),
            ("move", customer) => {
                Some(Self::Move { customer: customer.parse().ok()?, step: parts.next()?.parse().ok()? })
            }
            ("retain", customer) => Some(Self::Retain { customer: customer.parse().ok()? }),
            ("tag", customer) => Some(Self::Tag { customer: customer.parse().ok()? }),
            ("block", customer) => Some(Self::Block {
                customer: customer.parse().ok()?,
                whom: match (parts.next()?, parts.next()?) {
                    ("person", id) => Whom::Person(id.parse().ok()?),
                    ("point", id) => Whom::Point(id.parse().ok()?),
                    _ => Whom::Customer,
                },
            }),
            ("inquiry", customer) => Some(Self::Inquiry {
                customer: customer.parse().ok()?,
                what: if parts.next()? == "clear" { OfInquiry::Clear } else { OfInquiry::Step },
                inquiry: parts.next()?.parse().ok()?,
            }),
            ("form", noun) => Some(Self::Form {
                noun: Noun::ALL.iter().copied().find(|known| known.table() == noun)?,
                customer: parts.next()?.parse().ok(),
                record: parts.next()?.parse().ok(),
            }),
            _ => None,
        }
    }

    /// The customer it is about.
    #[must_use]
    pub const fn customer(&self) -> Option<Id> {
        match self {
            Self::Log { customer, .. }
            | Self::Mail { customer, .. }
            | Self::Step { customer }
            | Self::Move { customer, .. }
            | Self::Tag { customer }
            | Self::Retain { customer }
            | Self::Inquiry { customer, .. }
            | Self::Block { customer, .. } => Some(*customer),
            Self::Form { customer, .. } => *customer,
        }
    }

    /// The draft of a text with this intent, about `subject`.
    #[must_use]
    pub fn draft(&self, subject: &str, text: String, caret: usize) -> Draft {
        Draft { key: self.key(), text, caret, subject: subject.to_owned(), at: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_intent_reads_back_from_its_key() {
        let customer = Id::mint(1);
        let all = [
            Intent::Log { customer, channel: "call".into(), outcome: "TALK".into(), list: Some(Id::mint(4)) },
            Intent::Log { customer, channel: "note".into(), outcome: String::new(), list: None },
            Intent::Mail { customer, point: Id::mint(5), person: None, handed: false },
            Intent::Mail { customer, point: Id::mint(5), person: Some(Id::mint(6)), handed: true },
            Intent::Step { customer },
            Intent::Move { customer, step: Id::mint(3) },
            Intent::Tag { customer },
            Intent::Retain { customer },
            Intent::Block { customer, whom: Whom::Customer },
            Intent::Block { customer, whom: Whom::Point(Id::mint(3)) },
            Intent::Inquiry { customer, inquiry: Id::mint(5), what: OfInquiry::Clear },
            Intent::Inquiry { customer, inquiry: Id::mint(5), what: OfInquiry::Step },
            Intent::Form { noun: Noun::Customer, customer: None, record: None },
            Intent::Form { noun: Noun::Deal, customer: Some(customer), record: Some(Id::mint(2)) },
        ];
        for intent in all {
            assert_eq!(Intent::of_key(&intent.key()), Some(intent));
        }
        assert_eq!(Intent::of_key("log|nobody|call|"), None);
        assert_eq!(Intent::of_key("fly|x"), None);
    }
}

//! A field of the desk's own: what a column is that no field of ours holds.
//!
//! Its id is the hash of the noun and the folded name it had first, so two desks that import the same
//! file mean the same field, also once it is called otherwise. What it holds of a record is a
//! `custom_value`.

use super::fold::fold;
use super::record::{record, whole};
use super::{Id, Noun, Write};

record! {
    /// A field somebody added to a noun.
    CustomField in field {
        /// The table of the noun it belongs to: a code out of `OF`.
        1 of: Choice,
        /// What it is called: the header it came in under.
        2 name: Text,
        /// What it holds: a code out of `KINDS`.
        3 kind: Choice,
        /// What a choice can be, one a line.
        4 choices: Long,
        /// Where it stands among the noun's; smaller first.
        5 position: Int,
        /// It should not stay empty.
        6 required: Flag,
        /// What a text should look like: `*` for anything, `#` for a digit, `@` for a letter.
        7 pattern: Text,
        /// The least a number, an amount or a date should be.
        8 low: Text,
        /// The most.
        9 high: Text,
        /// So many characters at most.
        10 longest: Int,
        /// What breaks these rules is refused where it is typed, not only told.
        11 hard: Flag,
    }
}

/// The nouns that can have fields of one's own, by their tables.
pub const OF: &[&str] = &["customer", "person", "deal", "purchase", "activity"];

/// What one can hold.
pub const KINDS: &[&str] = &["text", "number", "date", "choice", "multi", "flag", "phone", "url", "money"];

impl CustomField {
    /// The field of that name on that noun: the same on every desk.
    #[must_use]
    pub fn called(of: Noun, name: &str, kind: &str) -> Self {
        Self {
            id: id_of(of, name),
            of: of.table().to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            ..Self::default()
        }
    }

    /// Says whether it bears that name now.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        !self.gone && fold(&self.name) == fold(name)
    }

    /// Says whether it bore that name first.
    #[must_use]
    pub fn was_called(&self, name: &str) -> bool {
        self.noun().is_some_and(|noun| id_of(noun, name) == self.id)
    }

    /// The same with an id of its own, where another of these fields bore its name first.
    #[must_use]
    pub fn apart_from(mut self, fields: &[Self]) -> Self {
        let (mut tried, name): (u8, _) = (1, fold(&self.name));
        while tried < u8::MAX && fields.iter().any(|field| field.id == self.id && !field.gone) {
            tried += 1;
            let parts: [&[u8]; 4] = [b"custom_field", self.of.as_bytes(), name.as_bytes(), &[tried]];
            self.id = Id::of_parts(&parts);
        }
        self
    }

    /// The write that has it there as it says, also after it was deleted.
    #[must_use]
    pub fn put_there(&self) -> Write {
        whole(self)
    }
}

/// The one of these fields that bears a name now, else the one that bore it first, however it is
/// spelled: views and files go on meaning a field that was renamed.
#[must_use]
pub fn called<'a>(fields: &'a [CustomField], name: &str) -> Option<&'a CustomField> {
    let now = fields.iter().find(|field| field.is_called(name));
    now.or_else(|| fields.iter().find(|field| !field.gone && field.was_called(name)))
}

/// The id of the field that was first given that name on that noun, however it is spelled.
#[must_use]
pub fn id_of(of: Noun, name: &str) -> Id {
    Id::of_parts(&[b"custom_field", &[of.code()], fold(name).as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_meant_by_its_name_and_by_the_one_it_had_first_unless_another_has_that_now() {
        let plan = CustomField { name: "Tier".into(), ..CustomField::called(Noun::Customer, "Plan", "text") };
        let fields = [plan.clone()];
        let name = |fields: &[CustomField], name: &str| called(fields, name).map(|field| field.name.clone());
        assert_eq!(name(&fields, "ＴＩＥＲ"), Some("Tier".into()));
        assert_eq!((name(&fields, "plan"), name(&fields, "Seats")), (Some("Tier".into()), None));
        let other = CustomField::called(Noun::Customer, "Plan", "text").apart_from(&fields);
        assert_ne!(other.id, plan.id);
        assert_eq!(other, CustomField::called(Noun::Customer, "Plan", "text").apart_from(&fields));
        assert_eq!(name(&[plan, other], "plan"), Some("Plan".into()));
    }
}

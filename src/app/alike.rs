//! The warning while one types: somebody in the book has that number, that address, that name.
//!
//! Asked after each key and answered by indexes; only the newest answer counts, and no key waits for it.

use super::form::Form;
use super::msg::Ticket;
use crate::domain::contact_point::{self, ContactPoint};
use crate::domain::customer::Customer;
use crate::domain::duplicate::Ground;
use crate::domain::page::{Line, Page};
use crate::domain::{Id, Noun};

/// Who is known by what is typed.
#[derive(Debug, Default)]
pub struct Alike {
    /// Who, and by what.
    pub found: Option<(Ground, Box<Line>)>,
    asked: Ticket,
}

impl Alike {
    /// Notes which answer is waited for.
    pub(super) const fn asked(&mut self, ticket: Ticket) {
        self.asked = ticket;
    }

    /// Takes in an answer, if it is the one that is waited for.
    pub(super) fn answered(&mut self, ticket: Ticket, found: Option<(Ground, Box<Line>)>) {
        if ticket == self.asked {
            self.found = found;
        }
    }
}

/// Fields somebody can be known by.
const KNOWN_BY: &[(Noun, &[&str])] = &[
    (Noun::Customer, &["name", "kana", "phone", "mail", "code", "corporate_number", "kind"]),
    (Noun::ContactPoint, &["raw", "kind"]),
];

/// What a form says that somebody can be known by, where the caret is in such a field. The customer's id is
/// that of whoever the form is about.
#[must_use]
pub(super) fn draft_of(form: &Form, region: &str) -> Option<Box<Page>> {
    let (_, fields) = KNOWN_BY.iter().find(|(noun, _)| *noun == form.noun)?;
    let here = form.row().is_some_and(|row| fields.contains(&row.field.name));
    let text = |name: &str| form.text(name).to_owned();
    let id = form.customer.unwrap_or_default();
    let page = match form.noun {
        Noun::ContactPoint => {
            let points = vec![contact_point::typed(form.text("kind"), form.text("raw"), region)];
            Page {
                customer: Customer { id, ..Customer::default() },
                contact_points: points,
                ..Page::default()
            }
        }
        _ => new_customer(id, text, region),
    };
    here.then(|| Box::new(page))
}

fn new_customer(id: Id, text: impl Fn(&str) -> String, region: &str) -> Page {
    let customer = Customer {
        id,
        name: text("name"),
        kana: text("kana"),
        kind: text("kind"),
        code: text("code"),
        corporate_number: text("corporate_number"),
        ..Customer::default()
    };
    let points = [("phone", text("phone")), ("mail", text("mail"))];
    let points = points.iter().filter(|(_, raw)| !raw.is_empty());
    let points = points.map(|(kind, raw)| contact_point::typed(kind, raw, region));
    Page { customer, contact_points: points.collect::<Vec<ContactPoint>>(), ..Page::default() }
}

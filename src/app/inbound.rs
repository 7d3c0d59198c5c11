//! Somebody calls in: digits or a name find them while they are typed, Enter logs the call.
//!
//! A number nobody has becomes a new customer in one line: the number, and a name where one is
//! typed behind it. What lay beneath, such as a walk, is there again afterwards.

use super::ask::{Ask, Opening, World};
use super::field::Field;
use super::list::Cursor;
use super::msg::{Effect, Ticket};
use super::toast::News;
use crate::domain::contact_point::{self, ContactPoint};
use crate::domain::customer::Customer;
use crate::domain::page::{Line, Page};
use crate::domain::{Change, Deed, Id};
use crate::i18n::Text;
use crate::keys::{Action, Key};

/// Who might be calling.
#[derive(Debug)]
pub struct Inbound {
    /// The digits or the name.
    pub field: Field,
    /// Who answers to them.
    pub lines: Vec<Line>,
    /// The cursor among them.
    pub cursor: Cursor,
    /// On its way to the disk.
    pub saving: bool,
    list: Option<Id>,
    asked: Ticket,
    answered: Ticket,
    /// Whose page is waited for.
    wanted: Option<Id>,
}

impl Inbound {
    /// Nothing typed yet; `list` is the one that is being walked.
    #[must_use]
    pub fn new(list: Option<Id>) -> Self {
        Self {
            field: Field::line(),
            lines: Vec::new(),
            cursor: Cursor::default(),
            saving: false,
            list,
            asked: Ticket::default(),
            answered: Ticket::default(),
            wanted: None,
        }
    }

    /// Says whether the rows are not yet those of what is typed, or a page is on its way.
    #[must_use]
    pub fn waiting(&self) -> bool {
        self.asked != self.answered || self.wanted.is_some()
    }

    /// Notes which answer is waited for.
    pub(super) const fn asked(&mut self, ticket: Ticket) {
        self.asked = ticket;
    }

    /// Says whether that answer is for it.
    #[must_use]
    pub fn asked_for(&self, ticket: Ticket) -> bool {
        self.asked == ticket
    }

    /// Says whether that customer's page is waited for.
    #[must_use]
    pub fn waits_for(&self, customer: Id) -> bool {
        self.wanted == Some(customer)
    }

    pub(super) fn found(&mut self, ticket: Ticket, lines: Vec<Line>) -> Ask {
        (self.answered, self.lines) = (ticket, lines);
        self.cursor = Cursor::default();
        Ask::nothing()
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match action {
            Action::Accept => self.accept(world),
            Action::Down => self.step(1),
            Action::Up => self.step(-1),
            Action::Back => Ask::close(),
            _ => Ask::nothing(),
        }
    }

    fn step(&mut self, by: isize) -> Ask {
        self.cursor.step(by, self.lines.len());
        Ask::nothing()
    }

    pub(super) fn type_key(&mut self, key: Key) -> Ask {
        let before = self.field.revision();
        self.field.key(&key);
        if self.field.revision() == before { Ask::nothing() } else { self.seek() }
    }

    pub(super) fn paste(&mut self, text: &str) -> Ask {
        self.field.insert(text.lines().next().unwrap_or_default());
        self.seek()
    }

    fn seek(&mut self) -> Ask {
        if self.field.text().trim().is_empty() {
            (self.lines, self.asked, self.answered) = (Vec::new(), Ticket::default(), Ticket::default());
            return Ask::nothing();
        }
        Ask { seek: Some(self.field.text().to_owned()), ..Ask::default() }
    }

    fn accept(&mut self, world: &World<'_>) -> Ask {
        if let Some(line) = self.lines.get(self.cursor.at) {
            return self.load(line.id);
        }
        let Some((number, name)) = newcomer(self.field.text(), &world.setting.region) else {
            return Ask::say(News::WhyNot(Text::NoNumberGiven));
        };
        let ms = world.now.timestamp_millis();
        let name = if name.is_empty() { number.raw.clone() } else { name };
        let customer = Customer {
            id: Id::mint(ms),
            name,
            kind: "company".into(),
            lifecycle: "prospect".into(),
            owner: world.setting.rep,
            ..Customer::default()
        };
        let point =
            ContactPoint { id: Id::mint(ms), customer: Some(customer.id), position: Some(0), ..number };
        (self.saving, self.wanted) = (true, Some(customer.id));
        Ask::commit(Change::new(Deed::AddCustomer, &customer.name).add(&customer).add(&point))
    }

    fn load(&mut self, id: Id) -> Ask {
        self.wanted = Some(id);
        Ask::effect(Effect::Load(id))
    }

    pub(super) fn committed(&mut self) -> Ask {
        self.saving = false;
        self.wanted.map_or_else(Ask::nothing, |id| self.load(id))
    }

    /// Their page is here: the call they make is logged over what lies beneath.
    pub(super) fn loaded(&mut self, page: Box<Page>) -> Ask {
        Ask { open: Some(Opening::Incoming { page, list: self.list }), ..Ask::close() }
    }
}

/// The number at the beginning of a line, and what stands behind it.
fn newcomer(text: &str, region: &str) -> Option<(ContactPoint, String)> {
    let text = text.trim();
    let digit = |c: char| c.is_numeric() || "+-()（）－ー‐ 　.".contains(c);
    let end = text.find(|c: char| !digit(c)).unwrap_or(text.len());
    let (number, name) = text.split_at(end);
    let digits = number.chars().filter(|c| c.is_numeric()).count();
    (digits >= 3).then(|| (contact_point::typed("phone", number.trim(), region), name.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::newcomer;

    #[test]
    fn a_number_and_a_name_behind_it_are_a_new_customer() {
        let read = |text| newcomer(text, "JP").map(|(point, name)| (point.normal, name));
        assert_eq!(read("03-1234-5678 山田商店"), Some(("+81312345678".into(), "山田商店".into())));
        assert_eq!(read("０３１２３４５６７８"), Some(("+81312345678".into(), String::new())));
        assert_eq!(read("山田商店"), None);
        assert_eq!(read("12 a"), None);
    }
}

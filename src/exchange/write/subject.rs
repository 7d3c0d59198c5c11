//! What a row of an export is about, and which rows a customer gives.
//!
//! One shape for every table: a dossier, and the one record of it that the row is about.

use crate::domain::activity::Activity;
use crate::domain::deal::Deal;
use crate::domain::dossier::Dossier;
use crate::domain::inquiry::Inquiry;
use crate::domain::inquiry_step::InquiryStep;
use crate::domain::next_step::NextStep;
use crate::domain::person::Person;
use crate::domain::purchase::Purchase;
use crate::domain::{Id, Noun, Record, Value};

/// What a row is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum About {
    /// A customer, with the first person there.
    #[default]
    Customers,
    /// A person.
    People,
    /// A deal.
    Deals,
    /// A line of an order.
    Purchases,
    /// Something that happened.
    Activities,
    /// What is to be done.
    NextSteps,
    /// What somebody asked or complained of.
    Inquiries,
    /// A person, or a customer nobody is known at: what address books hold.
    Contacts,
}

impl About {
    /// Every kind of row, in the order of a workbook's sheets.
    pub const ALL: &'static [Self] = &[
        Self::Customers,
        Self::People,
        Self::Deals,
        Self::Purchases,
        Self::Activities,
        Self::NextSteps,
        Self::Inquiries,
    ];

    /// The noun a row is about.
    #[must_use]
    pub const fn noun(self) -> Noun {
        match self {
            Self::Customers => Noun::Customer,
            Self::People | Self::Contacts => Noun::Person,
            Self::Deals => Noun::Deal,
            Self::Purchases => Noun::Purchase,
            Self::Activities => Noun::Activity,
            Self::NextSteps => Noun::NextStep,
            Self::Inquiries => Noun::Inquiry,
        }
    }

    /// What a sheet of such rows is called.
    #[must_use]
    pub const fn sheet(self, japanese: bool) -> &'static str {
        match (self, japanese) {
            (Self::Customers, false) => "Customers",
            (Self::Customers, true) => "顧客",
            (Self::People, false) => "People",
            (Self::People, true) => "担当者",
            (Self::Deals, false) => "Deals",
            (Self::Deals, true) => "商談",
            (Self::Purchases, false) => "Purchases",
            (Self::Purchases, true) => "購入",
            (Self::Activities, false) => "Activities",
            (Self::Activities, true) => "活動",
            (Self::NextSteps, false) => "Next steps",
            (Self::NextSteps, true) => "次の予定",
            (Self::Inquiries, false) => "Inquiries",
            (Self::Inquiries, true) => "問い合わせ",
            (Self::Contacts, false) => "Contacts",
            (Self::Contacts, true) => "連絡先",
        }
    }

    /// The rows a dossier gives.
    #[must_use]
    pub fn rows(self, dossier: &Dossier) -> Vec<Subject<'_>> {
        let page = &dossier.page;
        let about = |row| Subject { dossier, row };
        match self {
            Self::Customers if page.customer.id == Id::default() => Vec::new(),
            Self::Customers => vec![about(Row::Customer)],
            Self::Contacts if page.people.is_empty() => Self::Customers.rows(dossier),
            Self::People | Self::Contacts => page.people.iter().map(Row::Person).map(about).collect(),
            Self::Deals => page.deals.iter().map(Row::Deal).map(about).collect(),
            Self::Purchases => dossier.purchases.iter().map(Row::Purchase).map(about).collect(),
            Self::Activities => page.activities.iter().rev().map(Row::Activity).map(about).collect(),
            Self::NextSteps => page.next_steps.iter().map(Row::NextStep).map(about).collect(),
            Self::Inquiries => page.inquiries.iter().rev().map(Row::Inquiry).map(about).collect(),
        }
    }
}

/// The record a row is about.
#[derive(Clone, Copy, Debug)]
enum Row<'a> {
    Customer,
    Person(&'a Person),
    Deal(&'a Deal),
    Purchase(&'a Purchase),
    Activity(&'a Activity),
    NextStep(&'a NextStep),
    Inquiry(&'a Inquiry),
}

/// One row to be.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// All there is of the customer.
    pub dossier: &'a Dossier,
    row: Row<'a>,
}

impl<'a> Subject<'a> {
    /// The person of the row: its own, or the first at the customer.
    #[must_use]
    pub fn person(&self) -> Option<&'a Person> {
        let named = |id: Option<Id>| self.dossier.page.person(id?);
        match self.row {
            Row::Person(person) => Some(person),
            Row::Customer => self.dossier.page.people.first(),
            Row::Activity(activity) => named(activity.person),
            Row::NextStep(step) => named(step.person),
            Row::Inquiry(inquiry) => named(inquiry.person),
            Row::Deal(_) | Row::Purchase(_) => None,
        }
    }

    /// The id of the record the row is about.
    #[must_use]
    pub fn id(&self) -> Id {
        match self.row {
            Row::Customer => self.dossier.page.customer.id,
            Row::Person(person) => person.id,
            Row::Deal(deal) => deal.id,
            Row::Purchase(purchase) => purchase.id,
            Row::Activity(activity) => activity.id,
            Row::NextStep(step) => step.id,
            Row::Inquiry(inquiry) => inquiry.id,
        }
    }

    /// A field of the row's record, of its customer or of its person.
    #[must_use]
    pub fn get(&self, noun: Noun, code: u16) -> Value {
        match (noun, self.row) {
            (Noun::Customer, _) => self.dossier.page.customer.get(code),
            (Noun::Person, _) => self.person().map(|person| person.get(code)).unwrap_or_default(),
            (Noun::Deal, Row::Deal(deal)) => deal.get(code),
            (Noun::Purchase, Row::Purchase(purchase)) => purchase.get(code),
            (Noun::Activity, Row::Activity(activity)) => activity.get(code),
            (Noun::NextStep, Row::NextStep(step)) => step.get(code),
            (Noun::Inquiry, Row::Inquiry(inquiry)) => inquiry.get(code),
            _ => Value::Null,
        }
    }

    /// What was done about the inquiry of the row, the first thing first.
    pub fn steps(&self) -> impl Iterator<Item = &'a InquiryStep> {
        let of = if let Row::Inquiry(inquiry) = self.row { Some(inquiry.id) } else { None };
        self.dossier.page.inquiry_steps.iter().filter(move |step| of.is_some() && step.inquiry == of)
    }

    /// The record of that noun a value of one's own would hang on.
    #[must_use]
    pub fn id_of(&self, noun: Noun) -> Option<Id> {
        match noun {
            Noun::Customer => Some(self.dossier.page.customer.id),
            Noun::Person => self.person().map(|person| person.id),
            _ => Some(self.id()),
        }
    }
}

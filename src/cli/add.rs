//! `salesdesk add`: a new customer with numbers, addresses and fields.

use clap::Args;
use serde_json::json;

use super::out;
use super::own;
use super::reach;
use super::session::{Session, handle};
use super::set::Setting;
use crate::domain::customer::{Customer, KINDS};
use crate::domain::invalid::Why;
use crate::domain::page::Page;
use crate::domain::person::Person;
use crate::domain::{Change, Deed, Id, Invalid, Noun, Record as _};
use crate::i18n::{Text, ground};

/// Add a customer
#[derive(Args, Debug)]
pub(super) struct Add {
    /// What they are called
    name: String,
    /// A company, or a consumer standing alone
    #[arg(long, default_value = "company", value_parser = KINDS.to_vec())]
    kind: String,
    /// The name's reading
    #[arg(long)]
    kana: Option<String>,
    /// A phone number; may be given again
    #[arg(long, value_name = "NUMBER")]
    phone: Vec<String>,
    /// A mail address; may be given again
    #[arg(long, value_name = "ADDRESS")]
    mail: Vec<String>,
    /// Any other field; may be given again
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<Setting>,
}

impl Add {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let (ours, own) = own::parted::<Customer>(session, &desk, &self.set)?;
        let customer = self.customer(session, &desk, &ours)?;
        let mut change = Change::new(Deed::AddCustomer, &customer.name).add(&customer);
        if customer.kind == "person" {
            let person = Person {
                id: Id::mint(session.ms()),
                customer: Some(customer.id),
                ..Person::called(&customer.name, &customer.kana)
            };
            change = change.add(&person);
        }
        for point in reach::points(session, customer.id, &self.phone, &self.mail, 0) {
            change = change.add(&point);
        }
        own::missing(session, &desk, Noun::Customer, &own)?;
        change = own::put(session, &desk, change, customer.id, customer.id, &own)?;
        self.warn(session, &desk, &customer)?;
        session.stored(desk.commit(&change, session.ms()))?;
        if session.json {
            return out::json(&json!({ "id": customer.id.to_string() }));
        }
        let words = Text::AddedWhom.fill(session.lang, &[("name", &customer.name)]);
        out::say(&format!("{words}  {}", customer.id))
    }

    /// Says on standard error that somebody is there already who is known by this.
    fn warn(&self, session: &Session, desk: &crate::store::Desk, customer: &Customer) -> anyhow::Result<()> {
        let points = reach::points(session, customer.id, &self.phone, &self.mail, 0);
        let draft = Page { customer: customer.clone(), contact_points: points, ..Page::default() };
        if let Some((why, line)) = session.stored(desk.alike(&draft))? {
            let why = ground::label(why, session.lang);
            let words = Text::AlikeKnown.fill(session.lang, &[("why", why), ("name", &line.name)]);
            session.remark(&format!("{words}  {}", handle(line.id, &line.code)));
        }
        Ok(())
    }

    fn customer(
        &self,
        session: &Session,
        desk: &crate::store::Desk,
        set: &[Setting],
    ) -> anyhow::Result<Customer> {
        let mut customer =
            Customer { id: Id::mint(session.ms()), kind: self.kind.clone(), ..Customer::default() };
        let given =
            |field: &str, text: &str| Setting { field: field.to_owned(), text: text.trim().to_owned() };
        let named = [given("name", &self.name), given("kana", self.kana.as_deref().unwrap_or_default())];
        for setting in named.iter().chain(set) {
            let (code, value) = setting.read::<Customer>(session, desk, &customer.currency)?;
            customer.put(code, value);
        }
        refuse_nameless(&customer)?;
        Ok(customer)
    }
}

/// Nobody can be found who is called nothing.
pub(super) fn refuse_nameless(customer: &Customer) -> anyhow::Result<()> {
    if customer.name.is_empty() { Err(Invalid::new("name", Why::Empty).into()) } else { Ok(()) }
}

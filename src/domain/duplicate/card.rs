//! The card: what one knows a customer by, folded once and kept in one small block of text.
//!
//! A million of them lie in memory while a book is scanned, so there is one allocation a card and no
//! part is longer than [`LONGEST`].

use super::place;
use crate::domain::contact_point::ContactPoint;
use crate::domain::customer::Customer;
use crate::domain::fold::{Named, digits, fold};
use crate::domain::mail;
use crate::domain::page::Page;
use crate::domain::person::Person;

/// The parts of a card, in the order they are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Name,
    Form,
    Reading,
    People,
    Numbers,
    Mails,
    Sites,
    Corporate,
    Postcode,
    City,
    Place,
    Birth,
}

const PARTS: usize = 12;
/// Bytes of one part; what is longer is cut.
const LONGEST: usize = 240;
/// Numbers and addresses of one customer that are looked at.
const MOST: usize = 8;
/// Digits that make a number.
const DIGITS: usize = 6;

/// What a customer is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// A consumer: names are given and family names.
    pub person: bool,
    text: Box<str>,
    ends: [u16; PARTS],
}

impl Card {
    /// The card of a customer with these people and contact points.
    #[must_use]
    pub fn of(customer: &Customer, people: &[Person], points: &[ContactPoint]) -> Self {
        let named = Named::of(&customer.name);
        let mut making = Making::default();
        let person = customer.kind == "person";
        let name = if named.core.is_empty() {
            people.first().map(|person| fold(&person.name())).unwrap_or_default()
        } else {
            named.core.clone()
        };
        making.put(&name);
        making.put(&form(&named));
        making.put(&reading(customer, people, person));
        let names = people.iter().map(|person| fold(&person.name())).filter(|name| !name.is_empty());
        making.put_all(names.chain(representative(customer)));
        making.put_all(points.iter().filter_map(number));
        let mails: Vec<String> = points.iter().filter_map(mail_of).collect();
        making.put_all(mails.iter().cloned());
        making.put_all(points.iter().filter_map(site));
        making.put(&digits(&customer.corporate_number));
        making.put(&digits(&customer.postal_code));
        making.put(&fold(&customer.city));
        making.put(&place::folded(&customer.region, &customer.city, &customer.address));
        let birth = people.iter().map(|person| person.birth_date.as_str()).find(|date| !date.is_empty());
        making.put(birth.filter(|_| person).unwrap_or_default());
        making.done(person)
    }

    /// The card of a page.
    #[must_use]
    pub fn of_page(page: &Page) -> Self {
        Self::of(&page.customer, &page.people, &page.contact_points)
    }

    /// The bytes it takes.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        size_of::<Self>() + self.text.len()
    }

    /// Says whether it comes before another: of two, the same one always does.
    #[must_use]
    pub(super) fn precedes(&self, other: &Self) -> bool {
        (&self.text, self.person) < (&other.text, other.person)
    }

    fn part(&self, part: Part) -> &str {
        let at = part as usize;
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[usize::from(from)..usize::from(self.ends[at])]
    }

    fn parts(&self, part: Part) -> impl Iterator<Item = &str> + Clone {
        self.part(part).split('\t').filter(|one| !one.is_empty())
    }

    /// The name without its legal form, folded.
    #[must_use]
    pub fn name(&self) -> &str {
        self.part(Part::Name)
    }

    /// `<株式会社` before the name, `>株式会社` behind it; empty where there is none.
    #[must_use]
    pub fn form(&self) -> &str {
        self.part(Part::Form)
    }

    /// The reading without its legal form, folded, without blanks.
    #[must_use]
    pub fn reading(&self) -> &str {
        self.part(Part::Reading)
    }

    /// The names of its people, folded.
    pub fn people(&self) -> impl Iterator<Item = &str> + Clone {
        self.parts(Part::People)
    }

    /// Its numbers: E.164 without the plus, or the digits where a number has no such form.
    pub fn numbers(&self) -> impl Iterator<Item = &str> + Clone {
        self.parts(Part::Numbers)
    }

    /// Its mail addresses, in small letters.
    pub fn mails(&self) -> impl Iterator<Item = &str> + Clone {
        self.parts(Part::Mails)
    }

    /// The hosts of its web pages.
    pub fn sites(&self) -> impl Iterator<Item = &str> + Clone {
        self.parts(Part::Sites)
    }

    /// 法人番号, in digits.
    #[must_use]
    pub fn corporate(&self) -> &str {
        self.part(Part::Corporate)
    }

    /// The postcode, in digits.
    #[must_use]
    pub fn postcode(&self) -> &str {
        self.part(Part::Postcode)
    }

    /// The city, folded.
    #[must_use]
    pub fn city(&self) -> &str {
        self.part(Part::City)
    }

    /// The address in one spelling, as far as the number of the house.
    #[must_use]
    pub fn place(&self) -> &str {
        self.part(Part::Place)
    }

    /// When the consumer was born.
    #[must_use]
    pub fn birth(&self) -> &str {
        self.part(Part::Birth)
    }
}

/// A card that is being written.
#[derive(Default)]
struct Making {
    text: String,
    ends: Vec<u16>,
}

impl Making {
    fn put(&mut self, text: &str) {
        let mut end = text.len().min(LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.push_str(&text[..end]);
        self.ends.push(u16::try_from(self.text.len()).expect("parts are short and few"));
    }

    fn put_all(&mut self, texts: impl Iterator<Item = String>) {
        let mut all: Vec<String> = Vec::new();
        for text in texts {
            let room = all.iter().map(|one| one.len() + 1).sum::<usize>() + text.len() <= LONGEST;
            if room && all.len() < MOST && !all.contains(&text) {
                all.push(text);
            }
        }
        self.put(&all.join("\t"));
    }

    fn done(self, person: bool) -> Card {
        let ends = self.ends.try_into().expect("every part was put");
        Card { person, text: self.text.into_boxed_str(), ends }
    }
}

/// Where the legal form stands, and which: `<` before, `>` behind.
fn form(named: &Named) -> String {
    let Some(whole) = &named.whole else { return String::new() };
    if let Some(form) = whole.strip_suffix(named.core.as_str()).map(str::trim).filter(|form| !form.is_empty())
    {
        return format!("<{form}");
    }
    let behind = whole.strip_prefix(named.core.as_str()).map(str::trim).filter(|form| !form.is_empty());
    behind.map(|form| format!(">{}", form.replace(['.', ' '], ""))).unwrap_or_default()
}

fn reading(customer: &Customer, people: &[Person], person: bool) -> String {
    let own = Named::of(&customer.kana).core;
    let own = if own.is_empty() && person {
        people.first().map(|person| fold(&person.kana())).unwrap_or_default()
    } else {
        own
    };
    own.replace(' ', "")
}

fn representative(customer: &Customer) -> Option<String> {
    Some(fold(&customer.representative)).filter(|name| !name.is_empty())
}

fn number(point: &ContactPoint) -> Option<String> {
    let number = matches!(point.kind.as_str(), "phone" | "mobile" | "fax") && point.state != "wrong";
    let text = if point.normal.is_empty() { &point.raw } else { &point.normal };
    number.then(|| digits(text)).filter(|digits| digits.len() >= DIGITS)
}

fn mail_of(point: &ContactPoint) -> Option<String> {
    let text = if point.normal.is_empty() { mail::normal(&point.raw)? } else { point.normal.clone() };
    (point.kind == "mail" && point.state != "wrong").then(|| text.to_lowercase())
}

/// The host of a web page, without `www.`.
fn site(point: &ContactPoint) -> Option<String> {
    if point.kind != "url" {
        return None;
    }
    let text = fold(&point.raw);
    let rest = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.contains('.').then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact_point;

    #[test]
    fn a_card_is_the_same_however_it_was_written() {
        let customer = |name: &str, address: &str, number: &str| {
            let customer = Customer {
                name: name.into(),
                kind: "company".into(),
                city: "千代田区".into(),
                address: address.into(),
                ..Customer::default()
            };
            Card::of(&customer, &[], &[contact_point::number(number, "JP")])
        };
        let one = customer("株式会社　サクラ", "丸の内一丁目２番３号", "０３－１２３４－５６７８");
        let other = customer("㈱さくら", "丸の内1-2-3", "+81 3 1234 5678");
        assert_eq!(one, other);
        assert_eq!(
            (one.name(), one.form(), one.numbers().next()),
            ("さくら", "<株式会社", Some("81312345678"))
        );
    }

    #[test]
    fn a_form_stands_before_the_name_or_behind_it() {
        let form = |name: &str| form(&Named::of(name));
        assert_eq!(form("株式会社さくら"), "<株式会社");
        assert_eq!(form("さくら㈱"), ">株式会社");
        assert_eq!(form("Acme Co., Ltd."), ">coltd");
        assert_eq!(form("さくら"), "");
    }

    #[test]
    fn no_part_grows_without_bound() {
        let long =
            Customer { name: "あ".repeat(9_999), address: "い".repeat(9_999), ..Customer::default() };
        let points: Vec<ContactPoint> =
            (0..99).map(|n| contact_point::typed("mail", &format!("a{n}@b.example"), "JP")).collect();
        let card = Card::of(&long, &[], &points);
        assert_eq!((card.name().chars().count(), card.mails().count()), (LONGEST / 3, MOST));
        assert!(card.bytes() < 4_000);
    }
}

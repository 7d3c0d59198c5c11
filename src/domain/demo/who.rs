//! The customers of the demo book: who they are and how to reach them.

use super::super::Id;
use super::super::contact_point::ContactPoint;
use super::super::customer::Customer;
use super::super::person::Person;
use super::super::phone;
use super::super::tag::Tag;
use super::{Kind, Made, Maker, english, japan};

/// Where somebody is.
struct Where {
    region: &'static str,
    city: &'static str,
    postal_code: &'static str,
    country: &'static str,
    currency: &'static str,
    area: &'static str,
}

/// A title in the house: department, title, part in a decision.
type Title = (&'static str, &'static str, &'static str);

impl Maker {
    /// Makes the nth customer of its kind, the `n`th of all.
    pub(super) fn customer(&mut self, kind: Kind, nth: usize, n: usize) -> Made {
        let japanese = matches!(kind, Kind::JapaneseCompany | Kind::JapaneseConsumer);
        let company = matches!(kind, Kind::JapaneseCompany | Kind::EnglishCompany);
        let place = self.place(japanese);
        let (named, domain) = match kind {
            Kind::JapaneseCompany => self.japanese_company(nth),
            Kind::EnglishCompany => self.english_company(nth),
            Kind::JapaneseConsumer | Kind::EnglishConsumer => {
                (self.consumer(nth, japanese), "home".to_owned())
            }
        };
        let customer = self.placed(named, &place, n, japanese);
        self.add(&customer);
        let first = self.people(&customer, nth, japanese, company);
        let number = self.reach(customer.id, first, &place, &domain, company);
        self.tags(customer.id, japanese);
        Made { id: customer.id, person: first, number, japanese, company, currency: place.currency }
    }

    fn place(&mut self, japanese: bool) -> Where {
        if japanese {
            let (region, city, postal_code, area) = *self.dice.pick(japan::PLACES);
            return Where { region, city, postal_code, country: "JP", currency: "JPY", area };
        }
        let (region, city, postal_code, country, currency, area) = *self.dice.pick(english::PLACES);
        Where { region, city, postal_code, country, currency, area }
    }

    fn japanese_company(&mut self, nth: usize) -> (Customer, String) {
        let (stem, kana, latin) = japan::STEMS[nth % japan::STEMS.len()];
        let round = nth / japan::STEMS.len();
        let (trade, trade_kana, industry, needs) = japan::TRADES[(nth + 5 * round) % japan::TRADES.len()];
        let name = match self.dice.below(4) {
            0 => format!("株式会社{stem}{trade}"),
            1 => format!("{stem}{trade}株式会社"),
            2 => format!("有限会社{stem}{trade}"),
            _ => format!("{stem}{trade}（株）"),
        };
        let customer = Customer {
            name,
            kana: format!("{kana}{trade_kana}"),
            industry: industry.into(),
            needs: needs.into(),
            fiscal_month: Some([3, 3, 3, 9, 12][usize::try_from(self.dice.below(5)).unwrap_or(0)]),
            capital: Some((1 + self.dice.up_to(30)) * 3_000_000),
            ..Customer::default()
        };
        (customer, format!("{latin}{}", if round > 0 { "2" } else { "" }))
    }

    fn english_company(&mut self, nth: usize) -> (Customer, String) {
        let stem = english::STEMS[nth % english::STEMS.len()];
        let round = nth / english::STEMS.len();
        let (trade, industry, needs) = english::TRADES[(nth + 3 * round) % english::TRADES.len()];
        let ending = *self.dice.pick(&[" Ltd", " Inc.", " & Co.", ""]);
        let customer = Customer {
            name: format!("{stem} {trade}{ending}"),
            industry: industry.into(),
            needs: needs.into(),
            fiscal_month: Some(if self.dice.chance(60) { 12 } else { 4 }),
            ..Customer::default()
        };
        let domain = format!("{stem}-{trade}").to_lowercase();
        (customer, domain.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
    }

    fn consumer(&mut self, nth: usize, japanese: bool) -> Customer {
        let (name, kana) = names(nth, japanese);
        let wish = *self.dice.pick(if japanese { japan::WISHES } else { english::WISHES });
        Customer { name, kana, needs: wish.into(), ..Customer::default() }
    }

    fn placed(&mut self, named: Customer, place: &Where, n: usize, japanese: bool) -> Customer {
        let company = !named.industry.is_empty();
        let sources = if japanese { japan::SOURCES } else { english::SOURCES };
        let touched = self.now - chrono::Duration::days(20 + self.dice.up_to(400));
        Customer {
            id: self.id(),
            kind: if company { "company" } else { "person" }.into(),
            code: format!("D{:03}", n + 1),
            rank: (*self.dice.pick(&["A", "B", "B", "C", "C", "D", ""])).into(),
            lifecycle: (*self.dice.pick(&["prospect", "prospect", "prospect", "customer", "lapsed"])).into(),
            vip: self.dice.chance(5),
            owner: self.rep.filter(|_| self.dice.chance(60)),
            region: place.region.into(),
            city: place.city.into(),
            postal_code: place.postal_code.into(),
            country: place.country.into(),
            currency: place.currency.into(),
            employees: company.then(|| 4 + self.dice.up_to(20) * self.dice.up_to(20)),
            source: (*self.dice.pick(sources)).into(),
            first_touch_on: touched.date_naive().to_string(),
            ..named
        }
    }

    /// A company's people, or the consumer in person; the first one comes back.
    fn people(&mut self, customer: &Customer, nth: usize, japanese: bool, company: bool) -> Option<Id> {
        let count = if company { 1 + usize::try_from(self.dice.below(3)).unwrap_or(0) } else { 1 };
        let mut first = None;
        for one in 0..count {
            let (name, kana) = if company {
                names(nth * 3 + one + 7, japanese)
            } else {
                (customer.name.clone(), customer.kana.clone())
            };
            let titles: &[Title] = if japanese { japan::TITLES } else { english::TITLES };
            let (department, job_title, role) =
                if company { titles[(nth + one) % titles.len()] } else { ("", "", "") };
            let person = Person {
                id: self.id(),
                customer: Some(customer.id),
                department: department.into(),
                job_title: job_title.into(),
                role: role.into(),
                ..Person::called(&name, &kana)
            };
            self.add(&person);
            first = first.or(Some(person.id));
        }
        first
    }

    /// A company's switchboard, somebody's mobile and a mail address; the first number comes back.
    fn reach(
        &mut self,
        customer: Id,
        person: Option<Id>,
        place: &Where,
        domain: &str,
        company: bool,
    ) -> String {
        let mut points = Vec::new();
        if company {
            points.push(self.number(place, "phone"));
            if self.dice.chance(45) {
                points.push(ContactPoint { person, ..self.number(place, "mobile") });
            }
        } else {
            points.push(ContactPoint { person, ..self.number(place, "mobile") });
        }
        let mail = if company {
            format!("info@{domain}.example")
        } else {
            format!("d{}@mail.example", self.numbers)
        };
        points.push(ContactPoint {
            kind: "mail".into(),
            normal: mail.clone(),
            raw: mail,
            ..ContactPoint::default()
        });
        let first = points[0].dialled().to_owned();
        for (position, point) in (0..).zip(points) {
            let point =
                ContactPoint { id: self.id(), customer: Some(customer), position: Some(position), ..point };
            self.add(&point);
        }
        first
    }

    /// The next number that nobody has.
    fn number(&mut self, place: &Where, kind: &str) -> ContactPoint {
        self.numbers += 1;
        let n = self.numbers;
        let raw = match (place.country, kind) {
            ("JP", "mobile") => format!("090-0000-{n:04}"),
            ("JP", _) => format!("{}-{}-{n:04}", place.area, "0".repeat(6 - place.area.len())),
            ("GB", _) => format!("+44 20 7946 0{:03}", n % 1000),
            _ => format!("+1 {}-555-01{:02}", place.area, n % 100),
        };
        let normal = phone::normal(&raw, phone::HOME).e164.unwrap_or_default();
        ContactPoint { kind: kind.into(), raw, normal, ..ContactPoint::default() }
    }

    fn tags(&mut self, customer: Id, japanese: bool) {
        if self.dice.chance(45) {
            let word = *self.dice.pick(if japanese { japan::TAGS } else { english::TAGS });
            self.writes.push(Tag::on(customer, word).put_on());
        }
    }
}

/// The nth name and its reading.
fn names(nth: usize, japanese: bool) -> (String, String) {
    if japanese {
        let (family, family_kana) = japan::FAMILIES[nth % japan::FAMILIES.len()];
        let turn = nth / japan::FAMILIES.len();
        let (given, given_kana) = japan::GIVENS[(nth * 3 + turn) % japan::GIVENS.len()];
        return (format!("{family} {given}"), format!("{family_kana} {given_kana}"));
    }
    let turn = nth / english::FAMILIES.len();
    let given = english::GIVENS[(nth * 5 + turn) % english::GIVENS.len()];
    (format!("{given} {}", english::FAMILIES[nth % english::FAMILIES.len()]), String::new())
}

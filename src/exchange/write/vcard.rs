//! Address cards: one for each person, and one for a customer nobody is known at.
//!
//! vCard 3.0 as phones and mail programs take it, or 4.0; escapes and folds are `calcard`'s. Whoever
//! must not be called is marked, because an address book dials whom it has.

use std::io::Write;

use calcard::common::PartialDateTime;
use calcard::vcard::{
    VCard, VCardEntry, VCardParameter, VCardParameterName, VCardParameterValue, VCardProperty, VCardType,
    VCardValue, VCardVersion,
};

use super::column::Desk;
use super::export::Done;
use super::preset::{DO_NOT_CALL, blocked, tags};
use super::source::Source;
use super::subject::{About, Subject};
use crate::domain::contact_point::ContactPoint;
use crate::domain::customer::Customer;
use crate::domain::person::Person;
use crate::domain::typed::{clean, clean_line};
use crate::exchange::bring_in::Watch;
use crate::exchange::error::Error;

/// Which version of the format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// What phones take.
    #[default]
    Three,
    /// What the newest programs take.
    Four,
}

/// Writes a card for everybody.
pub fn write(
    source: &Source<'_>,
    desk: &Desk,
    version: Version,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<Done, Error> {
    let mut rows = 0;
    let customers = source.each(watch, (0, 1), &mut |dossier| {
        for row in About::Contacts.rows(dossier) {
            out.write_all(card(&row, desk, version).as_bytes()).map_err(Error::io("writing the cards"))?;
            rows += 1;
        }
        Ok(())
    })?;
    Ok(Done { customers, rows })
}

/// One card as text.
fn card(row: &Subject<'_>, desk: &Desk, version: Version) -> String {
    let mut card = Card { entries: Vec::new(), version, items: 0 };
    card.fill(row, desk);
    let mut text = String::new();
    let version = if version == Version::Four { VCardVersion::V4_0 } else { VCardVersion::V3_0 };
    VCard { entries: card.entries }.write_to(&mut text, version).expect("a string takes any text");
    text
}

/// A card being filled.
struct Card {
    entries: Vec<VCardEntry>,
    version: Version,
    items: usize,
}

impl Card {
    fn fill(&mut self, row: &Subject<'_>, desk: &Desk) {
        let (page, person) = (&row.dossier.page, row.person());
        self.name(person, &page.customer);
        self.organization(person, &page.customer);
        let home = page.customer.kind == "person";
        for point in page.contact_points.iter().filter(|point| reaches(row, point)) {
            self.point(point, home);
        }
        self.address(&page.customer, home);
        if let Some(person) = person {
            self.birthday(&person.birth_date);
        }
        let tags = tags(row, desk.now);
        if !tags.is_empty() {
            self.values(VCardProperty::Categories, &tags.iter().map(String::as_str).collect::<Vec<_>>());
        }
        let note = note(row, desk.now);
        if !note.is_empty() {
            self.add(VCardProperty::Note, &note);
        }
        self.add(VCardProperty::Uid, &format!("urn:uuid:{}", row.id()));
        self.revision(desk.now);
    }

    fn name(&mut self, person: Option<&Person>, customer: &Customer) {
        let alone = Person::called(&customer.name, &customer.kana);
        let stands_alone = customer.kind == "person" && person.is_none();
        let Some(person) = person.or(stands_alone.then_some(&alone)) else {
            self.add(VCardProperty::Fn, &customer.name);
            self.values(VCardProperty::N, &["", "", "", "", ""]);
            return self.add(VCardProperty::Other("X-ABSHOWAS".into()), "COMPANY");
        };
        self.add(VCardProperty::Fn, &person.name());
        // A name nobody split is the family's, as address books show it whole.
        let family = if person.given.is_empty() && person.family.is_empty() {
            &person.full_name
        } else {
            &person.family
        };
        self.values(VCardProperty::N, &[family, &person.given, "", "", &person.honorific]);
        let kana = [&person.family_kana, &person.given_kana].map(|kana| clean_line(kana).into_owned());
        self.sorted_as(kana.join(",").trim_end_matches(','));
        for (name, kana) in ["X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME"].into_iter().zip(kana) {
            if !kana.is_empty() {
                self.add(VCardProperty::Other(name.into()), &kana);
            }
        }
    }

    fn organization(&mut self, person: Option<&Person>, customer: &Customer) {
        if customer.kind != "person" {
            let department = person.map_or("", |person| &person.department);
            let parts = [customer.name.as_str(), department];
            let parts = if department.is_empty() { &parts[..1] } else { &parts[..] };
            self.values(VCardProperty::Org, parts);
            if !customer.kana.is_empty() {
                self.sorted_as(&customer.kana);
                self.add(VCardProperty::Other("X-PHONETIC-ORG".into()), &customer.kana);
            }
        }
        let title = person.map_or("", |person| &person.job_title);
        if !title.is_empty() {
            self.add(VCardProperty::Title, title);
        }
    }

    fn point(&mut self, point: &ContactPoint, home: bool) {
        let place = if home { VCardType::Home } else { VCardType::Work };
        let (property, types) = match point.kind.as_str() {
            "phone" => (VCardProperty::Tel, vec![place, VCardType::Voice]),
            "mobile" => (VCardProperty::Tel, vec![VCardType::Cell, VCardType::Voice]),
            "fax" => (VCardProperty::Tel, vec![place, VCardType::Fax]),
            "mail" => (VCardProperty::Email, vec![place]),
            "url" => (VCardProperty::Url, vec![place]),
            _ => (VCardProperty::Other("X-SOCIALPROFILE".into()), Vec::new()),
        };
        let social = types.is_empty();
        let mut entry =
            VCardEntry::new(property).with_value(VCardValue::Text(clean_line(&point.raw).into_owned()));
        for one in types {
            entry.add_param(VCardParameter::new(VCardParameterName::Type, VCardParameterValue::Type(one)));
        }
        if social {
            let kind = VCardParameterValue::Text(point.kind.clone());
            entry.add_param(VCardParameter::new(VCardParameterName::Type, kind));
        }
        if !point.label.is_empty() {
            self.items += 1;
            let group = Some(format!("item{}", self.items));
            self.entries.push(entry.with_group(group.clone()));
            let label = VCardValue::Text(clean_line(&point.label).into_owned());
            let entry = VCardEntry::new(VCardProperty::Other("X-ABLABEL".into())).with_value(label);
            return self.entries.push(entry.with_group(group));
        }
        self.entries.push(entry);
    }

    fn address(&mut self, customer: &Customer, home: bool) {
        let parts = [
            "",
            "",
            &customer.address,
            &customer.city,
            &customer.region,
            &customer.postal_code,
            &customer.country,
        ];
        if parts.iter().any(|part| !part.is_empty()) {
            self.values(VCardProperty::Adr, &parts);
            let place = VCardParameterValue::Type(if home { VCardType::Home } else { VCardType::Work });
            self.last().add_param(VCardParameter::new(VCardParameterName::Type, place));
        }
    }

    /// Version 3 has whole dates alone.
    fn birthday(&mut self, date: &str) {
        let mut parts = date.split('-');
        let date = PartialDateTime {
            year: parts.next().and_then(|year| year.parse().ok()),
            month: parts.next().and_then(|month| month.parse().ok()),
            day: parts.next().and_then(|day| day.parse().ok()),
            ..PartialDateTime::default()
        };
        let known = date.year.is_some() && (self.version == Version::Four || date.day.is_some());
        if known {
            self.entries
                .push(VCardEntry::new(VCardProperty::Bday).with_value(VCardValue::PartialDateTime(date)));
        }
    }

    fn revision(&mut self, now: i64) {
        let at = chrono::DateTime::from_timestamp_millis(now).unwrap_or_default();
        let text = VCardValue::Text(at.format("%Y%m%dT%H%M%SZ").to_string());
        self.entries.push(VCardEntry::new(VCardProperty::Rev).with_value(text));
    }

    /// Says how the line before is sorted; version 3 has properties for that.
    fn sorted_as(&mut self, kana: &str) {
        if self.version == Version::Four && !kana.is_empty() {
            let kana = VCardParameterValue::Text(clean_line(kana).into_owned());
            self.last().add_param(VCardParameter::new(VCardParameterName::SortAs, kana));
        }
    }

    fn last(&mut self) -> &mut VCardEntry {
        self.entries.last_mut().expect("a line was added before")
    }

    fn add(&mut self, property: VCardProperty, text: &str) {
        self.values(property, &[text]);
    }

    fn values(&mut self, property: VCardProperty, texts: &[&str]) {
        let values = texts.iter().map(|text| VCardValue::Text(clean(text).into_owned())).collect();
        self.entries.push(VCardEntry::new(property).with_values(values));
    }
}

/// Says whether a number or address is on the card: the person's own, and those of the house.
fn reaches(row: &Subject<'_>, point: &ContactPoint) -> bool {
    let person = row.person().map(|person| person.id);
    !point.gone && (point.person.is_none() || point.person == person)
}

/// Both notes, behind the mark of whoever must not be called: not every address book shows categories.
fn note(row: &Subject<'_>, now: i64) -> String {
    let mark = if blocked(row, now) { DO_NOT_CALL } else { "" };
    let person = row.person().map_or("", |person| person.note.as_str());
    let notes = [mark, person, &row.dossier.page.customer.note];
    notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use calcard::vcard::{VCard, VCardProperty, VCardValue};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Id;
    use crate::domain::dossier::Dossier;
    use crate::domain::page::Page;
    use crate::domain::tag::Tag;
    use crate::domain::typed::clean;

    fn desk() -> Desk {
        let offset = chrono::FixedOffset::east_opt(9 * 3600).unwrap();
        Desk { offset, currency: "JPY".into(), now: 1_795_239_120_000 }
    }

    fn written(dossier: &Dossier, version: Version) -> String {
        card(&About::Contacts.rows(dossier)[0], &desk(), version)
    }

    fn texts(card: &VCard, property: &VCardProperty) -> Vec<String> {
        let of = |value: &VCardValue| match value {
            VCardValue::Text(text) => vec![text.clone()],
            VCardValue::Component(parts) => parts.clone(),
            other => panic!("{other:?}"),
        };
        card.properties(property)
            .flat_map(|entry| entry.values.iter().flat_map(of).collect::<Vec<_>>())
            .collect()
    }

    fn somebody(words: &[String]) -> Dossier {
        let word = |at: usize| clean(&words[at]).trim().to_owned();
        let line = |at: usize| clean_line(&words[at]).trim().to_owned();
        let customer = Customer {
            id: Id::mint(1),
            name: line(0),
            note: word(1),
            kind: "company".into(),
            ..Customer::default()
        };
        let person = Person {
            id: Id::mint(2),
            customer: Some(customer.id),
            family: line(2),
            given: line(3),
            family_kana: line(4),
            given_kana: line(5),
            department: line(6),
            ..Person::default()
        };
        let point = |kind: &str, raw: String| ContactPoint {
            kind: kind.into(),
            raw,
            person: (kind == "mail").then_some(person.id),
            ..ContactPoint::default()
        };
        let contact_points = vec![point("phone", "+81 3-1234-5678".into()), point("mail", line(7))];
        let tags = vec![Tag::on(customer.id, &line(8)), Tag::on(customer.id, "A, B; C")];
        Dossier {
            page: Page { customer, people: vec![person], contact_points, tags, ..Page::default() },
            ..Dossier::default()
        }
    }

    fn check(words: &[String]) -> Result<(), TestCaseError> {
        let dossier = somebody(words);
        let page = &dossier.page;
        for version in [Version::Three, Version::Four] {
            let text = written(&dossier, version);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75), "{}", text);
            let card =
                VCard::parse(&text).map_err(|entry| TestCaseError::fail(format!("{entry:?}: {text}")))?;
            let person = &page.people[0];
            let name = texts(&card, &VCardProperty::N);
            prop_assert_eq!((&name[0], &name[1]), (&person.family, &person.given), "{}", text);
            prop_assert_eq!(&texts(&card, &VCardProperty::Org)[0], &page.customer.name, "{}", text);
            for (name, kana) in
                [("X-PHONETIC-LAST-NAME", &person.family_kana), ("X-PHONETIC-FIRST-NAME", &person.given_kana)]
            {
                prop_assert_eq!(&texts(&card, &VCardProperty::Other(name.into())).concat(), kana, "{}", text);
            }
            prop_assert_eq!(texts(&card, &VCardProperty::Tel), vec!["+81 3-1234-5678".to_owned()]);
            prop_assert_eq!(
                &texts(&card, &VCardProperty::Email).concat(),
                &page.contact_points[1].raw,
                "{}",
                text
            );
            prop_assert_eq!(&texts(&card, &VCardProperty::Note).concat(), &page.customer.note, "{}", text);
            // `calcard` reads fewer blanks behind a backslash than it wrote.
            let bare = |text: &String| text.replace(' ', "");
            let tags: Vec<String> = page.tags.iter().map(|tag| bare(&tag.name)).collect();
            let read: Vec<String> = texts(&card, &VCardProperty::Categories).iter().map(bare).collect();
            prop_assert_eq!(read, tags, "{}", text);
            let uid = format!("urn:uuid:{}", person.id);
            prop_assert_eq!(card.uid(), Some(uid.as_str()));
        }
        Ok(())
    }

    fn a_word() -> impl Strategy<Value = String> {
        let marks = "[a-zA-Z0-9,;:\\\\\"'^&=\n 株式会社髙橋ﾔﾏﾀﾞ〜😀👨‍👩‍👧éß]{1,40}";
        (marks, "[a-z髙😀]").prop_map(|(text, end)| format!("{end}{text}{end}"))
    }

    proptest! {
        #[test]
        fn a_card_read_back_keeps_names_readings_numbers_mail_tags_and_note(
            words in prop::collection::vec(a_word(), 9)
        ) {
            check(&words)?;
        }
    }

    #[test]
    fn a_company_nobody_is_known_at_is_a_card_of_its_own() {
        let customer = Customer {
            id: Id::mint(1),
            name: "田中製作所".into(),
            kind: "company".into(),
            ..Customer::default()
        };
        let dossier = Dossier { page: Page { customer, ..Page::default() }, ..Dossier::default() };
        let text = written(&dossier, Version::Three);
        let card = VCard::parse(&text).unwrap();
        assert_eq!(texts(&card, &VCardProperty::Fn), ["田中製作所"]);
        assert!(texts(&card, &VCardProperty::N).concat().is_empty(), "{text}");
        assert!(text.contains("X-ABSHOWAS:COMPANY"), "{text}");
    }
}

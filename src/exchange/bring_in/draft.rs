//! One row read into records, before anybody knows whether they are new.
//!
//! Nothing in a cell is lost: what no field of ours holds goes into a field of the desk's own, and
//! what is no value for its field becomes a `header: value` line for the note. `record` reads what
//! a deal, a purchase or an activity has; `import` and `records` decide what becomes of a draft.

mod mailing;
mod record;

use chrono::FixedOffset;

use crate::domain::consent::Consent;
use crate::domain::contact_point::ContactPoint;
use crate::domain::customer::{self, Customer};
use crate::domain::external_id::ExternalId;
use crate::domain::person::Person;
use crate::domain::pipeline::Pipelines;
use crate::domain::plan::Refusal;
use crate::domain::typed::{self, Place};
use crate::domain::{Field, Id, Kind, Noun, Record, Value, mail, prefecture};
use crate::exchange::map::headers::{As, Column, Mapping};
use crate::exchange::map::own;
use crate::exchange::map::target::Target;
use crate::exchange::read::cell::{self, plain, unshielded};
use crate::exchange::read::country;
use crate::exchange::read::phone;
use crate::exchange::read::row::Row;

/// What parts several values in one cell.
const SEVERAL: &str = " ::: ";

/// How to read cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Puts columns nobody knows into fields of the desk's own; else they are left out.
    pub keep_unknown: bool,
    /// Where numbers without a country code belong, as an ISO code; in Japan they get back a zero
    /// that a spreadsheet ate.
    pub region: String,
    /// The currency of plain amounts, as an ISO code.
    pub currency: String,
    /// The offset of times without one.
    pub offset: FixedOffset,
    /// Now, in Unix milliseconds: what is later is still to be done.
    pub now: i64,
    /// The pipelines of the book, by which stages are known.
    pub pipelines: Pipelines,
}

/// A cell for a field of the desk's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCell {
    /// Its column, whose `own` is the field.
    pub at: usize,
    /// As it stands in the file.
    pub raw: String,
    /// Its normal form; empty where it has none.
    pub normal: String,
}

impl Default for Rules {
    fn default() -> Self {
        let japan = FixedOffset::east_opt(9 * 3600).expect("nine hours is an offset");
        Self {
            keep_unknown: true,
            region: "JP".to_owned(),
            currency: "JPY".to_owned(),
            offset: japan,
            now: i64::MAX,
            pipelines: Pipelines::default(),
        }
    }
}

impl Rules {
    fn place(&self) -> Place<'_> {
        Place { offset: self.offset, currency: &self.currency }
    }
}

/// The records of one row; their ids are not set yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The customer.
    pub customer: Customer,
    /// The person there; without a name if the row has none.
    pub person: Person,
    /// Contact points; `person` is set (to the zero id) on those that reach the person alone.
    pub points: Vec<ContactPoint>,
    /// Tags by name.
    pub tags: Vec<String>,
    /// Ids in other systems.
    pub external: Vec<ExternalId>,
    /// The rep by name, with the header it stood under.
    pub owner: Option<(String, String)>,
    /// The company above by name, with the header it stood under.
    pub parent: Option<(String, String)>,
    /// Whom the row is about, as somebody named them.
    pub whom: String,
    /// Ids of the company a person is at.
    pub company: Vec<ExternalId>,
    /// Fields of the deal, purchase, activity or rep that the row is.
    pub fields: Vec<(u16, Value)>,
    /// Its ids in other systems.
    pub own_ids: Vec<(String, String)>,
    /// It is still to be done.
    pub to_do: bool,
    /// What it says besides of being contacted.
    pub said: Option<Box<Consent>>,
    /// Cells for fields of the desk's own.
    pub own: Vec<OwnCell>,
    /// Lines for the note.
    pub lines: Vec<String>,
    /// Cells that were no value for their field.
    pub kept_as_note: u64,
    /// Numbers that got their zero back.
    pub zeros_restored: u64,
}

impl Draft {
    /// Reads a row, or says why it cannot go in.
    pub fn of(row: &Row, mapping: &Mapping, rules: &Rules) -> Result<Box<Self>, Refusal> {
        if let Some(fault) = &row.fault {
            return Err(fault.clone());
        }
        let mut draft = Box::new(Self::default());
        let mut rest = record::Rest::default();
        for (at, (column, text)) in mapping.columns.iter().zip(row.cells()).enumerate() {
            let text = unshielded(text).trim();
            if text.is_empty() || column.target == Some(Target::Skip) {
                continue;
            }
            refuse(column, text)?;
            match &column.target {
                Some(Target::Own(_, field)) => draft.record_field(field, at, column, text, rules, &mut rest),
                Some(Target::Part(part)) => rest.part(part, at, text),
                Some(Target::Owner) if mapping.about == As::Purchases => draft.served_by(text),
                target => {
                    if let Some(own) = &column.own
                        && (rules.keep_unknown || target.is_some())
                    {
                        draft.own(at, &own.kind, column, text, rules);
                    }
                    if target.is_none() && rules.keep_unknown && mapping.about.notes_the_rest() {
                        draft.keep(column, text);
                    }
                    draft.take(column, text, rules);
                }
            }
        }
        if mapping.doubled {
            draft.join_own(mapping);
        }
        draft.label(mapping, row);
        match mapping.about {
            As::Customers | As::People | As::Blocks => draft.settle_who(mapping.about)?,
            about => draft.settle_record(about, mapping, rules, &rest)?,
        }
        Ok(draft)
    }

    /// Joins the cells of one field of the desk's own, a line each.
    fn join_own(&mut self, mapping: &Mapping) {
        let id = |cell: &OwnCell| mapping.columns[cell.at].own.as_ref().map(|own| own.id);
        let mut joined: Vec<OwnCell> = Vec::with_capacity(self.own.len());
        for cell in std::mem::take(&mut self.own) {
            match joined.iter_mut().find(|known| id(known) == id(&cell)) {
                Some(known) if known.raw == cell.raw => {}
                Some(known) => {
                    known.raw = format!("{}\n{}", known.raw, cell.raw);
                    known.normal.clear();
                }
                None => joined.push(cell),
            }
        }
        self.own = joined;
    }

    /// Adds a cell for a field of the desk's own.
    fn own(&mut self, at: usize, kind: &str, column: &Column, text: &str, rules: &Rules) {
        let raw = typed::clean(text).into_owned();
        let normal = own::normal(kind, &raw, column.dates, &rules.region).unwrap_or_default();
        self.own.push(OwnCell { at, raw, normal });
    }

    fn take(&mut self, column: &Column, text: &str, rules: &Rules) {
        match &column.target {
            None
            | Some(
                Target::Skip
                | Target::LabelOf(_)
                | Target::Name
                | Target::Kana
                | Target::Custom(_)
                | Target::Own(..)
                | Target::Part(_),
            ) => {}
            Some(Target::Whom) => self.whom = plain(text).into_owned(),
            Some(Target::OwnId(system)) => self.own_ids.push((system.clone(), cell::code(text))),
            Some(Target::Company(system)) => self.company.push(external(system, text)),
            Some(Target::Customer(field)) => self.customer_field(field, column, text, rules),
            Some(Target::Person(field)) => self.person_field(field, column, text, rules),
            Some(Target::Point { kind, own }) => self.point(kind, *own, text, rules),
            Some(Target::Tag) => self.tags(text),
            Some(Target::External(system)) => self.external.push(external(system, text)),
            Some(Target::Owner) => self.owner = Some((column.header.clone(), text.to_owned())),
            Some(Target::Parent) => self.parent = Some((column.header.clone(), text.to_owned())),
        }
    }

    /// Adds a `header: value` line for the note.
    pub fn line(&mut self, header: &str, text: &str) {
        self.lines.push(format!("{header}: {text}"));
    }

    fn customer_field(&mut self, field: &'static Field, column: &Column, text: &str, rules: &Rules) {
        match customer_value(field, text, column, rules.place()) {
            Some(value) => self.put(|draft| &mut draft.customer, field, value, column, text),
            None => self.keep(column, text),
        }
    }

    fn person_field(&mut self, field: &'static Field, column: &Column, text: &str, rules: &Rules) {
        match value(Noun::Person, field, text, column, rules.place()) {
            Some(value) => self.put(|draft| &mut draft.person, field, value, column, text),
            None => self.keep(column, text),
        }
    }

    fn keep(&mut self, column: &Column, text: &str) {
        self.kept_as_note += 1;
        self.line(&column.header, text);
    }

    /// Sets a field; the parts of an address join, of other fields the first stands.
    fn put<R: Record>(
        &mut self,
        record: impl Fn(&mut Self) -> &mut R,
        field: &Field,
        value: Value,
        column: &Column,
        text: &str,
    ) {
        let was = record(self).get(field.code);
        if was.is_null() {
            record(self).put(field.code, value);
        } else if field.name == "address" || field.name == "note" {
            let part = if field.name == "note" { "\n" } else { " " };
            let joined = [was.text(), value.text()].join(part);
            record(self).put(field.code, Value::Text(joined));
        } else if was != value {
            self.line(&column.header, text);
        }
    }

    fn point(&mut self, kind: &'static str, own: bool, text: &str, rules: &Rules) {
        for raw in text.split(SEVERAL).map(str::trim).filter(|raw| !raw.is_empty()) {
            let mut point = ContactPoint {
                kind: kind.to_owned(),
                raw: typed::clean_line(raw).into_owned(),
                person: own.then(Id::default),
                ..ContactPoint::default()
            };
            match kind {
                "phone" | "mobile" | "fax" => {
                    let phone = phone::read(raw, &rules.region);
                    point.normal = phone.e164.unwrap_or_default();
                    point.note = phone.note.unwrap_or_default();
                    self.zeros_restored += u64::from(phone.zero_restored);
                }
                "mail" => point.normal = mail::normal(raw).unwrap_or_default(),
                _ => {}
            }
            self.points.push(point);
        }
    }

    fn tags(&mut self, text: &str) {
        for tag in text.split(SEVERAL).flat_map(|part| part.split([',', '、', ';', '\n'])) {
            let tag = tag.trim().trim_start_matches("* ").to_owned();
            if !tag.is_empty() && !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
    }

    /// Gives points the labels that stand in columns of their own.
    fn label(&mut self, mapping: &Mapping, row: &Row) {
        for (at, column) in mapping.columns.iter().enumerate() {
            let Some(Target::LabelOf(of)) = column.target else { continue };
            let label = row.cell(at).trim().trim_start_matches("* ");
            let raws: Vec<&str> = row.cell(of).split(SEVERAL).map(str::trim).collect();
            for point in self.points.iter_mut().filter(|point| raws.contains(&point.raw.as_str())) {
                label.clone_into(&mut point.label);
            }
        }
    }

    /// Settles what the customer is called and whether it is a company.
    fn settle_who(&mut self, about: As) -> Result<(), Refusal> {
        split_kana(&mut self.person);
        split_prefecture(&mut self.customer);
        let company = !self.customer.name.is_empty() || !self.company.is_empty();
        if self.customer.name.is_empty() {
            self.customer.name = self.person.name();
            self.customer.kana = self.person.kana();
        }
        let stands_alone = !company && !self.customer.name.is_empty();
        if self.customer.name.is_empty() {
            self.customer.name = self.any_number().ok_or(Refusal::Nameless)?;
        }
        if self.customer.kind.is_empty() {
            if stands_alone { "person" } else { "company" }.clone_into(&mut self.customer.kind);
        }
        let has_person = !self.person.name().is_empty();
        for point in &mut self.points {
            let theirs =
                point.person.is_some() || stands_alone || (about == As::People && point.kind == "mail");
            point.person = (has_person && theirs).then(Id::default);
        }
        Ok(())
    }

    fn any_number(&self) -> Option<String> {
        let point =
            self.points.iter().find(|point| matches!(point.kind.as_str(), "phone" | "mobile" | "mail"));
        let codes = [&self.customer.code, &self.customer.corporate_number];
        let ids = self.external.iter().chain(&self.company).map(|id| &id.value);
        let all = point.map(|point| &point.raw).into_iter().chain(codes).chain(ids);
        all.into_iter().find(|number| !number.is_empty()).cloned()
    }

    /// The person has a name, and so is a person.
    #[must_use]
    pub fn has_person(&self) -> bool {
        !self.person.name().is_empty()
    }
}

/// A reading in one piece goes apart where the name does.
fn split_kana(person: &mut Person) {
    let apart = person.given_kana.is_empty() && !person.family.is_empty() && !person.given.is_empty();
    if let Some((family, given)) = person.family_kana.clone().split_once([' ', '\u{3000}']).filter(|_| apart)
    {
        family.clone_into(&mut person.family_kana);
        given.trim().clone_into(&mut person.given_kana);
    }
}

/// The prefecture an address begins with goes into its own field, where that is empty.
fn split_prefecture(customer: &mut Customer) {
    if customer.region.is_empty()
        && customer.city.is_empty()
        && let Some((region, rest)) = prefecture::split(&customer.address)
    {
        let rest = rest.trim_start().to_owned();
        region.clone_into(&mut customer.region);
        customer.address = rest;
    }
}

fn refuse(column: &Column, text: &str) -> Result<(), Refusal> {
    if typed::card_number(text) {
        return Err(Refusal::CardNumber { column: column.header.clone() });
    }
    let number = match &column.target {
        Some(Target::Point { kind, .. }) => matches!(*kind, "phone" | "mobile" | "fax"),
        Some(Target::External(_) | Target::Company(_) | Target::OwnId(_)) => true,
        Some(Target::Customer(field)) => ["code", "corporate_number", "postal_code"].contains(&field.name),
        _ => false,
    };
    if number && cell::is_rounded(text) {
        return Err(Refusal::Rounded { column: column.header.clone(), text: text.to_owned() });
    }
    Ok(())
}

/// Reads a customer's field; nothing where the text is no value for it.
fn customer_value(field: &'static Field, text: &str, column: &Column, place: Place<'_>) -> Option<Value> {
    use customer::field as f;
    match field.code {
        f::fiscal_month => cell::month(text).map(Value::Int),
        f::founded_year => cell::year(text).map(Value::Int),
        f::postal_code => Some(Value::Text(cell::postal_code(text))),
        f::country => Some(Value::Text(country::code(text))),
        f::corporate_number | f::code => Some(Value::Text(cell::code(text))),
        _ => value(Noun::Customer, field, text, column, place),
    }
}

/// Reads a field as its column writes dates; nothing where the text is no value for it.
fn value(noun: Noun, field: &'static Field, text: &str, column: &Column, place: Place<'_>) -> Option<Value> {
    match field.kind {
        Kind::Date => column.dates.day(text).map(Value::Text),
        Kind::Moment => column.dates.moment(text, place.offset).map(Value::Int),
        _ => cell::typed(noun, field, text, column.unit, place).ok(),
    }
}

/// An id in another system: of several, the first.
fn external(system: &str, text: &str) -> ExternalId {
    let first = text.split(';').map(str::trim).find(|id| !id.is_empty()).unwrap_or(text);
    ExternalId { system: system.to_owned(), value: cell::code(first), ..ExternalId::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(header: &str, cells: &str, about: As) -> Result<Box<Draft>, Refusal> {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let mapping = Mapping::of(&header, about, &[]).unwrap();
        Draft::of(&Row::new(2, cells.split(',')), &mapping, &Rules::default())
    }

    #[test]
    fn nothing_in_a_row_is_lost() {
        let header = "会社名,資本金,ランク,会員区分,住所1,住所2,TEL,TEL2";
        let read =
            draft(header, "田中,不明,Z,金,大阪市,梅田ビル,06-1111-2222,06-3333-4444", As::Customers).unwrap();
        assert_eq!(read.lines, ["資本金: 不明", "ランク: Z"]);
        assert_eq!(read.own.iter().map(|own| (own.at, own.raw.as_str())).collect::<Vec<_>>(), [(3, "金")]);
        assert_eq!((read.kept_as_note, read.customer.address.as_str()), (2, "大阪市 梅田ビル"));
        assert_eq!(read.points.len(), 2);
    }

    #[test]
    fn two_columns_of_one_name_join_in_one_field() {
        let read = draft("会社名,等級,等級", "田中,金,銀", As::Customers).unwrap();
        assert_eq!(read.own.iter().map(|own| own.raw.as_str()).collect::<Vec<_>>(), ["金\n銀"]);
    }

    #[test]
    fn a_row_without_a_company_is_a_person_and_with_one_is_somebody_there() {
        let alone = draft("姓,名,セイ,携帯", "田中,一郎,タナカ,090-1111-2222", As::People).unwrap();
        assert_eq!((alone.customer.name.as_str(), alone.customer.kind.as_str()), ("田中 一郎", "person"));
        assert!(alone.points[0].person.is_some());
        let there = draft("会社名,氏名,TEL,携帯", "アクメ,田中,03-1111-2222,090-1", As::Customers).unwrap();
        assert_eq!((there.customer.kind.as_str(), there.person.full_name.as_str()), ("company", "田中"));
        assert_eq!(there.points.iter().filter(|point| point.person.is_some()).count(), 1);
    }

    #[test]
    fn a_row_with_nobody_a_card_or_a_rounded_number_is_refused() {
        assert_eq!(draft("会社名,住所,TEL", ",大阪,", As::Customers), Err(Refusal::Nameless));
        assert!(draft("会社名,住所,TEL", ",,0612345678", As::Customers).is_ok());
        let card = draft("会社名,メモ", "アクメ,4111-1111-1111-1111", As::Customers);
        assert!(matches!(card, Err(Refusal::CardNumber { column }) if column == "メモ"));
        let rounded = draft("会社名,TEL", "アクメ,9.01E+10", As::Customers);
        assert!(matches!(rounded, Err(Refusal::Rounded { text, .. }) if text == "9.01E+10"));
    }

    #[test]
    fn several_values_in_a_cell_come_apart_and_keep_their_label() {
        let header = "Name,Phone 1 - Label,Phone 1 - Value,Labels";
        let read = draft(header, "Jo,Work,03-1111-2222 ::: 03-3333-4444,* a ::: * b", As::People).unwrap();
        let labels: Vec<_> = read.points.iter().map(|point| point.label.as_str()).collect();
        assert_eq!((labels, read.tags), (vec!["Work", "Work"], vec!["a".to_owned(), "b".to_owned()]));
    }
}

//! Which columns a table needs: the usual ones, and each that somebody fills.
//!
//! Goes over everything once before a line is written, because a header comes first: a second
//! number needs a second column, a field of the desk's own one of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{Column, points};
use super::subject::{About, Subject};
use crate::domain::contact_point::KINDS;
use crate::domain::custom_field::CustomField;
use crate::domain::dossier::Dossier;
use crate::domain::external_id::ExternalId;
use crate::domain::{Field, Id, Kind, Noun, person};
use crate::exchange::error::Error;

/// The columns of a table that are there whether or not anybody fills them.
#[rustfmt::skip]
const USUAL: &[(About, &[&str])] = &[
    (About::Customers, &["customer.code", "customer.name", "customer.kana", "customer.kind", "person.full_name",
        "person.department", "person.job_title", "phone", "mobile", "person_mobile", "fax", "mail", "url",
        "customer.postal_code", "customer.region", "customer.city", "customer.address", "customer.country",
        "customer.industry", "customer.employees", "customer.capital", "customer.corporate_number",
        "customer.rank", "customer.lifecycle", "owner", "parent", "tag", "customer.note"]),
    (About::People, &["customer.code", "customer.name", "customer.kind", "person.full_name", "person.department",
        "person.job_title", "person_phone", "person_mobile", "person_mail", "phone", "person.note"]),
    (About::Deals, &["customer.code", "customer.name", "deal.title", "deal.product", "deal.stage", "deal.amount",
        "deal.currency", "deal.probability", "deal.opened_on", "deal.close_on", "deal.closed_on", "deal.owner",
        "deal.note"]),
    (About::Purchases, &["customer.code", "customer.name", "purchase.at", "purchase.number", "purchase.product_code",
        "purchase.product", "purchase.quantity", "purchase.unit_price", "purchase.discount", "purchase.amount",
        "purchase.currency", "purchase.note"]),
    (About::Activities, &["customer.code", "customer.name", "activity.person", "activity.at", "activity.kind",
        "activity.outcome", "activity.number", "activity.note", "activity.rep"]),
    (About::NextSteps, &["customer.code", "customer.name", "next_step.person", "next_step.due_at",
        "next_step.kind", "next_step.text", "next_step.owner", "next_step.done_at"]),
    (About::Inquiries, &["customer.code", "customer.name", "inquiry.person", "inquiry.received_at", "inquiry.channel",
        "inquiry.kind", "inquiry.text", "inquiry.status", "inquiry.complaint", "inquiry.owner", "inquiry.closed_at"]),
];

/// The nouns beside its own whose every field a table shows.
const fn shows(about: About, noun: Noun) -> bool {
    match about {
        About::Customers => matches!(noun, Noun::Customer | Noun::Person),
        other => other.noun() as u8 == noun as u8,
    }
}

/// What was seen in a pass over everything.
#[derive(Debug, Default)]
pub struct Survey {
    filled: BTreeSet<(Noun, u16)>,
    points: BTreeMap<(bool, usize), usize>,
    systems: BTreeSet<String>,
    own: BTreeSet<(Noun, Id)>,
    /// Rows of that kind.
    pub rows: u64,
}

impl Survey {
    /// Takes a dossier in.
    pub fn see(&mut self, about: About, dossier: &Dossier) {
        for row in about.rows(dossier) {
            self.rows += 1;
            self.row(about, &row);
        }
    }

    fn row(&mut self, about: About, row: &Subject<'_>) {
        for noun in
            [Noun::Customer, Noun::Person, about.noun()].into_iter().filter(|noun| shows(about, *noun))
        {
            for field in noun.fields().iter().filter(|field| shown(field)) {
                if !row.get(noun, field.code).is_null() {
                    self.filled.insert((noun, field.code));
                }
            }
            if let Some(record) = row.id_of(noun) {
                let theirs = row.dossier.own.iter().filter(|value| value.record == Some(record));
                self.own.extend(theirs.filter_map(|value| Some((noun, value.field?))));
            }
        }
        if matches!(about, About::Customers | About::People | About::Contacts) {
            for (at, kind) in KINDS.iter().enumerate() {
                for own in [false, true] {
                    let count = points(row, kind, own).count();
                    let most = self.points.entry((own, at)).or_default();
                    *most = (*most).max(count);
                }
            }
        }
        let of =
            |id: &&ExternalId| id.record.or(id.person).unwrap_or(row.dossier.page.customer.id) == row.id();
        self.systems.extend(row.dossier.external_ids.iter().filter(of).map(|id| id.system.clone()));
    }

    /// The most contact points of those kinds that anybody may have.
    #[must_use]
    pub fn most(&self, kinds: &[&str]) -> usize {
        let of = |(_, at): &(bool, usize)| kinds.contains(&KINDS[*at]);
        self.points.iter().filter(|(key, _)| of(key)).map(|(_, count)| count).sum()
    }

    /// The columns of the table: the usual ones, then every other that somebody fills, in the order
    /// of the fields.
    #[must_use]
    pub fn columns(&self, about: About, own: &[CustomField]) -> Vec<Column> {
        let usual = USUAL.iter().find(|(of, _)| *of == about).map_or(&[] as &[&str], |(_, names)| names);
        let mut columns: Vec<Column> = usual.iter().filter_map(|name| Column::named(name).ok()).collect();
        let more =
            self.filled.iter().filter_map(|(noun, code)| Some(Column::Field(*noun, noun.field(*code)?)));
        for column in more {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        self.split_name(&mut columns);
        let kinds = KINDS.iter().enumerate().flat_map(|(at, kind)| [(false, at, kind), (true, at, kind)]);
        for (own, at, kind) in kinds {
            let count = self.points.get(&(own, at)).copied().unwrap_or(0);
            let first = shares(about, own, kind).then_some(Column::Point { kind, own, nth: 0 });
            columns.extend(first.filter(|first| count > 0 && !columns.contains(first)));
        }
        let columns = self.repeated(columns);
        self.with_own(about, columns, own)
    }

    /// A name that is kept in parts is written in parts.
    fn split_name(&self, columns: &mut Vec<Column>) {
        use person::field::{family, full_name, given};
        let has = |code| self.filled.contains(&(Noun::Person, code));
        let whole =
            |column: &Column| matches!(column, Column::Field(Noun::Person, field) if field.code == full_name);
        if (has(family) || has(given)) && !has(full_name) {
            columns.retain(|column| !whole(column));
        }
    }

    /// Every column of contact points as often as the customer with the most of them needs it.
    fn repeated(&self, columns: Vec<Column>) -> Vec<Column> {
        let again = |column: Column| {
            let Column::Point { kind, own, nth } = column else { return vec![column] };
            let at = KINDS.iter().position(|known| *known == kind).unwrap_or(0);
            let count = self.points.get(&(own, at)).copied().unwrap_or(0).max(nth + 1);
            (nth..count).map(|nth| Column::Point { kind, own, nth }).collect()
        };
        columns.into_iter().flat_map(again).collect()
    }

    fn with_own(&self, about: About, mut columns: Vec<Column>, own: &[CustomField]) -> Vec<Column> {
        columns.extend(self.systems.iter().cloned().map(Column::External));
        for noun in [Noun::Customer, Noun::Person, about.noun()] {
            let theirs = own.iter().filter(|field| self.own.contains(&(noun, field.id)));
            let more = theirs.map(|field| Column::Own(noun, field.id, field.name.clone()));
            for column in more.collect::<Vec<_>>() {
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
        }
        columns
    }

    /// The columns somebody asked for by name, or by the name of a field of the desk's own.
    pub fn asked(&self, about: About, names: &[String], own: &[CustomField]) -> Result<Vec<Column>, Error> {
        let nouns = [about.noun(), Noun::Customer, Noun::Person];
        let ours = |name: &str| {
            let known = |noun: &Noun| {
                let mut of = own.iter().filter(|field| field.of == noun.table());
                of.clone()
                    .find(|field| field.name == name)
                    .or_else(|| of.find(|field| field.was_called(name)))
            };
            nouns.iter().find_map(|noun| Some(Column::Own(*noun, known(noun)?.id, name.to_owned())))
        };
        let one = |name: &String| match Column::named(name) {
            Err(error) => ours(name).ok_or(error),
            Ok(column) => Ok(column),
        };
        let columns: Vec<Column> = names.iter().map(one).collect::<Result<_, _>>()?;
        let parts = columns.iter().any(is_part_of_name);
        let whole = |column: Column| match &column {
            Column::Field(Noun::Person, field) if field.name == "full_name" && !parts => Column::PersonName,
            _ => column,
        };
        Ok(self.repeated(columns.into_iter().map(whole).collect()))
    }
}

/// A row of a person has the numbers of the house beside their own; its mail is not theirs.
fn shares(about: About, own: bool, kind: &str) -> bool {
    about == About::Customers || own || matches!(kind, "phone" | "mobile" | "fax")
}

fn is_part_of_name(column: &Column) -> bool {
    matches!(column, Column::Field(Noun::Person, field) if matches!(field.name, "family" | "given"))
}

/// Fields that say where a record hangs, or that its moment tells already, stand in no table.
fn shown(field: &Field) -> bool {
    let hidden = ["gone", "customer", "referred_by", "reports_to", "activity", "list", "moved"];
    let told = field.name == "zone" && field.kind == Kind::Int;
    !told && !hidden.contains(&field.name)
}

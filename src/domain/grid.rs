//! The grid: customers down, columns across; what typing or pasting into its cells makes true.
//!
//! A cell takes what a form or `edit --set` takes for its field. A pasted block becomes a plan first:
//! the cells that would change, and those that cannot stand.

use std::collections::HashMap;

use super::column::{Cell, Column, Of};
use super::customer;
use super::form::{rows, written};
use super::invalid::Why;
use super::own::Here;
use super::page::Line;
use super::typed::{self, Place};
use super::{Change, Deed, Id, Kind, Noun, Value, Write};

/// A cell of the grid: its row and its column, from 0.
pub type Spot = (usize, usize);

/// A cell that a paste would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Where.
    pub spot: Spot,
    /// What stands there.
    pub was: String,
    /// What was pasted.
    pub text: String,
    write: Write,
}

/// A pasted cell that cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where it would go.
    pub spot: Spot,
    /// What was pasted.
    pub text: String,
    /// Why; nothing where there is no such cell.
    pub why: Option<Why>,
}

/// What a paste would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Cells that would change.
    pub changed: Vec<Changed>,
    /// Those that hold what was pasted already.
    pub same: usize,
    /// Those that cannot stand, and stay as they are.
    pub refused: Vec<Refused>,
}

/// What stands in a cell as one would type it.
#[must_use]
pub fn text(column: &Column, cell: &Cell, place: Place<'_>) -> String {
    let kind = if matches!(column.of, Of::Own(_)) { Kind::Text } else { column.kind() };
    let place = Place { currency: currency(cell, place), ..place };
    let one = |(value, _): &(Value, String)| written(kind, value, place);
    cell.values.iter().map(one).collect::<Vec<_>>().join(", ")
}

const fn currency<'a>(cell: &'a Cell, place: Place<'a>) -> &'a str {
    if cell.currency.is_empty() { place.currency } else { cell.currency.as_str() }
}

/// The codes a cell of that column can hold, where it is a choice.
#[must_use]
pub fn choices(column: &Column) -> &'static [&'static str] {
    match column.of {
        Of::Field(_, field) if field.kind == Kind::Flag => &["no", "yes"],
        Of::Field(noun, field) => typed::choices(noun, field.name),
        _ => &[],
    }
}

/// Says whether a cell can be typed into.
#[must_use]
pub fn takes_text(column: &Column) -> bool {
    match &column.of {
        Of::Field(noun, field) => {
            matches!(noun, Noun::Customer | Noun::Person | Noun::Deal)
                && rows(*noun, false).any(|row| row.name == field.name)
                && !FOLLOWED.contains(&(*noun, field.name))
        }
        Of::Own(_) => true,
        _ => false,
    }
}

/// Fields that others follow, and that a form knows how.
const FOLLOWED: &[(Noun, &str)] = &[
    (Noun::Deal, "stage"),
    (Noun::Deal, "pipeline"),
    (Noun::Deal, "lost_reason"),
    (Noun::Deal, "win_back_on"),
    (Noun::Deal, "currency"),
    (Noun::Customer, "currency"),
];

/// The write that has `text` in a cell; nothing where it holds that already.
///
/// # Errors
/// Says why it cannot stand.
pub fn typed_into(
    column: &Column,
    line: &Line,
    cell: &Cell,
    text: &str,
    here: Here<'_>,
) -> Result<Option<Write>, Why> {
    if !takes_text(column) {
        return Err(Why::OnlyShown);
    }
    let Some(record) = cell.record else { return Err(Why::NoRecord) };
    let held = cell.values.first().map_or(Value::Null, |(value, _)| value.clone());
    match &column.of {
        Of::Own(field) => {
            let mut judged = field.judge(text, here)?;
            if field.hard && !judged.faults.is_empty() {
                return Err(Why::Breaks(judged.faults.swap_remove(0)));
            }
            if held.text() == judged.raw {
                return Ok(None);
            }
            let value = field.value(Some(line.id), record, judged);
            Ok(Some(if value.raw.is_empty() { value.take_away() } else { value.put_there() }))
        }
        Of::Field(noun, field) => {
            let place = Place { currency: currency(cell, here.place), ..here.place };
            let value =
                typed::value(field, typed::choices(*noun, field.name), text, place).map_err(|no| no.why)?;
            if value == held {
                return Ok(None);
            }
            if *noun == Noun::Customer && field.code == customer::field::name && value.is_null() {
                return Err(Why::Empty);
            }
            Ok(Some(Write { noun: *noun, id: record, new: false, fields: vec![(field.code, value)] }))
        }
        _ => Err(Why::OnlyShown),
    }
}

/// The change that one cell's write makes.
#[must_use]
pub fn change(line: &Line, write: Write) -> Change {
    let deed = if write.noun == Noun::Deal { Deed::EditDeal } else { Deed::Edit };
    Change { writes: vec![write], ..Change::new(deed, &line.name) }
}

impl Plan {
    /// What pasting a block would do, from a cell on to the right and down.
    #[must_use]
    pub fn of(lines: &[Line], columns: &[Column], at: Spot, pasted: &[Vec<String>], here: Here<'_>) -> Self {
        let mut plan = Self::default();
        for (down, row) in pasted.iter().enumerate() {
            for (right, text) in row.iter().enumerate() {
                plan.cell(lines, columns, (at.0 + down, at.1 + right), text, here);
            }
        }
        plan
    }

    fn cell(&mut self, lines: &[Line], columns: &[Column], spot: Spot, text: &str, here: Here<'_>) {
        let line = lines.get(spot.0);
        let there = line.and_then(|line| Some((line, columns.get(spot.1)?, line.cells.get(spot.1)?)));
        let Some((line, column, cell)) = there else {
            self.refused.push(Refused { spot, text: text.to_owned(), why: None });
            return;
        };
        match typed_into(column, line, cell, text, here) {
            Ok(None) => self.same += 1,
            Ok(Some(write)) => {
                let was = self::text(column, cell, here.place);
                self.changed.push(Changed { spot, was, text: text.to_owned(), write });
            }
            // What is only shown and was copied along stays as it is.
            Err(Why::OnlyShown) if self::text(column, cell, here.place) == *text => self.same += 1,
            Err(why) => self.refused.push(Refused { spot, text: text.to_owned(), why: Some(why) }),
        }
    }

    /// The one change that makes it true.
    #[must_use]
    pub fn change(&self) -> Change {
        let mut places: HashMap<(Noun, Id), usize> = HashMap::new();
        let mut writes: Vec<Write> = Vec::new();
        for cell in &self.changed {
            let write = &cell.write;
            let place = *places.entry((write.noun, write.id)).or_insert(writes.len());
            match writes.get_mut(place) {
                Some(standing) => {
                    standing.fields.retain(|(code, _)| write.fields.iter().all(|(other, _)| other != code));
                    standing.fields.extend(write.fields.iter().cloned());
                }
                None => writes.push(write.clone()),
            }
        }
        Change { writes, ..Change::new(Deed::Paste, self.changed.len().to_string()) }
    }
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;
    use crate::domain::custom_field::CustomField;
    use crate::domain::custom_value;
    use crate::domain::customer::Customer;
    use crate::domain::deal::Deal;
    use crate::domain::own::Fault;
    use crate::domain::page::Page;
    use crate::domain::record::GONE;

    fn here() -> Here<'static> {
        let place = Place { offset: FixedOffset::east_opt(9 * 3600).unwrap(), currency: "JPY" };
        Here { place, region: "JP" }
    }

    fn columns(names: &[&str]) -> Vec<Column> {
        names.iter().map(|name| Column::named(name, &[]).unwrap()).collect()
    }

    fn line(id: u8, columns: &[Column]) -> Line {
        let customer = Customer {
            id: Id::from_bytes([id; 16]),
            name: "Acme".into(),
            employees: Some(12),
            ..Customer::default()
        };
        let page = Page {
            customer,
            deals: vec![Deal { id: Id::from_bytes([9; 16]), ..Deal::default() }],
            ..Page::default()
        };
        let cells = columns.iter().map(|column| column.cell(&page, Vec::new())).collect();
        Line { id: page.customer.id, name: page.customer.name, cells, ..Line::default() }
    }

    #[test]
    fn a_cell_takes_what_a_form_takes_and_says_why_not() {
        let columns = columns(&["name", "employees", "phone", "person.job_title", "stage", "deal.amount"]);
        let line = line(1, &columns);
        let typed = |at: usize, text: &str| typed_into(&columns[at], &line, &line.cells[at], text, here());
        assert_eq!(typed(1, "1,200").unwrap().unwrap().fields[0].1, Value::Int(1200));
        assert_eq!(typed(1, "12"), Ok(None));
        assert_eq!(typed(1, "many"), Err(Why::NotANumber("many".into())));
        assert_eq!(typed(0, " "), Err(Why::Empty));
        assert_eq!(typed(2, "03"), Err(Why::OnlyShown));
        assert_eq!(typed(3, "部長"), Err(Why::NoRecord));
        assert_eq!(typed(4, "失注"), Err(Why::OnlyShown), "its reason and its day follow it");
        assert_eq!(typed(5, "150万").unwrap().unwrap().fields[0].1, Value::Int(1_500_000));
        assert_eq!(typed(5, "$5"), Err(Why::OtherCurrency("$5".into(), "JPY".into())));
    }

    #[test]
    fn what_only_a_form_knows_how_to_change_is_only_shown() {
        for name in ["deal.win_back_on", "deal.lost_reason", "deal.closed_on"] {
            assert!(!takes_text(&Column::named(name, &[]).unwrap()), "{name}");
        }
    }

    #[test]
    fn a_cell_of_ones_own_field_is_judged_as_a_form_judges_it_and_emptied_whole() {
        let field = CustomField {
            id: Id::from_bytes([7; 16]),
            of: "customer".into(),
            name: "plan".into(),
            kind: "choice".into(),
            choices: "gold\nsilver".into(),
            hard: true,
            ..CustomField::default()
        };
        let columns = [Column::named("plan", std::slice::from_ref(&field)).unwrap()];
        let mut line = line(1, &[]);
        line.cells.push(Cell {
            record: Some(line.id),
            values: vec![(Value::Text("gold".into()), String::new())],
            ..Cell::default()
        });
        let typed = |text: &str| typed_into(&columns[0], &line, &line.cells[0], text, here());
        assert_eq!(typed("gold"), Ok(None));
        assert!(matches!(typed("lead"), Err(Why::Breaks(Fault::NoChoice(_)))));
        let put = typed("silver").unwrap().unwrap();
        assert!(put.fields.contains(&(custom_value::field::normal, Value::Text("silver".into()))));
        let emptied = typed("").unwrap().unwrap();
        assert_eq!(emptied.fields, [(GONE, Value::Int(1))]);
    }

    #[test]
    fn a_paste_is_one_change_of_what_can_stand_and_names_what_cannot() {
        let columns = columns(&["name", "employees", "industry"]);
        let lines = [line(1, &columns), line(2, &columns)];
        let pasted = [vec!["7", "IT"], vec!["x", "IT", "beyond"], vec!["8"]];
        let pasted: Vec<Vec<String>> =
            pasted.iter().map(|row| row.iter().map(|&text| text.to_owned()).collect()).collect();
        let plan = Plan::of(&lines, &columns, (0, 1), &pasted, here());
        assert_eq!((plan.changed.len(), plan.same, plan.refused.len()), (3, 0, 3));
        let spots: Vec<Spot> = plan.refused.iter().map(|refused| refused.spot).collect();
        assert_eq!(spots, [(1, 1), (1, 3), (2, 1)]);
        let change = plan.change();
        assert_eq!(change.writes.len(), 2, "one write a record");
        assert_eq!(change.writes[0].fields.len(), 2);
    }
}

//! The view: a search line with a name, kept to be asked again, and the columns it is looked at in.
//!
//! It is a rep's own and every desk of the team sees it; its key counts for its rep alone. What
//! its line finds is `store`'s.

use super::column::Column;
use super::custom_field::CustomField;
use super::query::Query;
use super::record::record;
use super::{Change, Deed, Noun};

record! {
    /// A search line with a name.
    View in field {
        /// What it is called.
        1 name: Text,
        /// The digit that asks it on the desk, from 1 to 9.
        2 key: Int,
        /// The search line.
        3 query: Text,
        /// The names of its columns, with commas between.
        4 columns: Text,
        /// Whose.
        5 rep: Ref,
    }
}

/// Why a view cannot be asked as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its line asks for nothing.
    Empty,
    /// This part of the line, from that character on, means nothing any more.
    Filter(String, usize),
    /// No column has that name.
    Column(String),
}

impl View {
    /// The names of its columns.
    pub fn column_names(&self) -> impl Iterator<Item = &str> {
        self.columns.split([',', '、', '，']).map(str::trim).filter(|name| !name.is_empty())
    }

    /// Its columns, without those that are none any more.
    #[must_use]
    pub fn shown(&self, own: &[CustomField]) -> Vec<Column> {
        self.column_names().filter_map(|name| Column::named(name, own)).collect()
    }

    /// Why it cannot be asked as it was meant; nothing where it can.
    #[must_use]
    pub fn fault(&self, own: &[CustomField]) -> Option<Fault> {
        let line = &self.query;
        if let Some(typed) = Query::meaningless(line, own) {
            let before = line.find(&typed).map_or(0, |at| line[..at].chars().count());
            return Some(Fault::Filter(typed, before + 1));
        }
        if Query::parse_with(line, own).is_empty() {
            return Some(Fault::Empty);
        }
        self.column_names()
            .find(|name| Column::named(name, own).is_none())
            .map(|name| Fault::Column(name.to_owned()))
    }

    /// The change that has it as `becomes` says, new where there is none of it in `all`. Its key is
    /// taken from whatever other view of the same rep has it.
    #[must_use]
    pub fn kept(becomes: &Self, all: &[Self]) -> Change {
        let was = all.iter().find(|view| view.id == becomes.id);
        let change = Change::new(Deed::SaveView, &becomes.name);
        let change = match was {
            Some(was) => change.turn(was, becomes),
            None => change.add(becomes),
        };
        let holds = |view: &&Self| {
            view.id != becomes.id && view.rep == becomes.rep && view.key == becomes.key && view.key.is_some()
        };
        all.iter()
            .filter(holds)
            .fold(change, |change, view| change.turn(view, &Self { key: None, ..view.clone() }))
    }

    /// The change that takes it away.
    #[must_use]
    pub fn dropped(&self) -> Change {
        Change::new(Deed::Delete, &self.name).delete(Noun::View, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    fn view(id: u8, key: Option<i64>, query: &str) -> View {
        View {
            id: Id::from_bytes([id; 16]),
            name: "Osaka".into(),
            key,
            query: query.into(),
            ..View::default()
        }
    }

    #[test]
    fn a_key_goes_over_to_the_view_that_was_given_it_last() {
        let all = [view(1, Some(3), "rank:A"), view(2, Some(4), "rank:B")];
        let change = View::kept(&view(9, Some(3), "rank:C"), &all);
        assert_eq!(change.writes.len(), 2);
        assert_eq!(change.writes[1].id, all[0].id);
        assert!(View::kept(&all[1], &all).is_empty());
        let other = View { rep: Some(Id::from_bytes([7; 16])), ..view(9, Some(3), "rank:C") };
        assert_eq!(View::kept(&other, &all).writes.len(), 1, "another rep's keys are their own");
    }

    #[test]
    fn what_a_line_no_longer_means_is_told_with_its_place() {
        assert_eq!(view(1, None, "rank:A 大阪").fault(&[]), None);
        assert_eq!(view(1, None, " ").fault(&[]), Some(Fault::Empty));
        assert_eq!(
            view(1, None, "大阪 employees>many").fault(&[]),
            Some(Fault::Filter("employees>many".into(), 4))
        );
        assert_eq!(
            view(1, None, "契約プラン:gold").fault(&[]),
            Some(Fault::Filter("契約プラン:gold".into(), 1))
        );
        assert_eq!(view(1, None, "https://a.example 12:30").fault(&[]), None);
        let columns = View { columns: "name、商談.金額, nonsense".into(), ..view(1, None, "rank:A") };
        assert_eq!(columns.fault(&[]), Some(Fault::Column("nonsense".into())));
        assert_eq!(columns.shown(&[]).len(), 2);
    }
}

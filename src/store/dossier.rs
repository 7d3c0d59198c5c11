//! What an export asks of the book: who there is, each of them whole, and a book that stands still.
//!
//! Also the list of files that left: a fact about this desk alone, written when the file is there.

use rusqlite::OptionalExtension;

use super::Result;
use super::group;
use super::open::Desk;
use super::read::many;
use crate::domain::activity::Activity;
use crate::domain::custom_field::CustomField;
use crate::domain::customer::Customer;
use crate::domain::deal::Deal;
use crate::domain::dossier::{Dossier, Exported};
use crate::domain::external_id::ExternalId;
use crate::domain::page::Page;
use crate::domain::purchase::Purchase;
use crate::domain::rep::Rep;
use crate::domain::{Id, Noun, Record};

/// Activities of a dossier: all of them.
const ALL: usize = usize::MAX >> 1;

/// A book that stands still while it is read, until this is dropped.
pub struct Still<'a>(&'a Desk);

impl Drop for Still<'_> {
    fn drop(&mut self) {
        // It read only: there is nothing to lose.
        let _ = self.0.conn.execute_batch("ROLLBACK");
    }
}

impl Desk {
    /// Reads from now on see the book as it is at the first of them, whatever others write.
    pub fn still(&self) -> Result<Still<'_>> {
        self.conn.execute_batch("BEGIN")?;
        Ok(Still(self))
    }

    /// The next `limit` customers behind `after`, by id. One that was merged into another is theirs.
    pub fn customers_after(&self, after: Option<Id>, limit: usize) -> Result<Vec<Id>> {
        let sql = "SELECT id FROM customer WHERE id > ?1 AND unlisted IS NULL ORDER BY id LIMIT ?2";
        let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        let mut statement = self.conn.prepare_cached(sql)?;
        let ids = statement.query_map((after, limit), |row| row.get(0).map(Id::from_bytes))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// A customer whole, with all who are one with it; `None` where there is no such customer, or it
    /// was deleted.
    pub fn dossier(&self, id: Id) -> Result<Option<Dossier>> {
        let Some(page) = self.page(id, ALL)?.filter(|page| !page.customer.gone) else { return Ok(None) };
        let mut external_ids = page.external_ids.clone();
        for member in group::members(&self.conn, id)? {
            let of_records = "WHERE t.customer = ?1 AND t.record IS NOT NULL AND t.gone IS NULL
                 ORDER BY t.system, t.id";
            external_ids.extend(many::<ExternalId>(&self.conn, of_records, [member.as_bytes()])?);
        }
        let mut dossier = Dossier {
            purchases: page.purchases.iter().rev().cloned().collect(),
            own: page.own.iter().map(|own| own.value.clone()).collect(),
            external_ids,
            page,
            ..Dossier::default()
        };
        self.name_others(&mut dossier)?;
        Ok(Some(dossier))
    }

    /// The next `limit` of what belongs to no customer, behind `after`: deals, purchases and
    /// activities a file brought without saying whose they are. One noun at a time.
    pub fn nobodys(&self, noun: Noun, after: Option<Id>, limit: usize) -> Result<(Dossier, Option<Id>)> {
        let mut found =
            Dossier { page: Page { reps: self.known_reps()?, ..Page::default() }, ..Dossier::default() };
        let last = match noun {
            Noun::Deal => self.ownerless::<Deal>(after, limit, &mut found.page.deals)?,
            Noun::Purchase => self.ownerless::<Purchase>(after, limit, &mut found.purchases)?,
            Noun::Activity => self.ownerless::<Activity>(after, limit, &mut found.page.activities)?,
            _ => None,
        };
        Ok((found, last))
    }

    fn ownerless<R: Record>(
        &self,
        after: Option<Id>,
        limit: usize,
        found: &mut Vec<R>,
    ) -> Result<Option<Id>> {
        let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        let rest = "WHERE t.customer IS NULL AND t.gone IS NULL AND t.id > ?1 ORDER BY t.id LIMIT ?2";
        *found = many(&self.conn, rest, (after, limit))?;
        Ok(found.last().map(Record::id))
    }

    fn known_reps(&self) -> Result<Vec<Rep>> {
        many(&self.conn, "WHERE t.gone IS NULL ORDER BY t.id", [])
    }

    /// Looks up the customers, and the people at other customers, that a dossier points to.
    fn name_others(&self, dossier: &mut Dossier) -> Result<()> {
        let page = &dossier.page;
        let people = page.people.iter().flat_map(|person| [person.referred_by, person.reports_to]);
        let others = [page.customer.parent, page.customer.referred_by].into_iter().chain(people).flatten();
        for id in others.collect::<Vec<_>>() {
            if dossier.name_of(id).is_empty()
                && let Some(name) = self.name_anyhow(id)?
            {
                dossier.names.insert(id, name);
            }
        }
        Ok(())
    }

    fn name_anyhow(&self, id: Id) -> Result<Option<String>> {
        if let Some(customer) = self.get::<Customer>(id)? {
            return Ok(Some(customer.name));
        }
        Ok(self.get::<crate::domain::person::Person>(id)?.map(|person| person.name()))
    }

    /// The fields of the desk's own, as they stand among their noun's.
    pub fn all_own_fields(&self) -> Result<Vec<CustomField>> {
        many(
            &self.conn,
            "WHERE t.gone IS NULL AND t.name IS NOT NULL ORDER BY t.\"of\", t.position IS NULL, t.position, t.name, t.id",
            [],
        )
    }

    /// Notes a file that has left the book; call it when the file is on the disk.
    pub fn note_export(&self, exported: &Exported) -> Result<()> {
        let sql =
            "INSERT INTO exported (at, rep, format, what, customers, path) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let rep = exported.rep.map(|rep| *rep.as_bytes());
        let customers = i64::try_from(exported.customers).unwrap_or(i64::MAX);
        let row = (exported.at, rep, &exported.format, &exported.what, customers, &exported.path);
        self.conn.execute(sql, row)?;
        Ok(())
    }

    /// The newest `limit` files that left the book, the newest first, each with the rep's name.
    pub fn exports(&self, limit: usize) -> Result<Vec<(Exported, String)>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT at, rep, format, what, customers, path FROM exported ORDER BY seq DESC LIMIT ?1",
        )?;
        let rows = statement.query_map([limit], |row| {
            Ok(Exported {
                at: row.get(0)?,
                rep: row.get::<_, Option<_>>(1)?.map(Id::from_bytes),
                format: row.get(2)?,
                what: row.get(3)?,
                customers: row.get::<_, i64>(4)?.unsigned_abs(),
                path: row.get(5)?,
            })
        })?;
        let rows: Vec<Exported> = rows.collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(|row| Ok((row.clone(), self.rep_called(row.rep)?))).collect()
    }

    fn rep_called(&self, rep: Option<Id>) -> Result<String> {
        let Some(rep) = rep else { return Ok(String::new()) };
        let sql = "SELECT name FROM rep WHERE id = ?1";
        let name = self.conn.prepare_cached(sql)?.query_row([rep.as_bytes()], |row| row.get(0)).optional()?;
        Ok(name.flatten().unwrap_or_default())
    }
}

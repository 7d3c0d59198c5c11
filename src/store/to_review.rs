//! What waits for a look after desks met, as the screen and the command line show it.

use rusqlite::{OptionalExtension as _, Row};

use super::columns;
use super::entry::Before;
use super::open::Desk;
use super::stamps::{Mark, Stamps, unsigned};
use super::taken_back::TakenBack;
use super::{Result, group};
use crate::domain::customer::Customer;
use crate::domain::deal::Deal;
use crate::domain::person::Person;
use crate::domain::record::GONE;
use crate::domain::review::{Clash, Hand, Item, What, fork};
use crate::domain::{Field, Id, Kind, Noun, Stamp, Trouble, Value, pair};

/// Things that are counted; who has more has enough to do.
const COUNTED: usize = 1_000;

/// Two live customers that different desks made have one number; nobody decided of them yet, and it
/// is no switchboard of many.
const SHARED: &str = "
    SELECT one, other, suspect.address, c.born, c.born_by, d.born, d.born_by,
        (SELECT raw FROM contact_point WHERE normal = suspect.address AND customer = one AND gone IS NULL LIMIT 1)
    FROM suspect
        JOIN customer AS c ON c.id = one JOIN customer AS d ON d.id = other
    WHERE what = 'shared' AND c.unlisted IS NULL AND d.unlisted IS NULL
        AND NOT EXISTS (SELECT 1 FROM pair WHERE pair.one = suspect.one AND pair.other = suspect.other AND pair.gone IS NULL)
        AND (SELECT count(*) FROM contact_point
             WHERE normal = suspect.address AND contact_point.gone IS NULL AND contact_point.customer IN (one, other)) > 1
        AND (SELECT count(*) FROM contact_point WHERE normal = suspect.address AND contact_point.gone IS NULL) <= 4
    LIMIT ?1";

/// A deleted customer, and the newest thing done with them.
const WORKED_ON: &str = "
    SELECT c.id, c.stamps, a.id, max(a.born), a.born_by, a.kind, coalesce(a.note, '')
    FROM suspect JOIN customer AS c ON c.id = one JOIN activity AS a ON a.customer = c.id
    WHERE what = 'worked_on' AND c.gone IS NOT NULL AND a.gone IS NULL
        AND NOT EXISTS (SELECT 1 FROM erased WHERE erased.id = c.id)
    GROUP BY c.id LIMIT ?1";

/// Two who are one, of whom one was erased and the other not.
const ERASED: &str = "
    SELECT id, one, other, EXISTS (SELECT 1 FROM erased WHERE erased.id = pair.one) AS gone_one FROM pair
    WHERE gone IS NULL AND verdict = 'same'
        AND gone_one <> EXISTS (SELECT 1 FROM erased WHERE erased.id = pair.other)
    LIMIT ?1";

/// Writes that were beaten unseen; those of one moment to one record stand together.
const OVERWRITTEN: &str = "
    SELECT id, code, noun, value, stamp, origin FROM review WHERE settled = 0
    ORDER BY stamp DESC, id, origin, code LIMIT ?1";

impl Desk {
    /// How many things wait for a look.
    pub fn review_count(&self) -> Result<usize> {
        Ok(self.to_review(COUNTED)?.len())
    }

    /// What waits for a look, at most `most` of each kind.
    pub fn to_review(&self, most: usize) -> Result<Vec<Item>> {
        let taken_back = TakenBack::read(&self.conn)?;
        let mut items = self.overwritten(most, &taken_back)?;
        items.extend(self.worked_on_deleted(most, &taken_back)?);
        items.extend(self.shared_numbers(most)?);
        items.extend(self.one_with_erased(most)?);
        items.extend(self.forks()?);
        Ok(items)
    }

    /// The one whose key begins like that.
    ///
    /// # Errors
    /// Refuses where there is none, or several.
    pub fn to_review_one(&self, key: &str) -> Result<Item> {
        let mut items = self.to_review(COUNTED)?;
        items.retain(|item| !key.is_empty() && item.key.to_string().starts_with(key));
        if items.len() > 1 {
            let candidates = items.iter().map(|item| item.key.to_string()).collect();
            return Err(Trouble::Ambiguous { name: key.to_owned(), candidates }.into());
        }
        items.pop().ok_or_else(|| Trouble::NotFound(key.to_owned()).into())
    }

    fn overwritten(&self, most: usize, taken_back: &TakenBack) -> Result<Vec<Item>> {
        let mut statement = self.conn.prepare_cached(OVERWRITTEN)?;
        let mut rows = statement.query([most])?;
        let mut items: Vec<Item> = Vec::new();
        let mut add = |item: Option<Item>| item.map_or((), |item| join(&mut items, item));
        while let Some(row) = rows.next()? {
            let mark = Mark { stamp: Stamp(unsigned(row.get(4)?)), origin: unsigned(row.get(5)?) };
            let seen = Before::new(row.get(1)?, columns::value(row, 3)?, mark);
            let Some(noun) = Noun::of_code(row.get(2)?) else { continue };
            add(self.overwritten_one(noun, Id::from_bytes(row.get(0)?), &seen, |_| true)?);
        }
        for (noun, id, seen) in &taken_back.seen {
            add(self.overwritten_one(*noun, *id, seen, |mark| taken_back.holds(mark))?);
        }
        Ok(items)
    }

    /// What lost in a field to a value that still `stands`.
    fn overwritten_one(
        &self,
        noun: Noun,
        id: Id,
        seen: &Before,
        stands: impl Fn(Mark) -> bool,
    ) -> Result<Option<Item>> {
        let Some(field) = noun.field(seen.code) else { return Ok(None) };
        let Some(standing) = self.standing(noun, id, field)? else { return Ok(None) };
        let (lost, mark) = (seen.value.clone(), seen.mark());
        if lost == standing.value || !stands(standing.mark) {
            return Ok(None);
        }
        let names = [self.name_in(field, &standing.value)?, self.name_in(field, &lost)?];
        let stands_by = self.hand(standing.mark)?;
        let fields = vec![Clash { code: seen.code, stands: standing.value, stands_by, lost, names }];
        let (of, by) = (self.called_as(noun, id)?, self.hand(mark)?);
        let parts: [&[u8]; 4] =
            [b"lost", id.as_bytes(), &mark.stamp.0.to_be_bytes(), &mark.origin.to_be_bytes()];
        Ok(Some(Item {
            key: Id::of_parts(&parts),
            customer: standing.customer,
            name: self.named(standing.customer)?,
            what: What::Overwritten { noun, id, of, fields, by },
        }))
    }

    /// What a field holds, by whom, and whose record it is.
    fn standing(&self, noun: Noun, id: Id, field: &Field) -> Result<Option<Standing>> {
        let owner = match noun {
            Noun::Customer => "id",
            _ if noun.customer_field().is_some() => "customer",
            _ => "NULL",
        };
        let sql = format!(
            "SELECT \"{}\", {owner}, born, born_by, stamps FROM {} WHERE id = ?1",
            field.name,
            noun.table()
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let read = |row: &Row<'_>| {
            let stamps =
                row.get::<_, Option<Vec<u8>>>(4)?.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default();
            let born = Mark { stamp: Stamp(unsigned(row.get(2)?)), origin: unsigned(row.get(3)?) };
            Ok(Standing {
                value: columns::value(row, 0)?,
                customer: row.get::<_, Option<[u8; 16]>>(1)?.map(Id::from_bytes),
                mark: stamps.get(field.code).unwrap_or(born),
            })
        };
        Ok(statement.query_row([id.as_bytes()], read).optional()?)
    }

    /// What a record is called that a field names.
    fn name_in(&self, field: &Field, value: &Value) -> Result<String> {
        let (Kind::Ref, Value::Ref(bytes)) = (field.kind, value) else { return Ok(String::new()) };
        let id = Id::from_bytes(*bytes);
        let rep = self.rep_name(Some(id))?;
        if rep.is_empty() { self.named(Some(id)) } else { Ok(rep) }
    }

    /// What a record is called that is no customer.
    fn called_as(&self, noun: Noun, id: Id) -> Result<String> {
        let column = match noun {
            Noun::Person => {
                return Ok(self.get::<Person>(id)?.map(|person| person.name()).unwrap_or_default());
            }
            Noun::Deal => return Ok(self.get::<Deal>(id)?.map(|deal| deal.title).unwrap_or_default()),
            Noun::ContactPoint | Noun::CustomValue => "raw",
            Noun::Activity => "note",
            Noun::Block => "address",
            Noun::CallList | Noun::CustomField | Noun::MailTemplate | Noun::View | Noun::Product => "name",
            Noun::Question => "words",
            Noun::Answer => "choice",
            Noun::Attendance => "state",
            Noun::Outcome | Noun::Pipeline | Noun::Stage => "code",
            Noun::DealPerson => "role",
            Noun::Purchase | Noun::DealLine | Noun::Subscription => "product",
            Noun::NextStep | Noun::Inquiry | Noun::InquiryStep => "text",
            Noun::Consent => "source",
            _ => return Ok(String::new()),
        };
        let sql = format!("SELECT coalesce(\"{column}\", '') FROM {} WHERE id = ?1", noun.table());
        let mut statement = self.conn.prepare_cached(&sql)?;
        Ok(statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// Who wrote at that mark, by name: a desk is one rep's.
    fn hand(&self, mark: Mark) -> Result<Hand> {
        let sql = "SELECT rep FROM log WHERE origin = ?1 AND rep IS NOT NULL ORDER BY n DESC LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rep = statement.query_row([mark.origin.cast_signed()], |row| row.get(0).map(Id::from_bytes));
        Ok(Hand { by: self.rep_name(rep.optional()?)?, at: mark.stamp.ms() })
    }

    fn named(&self, customer: Option<Id>) -> Result<String> {
        let Some(id) = customer else { return Ok(String::new()) };
        let sql = "SELECT coalesce(name, '') FROM customer WHERE id = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([group::face(&self.conn, id)?.as_bytes()])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?.unwrap_or_default())
    }

    fn worked_on_deleted(&self, most: usize, taken_back: &TakenBack) -> Result<Vec<Item>> {
        let mut statement = self.conn.prepare_cached(WORKED_ON)?;
        let mut rows = statement.query([most])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            let stamps =
                row.get::<_, Option<Vec<u8>>>(1)?.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default();
            let (id, deleted) = (Id::from_bytes(row.get(0)?), stamps.get(GONE).unwrap_or_default());
            let worked = mark(row, 3)?;
            if worked.stamp > deleted.stamp || taken_back.holds(deleted) {
                let what = What::WorkedOnDeleted {
                    deleted: self.hand(deleted)?,
                    worked: self.hand(worked)?,
                    channel: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
                    note: row.get(6)?,
                };
                let key = Id::of_parts(&[b"worked", id.as_bytes()]);
                items.push(Item { key, customer: Some(id), name: self.named(Some(id))?, what });
            }
        }
        Ok(items)
    }

    fn shared_numbers(&self, most: usize) -> Result<Vec<Item>> {
        let mut statement = self.conn.prepare_cached(SHARED)?;
        let mut rows = statement.query([most])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            let (one, other) = (Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?));
            let address: String = row.get(2)?;
            let key = Id::of_parts(&[b"shared", one.as_bytes(), other.as_bytes(), address.as_bytes()]);
            let made = [self.hand(mark(row, 3)?)?, self.hand(mark(row, 5)?)?];
            let address = row.get::<_, Option<String>>(7)?.unwrap_or(address);
            let what = What::Shared { other, other_name: self.named(Some(other))?, address, made };
            items.push(Item { key, customer: Some(one), name: self.named(Some(one))?, what });
        }
        Ok(items)
    }

    /// Whoever is not erased and was made one with somebody who is.
    fn one_with_erased(&self, most: usize) -> Result<Vec<Item>> {
        let mut statement = self.conn.prepare_cached(ERASED)?;
        let mut rows = statement.query([most])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            let [pair, one, other] = [row.get(0)?, row.get(1)?, row.get(2)?].map(Id::from_bytes);
            let (live, other) = if row.get(3)? { (other, one) } else { (one, other) };
            let key = Id::of_parts(&[b"erased", pair.as_bytes()]);
            // Alone: as one they have no name.
            let name =
                super::read::one::<Customer>(&self.conn, live)?.map(|live| live.name).unwrap_or_default();
            items.push(Item { key, customer: Some(live), name, what: What::ErasedAndMerged { other } });
        }
        Ok(items)
    }

    /// Forks that nobody has said to know of.
    fn forks(&self) -> Result<Vec<Item>> {
        let mut statement = self.conn.prepare_cached("SELECT one FROM suspect WHERE what = 'forked'")?;
        let rows = statement.query_map([], |row| Ok(u64::from_be_bytes(row.get(0)?)))?;
        let origins: Vec<u64> = rows.collect::<rusqlite::Result<_>>()?;
        let mut items = Vec::new();
        for origin in origins {
            let stands = fork(origin);
            let sql = "SELECT EXISTS (SELECT 1 FROM pair WHERE id = ?1 AND gone IS NULL)";
            let known = pair::id_of(stands, stands);
            let known: bool =
                self.conn.prepare_cached(sql)?.query_row([known.as_bytes()], |row| row.get(0))?;
            if !known {
                let name = self.hand(Mark { stamp: Stamp::default(), origin })?.by;
                items.push(Item { key: stands, customer: None, name, what: What::Forked { origin } });
            }
        }
        Ok(items)
    }
}

/// Adds an item, or to the one it belongs to what lost besides.
fn join(items: &mut Vec<Item>, mut item: Item) {
    let known = items.iter_mut().find(|known| known.key == item.key);
    match (known.map(|known| &mut known.what), &mut item.what) {
        (Some(What::Overwritten { fields, .. }), What::Overwritten { fields: more, .. }) => {
            more.retain(|clash| fields.iter().all(|known| known.code != clash.code));
            fields.append(more);
        }
        _ => items.push(item),
    }
}

/// A field as it stands.
struct Standing {
    value: Value,
    customer: Option<Id>,
    mark: Mark,
}

/// The mark in two columns side by side.
fn mark(row: &Row<'_>, column: usize) -> rusqlite::Result<Mark> {
    Ok(Mark { stamp: Stamp(unsigned(row.get(column)?)), origin: unsigned(row.get(column + 1)?) })
}

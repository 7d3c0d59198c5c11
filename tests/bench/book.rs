//! The book everything is measured on: invented customers, the same for the same size, half
//! Japanese and half English, with three activities each; and the same rows as TSV and as CSV.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Result;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::contact_point::ContactPoint;
use salesdesk::domain::customer::Customer;
use salesdesk::domain::next_step::NextStep;
use salesdesk::domain::person::Person;
use salesdesk::domain::tag::Tag;
use salesdesk::domain::{Deed, Id, Write};
use salesdesk::store::Desk;

use crate::dice::Dice;
use crate::names::{NOTES_EN, NOTES_JA, OUTCOMES};
use crate::who::{Who, who};

/// Saturday 21 November 2026, 14:32 in Tokyo: the moment the book is made for.
pub(crate) const NOW: i64 = 1_795_239_120_000;
/// The same for `SALESDESK_NOW`.
pub(crate) const NOW_TEXT: &str = "2026-11-21T14:32:00+09:00";

const DAY: i64 = 24 * 3_600_000;
/// Customers logged as one entry.
const CHUNK: usize = 500;
/// Activities of each customer.
const ACTIVITIES: usize = 3;
const HEADER: &str =
    "顧客コード,会社名,フリガナ,電話番号,メール,郵便番号,都道府県,市区町村,住所,業種,ランク,備考";

/// A book on disk and its rows beside it.
pub(crate) struct Stock {
    folder: PathBuf,
    customers: usize,
}

impl Stock {
    /// The book of that many customers in a folder of its own, made where it is not there yet.
    pub(crate) fn of(folder: &Path, customers: usize) -> Result<Self> {
        let stock = Self { folder: folder.to_owned(), customers };
        if !folder.exists() {
            let part = folder.with_extension("part");
            Self { folder: part.clone(), customers }.make()?;
            fs::rename(part, folder)?;
        }
        Ok(stock)
    }

    fn make(&self) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut desk = self.desk()?;
        let mut bulk = desk.bulk(Deed::Setup, "bench", NOW)?;
        let mut rows = Rows::create(self)?;
        let (mut dice, mut ids) = (Dice::new(7), Id::run(NOW - 400 * DAY));
        let mut writes = Vec::new();
        for n in 0..self.customers {
            let who = who(&mut dice, n);
            rows.add(&who)?;
            put(&mut writes, &who, &mut dice, &mut ids);
            if (n + 1) % CHUNK == 0 || n + 1 == self.customers {
                bulk.push(&writes)?;
                writes.clear();
            }
        }
        bulk.finish()?;
        rows.finish()
    }

    /// Sees to it that the sidecar is there: what is measured is a desk in use, not its first minute.
    pub(crate) fn with_sidecar(&self) -> Result<&Self> {
        let desk = self.desk()?;
        if desk.sidecar()?.is_none() {
            desk.make_sidecar(&|_| true)?;
        }
        Ok(self)
    }

    pub(crate) const fn customers(&self) -> usize {
        self.customers
    }

    pub(crate) fn book(&self) -> PathBuf {
        self.folder.join("book.db")
    }

    /// One line per customer, tabs between: what would be piped into a finder.
    pub(crate) fn tsv(&self) -> PathBuf {
        self.folder.join("rows.tsv")
    }

    /// Twelve columns with a header.
    pub(crate) fn csv(&self) -> PathBuf {
        self.folder.join("rows.csv")
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn desk(&self) -> Result<Desk> {
        Ok(Desk::open(&self.book(), "Bench", NOW)?)
    }
}

/// The two files of rows, being written.
struct Rows {
    tsv: BufWriter<File>,
    csv: csv::Writer<File>,
}

impl Rows {
    fn create(stock: &Stock) -> Result<Self> {
        let mut csv = csv::Writer::from_path(stock.csv())?;
        csv.write_record(HEADER.split(','))?;
        Ok(Self { tsv: BufWriter::new(File::create(stock.tsv())?), csv })
    }

    fn add(&mut self, who: &Who) -> Result<()> {
        let Who { name, kana, phone, mail, city, region, .. } = who;
        let (tag, note) = (who.tag.unwrap_or_default(), &who.note);
        writeln!(self.tsv, "{name}\t{kana}\t{phone}\t{mail}\t{region}{city}\t{tag}\t{note}")?;
        let Who { code, postal, address, industry, rank, .. } = who;
        let cells: [&str; 12] =
            [code, name, kana, phone, mail, postal, region, city, address, industry, rank, note];
        Ok(self.csv.write_record(cells)?)
    }

    fn finish(mut self) -> Result<()> {
        self.tsv.flush()?;
        Ok(self.csv.flush()?)
    }
}

/// Everything the book knows of one customer.
fn put(writes: &mut Vec<Write>, who: &Who, dice: &mut Dice, ids: &mut impl Iterator<Item = Id>) {
    let mut id = || ids.next().expect("ids never end");
    let customer = Customer {
        id: id(),
        name: who.name.clone(),
        kana: who.kana.clone(),
        kind: if who.person.is_some() { "company".into() } else { "person".into() },
        code: who.code.clone(),
        rank: who.rank.into(),
        postal_code: who.postal.clone(),
        region: who.region.into(),
        city: who.city.into(),
        address: who.address.clone(),
        industry: who.industry.into(),
        ..Customer::default()
    };
    let whose = Some(customer.id);
    writes.push(Write::adding(&customer));
    for (position, (kind, raw, normal)) in
        (0..).zip([("phone", &who.phone, &who.normal), ("mail", &who.mail, &who.mail)])
    {
        writes.push(Write::adding(&ContactPoint {
            id: id(),
            customer: whose,
            kind: kind.into(),
            raw: raw.clone(),
            normal: normal.clone(),
            position: Some(position),
            ..ContactPoint::default()
        }));
    }
    writes.extend(who.person.as_ref().map(|(full_name, kana)| {
        let (full_name, family_kana) = (full_name.clone(), kana.clone());
        Write::adding(&Person { id: id(), customer: whose, full_name, family_kana, ..Person::default() })
    }));
    writes.extend(who.tag.map(|tag| Write::adding(&Tag::on(customer.id, tag))));
    put_past(writes, who, whose, dice, &mut id);
}

fn put_past(
    writes: &mut Vec<Write>,
    who: &Who,
    customer: Option<Id>,
    dice: &mut Dice,
    id: &mut impl FnMut() -> Id,
) {
    let ago = |dice: &mut Dice, days: usize| i64::try_from(dice.below(days * 86_400)).expect("small") * 1000;
    for nth in 0..ACTIVITIES {
        let call = dice.chance(80);
        let notes = if who.japanese { NOTES_JA } else { NOTES_EN };
        writes.push(Write::adding(&Activity {
            id: id(),
            customer,
            kind: if call { "call".into() } else { "mail".into() },
            at: Some(NOW - ago(dice, 365)),
            outcome: if call { (*dice.zipf(OUTCOMES)).into() } else { String::new() },
            direction: "out".into(),
            number: if call { who.normal.clone() } else { who.mail.clone() },
            note: match nth {
                0 => who.note.clone(),
                _ if dice.chance(30) => (*dice.pick(notes)).into(),
                _ => String::new(),
            },
            ..Activity::default()
        }));
    }
    if dice.chance(5) {
        writes.push(Write::adding(&NextStep {
            id: id(),
            customer,
            kind: "callback".into(),
            due_at: Some(NOW - 2 * DAY + ago(dice, 30)),
            text: who.note.clone(),
            ..NextStep::default()
        }));
    }
}

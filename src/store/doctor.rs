//! A book's health: do its pages hold together, and do derived columns say what they should?

use super::open::Desk;
use super::{Result, derive};

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub check: &'static str,
    /// How it stands: empty when all is well.
    pub wrong: String,
}

/// A book's facts and findings. No customer's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// SQLite's version.
    pub sqlite: String,
    /// The book's format.
    pub format: i64,
    /// Live customers.
    pub customers: i64,
    /// Activities.
    pub activities: i64,
    /// Log entries.
    pub commits: i64,
    /// Bytes of the book without its write-ahead log.
    pub bytes: i64,
    /// The checks, in order.
    pub findings: Vec<Finding>,
}

impl Health {
    /// Says whether nothing is wrong.
    #[must_use]
    pub fn sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.wrong.is_empty())
    }
}

impl Desk {
    /// Looks the whole book over. Takes about two seconds per half gigabyte.
    pub fn health(&self) -> Result<Health> {
        let number = |sql: &str| self.conn.query_row(sql, [], |row| row.get::<_, i64>(0));
        let customers = number("SELECT count(*) FROM customer WHERE unlisted IS NULL")?;
        let pages: String = self.conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        let next = number(derive::NEXT_AT_OFF)?;
        let faces = derive::faces_off(&self.conn)?;
        let tally = i64::try_from(self.customer_count()?).unwrap_or(i64::MAX);
        let off = |count: i64| if count == 0 { String::new() } else { format!("{count} customers are off") };
        Ok(Health {
            sqlite: rusqlite::version().to_owned(),
            format: number("PRAGMA user_version")?,
            customers,
            activities: number("SELECT count(*) FROM activity")?,
            commits: number("SELECT count(*) FROM log")?,
            bytes: number("PRAGMA page_count")? * number("PRAGMA page_size")?,
            findings: vec![
                Finding { check: "pages", wrong: if pages == "ok" { String::new() } else { pages } },
                Finding { check: "next step of each customer", wrong: off(next) },
                Finding { check: "who is one with whom", wrong: off(faces) },
                Finding { check: "number of customers", wrong: off((tally - customers).abs()) },
            ],
        })
    }
}

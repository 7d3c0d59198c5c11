//! A book's health: do its pages hold together, and do derived columns say what they should?
//!
//! Pages are also looked over in the background, once a week and after the desk was not left in
//! order; what that found is noted in the book.

use rusqlite::InterruptHandle;
use rustix::process::{Pid, test_kill_process};

use super::open::Desk;
use super::{Result, derive};
use crate::domain::Trouble;

/// How long a look at the pages counts, in milliseconds.
const A_WEEK: i64 = 7 * 24 * 3_600_000;

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
    /// The origin, as it is shown.
    pub origin: String,
    /// Origins it had before.
    pub former: usize,
    /// When it was last taken for a copy and why: Unix milliseconds and a word.
    pub twin: Option<String>,
    /// Changes made here that no file tells yet.
    pub unsent: u64,
    /// When its pages were last looked over in the background, Unix milliseconds.
    pub checked: Option<i64>,
    /// What was in the way of the last copy of a night.
    pub uncopied: Option<String>,
}

/// Stops what a desk is reading, from another thread.
pub struct Interrupter(InterruptHandle);

impl Interrupter {
    /// Stops it.
    pub fn stop(&self) {
        self.0.interrupt();
    }
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
        let unsent: u64 = self.unsealed()?.into_iter().map(|(_, lo, hi)| hi - lo + 1).sum();
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
            origin: self.origin_shown(),
            former: self.former_origins()?,
            twin: self.noted("twin")?,
            unsent,
            checked: self.noted("checked")?.and_then(|at| at.parse().ok()),
            uncopied: self.noted("uncopied")?.filter(|why| !why.is_empty()),
        })
    }

    /// Notes that the desk is open on the screen. Says whether the last one was not left in order.
    pub fn begin_use(&self) -> Result<bool> {
        let before = self.noted("in use")?;
        self.note("in use", &std::process::id().to_string())?;
        Ok(before.is_some_and(|process| !runs(&process)))
    }

    /// Notes that the desk was left in order.
    pub fn end_use(&self) -> Result<()> {
        self.conn.execute("DELETE FROM desk WHERE name = 'in use'", [])?;
        Ok(())
    }

    /// Says whether the pages were not looked over for a week.
    pub fn wants_a_look(&self, now: i64) -> Result<bool> {
        let checked = self.noted("checked")?.and_then(|at| at.parse::<i64>().ok());
        Ok(checked.is_none_or(|at| (now - at).abs() >= A_WEEK))
    }

    /// Looks the pages over.
    ///
    /// # Errors
    /// Says that the book is damaged, where it is.
    pub fn look_over(&self, now: i64) -> Result<()> {
        let pages: String = self.conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if pages != "ok" {
            tracing::warn!(%pages, "the book is damaged");
            return Err(Trouble::Damaged(self.path.display().to_string()).into());
        }
        self.note("checked", &now.to_string())
    }

    /// Notes why the night's copy could not be made; nothing where it was.
    pub fn note_uncopied(&self, why: &str) -> Result<()> {
        self.note("uncopied", why)
    }

    /// What stops a long reading of this desk.
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.conn.get_interrupt_handle())
    }
}

/// Says whether a process of that number runs.
fn runs(process: &str) -> bool {
    let id = process.parse().ok().and_then(Pid::from_raw);
    id.is_some_and(|id| test_kill_process(id).is_ok())
}

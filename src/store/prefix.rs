//! Who can be found by plain indexes alone: by the beginning of a name, a reading, a code, a
//! number or an address. Serves a large book until its search is ready.

use rusqlite::Connection;

use super::Result;
use super::open::Desk;
use crate::domain::Id;
use crate::domain::fold::{fold, katakana, sought_forms};
use crate::domain::page::Line;

/// What may stand before the name one types.
pub(super) const FORMS: &[&str] = &["", "株式会社", "（株）", "(株)", "㈱", "有限会社", "（有）", "㈲"];

const BY_NAME: &str = "SELECT id FROM customer WHERE gone IS NULL
     AND name >= ?1 COLLATE NOCASE AND name < ?2 COLLATE NOCASE ORDER BY name COLLATE NOCASE LIMIT ?3";
const BY_READING: &str = "SELECT id FROM customer WHERE gone IS NULL
     AND kana IS NOT NULL AND kana >= ?1 AND kana < ?2 ORDER BY kana LIMIT ?3";
const BY_CODE: &str = "SELECT id FROM customer WHERE gone IS NULL
     AND code IS NOT NULL AND code >= ?1 AND code < ?2 ORDER BY code LIMIT ?3";
const BY_POINT: &str = "SELECT customer FROM contact_point WHERE gone IS NULL AND customer IS NOT NULL
     AND normal IS NOT NULL AND normal >= ?1 AND normal < ?2 ORDER BY normal LIMIT ?3";

impl Desk {
    /// The rows of up to `limit` customers that begin as typed.
    pub fn beginning_with(&self, typed: &str, limit: usize) -> Result<Vec<Line>> {
        let mut found = Vec::new();
        for (sql, beginning) in beginnings(typed.trim()) {
            for id in look_up(&self.conn, sql, &beginning, limit)? {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        found.truncate(limit);
        self.lines(&found)
    }
}

/// Where to look, and for what.
fn beginnings(typed: &str) -> Vec<(&'static str, String)> {
    if typed.is_empty() {
        return Vec::new();
    }
    let folded = fold(typed);
    let mut all: Vec<(&str, String)> = FORMS.iter().map(|form| (BY_NAME, format!("{form}{typed}"))).collect();
    all.push((BY_READING, katakana(typed)));
    all.extend([(BY_CODE, typed.to_owned()), (BY_CODE, typed.to_uppercase())]);
    for digits in sought_forms(&folded) {
        all.extend(digits.strip_prefix('0').map(|rest| (BY_POINT, format!("+81{rest}"))));
        all.push((BY_POINT, format!("+{digits}")));
    }
    all.push((BY_POINT, folded));
    all
}

fn look_up(conn: &Connection, sql: &str, beginning: &str, limit: usize) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(sql)?;
    let end = format!("{beginning}\u{10ffff}");
    let ids = statement.query_map((beginning, end, limit), |row| row.get(0))?;
    Ok(ids.map(|id| id.map(Id::from_bytes)).collect::<rusqlite::Result<_>>()?)
}

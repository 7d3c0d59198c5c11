//! The rows of a search's hits, each with why it was found in the record's own words.

use super::group;
use super::open::Desk;
use super::{Result, read::many};
use crate::domain::Id;
use crate::domain::page::Line;
use crate::domain::person::Person;
use crate::domain::query::{Facet, Query};
use crate::search::{Hit, shown};

impl Desk {
    /// The rows of these hits, in their order; a customer deleted a moment ago has none.
    pub(super) fn lines_of(&self, query: &Query, hits: Vec<Hit>) -> Result<Vec<Line>> {
        let ids: Vec<Id> = hits.iter().map(|hit| hit.id).collect();
        let mut lines = self.lines_listed(&ids)?;
        let mut hits = hits.into_iter();
        for line in &mut lines {
            let hit = hits.find(|hit| hit.id == line.id).expect("each line is a hit's");
            self.tell_why(query, hit, line)?;
        }
        Ok(lines)
    }

    /// Puts into a hit's line what matched, in the record's own words where they are found.
    fn tell_why(&self, query: &Query, hit: Hit, line: &mut Line) -> Result<()> {
        let Some(facet) = hit.matched else { return Ok(()) };
        let excerpt = match facet {
            Facet::Name if !group::any(&self.conn)? => None,
            Facet::Name => self.other_name(query, line)?,
            Facet::Kana if line.kana.is_empty() => None,
            Facet::Kana => Some(line.kana.clone()),
            facet => shown(query, &self.words_of(hit.id, facet)?),
        };
        facet.code().clone_into(&mut line.matched);
        line.excerpt = excerpt.unwrap_or(hit.excerpt);
        Ok(())
    }

    /// What else they were called, where that was found and the name they have was not.
    fn other_name(&self, query: &Query, line: &Line) -> Result<Option<String>> {
        if shown(query, std::slice::from_ref(&line.name)).is_some() {
            return Ok(None);
        }
        Ok(shown(query, &self.words_of_all(line.id, "SELECT name FROM customer WHERE id = ?1")?))
    }

    /// What stands in the records for a facet of a customer, as it was typed.
    fn words_of(&self, id: Id, facet: Facet) -> Result<Vec<String>> {
        if facet == Facet::Person {
            let sql = "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.rowid";
            let mut people: Vec<Person> = Vec::new();
            for member in group::members(&self.conn, id)? {
                people.extend(many::<Person>(&self.conn, sql, [member.as_bytes()])?);
            }
            return Ok(people.iter().map(|one| format!("{}  {}", one.name(), one.kana())).collect());
        }
        words_sql(facet).map_or_else(|| Ok(Vec::new()), |sql| self.words_of_all(id, sql))
    }

    /// The words that a question gives of a customer, and of whoever they are one with.
    fn words_of_all(&self, id: Id, sql: &str) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut words = Vec::new();
        for member in group::members(&self.conn, id)? {
            for word in statement.query_map([member.as_bytes()], |row| row.get::<_, Option<String>>(0))? {
                words.extend(word?);
            }
        }
        Ok(words)
    }
}

const fn words_sql(facet: Facet) -> Option<&'static str> {
    Some(match facet {
        Facet::Phone => {
            "SELECT raw FROM contact_point WHERE customer = ?1 AND gone IS NULL
             AND kind IN ('phone', 'mobile', 'fax') ORDER BY position, id"
        }
        Facet::Mail => {
            "SELECT raw FROM contact_point WHERE customer = ?1 AND gone IS NULL
             AND kind NOT IN ('phone', 'mobile', 'fax') ORDER BY position, id"
        }
        Facet::Tag => "SELECT name FROM tag WHERE customer = ?1 AND gone IS NULL ORDER BY name",
        Facet::Place => "SELECT concat(region, city, address) FROM customer WHERE id = ?1",
        Facet::Note => {
            "SELECT note FROM activity WHERE customer = ?1 AND gone IS NULL AND note IS NOT NULL
             UNION ALL SELECT concat(note, ' ', needs, ' ', business) FROM customer WHERE id = ?1"
        }
        _ => return None,
    })
}

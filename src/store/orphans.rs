//! Live prospects without a next step: among those reached last and those with an open deal.
//!
//! Neither asks the whole book: each walks an index for so many entries and no further, so the count
//! is a lower bound in a book with more. The rule is `Page::orphan`'s.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use rusqlite::named_params;

use super::Result;
use super::group;
use super::open::Desk;
use crate::domain::Id;
use crate::domain::agenda::{Orphan, Whose};
use crate::domain::outcome::Outcome;
use crate::domain::page::{Tally, leaves_live};
use crate::domain::pipeline::{Pipelines, STANDARD};

/// Entries of each index that are looked at.
const WALK: usize = 5_000;
/// Activities of a group that tell how it was left.
const ACTIVITIES: usize = 200;

const REACHED: &str = "FROM activity INDEXED BY activity_reached
     WHERE reach >= 1 AND gone IS NULL ORDER BY at DESC LIMIT :walk";
/// Of the customers `k` who come into question, those for whom nothing is to be done, with the last contact.
const BARE: &str = "SELECT k.customer, k.outcome, c.owner,
         (SELECT max(at) FROM activity WHERE customer = c.id AND gone IS NULL AND kind NOT IN ('note', 'web'))
     FROM k CROSS JOIN customer AS c ON c.id = k.customer
     WHERE c.unlisted IS NULL AND c.lifecycle = 'prospect' AND c.next_at IS NULL
       AND (c.rest_until IS NULL OR c.rest_until <= :now)
       AND (:all OR c.owner IS :rep OR (:pool AND c.owner IS NULL))
       AND NOT EXISTS (SELECT 1 FROM next_step AS s WHERE s.customer = c.id AND s.done_at IS NULL AND s.gone IS NULL)
       AND NOT EXISTS (SELECT 1 FROM block AS b WHERE b.gone IS NULL AND b.lifted_at IS NULL AND b.person IS NULL
         AND coalesce(b.channel, 'call') = 'call' AND (b.until IS NULL OR b.until > :now)
         AND (b.customer = c.id OR b.address IN
           (SELECT p.normal FROM contact_point AS p WHERE p.customer = c.id AND p.gone IS NULL
            UNION ALL SELECT suppressed(p.normal) FROM contact_point AS p WHERE p.customer = c.id AND p.gone IS NULL)))";

/// Somebody for whom nothing is to be done.
struct Bare {
    id: Id,
    outcome: String,
    owner: Option<Id>,
    last_at: Option<i64>,
}

impl Desk {
    /// Live prospects without an open next step, the newest contact first; at most `limit`, and how many there are.
    pub fn orphans(&self, whose: Whose, now: i64, limit: usize) -> Result<(Vec<Orphan>, Tally)> {
        let outcomes = self.outcomes()?;
        let live = |bare: &Bare| leaves_live(&bare.outcome, &outcomes);
        let reached = self.bare(&last_reached(), whose, now)?.into_iter().filter(live);
        let mut found: HashMap<Id, Bare> = reached.map(|bare| (bare.id, bare)).collect();
        let pipelines = self.pipelines()?;
        found.extend(self.bare(&with_deal(&pipelines), whose, now)?.into_iter().map(|bare| (bare.id, bare)));
        if group::any(&self.conn)? {
            self.judge_groups(&mut found, &outcomes, &pipelines, whose, now)?;
        }
        let mut found: Vec<Bare> = found.into_values().collect();
        found.sort_by_key(|bare| (Reverse(bare.last_at), bare.id));
        let tally =
            Tally { count: found.len(), exact: self.ends(REACHED)? && self.ends(&dealing(&pipelines))? };
        found.truncate(limit);
        Ok((self.whole(&found)?, tally))
    }

    /// Puts the groups in that are orphans, and out what is one alone and none as a group.
    fn judge_groups(
        &self,
        found: &mut HashMap<Id, Bare>,
        outcomes: &[Outcome],
        pipelines: &Pipelines,
        whose: Whose,
        now: i64,
    ) -> Result<()> {
        let (all, rep, pool) = self.claim(whose);
        for walked in [last_reached(), with_deal(pipelines)] {
            for face in self.faces_among(&walked)? {
                found.remove(&face);
                let Some(page) = self.page(face, ACTIVITIES)?.filter(|page| !page.customer.gone) else {
                    continue;
                };
                let owner = page.customer.owner;
                let theirs = all || owner.map(|id| *id.as_bytes()) == rep || (pool && owner.is_none());
                if theirs && page.orphan(outcomes, now) {
                    let last_at = self.line(face)?.and_then(|line| line.last_at);
                    found.insert(face, Bare { id: face, outcome: String::new(), owner, last_at });
                }
            }
        }
        Ok(())
    }

    /// The faces of groups of which somebody comes into question.
    fn faces_among(&self, candidates: &str) -> Result<BTreeSet<Id>> {
        let sql = format!(
            "WITH k (customer, at, outcome) AS ({candidates})
             SELECT coalesce(c.face, c.id) FROM k CROSS JOIN customer AS c ON c.id = k.customer
             WHERE c.face IS NOT NULL OR EXISTS (SELECT 1 FROM customer AS m WHERE m.face = c.id)"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let faces =
            statement.query_map(named_params! { ":walk": WALK }, |row| row.get(0).map(Id::from_bytes))?;
        Ok(faces.collect::<rusqlite::Result<_>>()?)
    }

    fn bare(&self, candidates: &str, whose: Whose, now: i64) -> Result<Vec<Bare>> {
        let (all, rep, pool) = self.claim(whose);
        let mut statement = self.conn.prepare_cached(&of(candidates))?;
        let places = named_params! { ":walk": WALK, ":now": now, ":all": all, ":rep": rep, ":pool": pool };
        let rows = statement.query_map(places, |row| {
            Ok(Bare {
                id: Id::from_bytes(row.get(0)?),
                outcome: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                owner: row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes),
                last_at: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Says whether the walk comes to the end of its index.
    fn ends(&self, walk: &str) -> Result<bool> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 {walk})");
        let count: usize =
            self.conn.prepare_cached(&sql)?.query_row(named_params! { ":walk": WALK }, |row| row.get(0))?;
        Ok(count < WALK)
    }

    fn whole(&self, found: &[Bare]) -> Result<Vec<Orphan>> {
        let others = self.others()?;
        let ids: Vec<Id> = found.iter().map(|bare| bare.id).collect();
        let owners: HashMap<Id, Option<Id>> = found.iter().map(|bare| (bare.id, bare.owner)).collect();
        let initials =
            |id: &Id| owners.get(id).copied().flatten().and_then(|owner| others.get(&owner)).cloned();
        let lines = self.lines(&ids)?.into_iter();
        Ok(lines.map(|line| Orphan { initials: initials(&line.id).unwrap_or_default(), line }).collect())
    }
}

/// Whoever was reached, with how the last of it ended.
fn last_reached() -> String {
    format!("SELECT customer, max(at), outcome FROM (SELECT customer, at, outcome {REACHED}) GROUP BY 1")
}

fn with_deal(pipelines: &Pipelines) -> String {
    format!("SELECT DISTINCT customer, NULL, NULL FROM (SELECT customer {})", dealing(pipelines))
}

fn of(candidates: &str) -> String {
    format!("WITH k (customer, at, outcome) AS ({candidates}) {BARE}")
}

/// The customers of open deals.
fn dealing(pipelines: &Pipelines) -> String {
    let quoted = |code: &str| format!("'{}'", code.replace('\'', "''"));
    let (open, shut) = pipelines.open_stages();
    let open: Vec<String> = open.into_iter().map(quoted).collect();
    let open = open.join(", ");
    let not = |(pipeline, stage): (&str, &str)| {
        format!(
            " AND NOT (stage = {} AND coalesce(pipeline, '{STANDARD}') = {})",
            quoted(stage),
            quoted(pipeline)
        )
    };
    let shut: String = shut.into_iter().map(not).collect();
    let of = "SELECT customer FROM deal INDEXED BY deal_stage WHERE gone IS NULL AND stage";
    format!("FROM ({of} IN ({open}){shut} UNION ALL {of} IS NULL) LIMIT :walk")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_is_walked_from_end_to_end() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("book.db"), "Kawai", 1).unwrap();
        for candidates in [last_reached(), with_deal(&Pipelines::default())] {
            let mut statement =
                desk.conn.prepare(&format!("EXPLAIN QUERY PLAN {}", of(&candidates))).unwrap();
            let (now, all, rep, pool) = (1, false, None::<[u8; 16]>, true);
            let places =
                named_params! { ":walk": WALK, ":now": now, ":all": all, ":rep": rep, ":pool": pool };
            let steps = statement.query_map(places, |row| row.get::<_, String>(3)).unwrap();
            let plan: Vec<String> = steps.map(|step| step.unwrap()).collect();
            let bounded = ["SCAN k", "SCAN (subquery", "SCAN activity USING COVERING INDEX activity_reached"];
            let whole = |step: &&String| {
                step.starts_with("SCAN") && !bounded.iter().any(|known| step.starts_with(known))
            };
            assert_eq!(plan.iter().find(whole), None, "{plan:#?}");
        }
    }
}

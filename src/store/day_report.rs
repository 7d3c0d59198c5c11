//! The day's summary: one day's calls read once, with the names and the steps of whom it tells.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::params;

use super::group;
use super::newest;
use super::open::Desk;
use super::{Result, read::many, read::one};
use crate::domain::activity::Activity;
use crate::domain::call_list::CallList;
use crate::domain::day_report::{self, DayReport, OnList, Told};
use crate::domain::next_step::NextStep;
use crate::domain::report::{CallCounts, Outcomes};
use crate::domain::{Id, day};

const CALLS: &str = "INDEXED BY activity_at
     WHERE t.at >= ?1 AND t.at < ?2 AND t.kind = 'call' AND t.gone IS NULL AND (?3 IS NULL OR t.rep = ?3)
     ORDER BY t.at, t.id";
const STEPS: &str = "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.id";
const DUE: &str = "SELECT count(*) FROM next_step
     WHERE due_at >= ?1 AND due_at < ?2 AND done_at IS NULL AND gone IS NULL AND kind = 'callback'
           AND (?3 IS NULL OR owner = ?3)";

impl Desk {
    /// What a rep's day came to, or everybody's: of the calls made from one moment to before another
    /// (Unix milliseconds).
    pub fn day_report(&self, day_start_ms: i64, day_end_ms: i64, rep: Option<Id>) -> Result<DayReport> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let outcomes = self.known_outcomes()?;
        let whose = rep.map(|id| *id.as_bytes());
        let mut calls: Vec<Activity> = many(&self.conn, CALLS, params![day_start_ms, day_end_ms, whose])?;
        calls.retain(|call| self.counts(call.customer));
        let steps = self.steps_of(&calls)?;
        let day_after = params![day_end_ms, day_end_ms.saturating_add(day::LENGTH), whose];
        let due = format!("{DUE} {}", self.narrowing("customer"));
        let tomorrow: i64 = self.conn.prepare_cached(&due)?.query_row(day_after, |row| row.get(0))?;
        Ok(DayReport {
            rep: self.rep_name(rep)?,
            line: self.narrowed_by(),
            callbacks: callbacks(&calls, &steps, &outcomes),
            lists: self.lists_of(&calls, &outcomes)?,
            told: self.told(&calls, &steps, &outcomes)?,
            tomorrow: u64::try_from(tomorrow).unwrap_or(0),
            ..DayReport::of(&calls, &outcomes, day::offset_of(day_start_ms))
        })
    }

    /// The next steps of everybody who was called.
    fn steps_of(&self, calls: &[Activity]) -> Result<HashMap<Id, Vec<NextStep>>> {
        let mut steps = HashMap::new();
        for customer in calls.iter().filter_map(|call| call.customer) {
            if let Entry::Vacant(place) = steps.entry(customer) {
                let mut steps = Vec::new();
                for member in group::members(&self.conn, customer)? {
                    steps.extend(many::<NextStep>(&self.conn, STEPS, [member.as_bytes()])?);
                }
                place.insert(steps);
            }
        }
        Ok(steps)
    }

    /// What was called from each list, by its name.
    fn lists_of(&self, calls: &[Activity], outcomes: &Outcomes) -> Result<Vec<OnList>> {
        let mut counts: HashMap<Id, CallCounts> = HashMap::new();
        for call in calls.iter().filter(|call| call.direction != "in") {
            if let Some(list) = call.list {
                day_report::count(counts.entry(list).or_default(), call, outcomes);
            }
        }
        let mut lists = Vec::with_capacity(counts.len());
        for (id, counts) in counts {
            let name = one::<CallList>(&self.conn, id)?.map(|list| list.name).unwrap_or_default();
            lists.push(OnList { id, name, counts });
        }
        lists.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(lists)
    }

    fn told(
        &self,
        calls: &[Activity],
        steps: &HashMap<Id, Vec<NextStep>>,
        outcomes: &Outcomes,
    ) -> Result<Vec<Told>> {
        let mut told = Vec::new();
        for call in day_report::talks(calls) {
            let Some(called) = call.customer else { continue };
            let customer = newest::customer(&self.conn, &group::members(&self.conn, called)?)?;
            let Some(customer) = customer.filter(|customer| !customer.gone) else { continue };
            told.push(Told {
                customer: customer.id,
                outcome: outcomes.of_code(&call.outcome),
                note: day_report::first_line(&call.note).to_owned(),
                next: steps.get(&called).and_then(|steps| day_report::step_after(call, steps)),
                name: customer.name,
            });
        }
        Ok(told)
    }
}

/// How many callbacks the day's calls agreed with somebody; those a rule made are none.
fn callbacks(calls: &[Activity], steps: &HashMap<Id, Vec<NextStep>>, outcomes: &Outcomes) -> u64 {
    let agreed = calls.iter().filter(|call| outcomes.means(&call.outcome).agreed);
    let steps = agreed.filter_map(|call| {
        let mut steps = call.customer.and_then(|customer| steps.get(&customer)).into_iter().flatten();
        steps.find(|step| step.kind == "callback" && step.activity == Some(call.id))
    });
    steps.count().try_into().unwrap_or(0)
}

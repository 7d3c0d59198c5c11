//! Questions to the book that were answered already, and how long their answers hold: until something is
//! written that they depend on, or the next day.
//!
//! A line is typed key by key, and calls are logged down a list that a line made. Kept by a finder.

use std::collections::HashSet;
use std::slice;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Result;
use super::asked::Values;
use super::entry::Logged;
use super::open::Desk;
use crate::domain::query::{About, Asked, Sort};
use crate::domain::record::GONE;
use crate::domain::{Id, Noun};
use crate::search::Moment;

/// So many questions of a kind are kept with their answers.
const KEPT: usize = 8;

/// What so many hold takes more memory than it saves time.
const MANY: usize = 200_000;

/// Questions answered already: who meets one, and what it takes to put customers in order.
#[derive(Debug, Default)]
pub(super) struct Answered {
    meeting: Kept<Asked, HashSet<Id>>,
    values: Kept<Sort, Values>,
}

impl Answered {
    /// Whoever meets a question, asked now.
    pub(super) fn meeting(
        &mut self,
        desk: &Desk,
        asked: &Asked,
        at: Moment,
        now: DateTime<FixedOffset>,
    ) -> Result<Arc<HashSet<Id>>> {
        let day = now.date_naive();
        self.meeting.answer(desk, (asked, asked.about), (at, day), || desk.meeting(asked, now))
    }

    /// What customers hold of what a line orders them by.
    pub(super) fn values(
        &mut self,
        desk: &Desk,
        sort: Sort,
        at: Moment,
        now: DateTime<FixedOffset>,
    ) -> Result<Arc<Values>> {
        let day = now.date_naive();
        let values =
            self.values.answer(desk, (&sort, sort.about), (at, day), || desk.first_of_each(sort, now))?;
        if values.len() > MANY {
            self.values.0.clear();
        }
        Ok(values)
    }
}

/// Answers, each with the day and the moment it holds at.
#[derive(Debug)]
struct Kept<Q, A>(Vec<(Q, NaiveDate, Moment, Arc<A>)>);

impl<Q, A> Default for Kept<Q, A> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<Q: PartialEq + Clone, A> Kept<Q, A> {
    /// The answer to a question about something: a known one where nothing was written that it depends on.
    fn answer(
        &mut self,
        desk: &Desk,
        (question, about): (&Q, About),
        (at, day): (Moment, NaiveDate),
        find: impl FnOnce() -> Result<A>,
    ) -> Result<Arc<A>> {
        self.0.retain(|(_, then, ..)| *then == day);
        if let Some(nth) = self.0.iter().position(|(known, ..)| known == question) {
            let (.., then, answer) = &mut self.0[nth];
            if *then == at || desk.holds_still(about, *then, at)? {
                *then = at;
                return Ok(Arc::clone(answer));
            }
            self.0.remove(nth);
        }
        let answer = Arc::new(find()?);
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        self.0.push((question.clone(), day, at, Arc::clone(&answer)));
        Ok(answer)
    }
}

impl Desk {
    /// Says whether nothing was written between two moments that an answer could depend on: a call that
    /// is logged says nothing of what was bought.
    fn holds_still(&self, about: About, then: Moment, now: Moment) -> Result<bool> {
        let nouns = matters(about);
        let who = |logged: &Logged| logged.new || logged.fields.iter().any(|(code, _)| *code == GONE);
        let written = self.any_written(then.seq, now.seq, |logged| match logged.noun() {
            None | Some(Noun::Pair | Noun::Erasure) => true,
            Some(Noun::Customer) if !nouns.contains(&Noun::Customer) => who(logged),
            Some(noun) => nouns.contains(&noun),
        })?;
        Ok(!written)
    }
}

/// Whose records an answer depends on, beside who there is.
fn matters(about: About) -> &'static [Noun] {
    match about {
        About::Field(Noun::Deal, _) => &[Noun::Deal, Noun::DealLine],
        About::Field(noun, _) => Noun::ALL.iter().find(|known| **known == noun).map_or(&[], slice::from_ref),
        About::Own(..) => &[Noun::CustomValue],
        About::Worth(_) | About::Bought => &[Noun::Purchase],
        About::Answer(_) => &[Noun::Answer, Noun::Question],
        About::Visited => &[Noun::Activity],
        About::Event(_) => &[Noun::Attendance, Noun::CallList],
        About::Credit => &[Noun::Customer, Noun::Deal, Noun::DealLine, Noun::Pipeline, Noun::Stage],
        About::Inquiries { .. } => &[Noun::Inquiry],
    }
}

//! Reading inquiries: those that wait, with what was done about them, and those like one.

use super::Result;
use super::open::Desk;
use super::read::{many, one};
use crate::domain::Id;
use crate::domain::inquiry::{Handled, Inquiry};
use crate::domain::inquiry_step::InquiryStep;
use crate::domain::similar::{Print, Sought, begun, similar};

/// So many of the newest are looked through for those like one.
const LOOKED_THROUGH: usize = 20_000;
/// So many are, while one is being written down.
const LATELY: usize = 2_000;

/// The newest that say something.
const NEWEST: &str = "WHERE t.gone IS NULL AND t.status IS NOT NULL AND t.text IS NOT NULL
     ORDER BY t.received_at DESC, t.id DESC LIMIT ?1";

impl Desk {
    /// Inquiries that are open, the oldest first, then at most `done` that are not, the last closed first.
    pub fn inquiries(&self, done: usize) -> Result<Vec<Handled>> {
        let live = "WHERE t.gone IS NULL AND t.status IS NOT NULL";
        let open = format!("{live} AND t.status <> 'done' ORDER BY t.received_at, t.id");
        let closed = format!("{live} AND t.status = 'done' ORDER BY t.closed_at DESC, t.id DESC LIMIT ?1");
        let mut all: Vec<Inquiry> = many(&self.conn, &open, [])?;
        all.extend(many::<Inquiry>(&self.conn, &closed, [done])?);
        self.handled(all)
    }

    /// One inquiry with whose it is and what was done; `None` where it is gone.
    pub fn inquiry(&self, id: Id) -> Result<Option<Handled>> {
        let inquiry = one::<Inquiry>(&self.conn, id)?.filter(|inquiry| !inquiry.gone);
        Ok(self.handled(inquiry.into_iter().collect())?.pop())
    }

    /// Those of late like one that is being written down, the likest first.
    pub fn similar_lately(&self, sought: &Sought, most: usize) -> Result<Vec<Handled>> {
        let all: Vec<Inquiry> = many(&self.conn, NEWEST, [LATELY])?;
        self.handled(begun(sought, &all, most).into_iter().cloned().collect())
    }

    /// Inquiries like that kind and those words, the likest first, each with how alike it is in per cent.
    pub fn similar_inquiries(
        &self,
        kind: &str,
        text: &str,
        but: Option<Id>,
        most: usize,
    ) -> Result<Vec<(Handled, u32)>> {
        let all: Vec<Inquiry> = many(&self.conn, NEWEST, [LOOKED_THROUGH])?;
        let found = similar(&Print::of(kind, text), but, &all, most);
        let scores: Vec<(Id, u32)> = found.iter().map(|(inquiry, score)| (inquiry.id, *score)).collect();
        let found = self.handled(found.into_iter().map(|(inquiry, _)| inquiry.clone()).collect())?;
        let score = |id| scores.iter().find(|(known, _)| *known == id).map_or(0, |(_, score)| *score);
        let scored = |handled: Handled| {
            let score = score(handled.inquiry.id);
            (handled, score)
        };
        Ok(found.into_iter().map(scored).collect())
    }

    /// Each with whose it is and what was done; those of somebody deleted are left out.
    fn handled(&self, inquiries: Vec<Inquiry>) -> Result<Vec<Handled>> {
        let mut all = Vec::with_capacity(inquiries.len());
        for inquiry in inquiries {
            let Some(line) = inquiry.customer.map(|id| self.line(id)).transpose()?.flatten() else {
                continue;
            };
            let steps = "WHERE t.inquiry = ?1 AND t.gone IS NULL ORDER BY t.at, t.id";
            let steps: Vec<InquiryStep> = many(&self.conn, steps, [inquiry.id.as_bytes()])?;
            let owner = self.rep_name(inquiry.owner)?;
            let inquiry = Inquiry { customer: Some(line.id), ..inquiry };
            all.push(Handled { inquiry, line, steps, owner });
        }
        Ok(all)
    }
}

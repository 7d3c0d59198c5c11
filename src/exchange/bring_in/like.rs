//! Whom a customer that a row would make looks like, by the score of the duplicates.
//!
//! Asked are those of the book who have the number, the mail address or the name; nobody else is
//! compared, so that a row costs a few look-ups. `review` calls it.

use super::keys::{self, Book, Found, Key};
use crate::domain::Id;
use crate::domain::duplicate::{Card, Ground, Reason, WORTH_A_LOOK, sum, weigh};
use crate::domain::page::Page;
use crate::domain::planned::Likely;
use crate::exchange::error::Error;
use crate::exchange::read::cell::folded;

/// How many are compared with one row.
const MOST: usize = 4;

/// The likeliest customer of the book, if any is likely.
pub fn likely(page: &Page, book: &mut dyn Book) -> Result<Option<Likely>, Error> {
    let mut best: Option<Likely> = None;
    for id in candidates(page, book) {
        let Some(there) = book.page(id)? else { continue };
        let reasons = weigh(&Card::of_page(page), &Card::of_page(&there));
        let score = sum(&reasons);
        if worth_asking(score, &reasons) && best.as_ref().is_none_or(|best| best.score < score) {
            let grounds = reasons.iter().filter(|reason| reason.points > 0).map(|reason| reason.ground);
            let name = there.customer.name;
            best = Some(Likely { customer: id, name, grounds: grounds.collect(), score });
        }
    }
    Ok(best)
}

/// A number or an address shared with one other customer is asked about whatever else differs.
fn worth_asking(score: u8, reasons: &[Reason]) -> bool {
    let shared = |reason: &Reason| matches!(reason.ground, Ground::SameNumber | Ground::SameMail);
    score >= WORTH_A_LOOK || reasons.iter().any(shared)
}

/// Who alone has a number, a mail address or the name of the page.
fn candidates(page: &Page, book: &mut dyn Book) -> Vec<Id> {
    let points = page.contact_points.iter().filter_map(keys::reach).map(|reach| Key::point(&reach));
    let mut found = Vec::new();
    for key in points.chain([Key::name(&folded(&page.customer.name))]) {
        if let Found::One(id) = book.find(key)
            && !found.contains(&id)
            && found.len() < MOST
        {
            found.push(id);
        }
    }
    found
}

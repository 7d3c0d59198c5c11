//! Whom a new customer looks like: the question an import asks of each row that makes one.
//!
//! [`SameReach`] knows equal numbers and mail addresses under another name. A better judge joins
//! here by being a [`Likeness`]; `review` asks it.

use super::keys::{self, Book, Found, Key};
use crate::domain::page::Page;
use crate::domain::planned::{Likely, brief};
use crate::exchange::error::Error;

/// Says whom a customer that is about to be made looks like.
pub trait Likeness: Send {
    /// The likeliest customer of the book, if any is likely.
    fn likely(&self, page: &Page, book: &mut dyn Book) -> Result<Option<Likely>, Error>;
}

/// The number or the mail address is that of one customer of another name.
pub struct SameReach;

/// How alike two are who share a number, 0–100.
const SHARED: u8 = 60;

impl Likeness for SameReach {
    fn likely(&self, page: &Page, book: &mut dyn Book) -> Result<Option<Likely>, Error> {
        for point in &page.contact_points {
            let Some(Found::One(id)) = keys::reach(point).map(|reach| book.find(Key::point(&reach))) else {
                continue;
            };
            if let Some(there) = book.page(id)? {
                let name = there.customer.name;
                return Ok(Some(Likely { customer: id, name, why: brief(&point.raw), score: SHARED }));
            }
        }
        Ok(None)
    }
}

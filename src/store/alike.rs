//! Who in the book is known by what somebody is typing: by indexes alone, a few milliseconds at most.

use super::Result;
use super::open::Desk;
use super::prefix::FORMS;
use crate::domain::Id;
use crate::domain::duplicate::{Card, Ground, weigh};
use crate::domain::fold::{Named, katakana};
use crate::domain::page::{Line, Page};

/// Candidates that are looked at for each thing.
const MOST: usize = 20;
/// Shorter names are not looked for: they are still being typed.
const SHORTEST: usize = 2;

const CORPORATE: &str = "SELECT id FROM customer WHERE corporate_number = ?1 AND corporate_number IS NOT NULL AND gone IS NULL LIMIT ?2";

/// What somebody is known by, the surest first. A likeness of another kind is for the screen of pairs.
const SURE: &[Ground] = &[
    Ground::SameCorporateNumber,
    Ground::SameMail,
    Ground::SameNumber,
    Ground::SameName,
    Ground::SamePersonName,
    Ground::SameReading,
];

impl Desk {
    /// Somebody who is known by what the draft says, and by which of it; the draft's own customer is not
    /// meant. A code that is taken counts as the surest of all.
    pub fn alike(&self, draft: &Page) -> Result<Option<(Ground, Box<Line>)>> {
        let own = draft.customer.id;
        let coded = if draft.customer.code.is_empty() {
            Vec::new()
        } else {
            self.customers_coded(&draft.customer.code)?
        };
        if let Some(id) = coded.into_iter().find(|id| *id != own) {
            return Ok(self.line(id)?.map(|line| (Ground::SameCode, Box::new(line))));
        }
        let card = Card::of_page(draft);
        let mut best: Option<(usize, Id)> = None;
        for id in self.candidates(draft)?.into_iter().filter(|id| *id != own) {
            let Some(page) = self.view().card(id)? else { continue };
            let reasons = weigh(&card, &Card::of_page(&page));
            let apart = reasons.iter().any(|reason| reason.ground == Ground::OtherCorporateNumber);
            let known = SURE.iter().position(|ground| reasons.iter().any(|reason| reason.ground == *ground));
            best = known.filter(|_| !apart).map(|at| (at, id)).into_iter().chain(best).min();
        }
        let Some((at, id)) = best else { return Ok(None) };
        Ok(self.line(id)?.map(|line| (SURE[at], Box::new(line))))
    }

    fn candidates(&self, draft: &Page) -> Result<Vec<Id>> {
        let customer = &draft.customer;
        let mut found = Vec::new();
        for point in draft.contact_points.iter().filter(|point| !point.normal.is_empty()) {
            found.extend(self.customers_at(&point.normal)?.into_iter().take(MOST));
        }
        if !customer.corporate_number.is_empty() {
            found.extend(self.answering(CORPORATE, (&customer.corporate_number, MOST))?);
        }
        let name = customer.name.trim();
        if name.chars().count() >= SHORTEST {
            for spelling in spellings(name) {
                found.extend(self.customers_named(&spelling)?.into_iter().take(MOST));
            }
        }
        let kana = katakana(customer.kana.trim());
        if kana.chars().count() >= SHORTEST {
            found.extend(self.customers_read(&kana)?.into_iter().take(MOST));
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

/// The ways the name may be written in the book: as typed, and with any common form before or behind.
fn spellings(name: &str) -> Vec<String> {
    let core = Named::of(name).core;
    let mut cores = vec![name.to_owned()];
    let bare = FORMS.iter().filter(|form| !form.is_empty());
    cores.extend(
        bare.filter_map(|form| name.strip_prefix(form).or_else(|| name.strip_suffix(form)))
            .map(|name| name.trim().to_owned()),
    );
    cores.push(core);
    let mut all: Vec<String> = cores
        .iter()
        .flat_map(|core| {
            FORMS.iter().flat_map(move |form| [format!("{form}{core}"), format!("{core}{form}")])
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

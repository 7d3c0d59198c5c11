//! Rows that are reps or products, and names of reps in other rows: each known by its own word, whatever
//! file it stands in. Called by [`records`](super) alone.

use super::told::{Told, note};
use crate::domain::plan::Verdict;
use crate::domain::record::there;
use crate::domain::rep::{self, Rep};
use crate::domain::{Id, Noun, Value, activity, consent, inquiry, product, typed};
use crate::exchange::bring_in::draft::Draft;
use crate::exchange::bring_in::import::Import;
use crate::exchange::bring_in::keys::Book;
use crate::exchange::error::Error;
use crate::exchange::map::headers::As;
use crate::exchange::read::cell::folded;

impl Import {
    /// Turns the name of a rep into a reference; one not known yet becomes a rep.
    pub(super) fn refer_reps(&mut self, draft: &mut Draft, book: &mut dyn Book) {
        let Some((_, name)) = draft.owner.take() else { return };
        let code = match self.mapping.about {
            As::Deals => crate::domain::deal::field::owner,
            As::Subscriptions => return,
            As::Inquiries => inquiry::field::owner,
            As::Consents => consent::field::rep,
            _ => activity::field::rep,
        };
        let rep = self.rep_of(&name, book);
        draft.fields.push((code, Value::Ref(*rep.as_bytes())));
    }

    fn rep_of(&mut self, name: &str, book: &mut dyn Book) -> Id {
        let word = folded(name);
        if let Some(known) = book.rep(&word).or_else(|| self.brought.reps.get(&word).copied()) {
            return known;
        }
        let rep =
            Rep { id: rep_id(&word), name: typed::clean_line(name).trim().to_owned(), ..Rep::default() };
        self.writes.push(there(&rep));
        self.brought.reps.insert(word, rep.id);
        rep.id
    }

    pub(super) fn rep_row(&mut self, draft: &Draft, book: &mut dyn Book) -> Result<Verdict, Error> {
        let name = draft.fields.iter().find(|(code, _)| *code == rep::field::name);
        let name = name.map_or("", |(_, value)| value.text()).to_owned();
        let word = folded(&name);
        let known = book.rep(&word);
        let id = known.or_else(|| self.brought.reps.get(&word).copied()).unwrap_or_else(|| rep_id(&word));
        self.brought.reps.insert(word, id);
        let mut fields = draft.fields.clone();
        fields.retain(|(code, _)| known.is_none() || *code != rep::field::name);
        let told =
            Told { noun: Noun::Rep, id, customer: None, fields, own: Vec::new(), external: Vec::new() };
        self.lay(told, book)
    }

    /// A product is known by its code, else by its name, whatever file it stands in.
    pub(super) fn product_row(&mut self, draft: Draft, book: &mut dyn Book) -> Result<Verdict, Error> {
        let Draft { mut fields, lines, .. } = draft;
        note(Noun::Product, &mut fields, &lines);
        let text = |field: u16| {
            let found = fields.iter().find(|(known, _)| *known == field);
            found.map_or("", |(_, value)| value.text()).to_owned()
        };
        let id = product::id_of(&text(product::field::code), &text(product::field::name));
        fields.sort_by_key(|(code, _)| *code);
        fields.dedup_by_key(|(code, _)| *code);
        self.lay(
            Told { noun: Noun::Product, id, customer: None, fields, own: Vec::new(), external: Vec::new() },
            book,
        )
    }
}

/// The rep of that folded name: the same on every desk that meets it.
fn rep_id(word: &str) -> Id {
    Id::of_parts(&[b"rep", word.as_bytes()])
}

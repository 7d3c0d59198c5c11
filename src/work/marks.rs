//! The marks on a page. What they are given by is added up from the whole book: once for each state of
//! it, and no page waits for that.

use super::Bench;
use crate::app::msg::Reply;
use crate::domain::page::Page;
use crate::domain::worth::Rfm;
use crate::store::{Desk, Marks, Result};

/// What marks were given by when the log ended there.
#[derive(Default)]
pub(super) struct Known {
    marks: Marks,
    as_of: Option<i64>,
}

impl Known {
    /// Shows a page with its marks as far as they are known, and once more where by now they are others.
    pub(super) fn show(&mut self, bench: &Bench, desk: &Desk, mut page: Box<Page>) -> Result<()> {
        page.rfm = self.of(&page);
        (bench.send)(Reply::Loaded(Some(page.clone())));
        let newest = Some(desk.newest()?);
        if !rests_on_the_book(&page) || self.as_of == newest {
            return Ok(());
        }
        *self = Self { marks: desk.marks()?, as_of: newest };
        let rfm = self.of(&page);
        if rfm != page.rfm {
            page.rfm = rfm;
            (bench.send)(Reply::Loaded(Some(page)));
        }
        Ok(())
    }

    fn of(&self, page: &Page) -> Option<Rfm> {
        page.worth.as_ref().and_then(|worth| self.marks.of(worth))
    }
}

/// Says whether a page has marks that are given by everybody's purchases.
pub(super) const fn rests_on_the_book(page: &Page) -> bool {
    page.worth.is_some()
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use chrono::{DateTime, NaiveTime};

    use super::*;
    use crate::domain::customer::Customer;
    use crate::domain::purchase::Purchase;
    use crate::domain::{Change, Deed, Id};
    use crate::work::reader::{Question, read};

    fn id(nth: i64) -> Id {
        Id::of_parts(&[&nth.to_be_bytes()])
    }

    fn buys(desk: &mut Desk, nth: i64, amount: i64) {
        let customer = Customer { id: id(nth), name: format!("C{nth}"), ..Customer::default() };
        let purchase = Purchase {
            id: id(100 + nth),
            customer: Some(customer.id),
            at: Some(nth * 86_400_000),
            amount: Some(amount),
            currency: "JPY".into(),
            ..Purchase::default()
        };
        desk.commit(&Change::new(Deed::Import, "x").add(&customer).add(&purchase), nth).unwrap();
    }

    fn page(desk: &Desk, nth: i64) -> Box<Page> {
        let Ok(Reply::Loaded(Some(page))) = read(desk, &Question::Page(id(nth))) else { panic!("no page") };
        page
    }

    #[test]
    fn a_page_shows_at_once_and_the_whole_book_is_added_up_only_after_it_changed() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::open(&folder.path().join("book.db"), "Kawai", 1).unwrap();
        (1..=5).for_each(|nth| buys(&mut desk, nth, nth * 1_000));
        let shown = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&shown);
        let bench = Bench {
            book: folder.path().join("book.db"),
            region: "JP".into(),
            currency: "JPY".into(),
            callback: NaiveTime::MIN,
            clock: Arc::new(DateTime::default),
            send: Arc::new(move |reply| {
                let Reply::Loaded(Some(page)) = reply else { panic!("no page") };
                told.lock().unwrap().push(page.rfm.map(Rfm::number));
                true
            }),
            own: Arc::default(),
            shown: 0,
        };
        let mut known = Known::default();
        let mut show = |desk: &Desk, nth| {
            assert_eq!(page(desk, nth).rfm, None, "the first frame adds up nothing");
            known.show(&bench, desk, page(desk, nth)).unwrap();
            std::mem::take(&mut *shown.lock().unwrap())
        };
        assert_eq!(show(&desk, 5), [None, Some(515)]);
        assert_eq!(show(&desk, 1), [Some(111)]);
        buys(&mut desk, 6, 6_000);
        assert_eq!(show(&desk, 5), [Some(515), Some(414)]);
    }
}

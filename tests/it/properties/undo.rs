//! Undo takes back exactly what was done, and redo does exactly that again, whatever it was.

use proptest::prelude::*;

use super::acts::{Act, act, change};
use crate::support::{Book, NOW};

/// Does what it can of `acts`, each at another customer, and answers with the digest after each.
fn live(book: &mut Book, acts: &[(usize, Act)]) -> Vec<String> {
    let mut customers = vec![book.add("first")];
    let mut digests = vec![book.desk.digest().unwrap()];
    for (whom, act) in acts {
        let page = book.desk.page(customers[whom % customers.len()], 99).unwrap().unwrap();
        let Some(change) = change(act, &page, book.desk.rep()).filter(|change| !change.is_empty()) else {
            continue;
        };
        if matches!(act, Act::Add) {
            customers.push(change.writes[0].id);
        }
        book.desk.commit(&change, NOW).unwrap();
        digests.push(book.desk.digest().unwrap());
    }
    digests
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn undo_walks_back_through_every_state_and_redo_forward_again(acts in prop::collection::vec((0usize..4, act()), 1..14)) {
        let mut book = Book::new();
        let digests = live(&mut book, &acts);
        for expected in digests.iter().rev().skip(1) {
            prop_assert_eq!(book.desk.undo(NOW).unwrap().kept, 0);
            prop_assert_eq!(&book.desk.digest().unwrap(), expected);
        }
        for expected in &digests[1..] {
            book.desk.redo(NOW).unwrap();
            prop_assert_eq!(&book.desk.digest().unwrap(), expected);
        }
        prop_assert!(book.desk.health().unwrap().sound());
    }

    #[test]
    fn undo_and_redo_in_any_order_end_where_their_sum_says(
        acts in prop::collection::vec((0usize..4, act()), 1..8),
        steps in prop::collection::vec(any::<bool>(), 1..16),
    ) {
        let mut book = Book::new();
        let digests = live(&mut book, &acts);
        let mut at = digests.len() - 1;
        for back in steps {
            if back && at > 0 {
                book.desk.undo(NOW).unwrap();
                at -= 1;
            } else if !back && at + 1 < digests.len() {
                book.desk.redo(NOW).unwrap();
                at += 1;
            }
            prop_assert_eq!(&book.desk.digest().unwrap(), &digests[at]);
        }
    }
}

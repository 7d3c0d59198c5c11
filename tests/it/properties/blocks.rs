//! Whatever is in the book and whatever keys are pressed: nobody is called who must not be.

use proptest::prelude::*;
use proptest::sample::select;
use salesdesk::domain::block::Block;
use salesdesk::domain::call_list::{CallList, id_of};
use salesdesk::domain::contact_point::ContactPoint;
use salesdesk::domain::pacing::{self, Pacing};
use salesdesk::domain::page::Page;
use salesdesk::domain::standing::Standing;
use salesdesk::domain::{Change, Deed, Id};

use super::acts::{Act, act, change};
use crate::support::desk::Desk;
use crate::support::{Book, NOW};

const KEYS: &[&str] = &[
    "c",
    "D",
    "y",
    "y",
    "D",
    "<tab>",
    "<tab>",
    "j",
    "k",
    "G",
    "g",
    "B",
    "x",
    "n",
    "1",
    "t",
    "a",
    "u",
    "p",
    "+",
    "X",
    "<ctrl-r>",
    "<enter>",
    "<enter>",
    "<esc>",
    "<esc>",
    "<space>",
    "/",
    "acme",
    "3pm",
    "no more calls",
    "N",
    ":",
    "o",
];

/// The same while a call list is walked.
const WALK_KEYS: &[&str] = &[
    "w", "w", "1", "1", "2", "t", "x", "n", "0", "f", "s", "z", "a", "]", "]", "]", "[", "[", "D", "D", "y",
    "y", "DD", "yy", "<tab>", "<tab>", "i", "1234", "new", "<enter>", "<enter>", "<enter>", "<esc>", "<esc>",
    "<space>", "u", "<ctrl-r>", "v", "j", "H", "W", ":", "later",
];

/// What happens beside the keys.
#[derive(Clone, Debug)]
enum Event {
    Key(&'static str),
    /// Another desk does something, and this one notices.
    Elsewhere(usize, Act),
    Minutes(i64),
}

fn event(keys: &'static [&'static str]) -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => select(keys).prop_map(Event::Key),
        2 => (0usize..4, act()).prop_map(|(whom, act)| Event::Elsewhere(whom, act)),
        1 => (0i64..600).prop_map(Event::Minutes),
    ]
}

/// The rule in other words than the program's.
fn stops(block: &Block, page: &Page, point: &ContactPoint, now: i64) -> bool {
    let live = block.lifted_at.is_none() && block.until.unwrap_or(i64::MAX) > now;
    let channel = match point.kind.as_str() {
        "phone" | "mobile" => "call",
        kind => kind,
    };
    let theirs = block.customer == Some(page.customer.id);
    let person = block.person.is_some() && block.person == point.person;
    let number =
        block.address == if point.normal.is_empty() { point.raw.clone() } else { point.normal.clone() };
    let whole = theirs && (block.person.is_none() || page.customer.kind == "person");
    live && (block.channel.is_empty() || block.channel == channel) && (number || person || whole)
}

fn free(pages: &[Page], address: &str, now: i64) -> bool {
    let own =
        |point: &&ContactPoint| point.normal == address || (point.normal.is_empty() && point.raw == address);
    pages.iter().any(|page| {
        let mut points = page.contact_points.iter().filter(own);
        points.any(|point| !page.blocks.iter().any(|block| stops(block, page, point, now)))
    })
}

fn done_elsewhere(pages: &[Page], whom: usize, act: &Act) -> Option<Change> {
    change(act, pages.get(whom % pages.len().max(1))?, None).filter(|change| !change.is_empty())
}

/// Four customers, of whom two share a number, after these acts.
fn book(acts: &[(usize, Act)]) -> Desk {
    let mut desk = Desk::with(&[
        ("Acme", "", "03-1234-5678"),
        ("Branch", "", "03-1234-5678"),
        ("Cafe", "", "06-1234-5678"),
        ("Dairy", "", "ask at the desk"),
    ]);
    for (whom, act) in acts {
        if let Some(change) = done_elsewhere(&desk.pages(), *whom, act) {
            desk.commit(&change);
        }
    }
    desk
}

/// Calls are made at any time and as often as one likes.
fn around_the_clock() -> Pacing {
    Pacing {
        id: pacing::id_of(None),
        gap: Some(0),
        per_day: Some(99),
        opens: Some(0),
        closes: Some(24 * 60),
        weekends: true,
        holidays: true,
        any_part: true,
        nights: true,
        ..Pacing::default()
    }
}

fn happens(desk: &mut Desk, before: &Before, event: &Event) {
    match event {
        Event::Key(key) => drop(desk.keys(key)),
        Event::Minutes(minutes) => drop(desk.minutes_later(*minutes)),
        Event::Elsewhere(whom, act) => {
            if let Some(change) = done_elsewhere(&before.pages, *whom, act) {
                desk.commit(&change);
            }
        }
    }
}

/// What was so before something happened.
struct Before {
    pages: Vec<Page>,
    now: i64,
    dialled: usize,
    copied: usize,
}

impl Before {
    fn of(desk: &Desk) -> Self {
        Self {
            pages: desk.pages(),
            now: desk.now().timestamp_millis(),
            dialled: desk.dialled.len(),
            copied: desk.copied.len(),
        }
    }

    /// Whatever was dialled or copied since was free to be.
    fn holds(&self, desk: &Desk, event: &Event) -> Result<(), TestCaseError> {
        // A report is nobody's number.
        let copied = desk.copied[self.copied..].iter().filter(|text| !text.contains('\n'));
        for address in desk.dialled[self.dialled..].iter().chain(copied) {
            // Somebody may have been added, or a block taken back or have ended, by that very event.
            let now = desk.now().timestamp_millis();
            let known = free(&self.pages, address, self.now) || free(&desk.pages(), address, now);
            prop_assert!(known, "{address} after {event:?}");
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_keys_make_the_desk_dial_or_copy_a_blocked_number(
        acts in prop::collection::vec((0usize..4, act()), 0..12),
        events in prop::collection::vec(event(KEYS), 1..40),
    ) {
        let mut desk = book(&acts);
        for event in events {
            let before = Before::of(&desk);
            happens(&mut desk, &before, &event);
            before.holds(&desk, &event)?;
        }
    }

    #[test]
    fn no_keys_make_a_walk_dial_or_copy_a_blocked_number_or_say_that_it_is_next(
        acts in prop::collection::vec((0usize..4, act()), 0..12),
        events in prop::collection::vec(event(WALK_KEYS), 1..40),
    ) {
        let mut desk = book(&acts);
        let all: Vec<Id> = desk.pages().iter().map(|page| page.customer.id).collect();
        let list = CallList { id: id_of("all", None, 1), name: "all".into(), ..CallList::default() };
        desk.commit(&list.made(&all)).commit(&Change::new(Deed::Edit, "").add(&around_the_clock()));
        desk.keys("w<enter>");
        for event in events {
            let before = Before::of(&desk);
            happens(&mut desk, &before, &event);
            before.holds(&desk, &event)?;
            let (pages, now) = (desk.pages(), desk.now().timestamp_millis());
            let stop = desk.app.walk().and_then(|walk| walk.stop.as_ref());
            let Some(stop) = stop.filter(|stop| matches!(stop.standing, Some(Standing::Ready(..)))) else { continue };
            let page = pages.iter().find(|page| page.customer.id == stop.page.customer.id).unwrap();
            let next = page.contact_points.iter().find(|point| Some(point.id) == stop.number).unwrap();
            prop_assert!(!page.blocks.iter().any(|block| stops(block, page, next, now)), "{next:?} after {event:?}");
        }
    }

    #[test]
    fn the_page_the_row_and_the_search_agree_on_who_is_blocked(
        acts in prop::collection::vec((0usize..6, act()), 1..30),
        hours in -10i64..10,
    ) {
        let mut book = Book::new();
        let mut ids: Vec<Id> = (0..3).map(|n| book.add(&format!("customer {n}"))).collect();
        for (whom, act) in acts {
            let page = book.desk.page(ids[whom % ids.len()], 99).unwrap().unwrap();
            if let Some(change) = change(&act, &page, None).filter(|change| !change.is_empty()) {
                if matches!(act, Act::Add) {
                    ids.push(change.writes[0].id);
                }
                book.desk.commit(&change, NOW).unwrap();
            }
        }
        let now = NOW + hours * 3_600_000;
        for id in ids {
            let Some(line) = book.desk.line(id).unwrap() else { continue };
            let page = book.desk.page(id, 0).unwrap().unwrap();
            prop_assert_eq!(line.blocked(now), page.blocked(now).is_some(), "{:?}", page);
            prop_assert_eq!(line.blocked_until, book.desk.sources_of(&[id]).unwrap()[0].blocked_until);
        }
    }
}

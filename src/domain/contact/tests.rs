//! Who may be contacted, case by case.

use super::*;
use crate::domain::customer::Customer;
use crate::domain::person::Person;

const NOW: i64 = 1_000;
const TANAKA: Id = Id::from_bytes([1; 16]);
const OTHER: Id = Id::from_bytes([2; 16]);
const BOSS: Id = Id::from_bytes([3; 16]);
const CLERK: Id = Id::from_bytes([4; 16]);

fn point(n: u8, kind: &str, dialled: &str, person: Option<Id>) -> ContactPoint {
    let id = Id::from_bytes([n; 16]);
    let (raw, normal) = (dialled.to_owned(), dialled.to_owned());
    ContactPoint { id, kind: kind.into(), raw, normal, person, ..ContactPoint::default() }
}

/// A switchboard, the boss's mobile, a number nobody could read, a mail address.
fn page(blocks: Vec<Block>) -> Page {
    let odd = ContactPoint { raw: "ext 12".into(), normal: String::new(), ..point(12, "phone", "", None) };
    Page {
        customer: Customer { id: TANAKA, kind: "company".into(), ..Customer::default() },
        people: [BOSS, CLERK].map(|id| Person { id, ..Person::default() }).to_vec(),
        contact_points: vec![
            point(10, "phone", "+81312345678", None),
            point(11, "mobile", "+819012345678", Some(BOSS)),
            odd,
            point(13, "mail", "info@tanaka.example", None),
        ],
        blocks,
        ..Page::default()
    }
}

fn on_customer() -> Block {
    Block { customer: Some(TANAKA), channel: "call".into(), ..Block::default() }
}

fn on_number(address: &str) -> Block {
    Block { address: address.into(), channel: "call".into(), ..Block::default() }
}

fn on_boss() -> Block {
    Block { person: Some(BOSS), ..on_customer() }
}

/// Whether the switchboard, the mobile and the odd number may be called, and the boss and the
/// clerk through the switchboard, and whether mail may go out.
fn allowed(page: &Page) -> [bool; 6] {
    let may = |at: usize, person, channel| {
        may_contact(page, &page.contact_points[at], person, channel, NOW).is_ok()
    };
    [
        may(0, None, "call"),
        may(1, None, "call"),
        may(2, None, "call"),
        may(0, Some(BOSS), "call"),
        may(0, Some(CLERK), "call"),
        may(3, None, "mail"),
    ]
}

#[test]
fn a_block_covers_whom_it_names_over_its_channel_while_it_holds() {
    let (all, none) = ([true; 6], [false, false, false, false, false, true]);
    let everything = |block: Block| Block { channel: String::new(), ..block };
    let switchboard = [false, true, true, false, false, true];
    let boss = [true, false, true, false, true, true];
    for (says, block, expected) in [
        ("the customer", on_customer(), none),
        ("the customer and a number", Block { address: "+81312345678".into(), ..on_customer() }, none),
        ("the customer over every channel", everything(on_customer()), [false; 6]),
        ("another customer", Block { customer: Some(OTHER), ..on_customer() }, all),
        (
            "another customer on this number",
            Block { customer: Some(OTHER), ..on_number("+81312345678") },
            switchboard,
        ),
        ("a number", on_number("+81312345678"), switchboard),
        ("a number as it was typed", on_number("ext 12"), [true, true, false, true, true, true]),
        ("nobody", on_number(""), all),
        (
            "a mail address",
            Block { channel: "mail".into(), ..on_number("info@tanaka.example") },
            [true, true, true, true, true, false],
        ),
        ("a person", on_boss(), boss),
        ("a person whose mails are welcome", Block { channel: "mail".into(), ..on_boss() }, all),
        (
            "mail only",
            Block { channel: "mail".into(), ..on_customer() },
            [true, true, true, true, true, false],
        ),
        ("until later", Block { until: Some(NOW + 1), ..on_customer() }, none),
        ("until now", Block { until: Some(NOW), ..on_customer() }, all),
        ("lifted", Block { lifted_at: Some(NOW - 1), ..on_customer() }, all),
        ("deleted", Block { gone: true, ..on_customer() }, all),
    ] {
        assert_eq!(allowed(&page(vec![block])), expected, "{says}");
    }
}

#[test]
fn a_consumer_is_as_blocked_as_the_person_they_are() {
    let mut page = page(vec![on_boss()]);
    page.customer.kind = "person".into();
    assert_eq!(allowed(&page), [false, false, false, false, false, true]);
    assert!(page.blocked(NOW).is_some());
}

#[test]
fn a_refusal_tells_of_the_block_that_holds_longest() {
    let short = Block { until: Some(NOW + 1), reason: "short".into(), ..on_customer() };
    let long = Block { reason: "long".into(), ..on_number("+81312345678") };
    let page = page(vec![short, long]);
    let refusal = may_contact(&page, &page.contact_points[0], None, "call", NOW).unwrap_err();
    assert!(matches!(refusal, Refusal::Blocked(block) if block.reason == "long"));
}

#[test]
fn a_customer_is_blocked_where_no_number_is_left() {
    let numbers = ["+81312345678", "+819012345678", "ext 12"];
    for left_out in 0..=3 {
        let blocks = numbers.iter().enumerate().filter(|(at, _)| *at != left_out);
        let page = page(blocks.map(|(_, number)| on_number(number)).collect());
        assert_eq!(page.blocked(NOW).is_some(), left_out == 3, "{left_out}");
        assert_eq!(may_contact_any(&page, "call", NOW).is_empty(), left_out == 3, "{left_out}");
    }
    let mut nobody = page(vec![on_number("+81312345678")]);
    nobody.contact_points.clear();
    assert!(nobody.blocked(NOW).is_none());
}

#[test]
fn it_is_blocked_until_the_first_number_is_free_again() {
    let until = |number, until| Block { until: Some(until), ..on_number(number) };
    let mut page =
        page(vec![until("+81312345678", NOW + 5), on_number("+819012345678"), on_number("ext 12")]);
    assert_eq!(page.blocked(NOW).unwrap().until, Some(NOW + 5));
    page.blocks.push(Block { until: Some(NOW + 9), ..on_customer() });
    assert_eq!(page.blocked(NOW).unwrap().until, Some(NOW + 9));
    page.blocks.push(on_number("+81312345678"));
    assert_eq!(page.blocked(NOW).unwrap().until, None);
}

#[test]
fn what_does_not_work_or_is_another_channel_is_refused_with_its_reason() {
    let mut page = page(Vec::new());
    page.contact_points[0].state = "dead".into();
    page.contact_points[1].state = "fax".into();
    let asked = |at: usize, channel| may_contact(&page, &page.contact_points[at], None, channel, NOW);
    assert_eq!(asked(0, "call"), Err(Refusal::Dead));
    assert_eq!(asked(1, "call"), Err(Refusal::Dead));
    assert_eq!(asked(1, "fax").unwrap().address(), "+819012345678");
    assert_eq!(asked(2, "fax"), Err(Refusal::NotThatChannel));
    assert_eq!(asked(3, "call"), Err(Refusal::NotThatChannel));
    let cleared = asked(2, "call").unwrap();
    assert_eq!((cleared.address(), cleared.channel(), cleared.customer()), ("ext 12", "call", TANAKA));
    let stranger = point(10, "phone", "+81312345670", None);
    assert_eq!(may_contact(&page, &stranger, None, "call", NOW), Err(Refusal::NotTheirs));
}

#[test]
fn leave_comes_in_the_order_of_the_contact_points() {
    let page = page(vec![on_boss()]);
    let cleared = may_contact_any(&page, "call", NOW);
    let addresses: Vec<&str> = cleared.iter().map(Clearance::address).collect();
    assert_eq!(addresses, ["+81312345678", "ext 12"]);
    assert_eq!(cleared[0].point(), page.contact_points[0].id);
}

#[test]
fn what_is_written_out_holds_nobody_and_nothing_that_is_blocked() {
    let page = page(vec![on_boss(), on_number("+81312345678")]);
    let calls = cleared(page.clone(), "call", NOW).unwrap();
    let addresses: Vec<&str> = calls.contact_points.iter().map(ContactPoint::dialled).collect();
    assert_eq!((addresses, calls.people.len()), (vec!["ext 12"], 1));
    assert_eq!(cleared(page.clone(), "mail", NOW).unwrap().people.len(), 2);
    assert!(cleared(page, "fax", NOW).is_none());
}

#[test]
fn what_reads_as_several_addresses_is_written_to_at_none() {
    let mut page = page(Vec::new());
    for odd in [
        "a@x.example, b@y.example",
        "\"x\",evil@e.example,\"y\"@d.example",
        "Ann <a@x.example>",
        "a;b@x.example",
    ] {
        page.contact_points[3] =
            ContactPoint { raw: odd.into(), normal: String::new(), ..point(13, "mail", "", None) };
        assert_eq!(may_contact_first(&page, None, "mail", NOW), Err(Refusal::NotThatChannel), "{odd}");
        page.contact_points[3] = point(13, "mail", odd, None);
        assert_eq!(may_contact_first(&page, None, "mail", NOW), Err(Refusal::NotThatChannel), "{odd}");
    }
}

#[test]
fn a_person_is_reached_at_their_own_points_then_at_nobodys_and_never_at_anothers() {
    let mut page = page(Vec::new());
    let first = |page: &Page, person| may_contact_first(page, person, "call", NOW).map(|leave| leave.point());
    let (switchboard, mobile) = (Id::from_bytes([10; 16]), Id::from_bytes([11; 16]));
    assert_eq!(first(&page, None), Ok(switchboard));
    assert_eq!(first(&page, Some(BOSS)), Ok(mobile));
    assert_eq!(first(&page, Some(CLERK)), Ok(switchboard));
    let leave = may_contact(&page, &page.contact_points[1], None, "call", NOW).unwrap();
    assert_eq!(leave.person(&page), Some(BOSS));
    page.contact_points.retain(|point| point.person.is_some() || point.kind == "mail");
    assert_eq!(first(&page, Some(CLERK)), Err(Refusal::NotThatChannel));
}

//! What each outcome makes true, as a table; and what a note adds to it.

use super::*;
use crate::domain::Record;
use crate::domain::block::Block;
use crate::domain::customer::{Customer, FOR_GOOD};
use crate::domain::next_step::NextStep;
use crate::domain::outcome::standard;
use crate::domain::person::Person;
use crate::domain::tag::Tag;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-20T14:32:00+09:00").unwrap()
}

fn page(kind: &str) -> Page {
    let customer =
        Customer { id: Id::mint(1), name: "田中".into(), kind: kind.into(), ..Customer::default() };
    let point = ContactPoint {
        id: Id::mint(2),
        kind: "phone".into(),
        normal: "+81312345678".into(),
        ..ContactPoint::default()
    };
    let person = Person { id: Id::mint(4), full_name: "田中一郎".into(), ..Person::default() };
    Page { customer, contact_points: vec![point], people: vec![person], ..Page::default() }
}

fn logged(page: &Page, code: &str, note: &str) -> Change {
    logging(page, &outcome(code), note).change()
}

fn outcome(code: &str) -> Outcome {
    standard().into_iter().find(|outcome| outcome.code == code).unwrap()
}

fn logging<'a>(page: &'a Page, outcome: &'a Outcome, note: &'a str) -> Logging<'a> {
    Logging {
        page,
        channel: "call",
        direction: "out",
        reach: None,
        rank: None,
        list: None,
        overrode: None,
        outcome: Some(outcome),
        person: None,
        number: page.first_number(),
        note,
        at: None,
        duration: None,
        next: None,
        offer: None,
        stage: None,
        close: None,
        rep: Some(Id::mint(3)),
        now: now(),
        habits: Habits::default(),
    }
}

/// A record as a write makes it, on top of nothing.
fn made<R: Record>(change: &Change) -> impl Iterator<Item = R> {
    change.writes.iter().filter(|write| write.noun == R::NOUN).map(|write| {
        let mut record = R::default();
        record.set_id(write.id);
        write.fields.iter().for_each(|(code, value)| record.put(*code, value.clone()));
        record
    })
}

fn moment(ms: i64) -> String {
    let at = DateTime::from_timestamp_millis(ms).unwrap().with_timezone(now().offset());
    if ms == FOR_GOOD { "good".into() } else { at.format("%Y-%m-%d %H:%M").to_string() }
}

/// A change in words, in the order it is written.
fn told(change: &Change) -> String {
    let until = |at: Option<i64>| at.map_or(String::new(), |at| format!(" until {}", moment(at)));
    let mut all: Vec<String> = Vec::new();
    all.extend(
        made::<Activity>(change).map(|one| {
            format!("{}{}", one.kind, one.reach.map_or(String::new(), |reach| format!(" {reach}")))
        }),
    );
    all.extend(
        made::<NextStep>(change)
            .map(|one| format!("{} {}", one.kind, one.due_at.map_or("undated".into(), moment))),
    );
    all.extend(made::<Deal>(change).map(|one| format!("deal {}", one.stage)));
    all.extend(made::<ContactPoint>(change).map(|one| format!("number {}", one.state)));
    all.extend(made::<Person>(change).map(|one| if one.left { "left".into() } else { one.name() }));
    for one in made::<Customer>(change) {
        all.extend(one.owner.map(|_| "own".into()));
        all.extend(
            [("rank", one.rank), ("life", one.lifecycle)]
                .into_iter()
                .filter(|(_, code)| !code.is_empty())
                .map(|(name, code)| format!("{name} {code}")),
        );
        all.extend(one.rest_until.map(|at| format!("rests{}", until(Some(at)))));
    }
    all.extend(made::<Block>(change).map(|one| {
        let number = if one.address.is_empty() { "" } else { " and number" };
        let channel = if one.channel.is_empty() { "all" } else { &one.channel };
        format!("block {channel}{number}{}", until(one.until))
    }));
    all.extend(made::<Tag>(change).map(|one| format!("tag {}", one.name)));
    all.join(", ")
}

/// On Friday the 20th of November at 14:32; the Monday after it is a holiday.
#[rustfmt::skip]
const COMPANY: &[(&str, &str)] = &[
    ("NA",    "call 0"),
    ("BUSY",  "call 0"),
    ("VM",    "call 0"),
    ("VMN",   "call 0"),
    ("ABS",   "call 1, callback 2026-11-20 17:32"),
    ("ABSX",  "call 1, rests until 2027-02-18 14:32"),
    ("GK",    "call 1, rests until 2027-01-05 14:32"),
    ("CB",    "call 1, callback undated, own"),
    ("TALK",  "call 3, callback 2026-11-26 10:00, own"),
    ("HOT",   "call 3, callback 2026-11-24 10:00, own, rank A"),
    ("DOC",   "call 3, callback 2026-11-26 10:00, mail 2026-11-20 14:32, own"),
    ("APPT",  "call 5, meeting undated, deal approach, own"),
    ("WON",   "call 5, deal won, own"),
    ("NI",    "call 2, block call until 2027-05-19 14:32"),
    ("NQ",    "call 2, life unfit"),
    ("DNC",   "call 1, block call and number"),
    ("CLAIM", "call 1, block all and number, tag complaint"),
    ("DEAD",  "call 0, number dead"),
    ("FAX",   "call 0, number fax"),
    ("WRONG", "call 0, number wrong"),
    ("LEFT",  "call 1, left"),
    ("DUP",   "note"),
    ("SKIP",  ""),
    ("ERR",   "note"),
];

#[test]
fn each_outcome_makes_true_what_its_flags_say() {
    assert_eq!(COMPANY.len(), standard().len());
    for (code, meant) in COMPANY {
        assert_eq!(told(&logged(&page("company"), code, "")), *meant, "{code}");
        let consumer = if *code == "NI" { "call 2, block call" } else { meant };
        assert_eq!(told(&logged(&page("person"), code, "")), consumer, "{code} of a consumer");
    }
}

#[test]
fn another_name_key_and_code_change_nothing_of_what_an_outcome_does() {
    for (at, outcome) in standard().into_iter().enumerate() {
        for kind in ["company", "person"] {
            let renamed = Outcome {
                id: Id::mint(7),
                code: format!("OWN{at}"),
                key: "k".into(),
                en: "Other".into(),
                ja: "別名".into(),
                position: None,
                ..outcome.clone()
            };
            let page = page(kind);
            let [one, other] =
                [&outcome, &renamed].map(|outcome| told(&logging(&page, outcome, "鈴木").change()));
            assert_eq!(one, other, "{}", outcome.code);
        }
    }
}

#[test]
fn a_prospects_delay_goes_by_the_rank_chosen() {
    let (mut page, outcome) = (page("company"), outcome("HOT"));
    let told = |page: &Page, rank| {
        let logging = Logging { rank, ..logging(page, &outcome, "") };
        (logging.due().unwrap().to_rfc3339()[..10].to_owned(), logging.rank().unwrap().to_owned())
    };
    assert_eq!(told(&page, Some("A")), ("2026-11-24".into(), "A".into()));
    assert_eq!(told(&page, Some("B")), ("2026-12-04".into(), "B".into()));
    assert_eq!(told(&page, Some("C")), ("2026-12-21".into(), "C".into()));
    page.customer.rank = "B".into();
    assert_eq!(told(&page, None), ("2026-12-04".into(), "B".into()));
    page.customer.rank = "D".into();
    assert_eq!(told(&page, None), ("2026-11-24".into(), "A".into()));
}

#[test]
fn who_was_refused_too_often_rests_for_good() {
    let mut page = page("company");
    page.activities.push(Activity { outcome: "GK".into(), ..Activity::default() });
    assert_eq!(told(&logged(&page, "GK", "")), "call 1, rests until good");
    assert_eq!(told(&logged(&page, "ABSX", "")), "call 1, rests until 2027-02-18 14:32");
    page.customer.rest_until = Some(FOR_GOOD);
    assert_eq!(told(&logged(&page, "ABSX", "")), "call 1", "a rest never ends earlier");
}

#[test]
fn a_time_given_for_a_meeting_is_the_meetings() {
    let (page, outcome) = (page("company"), outcome("APPT"));
    let change = Logging { next: Some(now()), ..logging(&page, &outcome, "") }.change();
    assert_eq!(told(&change), "call 5, meeting 2026-11-20 14:32, deal approach, own");
}

#[test]
fn a_meeting_leaves_the_open_deal_as_it_is() {
    let mut page = page("company");
    page.deals.push(Deal { id: Id::mint(9), stage: "quote".into(), ..Deal::default() });
    assert_eq!(told(&logged(&page, "APPT", "")), "call 5, meeting undated, own");
    assert_eq!(told(&logged(&page, "WON", "")), "call 5, deal won, own");
}

#[test]
fn who_has_left_is_followed_by_whom_the_line_names() {
    let mut page = page("company");
    assert_eq!(told(&logged(&page, "LEFT", "後任は鈴木様")), "call 1, left, 鈴木");
    page.people.push(Person { id: Id::mint(5), ..Person::default() });
    assert_eq!(told(&logged(&page, "LEFT", "")), "call 1", "nobody says which of the two has left");
    let outcome = outcome("LEFT");
    let change = Logging { person: Some(page.people[1].id), ..logging(&page, &outcome, "") }.change();
    assert_eq!(made::<Person>(&change).next().unwrap().id, page.people[1].id);
    assert_eq!(made::<Person>(&logged(&page, "TALK", "鈴木")).count(), 0);
}

#[test]
fn the_list_and_the_rule_that_was_overridden_are_kept_with_the_call() {
    let (page, outcome, list) = (page("company"), outcome("NA"), Id::mint(8));
    let logging = Logging { list: Some(list), overrode: Some("gap"), ..logging(&page, &outcome, "") };
    let call: Activity = made(&Logging { direction: "in", ..logging }.change()).next().unwrap();
    assert_eq!((call.list, call.overrode.as_str(), call.direction.as_str()), (Some(list), "gap", "in"));
}

#[test]
fn an_amount_changes_the_open_deal_or_makes_one() {
    let (mut page, outcome) = (page("company"), outcome("TALK"));
    let offer = Some(Offer { amount: 1_200_000, currency: "JPY".into() });
    let turn = Logging { offer: offer.clone(), ..logging(&page, &outcome, "") }.deal().unwrap();
    assert_eq!((turn.was, turn.becomes.amount), (None, Some(1_200_000)));
    page.deals.push(Deal { id: Id::mint(9), stage: "quote".into(), ..Deal::default() });
    let turn = Logging { offer, ..logging(&page, &outcome, "") }.deal().unwrap();
    assert_eq!(turn.becomes.id, page.deals[0].id);
}

#[test]
fn a_call_that_makes_or_moves_a_deal_is_about_that_deal() {
    let mut page = page("company");
    let about = |change: &Change| made::<Activity>(change).next().unwrap().deal;
    let made_one = logged(&page, "WON", "");
    assert_eq!(about(&made_one), made::<Deal>(&made_one).next().map(|deal| deal.id));
    page.deals.push(Deal { id: Id::mint(9), stage: "quote".into(), ..Deal::default() });
    assert_eq!(about(&logged(&page, "WON", "")), Some(page.deals[0].id));
    assert_eq!(about(&logged(&page, "NA", "")), None);
}

#[test]
fn a_new_time_ends_the_callback_it_replaces() {
    let (mut page, outcome) = (page("company"), outcome("CB"));
    page.next_steps.push(NextStep {
        id: Id::mint(5),
        kind: "callback".into(),
        due_at: Some(1),
        ..NextStep::default()
    });
    let change = Logging { next: Some(now()), ..logging(&page, &outcome, "") }.change();
    let steps: Vec<bool> =
        change.writes.iter().filter(|write| write.noun == Noun::NextStep).map(|write| write.new).collect();
    assert_eq!(steps, [false, true]);
}

//! What the settings take and refuse, on the desk and on a list.

use super::*;
use crate::domain::Value;

const WALK: &[&str] = &["u", "R", "?"];

fn list() -> CallList {
    CallList { id: Id::from_bytes([7; 16]), name: "Osaka".into(), ..CallList::default() }
}

fn desk() -> Rulebook {
    Rulebook::new(None, Vec::new(), Vec::new())
}

fn of(book: &Rulebook, code: &str) -> Outcome {
    book.outcome(code).unwrap().clone()
}

/// The same rules after a change, seen on the list or on the desk.
fn then(book: &Rulebook, change: &Change, list: Option<CallList>) -> Rulebook {
    Rulebook { list, ..book.clone() }.with(change)
}

fn taken(key: &str, code: &str) -> Why {
    let other = of(&desk(), code);
    Why::KeyTaken { key: key.into(), en: other.en, ja: other.ja }
}

fn refused(result: Result<Change, Invalid>) -> (&'static str, Why) {
    let invalid = result.unwrap_err();
    (invalid.field, invalid.why)
}

#[test]
fn what_makes_no_sense_is_refused_in_its_field() {
    let book = desk();
    let na = of(&book, "NA");
    let with = |becomes: Outcome| refused(book.put(becomes, WALK));
    let key = |key: &str| Outcome { key: key.into(), ..na.clone() };
    let rows = [
        (key("2"), "key", taken("2", "BUSY")),
        (key("x"), "key", taken("x", "DNC")),
        (key("u"), "key", Why::KeyOfTheWalk("u".into())),
        (key("ab"), "key", Why::NotAKey("ab".into())),
        (key("あ"), "key", Why::NotAKey("あ".into())),
        (key(" "), "key", Why::NotAKey(" ".into())),
        (Outcome { en: String::new(), ja: String::new(), ..na.clone() }, "en", Why::Empty),
        (Outcome { tries: Some(0), ..na.clone() }, "tries", Why::Outside(1, 20)),
        (Outcome { tries: Some(21), ..na.clone() }, "tries", Why::Outside(1, 20)),
        (Outcome { reach: Some(6), ..na.clone() }, "reach", Why::Outside(0, 5)),
        (Outcome { delay: Some(0), ..na.clone() }, "delay", Why::NotALapse("0".into())),
    ];
    for (becomes, field, why) in rows {
        assert_eq!(with(becomes), (field, why));
    }
    assert!(book.put(na.clone(), WALK).unwrap().is_empty());
}

#[test]
fn a_key_kept_for_what_suppresses_stays_kept_when_it_is_free() {
    let book = desk();
    let change = book.put(Outcome { key: "k".into(), ..of(&book, "DNC") }, WALK).unwrap();
    let book = then(&book, &change, None);
    assert_eq!(of(&book, "DNC").key, "k");
    let thief = Outcome { key: "x".into(), ..of(&book, "NA") };
    assert_eq!(refused(book.put(thief, WALK)).1, Why::KeyKept("x".into()));
}

#[test]
fn a_hidden_outcome_keeps_its_key_unless_another_took_it() {
    let book = desk();
    let hide = book.put(Outcome { hidden: true, ..of(&book, "FAX") }, WALK).unwrap();
    let book = then(&book, &hide, None);
    let show = Outcome { hidden: false, ..of(&book, "FAX") };
    assert_eq!(show.key, "f");
    assert!(book.put(show.clone(), WALK).is_ok());
    let take = book.put(Outcome { key: "f".into(), ..of(&book, "NA") }, WALK).unwrap();
    let book = then(&book, &take, None);
    assert_eq!(refused(book.put(show, WALK)).1, taken("f", "NA"));
}

#[test]
fn what_suppresses_keeps_all_it_does_and_takes_another_name() {
    let book = desk();
    let dnc = of(&book, "DNC");
    for becomes in [
        Outcome { suppress: false, ..dnc.clone() },
        Outcome { hidden: true, ..dnc.clone() },
        Outcome { finished: false, ..dnc.clone() },
        Outcome { tries: Some(3), ..dnc.clone() },
    ] {
        assert_eq!(refused(book.put(becomes, WALK)).1, Why::Fixed);
    }
    let renamed = book.put(Outcome { en: "Never".into(), ..dnc }, WALK).unwrap();
    let book = then(&book, &renamed, None);
    assert!(of(&book, "DNC").en == "Never" && of(&book, "DNC").suppress);
}

#[test]
fn a_lists_rule_holds_there_alone_and_goes_back_to_the_desks() {
    let desk = desk();
    let here = then(&desk, &Change::new(Deed::EditRules, ""), Some(list()));
    let change = here.put(Outcome { tries: Some(2), ..of(&here, "NA") }, WALK).unwrap();
    assert_eq!(change.subject, "NA, Osaka");
    let [on_list, on_desk] = [Some(list()), None].map(|list| then(&here, &change, list));
    assert_eq!([of(&on_list, "NA").tries, of(&on_desk, "NA").tries], [Some(2), Some(6)]);
    assert!(on_list.is_own(&of(&on_list, "NA")) && !on_list.is_own(&of(&on_list, "BUSY")));
    assert!(!on_desk.is_own(&of(&on_desk, "NA")));
    let back = on_list.given_back(&of(&on_list, "NA")).unwrap();
    let given_back = then(&on_list, &back, Some(list()));
    assert_eq!(of(&given_back, "NA"), of(&desk, "NA"));
    assert_eq!(given_back.given_back(&of(&given_back, "NA")), None);
    let again = given_back.put(Outcome { tries: Some(3), ..of(&given_back, "NA") }, WALK).unwrap();
    assert_eq!(
        of(&then(&given_back, &again, Some(list())), "NA").tries,
        Some(3),
        "a rule given back can be set anew"
    );
}

#[test]
fn an_own_outcome_gets_a_code_of_its_label_that_nobody_has() {
    let book = desk();
    let new = |en: &str, ja: &str| Outcome { en: en.into(), ja: ja.into(), ..Outcome::default() };
    let code = |change: &Change| {
        let codes = change.writes[0].fields.iter().find(|(code, _)| *code == outcome::field::code);
        codes.map(|(_, value)| value.clone()).unwrap()
    };
    for (en, ja, made) in
        [("Seminar invited", "セミナー案内", "SEMINARI"), ("", "セミナー案内", "OWN"), ("na", "", "NA2")]
    {
        assert_eq!(code(&book.put(new(en, ja), WALK).unwrap()), Value::Text(made.into()));
    }
    let made = book.put(Outcome { key: "k".into(), ..new("Seminar", "") }, WALK).unwrap();
    let book = then(&book, &made, None);
    let seminar = of(&book, "SEMINAR");
    assert_eq!((seminar.key.as_str(), seminar.position), ("k", Some(24)));
    let gone = book.given_back(&seminar).unwrap();
    assert!(then(&book, &gone, None).outcome("SEMINAR").is_none());
}

#[test]
fn hours_end_after_they_begin_and_a_list_has_its_own() {
    let book = Rulebook::new(Some(list()), Vec::new(), Vec::new());
    let pacing = book.pacing.clone();
    let wrong = |becomes: Pacing| refused(book.pace(&becomes));
    assert_eq!(wrong(Pacing { opens: Some(18 * 60), ..pacing.clone() }), ("closes", Why::EndsFirst));
    assert_eq!(wrong(Pacing { opens: Some(19 * 60), closes: None, ..pacing.clone() }).1, Why::EndsFirst);
    assert_eq!(wrong(Pacing { tries: Some(0), ..pacing.clone() }), ("tries", Why::Outside(1, 20)));
    assert_eq!(wrong(Pacing { gap: Some(-1), ..pacing.clone() }).0, "gap");
    assert!(book.pace(&pacing).unwrap().is_empty());
    let change = book.pace(&Pacing { weekends: true, gap: Some(0), ..pacing.clone() }).unwrap();
    let [here, desk] = [Some(list()), None].map(|list| then(&book, &change, list));
    assert!(here.pacing.weekends && !desk.pacing.weekends && here.paces_itself());
    let back = then(&here, &here.pacing_given_back().unwrap(), Some(list()));
    assert!(!back.pacing.weekends && !back.paces_itself());
}

#[test]
fn a_list_can_stay_closed_on_days_the_desk_calls_on() {
    let desk = desk();
    let open = desk.pace(&Pacing { weekends: true, ..desk.pacing.clone() }).unwrap();
    let here = then(&desk, &open, Some(list()));
    assert!(here.pacing.weekends);
    let closed = here.pace(&Pacing { weekends: false, ..here.pacing.clone() }).unwrap();
    assert!(!then(&here, &closed, Some(list())).pacing.weekends);
}

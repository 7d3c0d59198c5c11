//! Cases for values typed by hand.

use proptest::prelude::*;

use super::*;
use crate::domain::{Noun, customer};

fn place() -> Place<'static> {
    Place { offset: FixedOffset::east_opt(9 * 3600).unwrap(), currency: "JPY" }
}

fn of(kind: Kind, text: &str) -> Result<Value, Why> {
    read(kind, &[], text, place())
}

fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

const KINDS: [Kind; 13] = [
    Kind::Text,
    Kind::Long,
    Kind::Kana,
    Kind::Choice,
    Kind::Int,
    Kind::Flag,
    Kind::Date,
    Kind::Moment,
    Kind::Money,
    Kind::Ref,
    Kind::Lapse,
    Kind::Lapses,
    Kind::Clock,
];

#[test]
fn nothing_typed_clears_any_field() {
    for kind in KINDS {
        assert_eq!(of(kind, " \u{3000}\t"), Ok(Value::Null), "{kind:?}");
    }
}

#[test]
fn words_keep_all_but_controls_and_their_margins() {
    assert_eq!(of(Kind::Text, " 髙橋\u{1b}[31m ﾀﾅｶ\r\n株式会社 "), Ok(words("髙橋[31m ﾀﾅｶ 株式会社")));
    assert_eq!(of(Kind::Long, "a\r\nb\tc\u{202e}\u{7}"), Ok(words("a\nb\tc")));
    assert_eq!(of(Kind::Kana, "ﾔﾏﾀﾞ ﾀﾛｳ"), Ok(words("ヤマダ タロウ")));
}

#[test]
fn a_choice_is_a_code_of_its_set_or_a_word_for_one() {
    let read =
        |text| value(Noun::Customer.field(customer::field::rank).unwrap(), customer::RANKS, text, place());
    assert_eq!(read("ａ"), Ok(Value::Text("A".into())));
    assert_eq!(read("Z").unwrap_err().to_string(), "rank: `Z` is not one of A, B, C, D");
    let lifecycle = |text| super::choice(customer::LIFECYCLES, text);
    assert_eq!(lifecycle("既存"), Ok(Value::Text("customer".into())));
    assert!(lifecycle("受注").is_err(), "a word for another field's code");
}

#[test]
fn whole_numbers_are_read_in_any_width() {
    assert_eq!(of(Kind::Int, "１，２３４"), Ok(Value::Int(1234)));
    assert_eq!(of(Kind::Int, "-5"), Ok(Value::Int(-5)));
    for wrong in ["1.5", "12,34", "1e3", "９．０１Ｅ＋１０", "99999999999999999999"] {
        assert_eq!(of(Kind::Int, wrong), Err(Why::NotANumber(wrong.into())));
    }
}

#[test]
fn yes_and_no_are_read_in_both_languages() {
    for yes in ["yes", "はい", "1", "TRUE", "○", "１"] {
        assert_eq!(of(Kind::Flag, yes), Ok(Value::Int(1)), "{yes}");
    }
    for no in ["no", "いいえ", "0", "false", "×"] {
        assert_eq!(of(Kind::Flag, no), Ok(Value::Null), "{no}");
    }
    assert_eq!(of(Kind::Flag, "maybe"), Err(Why::NotAFlag("maybe".into())));
}

#[test]
fn a_moment_has_its_own_offset_or_ours() {
    let noon = Ok(Value::Int(1_795_230_000_000));
    let rows = [
        "2026-11-21T12:00:00+09:00",
        "2026-11-21T03:00:00Z",
        "2026-11-21 12:00",
        "2026/11/21 12:00:00",
        "令和8年11月21日 12:00",
    ];
    for row in rows {
        assert_eq!(of(Kind::Moment, row), noon, "{row}");
    }
    assert_eq!(of(Kind::Moment, "2026-11-21"), Ok(Value::Int(1_795_186_800_000)));
    for wrong in ["2026-11", "noon", "2026-11-21 25:00", "2026-11-21 "] {
        assert_eq!(of(Kind::Moment, wrong).is_err(), wrong != "2026-11-21 ", "{wrong}");
    }
}

#[test]
fn money_is_kept_in_the_records_own_currency_only() {
    assert_eq!(of(Kind::Money, "120万"), Ok(Value::Int(1_200_000)));
    assert_eq!(of(Kind::Money, "1,200,000"), Ok(Value::Int(1_200_000)));
    assert_eq!(of(Kind::Money, "$12k"), Err(Why::OtherCurrency("$12k".into(), "JPY".into())));
    assert_eq!(of(Kind::Money, "a lot"), Err(Why::NotANumber("a lot".into())));
}

#[test]
fn another_record_is_named_by_its_id() {
    let id = Id::mint(5);
    assert_eq!(of(Kind::Ref, &id.to_string()), Ok(Value::Ref(*id.as_bytes())));
    assert_eq!(of(Kind::Ref, "tanaka"), Err(Why::NotAnId("tanaka".into())));
}

#[test]
fn a_card_number_is_never_stored() {
    assert_eq!(of(Kind::Long, "カード 4111 1111 1111 1111 です"), Err(Why::CardNumber));
    assert_eq!(of(Kind::Text, "7010001008844"), Ok(words("7010001008844")));
}

proptest! {
    #[test]
    fn no_text_breaks_a_field(text in prop_oneof![any::<String>(), "[0-9０-９年月日令和./,:T+ -]{0,24}"]) {
        for kind in KINDS {
            if let Ok(Value::Text(kept)) = of(kind, &text) {
                prop_assert_eq!(of(kind, &kept), Ok(Value::Text(kept.clone())), "what is kept can be kept again");
            }
        }
    }
}

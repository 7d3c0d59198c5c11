//! Cases for amounts in both scripts.

use proptest::prelude::*;

use super::*;

#[rustfmt::skip]
const READ: &[(&str, &str)] = &[
    ("120万", "¥1,200,000"), ("120万円", "¥1,200,000"), ("1.2億", "¥120,000,000"), ("1億2000万", "¥120,000,000"),
    ("1億2,000万5千円", "¥120,005,000"), ("120万5000円", "¥1,205,000"), ("¥1,200,000", "¥1,200,000"),
    ("￥１，２００，０００", "¥1,200,000"), ("1,200,000円", "¥1,200,000"), ("１２０万", "¥1,200,000"), ("3千円", "¥3,000"),
    ("2千万", "¥20,000,000"), ("¥120万円", "¥1,200,000"), ("$12k", "$12,000"), ("$1.5m", "$1,500,000"), ("€3,000.50", "€3,000.50"),
    ("12k usd", "$12,000"), ("USD 12,000.00", "$12,000"), ("$0.05", "$0.05"), ("5000", "¥5,000"), ("12k", "¥12,000"),
    ("120万ドル", "$1,200,000"), ("3.5 eur", "€3.50"), ("chf 1200", "CHF 1,200"), ("-120万", "-¥1,200,000"), ("▲500", "-¥500"),
    ("0", "¥0"), ("jpy5000", "¥5,000"), ("50 gbp", "£50"), ("1.5 million yen", "¥1,500,000"), ("$2 million", "$2,000,000"),
];

#[test]
fn an_amount_is_read_in_either_script() {
    for (text, shown) in READ {
        let amount = read(text, "JPY").map(|amount| show(amount.minor, amount.currency));
        assert_eq!(amount.as_deref(), Some(*shown), "{text}");
    }
}

#[test]
fn what_cannot_be_kept_whole_is_refused() {
    let texts = [
        "",
        "万",
        "abc",
        "¥1.5",
        "$1.234",
        "€3.000",
        "1,20",
        "12,34,567",
        "1億3億",
        "1万20000",
        "99999999999億",
        "999999999999999999999",
        "120万円です",
        "1e9",
        "$",
        "--5",
    ];
    for text in texts {
        assert_eq!(read(text, "JPY"), None, "{text}");
    }
    assert_eq!(read("5000", ""), None, "plain digits need a currency");
}

#[rustfmt::skip]
const FOUND: &[(&str, &str, &str)] = &[
    ("20台で検討、来週火曜14時に再度 120万", "120万", "¥1,200,000"),
    ("予算100万、見積は1,200,000円です", "1,200,000円", "¥1,200,000"),
    ("wants it for $12k by friday", "$12k", "$12,000"),
    ("about 12k usd a year", "12k usd", "$12,000"),
    ("offer €3,000.50.", "€3,000.50", "€3,000.50"),
    ("1.2億で受注", "1.2億", "¥120,000,000"),
    ("１２０万円（税別）", "１２０万円", "¥1,200,000"),
    ("d 提案 120万 6/末", "120万", "¥1,200,000"),
    ("budget is $1.5 million now", "$1.5 million", "$1,500,000"),
    ("月10万円/台", "10万円", "¥100,000"),
];

#[test]
fn an_amount_is_found_in_a_sentence() {
    for (text, spot, shown) in FOUND {
        let (range, amount) = find(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((&text[range], show(amount.minor, amount.currency).as_str()), (*spot, *shown), "{text}");
    }
}

#[test]
fn other_figures_are_not_amounts() {
    let texts = [
        "20台",
        "03-1234-5678",
        "3日後",
        "令和8年",
        "20 units",
        "12k",
        "2026-11-24",
        "120万人",
        "3万件",
        "5万円引き",
        "万一",
        "model 3k",
        "15:30",
        "won the deal",
        "5 won, 3 lost",
        "3 CAD seats",
        "50 pounds of steel",
        "5m away",
        "100%",
        "1,200",
        "三菱UFJ",
        "2万台",
        "chf",
        "usd rate",
        "元気",
        "1万5千人",
        "¥1,23",
        "a$ap",
    ];
    for text in texts {
        assert_eq!(find(text), None, "{text}");
    }
}

#[test]
fn the_smallest_amount_can_be_shown() {
    assert_eq!(show(i64::MIN, "JPY"), "-¥9,223,372,036,854,775,808");
    assert_eq!(show(120_050, "ZZZ"), "ZZZ 1,200.50");
    assert_eq!(show(120_050, NONE), "1,200.50");
    assert_eq!(show(0, "USD"), "$0");
}

fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "¥",
        "$",
        "120",
        "９",
        ",",
        ".",
        "万",
        "億",
        "千",
        "円",
        "k",
        "m",
        " ",
        "usd",
        "999999999999999999",
        "000",
        "-",
        "ドル",
    ]);
    prop::collection::vec(words, 0..8).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading(text in prop_oneof![any::<String>(), pieces()]) {
        let _ = read(&text, "USD");
        if let Some((range, _)) = find(&text) {
            prop_assert!(text.get(range).is_some_and(|text| !text.is_empty()));
        }
    }

    #[test]
    fn what_is_shown_reads_back(minor in -1_000_000_000_000_000_i64..1_000_000_000_000_000, which in 0..CURRENCIES.len()) {
        let code = CURRENCIES[which].code;
        let amount = read(&show(minor, code), code).unwrap();
        prop_assert_eq!(amount, Amount { minor, currency: code });
    }
}

#[test]
fn a_short_amount_is_rounded_to_a_unit() {
    for (minor, currency, thousands, myriads) in [
        (8_450_000, "JPY", "¥8.45M", "¥845万"),
        (12_637_500, "JPY", "¥12.6M", "¥1,264万"),
        (100_000_000, "JPY", "¥100M", "¥1億"),
        (2_900_000, "USD", "$29k", "$2.9万"),
        (-17_545_049, "USD", "-$175k", "-$17.5万"),
        (4_200, "JPY", "¥4.2k", "¥4,200"),
        (49, "USD", "$0", "$0"),
        (-49, "USD", "$0", "$0"),
    ] {
        assert_eq!(short(minor, currency, false), thousands);
        assert_eq!(short(minor, currency, true), myriads);
    }
}

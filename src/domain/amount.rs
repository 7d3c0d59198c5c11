//! Amounts as people type them: `120万`, `1.2億`, `¥1,200,000`, `$12k`, `12k usd`.
//!
//! [`read`] wants a whole text to be an amount and lets plain digits stand for the desk's own
//! currency; [`find`] looks for one in prose and wants a currency or 万/億 beside the figures.
//! Whole minor units only: no floats, and nothing is rounded.

use std::ops::Range;

use super::scan::{Cursor, Even, starts};

/// Money: minor units of an ISO currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Yen, or cents.
    pub minor: i64,
    /// Its ISO code.
    pub currency: &'static str,
}

/// A currency: code, decimals, the sign it is shown with, and how people write it before or after.
struct Currency {
    code: &'static str,
    decimals: u32,
    sign: &'static str,
    before: &'static [&'static str],
    after: &'static [&'static str],
}

#[rustfmt::skip]
const CURRENCIES: &[Currency] = &[
    Currency { code: "JPY", decimals: 0, sign: "¥", before: &["¥", "jpy"], after: &["円", "jpy", "yen"] },
    Currency { code: "USD", decimals: 2, sign: "$", before: &["us$", "$", "usd"], after: &["usd", "ドル", "米ドル", "dollars", "dollar", "bucks"] },
    Currency { code: "EUR", decimals: 2, sign: "€", before: &["€", "eur"], after: &["eur", "€", "ユーロ", "euros", "euro"] },
    Currency { code: "GBP", decimals: 2, sign: "£", before: &["£", "gbp"], after: &["gbp", "ポンド", "pounds"] },
    Currency { code: "CNY", decimals: 2, sign: "", before: &["cny", "rmb"], after: &["cny", "rmb", "人民元", "元"] },
    Currency { code: "KRW", decimals: 0, sign: "₩", before: &["₩", "krw"], after: &["krw", "ウォン", "won"] },
    Currency { code: "TWD", decimals: 2, sign: "", before: &["nt$", "twd"], after: &["twd", "台湾ドル"] },
    Currency { code: "HKD", decimals: 2, sign: "", before: &["hk$", "hkd"], after: &["hkd", "香港ドル"] },
    Currency { code: "SGD", decimals: 2, sign: "", before: &["s$", "sgd"], after: &["sgd"] },
    Currency { code: "AUD", decimals: 2, sign: "", before: &["a$", "aud"], after: &["aud", "豪ドル"] },
    Currency { code: "CAD", decimals: 2, sign: "", before: &["c$", "cad"], after: &["cad"] },
    Currency { code: "CHF", decimals: 2, sign: "", before: &["chf"], after: &["chf"] },
    Currency { code: "INR", decimals: 2, sign: "", before: &["₹", "inr"], after: &["inr"] },
    Currency { code: "THB", decimals: 2, sign: "", before: &["฿", "thb"], after: &["thb", "バーツ"] },
];

/// A word that multiplies, the power of ten, and whether it says by itself that this is money.
const SCALES: &[(&str, u32, bool)] = &[
    ("千万", 7, true),
    ("百万", 6, true),
    ("兆", 12, true),
    ("億", 8, true),
    ("万", 4, true),
    ("千", 3, false),
    ("mn", 6, false),
    ("bn", 9, false),
    ("k", 3, false),
    ("m", 6, false),
    ("b", 9, false),
];

/// After 120万 these count something else, or say what comes off the price.
const COUNTED: &[&str] = &[
    "人",
    "名",
    "件",
    "台",
    "社",
    "個",
    "本",
    "枚",
    "回",
    "歩",
    "部",
    "冊",
    "箱",
    "食",
    "キロ",
    "km",
    "kg",
    "アクセス",
    "ユーザ",
    "pv",
    "世帯",
    "店",
    "点",
    "坪",
    "時間",
    "分",
    "年",
    "日",
    "ヶ月",
    "カ月",
    "か月",
    "引き",
    "値引",
    "オフ",
    "トン",
    "羽",
    "匹",
    "頭",
    "語",
    "文字",
    "行",
    "度",
    "円引き",
    "円値引",
    "円オフ",
    "フォロワー",
    "ダウンロード",
    "再生",
];

/// The ISO code as it is kept here, if the currency is known.
#[must_use]
pub fn currency(code: &str) -> Option<&'static str> {
    named(code).map(|known| known.code)
}

fn named(code: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|known| known.code.eq_ignore_ascii_case(code.trim()))
}

/// Reads a text that is an amount and nothing else; `own` is the currency of plain digits.
///
/// `None` where it is no amount, has more decimals than its currency, or is too large to keep.
#[must_use]
pub fn read(text: &str, own: &str) -> Option<Amount> {
    let even = Even::of(text.trim());
    let mut cursor = even.cursor();
    let minus = cursor.one_of("-−▲△").is_some();
    let said = said(&mut cursor)?;
    cursor.done().then_some(())?;
    let amount = said.amount(named(own))?;
    Some(if minus { Amount { minor: -amount.minor, ..amount } } else { amount })
}

/// Finds the amount a sentence speaks of: of several, the last.
#[must_use]
pub fn find(text: &str) -> Option<(Range<usize>, Amount)> {
    find_in(&Even::of(text))
}

/// [`find`] in a text that is even already.
pub(super) fn find_in(even: &Even) -> Option<(Range<usize>, Amount)> {
    let mut found = None;
    let mut cursor = even.cursor();
    while let Some(next) = cursor.next() {
        let from = cursor.at();
        let begins = match next {
            '0'..='9' => cursor.opens_number(),
            'a'..='z' => cursor.opens(),
            _ => "¥$€£₩₹฿".contains(next),
        };
        let amount = begins.then(|| in_prose(&mut cursor)).flatten();
        if let Some(amount) = amount {
            found = Some((even.bytes(from, cursor.at()), amount));
        }
        cursor = cursor.moved(cursor.at().max(from + 1));
    }
    found
}

fn in_prose(cursor: &mut Cursor) -> Option<Amount> {
    let mut tried = *cursor;
    let said = said(&mut tried)?;
    if !said.money {
        return None;
    }
    let mut counted = cursor.moved(said.figures_end);
    counted.spaces();
    let other = |rest: &[char]| COUNTED.iter().any(|word| starts(rest, word));
    if other(counted.rest()) || other(tried.rest()) || !tried.closes_number() {
        return None;
    }
    *cursor = tried;
    said.amount(None)
}

/// Figures with what stands around them.
struct Said {
    /// The figures without their point.
    figures: i128,
    /// How many of them stood after it, less the zeros of 万 or `k`.
    point: i64,
    currency: Option<&'static Currency>,
    /// A currency, or 万 or 億, says that this is money.
    money: bool,
    figures_end: usize,
}

impl Said {
    fn amount(&self, own: Option<&'static Currency>) -> Option<Amount> {
        let yen = || CURRENCIES.first().filter(|_| self.money);
        let currency = self.currency.or_else(yen).or(own)?;
        let shift = i64::from(currency.decimals) - self.point;
        let power = 10_i128.checked_pow(u32::try_from(shift.unsigned_abs()).ok()?)?;
        let minor = match shift {
            0.. => self.figures.checked_mul(power)?,
            _ if self.figures % power == 0 => self.figures / power,
            _ => return None,
        };
        Some(Amount { minor: i64::try_from(minor).ok()?, currency: currency.code })
    }
}

fn said(cursor: &mut Cursor) -> Option<Said> {
    let before = prefix(cursor);
    let (mut figures, mut point) = figures(cursor)?;
    let (mut money, mut scaled) = (before.is_some(), false);
    if let Some((zeros, says)) = scale(cursor) {
        (money, scaled) = (money || says, true);
        point -= i64::from(zeros);
        (figures, point) = smaller_part(cursor, figures, point, zeros, says)?;
    }
    let figures_end = cursor.at();
    let after = if before.is_none() { suffix(cursor) } else { yen_again(cursor, before) };
    if point > 2 && !scaled {
        return None;
    }
    Some(Said { figures, point, currency: before.or(after), money: money || after.is_some(), figures_end })
}

/// `¥120万円` says it twice.
fn yen_again(cursor: &mut Cursor, before: Option<&'static Currency>) -> Option<&'static Currency> {
    before.filter(|known| known.code == "JPY" && cursor.take("円"))
}

fn prefix(cursor: &mut Cursor) -> Option<&'static Currency> {
    let (known, end) = CURRENCIES.iter().find_map(|known| {
        let mut tried = *cursor;
        let word = known.before.iter().find(|word| tried.take(word))?;
        let code = word.chars().all(|char| char.is_ascii_alphabetic());
        (!code || tried.spaces() || tried.closes() || tried.next().is_some_and(|c| c.is_ascii_digit()))
            .then_some((known, tried))
    })?;
    *cursor = end;
    cursor.spaces();
    Some(known)
}

fn suffix(cursor: &mut Cursor) -> Option<&'static Currency> {
    let mut tried = *cursor;
    tried.spaces();
    let found = CURRENCIES.iter().find(|known| {
        known.after.iter().any(|word| {
            let mut end = tried;
            let fits = end.take(word) && (!word.is_ascii() || end.closes());
            if fits {
                tried = end;
            }
            fits
        })
    })?;
    *cursor = tried;
    Some(found)
}

/// Takes up to 18 figures, with commas by three and a point, and says how many stood after it.
fn figures(cursor: &mut Cursor) -> Option<(i128, i64)> {
    let mut value = digits(cursor, 18)?.0;
    let mut grouped = *cursor;
    while grouped.take(",") {
        let (group, width) = digits(&mut grouped, 3)?;
        if width != 3 {
            return None;
        }
        value = value.checked_mul(1000)?.checked_add(group)?;
        *cursor = grouped;
    }
    let mut pointed = *cursor;
    let fraction = pointed.take(".").then(|| digits(&mut pointed, 8)).flatten();
    let Some((fraction, width)) = fraction else { return Some((value, 0)) };
    *cursor = pointed;
    Some((value.checked_mul(10_i128.checked_pow(width)?)?.checked_add(fraction)?, i64::from(width)))
}

fn digits(cursor: &mut Cursor, most: usize) -> Option<(i128, u32)> {
    let run = cursor.rest().iter().take_while(|char| char.is_ascii_digit()).count();
    if run == 0 || run > most {
        return None;
    }
    let value = cursor.rest()[..run]
        .iter()
        .filter_map(|char| char.to_digit(10))
        .fold(0, |sum, digit| sum * 10 + i128::from(digit));
    *cursor = cursor.moved(cursor.at() + run);
    Some((value, u32::try_from(run).ok()?))
}

fn scale(cursor: &mut Cursor) -> Option<(u32, bool)> {
    SCALES.iter().find_map(|(word, zeros, money)| {
        let mut tried = *cursor;
        let fits = tried.take(word) && (!word.is_ascii() || tried.closes());
        fits.then(|| *cursor = tried).map(|()| (*zeros, *money))
    })
}

/// The rest of `1億2000万` or `120万5000円`: smaller than what it is added to.
fn smaller_part(
    cursor: &mut Cursor,
    figures: i128,
    point: i64,
    zeros: u32,
    kanji: bool,
) -> Option<(i128, i64)> {
    let (mut total, mut last) = ((figures, point), zeros);
    while kanji && cursor.next().is_some_and(|next| next.is_ascii_digit()) {
        let (part, part_point) = self::figures(cursor)?;
        let part_zeros = scale(cursor).map_or(0, |(zeros, _)| zeros);
        if part_zeros >= last || part_point != 0 || part >= 10_i128.checked_pow(last - part_zeros)? {
            return None;
        }
        let (figures, point) = total;
        let whole = 10_i128.checked_pow(u32::try_from(-point).ok()?)?.checked_mul(figures)?;
        total = (whole.checked_add(part.checked_mul(10_i128.checked_pow(part_zeros)?)?)?, 0);
        last = part_zeros;
        if last == 0 {
            break;
        }
    }
    Some(total)
}

/// Writes an amount as it is read most easily: `¥1,200,000`, `$12,000`, `€3,000.50`, `CHF 1,200`.
#[must_use]
pub fn show(minor: i64, currency: &str) -> String {
    let known = named(currency);
    let decimals = known.map_or(2, |known| known.decimals);
    let unit = 10_u64.pow(decimals);
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let sign = known.map(|known| known.sign).filter(|sign| !sign.is_empty());
    let mut shown = if minor < 0 { "-".to_owned() } else { String::new() };
    match sign {
        Some(sign) => shown.push_str(sign),
        None if currency.is_empty() => {}
        None => {
            shown.push_str(currency);
            shown.push(' ');
        }
    }
    shown.push_str(&grouped(whole));
    if rest > 0 {
        shown.push_str(&format!(".{rest:02}"));
    }
    shown
}

fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let first = (digits.len() - 1) % 3 + 1;
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at >= first && (at - first) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
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
        ("0", "¥0"), ("jpy5000", "¥5,000"), ("50 pounds", "£50"),
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
        ("月10万円/台", "10万円", "¥100,000"),
    ];

    #[test]
    fn an_amount_is_found_in_a_sentence() {
        for (text, spot, shown) in FOUND {
            let (range, amount) = find(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (&text[range], show(amount.minor, amount.currency).as_str()),
                (*spot, *shown),
                "{text}"
            );
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
        assert_eq!(show(120_050, "XXX"), "XXX 1,200.50");
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
}

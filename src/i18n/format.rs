//! How dates, times and spans are written on the screen. Machine output never comes here.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeZone, Timelike};

use super::{Lang, Text, label};
use crate::domain::amount;
use crate::domain::credit::Credit;
use crate::domain::page::{Page, Tally};
use crate::domain::subscription::Subscription;
use crate::domain::sums::Sums;

const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAYS_JA: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A moment on the wall of whoever is at the desk, given Unix milliseconds.
#[must_use]
pub fn local(ms: i64, now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    now.offset().timestamp_millis_opt(ms).single().unwrap_or(now)
}

/// `Tue 25 Nov`, `11/25(火)`; with the year where it is not this one.
#[must_use]
pub fn day(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let weekday = at.weekday().num_days_from_monday() as usize;
    let other_year = at.year() != now.year();
    match lang {
        Lang::En => {
            let day = format!("{} {} {}", DAYS_EN[weekday], at.day(), MONTHS[at.month0() as usize]);
            if other_year { format!("{day} {}", at.year()) } else { day }
        }
        Lang::Ja => {
            let day = format!("{}/{}({})", at.month(), at.day(), DAYS_JA[weekday]);
            if other_year { format!("{}/{day}", at.year()) } else { day }
        }
    }
}

/// `Tue 24 Nov 2026`, `2026年11月24日（火）`: a day by itself, for headings.
#[must_use]
pub fn whole_day(day: NaiveDate, lang: Lang) -> String {
    let weekday = weekday(day.weekday().num_days_from_monday() as usize, lang);
    match lang {
        Lang::En => format!("{weekday} {} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
        Lang::Ja => format!("{}年{}月{}日（{weekday}）", day.year(), day.month(), day.day()),
    }
}

/// `Mon`, `月`, counted from Monday as 0.
#[must_use]
pub fn weekday(number: usize, lang: Lang) -> &'static str {
    match lang {
        Lang::En => DAYS_EN[number % 7],
        Lang::Ja => DAYS_JA[number % 7],
    }
}

/// `1 day`, `12 days`.
#[must_use]
pub fn days(number: impl Into<i128>, lang: Lang) -> String {
    match number.into() {
        1 => Text::OneDay.words(lang).to_owned(),
        many => Text::ManyDays.fill(lang, &[("n", &many.to_string())]),
    }
}

/// `36.4%`, or `-` where there is no rate.
#[must_use]
pub fn percent(permille: Option<u64>) -> String {
    permille.map_or_else(|| "-".to_owned(), |rate| format!("{}.{}%", rate / 10, rate % 10))
}

/// An amount of money, however large.
#[must_use]
pub fn money(minor: i128, currency: &str) -> String {
    let most = if minor < 0 { i64::MIN } else { i64::MAX };
    amount::show(i64::try_from(minor).unwrap_or(most), currency)
}

/// Sums beside one another, each in its currency; nothing where there are none.
#[must_use]
pub fn sums(sums: &Sums) -> String {
    sums.iter().map(|(currency, minor)| money(minor, currency)).collect::<Vec<_>>().join(" + ")
}

/// The same where there is little room: each as three figures and a unit, rounded.
#[must_use]
pub fn short_sums(sums: &Sums, lang: Lang) -> String {
    let short = |(currency, minor)| short_money(minor, currency, lang);
    sums.iter().map(short).collect::<Vec<_>>().join(" + ")
}

/// An amount rounded for where there is little room.
#[must_use]
pub fn short_money(minor: i128, currency: &str, lang: Lang) -> String {
    amount::short(minor, currency, lang == Lang::Ja)
}

/// `14:30`.
#[must_use]
pub fn time(at: DateTime<FixedOffset>) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A day and a time.
#[must_use]
pub fn moment(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>, lang: Lang) -> String {
    format!("{} {}", day(at, now, lang), time(at))
}

/// As short as a column allows: the time today, else the day.
#[must_use]
pub fn brief(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>, lang: Lang) -> String {
    if at.date_naive() == now.date_naive() {
        return time(at);
    }
    match lang {
        Lang::En => format!("{} {}", at.day(), MONTHS[at.month0() as usize]),
        Lang::Ja => format!("{}/{}", at.month(), at.day()),
    }
}

/// A day as short as a column allows: `5 Jan`, `5 Jan 27` where it is of another year; `1/5`, `27/1/5`.
#[must_use]
pub fn short_day(day: NaiveDate, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let other_year = day.year() != now.year();
    let (month, year) = (day.month0() as usize, day.year().rem_euclid(100));
    match (lang, other_year) {
        (Lang::En, false) => format!("{} {}", day.day(), MONTHS[month]),
        (Lang::En, true) => format!("{} {} {year:02}", day.day(), MONTHS[month]),
        (Lang::Ja, false) => format!("{}/{}", month + 1, day.day()),
        (Lang::Ja, true) => format!("{year:02}/{}/{}", month + 1, day.day()),
    }
}

/// How long ago, in the largest unit: `2d ago`, `2日前`.
#[must_use]
pub fn ago(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let minutes = (now - at).num_minutes().max(0);
    if minutes == 0 {
        return if lang == Lang::Ja { "今" } else { "now" }.to_owned();
    }
    let (count, en, ja) = match minutes {
        0..60 => (minutes, "m", "分"),
        60..1440 => (minutes / 60, "h", "時間"),
        1440..86_400 => (minutes / 1440, "d", "日"),
        86_400..525_600 => (minutes / 43_200, "mo", "か月"),
        _ => (minutes / 525_600, "y", "年"),
    };
    match lang {
        Lang::En => format!("{count}{en} ago"),
        Lang::Ja => format!("{count}{ja}前"),
    }
}

/// `03:12`, or `1:03:12`.
#[must_use]
pub fn timer(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

/// `1,204`, or `50+` where there are more than were counted.
#[must_use]
pub fn tally(tally: Tally) -> String {
    count(tally.count) + if tally.exact { "" } else { "+" }
}

/// `12,408`.
#[must_use]
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What is open of a customer's credit, and by how much that is too much.
#[must_use]
pub fn credit(credit: &Credit, lang: Lang) -> String {
    let limit = money(credit.limit.into(), &credit.currency);
    let open = money(credit.used(), &credit.currency);
    let over = credit.over().map(|over| money(over, &credit.currency));
    let places = [("open", open.as_str()), ("limit", &limit), ("over", over.as_deref().unwrap_or_default())];
    let text = if over.is_some() { Text::CreditOver } else { Text::CreditOf };
    text.fill(lang, &places)
}

/// A subscription: what, how much how often, and when it is renewed or was left.
#[must_use]
pub fn subscription(one: &Subscription, today: &str, lang: Lang) -> [String; 3] {
    let amount = one.amount.map(|minor| amount::show(minor, &one.currency)).unwrap_or_default();
    let cycle = label::choice(&one.cycle, lang);
    let (text, day) = match (one.cancelled_on.as_str(), one.renews_on.as_str()) {
        ("", "") => return [one.product.clone(), format!("{amount}/{cycle}"), String::new()],
        ("", day) if day < today => (Text::RenewalOverdue, day),
        ("", day) => (Text::RenewsOn, day),
        (day, _) => (Text::CancelledOn, day),
    };
    let reason = label::choice(&one.reason, lang);
    let when = format!("{} {reason}", text.fill(lang, &[("day", day)]));
    [one.product.clone(), format!("{amount}/{cycle}"), when.trim_end().to_owned()]
}

/// What a customer's purchases come to, in short lines: how much, what is left of it, how often; none
/// without any.
#[must_use]
pub fn worth(page: &Page, lang: Lang) -> Vec<String> {
    let Some(worth) = &page.worth else { return Vec::new() };
    let filled = |text: Text, name: &str, words: &str| text.fill(lang, &[(name, words)]);
    let counted = |text: Text, n: u64| (n > 0).then(|| filled(text, "n", &n.to_string()));
    let profit = Some(&page.margin.profit).filter(|profit| !profit.is_empty());
    let much = vec![
        Some(sums(&worth.net)),
        counted(Text::WorthOrders, worth.orders),
        worth.average().map(|average| filled(Text::WorthAverage, "amount", &sums(&average))),
    ];
    let left = vec![
        profit.map(|profit| filled(Text::WorthProfit, "amount", &sums(profit))),
        profit.and_then(|_| counted(Text::WorthWithoutCost, page.margin.without_cost)),
        counted(Text::WorthReturns, worth.returns),
        Some(filled(Text::WorthLtv, "amount", &sums(&worth.ltv()))),
    ];
    let often = vec![
        page.rfm.map(|rfm| format!("RFM {}", rfm.number())),
        worth.interval().map(|days| filled(Text::WorthEvery, "n", &self::days(days, lang))),
        worth.expected().map(|day| filled(Text::WorthNext, "day", &day.to_string())),
    ];
    let lines = [much, left, often].into_iter();
    let lines = lines.map(|parts| parts.into_iter().flatten().collect::<Vec<_>>().join(" / "));
    lines.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn a_moment_is_written_the_way_each_language_reads_it() {
        let now = at("2026-11-21T14:32:00+09:00");
        let then = at("2026-11-24T14:00:00+09:00");
        assert_eq!(moment(then, now, Lang::En), "Tue 24 Nov 14:00");
        assert_eq!(moment(then, now, Lang::Ja), "11/24(火) 14:00");
        assert_eq!(brief(at("2026-11-21T18:05:00+09:00"), now, Lang::En), "18:05");
        assert_eq!(ago(at("2026-11-19T10:00:00+09:00"), now, Lang::Ja), "2日前");
        assert_eq!(whole_day(then.date_naive(), Lang::En), "Tue 24 Nov 2026");
        assert_eq!(whole_day(then.date_naive(), Lang::Ja), "2026年11月24日（火）");
    }

    #[test]
    fn a_rate_is_written_with_one_decimal() {
        assert_eq!([None, Some(0), Some(364), Some(1000)].map(percent), ["-", "0.0%", "36.4%", "100.0%"]);
    }

    #[test]
    fn a_count_is_grouped_by_thousands() {
        assert_eq!([7, 999, 1000, 1_234_567].map(count), ["7", "999", "1,000", "1,234,567"]);
    }
}

//! Cases for times as people say them.

use proptest::prelude::*;

use super::*;

/// Saturday.
const NOW: &str = "2026-11-21T14:32:17+09:00";
/// The Wednesday after.
const WEDNESDAY: &str = "2026-11-25T08:00:00+09:00";

fn at(now: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(now).unwrap()
}

fn show(when: When) -> String {
    let clock = if when.timed { "" } else { " ?" };
    format!("{}{clock}", when.at.format("%m-%d %H:%M"))
}

fn read_at(text: &str, now: &str) -> String {
    read(text, at(now), &Habits::default()).map_or_else(|unclear| unclear.to_string(), show)
}

fn find_at(text: &str, now: &str) -> Option<(String, String)> {
    let spot = find(text, at(now), &Habits::default())?;
    Some((text[spot.range].to_owned(), show(spot.when)))
}

#[rustfmt::skip]
const READ: &[(&str, &str)] = &[
    ("2026-11-24", "11-24 10:00 ?"),
    ("2026-11-24 15:30", "11-24 15:30"),
    ("2026-11-24T15:30", "11-24 15:30"),
    ("2026-11-24T15:30:00+09:00", "11-24 15:30"),
    ("2026/11/24 9:05", "11-24 09:05"),
    ("2020-01-01", "01-01 10:00 ?"),
    ("+2h", "11-21 16:32"), ("2h", "11-21 16:32"), ("+30m", "11-21 15:02"), ("+90min", "11-21 16:02"),
    ("+3d", "11-24 10:00 ?"), ("3d", "11-24 10:00 ?"), ("+3d 15:00", "11-24 15:00"), ("1w", "11-28 10:00 ?"),
    ("in 3 days", "11-24 10:00 ?"), ("in 2 hours", "11-21 16:32"), ("in an hour", "11-21 15:32"),
    ("in a week", "11-28 10:00 ?"), ("3 days", "11-24 10:00 ?"), ("2 weeks", "12-05 10:00 ?"),
    ("+3 business days", "11-26 10:00 ?"), ("3営業日後", "11-26 10:00 ?"),
    ("tomorrow", "11-22 10:00 ?"), ("tomorrow, 3pm", "11-22 15:00"), ("tomorrow at 3:30 pm", "11-22 15:30"),
    ("tomorrow morning", "11-22 10:00"), ("Tomorrow", "11-22 10:00 ?"),
    ("today 16:00", "11-21 16:00"), ("today", "11-21 18:00 ?"),
    ("day after tomorrow", "11-23 10:00 ?"),
    ("next tue 10:30", "11-24 10:30"), ("next friday", "11-27 10:00 ?"), ("next week", "11-23 10:00 ?"),
    ("tue next week", "`tue` is a time, but not `next week`"),
    ("fri", "11-27 10:00 ?"), ("fri.", "11-27 10:00 ?"), ("sat", "11-28 10:00 ?"), ("sat 16:00", "11-21 16:00"),
    ("sat 14:00", "11-28 14:00"), ("fri afternoon", "11-27 14:00"), ("3pm on tue", "11-24 15:00"),
    ("10:30 next tue", "11-24 10:30"), ("tue 24 nov 10:00", "11-24 10:00"), ("Tue, 24 Nov 2026", "11-24 10:00 ?"),
    ("noon", "11-22 12:00"), ("eod", "11-21 18:00"), ("eow", "11-27 18:00"),
    ("12/1", "12-01 10:00 ?"), ("12/1 14:00", "12-01 14:00"), ("11/24(火)", "11-24 10:00 ?"),
    ("11/24（火）14:00", "11-24 14:00"), ("11/24/2026", "11-24 10:00 ?"),
    ("3pm", "11-21 15:00"), ("15:30", "11-21 15:30"), ("14:00", "11-22 14:00"), ("3 p.m.", "11-21 15:00"),
    ("3:00", "11-21 15:00"), ("03:00", "11-22 03:00"), ("9:00", "11-22 09:00"), ("PM3:00", "11-21 15:00"),
    ("Nov 24", "11-24 10:00 ?"), ("24 nov 15:00", "11-24 15:00"), ("may 5", "05-05 10:00 ?"),
    ("24th of november", "11-24 10:00 ?"), ("Nov 24th, 2026 9am", "11-24 09:00"),
    ("今日 16時", "11-21 16:00"), ("明日", "11-22 10:00 ?"), ("あした15時", "11-22 15:00"), ("明後日", "11-23 10:00 ?"),
    ("あさって", "11-23 10:00 ?"), ("しあさって", "11-24 10:00 ?"), ("今週金曜", "`今週金曜` lies on the other side of now"),
    ("来週火曜14時", "11-24 14:00"), ("来週の火曜日 午後3時", "11-24 15:00"), ("来週火 午前", "11-24 10:00"),
    ("再来週月曜", "11-30 10:00 ?"), ("火曜", "11-24 10:00 ?"), ("火曜日", "11-24 10:00 ?"), ("週明け", "11-23 10:00 ?"),
    ("3日後", "11-24 10:00 ?"), ("三日後の14時", "11-24 14:00"), ("2時間後", "11-21 16:32"), ("30分後", "11-21 15:02"),
    ("1週間後", "11-28 10:00 ?"), ("十日後", "12-01 10:00 ?"), ("3ヶ月後", "02-21 10:00 ?"), ("半年後", "05-21 10:00 ?"),
    ("来月1日", "12-01 10:00 ?"), ("来月１日１５時", "12-01 15:00"), ("月末", "11-30 10:00 ?"), ("今月末", "11-30 10:00 ?"),
    ("来月末", "12-31 10:00 ?"), ("6/末", "06-30 10:00 ?"), ("6月末", "06-30 10:00 ?"), ("25日", "11-25 10:00 ?"),
    ("20日", "12-20 10:00 ?"), ("31日", "12-31 10:00 ?"),
    ("15時半", "11-21 15:30"), ("15時40分", "11-21 15:40"), ("午後3時", "11-21 15:00"), ("午前9時", "11-22 09:00"),
    ("3時", "11-21 15:00"), ("明日3時", "11-22 15:00"), ("午前", "11-22 10:00"), ("夕方", "11-21 17:00"), ("明日の朝一", "11-22 09:00"),
    ("昼", "11-22 12:00"), ("明日15時半", "11-22 15:30"), ("明日午後", "11-22 14:00"), ("本日中", "11-21 18:00"),
    ("11月24日", "11-24 10:00 ?"), ("11月24日（火）15時", "11-24 15:00"), ("令和8年11月24日", "11-24 10:00 ?"),
    ("R8.11.24", "11-24 10:00 ?"), ("R8.11.24 14:00", "11-24 14:00"), ("Ｒ８．１１．２４", "11-24 10:00 ?"),
    ("１１月２４日　１４：００", "11-24 14:00"), ("来週火曜14時に", "11-24 14:00"), ("明日まで", "11-22 10:00 ?"),
    ("11/20", "11-20 10:00 ?"), ("april 1 2027", "04-01 10:00 ?"),
    ("", "no time given"), ("2/30", "`2/30` is not a time such as tomorrow 15:00 or +2h"),
    ("再度", "`再度` is not a time such as tomorrow 15:00 or +2h"),
    ("25:00", "`25:00` is not a time such as tomorrow 15:00 or +2h"),
    ("D0A", "`D0A` is not a time such as tomorrow 15:00 or +2h"),
    ("d 10 abcdefghijklmnopqrst", "`d 10 abcdefghijklmnopqrst` is not a time such as tomorrow 15:00 or +2h"),
    ("tomorrow maybe", "`tomorrow` is a time, but not `maybe`"),
];

#[test]
fn a_typed_time_is_read_as_it_is_meant() {
    for (text, meant) in READ {
        assert_eq!(read_at(text, NOW), *meant, "{text}");
    }
}

#[test]
fn the_same_words_on_a_wednesday_morning() {
    for (text, meant) in [
        ("wed", "12-02 10:00 ?"),
        ("wed 9:00", "11-25 09:00"),
        ("今週金曜", "11-27 10:00 ?"),
        ("来週火曜", "12-01 10:00 ?"),
        ("next tue", "12-01 10:00 ?"),
        ("tue", "12-01 10:00 ?"),
        ("今日", "11-25 10:00 ?"),
        ("eow", "11-27 18:00"),
        ("今週火曜", "`今週火曜` lies on the other side of now"),
    ] {
        assert_eq!(read_at(text, WEDNESDAY), meant, "{text}");
    }
}

#[test]
fn a_passed_day_without_a_year_is_next_years() {
    let when = read("11/20", at(NOW), &Habits::default()).unwrap();
    assert_eq!(when.at.to_rfc3339(), "2027-11-20T10:00:00+09:00");
    let leap = read("2/29", at(NOW), &Habits::default()).unwrap();
    assert_eq!(leap.at.to_rfc3339(), "2028-02-29T10:00:00+09:00");
}

#[test]
fn a_day_first_desk_reads_the_day_first() {
    let habits = Habits { day_first: true, ..Habits::default() };
    assert_eq!(show(read("1/12", at(NOW), &habits).unwrap()), "12-01 10:00 ?");
}

#[rustfmt::skip]
const FOUND: &[(&str, &str, &str)] = &[
    ("20台で検討、来週火曜14時に再度 120万", "来週火曜14時", "11-24 14:00"),
    ("spoke at 3pm, call back tue 10:00", "tue 10:00", "11-24 10:00"),
    ("call tue 10:00, lunch till 1pm", "tue 10:00", "11-24 10:00"),
    ("明日14時、だめなら水曜16時", "水曜16時", "11-25 16:00"),
    ("wants a quote, call back on fri", "fri", "11-27 10:00 ?"),
    ("ring him at noon", "noon", "11-22 12:00"),
    ("send it by eod please", "eod", "11-21 18:00"),
    ("try again +2h", "+2h", "11-21 16:32"),
    ("busy, again in 3 days", "in 3 days", "11-24 10:00 ?"),
    ("折返し15時半", "15時半", "11-21 15:30"),
    ("社長不在 夕方に再TEL", "夕方", "11-21 17:00"),
    ("11/24(火)に訪問", "11/24(火)", "11-24 10:00 ?"),
    ("２／３に電話", "２／３", "02-03 10:00 ?"),
    ("見積は12/20まで", "12/20", "12-20 10:00 ?"),
    ("24日に電話", "24日", "11-24 10:00 ?"),
    ("明日10:00〜11:00で商談", "明日10:00", "11-22 10:00"),
    ("Nov 24 demo", "Nov 24", "11-24 10:00 ?"),
    ("call on may 5", "may 5", "05-05 10:00 ?"),
    ("火曜日再度", "火曜日", "11-24 10:00 ?"),
    ("月末に再度", "月末", "11-30 10:00 ?"),
    ("tomorrow", "tomorrow", "11-22 10:00 ?"),
    ("来週再度", "来週", "11-23 10:00 ?"),
    ("call next week", "next week", "11-23 10:00 ?"),
    ("call on the 24th", "the 24th", "11-24 10:00 ?"),
    ("back in half an hour", "in half an hour", "11-21 15:02"),
    ("tomorrow afternoon around 3pm", "tomorrow afternoon around 3pm", "11-22 15:00"),
    ("明日の夜7時に", "明日の夜7時", "11-22 19:00"),
    ("sat. 10am", "sat. 10am", "11-28 10:00"),
    ("昨日15時に電話した。来週月曜に再度", "来週月曜", "11-23 10:00 ?"),
    ("田中様👨‍👩‍👧 明日", "明日", "11-22 10:00 ?"),
];

#[test]
fn a_time_is_found_inside_a_sentence() {
    for (text, spot, meant) in FOUND {
        assert_eq!(find_at(text, NOW), Some(((*spot).to_owned(), (*meant).to_owned())), "{text}");
    }
}

#[rustfmt::skip]
const NOT_FOUND: &[&str] = &[
    "", "20台で検討", "20 units", "再度", "may", "you may 5 times", "sat down with him", "the sun is out",
    "2/3 of the staff", "2/3の社員", "rated 5/5", "rated 9/10", "120万", "¥1,200,000", "$12k", "$3.5",
    "03-1234-5678", "090-2026-11-24", "0312345678", "+81 3-1234-5678", "1.5", "24時間対応", "3d printer",
    "2h meeting", "営業時間9:00-18:00", "営業時間は9時から18時", "9時〜18時営業", "10:00 - 15:00",
    "火曜は定休", "毎週火曜", "every friday", "last friday", "先週火曜に話した", "昨日15時", "spoke at 3pm",
    "yesterday at 3pm", "3日に1回", "20日締め", "月末締め翌月末払い", "3 days ago", "3日前", "10日間",
    "明日香さん", "来週日程を決める", "来週金額を出す", "今日は不在", "mon ami", "marketing", "monday's", "closed on mondays",
    "11/5 展示会で名刺", "来週、社内会議", "来月号",
    "5年後の計画", "令和8年", "朝に弱い", "昼休み", "v2.10.24", "file 1:2", "http://10:30", "3時間かかる", "一時帰国", "第3火曜",
    "100%", "12,000", "1/2kg", "from 1/2 to 3/4 of it",
];

#[test]
fn what_is_not_a_time_is_left_alone() {
    let wrong: Vec<_> = NOT_FOUND.iter().filter_map(|text| find_at(text, NOW)).collect();
    assert_eq!(wrong, []);
}

#[rustfmt::skip]
const BACK: &[(&str, &str, &str)] = &[
    ("@昨日15時", "@昨日15時", "11-20 15:00"),
    ("電話した @yesterday 3pm 不在", "@yesterday 3pm", "11-20 15:00"),
    ("@13:00", "@13:00", "11-21 13:00"),
    ("＠１６：００", "＠１６：００", "11-20 16:00"),
    ("@11/20 15:00", "@11/20 15:00", "11-20 15:00"),
    ("@金曜15時", "@金曜15時", "11-20 15:00"),
    ("@先週火曜", "@先週火曜", "11-10 10:00 ?"),
    ("@last fri 3pm", "@last fri 3pm", "11-13 15:00"),
    ("@3日前", "@3日前", "11-18 10:00 ?"),
    ("@2h ago", "@2h ago", "11-21 12:32"),
    ("@-2h", "@-2h", "11-21 12:32"),
    ("@30分前", "@30分前", "11-21 14:02"),
    ("@12/1", "@12/1", "12-01 10:00 ?"),
];

#[test]
fn an_at_sign_and_a_passed_time_backdate() {
    for (text, spot, meant) in BACK {
        let found = backdate(text, at(NOW), &Habits::default()).unwrap_or_else(|| panic!("{text}"));
        assert!(found.when.at <= at(NOW), "{text}");
        assert_eq!((&text[found.range], show(found.when)), (*spot, (*meant).to_owned()), "{text}");
    }
    for text in ["info@10:30.example", "@明日", "@tanaka", "a@yesterday.example", "@", "昨日15時"] {
        assert_eq!(backdate(text, at(NOW), &Habits::default()), None, "{text}");
    }
}

#[test]
fn a_passed_time_can_be_asked_for() {
    let past =
        |text| read_past(text, at(NOW), &Habits::default()).map_or_else(|unclear| unclear.to_string(), show);
    assert_eq!(past("昨日15時"), "11-20 15:00");
    assert_eq!(past("2h ago"), "11-21 12:32");
    assert_eq!(past("13:00"), "11-21 13:00");
    assert_eq!(past("2026-11-20T06:00:00Z"), "11-20 15:00");
    assert_eq!(past("tomorrow"), "`tomorrow` lies on the other side of now");
}

fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "来週", "火曜", "14時", "午後", "99", "9999", "+", "d", "/", "-", ":", "令和", "年", "月", "日",
        "末", "後", "next ", "tue", " ", "@", "in ", "may ", "3pm", "〜", "８", "㈫", "から", "半", "前",
        "week", "ago", "years", "2026",
    ]);
    prop::collection::vec(words, 0..8).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading(text in prop_oneof![any::<String>(), "[ -~]{0,20}", pieces()], ms in -8_000_000_000_000_i64..8_000_000_000_000) {
        let now = DateTime::from_timestamp_millis(ms).unwrap().with_timezone(at(NOW).offset());
        let habits = Habits::default();
        if let Ok(when) = read(&text, now, &habits) {
            prop_assert!(when.at > now || text.contains(|c: char| c.is_numeric()));
        }
        let found = [find(&text, now, &habits), backdate(&text, now, &habits)];
        for spot in found.into_iter().flatten() {
            prop_assert!(text.get(spot.range).is_some_and(|text| !text.is_empty()));
        }
    }
}

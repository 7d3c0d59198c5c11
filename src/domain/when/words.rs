//! The words of time, one a row: days, weeks, weekdays, months, parts of a day, units, and what
//! around a time says that it is not one. No logic; `day`, `clock` and `prose` read these tables.

use chrono::Weekday;

use super::day::{Day, Trust};
use super::span::Unit;

/// A word for a day, its trust in prose, and the characters after which it is another word.
pub(super) struct DayWord(pub &'static str, pub Day, pub Trust, pub &'static str);

#[rustfmt::skip]
pub(super) const DAYS: &[DayWord] = &[
    DayWord("day after tomorrow", Day::Ahead(2), Trust::Sure, ""),
    DayWord("tomorrow",   Day::Ahead(1),        Trust::Sure,   ""),
    DayWord("tmrw",       Day::Ahead(1),        Trust::Sure,   ""),
    DayWord("tmr",        Day::Ahead(1),        Trust::Sure,   ""),
    DayWord("today",      Day::Ahead(0),        Trust::Joined, ""),
    DayWord("next month", Day::InMonth(1, 1),   Trust::Marked, ""),
    DayWord("明々後日",   Day::Ahead(3),        Trust::Sure,   ""),
    DayWord("明明後日",   Day::Ahead(3),        Trust::Sure,   ""),
    DayWord("しあさって", Day::Ahead(3),        Trust::Sure,   ""),
    DayWord("明後日",     Day::Ahead(2),        Trust::Sure,   ""),
    DayWord("あさって",   Day::Ahead(2),        Trust::Sure,   ""),
    DayWord("明日",       Day::Ahead(1),        Trust::Sure,   "香葉菜美奈海子"),
    DayWord("あした",     Day::Ahead(1),        Trust::Sure,   "ばて"),
    DayWord("あす",       Day::Ahead(1),        Trust::Marked, "かなみらるれ"),
    DayWord("今日",       Day::Ahead(0),        Trust::Joined, "子"),
    DayWord("きょう",     Day::Ahead(0),        Trust::Joined, "だう"),
    DayWord("本日",       Day::Ahead(0),        Trust::Joined, ""),
    DayWord("週明け",     Day::Week(1, Weekday::Mon), Trust::Sure, ""),
    DayWord("再来月末",   Day::MonthEnd(2),     Trust::Sure,   "締払〆"),
    DayWord("来月末",     Day::MonthEnd(1),     Trust::Sure,   "締払〆"),
    DayWord("今月末",     Day::MonthEnd(0),     Trust::Sure,   "締払〆"),
    DayWord("来月",       Day::InMonth(1, 1),   Trust::Marked, "末頭初中上下号度分"),
    DayWord("月末",       Day::MonthEnd(0),     Trust::Marked, "締払〆"),
];

/// Words for a day that lies behind, for backdating only.
#[rustfmt::skip]
pub(super) const DAYS_BEHIND: &[DayWord] = &[
    DayWord("yesterday",  Day::Ahead(-1), Trust::Joined, ""),
    DayWord("一昨日",     Day::Ahead(-2), Trust::Joined, ""),
    DayWord("おととい",   Day::Ahead(-2), Trust::Joined, ""),
    DayWord("昨日",       Day::Ahead(-1), Trust::Joined, ""),
    DayWord("きのう",     Day::Ahead(-1), Trust::Joined, ""),
];

/// A word that is a day and its closing hour together.
pub(super) const DEADLINES: &[(&str, Day)] = &[
    ("eod", Day::Ahead(0)),
    ("cob", Day::Ahead(0)),
    ("eow", Day::Weekday(Weekday::Fri)),
    ("本日中", Day::Ahead(0)),
    ("今日中", Day::Ahead(0)),
    ("今週中", Day::Weekday(Weekday::Fri)),
];

/// Which week a weekday belongs to.
pub(super) const WEEKS: &[(&str, i64)] = &[
    ("next week", 1),
    ("this week", 0),
    ("next", 1),
    ("this", 0),
    ("再来週", 2),
    ("さ来週", 2),
    ("来週", 1),
    ("翌週", 1),
    ("今週", 0),
];

/// The same for weeks behind, for backdating only.
pub(super) const WEEKS_BEHIND: &[(&str, i64)] =
    &[("last week", -1), ("last", -1), ("先々週", -2), ("先週", -1)];

/// Which month a day of the month belongs to.
pub(super) const MONTHS_AHEAD: &[(&str, i64)] =
    &[("再来月", 2), ("来月", 1), ("翌月", 1), ("今月", 0), ("当月", 0)];

/// The same for the month behind.
pub(super) const MONTHS_BEHIND: &[(&str, i64)] = &[("先月", -1)];

/// A weekday's names in English; whether it is short, and so needs more beside it in prose.
#[rustfmt::skip]
pub(in crate::domain) const WEEKDAYS: &[(&str, Weekday, bool)] = &[
    ("monday",    Weekday::Mon, false), ("mon",   Weekday::Mon, true),
    ("tuesday",   Weekday::Tue, false), ("tues",  Weekday::Tue, true),
    ("tue",       Weekday::Tue, true),
    ("wednesday", Weekday::Wed, false), ("weds",  Weekday::Wed, true),
    ("wed",       Weekday::Wed, true),
    ("thursday",  Weekday::Thu, false), ("thurs", Weekday::Thu, true),
    ("thur",      Weekday::Thu, true),  ("thu",   Weekday::Thu, true),
    ("friday",    Weekday::Fri, false), ("fri",   Weekday::Fri, true),
    ("saturday",  Weekday::Sat, false), ("sat",   Weekday::Sat, true),
    ("sunday",    Weekday::Sun, false), ("sun",   Weekday::Sun, true),
];

/// A weekday's one character.
pub(in crate::domain) const YOUBI: &[(char, Weekday)] = &[
    ('月', Weekday::Mon),
    ('火', Weekday::Tue),
    ('水', Weekday::Wed),
    ('木', Weekday::Thu),
    ('金', Weekday::Fri),
    ('土', Weekday::Sat),
    ('日', Weekday::Sun),
];

/// After 火曜: a rule or a statement about Tuesdays rather than a day agreed.
pub(super) const AFTER_YOUBI: &str = "はがも・定休以祝、とやか締〆〜~-";

/// After 来週火: the character stands for the weekday and does not begin a word.
pub(super) const ENDS_YOUBI: &str = " にのま午朝昼夕夜、。,.)(～~0123456789";

/// A month's names; whether it is also an everyday word.
#[rustfmt::skip]
pub(super) const MONTHS: &[(&str, u32, bool)] = &[
    ("january", 1, false), ("jan", 1, false), ("february", 2, false), ("feb", 2, false),
    ("march", 3, true), ("mar", 3, true), ("april", 4, false), ("apr", 4, false),
    ("may", 5, true), ("june", 6, false), ("jun", 6, false), ("july", 7, false), ("jul", 7, false),
    ("august", 8, false), ("aug", 8, false), ("september", 9, false), ("sept", 9, false),
    ("sep", 9, false), ("october", 10, false), ("oct", 10, false), ("november", 11, false),
    ("nov", 11, false), ("december", 12, false), ("dec", 12, false),
];

/// Units after a number, longest first; `true` where the unit is written out.
#[rustfmt::skip]
pub(super) const UNITS: &[(&str, Unit, bool)] = &[
    ("minutes", Unit::Minute, true), ("minute", Unit::Minute, true), ("mins", Unit::Minute, true),
    ("min", Unit::Minute, true), ("m", Unit::Minute, false),
    ("hours", Unit::Hour, true), ("hour", Unit::Hour, true), ("hrs", Unit::Hour, true),
    ("hr", Unit::Hour, true), ("h", Unit::Hour, false),
    ("business days", Unit::Workday, true), ("working days", Unit::Workday, true),
    ("days", Unit::Day, true), ("day", Unit::Day, true), ("d", Unit::Day, false),
    ("weeks", Unit::Week, true), ("week", Unit::Week, true), ("wks", Unit::Week, true),
    ("wk", Unit::Week, true), ("w", Unit::Week, false),
    ("months", Unit::Month, true), ("month", Unit::Month, true), ("mo", Unit::Month, false),
    ("years", Unit::Year, true), ("year", Unit::Year, true), ("y", Unit::Year, false),
];

/// The same in Japanese, before 後 or 前.
#[rustfmt::skip]
pub(super) const UNITS_JA: &[(&str, Unit)] = &[
    ("分", Unit::Minute), ("時間", Unit::Hour), ("営業日", Unit::Workday), ("日", Unit::Day),
    ("週間", Unit::Week), ("週", Unit::Week), ("ヶ月", Unit::Month), ("か月", Unit::Month),
    ("カ月", Unit::Month), ("ヵ月", Unit::Month), ("ケ月", Unit::Month), ("ヶ月間", Unit::Month),
    ("箇月", Unit::Month), ("年", Unit::Year),
];

/// Numbers in words, after `in`.
pub(super) const COUNTS: &[(&str, u32)] = &[
    ("an", 1),
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("ten", 10),
];

/// After 14時: a length, a rate or another word.
pub(super) const AFTER_HOUR: &str = "間点代期給刻限計差短系";

/// What may stand after a time and belongs to it: "at about", "from".
pub(super) const TAILS: &[&str] = &[
    "以降",
    "過ぎ",
    "すぎ",
    "ごろ",
    "ころ",
    "頃",
    "までに",
    "まで",
    "から",
    "にて",
    "に",
    "~",
    "〜",
    "-",
    ".",
    "。",
];

/// Right before a time: it is an appointment.
pub(super) const MARKS_BEFORE: &[&str] =
    &["on", "by", "until", "till", "before", "around", "about", "at", "call", "due", "callback"];

/// Right after a time: it is an appointment.
pub(super) const MARKS_AFTER: &[&str] =
    &["に", "まで", "頃", "ごろ", "以降", "再", "折", "tel", "電話", "架電", "連絡", "訪問", "商談", "アポ"];

/// Right after 日に or a fraction: a rate or a share (3日に1回, `2/3 of`).
pub(super) const NOT_AFTER: &[&str] = &[
    "に1回",
    "に一回",
    "に一度",
    "に1度",
    " of ",
    "の",
    "名",
    "人",
    "社",
    "台",
    "件",
    "個",
    "割",
    "以上",
    "以下",
];

/// Right before a time: it has passed, or happens every week.
#[rustfmt::skip]
pub(super) const NEVER_BEFORE: &[&str] = &[
    "last", "past", "every", "each", "since", "yesterday", "spoke", "called", "talked", "met", "emailed",
    "mailed", "visited", "rang", "tried", "weekly",
    "毎週", "隔週", "毎月", "毎日", "毎", "先週", "先々週", "先月", "昨日", "一昨日", "おととい", "きのう",
    "去年", "昨年", "前回", "第",
];

/// Between the two: they do not change what the word before means.
pub(super) const JOINERS: &[&str] = &["at", "on", "の", "は", "@"];

/// After a time, up to the end of its clause: what happened then has happened.
#[rustfmt::skip]
pub(super) const NEVER_AFTER: &[&str] = &[
    " ago", "話した", "話しました", "電話した", "電話しました", "電話済", "架電した", "架電しました", "架電済",
    "送った", "送りました", "送付した", "送付しました", "送付済", "訪問した", "訪問しました", "訪問済",
    "会った", "会いました", "来店した", "来社した", "来電あり", "着信あり", "にかけた", "に掛けた",
];

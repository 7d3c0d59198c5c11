//! The outcomes every desk starts with, one a row. Data only; `in_force` lays records over it.

use super::{COMPLAINT, DUPLICATE, LATER, LEFT, MATERIAL, MEETING, MISTAKE, Outcome, UNFIT, WON, id_of};

/// A row of the standard set.
///
/// Flag letters: `a` attempt, `c` connected, `d` decider, `r` retry, `b` callback, `o` own,
/// `f` finished, `x` bad number, `s` suppress, `n` refusal, `?` opens the note line, `w` working
/// days, `p` another part of the day, `e` exempt from the gap and the daily limit.
#[derive(Clone, Copy)]
struct Row {
    key: &'static str,
    code: &'static str,
    en: &'static str,
    ja: &'static str,
    flags: &'static str,
    reach: i64,
    delay: Option<i64>,
    delays: &'static str,
    tries: Option<i64>,
    per_day: Option<i64>,
    cool_days: Option<i64>,
    shares: &'static str,
    number_state: &'static str,
    also: &'static str,
}

const fn row(
    key: &'static str,
    code: &'static str,
    en: &'static str,
    ja: &'static str,
    flags: &'static str,
    reach: i64,
) -> Row {
    Row {
        key,
        code,
        en,
        ja,
        flags,
        reach,
        delay: None,
        delays: "",
        tries: None,
        per_day: None,
        cool_days: None,
        shares: "",
        number_state: "",
        also: "",
    }
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("1", "NA",    "No answer",                 "不通（応答なし）",       "arp",     0).again(4 * HOUR).tries(6),
    row("2", "BUSY",  "Busy",                      "話中",                   "are",     0).again(20).then("120").per_day(3).tries(8),
    row("3", "VM",    "Voicemail, message left",   "留守電（伝言あり）",     "arw",     0).again(2 * DAY).tries(3),
    row("4", "VMN",   "Machine, no message",       "留守電（伝言なし）",     "arp",     0).again(4 * HOUR).tries(6).shares("NA"),
    row("5", "ABS",   "Person absent, call again", "担当者不在（再架電）",   "acrb?",   1).again(3 * HOUR).tries(6),
    row("6", "ABSX",  "Person absent, do not chase", "担当者不在（終了）",   "acf",     1).cools(90),
    row("7", "GK",    "Refused at reception",      "受付拒否（受付NG）",     "acfw",    1).cools(30).tries(2),
    row("c", "CB",    "Callback agreed",           "再架電（折り返し約束）", "acbo?",   1),
    row("t", "TALK",  "Talked, continue",          "通話・検討中",           "acdobw?", 3).again(3 * DAY),
    row("h", "HOT",   "Prospect",                  "見込み",                 "acdob?",  3).again(3 * DAY).then("20160,43200"),
    row("m", "DOC",   "Send material",             "資料送付",               "acow?",   3).again(3 * DAY).also(MATERIAL),
    row("a", "APPT",  "Appointment",               "アポ獲得",               "acdof",   5).also(MEETING),
    row("o", "WON",   "Order",                     "受注・成約",             "acdof",   5).also(WON),
    row("n", "NI",    "Not interested",            "お断り（担当NG）",       "acdfn",   2).cools(180),
    row("q", "NQ",    "Not a fit",                 "対象外",                 "acf",     2).also(UNFIT),
    row("x", "DNC",   "Do not call",               "架電禁止（架電止め）",   "acfs",    1),
    row("X", "CLAIM", "Complaint",                 "クレーム",               "acfs",    1).also(COMPLAINT),
    row("0", "DEAD",  "Number not in service",     "現アナ（現在使われていない）", "ax", 0).number("dead"),
    row("f", "FAX",   "Fax tone",                  "FAX",                    "ax",      0).number("fax"),
    row("w", "WRONG", "Wrong number",              "番号違い",               "ax",      0).number("wrong"),
    row("g", "LEFT",  "Person has left",           "退職・異動",             "ac?",     1).also(LEFT),
    row("d", "DUP",   "Duplicate",                 "重複",                   "?",       0).also(DUPLICATE),
    row("s", "SKIP",  "Later",                     "後回し",                 "r",       0).also(LATER),
    row("z", "ERR",   "Mistake or line fault",     "誤操作・通信不良",       "",        0).also(MISTAKE),
];

impl Row {
    const fn again(self, minutes: i64) -> Self {
        Self { delay: Some(minutes), ..self }
    }

    const fn then(self, delays: &'static str) -> Self {
        Self { delays, ..self }
    }

    const fn tries(self, tries: i64) -> Self {
        Self { tries: Some(tries), ..self }
    }

    const fn per_day(self, tries: i64) -> Self {
        Self { per_day: Some(tries), ..self }
    }

    const fn cools(self, days: i64) -> Self {
        Self { cool_days: Some(days), ..self }
    }

    const fn shares(self, shares: &'static str) -> Self {
        Self { shares, ..self }
    }

    const fn number(self, number_state: &'static str) -> Self {
        Self { number_state, ..self }
    }

    const fn also(self, also: &'static str) -> Self {
        Self { also, ..self }
    }

    fn outcome(&self, position: i64) -> Outcome {
        let has = |flag| self.flags.contains(flag);
        Outcome {
            id: id_of(self.code),
            code: self.code.to_owned(),
            key: self.key.to_owned(),
            en: self.en.to_owned(),
            ja: self.ja.to_owned(),
            reach: has('a').then_some(self.reach),
            attempt: has('a'),
            connected: has('c'),
            decider: has('d'),
            retry: has('r'),
            callback: has('b'),
            own: has('o'),
            finished: has('f'),
            bad_number: has('x'),
            suppress: has('s'),
            refusal: has('n'),
            asks: has('?'),
            working: has('w'),
            other_part: has('p'),
            exempt: has('e'),
            delay: self.delay,
            delays: self.delays.to_owned(),
            tries: self.tries,
            per_day: self.per_day,
            cool_days: self.cool_days,
            shares: self.shares.to_owned(),
            number_state: self.number_state.to_owned(),
            also: self.also.to_owned(),
            position: Some(position),
            ..Outcome::default()
        }
    }
}

/// The whole set a desk starts with, in menu order.
#[must_use]
pub fn standard() -> Vec<Outcome> {
    (0..).zip(ROWS).map(|(position, row)| row.outcome(position)).collect()
}

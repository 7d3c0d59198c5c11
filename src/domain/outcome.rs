//! The outcome: how a call ended. Behaviour is in the flags, never in the code or the label.
//!
//! [`standard`] is what every desk starts with; records of the noun overlay it by code, so a
//! renamed, re-keyed or added outcome is data and travels like any other.

use super::Id;
use super::record::record;

record! {
    /// One way a call can end. Labels, keys and delays may change; flags decide what happens.
    Outcome in field {
        /// Short name in logs and on the command line.
        1 code: Text,
        /// The key that logs it.
        2 key: Text,
        /// English label.
        3 en: Text,
        /// Japanese label.
        4 ja: Text,
        /// 0–5, how far such a call got.
        5 reach: Int,
        /// Counts as an attempt.
        6 attempt: Flag,
        /// A human at the right place answered.
        7 connected: Flag,
        /// The one who decides was reached.
        8 decider: Flag,
        /// To be tried again by rule.
        9 retry: Flag,
        /// Asks for a time.
        10 callback: Flag,
        /// The customer becomes the rep's own.
        11 own: Flag,
        /// Leaves the list.
        12 finished: Flag,
        /// The number cannot be used; on to the next.
        13 bad_number: Flag,
        /// Never to be called again.
        14 suppress: Flag,
        /// Minutes until the next try, where it is retried or asks for a time.
        15 delay: Int,
        /// Tries at most, per list.
        16 tries: Int,
        /// Opens the note line instead of committing on the key.
        17 asks: Flag,
        /// Takes no part in menus any more.
        18 hidden: Flag,
        /// What becomes of the number: `dead`, `fax` or `wrong`.
        19 number_state: Choice,
        /// Where it stands in menus.
        20 position: Int,
        /// The kind of reason it is, for refusals: days before the customer may be tried again.
        21 cool_days: Int,
        /// The customer does not want it: a company cools down, a consumer is left alone for good.
        22 refusal: Flag,
        /// The call list whose own rule this is; nothing for every list.
        23 list: Ref,
        /// Tries at most in a day, where the outcome is not counted by the pacing rules.
        24 per_day: Int,
        /// Minutes until further tries, or by rank B and C: `120` or `20160,43200`.
        25 delays: Text,
        /// Days of delay are working days.
        26 working: Flag,
        /// The next try is at another time of day.
        27 other_part: Flag,
        /// Neither the gap between calls nor the daily limit counts it.
        28 exempt: Flag,
        /// The outcome with which it shares its tries.
        29 shares: Text,
        /// What else it does: see `ALSO`.
        30 also: Choice,
    }
}

/// What else an outcome can do: the deal is won, a meeting or sending material is to come, the person
/// has left, somebody complained, or the customer is out of target or known twice; `later` puts
/// them at the end of the list, `mistake` leaves everything as it was.
pub const ALSO: &[&str] =
    &["won", "meeting", "material", "left", "complaint", "unfit", "duplicate", "later", "mistake"];

/// A row of the standard set: key, code, labels, flag letters, reach, delay in minutes, tries.
///
/// Flag letters: `a` attempt, `c` connected, `d` decider, `r` retry, `b` callback, `o` own,
/// `f` finished, `x` bad number, `s` suppress, `n` refusal, `?` opens the note line.
struct Row(&'static str, &'static str, &'static str, &'static str, &'static str, i64, i64, i64);

const DAY: i64 = 24 * 60;

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row("1", "NA",    "No answer",                 "不通（応答なし）",       "ar",     0, 4 * 60,   6),
    Row("2", "BUSY",  "Busy",                      "話中",                   "ar",     0, 20,       8),
    Row("3", "VM",    "Voicemail, message left",   "留守電（伝言あり）",     "ar",     0, 2 * DAY,  3),
    Row("4", "VMN",   "Machine, no message",       "留守電（伝言なし）",     "ar",     0, 4 * 60,   6),
    Row("5", "ABS",   "Person absent, call again", "担当者不在（再架電）",   "acrb?",  1, 3 * 60,   6),
    Row("6", "ABSX",  "Person absent, do not chase", "担当者不在（終了）",   "acf",    1, 90 * DAY, 0),
    Row("7", "GK",    "Refused at reception",      "受付拒否（受付NG）",     "acf",    1, 42 * DAY, 2),
    Row("c", "CB",    "Callback agreed",           "再架電（折り返し約束）", "acbo?",  1, 0,        0),
    Row("t", "TALK",  "Talked, continue",          "通話・検討中",           "acdob?", 3, 3 * DAY,  0),
    Row("h", "HOT",   "Prospect",                  "見込み",                 "acdob?", 3, 3 * DAY,  0),
    Row("m", "DOC",   "Send material",             "資料送付",               "aco?",   3, 3 * DAY,  0),
    Row("a", "APPT",  "Appointment",               "アポ獲得",               "acdof",  5, 0,        0),
    Row("o", "WON",   "Order",                     "受注・成約",             "acdof",  5, 0,        0),
    Row("n", "NI",    "Not interested",            "お断り（担当NG）",       "acdfn",  2, 180 * DAY, 0),
    Row("q", "NQ",    "Not a fit",                 "対象外",                 "acf",    2, 0,        0),
    Row("x", "DNC",   "Do not call",               "架電禁止（架電止め）",   "acfs",   1, 0,        0),
    Row("X", "CLAIM", "Complaint",                 "クレーム",               "acfs",   1, 0,        0),
    Row("0", "DEAD",  "Number not in service",     "現アナ（現在使われていない）", "ax", 0, 0,       0),
    Row("f", "FAX",   "Fax tone",                  "FAX",                    "ax",     0, 0,        0),
    Row("w", "WRONG", "Wrong number",              "番号違い",               "ax",     0, 0,        0),
    Row("g", "LEFT",  "Person has left",           "退職・異動",             "ac",     1, 0,        0),
    Row("d", "DUP",   "Duplicate",                 "重複",                   "",       0, 0,        0),
    Row("s", "SKIP",  "Later",                     "後回し",                 "r",      0, 0,        0),
    Row("z", "ERR",   "Mistake or line fault",     "誤操作・通信不良",       "",       0, 0,        0),
];

impl Row {
    fn outcome(&self, position: i64) -> Outcome {
        let Self(key, code, en, ja, flags, reach, delay, tries) = *self;
        let has = |flag| flags.contains(flag);
        Outcome {
            id: id_of(code),
            code: code.to_owned(),
            key: key.to_owned(),
            en: en.to_owned(),
            ja: ja.to_owned(),
            reach: Some(reach),
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
            delay: (delay > 0).then_some(delay),
            tries: (tries > 0).then_some(tries),
            number_state: number_state(code).to_owned(),
            position: Some(position),
            cool_days: (has('f') && delay > 0).then_some(delay / DAY),
            ..Outcome::default()
        }
    }
}

fn number_state(code: &str) -> &'static str {
    match code {
        "DEAD" => "dead",
        "FAX" => "fax",
        "WRONG" => "wrong",
        _ => "",
    }
}

/// The id of the outcome of that code: the same on every desk.
#[must_use]
pub fn id_of(code: &str) -> Id {
    Id::of_parts(&[b"outcome", code.as_bytes()])
}

/// The whole set a desk starts with, in menu order.
#[must_use]
pub fn standard() -> Vec<Outcome> {
    (0..).zip(ROWS).map(|(position, row)| row.outcome(position)).collect()
}

/// The set in force: the standard one, overlaid by the desk's own records, in menu order.
#[must_use]
pub fn in_force(own: Vec<Outcome>) -> Vec<Outcome> {
    let mut all = standard();
    for outcome in own {
        match all.iter_mut().find(|standing| standing.id == outcome.id) {
            Some(standing) => *standing = outcome,
            None => all.push(outcome),
        }
    }
    all.retain(|outcome| !outcome.gone && !outcome.hidden);
    all.sort_by_key(|outcome| outcome.position.unwrap_or(i64::MAX));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_set_is_whole_and_no_key_is_given_twice() {
        let all = standard();
        assert_eq!(all.len(), 24);
        let keys: std::collections::HashSet<_> = all.iter().map(|outcome| &outcome.key).collect();
        assert_eq!(keys.len(), all.len());
    }

    #[test]
    fn a_renamed_do_not_call_still_suppresses() {
        let mut renamed = standard().into_iter().find(|outcome| outcome.code == "DNC").unwrap();
        renamed.en = "Never again".into();
        let all = in_force(vec![renamed]);
        let dnc = all.iter().find(|outcome| outcome.code == "DNC").unwrap();
        assert!(dnc.suppress && dnc.en == "Never again");
        assert_eq!(all.len(), 24);
    }
}

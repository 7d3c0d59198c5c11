//! Words for the rules: how long an outcome waits, what it does, what the pacing allows.
//!
//! The settings on the screen and `salesdesk rules` say it alike.

use super::{Lang, Text, field, label};
use crate::domain::moved::Moved;
use crate::domain::outcome::{self, Outcome};
use crate::domain::pacing::Pacing;
use crate::domain::record::field_named;
use crate::domain::{Kind, Noun, Record, Value, lapse};
use crate::i18n::format;

/// Flags that say what an outcome does, the most telling first.
const FLAGS: &[&str] = &[
    "suppress",
    "refusal",
    "finished",
    "bad_number",
    "own",
    "callback",
    "retry",
    "other_part",
    "exempt",
    "asks",
    "connected",
    "decider",
    "attempt",
];

/// `4h`, `20分`, `3 workdays`.
#[must_use]
pub fn lapse(minutes: i64, working: bool, lang: Lang) -> String {
    let (count, unit) = lapse::parts(minutes);
    match (unit, lang) {
        ('d', lang) if working => Text::WorkingDays.fill(lang, &[("n", &count.to_string())]),
        (unit, Lang::En) => format!("{count}{unit}"),
        ('d', Lang::Ja) => format!("{count}日"),
        ('h', Lang::Ja) => format!("{count}時間"),
        (_, Lang::Ja) => format!("{count}分"),
    }
}

/// How long an outcome waits: `4h`, `20m then 2h`, `A 3d B 14d C 30d`; nothing where it does not.
#[must_use]
pub fn waits(outcome: &Outcome, lang: Lang) -> String {
    let each = outcome.waits().into_iter().map(|minutes| lapse(minutes, outcome.working, lang));
    let ranks = outcome.ranks();
    if ranks.is_empty() {
        return each.collect::<Vec<_>>().join(Text::RuleThen.words(lang));
    }
    let by_rank = ranks.iter().zip(each).map(|(rank, lapse)| format!("{rank} {lapse}"));
    by_rank.collect::<Vec<_>>().join(" ")
}

/// What an outcome does, in words as short as its flags'.
#[must_use]
pub fn does(outcome: &Outcome, lang: Lang) -> String {
    let mut words = Vec::new();
    if outcome.hidden {
        words.push(Text::RuleHidden.words(lang).to_owned());
    }
    let set = |name: &&&str| {
        field_named(Outcome::FIELDS, name).is_some_and(|field| outcome.get(field.code) == Value::Int(1))
    };
    words.extend(FLAGS.iter().filter(set).map(|name| field::label(Noun::Outcome, name, lang).to_lowercase()));
    let codes = [&outcome.also, &outcome.number_state];
    let codes = codes.into_iter().filter(|code| !code.is_empty());
    words.splice(0..0, codes.map(|code| also(code, lang).to_lowercase()));
    if let Some(days) = outcome.cool_days {
        let days = lapse(days.saturating_mul(24 * 60), outcome.working, lang);
        words.push(Text::RuleRests.fill(lang, &[("days", &days)]));
    }
    if !outcome.shares.is_empty() {
        words.push(Text::RuleShares.fill(lang, &[("code", &outcome.shares)]));
    }
    words.join(if lang == Lang::Ja { "、" } else { ", " })
}

fn also(code: &str, lang: Lang) -> &str {
    // As a channel the same code is a meeting on the screen.
    if code == outcome::MEETING { Text::RuleMeeting.words(lang) } else { label::choice(code, lang) }
}

/// Each part of the pacing: what it is called and what holds.
#[must_use]
pub fn pacing(pacing: &Pacing, lang: Lang) -> Vec<(&'static str, String)> {
    let shown = Pacing::FIELDS.iter().filter(|field| field.name != "gone" && field.kind != Kind::Ref);
    shown
        .map(|field| {
            let words = match (field.kind, pacing.get(field.code)) {
                (Kind::Lapse, Value::Int(minutes)) => lapse(minutes, false, lang),
                (Kind::Clock, Value::Int(minute)) => lapse::written_clock(minute),
                (Kind::Flag, value) => {
                    label::choice(if value.is_null() { "no" } else { "yes" }, lang).to_owned()
                }
                (_, Value::Int(number)) => number.to_string(),
                _ => "-".to_owned(),
            };
            (field::label(Noun::Pacing, field.name, lang), words)
        })
        .collect()
}

/// Whom a change moves; `true` where nobody could be called any more.
#[must_use]
pub fn moved(moved: Moved, on_list: bool, lang: Lang) -> (String, bool) {
    if moved.ends_all() {
        let text = if on_list { Text::NobodyOnListAnyMore } else { Text::NobodyAnyMore };
        return (text.words(lang).to_owned(), true);
    }
    let plus = if moved.more { "+" } else { "" };
    let [n, of] = [moved.count, moved.of].map(|count| format::count(count) + plus);
    (Text::MovesCustomers.fill(lang, &[("n", &n), ("of", &of)]), false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outcome::standard;

    fn of(code: &str) -> Outcome {
        standard().into_iter().find(|outcome| outcome.code == code).unwrap()
    }

    #[test]
    fn a_rule_is_told_in_the_words_of_each_language() {
        let rows = [
            ("NA", "4h", "4時間"),
            ("BUSY", "20m then 2h", "20分 次は2時間"),
            ("HOT", "A 3d B 14d C 30d", "A 3日 B 14日 C 30日"),
            ("TALK", "3 workdays", "3営業日"),
            ("CB", "", ""),
        ];
        for (code, en, ja) in rows {
            assert_eq!([Lang::En, Lang::Ja].map(|lang| waits(&of(code), lang)), [en, ja], "{code}");
        }
        assert_eq!(does(&of("NA"), Lang::En), "retry, other time of day, attempt");
        assert_eq!(does(&of("GK"), Lang::En), "leaves list, connected, attempt, rests 30 workdays");
        assert!(does(&of("DNC"), Lang::Ja).starts_with("架電禁止"));
    }

    #[test]
    fn a_count_that_was_cut_says_so() {
        let many = Moved { count: 312, of: 1204, more: true, before: 9, after: 0 };
        assert_eq!(moved(many, false, Lang::En), ("moves 312+ of 1,204+ customers".into(), false));
        let (words, warns) = moved(Moved { more: false, ..many }, true, Lang::En);
        assert!(warns && words.contains("nobody"), "{words}");
    }
}

//! What became of a newsletter or a LINE message: a row of a delivery list as an activity, and the end of
//! a consent where somebody unsubscribed or blocked us.

use chrono::DateTime;

use super::record::{Rest, done};
use super::{Draft, Rules};
use crate::domain::consent::{Consent, WITHDRAWN};
use crate::domain::plan::Refusal;
use crate::domain::{Value, activity};
use crate::exchange::map::headers::Mapping;
use crate::exchange::read::cell::folded;

/// What can become of a message, the weightiest first, and the words of a result column for it.
const RESPONSES: &[(&str, &[&str])] = &[
    (
        "unsubscribed",
        &[
            "unsubscribed",
            "unsubscribe",
            "opt-out",
            "opted out",
            "blocked",
            "配信停止",
            "解除",
            "ブロック",
            "ブロック済み",
        ],
    ),
    ("bounced", &["bounced", "bounce", "hard bounce", "failed", "不達", "エラー", "配信失敗"]),
    ("clicked", &["clicked", "click", "クリック", "クリック済み"]),
    ("opened", &["opened", "open", "read", "開封", "開封済み", "既読"]),
    ("sent", &["sent", "delivered", "配信済み", "配信済", "配信", "送信済み", "送信済", "成功"]),
];

impl Draft {
    /// Settles a row of a delivery list: when it was sent, what became of it, whether it is the end of a
    /// consent.
    pub(super) fn settle_mailing(
        &mut self,
        rest: &Rest,
        mapping: &Mapping,
        rules: &Rules,
    ) -> Result<(), Refusal> {
        use activity::field::{direction, kind, response};
        let mut known: Vec<(&str, Option<i64>)> = Vec::new();
        for (part, column, text) in &rest.mailing {
            let column = &mapping.columns[*column];
            let moment = column.dates.moment(text, rules.offset);
            match (*part, moment) {
                ("result", _) => match result(text) {
                    Some(code) => known.push((code, None)),
                    None => self.keep(column, text),
                },
                (part, Some(_)) => known.push((part, moment)),
                (part, None) if done(text) == Some(true) || result(text) == Some(part) => {
                    known.push((part, None));
                }
                (_, None) if done(text) == Some(false) => {}
                (..) => self.keep(column, text),
            }
            if moment.is_some() && *part != "sent" {
                self.line(&column.header, text);
            }
        }
        let order = ["sent", "opened", "clicked", "bounced", "unsubscribed"];
        let when = |part: &&str| known.iter().find_map(|(name, at)| at.filter(|_| name == part));
        let Some(sent) = order.iter().find_map(&when) else {
            let text = rest.mailing.first().map(|(.., text)| text.clone()).unwrap_or_default();
            return Err(Refusal::NoMoment { text });
        };
        let found = RESPONSES.iter().find(|(code, _)| known.iter().any(|(name, _)| name == code));
        let became = found.map_or("sent", |(code, _)| code);
        self.fields.push((activity::field::at, Value::Int(sent)));
        self.fields.push((activity::field::zone, Value::Int(i64::from(rules.offset.local_minus_utc() / 60))));
        self.set(response, became);
        self.set(direction, "out");
        if self.text(kind).is_empty() {
            let line = self.points.iter().any(|point| point.kind == "line");
            self.set(
                kind,
                if line && !self.points.iter().any(|point| point.kind == "mail") { "line" } else { "mail" },
            );
        }
        if became == "unsubscribed" {
            let ended = when(&"unsubscribed").unwrap_or(sent);
            let day =
                DateTime::from_timestamp_millis(ended).map(|at| at.with_timezone(&rules.offset).date_naive());
            self.said = Some(Box::new(Consent {
                channel: self.text(kind).to_owned(),
                state: WITHDRAWN.to_owned(),
                source: self.text(activity::field::subject).to_owned(),
                withdrawn_on: day.map(|day| day.to_string()).unwrap_or_default(),
                ..Consent::default()
            }));
        }
        Ok(())
    }
}

/// What a word of a result column says became of a message.
fn result(text: &str) -> Option<&'static str> {
    let word = folded(text);
    let says = |words: &&[&str]| words.iter().any(|known| folded(known) == word);
    RESPONSES.iter().find(|(_, words)| says(words)).map(|(code, _)| *code)
}

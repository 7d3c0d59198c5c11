//! The words other systems have for stages, kinds of deals and activities, by the code they come
//! to here. Rows only; a word nobody knows stays a word, in a field of the desk's own.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::typed;
use crate::exchange::read::cell::folded;

/// A stage's code, and what HubSpot, Pipedrive, Salesforce and spreadsheets call it.
#[rustfmt::skip]
const STAGES: &[(&str, &[&str])] = &[
    ("lead", &["lead", "new", "open", "prospecting", "lead in", "qualified to buy?", "リード", "新規", "見込み", "発掘", "未着手"]),
    ("approach", &["approach", "contacted", "contact made", "engaging", "appointment scheduled", "appointmentscheduled", "アプローチ", "接触", "初回訪問", "アポ", "アポイント"]),
    ("hearing", &["hearing", "qualification", "qualified", "qualified to buy", "qualifiedtobuy", "needs analysis", "needs defined", "discovery", "demo scheduled", "demo", "ヒアリング", "課題把握", "ニーズ確認"]),
    ("proposal", &["proposal", "proposal made", "presentation scheduled", "presentationscheduled", "value proposition", "id. decision makers", "perception analysis", "提案", "プレゼン", "提案中"]),
    ("quote", &["quote", "quotation", "proposal/price quote", "proposal price quote", "見積", "見積もり", "見積り", "見積提出", "見積書提出"]),
    ("negotiation", &["negotiation", "negotiations started", "negotiation/review", "in negotiation", "contract sent", "contractsent", "交渉", "商談中", "条件交渉", "クロージング"]),
    ("verbal", &["verbal", "verbal commitment", "decision maker bought in", "decisionmakerboughtin", "commit", "内示", "口頭合意", "契約手続き"]),
    ("won", &["won", "closed won", "closedwon", "win", "受注", "成約", "成立", "受注済", "契約", "成立 (受注)"]),
    ("lost", &["lost", "closed lost", "closedlost", "lose", "deleted", "失注", "不成立", "見送り", "断り", "不成立 (失注)"]),
    ("hold", &["hold", "on hold", "paused", "stalled", "保留", "凍結", "延期"]),
];

/// A channel's code, and what others call it.
#[rustfmt::skip]
const CHANNELS: &[(&str, &[&str])] = &[
    ("call", &["call", "phone", "phone call", "telephone", "tel", "電話", "架電", "コール", "通話", "cellular"]),
    ("mail", &["mail", "email", "e-mail", "メール", "電子メール"]),
    ("visit", &["visit", "lunch", "on-site", "訪問", "来店", "来社", "往訪"]),
    ("meeting", &["meeting", "web meeting", "online meeting", "event", "demo", "zoom", "会議", "面談", "打合せ", "打ち合わせ", "web会議", "オンライン会議", "商談"]),
    ("line", &["line", "ライン"]),
    ("chat", &["chat", "slack", "teams", "チャット"]),
    ("sns", &["sns", "linkedin", "facebook", "twitter"]),
    ("sms", &["sms", "text", "text message", "ショートメール"]),
    ("fax", &["fax", "ファックス", "ファクス"]),
    ("letter", &["letter", "post", "dm", "手紙", "郵送", "はがき"]),
    ("note", &["note", "memo", "task", "to-do", "todo", "deadline", "メモ", "タスク", "その他", "other"]),
];

/// How a call ended, by a flag-bearing label of the standard outcomes, and what others call it.
#[rustfmt::skip]
const OUTCOMES: &[(&str, &[&str])] = &[
    ("No answer", &["no answer", "not answered", "missed", "unanswered", "応答なし", "不在", "留守", "不通", "出ず"]),
    ("Busy", &["busy", "話中", "話し中", "通話中"]),
    ("Voicemail, message left", &["left voicemail", "voicemail", "left message", "left live message", "留守電", "留守番電話", "伝言"]),
    ("Talked, continue", &["connected", "answered", "completed", "talked", "spoke", "reached", "interested", "通話", "会話", "接続", "対応済"]),
    ("Not interested", &["not interested", "refused", "declined", "お断り", "断り", "興味なし"]),
    ("Wrong number", &["wrong number", "番号違い", "間違い電話"]),
    ("Appointment", &["appointment", "appointment set", "meeting booked", "meeting scheduled", "アポ", "アポ獲得", "アポイント"]),
    ("Do not call", &["do not call", "dnc", "架電禁止", "架電拒否"]),
];

type Words = LazyLock<HashMap<String, &'static str>>;

static STAGE: Words = LazyLock::new(|| by_word(STAGES));
static CHANNEL: Words = LazyLock::new(|| by_word(CHANNELS));
static OUTCOME: Words = LazyLock::new(|| by_word(OUTCOMES));

fn by_word(rows: &'static [(&str, &[&str])]) -> HashMap<String, &'static str> {
    let words = |(code, words): &(&'static str, &[&'static str])| {
        let all = words.iter().copied().chain([*code]).map(folded).collect::<Vec<_>>();
        let code = *code;
        all.into_iter().map(move |word| (word, code))
    };
    rows.iter().flat_map(words).collect()
}

/// The stage a word stands for.
#[must_use]
pub fn stage(word: &str) -> Option<&'static str> {
    let codes = typed::choices(crate::domain::Noun::Deal, "stage");
    STAGE.get(&folded(word)).copied().or_else(|| typed::meant(word).find(|code| codes.contains(code)))
}

/// The channel a word stands for.
#[must_use]
pub fn channel(word: &str) -> Option<&'static str> {
    CHANNEL.get(&folded(word)).copied()
}

/// The English label of the standard outcome a word stands for.
#[must_use]
pub fn outcome(word: &str) -> Option<&'static str> {
    OUTCOME.get(&folded(word)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::activity;
    use crate::domain::outcome::standard;
    use crate::domain::stage::STANDARD;

    #[test]
    fn every_row_names_something_we_have() {
        assert!(STAGES.iter().all(|(code, _)| STANDARD.iter().any(|stage| stage.code == *code)));
        assert!(CHANNELS.iter().all(|(code, _)| activity::channel(code).is_some()));
        let known = standard();
        assert!(OUTCOMES.iter().all(|(label, _)| known.iter().any(|outcome| outcome.en == *label)));
    }

    #[test]
    fn other_systems_words_come_to_our_stages() {
        let stages = [
            "Won",
            "Lost",
            "Engaging",
            "Prospecting",
            "Closed Won",
            "closedlost",
            "Qualification",
            "Proposal/Price Quote",
            "受注",
            "見積提出",
            "nonsense",
        ];
        let codes = [
            Some("won"),
            Some("lost"),
            Some("approach"),
            Some("lead"),
            Some("won"),
            Some("lost"),
            Some("hearing"),
            Some("quote"),
            Some("won"),
            Some("quote"),
            None,
        ];
        assert_eq!(stages.map(stage), codes);
    }
}

//! The codes a choice can have, by field, and the words people use for them.

use crate::domain::{
    Noun, activity, attendance, call_list, consent, contact_point, custom_field, customer, deal, inquiry,
    next_step, outcome, pair, person, question, stage, standing, subscription,
};

const STAGES: [&str; stage::STANDARD.len()] = {
    let mut codes = [""; stage::STANDARD.len()];
    let mut at = 0;
    while at < codes.len() {
        codes[at] = stage::STANDARD[at].code;
        at += 1;
    }
    codes
};

const CHANNELS: [&str; activity::CHANNELS.len()] = {
    let mut codes = [""; activity::CHANNELS.len()];
    let mut at = 0;
    while at < codes.len() {
        codes[at] = activity::CHANNELS[at].code;
        at += 1;
    }
    codes
};

const DIRECTIONS: &[&str] = &["out", "in"];
const BLOCKED: &[&str] = &["call", "mail", "fax", "letter", "line", "sms"];

/// Noun, field and codes, one a row.
const SETS: &[(Noun, &str, &[&str])] = &[
    (Noun::Customer, "kind", customer::KINDS),
    (Noun::Customer, "rank", customer::RANKS),
    (Noun::Customer, "lifecycle", customer::LIFECYCLES),
    (Noun::Person, "preferred_channel", &CHANNELS),
    (Noun::Person, "role", person::ROLES),
    (Noun::ContactPoint, "kind", contact_point::KINDS),
    (Noun::ContactPoint, "state", contact_point::STATES),
    (Noun::Activity, "kind", &CHANNELS),
    (Noun::Activity, "direction", DIRECTIONS),
    (Noun::NextStep, "kind", next_step::KINDS),
    (Noun::Deal, "stage", &STAGES),
    (Noun::Stage, "flag", stage::FLAGS),
    (Noun::Deal, "tax", deal::TAXES),
    (Noun::Deal, "rank", customer::RANKS),
    (Noun::DealPerson, "role", person::ROLES),
    (Noun::Subscription, "cycle", subscription::CYCLES),
    (Noun::Subscription, "reason", subscription::REASONS),
    (Noun::Deal, "lost_reason", deal::LOST_REASONS),
    (Noun::Deal, "kind", deal::KINDS),
    (Noun::Deal, "forecast", deal::CLASSES),
    (Noun::Block, "channel", BLOCKED),
    (Noun::Outcome, "number_state", contact_point::STATES),
    (Noun::Outcome, "also", outcome::ALSO),
    (Noun::CallList, "made_from", call_list::SOURCES),
    (Noun::CustomField, "of", custom_field::OF),
    (Noun::CustomField, "kind", custom_field::KINDS),
    (Noun::Question, "kind", question::KINDS),
    (Noun::Attendance, "state", attendance::STATES),
    (Noun::Pair, "verdict", pair::VERDICTS),
    (Noun::Activity, "overrode", standing::RULES),
    (Noun::Activity, "response", activity::RESPONSES),
    (Noun::Inquiry, "channel", &CHANNELS),
    (Noun::Inquiry, "kind", inquiry::KINDS),
    (Noun::Inquiry, "status", inquiry::STATUSES),
    (Noun::InquiryStep, "channel", &CHANNELS),
    (Noun::Consent, "channel", consent::CHANNELS),
    (Noun::Consent, "state", consent::STATES),
    (Noun::Pacing, "consent", consent::NEEDED),
];

/// The codes a field can have; none where any word will do, as for an outcome, which is data.
#[must_use]
pub fn choices(noun: Noun, field: &str) -> &'static [&'static str] {
    SETS.iter().find(|(of, name, _)| *of == noun && *name == field).map_or(&[], |(.., codes)| codes)
}

/// A word and the code it stands for; a word can stand for codes of several fields.
#[rustfmt::skip]
const WORDS: &[(&str, &str)] = &[
    ("法人", "company"), ("会社", "company"), ("企業", "company"), ("個人", "person"), ("消費者", "person"),
    ("見込み", "prospect"), ("見込", "prospect"), ("既存", "customer"), ("顧客", "customer"), ("離脱", "lapsed"), ("休眠", "lapsed"), ("対象外", "unfit"),
    ("リード", "lead"), ("アプローチ", "approach"), ("ヒアリング", "hearing"), ("提案", "proposal"), ("見積", "quote"), ("見積もり", "quote"),
    ("見積り", "quote"), ("交渉", "negotiation"), ("商談", "negotiation"), ("内示", "verbal"), ("口頭", "verbal"), ("口頭合意", "verbal"),
    ("内諾", "verbal"), ("verbal yes", "verbal"), ("交渉・稟議", "negotiation"), ("needs", "hearing"), ("on hold", "hold"),
    ("税込", "included"), ("税込み", "included"), ("税抜", "excluded"), ("税抜き", "excluded"), ("税別", "excluded"),
    ("月", "month"), ("月次", "month"), ("毎月", "month"), ("月額", "month"), ("monthly", "month"), ("四半期", "quarter"), ("quarterly", "quarter"),
    ("半年", "half_year"), ("年", "year"), ("年次", "year"), ("毎年", "year"), ("年額", "year"), ("yearly", "year"), ("annual", "year"),
    ("サポート", "support"), ("未使用", "unused"), ("使わない", "unused"), ("自社都合", "own_side"),
    ("受注", "won"), ("成約", "won"), ("失注", "lost"), ("保留", "hold"),
    ("価格", "price"), ("競合", "competitor"), ("予算", "budget"), ("時期", "timing"), ("機能", "features"), ("その他", "other"),
    ("新規", "new"), ("更新", "renewal"), ("アップセル", "upsell"), ("クロスセル", "cross_sell"), ("掘り起こし", "win_back"),
    ("電話", "phone"), ("携帯", "mobile"), ("電話", "call"), ("架電", "call"), ("メール", "mail"), ("mail", "mail"), ("email", "mail"),
    ("e-mail", "mail"), ("訪問", "visit"), ("面談", "meeting"), ("会議", "meeting"), ("メモ", "note"), ("手紙", "letter"), ("郵送", "letter"),
    ("ファックス", "fax"), ("チャット", "chat"), ("発信", "out"), ("着信", "in"), ("受信", "in"),
    ("起案", "starts"), ("推進", "drives"), ("評価", "evaluates"), ("決裁", "decides"), ("購買", "buys"),
    ("招待", "invited"), ("案内", "invited"), ("申込", "registered"), ("申し込み", "registered"), ("登録", "registered"),
    ("参加", "attended"), ("出席", "attended"), ("来場", "attended"), ("欠席", "no_show"), ("不参加", "no_show"), ("no-show", "no_show"),
    ("再架電", "callback"), ("タスク", "task"), ("todo", "task"),
    ("質問", "question"), ("資料請求", "catalogue"), ("カタログ", "catalogue"), ("catalog", "catalogue"), ("見積依頼", "estimate"), ("見積", "estimate"),
    ("quotation", "estimate"), ("注文", "order"), ("発注", "order"), ("納期", "delivery"), ("配送", "delivery"), ("請求", "billing"), ("支払", "billing"), ("invoice", "billing"),
    ("修理", "repair"), ("不具合", "repair"), ("故障", "repair"), ("解約", "cancel"), ("返品", "cancel"), ("return", "cancel"),
    ("意見", "opinion"), ("要望", "opinion"), ("feedback", "opinion"),
    ("未対応", "new"), ("対応中", "doing"), ("open", "new"), ("in progress", "doing"), ("回答待ち", "waiting"), ("確認中", "waiting"), ("pending", "waiting"),
    ("完了", "done"), ("対応済", "done"), ("対応済み", "done"), ("closed", "done"), ("resolved", "done"),
    ("同意", "given"), ("許可", "given"), ("承諾", "given"), ("opt-in", "given"), ("subscribed", "given"), ("granted", "given"),
    ("撤回", "withdrawn"), ("拒否", "withdrawn"), ("配信停止", "withdrawn"), ("解除", "withdrawn"), ("opt-out", "withdrawn"), ("unsubscribed", "withdrawn"), ("revoked", "withdrawn"),
];

/// The codes a word stands for, whatever the field.
pub fn meant(word: &str) -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    #[test]
    fn every_choice_but_an_outcome_has_its_codes() {
        for noun in Noun::ALL {
            for field in noun.fields().iter().filter(|field| field.kind == Kind::Choice) {
                let open =
                    matches!((*noun, field.name), (Noun::Activity, "outcome") | (Noun::Deal, "pipeline"));
                assert_eq!(choices(*noun, field.name).is_empty(), open, "{noun:?} {}", field.name);
            }
        }
        assert_eq!(choices(Noun::Customer, "name"), [""; 0]);
    }

    #[test]
    fn every_word_stands_for_a_code_of_some_field() {
        for (word, code) in WORDS {
            assert!(SETS.iter().any(|(.., codes)| codes.contains(code)), "{word}");
        }
    }
}

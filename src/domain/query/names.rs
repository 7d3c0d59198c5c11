//! What a filter can be called that asks the book itself: fields of every noun, and what was bought.
//!
//! A field answers to its own name, bare or after its noun (`deal.amount`), and to the Japanese names
//! of the table; a bare name means the customer's field before a deal's, a person's, a purchase's or a call's.

use super::asked::About;
use crate::domain::fold::fold;
use crate::domain::question::code_id;
use crate::domain::{Field, Kind, Noun};

/// Something a customer's purchases come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Three marks from 1 to 5, each to be met: how lately, how often, how much.
    Rfm,
    /// How lately, from 1 to 5.
    Recency,
    /// How often, from 1 to 5.
    Frequency,
    /// How much, from 1 to 5.
    Money,
    /// Cumulative sales, less what was brought back.
    Net,
    /// Orders.
    Orders,
    /// Orders that brought something back.
    Returns,
    /// What an order comes to.
    Average,
    /// Days from one order to the next.
    Interval,
    /// The day of the last order.
    Last,
    /// The day of the first order.
    First,
    /// The day the next order is expected.
    Expected,
    /// Days since the last order.
    Since,
}

impl Measure {
    /// What each can be asked by.
    pub const ALL: &'static [&'static str] = &[
        "rfm", "net", "orders", "returns", "average", "interval", "last", "first", "expected", "since", "r",
        "f", "m",
    ];

    /// Says whether it is a mark among all who ordered, which takes the whole book.
    #[must_use]
    pub const fn is_mark(self) -> bool {
        matches!(self, Self::Rfm | Self::Recency | Self::Frequency | Self::Money)
    }

    /// What it holds.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Net | Self::Average => Kind::Money,
            Self::Last | Self::First | Self::Expected => Kind::Date,
            _ => Kind::Int,
        }
    }
}

#[rustfmt::skip]
const WORTHS: &[(&str, Measure, &[&str])] = &[
    ("rfm", Measure::Rfm, &[]),
    ("r", Measure::Recency, &[]),
    ("f", Measure::Frequency, &[]),
    ("m", Measure::Money, &[]),
    ("net", Measure::Net, &["ltv", "sales", "累計購入額", "購入額", "売上"]),
    ("orders", Measure::Orders, &["購入回数", "注文数"]),
    ("returns", Measure::Returns, &["返品"]),
    ("average", Measure::Average, &["客単価", "平均購入額"]),
    ("interval", Measure::Interval, &["購入間隔"]),
    ("last", Measure::Last, &["last_purchase", "最終購入", "最終購入日"]),
    ("first", Measure::First, &["first_purchase", "初回購入", "初回購入日"]),
    ("expected", Measure::Expected, &["next_purchase", "次回購入"]),
    ("since", Measure::Since, &["経過日数"]),
];

/// What asks for a product.
const BOUGHT: &[&str] = &["bought", "購入", "購入商品", "買った"];

/// What asks for an address on the web.
const VISITED: &[&str] = &["visited", "閲覧", "閲覧ページ"];

/// What asks for an event, by how far somebody got.
const EVENTS: &[(&str, &[&str])] = &[
    ("", &["event", "イベント"]),
    ("invited", &["invited", "招待"]),
    ("registered", &["registered", "申込"]),
    ("attended", &["attended", "参加"]),
    ("no_show", &["no_show", "欠席"]),
];

/// What stands before the code of a question.
pub const QUESTION: &str = "q.";

/// What asks how open deals stand to the limit.
const CREDIT: &[&str] = &["credit", "与信"];

/// Whose fields can be asked for, in the order a bare name is looked for, and what goes before a dot.
const NOUNS: &[(Noun, &[&str])] = &[
    (Noun::Customer, &["customer", "顧客"]),
    (Noun::Deal, &["deal", "商談", "案件"]),
    (Noun::Person, &["person", "担当者", "人"]),
    (Noun::Purchase, &["purchase", "購入"]),
    (Noun::Activity, &["activity", "call", "活動", "架電"]),
    (Noun::Subscription, &["subscription", "契約"]),
    (Noun::Inquiry, &["inquiry", "問い合わせ"]),
    (Noun::Consent, &["consent", "同意"]),
    (Noun::Tag, &["tag", "タグ"]),
];

/// What asks for inquiries, open or done, and for complaints alone.
const INQUIRIES: &[&str] = &["inquiry", "inquiries", "問い合わせ"];
const COMPLAINTS: &[&str] = &["complaint", "complaints", "クレーム"];

/// Japanese names of fields, one a row.
#[rustfmt::skip]
const FIELDS: &[(&str, Noun, &str)] = &[
    ("vip", Noun::Customer, "vip"), ("優良顧客", Noun::Customer, "vip"),
    ("業種", Noun::Customer, "industry"), ("事業内容", Noun::Customer, "business"),
    ("従業員数", Noun::Customer, "employees"), ("資本金", Noun::Customer, "capital"),
    ("設立年", Noun::Customer, "founded_year"), ("決算月", Noun::Customer, "fiscal_month"),
    ("企業規模", Noun::Customer, "size_class"), ("売上規模", Noun::Customer, "annual_sales"),
    ("代表者", Noun::Customer, "representative"), ("郵便番号", Noun::Customer, "postal_code"),
    ("都道府県", Noun::Customer, "region"), ("市区町村", Noun::Customer, "city"), ("国", Noun::Customer, "country"),
    ("部署構成", Noun::Customer, "departments"), ("拠点", Noun::Customer, "site"), ("担当部署", Noun::Customer, "team"),
    ("流入経路", Noun::Customer, "source"), ("初回接触日", Noun::Customer, "first_touch_on"),
    ("与信ランク", Noun::Customer, "credit_rank"), ("与信限度額", Noun::Customer, "credit_limit"),
    ("法人番号", Noun::Customer, "corporate_number"), ("ニーズ", Noun::Customer, "needs"),
    ("金額", Noun::Deal, "amount"), ("商談金額", Noun::Deal, "amount"), ("受注予定日", Noun::Deal, "close_on"),
    ("closing", Noun::Deal, "close_on"), ("確度", Noun::Deal, "probability"), ("失注理由", Noun::Deal, "lost_reason"),
    ("競合", Noun::Deal, "competitor"), ("フォーキャスト", Noun::Deal, "forecast"), ("掘り起こし日", Noun::Deal, "win_back_on"),
    ("役職", Noun::Person, "job_title"), ("title", Noun::Person, "job_title"), ("部署", Noun::Person, "department"),
    ("生年月日", Noun::Person, "birth_date"), ("性別", Noun::Person, "gender"), ("年代", Noun::Person, "age_band"),
    ("職業", Noun::Person, "occupation"), ("趣味", Noun::Person, "hobbies"), ("会員番号", Noun::Person, "member_no"),
    ("商品", Noun::Purchase, "product"), ("商品コード", Noun::Purchase, "product_code"),
    ("支払方法", Noun::Purchase, "payment"), ("販路", Noun::Purchase, "channel"), ("購入日", Noun::Purchase, "at"),
    ("renews", Noun::Subscription, "renews_on"), ("更新予定日", Noun::Subscription, "renews_on"), ("契約更新日", Noun::Subscription, "renews_on"),
    ("cancelled", Noun::Subscription, "cancelled_on"), ("解約日", Noun::Subscription, "cancelled_on"), ("解約理由", Noun::Subscription, "reason"),
    ("結果", Noun::Activity, "outcome"), ("活動日", Noun::Activity, "at"), ("反応", Noun::Activity, "response"),
    ("問い合わせ日", Noun::Inquiry, "received_at"), ("問い合わせ種別", Noun::Inquiry, "kind"),
    ("問い合わせ内容", Noun::Inquiry, "text"), ("問い合わせ状況", Noun::Inquiry, "status"), ("同意日", Noun::Consent, "obtained_on"),
];

/// What a folded name asks for, and its code.
pub(super) fn named(name: &str) -> Option<(&'static str, About)> {
    if let Some((code, measure, _)) =
        WORTHS.iter().find(|(code, _, others)| *code == name || has(others, name))
    {
        return Some((code, About::Worth(*measure)));
    }
    if has(CREDIT, name) {
        return Some(("credit", About::Credit));
    }
    if has(BOUGHT, name) {
        return Some(("bought", About::Bought));
    }
    if has(VISITED, name) {
        return Some(("visited", About::Visited));
    }
    if let Some((state, names)) = EVENTS.iter().find(|(_, names)| has(names, name)) {
        return Some((names[0], About::Event(state)));
    }
    if let Some(code) = name.strip_prefix(QUESTION).filter(|code| !code.is_empty()) {
        return Some(("answer", About::Answer(code_id(code))));
    }
    if has(INQUIRIES, name) {
        return Some(("inquiry", About::Inquiries { complaints: false }));
    }
    if has(COMPLAINTS, name) {
        return Some(("complaint", About::Inquiries { complaints: true }));
    }
    let (noun, field) = match name.split_once('.') {
        Some((before, name)) => {
            let (noun, _) = NOUNS.iter().find(|(_, names)| has(names, before))?;
            (*noun, called(*noun, name)?)
        }
        None => aliased(name)
            .or_else(|| NOUNS.iter().find_map(|(noun, _)| Some((*noun, called(*noun, name)?))))?,
    };
    Some((field.name, About::Field(noun, field)))
}

/// The field that a name means, after its noun or bare; of several nouns' that of `first`, where it has one.
#[must_use]
pub fn field(name: &str, first: Option<Noun>) -> Option<(Noun, &'static Field)> {
    let name = fold(name);
    if let Some(found) = first.and_then(|noun| Some((noun, called(noun, &name)?))) {
        return Some(found);
    }
    match named(&name)? {
        (_, About::Field(noun, field)) => Some((noun, field)),
        _ => None,
    }
}

fn has(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| fold(known) == name)
}

fn aliased(name: &str) -> Option<(Noun, &'static Field)> {
    let (_, noun, field) = FIELDS.iter().find(|(alias, ..)| fold(alias) == name)?;
    Some((*noun, called(*noun, field)?))
}

/// A noun's field by its own name or, after a dot, by a Japanese one.
fn called(noun: Noun, name: &str) -> Option<&'static Field> {
    let name =
        FIELDS.iter().find(|(alias, of, _)| *of == noun && fold(alias) == name).map_or(name, |(.., own)| own);
    noun.fields().iter().find(|field| fold(field.name) == fold(name) && may_ask(field))
}

/// Lists of times are no filters; another record is only where it is exactly that.
fn may_ask(field: &Field) -> bool {
    field.code != crate::domain::record::GONE && field.kind != Kind::Lapses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_is_listed_by_its_name() {
        assert_eq!(Measure::ALL.len(), WORTHS.len());
        assert!(WORTHS.iter().all(|(code, ..)| Measure::ALL.contains(code)));
    }

    #[test]
    fn every_japanese_name_is_that_of_a_field_and_of_one_only() {
        for (name, noun, field) in FIELDS {
            assert!(called(*noun, field).is_some(), "{name} {field}");
            assert_eq!(FIELDS.iter().filter(|(other, ..)| other == name).count(), 1, "{name}");
        }
    }
}

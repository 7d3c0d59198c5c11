//! What a file's rows are about, as its header tells it or `--as` says.
//!
//! A header tells by words that only one kind of file has, such as 伝票番号 or `Deal Stage`. Only
//! words count here; what each column becomes is for `headers`.

use super::headers::column_of;
use crate::domain::Noun;
use crate::exchange::blocks;
use crate::exchange::read::cell::folded;

/// What a row is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum As {
    /// A customer, perhaps with a person there.
    #[default]
    Customers,
    /// A person; those of one company share a customer.
    People,
    /// A deal of a customer.
    Deals,
    /// A line of what a customer has bought.
    Purchases,
    /// Something that happened with a customer, or is to happen.
    Activities,
    /// An address on the web that somebody looked at.
    Visits,
    /// A contract of a customer that goes on.
    Subscriptions,
    /// Something that is sold.
    Products,
    /// Somebody or a number not to be called.
    Blocks,
    /// Something a customer asked or complained of.
    Inquiries,
    /// That somebody may be contacted over a channel, or no longer.
    Consents,
    /// What became of a newsletter or a LINE message sent to somebody.
    Mailings,
    /// Somebody who sells.
    Reps,
}

/// Each, and its word in `--as`.
const WORDS: &[(As, &str)] = &[
    (As::Customers, "customers"),
    (As::People, "people"),
    (As::Deals, "deals"),
    (As::Purchases, "purchases"),
    (As::Activities, "activities"),
    (As::Visits, "visits"),
    (As::Subscriptions, "subscriptions"),
    (As::Products, "products"),
    (As::Blocks, "blocks"),
    (As::Inquiries, "inquiries"),
    (As::Consents, "consents"),
    (As::Mailings, "mailings"),
    (As::Reps, "reps"),
];

/// Words that only files of that kind have above a column.
#[rustfmt::skip]
const TELLING: &[(As, &[&str])] = &[
    (As::Deals, &["商談名", "案件名", "商談ID", "案件番号", "商談フェーズ", "商談ステージ", "受注予定日", "完了予定日", "受注確度", "失注理由",
        "Deal Name", "Deal Stage", "Deal - Title", "Deal - Stage", "Deal - Value", "Deal ID", "Opportunity", "Opportunity Name", "Opportunity ID",
        "StageName", "Expected Close Date", "Close Date", "CloseDate", "Engage Date", "Close Value", "Win Probability", "Forecast Category"]),
    (As::Purchases, &["購入日", "購入日時", "売上日", "受注日時", "伝票番号", "売上番号", "注文番号", "商品コード", "数量", "単価", "購入金額", "支払い方法", "支払方法", "明細番号",
        "InvoiceNo", "Invoice", "Invoice ID", "Invoice Number", "Invoice Date", "Order ID", "Order No", "Order Number", "Order Date", "Purchase Date",
        "StockCode", "SKU", "Product Code", "Quantity", "Qty", "UnitPrice", "Unit Price", "Line Total"]),
    (As::Activities, &["活動日", "活動日時", "活動種別", "活動内容", "架電日", "架電日時", "架電結果", "通話日時", "通話時間", "対応日時", "対応内容",
        "Activity Date", "ActivityDate", "Activity Type", "Activity - Type", "Activity - Subject", "Activity - Due date", "Call Date", "Call Time", "Call Result", "Call Outcome",
        "CallDurationInSeconds", "Call Duration", "CallDisposition", "DTSTART", "DTEND", "UID", "Start Date", "Start Time", "Logged At"]),
    (As::Visits, &["閲覧日時", "閲覧URL", "閲覧ページ", "アクセス日時", "Page URL", "Visited At", "Visited URL", "Page Path", "Page Location"]),
    (As::Subscriptions, &["サブスクリプション", "支払周期", "契約更新日", "契約更新予定日", "Subscription", "Subscription ID", "Billing Cycle", "Renewal Date", "Renews On"]),
    (As::Inquiries, &["問い合わせ日時", "問い合わせ日", "お問い合わせ日時", "お問い合わせ日", "問い合わせ種別", "お問い合わせ種別", "問い合わせ内容", "お問い合わせ内容", "問い合わせ状況", "問合せ日時", "問合せ内容",
        "Inquiry", "Inquiry Date", "Inquiry Type", "Enquiry", "Ticket ID", "Ticket Subject", "Case Number", "Case Subject"]),
    (As::Consents, &["同意日", "同意取得日", "同意文言", "同意状況", "同意手段", "撤回日", "Consent", "Consent Date", "Consent Channel", "Consent State", "Consent Status", "Consent Source", "Opt-in Date", "Withdrawn On"]),
    (As::Mailings, &["配信日時", "配信日", "配信名", "配信結果", "開封日時", "開封", "クリック日時", "クリック", "配信停止", "配信停止日時", "ブロック日時",
        "Sent At", "Send Date", "Opened At", "Clicked At", "Unsubscribed", "Unsubscribed At", "Bounced", "Bounced At", "Delivery Status"]),
    (As::Blocks, &["架電禁止", "架電禁止番号", "架電停止", "架電停止番号", "発信禁止", "発信禁止番号", "Do Not Call", "dnc", "DNC Number", "Blocked Number", "Opt-out Number"]),
];

/// Words above columns of a price list, which is nobody's purchases.
const PRODUCT: &[&str] = &["product", "product name", "商品", "商品名", "製品", "製品名"];
const PRICE: &[&str] =
    &["sales price", "price", "list price", "unit price", "価格", "定価", "単価", "標準価格", "販売価格"];

impl As {
    /// The one of that word in `--as`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, known)| *known == word).map(|(about, _)| *about)
    }

    /// Its word in `--as`.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(about, _)| *about == self).map_or("customers", |(_, word)| word)
    }

    /// The noun of its rows; fields of the desk's own belong to it.
    #[must_use]
    pub const fn noun(self) -> Noun {
        match self {
            Self::Customers => Noun::Customer,
            Self::People => Noun::Person,
            Self::Deals => Noun::Deal,
            Self::Purchases => Noun::Purchase,
            Self::Activities | Self::Visits | Self::Mailings => Noun::Activity,
            Self::Subscriptions => Noun::Subscription,
            Self::Products => Noun::Product,
            Self::Blocks => Noun::Block,
            Self::Inquiries => Noun::Inquiry,
            Self::Consents => Noun::Consent,
            Self::Reps => Noun::Rep,
        }
    }

    /// Says whether its rows hang on a customer rather than being one.
    #[must_use]
    pub const fn hangs(self) -> bool {
        matches!(
            self,
            Self::Deals
                | Self::Purchases
                | Self::Activities
                | Self::Visits
                | Self::Subscriptions
                | Self::Inquiries
                | Self::Consents
                | Self::Mailings
        )
    }

    /// Says whether a row that names nobody cannot go in.
    #[must_use]
    pub const fn needs_somebody(self) -> bool {
        matches!(self, Self::Activities | Self::Visits | Self::Inquiries | Self::Consents | Self::Mailings)
    }

    /// Says whether its rows are no customer's.
    #[must_use]
    pub const fn stands_alone(self) -> bool {
        matches!(self, Self::Reps | Self::Products)
    }

    /// Says whether its rows have no fields of the desk's own: what nobody knows goes into their note.
    #[must_use]
    pub const fn notes_the_rest(self) -> bool {
        matches!(self, Self::Products | Self::Subscriptions)
    }

    /// What a header tells its rows to be about, and how sure that is (0–100).
    #[must_use]
    pub fn told_by(header: &[String]) -> (Self, u8) {
        let words: Vec<String> = header.iter().map(|word| folded(word)).collect();
        let hits = |telling: &[&str]| {
            words.iter().filter(|word| telling.iter().any(|known| folded(known) == **word)).count()
        };
        let best = TELLING.iter().rev().map(|(about, telling)| (hits(telling), *about));
        if let Some((count, about)) = best.max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0) {
            return (about, [70, 85, 95][count.min(3) - 1]);
        }
        if blocks::is_header(header) {
            return (Self::Blocks, 80);
        }
        if of_reps(header) {
            return (Self::Reps, 80);
        }
        of_people(header)
    }
}

/// Every column says something of a rep, and at least two do.
fn of_reps(header: &[String]) -> bool {
    let known =
        |word: &String| column_of(word, As::Reps).is_some_and(|target| target.name().starts_with("rep."));
    header.len() > 1
        && header.iter().all(known)
        && header
            .iter()
            .any(|word| folded(word) == folded("sales agent") || folded(word) == folded("営業担当者"))
}

/// A name in its parts with the company beside it is a business card; a customer list has the
/// customer's own columns.
fn of_people(header: &[String]) -> (As, u8) {
    let targets: Vec<String> =
        header.iter().filter_map(|word| column_of(word, As::Customers)).map(|target| target.name()).collect();
    let has = |name: &str| targets.iter().any(|target| target == name);
    let parts = has("person.family") && has("person.given");
    let company =
        ["customer.industry", "customer.capital", "customer.employees", "customer.corporate_number"];
    if parts && !company.iter().any(|name| has(name)) {
        return (As::People, 80);
    }
    (As::Customers, if targets.is_empty() { 30 } else { 60 })
}

/// Says whether a header is that of a price list: products without a customer, a day or a count.
#[must_use]
pub fn is_price_list(header: &[String]) -> bool {
    let has =
        |words: &[&str]| header.iter().any(|cell| words.iter().any(|word| folded(word) == folded(cell)));
    let somebody = header.iter().any(|word| {
        let target = column_of(word, As::Purchases);
        target.is_some_and(|target| {
            target.identifies()
                || matches!(target.name().as_str(), "purchase.at" | "purchase.quantity" | "purchase.number")
        })
    });
    has(PRODUCT) && has(PRICE) && !somebody
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(header: &str) -> As {
        As::told_by(&header.split(',').map(str::to_owned).collect::<Vec<_>>()).0
    }

    #[test]
    fn a_header_tells_what_its_rows_are_about() {
        for (header, about) in [
            ("会社名,TEL,住所", As::Customers),
            ("会社名,氏名,TEL", As::Customers),
            ("会社名,姓,名,e-mail", As::People),
            (
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
                As::Deals,
            ),
            ("取引先名,商談名,金額,フェーズ,完了予定日", As::Deals),
            (
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
                As::Purchases,
            ),
            ("顧客コード,購入日,商品名,金額", As::Purchases),
            ("顧客コード,活動日時,活動種別,内容", As::Activities),
            ("Subject,Start Date,Start Time,Location,Description", As::Activities),
            ("Subject,Start,End,Location,Description,UID", As::Activities),
            ("架電禁止番号,理由", As::Blocks),
            ("電話番号,理由,期限", As::Blocks),
            ("会社名,契約プラン,契約開始日,支払周期,契約更新日,金額", As::Subscriptions),
            ("顧客コード,問い合わせ日時,問い合わせ種別,問い合わせ内容,問い合わせ状況", As::Inquiries),
            ("メールアドレス,同意日,同意文言", As::Consents),
            ("メールアドレス,配信日時,開封日時,配信停止", As::Mailings),
            ("Email,Sent At,Opened At,Unsubscribed", As::Mailings),
            ("sales_agent,manager,regional_office", As::Reps),
        ] {
            assert_eq!(told(header), about, "{header}");
        }
    }

    #[test]
    fn a_price_list_is_seen() {
        let header = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        assert!(is_price_list(&header("product,series,sales_price")));
        assert!(!is_price_list(&header("product,unit price,quantity")));
    }

    #[test]
    fn every_word_of_as_reads_back() {
        assert!(WORDS.iter().all(|(about, word)| As::named(word) == Some(*about) && about.word() == *word));
    }
}

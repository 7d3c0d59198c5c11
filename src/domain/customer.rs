//! The customer: a company, or a consumer standing alone.
//!
//! Numbers, mail, sites and handles are contact points; people are persons; counters are derived.

use super::record::record;

record! {
    /// A company, or a consumer standing alone (who then has exactly one person).
    Customer in field {
        /// What they are called: 会社名・氏名.
        1 name: Text,
        /// Its reading: フリガナ.
        2 kana: Kana,
        /// `company` or `person`: 法人／個人.
        3 kind: Choice,
        /// The house's own code for them: 顧客コード.
        4 code: Text,
        /// `A`–`D`, how promising: 見込みランク.
        5 rank: Choice,
        /// `prospect`, `customer`, `lapsed` or `unfit`: 見込み・既存・離脱・対象外.
        6 lifecycle: Choice,
        /// A customer to take special care of: 優良顧客.
        7 vip: Flag,
        /// The rep who looks after them: 担当者.
        8 owner: Ref,
        /// The department on our side: 担当部署.
        9 team: Text,
        /// Our branch: 拠点.
        10 site: Text,
        /// Seven digits in Japan, with the hyphen: 郵便番号.
        11 postal_code: Text,
        /// Prefecture or state: 都道府県.
        12 region: Text,
        /// City or ward: 市区町村.
        13 city: Text,
        /// The rest of the address, or all of it: 住所.
        14 address: Text,
        /// ISO country code: 国.
        15 country: Text,
        /// Who signs for the company: 代表者名.
        16 representative: Text,
        /// 業種.
        17 industry: Text,
        /// 事業内容.
        18 business: Long,
        /// Minor units of `currency`: 資本金.
        19 capital: Money,
        /// 設立年.
        20 founded_year: Int,
        /// 1–12, the month the books close: 決算月.
        21 fiscal_month: Int,
        /// 企業規模.
        22 size_class: Text,
        /// 売上規模.
        23 annual_sales: Money,
        /// 従業員数.
        24 employees: Int,
        /// 企業情報（その他）.
        25 profile: Long,
        /// The company above it: 親会社.
        26 parent: Ref,
        /// 部署構成.
        27 departments: Text,
        /// Who decides, in order: 決裁ルート.
        28 decision_route: Long,
        /// 与信ランク.
        29 credit_rank: Text,
        /// 与信限度額.
        30 credit_limit: Money,
        /// 与信確認日.
        31 credit_checked_on: Date,
        /// 与信メモ.
        32 credit_note: Long,
        /// Thirteen digits: 法人番号.
        33 corporate_number: Text,
        /// What they want: ニーズ.
        34 needs: Long,
        /// What holds them back: 購買に至らない原因.
        35 blocker_reason: Text,
        /// How they came to us: 流入経路.
        36 source: Text,
        /// 流入経路の詳細.
        37 source_detail: Text,
        /// 初回接触日.
        38 first_touch_on: Date,
        /// Who sent them: 紹介者.
        39 referred_by: Ref,
        /// Currency of the amounts above.
        40 currency: Text,
        /// Anything else: 備考.
        41 note: Long,
        /// `IANA` zone where it is not the desk's own: 時間帯.
        42 zone: Text,
        /// Not to be tried again before this moment, on any list: 架電休止期限.
        43 rest_until: Moment,
        /// Not to be erased for its age before this day: 保存期限.
        44 keep_until: Date,
    }
}

/// The codes `kind` can hold.
pub const KINDS: &[&str] = &["company", "person"];
/// The codes `rank` can hold, best first.
pub const RANKS: &[&str] = &["A", "B", "C", "D"];
/// The codes `lifecycle` can hold. Who is `unfit` was never going to buy; who is `lapsed` once did.
pub const LIFECYCLES: &[&str] = &["prospect", "customer", "lapsed", "unfit"];
/// In `rest_until`: never again. The last day that dates are written with four figures.
pub const FOR_GOOD: i64 = 253_402_214_400_000;

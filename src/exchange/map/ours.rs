//! The words our own exports put above columns, in English and Japanese. One column a row; no logic.
//!
//! What an import knows by another row of `aliases` already is called that here; the words of
//! customers, people and contact points that no one else uses are known to it from this table.

/// Column, as `--map` and `--columns` take it, and its words in English and Japanese.
#[rustfmt::skip]
pub const OURS: &[(&str, &str, &str)] = &[
    ("customer.name", "Company name", "会社名"),
    ("customer.kana", "Company reading", "会社名フリガナ"),
    ("customer.kind", "Customer type", "顧客区分"),
    ("customer.code", "Customer code", "顧客コード"),
    ("customer.rank", "Rank", "見込みランク"),
    ("customer.lifecycle", "Lifecycle", "顧客ステータス"),
    ("customer.vip", "VIP", "優良顧客"),
    ("owner", "Owner", "営業担当"),
    ("customer.team", "Team", "担当部署"),
    ("customer.site", "Our branch", "拠点"),
    ("customer.postal_code", "Postal code", "郵便番号"),
    ("customer.region", "Region", "都道府県"),
    ("customer.city", "City", "市区町村"),
    ("customer.address", "Address", "住所"),
    ("customer.country", "Country", "国"),
    ("customer.representative", "Representative", "代表者名"),
    ("customer.industry", "Industry", "業種"),
    ("customer.business", "Business", "事業内容"),
    ("customer.capital", "Capital", "資本金"),
    ("customer.founded_year", "Founded", "設立年"),
    ("customer.fiscal_month", "Fiscal month", "決算月"),
    ("customer.size_class", "Company size", "企業規模"),
    ("customer.annual_sales", "Annual sales", "売上規模"),
    ("customer.employees", "Employees", "従業員数"),
    ("customer.profile", "Company profile", "企業情報"),
    ("parent", "Parent company", "親会社"),
    ("customer.departments", "Departments", "部署構成"),
    ("customer.decision_route", "Decision route", "決裁ルート"),
    ("customer.credit_rank", "Credit rank", "与信ランク"),
    ("customer.credit_limit", "Credit limit", "与信限度額"),
    ("customer.credit_checked_on", "Credit checked", "与信確認日"),
    ("customer.credit_note", "Credit note", "与信メモ"),
    ("customer.corporate_number", "Corporate number", "法人番号"),
    ("customer.needs", "Needs", "ニーズ"),
    ("customer.blocker_reason", "Held back by", "購買に至らない原因"),
    ("customer.source", "Source", "流入経路"),
    ("customer.source_detail", "Source detail", "流入経路詳細"),
    ("customer.first_touch_on", "First contact", "初回接触日"),
    ("customer.referred_by", "Referred by", "紹介者"),
    ("customer.currency", "Currency", "通貨"),
    ("customer.note", "Note", "備考"),
    ("customer.zone", "Time zone", "時間帯"),
    ("customer.rest_until", "No calls before", "架電休止期限"),
    ("customer.keep_until", "Kept until", "保存期限"),
    ("phone", "Phone", "電話番号"),
    ("mobile", "Main mobile", "代表携帯電話"),
    ("fax", "Fax", "FAX"),
    ("mail", "Mail", "メールアドレス"),
    ("url", "Website", "ホームページ"),
    ("line", "LINE", "LINE"),
    ("sns", "SNS", "SNS"),
    ("person_phone", "Direct phone", "直通電話"),
    ("person_mobile", "Mobile phone", "携帯電話"),
    ("person_fax", "Direct fax", "直通FAX"),
    ("person_mail", "Work email", "担当者メールアドレス"),
    ("person_url", "Personal page", "担当者ホームページ"),
    ("person_line", "Contact LINE", "担当者LINE"),
    ("person_sns", "Contact SNS", "担当者SNS"),
    ("tag", "Tag", "タグ"),
    ("person.full_name", "Contact person", "担当者名"),
    ("person.family", "Family name", "姓"),
    ("person.given", "Given name", "名"),
    ("person.family_kana", "Family name yomi", "姓フリガナ"),
    ("person.given_kana", "Given name yomi", "名フリガナ"),
    ("person.honorific", "Honorific", "敬称"),
    ("person.birth_date", "Birthday", "生年月日"),
    ("person.age_band", "Age band", "年代"),
    ("person.gender", "Gender", "性別"),
    ("person.occupation", "Occupation", "職業"),
    ("person.department", "Department", "部署"),
    ("person.job_title", "Title", "役職"),
    ("person.postal_code", "Contact postal code", "担当者郵便番号"),
    ("person.address", "Contact address", "担当者住所"),
    ("person.preferred_channel", "Preferred channel", "希望連絡方法"),
    ("person.preferred_hours", "Best hours", "希望時間帯"),
    ("person.family_note", "Family", "家族構成"),
    ("person.hobbies", "Hobbies", "趣味"),
    ("person.preferences", "Likes", "好み"),
    ("person.brand_attitude", "Brands", "ブランド意識"),
    ("person.buying_orientation", "Buys by", "購買志向"),
    ("person.needs", "Contact needs", "購買ニーズ"),
    ("person.purchase_purpose", "Buys for", "購買目的"),
    ("person.blocker_reason", "Contact held back by", "踏ん切りがつかない原因"),
    ("person.voice", "Said of us", "顧客の声"),
    ("person.referred_by", "Contact referred by", "担当者の紹介者"),
    ("person.source", "Contact source", "担当者の流入経路"),
    ("person.first_visit_on", "First visit", "初回来店日"),
    ("person.member_no", "Member no", "会員番号"),
    ("person.member_since", "Member since", "入会日"),
    ("person.member_channel", "Joined via", "入会経路"),
    ("person.photo", "Picture", "写真"),
    ("person.photo_hash", "Picture hash", "写真ハッシュ"),
    ("person.reports_to", "Reports to", "上司"),
    ("person.role", "Part in decisions", "決裁での役割"),
    ("person.left", "Has left", "退職・異動"),
    ("person.line_added_on", "LINE since", "LINE追加日"),
    ("person.line_added_via", "LINE via", "LINE追加経路"),
    ("person.line_blocked", "LINE blocked", "LINEブロック"),
    ("person.consent", "Consent", "同意"),
    ("person.note", "Contact note", "担当者備考"),
    ("deal.title", "Deal", "案件名"),
    ("deal.stage", "Stage", "フェーズ"),
    ("deal.amount", "Amount", "金額"),
    ("deal.currency", "Currency", "通貨"),
    ("deal.probability", "Probability", "確度"),
    ("deal.close_on", "Close date", "受注予定日"),
    ("deal.lost_reason", "Lost because", "失注理由"),
    ("deal.lost_note", "Lost note", "失注補足"),
    ("deal.win_back_on", "Win back", "掘り起こし日"),
    ("deal.closed_on", "Closed", "受注日・失注日"),
    ("deal.owner", "Owner", "担当"),
    ("deal.kind", "Deal type", "種別"),
    ("deal.competitor", "Competitor", "競合"),
    ("deal.source", "Source", "流入経路"),
    ("deal.note", "Note", "備考"),
    ("deal.won_reason", "Won because", "受注理由"),
    ("deal.product", "Product", "商品"),
    ("deal.opened_on", "Opened", "商談開始日"),
    ("deal.forecast", "Forecast", "ヨミ"),
    ("deal.pipeline", "Pipeline", "パイプライン"),
    ("deal.tax", "Tax", "税区分"),
    ("deal.recurring_amount", "Monthly amount", "月額"),
    ("deal.term_months", "Months", "契約月数"),
    ("deal.budget", "Budget", "予算"),
    ("deal.authority", "Authority", "決裁権"),
    ("deal.need", "Need", "ニーズ"),
    ("deal.timing", "Timing", "導入時期"),
    ("deal.contract_on", "Contract date", "契約日"),
    ("deal.delivery_on", "Delivery date", "納品日"),
    ("deal.renewal_on", "Renewal date", "更新予定日"),
    ("deal.call_list", "Call list", "架電リスト"),
    ("deal.rank", "Deal rank", "優先順位"),
    ("purchase.cost", "Unit cost", "原価"),
    ("product.code", "Product code", "商品コード"),
    ("product.name", "Product", "商品名"),
    ("product.price", "Price", "価格"),
    ("product.cost", "Unit cost", "原価"),
    ("product.currency", "Currency", "通貨"),
    ("product.category", "Category", "カテゴリ"),
    ("product.supplier", "Supplier", "仕入先"),
    ("product.note", "Note", "備考"),
    ("subscription.product", "Product", "商品名"),
    ("subscription.product_code", "Product code", "商品コード"),
    ("subscription.amount", "Amount", "金額"),
    ("subscription.currency", "Currency", "通貨"),
    ("subscription.cycle", "Cycle", "支払周期"),
    ("subscription.started_on", "Started", "契約日"),
    ("subscription.renews_on", "Renews", "更新予定日"),
    ("subscription.cancelled_on", "Cancelled", "解約日"),
    ("subscription.reason", "Left because", "解約理由"),
    ("subscription.note", "Note", "備考"),
    ("purchase.product", "Product", "商品名"),
    ("purchase.product_code", "Product code", "商品コード"),
    ("purchase.at", "Date", "購入日時"),
    ("purchase.quantity", "Quantity", "数量"),
    ("purchase.unit_price", "Unit price", "単価"),
    ("purchase.discount", "Discount", "割引"),
    ("purchase.amount", "Amount", "金額"),
    ("purchase.currency", "Currency", "通貨"),
    ("purchase.number", "Order number", "伝票番号"),
    ("purchase.staff", "Served by", "接客担当者"),
    ("purchase.payment", "Payment", "支払方法"),
    ("purchase.channel", "Sales channel", "販路"),
    ("purchase.delivered_on", "Delivered", "納品日"),
    ("purchase.note", "Note", "備考"),
    ("activity.person", "Contact person", "担当者名"),
    ("activity.kind", "Kind", "種別"),
    ("activity.at", "Date", "日時"),
    ("activity.outcome", "Outcome", "結果"),
    ("activity.reach", "Reach", "到達"),
    ("activity.duration", "Seconds", "通話秒数"),
    ("activity.direction", "Direction", "方向"),
    ("activity.number", "Number", "番号"),
    ("activity.note", "Note", "内容"),
    ("activity.rep", "Rep", "担当"),
    ("activity.subject", "Subject", "件名"),
    ("activity.deal", "Deal", "商談"),
    ("activity.overrode", "Rule overridden", "例外としたルール"),
    ("activity.response", "Response", "反応"),
    ("next_step.person", "Contact person", "担当者名"),
    ("next_step.kind", "Kind", "種別"),
    ("next_step.due_at", "Due", "期日"),
    ("next_step.text", "What", "内容"),
    ("next_step.owner", "Owner", "担当"),
    ("next_step.done_at", "Done", "完了日時"),
    ("inquiry.person", "Contact person", "担当者名"),
    ("inquiry.received_at", "Received", "問い合わせ日時"),
    ("inquiry.channel", "Channel", "経路"),
    ("inquiry.kind", "Inquiry type", "問い合わせ種別"),
    ("inquiry.text", "Inquiry", "問い合わせ内容"),
    ("inquiry.status", "Status", "問い合わせ状況"),
    ("inquiry.complaint", "Complaint", "クレーム"),
    ("inquiry.cause", "Cause", "原因"),
    ("inquiry.review", "Our response", "担当者の対応"),
    ("inquiry.owner", "Owner", "担当"),
    ("inquiry.closed_at", "Closed", "完了日時"),
    ("inquiry.cleared_why", "May call because", "架電可の理由"),
    ("inquiry.steps", "What was done", "対応履歴"),
];

/// What a column is called in a file for people who read Japanese, or English; its own name where
/// nobody thought of it.
#[must_use]
pub fn word(column: &str, japanese: bool) -> &str {
    let found = OURS.iter().find(|(name, ..)| *name == column);
    found.map_or(column, |(_, en, ja)| if japanese { ja } else { en })
}

/// The rows that say where a column of customers or people goes, for an import.
pub fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
    let ours = OURS.iter().filter(|(name, ..)| {
        name.split_once('.').is_none_or(|(noun, _)| matches!(noun, "customer" | "person"))
    });
    ours.flat_map(|(name, en, ja)| [(*name, *en), (*name, *ja)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::GONE;
    use crate::domain::{Kind, Noun};
    use crate::exchange::map::headers::{As, Mapping};
    use crate::exchange::map::target::Target;

    #[test]
    fn an_import_knows_every_word_beside_all_the_others() {
        let refs = ["customer.referred_by", "person.referred_by", "person.reports_to"];
        let ours: Vec<_> = OURS
            .iter()
            .filter(|(name, ..)| known().any(|(known, _)| known == *name) && !refs.contains(name))
            .collect();
        for japanese in [false, true] {
            let headers: Vec<String> =
                ours.iter().map(|(name, ..)| word(name, japanese).to_owned()).collect();
            let mapping = Mapping::of(&headers, As::Customers, &[]).unwrap();
            for (column, (name, ..)) in mapping.columns.iter().zip(&ours) {
                let field = column.target.as_ref().map(Target::name);
                assert_eq!(field.as_deref(), Some(*name), "{}", column.header);
            }
        }
    }

    #[test]
    fn every_field_that_leaves_has_a_word() {
        use Noun::{Activity, Customer, Deal, Inquiry, NextStep, Person, Purchase};
        for noun in [Customer, Person, Deal, Purchase, Activity, NextStep, Inquiry] {
            let told = |field: &&crate::domain::Field| {
                field.code != GONE
                    && !(field.name == "zone" && field.kind == Kind::Int)
                    && !matches!(field.name, "customer" | "list" | "activity" | "moved")
            };
            for field in noun.fields().iter().filter(told) {
                let name = if matches!((noun, field.name), (Noun::Customer, "owner" | "parent")) {
                    field.name.to_owned()
                } else {
                    format!("{}.{}", noun.table(), field.name)
                };
                assert_ne!(word(&name, true), name);
            }
        }
    }
}

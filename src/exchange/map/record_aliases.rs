//! The words above columns of deals, purchases, activities and reps: what they mean there goes
//! before what `aliases` says of them. One field a row; no logic.

use super::about::As;

/// What rows are about, field, and its words in English and Japanese.
#[rustfmt::skip]
pub const RECORD_ALIASES: &[(As, &str, &[&str])] = &[
    // A deal.
    (As::Deals, "id:import", &["商談ID", "案件番号", "商談番号", "Record ID", "Deal ID", "Opportunity ID", "opportunity_id", "ID", "External ID"]),
    (As::Deals, "deal.title", &["商談名", "案件名", "件名", "案件", "Deal Name", "Deal - Title", "Deal", "Opportunity", "Opportunity Name", "Title", "Name"]),
    (As::Deals, "deal.stage", &["フェーズ", "商談フェーズ", "商談ステージ", "ステージ", "ステータス", "状況", "進捗", "Stage", "StageName", "Deal Stage", "deal_stage", "Status", "Pipeline Stage"]),
    (As::Deals, "deal.amount", &["金額", "見込金額", "見込み金額", "受注金額", "商談金額", "案件金額", "売上見込", "Amount", "Value", "Deal - Value", "Deal Value", "close_value", "Revenue", "Deal Amount"]),
    (As::Deals, "deal.currency", &["通貨", "通貨コード", "Currency", "Deal - Currency of value", "CurrencyIsoCode", "Amount Currency"]),
    (As::Deals, "deal.probability", &["受注確度", "確度(%)", "成約確率", "Probability", "Win Probability", "Probability (%)"]),
    (As::Deals, "deal.close_on", &["受注予定日", "完了予定日", "成約予定日", "クローズ予定日", "クローズ日", "完了日", "Close Date", "CloseDate", "close_date", "Expected Close Date", "Deal - Expected close date"]),
    (As::Deals, "deal.closed_on", &["受注日", "失注日", "成約日", "Closed On", "Won Date", "Deal - Won time", "Deal - Lost time", "Deal - Deal closed on"]),
    (As::Deals, "deal.opened_on", &["商談開始日", "案件発生日", "作成日", "登録日", "Create Date", "CreatedDate", "Created Date", "engage_date", "Open Date", "Opened", "Deal - Deal created"]),
    (As::Deals, "deal.forecast", &["ヨミ", "売上予測分類", "Forecast Category", "ForecastCategoryName", "Forecast category"]),
    (As::Deals, "deal.product", &["商品", "商品名", "製品", "製品名", "Product", "Product Name"]),
    (As::Deals, "deal.lost_note", &["失注理由", "Lost Reason", "Deal - Lost reason", "Closed Lost Reason", "Loss Reason"]),
    (As::Deals, "deal.won_reason", &["受注理由", "Won Reason", "Closed Won Reason"]),
    (As::Deals, "deal.competitor", &["競合", "競合他社", "Competitor", "Main Competitor(s)"]),
    (As::Deals, "deal.source", &["流入経路", "リードソース", "Lead Source", "LeadSource", "Source", "Original Source"]),
    (As::Deals, "deal.kind", &["商談区分", "種別", "Type", "Deal Type"]),
    (As::Deals, "deal.note", &["備考", "メモ", "説明", "コメント", "内容", "Description", "Note", "Notes", "Deal Description"]),
    (As::Deals, "owner", &["担当", "担当者", "営業担当", "営業担当者", "商談所有者", "商談 所有者", "所有者", "Owner", "Deal owner", "Deal - Owner", "Opportunity Owner", "OwnerId", "sales_agent", "Sales Agent", "Sales Rep", "Rep"]),

    // A line of an order.
    (As::Purchases, "id:import", &["明細番号", "明細ID", "Line ID", "Record ID", "Transaction ID", "InvoiceLineId"]),
    (As::Purchases, "purchase.number", &["伝票番号", "売上番号", "注文番号", "受注番号", "請求書番号", "レシート番号", "InvoiceNo", "Invoice", "Invoice ID", "Invoice No", "Invoice Number", "Order ID", "Order", "Order No", "Order Number", "Receipt Number"]),
    (As::Purchases, "purchase.product", &["商品", "商品名", "品名", "製品名", "Product", "Product Name", "Item", "Item Name", "Description"]),
    (As::Purchases, "purchase.product_code", &["商品コード", "商品番号", "品番", "JANコード", "StockCode", "SKU", "Product Code", "Product ID", "Item Code"]),
    (As::Purchases, "purchase.at", &["購入日", "購入日時", "売上日", "売上日時", "注文日", "注文日時", "受注日", "受注日時", "取引日", "日付", "日時", "Invoice Date", "Order Date", "Purchase Date", "Date", "Sold At", "Transaction Date"]),
    (As::Purchases, "purchase.quantity", &["数量", "個数", "点数", "Quantity", "Qty", "Units"]),
    (As::Purchases, "purchase.unit_price", &["単価", "販売単価", "Unit Price", "UnitPrice", "Price"]),
    (As::Purchases, "purchase.discount", &["割引", "値引", "値引き", "値引額", "割引額", "Discount", "Discount Amount"]),
    (As::Purchases, "purchase.amount", &["金額", "購入金額", "売上金額", "売上", "合計", "合計金額", "税込金額", "Amount", "Total", "Line Total", "Total Amount", "Sales", "Subtotal"]),
    (As::Purchases, "purchase.currency", &["通貨", "通貨コード", "Currency"]),
    (As::Purchases, "purchase.staff", &["接客担当", "接客担当者", "販売員", "担当", "担当者", "営業担当", "Staff", "Salesperson", "Sales Rep", "Cashier"]),
    (As::Purchases, "purchase.payment", &["支払い方法", "支払方法", "決済方法", "Payment", "Payment Method"]),
    (As::Purchases, "purchase.channel", &["販路", "購入チャネル", "販売チャネル", "Channel", "Sales Channel"]),
    (As::Purchases, "purchase.delivered_on", &["納品日", "出荷日", "配送日", "Delivered", "Delivery Date", "Ship Date"]),
    (As::Purchases, "purchase.cost", &["原価", "原価単価", "仕入単価", "Cost", "Unit Cost"]),
    (As::Purchases, "purchase.note", &["備考", "メモ", "摘要", "Note", "Notes", "Comment"]),

    // Something that happened.
    (As::Activities, "id:import", &["活動ID", "記録番号", "Activity ID", "Record ID", "ID", "UID", "Call ID"]),
    (As::Activities, "activity.kind", &["活動種別", "種別", "活動", "種類", "手段", "区分", "Type", "Activity Type", "Activity - Type", "Channel", "TaskSubtype"]),
    (As::Activities, "activity.at", &["活動日", "活動日時", "日時", "日付", "架電日", "架電日時", "通話日時", "訪問日", "訪問日時", "対応日時", "対応日", "開始", "開始日時", "開始日", "期日", "Date", "Activity Date", "ActivityDate", "Activity - Due date", "Call Date", "Start", "Start Date", "DTSTART", "Due Date", "Logged At", "Time", "When"]),
    (As::Activities, "activity.time", &["時刻", "開始時刻", "時間", "Start Time", "Call Time", "Activity - Due time", "Due Time"]),
    (As::Activities, "activity.end", &["終了", "終了日時", "終了日", "End", "End Date", "DTEND"]),
    (As::Activities, "activity.end_time", &["終了時刻", "End Time"]),
    (As::Activities, "activity.done", &["完了", "実施済", "済", "Done", "Activity - Done", "Completed", "IsClosed"]),
    (As::Activities, "activity.subject", &["件名", "タイトル", "表題", "予定", "Subject", "Activity - Subject", "Summary", "Title"]),
    (As::Activities, "activity.note", &["内容", "活動内容", "対応内容", "通話内容", "備考", "メモ", "詳細", "本文", "コメント", "説明", "Note", "Notes", "Activity - Note", "Description", "Comments", "Body", "Details", "Note - Content"]),
    (As::Activities, "activity.outcome", &["結果", "架電結果", "通話結果", "対応結果", "Outcome", "Result", "Call Outcome", "Call Result", "CallDisposition", "Disposition"]),
    (As::Activities, "activity.duration", &["通話時間", "通話秒数", "所要時間", "Duration", "Call Duration", "CallDurationInSeconds", "Activity - Duration"]),
    (As::Activities, "activity.direction", &["発着信", "発信着信", "方向", "Direction", "Call Direction", "CallType"]),
    (As::Activities, "activity.number", &["発信先", "架電先番号", "相手番号", "Number Dialled", "Dialed Number", "To Number"]),
    (As::Activities, "custom:Location", &["Location", "場所"]),
    (As::Activities, "owner", &["担当", "担当者", "対応者", "架電者", "実施者", "Owner", "OwnerId", "Assigned To", "Activity - Assigned to user", "Rep", "Agent", "User", "Caller"]),
    // A page somebody looked at.
    (As::Visits, "id:import", &["Visit ID", "Event ID", "閲覧ID"]),
    (As::Visits, "activity.subject", &["URL", "ページ", "閲覧ページ", "閲覧URL", "ページURL", "Page", "Page URL", "Visited URL", "Page Path", "Page Location", "Path", "Landing Page"]),
    (As::Visits, "activity.at", &["日時", "閲覧日時", "アクセス日時", "日付", "At", "Visited At", "Date", "Time", "Timestamp", "When"]),
    (As::Visits, "activity.note", &["備考", "メモ", "タイトル", "ページタイトル", "参照元", "Title", "Page Title", "Referrer", "Note"]),
    (As::Activities, "mail", &["Attendee", "Attendees", "出席者", "Organizer"]),

    // A contract that goes on.
    (As::Subscriptions, "id:import", &["契約ID", "契約番号", "Subscription ID", "Contract ID", "Contract No"]),
    (As::Subscriptions, "subscription.product", &["商品", "商品名", "プラン", "プラン名", "契約プラン", "サービス", "サブスクリプション", "Product", "Product Name", "Plan", "Plan Name", "Subscription", "Service"]),
    (As::Subscriptions, "subscription.product_code", &["商品コード", "商品番号", "品番", "プランコード", "Product Code", "SKU", "Plan Code", "Plan ID"]),
    (As::Subscriptions, "subscription.amount", &["金額", "料金", "契約金額", "利用料", "月額", "年額", "Amount", "Price", "Fee", "MRR", "Total"]),
    (As::Subscriptions, "subscription.currency", &["通貨", "通貨コード", "Currency"]),
    (As::Subscriptions, "subscription.cycle", &["支払周期", "周期", "契約周期", "請求周期", "Cycle", "Billing Cycle", "Interval", "Billing Period", "Frequency"]),
    (As::Subscriptions, "subscription.started_on", &["契約日", "契約開始日", "開始日", "利用開始日", "Started", "Started On", "Start Date", "Contract Date", "Since"]),
    (As::Subscriptions, "subscription.renews_on", &["契約更新日", "契約更新予定日", "更新予定日", "更新日", "満了日", "Renews", "Renews On", "Renewal Date", "Next Renewal", "End Date"]),
    (As::Subscriptions, "subscription.cancelled_on", &["解約日", "終了日", "Cancelled", "Cancelled On", "Canceled On", "Cancel Date", "Cancellation Date", "Churned On"]),
    (As::Subscriptions, "subscription.reason", &["解約理由", "離れた原因", "Reason", "Left because", "Cancel Reason", "Churn Reason"]),
    (As::Subscriptions, "subscription.note", &["備考", "メモ", "摘要", "解約に関する情報", "Note", "Notes", "Comment"]),

    // Something that is sold.
    (As::Products, "product.code", &["商品コード", "コード", "商品番号", "品番", "型番", "JANコード", "Code", "Product Code", "SKU", "StockCode", "Item Code", "Product ID"]),
    (As::Products, "product.name", &["商品", "商品名", "品名", "製品", "製品名", "名称", "Name", "Product", "Product Name", "Item", "Item Name", "Description"]),
    (As::Products, "product.price", &["価格", "単価", "定価", "標準価格", "販売価格", "Price", "Unit Price", "List Price", "Sales Price", "sales_price"]),
    (As::Products, "product.cost", &["原価", "仕入値", "仕入価格", "仕入単価", "Cost", "Unit Cost", "Cost Price"]),
    (As::Products, "product.currency", &["通貨", "通貨コード", "Currency"]),
    (As::Products, "product.category", &["カテゴリ", "カテゴリー", "分類", "区分", "シリーズ", "Category", "Type", "Group", "series", "Series"]),
    (As::Products, "product.supplier", &["仕入先", "メーカー", "Supplier", "Vendor", "Manufacturer"]),
    (As::Products, "product.note", &["備考", "メモ", "摘要", "Note", "Notes", "Comment"]),
    // What somebody asked.
    (As::Inquiries, "id:import", &["問い合わせ番号", "受付番号", "問合せ番号", "Ticket ID", "Ticket", "Case Number", "Inquiry ID", "Record ID", "ID"]),
    (As::Inquiries, "inquiry.received_at", &["問い合わせ日時", "問い合わせ日", "お問い合わせ日時", "お問い合わせ日", "問合せ日時", "問合せ日", "受付日時", "受付日", "日時", "日付", "Received", "Received At", "Inquiry Date", "Enquiry Date", "Created", "Created At", "Create Date", "Date"]),
    (As::Inquiries, "inquiry.kind", &["問い合わせ種別", "お問い合わせ種別", "問合せ種別", "種別", "区分", "分類", "About", "Type", "Category", "Inquiry Type", "Ticket Category"]),
    (As::Inquiries, "inquiry.text", &["問い合わせ内容", "お問い合わせ内容", "問合せ内容", "内容", "件名", "本文", "What", "Inquiry", "Enquiry", "Text", "Body", "Message", "Description", "Subject", "Ticket Subject", "Case Subject"]),
    (As::Inquiries, "inquiry.status", &["問い合わせ状況", "状況", "現在のステータス", "ステータス", "対応状況", "Status", "Ticket Status", "Case Status"]),
    (As::Inquiries, "inquiry.channel", &["経路", "受付経路", "手段", "受付方法", "Channel", "Via", "Source"]),
    (As::Inquiries, "inquiry.complaint", &["クレーム", "苦情", "クレームフラグ", "Complaint", "Is Complaint"]),
    (As::Inquiries, "inquiry.cause", &["原因", "Cause", "Root Cause"]),
    (As::Inquiries, "inquiry.review", &["担当者の対応", "対応内容", "対応の評価", "Our response", "Response Review", "Response", "Resolution"]),
    (As::Inquiries, "inquiry.closed_at", &["完了日時", "完了日", "解決日", "クローズ日", "Closed", "Closed At", "Close Date", "Resolved At"]),
    (As::Inquiries, "inquiry.cleared_why", &["架電可の理由", "May call because"]),
    (As::Inquiries, "owner", &["担当", "担当者", "対応者", "対応担当", "Owner", "Assigned To", "Agent", "Rep"]),

    // Leave to contact somebody.
    (As::Consents, "consent.channel", &["手段", "チャネル", "同意手段", "Channel", "Consent Channel"]),
    (As::Consents, "consent.state", &["状態", "同意", "同意状況", "State", "Status", "Consent", "Consent State", "Consent Status"]),
    (As::Consents, "consent.source", &["取得元", "取得経路", "経路", "同意取得元", "Via", "Source", "Consent Source"]),
    (As::Consents, "consent.wording", &["同意文言", "文言", "規約版", "Wording", "Consent Text", "Version"]),
    (As::Consents, "consent.obtained_on", &["同意日", "同意取得日", "取得日", "日付", "Given on", "Obtained On", "Consent Date", "Opt-in Date", "Date"]),
    (As::Consents, "consent.expires_on", &["有効期限", "期限", "Holds until", "Expires", "Expires On", "Expiry"]),
    (As::Consents, "consent.withdrawn_on", &["撤回日", "同意撤回日", "Withdrawn on", "Withdrawn", "Opt-out Date"]),
    (As::Consents, "owner", &["担当", "担当者", "Rep", "Owner"]),

    // What became of a message sent to many.
    (As::Mailings, "id:import", &["配信ID", "メッセージID", "Message ID", "Delivery ID"]),
    (As::Mailings, "activity.subject", &["件名", "配信名", "メール名", "キャンペーン", "キャンペーン名", "タイトル", "Subject", "Campaign", "Campaign Name", "Title"]),
    (As::Mailings, "activity.kind", &["手段", "チャネル", "Channel"]),
    (As::Mailings, "mailing.sent", &["配信日時", "配信日", "送信日時", "送信日", "日時", "日付", "Sent", "Sent At", "Send Date", "Send Time", "Delivered At", "Date"]),
    (As::Mailings, "mailing.opened", &["開封日時", "開封日", "開封", "Opened", "Opened At", "Open Time", "First Opened"]),
    (As::Mailings, "mailing.clicked", &["クリック日時", "クリック日", "クリック", "Clicked", "Clicked At", "Click Time"]),
    (As::Mailings, "mailing.unsubscribed", &["配信停止", "配信停止日時", "配信停止日", "配信解除", "オプトアウト", "ブロック", "ブロック日時", "Unsubscribed", "Unsubscribed At", "Unsubscribe Date", "Opt-out", "Opted Out", "Blocked", "Blocked At"]),
    (As::Mailings, "mailing.bounced", &["不達", "エラー", "バウンス", "不達日時", "Bounced", "Bounced At", "Bounce"]),
    (As::Mailings, "mailing.result", &["配信結果", "結果", "ステータス", "状態", "反応", "Status", "Delivery Status", "Result", "Event", "Response"]),
    (As::Mailings, "line", &["友だちID", "LINE ID", "LINEユーザーID", "LINE User ID", "User ID", "UID", "ユーザーID"]),

    // Somebody who sells.
    (As::Reps, "rep.name", &["営業担当者", "営業担当", "担当者", "担当者名", "氏名", "名前", "Name", "Rep", "Sales Rep", "sales_agent", "Sales Agent", "Agent", "User"]),
    (As::Reps, "rep.initials", &["略称", "イニシャル", "Initials"]),
    (As::Reps, "rep.team", &["部署", "部署名", "チーム", "営業所", "支店", "Team", "Department", "manager", "Manager", "regional_office", "Region", "Office"]),
];

//! HubSpot: contacts, companies, deals, in English and Japanese. Rows only.
//!
//! Headers: the columns of the view, as public fixtures and import scripts hold them; the labels of
//! the Japanese export as its own help pages translate them.

use super::{As, Preset, headed};

pub(super) const CONTACTS: Preset = headed(
    "hubspot-contacts",
    Some(As::People),
    &["Record ID", "First Name", "Last Name", "Email"],
    &[
        ("Record ID", "external:HubSpot contact"),
        ("First Name", "person.given"),
        ("Last Name", "person.family"),
        ("Email", "person_mail"),
        ("Phone Number", "person_phone"),
        ("Mobile Phone Number", "person_mobile"),
        ("Job Title", "person.job_title"),
        ("Company Name", "customer.name"),
        ("Associated Company", "customer.name"),
        ("Associated Company IDs", "company:HubSpot"),
        ("Contact owner", "owner"),
        ("Lead Status", "custom:Lead Status"),
        ("Lifecycle Stage", "custom:Lifecycle Stage"),
        ("Create Date", "custom:Create Date"),
    ],
);

pub(super) const CONTACTS_JA: Preset = headed(
    "hubspot-contacts-ja",
    Some(As::People),
    &["レコードID", "姓", "名", "Eメール"],
    &[
        ("レコードID", "external:HubSpot contact"),
        ("名", "person.given"),
        ("姓", "person.family"),
        ("Eメール", "person_mail"),
        ("電話番号", "person_phone"),
        ("携帯電話番号", "person_mobile"),
        ("役職", "person.job_title"),
        ("会社名", "customer.name"),
        ("関連する会社", "customer.name"),
        ("関連する会社ID", "company:HubSpot"),
        ("コンタクト担当者", "owner"),
        ("リードステータス", "custom:リードステータス"),
        ("ライフサイクルステージ", "custom:ライフサイクルステージ"),
        ("作成日", "custom:作成日"),
    ],
);

pub(super) const COMPANIES: Preset = headed(
    "hubspot-companies",
    Some(As::Customers),
    &["Record ID", "Company name", "Company owner"],
    &[
        ("Record ID", "external:HubSpot"),
        ("Company name", "customer.name"),
        ("Company owner", "owner"),
        ("Phone Number", "phone"),
        ("City", "customer.city"),
        ("State/Region", "customer.region"),
        ("Country/Region", "customer.country"),
        ("Industry", "customer.industry"),
        ("Company Domain Name", "url"),
        ("Lifecycle Stage", "custom:Lifecycle Stage"),
        ("Lead Status", "custom:Lead Status"),
        ("Create Date", "custom:Create Date"),
    ],
);

pub(super) const COMPANIES_JA: Preset = headed(
    "hubspot-companies-ja",
    Some(As::Customers),
    &["レコードID", "会社名", "会社の担当者"],
    &[
        ("レコードID", "external:HubSpot"),
        ("会社名", "customer.name"),
        ("会社の担当者", "owner"),
        ("電話番号", "phone"),
        ("市区町村", "customer.city"),
        ("都道府県/地域", "customer.region"),
        ("国/地域", "customer.country"),
        ("業種", "customer.industry"),
        ("会社のドメイン名", "url"),
        ("ライフサイクルステージ", "custom:ライフサイクルステージ"),
        ("作成日", "custom:作成日"),
    ],
);

pub(super) const DEALS: Preset = headed(
    "hubspot-deals",
    Some(As::Deals),
    &["Record ID", "Deal Name", "Deal Stage"],
    &[
        ("Record ID", "id:HubSpot"),
        ("Deal Name", "deal.title"),
        ("Deal Stage", "deal.stage"),
        ("Amount", "deal.amount"),
        ("Currency", "deal.currency"),
        ("Deal owner", "owner"),
        ("Close Date", "deal.close_on"),
        ("Create Date", "deal.opened_on"),
        ("Associated Company", "customer.name"),
        ("Associated Company IDs", "external:HubSpot"),
        ("Associated Contact IDs", "custom:Associated Contact IDs"),
    ],
);

pub(super) const DEALS_JA: Preset = headed(
    "hubspot-deals-ja",
    Some(As::Deals),
    &["レコードID", "取引名", "取引ステージ"],
    &[
        ("レコードID", "id:HubSpot"),
        ("取引名", "deal.title"),
        ("取引ステージ", "deal.stage"),
        ("金額", "deal.amount"),
        ("通貨", "deal.currency"),
        ("取引担当者", "owner"),
        ("クローズ日", "deal.close_on"),
        ("作成日", "deal.opened_on"),
        ("関連する会社", "customer.name"),
        ("関連する会社ID", "external:HubSpot"),
        ("関連するコンタクトID", "custom:関連するコンタクトID"),
    ],
);

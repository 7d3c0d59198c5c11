//! Salesforce: the API names of the Data Loader, and the labels of reports. Rows only.
//!
//! Headers: the object reference's field names; report labels in English and Japanese as the
//! standard report types have them. A report's last lines are no rows; the reader leaves them out.

use super::{As, Preset, headed};

pub(super) const ACCOUNTS: Preset = headed(
    "salesforce-accounts",
    Some(As::Customers),
    &["Id", "Name", "BillingStreet"],
    &[
        ("Id", "external:Salesforce"),
        ("Name", "customer.name"),
        ("AccountNumber", "customer.code"),
        ("Phone", "phone"),
        ("Fax", "fax"),
        ("Website", "url"),
        ("Industry", "customer.industry"),
        ("AnnualRevenue", "customer.annual_sales"),
        ("NumberOfEmployees", "customer.employees"),
        ("BillingStreet", "customer.address"),
        ("BillingCity", "customer.city"),
        ("BillingState", "customer.region"),
        ("BillingPostalCode", "customer.postal_code"),
        ("BillingCountry", "customer.country"),
        ("Description", "customer.note"),
        ("Rating", "custom:Rating"),
        ("OwnerId", "custom:OwnerId"),
        ("ParentId", "custom:ParentId"),
        ("Type", "custom:Type"),
    ],
);

pub(super) const CONTACTS: Preset = headed(
    "salesforce-contacts",
    Some(As::People),
    &["FirstName", "LastName", "AccountId"],
    &[
        ("Id", "external:Salesforce contact"),
        ("FirstName", "person.given"),
        ("LastName", "person.family"),
        ("AccountId", "company:Salesforce"),
        ("Salutation", "person.honorific"),
        ("Title", "person.job_title"),
        ("Department", "person.department"),
        ("Phone", "person_phone"),
        ("MobilePhone", "person_mobile"),
        ("Fax", "fax"),
        ("Email", "person_mail"),
        ("MailingStreet", "person.address"),
        ("MailingCity", "person.address"),
        ("MailingState", "person.address"),
        ("MailingPostalCode", "person.postal_code"),
        ("MailingCountry", "custom:MailingCountry"),
        ("Birthdate", "person.birth_date"),
        ("Description", "person.note"),
        ("OwnerId", "custom:OwnerId"),
        ("LeadSource", "person.source"),
    ],
);

pub(super) const OPPORTUNITIES: Preset = headed(
    "salesforce-opportunities",
    Some(As::Deals),
    &["Name", "StageName", "CloseDate"],
    &[
        ("Id", "id:Salesforce"),
        ("Name", "deal.title"),
        ("AccountId", "external:Salesforce"),
        ("StageName", "deal.stage"),
        ("Amount", "deal.amount"),
        ("CurrencyIsoCode", "deal.currency"),
        ("Probability", "deal.probability"),
        ("CloseDate", "deal.close_on"),
        ("CreatedDate", "deal.opened_on"),
        ("LeadSource", "deal.source"),
        ("Description", "deal.note"),
        ("OwnerId", "custom:OwnerId"),
        ("Type", "deal.kind"),
    ],
);

pub(super) const TASKS: Preset = headed(
    "salesforce-tasks",
    Some(As::Activities),
    &["Subject", "ActivityDate", "WhatId"],
    &[
        ("Id", "id:Salesforce"),
        ("Subject", "activity.subject"),
        ("ActivityDate", "activity.at"),
        ("Status", "activity.done"),
        ("TaskSubtype", "activity.kind"),
        ("WhatId", "external:Salesforce"),
        ("AccountId", "external:Salesforce"),
        ("WhoId", "custom:WhoId"),
        ("Description", "activity.note"),
        ("CallDurationInSeconds", "activity.duration"),
        ("CallDisposition", "activity.outcome"),
        ("CallType", "activity.direction"),
        ("OwnerId", "custom:OwnerId"),
    ],
);

pub(super) const OPPORTUNITY_REPORT: Preset = headed(
    "salesforce-report",
    Some(As::Deals),
    &["Opportunity Name", "Account Name", "Stage"],
    &[
        ("Opportunity ID", "id:Salesforce"),
        ("Opportunity Name", "deal.title"),
        ("Account Name", "customer.name"),
        ("Account ID", "external:Salesforce"),
        ("Stage", "deal.stage"),
        ("Amount", "deal.amount"),
        ("Amount Currency", "deal.currency"),
        ("Probability (%)", "deal.probability"),
        ("Close Date", "deal.close_on"),
        ("Created Date", "deal.opened_on"),
        ("Opportunity Owner", "owner"),
        ("Lead Source", "deal.source"),
        ("Type", "deal.kind"),
        ("Fiscal Period", "custom:Fiscal Period"),
        ("Age", "custom:Age"),
        ("Next Step", "custom:Next Step"),
    ],
);

pub(super) const OPPORTUNITY_REPORT_JA: Preset = headed(
    "salesforce-report-ja",
    Some(As::Deals),
    &["商談名", "取引先名", "フェーズ"],
    &[
        ("商談 ID", "id:Salesforce"),
        ("商談名", "deal.title"),
        ("取引先名", "customer.name"),
        ("取引先 ID", "external:Salesforce"),
        ("フェーズ", "deal.stage"),
        ("金額", "deal.amount"),
        ("金額 通貨", "deal.currency"),
        ("確度 (%)", "deal.probability"),
        ("完了予定日", "deal.close_on"),
        ("作成日", "deal.opened_on"),
        ("商談 所有者", "owner"),
        ("リードソース", "deal.source"),
        ("種別", "deal.kind"),
        ("会計期間", "custom:会計期間"),
        ("期間", "custom:期間"),
        ("次のステップ", "custom:次のステップ"),
    ],
);

pub(super) const CONTACT_REPORT_JA: Preset = headed(
    "salesforce-contacts-ja",
    Some(As::People),
    &["取引先名", "姓", "名", "取引先責任者 所有者"],
    &[
        ("取引先責任者 ID", "external:Salesforce contact"),
        ("取引先名", "customer.name"),
        ("姓", "person.family"),
        ("名", "person.given"),
        ("役職", "person.job_title"),
        ("部署", "person.department"),
        ("電話", "person_phone"),
        ("携帯", "person_mobile"),
        ("メール", "person_mail"),
        ("町名・番地(郵送先)", "person.address"),
        ("郵便番号(郵送先)", "person.postal_code"),
        ("取引先責任者 所有者", "owner"),
    ],
);

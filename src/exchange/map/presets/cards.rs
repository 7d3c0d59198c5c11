//! Business-card services: Eight, Sansan. Rows only.
//!
//! Headers: Eight's as several public converters read its download; Sansan's as jp-help.sansan.com
//! shows the file 名刺出力, whose numbers in brackets differ with the contract.

use super::{As, Preset, headed};

pub(super) const EIGHT: Preset = headed(
    "eight",
    Some(As::People),
    &["会社名", "部署名", "役職", "e-mail", "TEL会社", "名刺交換日"],
    &[
        ("会社名", "customer.name"),
        ("部署名", "person.department"),
        ("役職", "person.job_title"),
        ("姓", "person.family"),
        ("名", "person.given"),
        ("e-mail", "person_mail"),
        ("郵便番号", "customer.postal_code"),
        ("住所", "customer.address"),
        ("TEL会社", "phone"),
        ("TEL部門", "phone"),
        ("TEL直通", "person_phone"),
        ("Fax", "fax"),
        ("携帯電話", "person_mobile"),
        ("URL", "url"),
        ("名刺交換日", "custom:名刺交換日"),
    ],
);

pub(super) const SANSAN: Preset = headed(
    "sansan",
    Some(As::People),
    &["会社名", "氏名", "名刺所有者ユーザID"],
    &[
        ("会社名", "customer.name"),
        ("部署名", "person.department"),
        ("役職", "person.job_title"),
        ("氏名", "person.full_name"),
        ("氏名[姓]", "person.family"),
        ("氏名[名]", "person.given"),
        ("氏名かな", "person.family_kana"),
        ("郵便番号(1)", "customer.postal_code"),
        ("住所(1)［全て］", "customer.address"),
        ("TEL(1)", "phone"),
        ("TEL(2)", "phone"),
        ("FAX(1)", "fax"),
        ("携帯電話", "person_mobile"),
        ("e-mail", "person_mail"),
        ("URL", "url"),
        ("名刺交換日", "custom:名刺交換日"),
        ("名刺所有者ユーザID", "custom:名刺所有者ユーザID"),
        ("名刺所有者", "custom:名刺所有者"),
        ("メモ", "person.note"),
        ("タグ", "tag"),
    ],
);

//! Groupware and book-keeping: kintone, freee, Garoon, サイボウズ Office. Rows only.
//!
//! Headers: kintone's system columns as its help pages and public scripts have them; freee's 取引先
//! as support.freee.co.jp lists them; Garoon's and Office's order of columns as jp.cybozu.help gives
//! it (`g5/ja/admin/spec/csv/address`, `o/ja/admin/spec/format/ad.html`), which have no header.

use super::{As, Mark, Preset, headed};

/// The column of kintone that marks the first row of each record.
pub const FIRST_OF_RECORD: &str = "レコードの開始行";

pub(super) const KINTONE: Preset = headed(
    "kintone",
    None,
    &[FIRST_OF_RECORD],
    &[
        (FIRST_OF_RECORD, "skip"),
        ("更新者", "custom:更新者"),
        ("作成者", "custom:作成者"),
        ("更新日時", "custom:更新日時"),
        ("作成日時", "custom:作成日時"),
        ("ステータス", "custom:ステータス"),
    ],
);

pub(super) const FREEE: Preset = headed(
    "freee",
    Some(As::Customers),
    &["名前(通称)", "取引先コード", "ショートカット1"],
    &[
        ("名前(通称)*", "customer.name"),
        ("名前(通称)", "customer.name"),
        ("取引先コード", "customer.code"),
        ("ショートカット1", "custom:ショートカット1"),
        ("ショートカット2", "custom:ショートカット2"),
        ("カナ名称", "customer.kana"),
        ("敬称", "custom:敬称"),
        ("事業所種別", "custom:事業所種別"),
        ("地域", "custom:地域"),
        ("郵便番号", "customer.postal_code"),
        ("都道府県", "customer.region"),
        ("市区町村・番地", "customer.address"),
        ("建物名・部屋番号など", "customer.address"),
    ],
);

pub(super) const GAROON: Preset = Preset {
    name: "garoon",
    about: Some(As::People),
    must: &[],
    columns: &[],
    places: &[
        "skip",
        "person.family",
        "person.given",
        "person.family_kana",
        "person.given_kana",
        "customer.name",
        "customer.kana",
        "person.department",
        "customer.postal_code",
        "customer.address",
        "custom:経路",
        "custom:所要時間",
        "custom:運賃",
        "phone",
        "fax",
        "url",
        "person.job_title",
        "person_phone",
        "person_mail",
        "person.note",
    ],
    names: &[
        "表示名", "姓", "名", "姓(よみ)", "名(よみ)", "会社名", "会社名(よみ)", "部課名", "郵便番号", "住所", "経路", "所要時間", "運賃",
        "会社電話番号", "会社Fax番号", "URL", "役職名", "個人電話番号", "E-mail", "メモ",
    ],
    row: Mark::Garoon,
};

pub(super) const OFFICE: Preset = Preset {
    name: "cybozu-office",
    about: Some(As::People),
    must: &[],
    columns: &[],
    places: &[
        "person.family",
        "person.given",
        "person.family_kana",
        "person.given_kana",
        "person.job_title",
        "person_phone",
        "person_mail",
        "person.note",
        "",
        "custom:会社コード",
        "customer.name",
        "person.department",
        "customer.kana",
        "customer.postal_code",
        "customer.address",
        "custom:路線",
        "custom:所要時間",
        "custom:運賃",
        "phone",
        "fax",
        "url",
    ],
    names: &[
        "名前(姓)", "名前(名)", "よみ(姓)", "よみ(名)", "役職", "Tel", "E-mail", "メモ", "カスタマイズ項目", "会社コード", "会社名", "部課名",
        "会社よみ", "郵便番号", "住所", "路線", "所要時間", "運賃", "会社Tel", "会社Fax", "URL",
    ],
    row: Mark::Office,
};

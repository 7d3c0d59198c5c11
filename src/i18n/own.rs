//! Words for fields of one's own: which rule a value breaks, and the rules of a field in a line.

use super::{Lang, label};
use crate::domain::custom_field::CustomField;
use crate::domain::own::Fault;

/// Which rule is broken.
#[must_use]
pub fn fault(fault: &Fault, lang: Lang) -> String {
    match (lang, fault) {
        (Lang::En, Fault::Missing) => "should not be empty".to_owned(),
        (Lang::Ja, Fault::Missing) => "入力が必要です".to_owned(),
        (Lang::En, Fault::NotOf(kind)) => format!("is no {}", label::choice(kind, lang)),
        (Lang::Ja, Fault::NotOf(kind)) => format!("{}として読めません", label::choice(kind, lang)),
        (Lang::En, Fault::NoChoice(of)) => format!("is none of {of}"),
        (Lang::Ja, Fault::NoChoice(of)) => format!("{of} のどれでもありません"),
        (Lang::En, Fault::Unlike(pattern)) => format!("does not look like {pattern}"),
        (Lang::Ja, Fault::Unlike(pattern)) => format!("書式 {pattern} と違います"),
        (Lang::En, Fault::Below(low)) => format!("is below {low}"),
        (Lang::Ja, Fault::Below(low)) => format!("{low} より小さい値です"),
        (Lang::En, Fault::Above(high)) => format!("is above {high}"),
        (Lang::Ja, Fault::Above(high)) => format!("{high} より大きい値です"),
        (Lang::En, Fault::Long(longest)) => format!("is longer than {longest} characters"),
        (Lang::Ja, Fault::Long(longest)) => format!("{longest} 文字を超えています"),
    }
}

/// What is to be written where a field of one's own is described, by the name of that row.
#[must_use]
pub fn hint(row: &str, lang: Lang) -> Option<&'static str> {
    let (en, ja) = match row {
        "of" => ("which records have it; that stays", "どのレコードの項目か（後から変えられません）"),
        "kind" => (
            "another kind keeps every word that was typed, and says how many do not fit",
            "種類を変えても入力した文字は残り、合わない件数を知らせます",
        ),
        "choices" => (
            "of the kinds choice and several: with commas between",
            "種類が選択・複数選択のとき、カンマ区切りで",
        ),
        "required" => ("warns where it stays empty", "空のままだと知らせます"),
        "hard" => (
            "yes refuses what breaks these rules where it is typed; no only warns",
            "「はい」はルールに合わない入力を拒否、「いいえ」は知らせるだけ",
        ),
        "pattern" => {
            ("# a digit, @ a letter, ? any one, * anything", "# 数字、@ 文字、? 任意の1文字、* 何でも")
        }
        "low" | "high" => ("of a number, an amount or a date", "数値・金額・日付の項目に"),
        "longest" => ("so many characters; empty for any number", "文字数。空なら制限なし"),
        "position" => ("smaller numbers stand first", "小さい番号が先"),
        _ => return None,
    };
    Some(if lang == Lang::En { en } else { ja })
}

/// The rules of a field in a line; nothing where it has none.
#[must_use]
pub fn rules(field: &CustomField, lang: Lang) -> String {
    let en = lang == Lang::En;
    let mut words = Vec::new();
    if field.required {
        words.push(if en { "required" } else { "必須" }.to_owned());
    }
    if !field.pattern.is_empty() {
        words.push(field.pattern.clone());
    }
    match (field.low.as_str(), field.high.as_str()) {
        ("", "") => {}
        (low, "") => words.push(if en { format!("from {low}") } else { format!("{low} 以上") }),
        ("", high) => words.push(if en { format!("to {high}") } else { format!("{high} 以下") }),
        (low, high) => words.push(if en { format!("{low} to {high}") } else { format!("{low}～{high}") }),
    }
    if let Some(longest) = field.longest {
        words.push(if en {
            format!("up to {longest} characters")
        } else {
            format!("{longest} 文字以内")
        });
    }
    if field.hard {
        words.push(if en { "refuses" } else { "違反は拒否" }.to_owned());
    }
    words.join(", ")
}

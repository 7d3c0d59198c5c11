//! Words for what is wrong with a template.

use super::{Lang, label};
use crate::domain::setup::{Reason, Wrong};

/// What is wrong, without the place.
#[must_use]
pub fn wrong(wrong: &Wrong, lang: Lang) -> String {
    let why = match (&wrong.why, lang) {
        (Reason::Unread(words), _) => words.trim().to_owned(),
        (Reason::Value(why), _) => label::why(why, lang),
        (Reason::Twice, Lang::En) => "stands there twice".to_owned(),
        (Reason::Twice, Lang::Ja) => "同じものが 2 回あります".to_owned(),
        (Reason::NoOutcome(code), Lang::En) => {
            format!("there is no outcome `{code}`; a new one is `like` one of the standard set")
        }
        (Reason::NoOutcome(code), Lang::Ja) => {
            format!("結果「{code}」はありません。新しい結果は like に標準の結果コードを書いてください")
        }
        (Reason::NoSurvey(name), Lang::En) => format!("there is no questionnaire `{name}` in this template"),
        (Reason::NoSurvey(name), Lang::Ja) => format!("アンケート「{name}」がこのテンプレートにありません"),
        (Reason::Parts(name), Lang::En) => format!("`{name}`: a tag has no comma in it"),
        (Reason::Parts(name), Lang::Ja) => format!("「{name}」: タグに読点やカンマは使えません"),
        (Reason::NoBound(bound), Lang::En) => {
            format!("`{bound}` bounds nothing: numbers, amounts and dates have a least and a most")
        }
        (Reason::NoBound(bound), Lang::Ja) => {
            format!("「{bound}」は下限・上限になりません。数値・金額・日付の項目だけに書けます")
        }
    };
    if wrong.about.is_empty() { why } else { format!("{}: {why}", wrong.about) }
}

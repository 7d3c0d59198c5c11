//! The names of countries, by their ISO 3166 code: those that a Japanese or English list has most.
//!
//! Rows only. A name that is not here stays as it is written.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::cell::folded;

#[rustfmt::skip]
const COUNTRIES: &[(&str, &[&str])] = &[
    ("JP", &["Japan", "日本", "日本国"]),
    ("US", &["United States", "USA", "U.S.A.", "United States of America", "アメリカ", "アメリカ合衆国", "米国"]),
    ("GB", &["United Kingdom", "UK", "Great Britain", "England", "イギリス", "英国"]),
    ("CN", &["China", "中国", "中華人民共和国"]),
    ("KR", &["South Korea", "Korea", "Republic of Korea", "韓国", "大韓民国"]),
    ("TW", &["Taiwan", "台湾"]),
    ("HK", &["Hong Kong", "香港"]),
    ("SG", &["Singapore", "シンガポール"]),
    ("TH", &["Thailand", "タイ"]),
    ("VN", &["Vietnam", "Viet Nam", "ベトナム"]),
    ("ID", &["Indonesia", "インドネシア"]),
    ("MY", &["Malaysia", "マレーシア"]),
    ("PH", &["Philippines", "フィリピン"]),
    ("IN", &["India", "インド"]),
    ("AU", &["Australia", "オーストラリア", "豪州"]),
    ("NZ", &["New Zealand", "ニュージーランド"]),
    ("CA", &["Canada", "カナダ"]),
    ("MX", &["Mexico", "メキシコ"]),
    ("BR", &["Brazil", "ブラジル"]),
    ("AR", &["Argentina", "アルゼンチン"]),
    ("CL", &["Chile", "チリ"]),
    ("DE", &["Germany", "ドイツ"]),
    ("FR", &["France", "フランス"]),
    ("IT", &["Italy", "イタリア"]),
    ("ES", &["Spain", "スペイン"]),
    ("PT", &["Portugal", "ポルトガル"]),
    ("NL", &["Netherlands", "Holland", "オランダ"]),
    ("BE", &["Belgium", "ベルギー"]),
    ("CH", &["Switzerland", "スイス"]),
    ("AT", &["Austria", "オーストリア"]),
    ("SE", &["Sweden", "スウェーデン"]),
    ("NO", &["Norway", "ノルウェー"]),
    ("DK", &["Denmark", "デンマーク"]),
    ("FI", &["Finland", "フィンランド"]),
    ("IE", &["Ireland", "アイルランド"]),
    ("PL", &["Poland", "ポーランド"]),
    ("CZ", &["Czech Republic", "Czechia", "チェコ"]),
    ("HU", &["Hungary", "ハンガリー"]),
    ("RO", &["Romania", "ルーマニア"]),
    ("RU", &["Russia", "ロシア"]),
    ("TR", &["Turkey", "トルコ"]),
    ("IL", &["Israel", "イスラエル"]),
    ("AE", &["United Arab Emirates", "UAE", "アラブ首長国連邦"]),
    ("SA", &["Saudi Arabia", "サウジアラビア"]),
    ("ZA", &["South Africa", "南アフリカ"]),
    ("KE", &["Kenya", "ケニア"]),
    ("JO", &["Jordan", "ヨルダン"]),
    ("PA", &["Panama", "パナマ"]),
];

static CODES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let words = |(code, names): &(&'static str, &[&'static str])| {
        let code = *code;
        names.iter().copied().chain([code]).map(move |name| (folded(name), code)).collect::<Vec<_>>()
    };
    COUNTRIES.iter().flat_map(words).collect()
});

/// The code of a country, or the words as they are where nobody here knows them.
#[must_use]
pub fn code(text: &str) -> String {
    let text = text.trim();
    CODES.get(&folded(text)).map_or_else(|| text.to_owned(), |code| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_has_its_code_and_an_unknown_one_its_name() {
        assert_eq!(
            ["日本", "jp", "U.S.A.", "Ｊａｐａｎ", "Philipines"].map(code),
            ["JP", "JP", "US", "JP", "Philipines"]
        );
    }
}

//! The words of money: currencies, what multiplies, and what makes figures count something else.
//! Rows only; `figures` and the readings beside it use them.

/// A currency: code, decimals, the sign it is shown with, and how people write it before or after.
#[derive(Debug)]
pub(super) struct Currency {
    pub code: &'static str,
    pub decimals: u32,
    pub sign: &'static str,
    pub before: &'static [&'static str],
    pub after: &'static [&'static str],
}

#[rustfmt::skip]
pub(super) const CURRENCIES: &[Currency] = &[
    Currency { code: "JPY", decimals: 0, sign: "¥", before: &["¥", "jpy"], after: &["円", "jpy", "yen"] },
    Currency { code: "USD", decimals: 2, sign: "$", before: &["us$", "$", "usd"], after: &["usd", "ドル", "米ドル", "dollars", "dollar", "bucks"] },
    Currency { code: "EUR", decimals: 2, sign: "€", before: &["€", "eur"], after: &["eur", "€", "ユーロ", "euros", "euro"] },
    Currency { code: "GBP", decimals: 2, sign: "£", before: &["£", "gbp"], after: &["gbp", "ポンド", "pounds"] },
    Currency { code: "CNY", decimals: 2, sign: "", before: &["cny", "rmb"], after: &["cny", "rmb", "人民元", "元"] },
    Currency { code: "KRW", decimals: 0, sign: "₩", before: &["₩", "krw"], after: &["krw", "ウォン", "won"] },
    Currency { code: "TWD", decimals: 2, sign: "", before: &["nt$", "twd"], after: &["twd", "台湾ドル"] },
    Currency { code: "HKD", decimals: 2, sign: "", before: &["hk$", "hkd"], after: &["hkd", "香港ドル"] },
    Currency { code: "SGD", decimals: 2, sign: "", before: &["s$", "sgd"], after: &["sgd"] },
    Currency { code: "AUD", decimals: 2, sign: "", before: &["a$", "aud"], after: &["aud", "豪ドル"] },
    Currency { code: "CAD", decimals: 2, sign: "", before: &["c$", "cad"], after: &["cad"] },
    Currency { code: "CHF", decimals: 2, sign: "", before: &["chf"], after: &["chf"] },
    Currency { code: "INR", decimals: 2, sign: "", before: &["₹", "inr"], after: &["inr"] },
    Currency { code: "THB", decimals: 2, sign: "", before: &["฿", "thb"], after: &["thb", "バーツ"] },
];

/// A word that multiplies, the power of ten, and whether it says by itself that this is money.
pub(super) const SCALES: &[(&str, u32, bool)] = &[
    ("千万", 7, true),
    ("百万", 6, true),
    ("兆", 12, true),
    ("億", 8, true),
    ("万", 4, true),
    ("千", 3, false),
    ("mn", 6, false),
    ("bn", 9, false),
    ("k", 3, false),
    ("m", 6, false),
    ("b", 9, false),
];

/// After 120万 these count something else, or say what comes off the price.
pub(super) const COUNTED: &[&str] = &[
    "人",
    "名",
    "件",
    "台",
    "社",
    "個",
    "本",
    "枚",
    "回",
    "歩",
    "部",
    "冊",
    "箱",
    "食",
    "キロ",
    "km",
    "kg",
    "アクセス",
    "ユーザ",
    "pv",
    "世帯",
    "店",
    "点",
    "坪",
    "時間",
    "分",
    "年",
    "日",
    "ヶ月",
    "カ月",
    "か月",
    "引き",
    "値引",
    "オフ",
    "トン",
    "羽",
    "匹",
    "頭",
    "語",
    "文字",
    "行",
    "度",
    "円引き",
    "円値引",
    "円オフ",
    "フォロワー",
    "ダウンロード",
    "再生",
];

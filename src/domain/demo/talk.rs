//! What was said on the calls of the demo book. Tables only.

/// An outcome's code, how often it falls in a hundred, what is noted in English and in Japanese.
pub(super) type Call = (&'static str, u64, &'static [&'static str], &'static [&'static str]);

#[rustfmt::skip]
pub(super) const CALLS: &[Call] = &[
    ("NA", 31, &[], &[]),
    ("BUSY", 6, &[], &[]),
    ("VM", 8, &["left my name and number"], &["折り返しをお願いした"]),
    ("ABS", 16,
        &["out until the afternoon", "in a meeting, try after four", "back on Monday"],
        &["午後戻り", "会議中、16時以降に再度", "外出、月曜に戻る", "席を外している"]),
    ("GK", 4, &["reception will not put calls through"], &["受付で断られた"]),
    ("CB", 8,
        &["asked to be called back, busy right now", "wants to talk once the month is closed"],
        &["手が離せない、かけ直してほしいとのこと", "月末が過ぎてから話したい"]),
    ("TALK", 14,
        &["likes the idea, has to ask the board", "20 seats, wants a quote", "compares us with two others",
          "happy with what they have until spring", "asked whether the old data can come along"],
        &["20台で検討、見積もり希望", "稟議にかけるとのこと", "他社と比較中、来月判断", "現行の契約が3月まで",
          "既存データの移行を気にしている", "導入事例を知りたい"]),
    ("HOT", 4, &["ready to go, wants the start date"], &["前向き、導入時期の相談"]),
    ("DOC", 4, &["sent the brochure and the price list"], &["資料と価格表を送付"]),
    ("APPT", 3, &["a demo next week, at their place"], &["来週訪問、デモを希望"]),
    ("NQ", 2, &["closed that line of business"], &["その事業からは撤退"]),
];

/// A mail's subject and what was in it.
type Mail = (&'static str, &'static str);

/// Mails, in English and in Japanese.
pub(super) const MAILS: &[(Mail, Mail)] = &[
    (("Our brochure", "as promised on the phone"), ("資料送付のご案内", "お電話の件、資料を添付")),
    (("Quote", "20 seats, valid for 30 days"), ("お見積書", "20名分、有効期限30日")),
    (("Thank you for your time", "notes of our talk"), ("お打ち合わせの御礼", "議事録を添付")),
];

/// Notes that stand alone.
pub(super) const NOTES: &[(&str, &str)] = &[
    ("moves to a new building in spring", "春に新社屋へ移転予定"),
    ("prefers mail before ten", "午前中は電話に出にくい"),
    ("decides together with the parent company", "親会社と共同で決裁"),
    ("asks for invoices by the 20th", "請求書は20日までに必着"),
];

/// What is to be done, in English and in Japanese.
pub(super) const STEPS: &[(&str, &str)] = &[
    ("quote for 20 units", "20台の見積もりの件"),
    ("ask about the board meeting", "稟議の結果を確認"),
    ("did the brochure arrive?", "資料が届いたか確認"),
    ("agree on a date for the demo", "デモの日程調整"),
    ("renewal, talk about seats", "更新、利用人数の相談"),
    ("call the plant manager", "工場長に電話"),
];

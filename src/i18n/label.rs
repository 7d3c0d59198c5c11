//! Words for the domain's values: deeds, channels, stages, choices, troubles.

use super::{Lang, Text};
use crate::domain::answer::Answer;
use crate::domain::deal::Deal;
use crate::domain::invalid::Why;
use crate::domain::outcome::Outcome;
use crate::domain::pasted::Doubt;
use crate::domain::pipeline::{Pipeline, Pipelines};
use crate::domain::plan::Refusal;
use crate::domain::shut::Shut;
use crate::domain::stage::Stage;
use crate::domain::synced::{NoPlace, Refused};
use crate::domain::tag;
use crate::domain::view::Fault;
use crate::domain::{Deed, Noun, Trouble};

/// A code and its words: one row each.
type Row = (&'static str, &'static str, &'static str);

const DEEDS: &[Row] = &[
    ("add_customer", "new customer", "顧客の追加"),
    ("edit", "edit", "編集"),
    ("add_person", "new person", "担当者の追加"),
    ("add_contact_point", "new number or address", "連絡先の追加"),
    ("log", "log entry", "記録"),
    ("add_next_step", "next step", "次の予定の追加"),
    ("finish_next_step", "next step done", "予定の完了"),
    ("move_next_step", "next step moved", "予定の変更"),
    ("add_deal", "new deal", "商談の追加"),
    ("edit_deal", "deal", "商談の変更"),
    ("edit_pipeline", "pipeline", "パイプラインの変更"),
    ("edit_product", "product", "商品の変更"),
    ("edit_subscription", "subscription", "契約の変更"),
    ("tag", "tag", "タグ"),
    ("block", "do not call", "架電禁止"),
    ("unblock", "may call again", "架電禁止の解除"),
    ("make_list", "call list", "架電リストの作成"),
    ("edit_list", "call list changed", "架電リストの変更"),
    ("claim", "claim", "担当分の確保"),
    ("skip", "put off on the list", "後回し"),
    ("edit_fields", "own fields", "独自項目の変更"),
    ("edit_questions", "questionnaire", "アンケートの変更"),
    ("answer", "answers", "アンケートの回答"),
    ("edit_mails", "mail template", "メール雛形の変更"),
    ("attend", "event", "イベントの参加状況"),
    ("apply_template", "template", "テンプレートの適用"),
    ("edit_rules", "calling rules", "架電ルールの変更"),
    ("remind", "reminders", "リマインダ"),
    ("paste", "pasted cells", "貼り付け"),
    ("save_view", "view", "ビュー"),
    ("add_inquiry", "new inquiry", "問い合わせの追加"),
    ("edit_inquiry", "inquiry", "問い合わせの変更"),
    ("add_inquiry_step", "step of an inquiry", "対応の追加"),
    ("give_consent", "consent given", "同意の記録"),
    ("withdraw_consent", "consent withdrawn", "同意の撤回"),
    ("retain", "kept until", "保存期限"),
    ("delete", "delete", "削除"),
    ("import", "import", "取り込み"),
    ("merge", "merge", "名寄せ"),
    ("unmerge", "un-merge", "名寄せの解除"),
    ("tell_apart", "tell apart", "別の顧客と判定"),
    ("settle", "reviewed", "確認"),
    ("erase", "erase", "消去"),
    ("undo", "undo", "取り消し"),
    ("redo", "redo", "やり直し"),
    ("setup", "set-up", "初期設定"),
];

/// Words for the codes that choices hold; a code means the same wherever it stands.
const CHOICES: &[Row] = &[
    ("company", "company", "法人"),
    ("person", "person", "個人"),
    ("prospect", "prospect", "見込み"),
    ("customer", "customer", "既存"),
    ("lapsed", "lapsed", "離脱"),
    ("phone", "phone", "電話"),
    ("mobile", "mobile", "携帯"),
    ("fax", "fax", "FAX"),
    ("mail", "mail", "メール"),
    ("url", "site", "サイト"),
    ("sns", "social", "SNS"),
    ("line", "LINE", "LINE"),
    ("call", "call", "電話"),
    ("note", "note", "メモ"),
    ("visit", "visit", "訪問"),
    ("meeting", "web meeting", "Web会議"),
    ("chat", "chat", "チャット"),
    ("sms", "SMS", "SMS"),
    ("letter", "letter", "手紙・DM"),
    ("callback", "call back", "再架電"),
    ("task", "task", "予定"),
    ("dead", "not in service", "不使用"),
    ("wrong", "wrong number", "番号違い"),
    ("in", "incoming", "受信"),
    ("out", "outgoing", "発信"),
    ("lead", "Lead", "リード"),
    ("approach", "Approach", "アプローチ"),
    ("hearing", "Needs", "ヒアリング"),
    ("proposal", "Proposal", "提案"),
    ("quote", "Quote", "見積"),
    ("negotiation", "Negotiation", "交渉・稟議"),
    ("verbal", "Verbal yes", "内諾"),
    ("won", "Won", "受注"),
    ("lost", "Lost", "失注"),
    ("hold", "On hold", "保留"),
    ("open", "open", "進行中"),
    ("included", "tax included", "税込"),
    ("excluded", "tax excluded", "税抜"),
    ("month", "month", "月"),
    ("quarter", "quarter", "四半期"),
    ("half_year", "half-year", "半年"),
    ("year", "year", "年"),
    ("support", "support", "サポート"),
    ("unused", "not used", "未使用"),
    ("price", "price", "価格"),
    ("competitor", "competitor", "競合"),
    ("budget", "budget", "予算"),
    ("timing", "timing", "時期"),
    ("features", "features", "機能不足"),
    ("no_decider", "no decision-maker", "決裁者不在"),
    ("silence", "silence", "音信不通"),
    ("own_side", "our side", "自社都合"),
    ("other", "other", "その他"),
    ("new", "new", "新規"),
    ("renewal", "renewal", "更新"),
    ("upsell", "upsell", "アップセル"),
    ("cross_sell", "cross-sell", "クロスセル"),
    ("commit", "A sure", "A確実"),
    ("best", "B likely", "B見込"),
    ("possible", "C possible", "C可能性"),
    ("omit", "not counted", "対象外"),
    ("win_back", "win-back", "掘り起こし"),
    ("starts", "starts it", "起案"),
    ("drives", "drives it", "推進"),
    ("evaluates", "evaluates", "評価"),
    ("decides", "decides", "決裁"),
    ("buys", "buys", "購買"),
    ("search", "search", "検索"),
    ("paste", "pasted", "貼り付け"),
    ("import", "import", "取り込み"),
    ("outcome", "outcome", "結果"),
    ("material", "send material", "資料送付"),
    ("left", "person has left", "退職・異動"),
    ("complaint", "complaint", "クレーム"),
    ("unfit", "out of target", "対象外"),
    ("duplicate", "duplicate", "重複"),
    ("later", "end of the list", "後回し"),
    ("mistake", "mistake", "誤操作"),
    ("gap", "gap between calls", "最短間隔"),
    ("per_day", "calls a day", "1日の上限"),
    ("hours", "calling hours", "架電時間帯"),
    ("part", "another time of day", "別の時間帯"),
    ("tries", "tries at most", "試行上限"),
    ("same", "the same", "同一"),
    ("apart", "not the same", "別"),
    ("text", "text", "文字"),
    ("number", "number", "数値"),
    ("date", "date", "日付"),
    ("choice", "choice", "選択"),
    ("multi", "several", "複数選択"),
    ("flag", "yes or no", "はい・いいえ"),
    ("money", "money", "金額"),
    ("deal", "deal", "商談"),
    ("purchase", "purchase", "購入"),
    ("activity", "activity", "活動"),
    ("score", "figure 0-9", "点数 0〜9"),
    ("invited", "invited", "招待"),
    ("registered", "registered", "申込"),
    ("attended", "attended", "参加"),
    ("no_show", "no-show", "欠席"),
    ("web", "web", "Web"),
    ("no", "no", "いいえ"),
    ("yes", "yes", "はい"),
    ("cooling", "time until the next try", "再架電待ち"),
    ("question", "question", "質問"),
    ("catalogue", "catalogue", "資料請求"),
    ("estimate", "asks for a quote", "見積依頼"),
    ("order", "order", "注文"),
    ("delivery", "delivery", "納期・配送"),
    ("billing", "billing", "請求・支払"),
    ("repair", "fault or repair", "不具合・修理"),
    ("cancel", "cancel or return", "解約・返品"),
    ("opinion", "opinion", "意見・要望"),
    ("doing", "in hand", "対応中"),
    ("waiting", "waiting", "回答待ち"),
    ("done", "done", "完了"),
    ("given", "given", "同意"),
    ("withdrawn", "withdrawn", "撤回"),
    ("all", "every channel", "全ての手段"),
    ("sent", "sent", "配信"),
    ("opened", "opened", "開封"),
    ("clicked", "clicked", "クリック"),
    ("replied", "replied", "返信"),
    ("bounced", "bounced", "不達"),
    ("unsubscribed", "unsubscribed", "配信停止"),
];

const NOUNS: &[Row] = &[
    ("customer", "customer", "顧客"),
    ("person", "person", "担当者"),
    ("contact_point", "contact point", "連絡先"),
    ("activity", "activity", "活動"),
    ("next_step", "next step", "次の予定"),
    ("deal", "deal", "商談"),
    ("tag", "tag", "タグ"),
    ("block", "do not call", "架電禁止"),
    ("external_id", "external id", "外部ID"),
    ("outcome", "outcome", "結果"),
    ("rep", "rep", "担当"),
    ("call_list", "call list", "架電リスト"),
    ("entry", "entry", "リストの顧客"),
    ("pacing", "pacing", "架電ペース"),
    ("purchase", "purchase", "購入"),
    ("custom_field", "own field", "独自項目"),
    ("custom_value", "own value", "独自項目の値"),
    ("pair", "duplicate", "名寄せ"),
    ("erasure", "erasure", "消去"),
    ("question", "question", "質問"),
    ("answer", "answer", "回答"),
    ("mail_template", "mail template", "メール雛形"),
    ("attendance", "attendance", "参加状況"),
    ("kept_view", "view", "ビュー"),
    ("pipeline", "pipeline", "パイプライン"),
    ("stage", "stage", "フェーズ"),
    ("deal_person", "part in a deal", "商談の関係者"),
    ("deal_line", "deal line", "商談明細"),
    ("product", "product", "商品"),
    ("subscription", "subscription", "契約"),
    ("inquiry", "inquiry", "問い合わせ"),
    ("inquiry_step", "step of an inquiry", "対応"),
    ("consent", "consent", "同意"),
];

fn word(rows: &[Row], code: &str, lang: Lang) -> Option<&'static str> {
    let (_, en, ja) = rows.iter().find(|(known, ..)| *known == code)?;
    Some(match lang {
        Lang::En => en,
        Lang::Ja => ja,
    })
}

/// What a deed is called.
#[must_use]
pub fn deed(deed: Deed, lang: Lang) -> &'static str {
    word(DEEDS, deed.code(), lang).unwrap_or_default()
}

/// What is wrong with a view, and where.
#[must_use]
pub fn fault(fault: &Fault, lang: Lang) -> String {
    match fault {
        Fault::Empty => Text::ViewEmpty.words(lang).to_owned(),
        Fault::Filter(typed, at) => Text::ViewFilter.fill(lang, &[("given", typed), ("at", &at.to_string())]),
        Fault::Column(name) => Text::ViewColumn.fill(lang, &[("given", name)]),
    }
}

/// What a noun is called.
#[must_use]
pub fn noun(noun: Noun, lang: Lang) -> &'static str {
    word(NOUNS, noun.table(), lang).unwrap_or_default()
}

/// What a choice's code is called; an unknown code (from a newer desk) stands for itself.
#[must_use]
pub fn choice(code: &str, lang: Lang) -> &str {
    word(CHOICES, code, lang).unwrap_or(code)
}

/// A label that is data, in both languages; its code's where nobody gave it one.
fn given<'a>(code: &'a str, en: &'a str, ja: &'a str, lang: Lang) -> &'a str {
    match (lang, en, ja) {
        (_, "", "") => choice(code, lang),
        (Lang::Ja, other, "") | (Lang::Ja, _, other) | (Lang::En, "", other) | (Lang::En, other, _) => other,
    }
}

/// A stage's label.
#[must_use]
pub fn step(stage: &Stage, lang: Lang) -> &str {
    given(&stage.code, &stage.en, &stage.ja, lang)
}

/// A pipeline's label.
#[must_use]
pub fn pipeline(pipeline: &Pipeline, lang: Lang) -> &str {
    given(&pipeline.code, &pipeline.en, &pipeline.ja, lang)
}

/// What the stage of a deal is called.
#[must_use]
pub fn stage<'a>(pipelines: &'a Pipelines, deal: &'a Deal, lang: Lang) -> &'a str {
    pipelines.stage(deal).map_or(&deal.stage, |stage| step(stage, lang))
}

/// A tag: a word as a rep wrote it, or one of the few that are codes.
#[must_use]
pub fn tag(name: &str, lang: Lang) -> &str {
    if tag::CODES.contains(&name) { choice(name, lang) } else { name }
}

/// An outcome's label: data, in both languages, so a renamed one keeps its meaning.
#[must_use]
pub fn outcome(outcome: &Outcome, lang: Lang) -> &str {
    match lang {
        Lang::Ja if !outcome.ja.is_empty() => &outcome.ja,
        _ if !outcome.en.is_empty() => &outcome.en,
        _ => &outcome.code,
    }
}

/// What was answered, in a line.
#[must_use]
pub fn answer(answer: &Answer, lang: Lang) -> String {
    let chosen = answer.choice.lines().map(|words| choice(words, lang).to_owned());
    let figure = answer.score.filter(|_| answer.choice.is_empty()).map(|score| score.to_string());
    let words = Some(answer.text.clone()).filter(|text| !text.is_empty());
    chosen.chain(figure).chain(words).collect::<Vec<_>>().join(", ")
}

/// Why a field was refused, in words.
#[must_use]
pub fn why(why: &Why, lang: Lang) -> String {
    match lang {
        Lang::En => match why {
            Why::Breaks(fault) => super::own::fault(fault, lang),
            _ => why.to_string(),
        },
        Lang::Ja => match why {
            Why::Empty => "入力が必要です".into(),
            Why::Breaks(fault) => super::own::fault(fault, lang),
            Why::NotANumber(text) => format!("「{text}」は整数ではありません"),
            Why::NotADate(text) => format!("「{text}」は日付ではありません（例: 2026-11-21）"),
            Why::NotAMoment(text) => format!("「{text}」は日時ではありません（例: 2026-11-21 14:30）"),
            Why::NotAFlag(text) => format!("「{text}」は はい・いいえ ではありません"),
            Why::NotAChoice(text, of) => format!("「{text}」は {of} のどれでもありません"),
            Why::NotAnId(text) => format!("「{text}」は ID ではありません"),
            Why::CardNumber => "カード番号らしき数字は保存できません".into(),
            Why::NotALapse(text) => format!("「{text}」は時間として読めません（例: 20分、4h、3営業日）"),
            Why::NotAClock(text) => format!("「{text}」は時刻として読めません（例: 9:00）"),
            Why::Outside(least, most) => format!("{least} から {most} までにしてください"),
            Why::EndsFirst => "終了時刻は開始時刻より後にしてください".into(),
            Why::NotAKey(text) => format!("「{text}」は1文字の英数字・記号ではありません"),
            Why::KeyTaken { key, ja, .. } => format!("「{key}」は「{ja}」のキーです"),
            Why::KeyOfTheWalk(key) => format!("「{key}」は連続架電の操作キーです"),
            Why::KeyKept(key) => format!("「{key}」は架電禁止・クレーム専用のキーです"),
            Why::Fixed => "変更できません。架電禁止・クレームの動作は固定です".into(),
            Why::NameTaken(name) => format!("架電リスト「{name}」はすでにあります"),
            Why::WouldEmpty => {
                "リストが空になります。`salesdesk list edit --live no` なら今の顧客が残ります".into()
            }
            Why::NoSearch(line) => format!("「{line}」では誰も検索できません"),
            Why::ViewTaken(name) => format!("ビュー「{name}」はすでにあります"),
            Why::FieldTaken(name) => format!("項目「{name}」はすでにあります"),
            Why::BuiltIn(name) => format!("「{name}」は標準の項目です"),
            Why::HoldsEquals => "= は使えません".into(),
            Why::Boundless => "数値・金額・日付の項目だけに指定できます".into(),
            Why::NoChoices => "選択肢を入力してください".into(),
            Why::OnlyShown => "ここでは表示だけです。顧客の画面で変更してください".into(),
            Why::NoRecord => "書き込む担当者や商談がまだありません。先に追加してください".into(),
            Why::NoSuchField(text) => format!("「{text}」という項目はありません"),
            Why::OtherCurrency(text, currency) => format!("「{text}」は {currency} の金額ではありません"),
        },
    }
}

/// Why a row of a file cannot go in.
#[must_use]
pub fn refusal(why: &Refusal, lang: Lang) -> String {
    match (lang, why) {
        (Lang::En, why) => why.to_string(),
        (Lang::Ja, Refusal::Nameless) => "名称も会社名も電話番号もありません".to_owned(),
        (Lang::Ja, Refusal::Cells { has, header }) => format!("見出しは {header} 列ですが {has} 列あります"),
        (Lang::Ja, Refusal::LongCell { limit }) => format!("{limit} バイトを超えるセルがあります"),
        (Lang::Ja, Refusal::Erased { text }) => format!(
            "「{text}」は消去済みの顧客の番号・アドレスです。別の方のものなら `salesdesk unblock {text}` の後に取り込んでください"
        ),
        (Lang::Ja, Refusal::ZeroByte) => "ゼロバイトを含みます".to_owned(),
        (Lang::Ja, Refusal::CardNumber { column }) => {
            format!("{column}: カード番号らしき数字は保存できません")
        }
        (Lang::Ja, Refusal::Rounded { column, text }) => {
            format!("{column}: 表計算ソフトが {text} に丸めています。列を文字列にしてください")
        }
        (Lang::Ja, Refusal::NotANumber { text }) => {
            format!("「{text}」は電話番号でもメールアドレスでもありません")
        }
        (Lang::Ja, Refusal::NoCustomer { name }) => format!("「{name}」という顧客はありません"),
        (Lang::Ja, Refusal::NoTime { text }) => format!("「{text}」はこれからの日時として読めません"),
        (Lang::Ja, Refusal::NoMoment { text }) => {
            format!("「{text}」は日時として読めません。活動には日時が必要です")
        }
        (Lang::Ja, Refusal::NoChannel { text }) => {
            format!("「{text}」という手段はありません（call、mail、fax、letter、line、all）")
        }
        (Lang::Ja, Refusal::Ambiguous { name }) => {
            format!("{name} という顧客が複数います。コードか電話番号を付けてください")
        }
    }
}

/// Why a line of a pasted list puts nobody on it.
#[must_use]
pub fn doubt(why: &Doubt, lang: Lang) -> String {
    match (lang, why) {
        (Lang::En, Doubt::Unknown) => "no customer answers to it".to_owned(),
        (Lang::En, Doubt::Several(count)) => format!("{count} customers answer to it"),
        (Lang::En, Doubt::Repeated(line)) => format!("the same as line {line}"),
        (Lang::En, Doubt::ZeroByte) => "holds a zero byte".to_owned(),
        (Lang::En, Doubt::TooLong) => "too long to name anybody".to_owned(),
        (Lang::Ja, Doubt::Unknown) => "当たる顧客がいません".to_owned(),
        (Lang::Ja, Doubt::Several(count)) => format!("当たる顧客が {count} 件あります"),
        (Lang::Ja, Doubt::Repeated(line)) => format!("{line} 行目と同じです"),
        (Lang::Ja, Doubt::ZeroByte) => "ゼロバイトを含みます".to_owned(),
        (Lang::Ja, Doubt::TooLong) => "行が長すぎます".to_owned(),
    }
}

/// A trouble in words, with the way out. English is the trouble's own wording.
#[must_use]
pub fn trouble(trouble: &Trouble, lang: Lang) -> String {
    match lang {
        Lang::En => trouble.to_string(),
        Lang::Ja => trouble_ja(trouble),
    }
}

/// Why a file of another desk was not read.
#[must_use]
pub fn refused(why: &Refused, lang: Lang) -> String {
    match (lang, why) {
        (Lang::En, why) => why.to_string(),
        (Lang::Ja, Refused::Foreign) => "salesdesk のファイルではありません".into(),
        (Lang::Ja, Refused::Cut) => "まだ途中までしかありません。次回もう一度読みます".into(),
        (Lang::Ja, Refused::Damaged(why)) => format!("壊れています（{why}）。もう一度もらってください"),
        (Lang::Ja, Refused::Large) => "大きすぎます。何も読み込んでいません".into(),
        (Lang::Ja, Refused::OtherTeam(team)) => format!("別のチーム（{team}）のものです"),
        (Lang::Ja, Refused::Newer(version)) => {
            format!("新しい版（{version}）が書いたものです。残してあります。更新すると読めます")
        }
        (Lang::Ja, Refused::Locked) => "別の鍵で暗号化されています。そのまま残してあります".into(),
        (Lang::Ja, Refused::Unsound) => {
            "壊れているか、まだ途中までしかありません。次回もう一度読みます".into()
        }
    }
}

/// Why a locked file stays shut, or what is wrong with a key.
#[must_use]
pub fn shut(why: &Shut, lang: Lang) -> String {
    let ja = match (lang, why) {
        (Lang::En, why) => return why.to_string(),
        (Lang::Ja, Shut::NotLocked) => "暗号化されていないので、開く必要がありません",
        (Lang::Ja, Shut::WrongPassphrase) => {
            "パスフレーズが違います。正しいはずなら、ファイルが壊れています。もう一度もらってください"
        }
        (Lang::Ja, Shut::WrongKey) => {
            "この鍵では開きません。暗号化したときのパスフレーズか鍵ファイルを指定してください"
        }
        (Lang::Ja, Shut::Damaged) => "壊れているか、途中までしかありません。別の控えを使ってください",
        (Lang::Ja, Shut::Newer) => "この版の知らない方式で暗号化されています。salesdesk を更新してください",
        (Lang::Ja, Shut::TooHard(work)) => {
            return format!("パスフレーズの計算が多すぎます（2の{work}乗回）。開いていません");
        }
        (Lang::Ja, Shut::TooLarge(most)) => {
            return format!("中身が上限の {most} バイトを超えています。何も使っていません");
        }
        (Lang::Ja, Shut::NoRecipient(line)) => {
            return format!(
                "{line} 行目は公開鍵ではありません。age1...、ssh-ed25519、ssh-rsa の公開鍵を1行に1つ書いてください"
            );
        }
        (Lang::Ja, Shut::NoRecipients) => {
            "公開鍵がありません。age1...、ssh-ed25519、ssh-rsa の公開鍵を1行に1つ書いてください"
        }
        (Lang::Ja, Shut::NoKey) => {
            "鍵がありません。age の鍵（AGE-SECRET-KEY-1...）か ssh-ed25519、ssh-rsa の秘密鍵を指定してください"
        }
        (Lang::Ja, Shut::Exposed) => {
            "鍵ファイルが他人に読める状態です。何も開いていません。chmod 600 を実行してください"
        }
        (Lang::Ja, Shut::Asks) => {
            "鍵ファイルにパスフレーズがあります。`sync --keep-key` が書くような、パスフレーズのないものを指定してください"
        }
        (Lang::Ja, Shut::KeyKind) => "この種類の鍵では開けません。ssh-ed25519、ssh-rsa、age の鍵が使えます",
    };
    ja.to_owned()
}

const fn no_place_ja(why: NoPlace) -> &'static str {
    match why {
        NoPlace::Missing => "がありません。共有フォルダやUSBメモリは接続されていますか",
        NoPlace::NotFolder => "はフォルダではありません",
        NoPlace::NoTeam => {
            "はチームの共有場所ではありません。何も変更していません。新しく作るには: salesdesk sync DIR --init"
        }
        NoPlace::OtherTeam => "は別のチームの共有場所です。何も読み書きしていません",
        NoPlace::Newer => "は新しい版の共有場所です。salesdesk を更新してください",
        NoPlace::Locked => {
            "は暗号化されています。パスフレーズか --key-file FILE を指定するか、`salesdesk sync DIR --keep-key FILE` で作った鍵ファイルを設定の [sync] key_file に書いてください。何も読み書きしていません"
        }
        NoPlace::Keyless => {
            "は暗号化されていますが、鍵がありません。コピーの途中ならもう一度、そうでなければ salesdesk-v1/keys をもらってください"
        }
        NoPlace::OtherKey => {
            "の鍵が前回と違います。誰かが鍵を外したり替えたりしたかもしれません。チームに確かめ、正しければ --trust を付けてください。何も読み書きしていません"
        }
        NoPlace::Open => {
            "は暗号化されていない共有場所です。既にあるファイルは後から暗号化しません。別のフォルダで作ってください: salesdesk sync DIR --init --encrypt passphrase"
        }
        NoPlace::Marker => "のチームの印（salesdesk-v1/TEAM）が読めません。作った人に確かめてください",
    }
}

fn trouble_ja(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Place { path, why } => format!("{path} {}", no_place_ja(*why)),
        Trouble::Shut { path, why } => format!("{path}: {}", shut(why, Lang::Ja)),
        Trouble::Busy => "他のプログラムが書き込み中です。少し待ってもう一度どうぞ".into(),
        Trouble::DiskFull => {
            "ディスクがいっぱいです。何も変更していません。空きを作ってもう一度どうぞ".into()
        }
        Trouble::Disk(why) => {
            format!(
                "ディスクに書き込めませんでした（{why}）。何も変更していません。空き容量を確かめて、もう一度どうぞ"
            )
        }
        Trouble::ReadOnly(path) => {
            format!("{path} に書き込めません。権限を確かめるか、--db で別のファイルを指定してください")
        }
        Trouble::Damaged(path) => {
            format!(
                "{path} が壊れています。`salesdesk recover` を実行すると、壊れたファイルを残したまま、読めるものを戻します"
            )
        }
        Trouble::Foreign(path) => {
            format!(
                "{path} は salesdesk のファイルではありません。何も変更していません。--db で別のファイルを指定してください"
            )
        }
        Trouble::Newer { path, theirs, ours } => format!(
            "{path} は新しい salesdesk のファイルです（形式 {theirs}、この版は {ours} まで）。更新するか --db で別のファイルを指定してください"
        ),
        Trouble::Encrypted(path) => format!(
            "{path} は暗号化されています。この salesdesk では読めません。`cargo build --release --features sqlcipher` でビルドしたものを使ってください"
        ),
        Trouble::Keyless(path) => {
            format!("{path} は暗号化されていますが、鍵がありません。何も読んでいません")
        }
        Trouble::NoDate { path, line, field } => format!(
            "{path} の {line} 行目: 「{field}」は日付の項目ではありません。受注予定日、生年月日、決算月、次回購入などの日付の項目を指定してください。リマインダは作成していません"
        ),
        Trouble::Unproven => {
            "スナップショットから台帳を正しく戻せなかったので、公開していません。`salesdesk doctor` で調べてください".into()
        }
        Trouble::OpenBeside => {
            "暗号化した台帳の横に検索用ファイルは作りません。検索は台帳をメモリに読み込みます".into()
        }
        Trouble::Network { path, kind } => {
            format!(
                "{path} はネットワーク上（{kind}）にあります。手元のディスクに置いてください。そのまま取り出すだけなら --unsafe-location を付けます"
            )
        }
        Trouble::Synchronised { path, by, mark } => {
            format!(
                "{path} は {by} が同期するフォルダー（{mark}）の中にあり、ファイルが壊れるおそれがあります。別の場所に置き、やり取りには `salesdesk sync` を使ってください。そのまま取り出すだけなら --unsafe-location を付けます"
            )
        }
        Trouble::Linked { path, names } => {
            format!(
                "{path} には名前が {names} 個あります（ハードリンク）。別の名前で開くと壊れます。ほかの名前を消してください。そのまま取り出すだけなら --unsafe-location を付けます"
            )
        }
        Trouble::File { path, why } => format!("{path}: {why}"),
        Trouble::NotFound(name) => {
            format!("「{name}」に当たる顧客がいません。`salesdesk find {name}` で探せます")
        }
        Trouble::Ambiguous { name, candidates } => {
            format!("「{name}」に当たる候補が複数あります: {}", candidates.join("、"))
        }
        Trouble::Erased(_) => "この顧客は消去済みで、情報は何も残っていません".into(),
        Trouble::NoWayBack => "直前の操作は顧客の消去で、取り消せません".into(),
        Trouble::Nothing(_) => "取り消し・やり直しの対象がありません".into(),
        Trouble::Other(words) => words.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::activity::CHANNELS;
    use crate::domain::{
        activity, call_list, consent, contact_point, customer, deal, inquiry, next_step, outcome, person,
        stage, standing, subscription,
    };

    #[test]
    fn every_deed_and_noun_has_words_in_both_languages() {
        for lang in [Lang::En, Lang::Ja] {
            assert!(Deed::all().all(|one| !deed(one, lang).is_empty()));
            assert!(Noun::ALL.iter().all(|one| !noun(*one, lang).is_empty()));
        }
    }

    #[test]
    fn every_choice_a_desk_starts_with_has_words() {
        let choices = [
            customer::KINDS,
            customer::LIFECYCLES,
            contact_point::KINDS,
            &contact_point::STATES[1..],
            deal::LOST_REASONS,
            deal::KINDS,
            deal::CLASSES,
            next_step::KINDS,
            person::ROLES,
            outcome::ALSO,
            tag::CODES,
            call_list::SOURCES,
            standing::RULES,
            stage::FLAGS,
            deal::TAXES,
            subscription::CYCLES,
            subscription::REASONS,
            activity::RESPONSES,
            inquiry::KINDS,
            inquiry::STATUSES,
            consent::NEEDED,
            consent::STATES,
        ];
        let codes = choices.into_iter().flatten().copied();
        let more =
            CHANNELS.iter().map(|channel| channel.code).chain(stage::STANDARD.iter().map(|stage| stage.code));
        for code in codes.chain(more) {
            assert!(word(CHOICES, code, Lang::Ja).is_some(), "{code}");
        }
    }
}
